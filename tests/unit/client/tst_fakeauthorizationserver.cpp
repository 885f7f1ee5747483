// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fakeauthorizationserver.h"

#include <Tbs/client/formencoding_p.h>
#include <Tbs/client/jwssigner_p.h>

#include <QJsonDocument>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

const auto assertionType = u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s;

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray encoded(const QJsonObject &object)
{
    return encoded(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

/// The server that the tests of authentication believe: does it verify what it says that it does?
class TestFakeAuthorizationServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void assertions_data();
    void assertions();
    void replay();
    void forms_data();
    void forms();
    void tokensExpire();

private:
    [[nodiscard]] QJsonObject header() const
    {
        return {{u"alg"_s, u"ES384"_s}, {u"kid"_s, u"key-1"_s}, {u"typ"_s, u"JWT"_s}};
    }
    [[nodiscard]] QJsonObject claims() const
    {
        return {{u"iss"_s, u"tbs"_s},
                {u"sub"_s, u"tbs"_s},
                {u"aud"_s, m_server->tokenUrl().toString()},
                {u"exp"_s, m_clock.now().toSecsSinceEpoch() + 300},
                {u"jti"_s, u"1"_s}};
    }
    [[nodiscard]] QByteArray assertion(const QJsonObject &jwtHeader, const QJsonObject &jwtClaims) const
    {
        const auto data = encoded(jwtHeader) + '.' + encoded(jwtClaims);
        return data + '.' + encoded(*m_signer->sign(data));
    }
    /// \return the status
    int post(const QByteArray &form);
    int postAssertion(const QByteArray &assertion)
    {
        return post(formEncoded(FormParameters{{u"grant_type"_s, u"client_credentials"_s},
                                               {u"client_assertion_type"_s, assertionType},
                                               {u"client_assertion"_s, QString::fromLatin1(assertion)}}));
    }

    QNetworkAccessManager m_network;
    Test::MockClock m_clock;
    std::optional<Test::TestKey> m_key;
    std::optional<JwsSigner> m_signer;
    std::unique_ptr<Test::FakeAuthorizationServer> m_server;
};

void TestFakeAuthorizationServer::initTestCase()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"key.pem"_s);
    m_key = Test::TestKey::ec();
    Test::writeFile(path, m_key->privatePem());
    m_signer = *JwsSigner::create(*PrivateKey::read(path), path);
}

void TestFakeAuthorizationServer::init()
{
    m_server = std::make_unique<Test::FakeAuthorizationServer>(m_clock);
    m_server->expectKey(u"tbs"_s, u"key-1"_s, *m_key);
}

int TestFakeAuthorizationServer::post(const QByteArray &form)
{
    QNetworkRequest request(m_server->tokenUrl());
    request.setRawHeader("Content-Type", "application/x-www-form-urlencoded");
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, form));
    return QTest::qWaitFor([&] { return reply->isFinished(); })
        ? reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt()
        : 0;
}

