// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "testkey.h"

#include <Tbs/client/clientassertion_p.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

const ClientAssertionClaims claims{
    .clientId = u"tbs client"_s, .audience = u"https://auth.example.org:443/a%20b/token?x=y"_s, .keyId = u"key-1"_s};

QDateTime now()
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
}

QByteArray decoded(const QByteArray &part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QJsonObject objectOf(const QByteArray &part)
{
    return QJsonDocument::fromJson(decoded(part)).object();
}

} // namespace

class TestClientAssertion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatSmartWants_data();
    void saysWhatSmartWants();
    void namesTheKeySet();
    void isUnique();

private:
    [[nodiscard]] JwsSigner signer(const Test::TestKey &key)
    {
        const auto path = m_folder.filePath(u"key.pem"_s);
        Test::writeFile(path, key.privatePem());
        return *JwsSigner::create(*PrivateKey::read(path), path);
    }

    QTemporaryDir m_folder;
};

void TestClientAssertion::saysWhatSmartWants_data()
{
    QTest::addColumn<Test::TestKey>("key");
    QTest::addColumn<QString>("algorithm");
    QTest::newRow("RS384") << Test::TestKey::rsa() << u"RS384"_s;
    QTest::newRow("ES384") << Test::TestKey::ec() << u"ES384"_s;
}

void TestClientAssertion::saysWhatSmartWants()
{
    QFETCH(const Test::TestKey, key);
    QFETCH(const QString, algorithm);
    const auto jwt = clientAssertion(claims, signer(key), now());
    QVERIFY(jwt);
    for (const char c : *jwt) {
        QVERIFY2(QByteArray("-_.").contains(c) || std::isalnum(static_cast<unsigned char>(c)), jwt->constData());
    }
    const auto parts = jwt->split('.');
    QCOMPARE(parts.size(), 3);
    const QJsonObject header{{u"alg"_s, algorithm}, {u"kid"_s, u"key-1"_s}, {u"typ"_s, u"JWT"_s}};
    QCOMPARE(objectOf(parts.at(0)), header);

    auto payload = objectOf(parts.at(1));
    const auto expires = payload.take(u"exp"_s);
    QVERIFY(expires.isDouble());
    const auto life = expires.toInteger() - now().toSecsSinceEpoch();
    QVERIFY2(life > 60 && life <= 300, qPrintable(QString::number(life)));
    QVERIFY(!decoded(parts.at(1)).contains("e+")); // NumericDate as a plain number
    QVERIFY(payload.take(u"jti"_s).toString().size() >= 32);
    const QJsonObject rest{{u"iss"_s, u"tbs client"_s}, {u"sub"_s, u"tbs client"_s}, {u"aud"_s, claims.audience}};
    QCOMPARE(payload, rest);

    QVERIFY(key.verifies(algorithm.toLatin1(), parts.at(0) + '.' + parts.at(1), decoded(parts.at(2))));
}

void TestClientAssertion::namesTheKeySet()
{
    auto withKeySet = claims;
    withKeySet.jwksUrl = QUrl(u"https://app.example.org/jwks.json"_s);
    const auto jwt = clientAssertion(withKeySet, signer(Test::TestKey::ec()), now());
    QCOMPARE(objectOf(jwt->split('.').first()).value(u"jku"_s).toString(), u"https://app.example.org/jwks.json"_s);
}

void TestClientAssertion::isUnique()
{
    const auto one = signer(Test::TestKey::ec());
    QSet<QString> ids;
    for (int i = 0; i < 100; ++i) {
        ids.insert(objectOf(clientAssertion(claims, one, now())->split('.').at(1)).value(u"jti"_s).toString());
    }
    QCOMPARE(ids.size(), 100);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestClientAssertion)
#include "tst_clientassertion.moc"
