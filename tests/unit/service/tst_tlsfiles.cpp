// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "testkey.h"

#include <Tbs/service/tlsfiles.h>

#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using Test::TestKey;

/// Files of any content, named after a row's columns.
class TestTlsFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsClientCertificates_data();
    void readsClientCertificates();
    void trustsAuthoritiesBesidesTheSystems();
    void nothingIsTheDefault();
    void readsListenerCertificates();
    void refuses_data();
    void refuses();
    void refusesAuthorities_data();
    void refusesAuthorities();

private:
    [[nodiscard]] QString file(const QString &name, const QByteArray &content)
    {
        const auto path = m_folder.filePath(name);
        Test::writeFile(path, content);
        return path;
    }

    QTemporaryDir m_folder;
    TestKey m_key = TestKey::rsa();
};

void TestTlsFiles::readsClientCertificates_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("chainLength");
    const auto ec = TestKey::ec("P-256");
    QTest::newRow("RSA") << m_key.certificatePem("tbs") << m_key.privatePem() << 1;
    QTest::newRow("RSA, traditional") << m_key.certificatePem("tbs") << m_key.traditionalPem() << 1;
    QTest::newRow("EC") << ec.certificatePem("tbs") << ec.privatePem() << 1;
    QTest::newRow("with issuer") << m_key.certificatePem("tbs") + ec.certificatePem("issuer") << m_key.privatePem()
                                 << 2;
}

void TestTlsFiles::readsClientCertificates()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const int, chainLength);
    const auto tls = clientTls({.certificate = file(u"c.pem"_s, certificate), .key = file(u"k.pem"_s, key)});
    QVERIFY2(tls, tls ? "" : qUtf8Printable(tls.error().toString()));
    QCOMPARE(tls->localCertificateChain().size(), chainLength);
    QCOMPARE(tls->localCertificate().subjectInfo(QSslCertificate::CommonName), QStringList{u"tbs"_s});
    QVERIFY(!tls->privateKey().isNull());
    QCOMPARE(tls->peerVerifyMode(), QSslConfiguration::defaultConfiguration().peerVerifyMode());
}

void TestTlsFiles::trustsAuthoritiesBesidesTheSystems()
{
    const auto authority = m_key.certificatePem("Hospital CA");
    const auto tls = clientTls({.ca = file(u"ca.pem"_s, authority)});
    QVERIFY(tls);
    const QSslCertificate certificate(authority);
    QVERIFY(tls->caCertificates().contains(certificate));
    QCOMPARE(tls->caCertificates().size(), QSslConfiguration::systemCaCertificates().size() + 1);
    QVERIFY(tls->localCertificate().isNull());
}

void TestTlsFiles::nothingIsTheDefault()
{
    const auto tls = clientTls({});
    QVERIFY(tls);
    QVERIFY(*tls == QSslConfiguration::defaultConfiguration());
}

void TestTlsFiles::readsListenerCertificates()
{
    TlsConfiguration files{.certificate = file(u"c.pem"_s, m_key.certificatePem("localhost")),
                           .key = file(u"k.pem"_s, m_key.privatePem())};
    const auto open = listenerTls(files);
    QVERIFY(open);
    QVERIFY(!open->localCertificate().isNull());
    QCOMPARE(open->peerVerifyMode(), QSslSocket::VerifyNone);

    const auto authority = TestKey::ec().certificatePem("Clients");
    files.clientCa = file(u"ca.pem"_s, authority);
    const auto guarded = listenerTls(files);
    QVERIFY(guarded);
    QCOMPARE(guarded->peerVerifyMode(), QSslSocket::VerifyPeer);
    QCOMPARE(guarded->caCertificates(), QList{QSslCertificate(authority)});
}

void TestTlsFiles::refuses_data()
{
    QTest::addColumn<QByteArray>("certificate");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("name"); // of the file that is to blame
    QTest::addColumn<QString>("message");
    const auto row = [](const char *title, const QByteArray &certificate, const QByteArray &key, const QString &name,
                        const QString &message) {
        QTest::newRow(title) << certificate << key << name << message;
    };
    const auto certificate = m_key.certificatePem("tbs");
    row("another key", certificate, TestKey::rsa().privatePem(), u"k.pem"_s,
        u"is not the private key of the certificate in "_s);
    row("key of another type", certificate, TestKey::ec().privatePem(), u"k.pem"_s,
        u"is not the private key of the certificate in "_s);
    row("issuer first", TestKey::ec().certificatePem("issuer") + certificate, m_key.privatePem(), u"k.pem"_s,
        u"is not the private key of the certificate in "_s);
    row("encrypted", certificate, m_key.privatePem("password"), u"k.pem"_s, u"is encrypted"_s);
    row("no key", certificate, "not a real key", u"k.pem"_s, u"holds no private key"_s);
    row("files swapped", m_key.privatePem(), certificate, u"c.pem"_s, u"holds no certificate"_s);
    row("no certificate", "not a real certificate", m_key.privatePem(), u"c.pem"_s, u"holds no certificate"_s);
    row("half a certificate", certificate.chopped(200), m_key.privatePem(), u"c.pem"_s, u"holds no certificate"_s);
    row("empty", "", "", u"c.pem"_s, u"holds no certificate"_s);
}

void TestTlsFiles::refuses()
{
    QFETCH(const QByteArray, certificate);
    QFETCH(const QByteArray, key);
    QFETCH(const QString, name);
    QFETCH(const QString, message);
    const auto certificatePath = file(u"c.pem"_s, certificate);
    const auto keyPath = file(u"k.pem"_s, key);
    for (const auto &tls : {clientTls({.certificate = certificatePath, .key = keyPath}),
                            listenerTls({.certificate = certificatePath, .key = keyPath})}) {
        QVERIFY(!tls);
        QCOMPARE(tls.error().kind, Error::Kind::ActionRequired);
        QCOMPARE(tls.error().location, m_folder.filePath(name));
        QVERIFY2(tls.error().message.contains(message), qUtf8Printable(tls.error().message));
    }
}

void TestTlsFiles::refusesAuthorities_data()
{
    QTest::addColumn<QByteArray>("authorities");
    QTest::newRow("text") << QByteArray("not a real certificate");
    QTest::newRow("key") << m_key.privatePem();
    QTest::newRow("nothing") << QByteArray();
}

void TestTlsFiles::refusesAuthorities()
{
    QFETCH(const QByteArray, authorities);
    const auto path = file(u"ca.pem"_s, authorities);
    const auto client = clientTls({.ca = path});
    QVERIFY(!client);
    QCOMPARE(client.error().location, path);
    const auto listener = listenerTls({.certificate = file(u"c.pem"_s, m_key.certificatePem("a")),
                                       .key = file(u"k.pem"_s, m_key.privatePem()),
                                       .clientCa = path});
    QVERIFY(!listener);
    QCOMPARE(listener.error(), client.error());
    QVERIFY(clientTls({.ca = m_folder.filePath(u"not-there.pem"_s)}).error().message.contains(u"cannot be read"_s));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestTlsFiles)
#include "tst_tlsfiles.moc"