void TestFakeAuthorizationServer::assertions_data()
{
    QTest::addColumn<bool>("inHeader");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QJsonValue>("value"); // undefined: left out
    QTest::addColumn<QString>("objection");
    const auto row = [](const char *title, bool inHeader, const QString &name, const QJsonValue &value,
                        const QString &objection) {
        QTest::newRow(title) << inHeader << name << value << objection;
    };
    const auto now = m_clock.now().toSecsSinceEpoch();
    const QJsonValue none(QJsonValue::Undefined);
    row("right", true, u"typ"_s, u"JWT"_s, {});
    row("alg none", true, u"alg"_s, u"none"_s, u"wrong signature"_s);
    row("alg of another key", true, u"alg"_s, u"RS384"_s, u"wrong signature"_s);
    row("no alg", true, u"alg"_s, none, u"wrong signature"_s);
    row("typ", true, u"typ"_s, u"jwt"_s, u"wrong typ"_s);
    row("no kid", true, u"kid"_s, none, u"unknown kid"_s);
    row("another kid", true, u"kid"_s, u"key-2"_s, u"unknown kid"_s);
    row("jku", true, u"jku"_s, u"https://a/"_s, u"wrong jku"_s);
    row("more in the header", true, u"crit"_s, u"x"_s, u"unexpected header crit"_s);
    row("iss", false, u"iss"_s, u"other"_s, u"wrong iss or sub"_s);
    row("sub", false, u"sub"_s, u"other"_s, u"wrong iss or sub"_s);
    row("aud", false, u"aud"_s, u"http://127.0.0.1/token"_s, u"wrong aud"_s);
    row("no exp", false, u"exp"_s, none, u"wrong claims: aud iss jti sub"_s);
    row("exp is a text", false, u"exp"_s, QString::number(now + 60), u"expired"_s);
    row("exp now", false, u"exp"_s, now, u"expired"_s);
    row("exp in 1 s", false, u"exp"_s, now + 1, {});
    row("exp in 301 s", false, u"exp"_s, now + 301, u"exp is too far in the future"_s);
    row("no jti", false, u"jti"_s, none, u"wrong claims: aud exp iss sub"_s);
    row("empty jti", false, u"jti"_s, QString(), u"jti is not new"_s);
    row("scope in the claims", false, u"scope"_s, u"a"_s, u"wrong claims: aud exp iss jti scope sub"_s);
}

void TestFakeAuthorizationServer::assertions()
{
    QFETCH(const bool, inHeader);
    QFETCH(const QString, name);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, objection);
    auto jwtHeader = header();
    auto jwtClaims = claims();
    auto &changed = inHeader ? jwtHeader : jwtClaims;
    changed.insert(name, value); // an undefined value takes it away
    QCOMPARE(postAssertion(assertion(jwtHeader, jwtClaims)), objection.isEmpty() ? 200 : 401);
    QCOMPARE(m_server->objection(), objection);
}

void TestFakeAuthorizationServer::replay()
{
    const auto once = assertion(header(), claims());
    QCOMPARE(postAssertion(once), 200);
    QCOMPARE(postAssertion(once), 401);
    QCOMPARE(m_server->objection(), u"jti is not new"_s);
}

void TestFakeAuthorizationServer::forms_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<int>("status");
    const auto type = formEncoded(assertionType);
    QTest::newRow("nothing") << QByteArray() << 400;
    QTest::newRow("another grant") << QByteArray("grant_type=password") << 400;
    QTest::newRow("no client") << QByteArray("grant_type=client_credentials") << 401;
    QTest::newRow("twice") << QByteArray("grant_type=client_credentials&grant_type=client_credentials") << 400;
    QTest::newRow("no JWT") << "grant_type=client_credentials&client_assertion_type=" + type + "&client_assertion=a.b"
                            << 401;
    QTest::newRow("unsigned") << "grant_type=client_credentials&client_assertion_type=" + type
            + "&client_assertion=" + encoded(header())
            + ".e30." << 401;
}

void TestFakeAuthorizationServer::forms()
{
    QFETCH(const QByteArray, form);
    QFETCH(const int, status);
    QCOMPARE(post(form), status);
    QVERIFY(!m_server->objection().isEmpty());
}

void TestFakeAuthorizationServer::tokensExpire()
{
    QCOMPARE(postAssertion(assertion(header(), claims())), 200);
    const auto authorization = "Bearer " + m_server->issuedTokens().first();
    QVERIFY(m_server->accepts(authorization));
    QVERIFY(!m_server->accepts(authorization + 'x'));
    QVERIFY(!m_server->accepts({}));
    m_clock.advance(std::chrono::seconds(299));
    QVERIFY(m_server->accepts(authorization));
    m_clock.advance(std::chrono::seconds(1));
    QVERIFY(!m_server->accepts(authorization));

    auto second = claims();
    second.insert(u"jti"_s, u"2"_s);
    QCOMPARE(postAssertion(assertion(header(), second)), 200);
    const auto next = "Bearer " + m_server->issuedTokens().last();
    QVERIFY(m_server->accepts(next));
    m_server->revokeAll();
    QVERIFY(!m_server->accepts(next));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestFakeAuthorizationServer)
#include "tst_fakeauthorizationserver.moc"
