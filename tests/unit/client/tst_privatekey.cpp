// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "testkey.h"

#include <Tbs/client/privatekey_p.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestPrivateKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void refusesFileThatIsNotThere();
    void knowsItsCertificate();
    void refusesWhatIsNoCertificate();

private:
    [[nodiscard]] QString file(const QByteArray &content)
    {
        const auto path = m_folder.filePath(u"file.pem"_s);
        Test::writeFile(path, content);
        return path;
    }

    QTemporaryDir m_folder;
};

void TestPrivateKey::reads_data()
{
    QTest::addColumn<QByteArray>("pem");
    const auto rsa = Test::TestKey::rsa();
    const auto ec = Test::TestKey::ec();
    QTest::newRow("RSA, PKCS #8") << rsa.privatePem();
    QTest::newRow("RSA, traditional") << rsa.traditionalPem();
    QTest::newRow("EC, PKCS #8") << ec.privatePem();
    QTest::newRow("EC, traditional") << ec.traditionalPem();
    QTest::newRow("behind a certificate") << rsa.certificatePem("a") + rsa.privatePem();
    QTest::newRow("with a comment before it") << "The key of the lab\n" + rsa.privatePem();
    QTest::newRow("CRLF") << rsa.privatePem().replace("\n", "\r\n");
}

void TestPrivateKey::reads()
{
    QFETCH(const QByteArray, pem);
    const auto key = PrivateKey::read(file(pem));
    QVERIFY2(key, key ? "" : qUtf8Printable(key.error().toString()));
    QVERIFY(key->handle());
}

void TestPrivateKey::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const auto rsa = Test::TestKey::rsa();
    const auto none = u"holds no private key in PEM format"_s;
    QTest::newRow("empty") << QByteArray() << none;
    QTest::newRow("text") << QByteArray("not a real key") << none;
    QTest::newRow("public key") << rsa.publicPem() << none;
    QTest::newRow("certificate") << rsa.certificatePem("a") << none;
    QTest::newRow("cut") << rsa.privatePem().chopped(100) << none;
    QTest::newRow("changed") << rsa.privatePem().replace(200, 40, QByteArray(40, 'A')) << none;
    QTest::newRow("DER") << QByteArray::fromBase64(rsa.privatePem().split('\n').mid(1, 20).join()) << none;
    QTest::newRow("encrypted") << rsa.privatePem("password") << u"is encrypted"_s;
    QTest::newRow("too large") << QByteArray(1024 * 1024 + 1, 'a') << u"is larger than 1 MiB"_s;
}

void TestPrivateKey::refuses()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, message);
    const auto path = file(content);
    const auto key = PrivateKey::read(path);
    QVERIFY(!key);
    QCOMPARE(key.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(key.error().location, path);
    QVERIFY2(key.error().message.contains(message), qUtf8Printable(key.error().message));
}

void TestPrivateKey::refusesFileThatIsNotThere()
{
    for (const auto &path : {m_folder.filePath(u"not-there.pem"_s), m_folder.path(), QString()}) {
        const auto key = PrivateKey::read(path);
        QVERIFY(!key);
        QCOMPARE(key.error().kind, Error::Kind::ActionRequired);
        QCOMPARE(key.error().location, path);
        QVERIFY2(key.error().message.startsWith(u"cannot be read: "_s), qUtf8Printable(key.error().message));
    }
}

void TestPrivateKey::knowsItsCertificate()
{
    const auto rsa = Test::TestKey::rsa();
    const auto other = Test::TestKey::rsa();
    const auto ec = Test::TestKey::ec();
    const auto key = PrivateKey::read(file(rsa.privatePem()));
    QVERIFY(key);
    QCOMPARE(key->belongsTo(file(rsa.certificatePem("a"))), Result<bool>(true));
    QCOMPARE(key->belongsTo(file(rsa.certificatePem("a") + other.certificatePem("issuer"))), Result<bool>(true));
    QCOMPARE(key->belongsTo(file(other.certificatePem("a"))), Result<bool>(false));
    QCOMPARE(key->belongsTo(file(other.certificatePem("issuer") + rsa.certificatePem("a"))), Result<bool>(false));
    QCOMPARE(key->belongsTo(file(ec.certificatePem("a"))), Result<bool>(false));
}

void TestPrivateKey::refusesWhatIsNoCertificate()
{
    const auto rsa = Test::TestKey::rsa();
    const auto key = PrivateKey::read(file(rsa.privatePem()));
    QVERIFY(key);
    for (const auto &content : {QByteArray(), QByteArray("not a real certificate"), rsa.privatePem(), rsa.publicPem(),
                                rsa.certificatePem("a").chopped(100)}) {
        const auto path = file(content);
        const auto belongs = key->belongsTo(path);
        QVERIFY(!belongs);
        QCOMPARE(belongs.error().kind, Error::Kind::ActionRequired);
        QCOMPARE(belongs.error().location, path);
        QVERIFY(belongs.error().message.startsWith(u"holds no certificate in PEM format"_s));
    }
    QVERIFY(!key->belongsTo(m_folder.filePath(u"not-there.pem"_s)));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestPrivateKey)
#include "tst_privatekey.moc"
