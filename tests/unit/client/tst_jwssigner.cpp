// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "testkey.h"

#include <Tbs/client/jwssigner_p.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestJwsSigner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signs_data();
    void signs();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] Result<JwsSigner> signer(const Test::TestKey &key)
    {
        const auto path = m_folder.filePath(u"key.pem"_s);
        Test::writeFile(path, key.privatePem());
        return PrivateKey::read(path).and_then(
            [](const PrivateKey &read) { return JwsSigner::create(read, u"/keys/key.pem"_s); });
    }

    QTemporaryDir m_folder;
};

void TestJwsSigner::signs_data()
{
    QTest::addColumn<Test::TestKey>("key");
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<qsizetype>("size");
    QTest::newRow("RSA 2048") << Test::TestKey::rsa(2048) << QByteArray("RS384") << qsizetype(256);
    QTest::newRow("RSA 3072") << Test::TestKey::rsa(3072) << QByteArray("RS384") << qsizetype(384);
    QTest::newRow("P-384") << Test::TestKey::ec("P-384") << QByteArray("ES384") << qsizetype(96);
}

void TestJwsSigner::signs()
{
    QFETCH(const Test::TestKey, key);
    QFETCH(const QByteArray, algorithm);
    QFETCH(const qsizetype, size);
    const auto made = signer(key);
    QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toString()));
    QCOMPARE(made->algorithm(), algorithm);
    // Often, since one R or S in 256 is a byte shorter and has to be filled up.
    for (int i = 0; i < 600; ++i) {
        const auto data = QByteArray::number(i);
        const auto signature = made->sign(data);
        QVERIFY(signature);
        QCOMPARE(signature->size(), size);
        QVERIFY(key.verifies(algorithm, data, *signature));
        if (size > 96 && i == 10) {
            break; // RSA has no such case, and is slow
        }
    }
    QVERIFY(!key.verifies(algorithm, "a", *made->sign("b")));
    QVERIFY(made->sign({}));
}

void TestJwsSigner::refuses_data()
{
    QTest::addColumn<Test::TestKey>("key");
    QTest::addColumn<QString>("message");
    QTest::newRow("RSA 1024") << Test::TestKey::rsa(1024) << u"is an RSA key of 1024 bits; RS384 wants 2048 or more"_s;
    QTest::newRow("RSA 2040") << Test::TestKey::rsa(2040) << u"is an RSA key of 2040 bits; RS384 wants 2048 or more"_s;
    QTest::newRow("RSA-PSS") << Test::TestKey::rsaPss() << u"is a key of type RSA-PSS; RSA (for RS384) or EC"_s;
    QTest::newRow("P-256") << Test::TestKey::ec("P-256")
                           << u"is an EC key on the curve prime256v1; ES384 wants P-384"_s;
    QTest::newRow("P-521") << Test::TestKey::ec("P-521") << u"is an EC key on the curve secp521r1; ES384 wants P-384"_s;
    QTest::newRow("brainpool 384") << Test::TestKey::ec("brainpoolP384r1") << u"on the curve brainpoolP384r1"_s;
    QTest::newRow("Ed25519") << Test::TestKey::ed25519() << u"is a key of type ED25519; RSA (for RS384) or EC"_s;
}

void TestJwsSigner::refuses()
{
    QFETCH(const Test::TestKey, key);
    QFETCH(const QString, message);
    const auto made = signer(key);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(made.error().location, u"/keys/key.pem"_s);
    QVERIFY2(made.error().message.contains(message), qUtf8Printable(made.error().message));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestJwsSigner)
#include "tst_jwssigner.moc"
