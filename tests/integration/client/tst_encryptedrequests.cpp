// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fakeauthorizationserver.h"

#include <Tbs/service/serveraccess.h>
#include <Tbs/service/tlsfiles.h>

#include <QSslCertificate>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using Test::FakeAnswer;
using Test::TestKey;

namespace {

/// PEM files of a certificate and its key.
struct Identity
{
    QString certificate;
    QString key;
};

} // namespace

/// The configured certificates and authorities towards a FHIR server and its authorization server.
class TestEncryptedRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void trustsTheConfiguredAuthority();
    void refusesAnUnknownAuthority();
    void refusesAnotherHost();
    void showsItsCertificate_data();
    void showsItsCertificate();
    void tokenEndpointToo();

private:
    [[nodiscard]] Identity identity(const QString &name, const QByteArray &commonName, const TestKey &key)
    {
        const Identity identity{m_folder.filePath(name + u".pem"_s), m_folder.filePath(name + u"-key.pem"_s)};
        Test::writeFile(identity.certificate, key.certificatePem(commonName));
        Test::writeFile(identity.key, key.privatePem());
        return identity;
    }
    /// How \a server listens; with \a clients: who shows no certificate of theirs is not let in.
    [[nodiscard]] static QSslConfiguration listening(const Identity &server, const QString &clients = {})
    {
        const auto tls = listenerTls({.certificate = server.certificate, .key = server.key, .clientCa = clients});
        return tls ? *tls : QSslConfiguration();
    }
    [[nodiscard]] Result<FhirResponse> get(const ServerConfiguration &server)
    {
        QNetworkAccessManager network; // of its own: it shares connections, whatever their TLS options
        const auto access = serverAccess(server, network, m_clock);
        if (!access) {
            return failure(access.error());
        }
        FhirClient client({.baseUrl = server.baseUrl, .retry = {.attempts = 1}, .tls = access->tls}, network, m_clock,
                          access->authentication);
        return Test::wait(client.get(u"metadata"_s));
    }

    QTemporaryDir m_folder;
    Test::MockClock m_clock;
    Identity m_server;
    Identity m_client;
    Identity m_stranger;
};

void TestEncryptedRequests::initTestCase()
{
    if (!QSslSocket::supportsSsl()) {
        QSKIP("this Qt has no TLS");
    }
    m_server = identity(u"server"_s, "127.0.0.1", TestKey::rsa());
    m_client = identity(u"client"_s, "tbs", TestKey::ec("P-256"));
    m_stranger = identity(u"stranger"_s, "tbs", TestKey::rsa());
}

void TestEncryptedRequests::trustsTheConfiguredAuthority()
{
    Test::FakeFhirServer fhir(listening(m_server));
    fhir.answerOthers([](const Test::FakeRequest &) { return FakeAnswer::json({{u"resourceType"_s, u"Basic"_s}}); });
    const auto response = get({.baseUrl = fhir.baseUrl(), .tls = {.ca = m_server.certificate}});
    QVERIFY2(response, response ? "" : qUtf8Printable(response.error().toString()));
}

void TestEncryptedRequests::refusesAnUnknownAuthority()
{
    const Test::FakeFhirServer fhir(listening(m_server));
    for (const auto &authority : {QString(), m_stranger.certificate}) {
        const auto response = get({.baseUrl = fhir.baseUrl(), .tls = {.ca = authority}});
        QVERIFY(!response);
        QCOMPARE(response.error().kind, Error::Kind::ActionRequired);
    }
    QCOMPARE(fhir.requestCount(), 0);
}

void TestEncryptedRequests::refusesAnotherHost()
{
    const Test::FakeFhirServer fhir(listening(m_client)); // a trusted certificate, but of another name
    const auto response = get({.baseUrl = fhir.baseUrl(), .tls = {.ca = m_client.certificate}});
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(fhir.requestCount(), 0);
}

void TestEncryptedRequests::showsItsCertificate_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("ours") << u"client"_s << true;
    QTest::newRow("none") << QString() << false;
    QTest::newRow("of a stranger") << u"stranger"_s << false;
}

void TestEncryptedRequests::showsItsCertificate()
{
    QFETCH(const QString, shown);
    QFETCH(const bool, accepted);
    Test::FakeFhirServer fhir(listening(m_server, m_client.certificate));
    fhir.answerOthers([](const Test::FakeRequest &) { return FakeAnswer::json({{u"resourceType"_s, u"Basic"_s}}); });
    ServerConfiguration server{.baseUrl = fhir.baseUrl(), .tls = {.ca = m_server.certificate}};
    if (!shown.isEmpty()) {
        const auto &ours = shown == "client"_L1 ? m_client : m_stranger;
        server.tls.certificate = ours.certificate;
        server.tls.key = ours.key;
    }
    const auto response = get(server);
    QVERIFY2(response.has_value() == accepted, response ? "let in" : qUtf8Printable(response.error().toString()));
    QCOMPARE(fhir.requestCount(), accepted ? 1 : 0);
}

void TestEncryptedRequests::tokenEndpointToo()
{
    Test::FakeAuthorizationServer authorization(m_clock, listening(m_server, m_client.certificate));
    authorization.expectSecret(u"tbs"_s, u"s3cr3t"_s);
    Test::FakeFhirServer fhir(listening(m_server));
    fhir.answerOthers([&](const Test::FakeRequest &request) {
        return authorization.accepts(request.header("Authorization"))
            ? FakeAnswer::json({{u"resourceType"_s, u"Basic"_s}})
            : FakeAnswer::text(401, "");
    });
    ServerConfiguration server{
        .baseUrl = fhir.baseUrl(),
        .authentication = {.type = ServerAuthentication::Type::OAuth2,
                           .tokenUrl = authorization.tokenUrl(),
                           .clientId = u"tbs"_s,
                           .clientSecret = {ConfiguredSecret::Origin::Inline, u"s3cr3t"_s, {}}},
        .tls = {.certificate = m_client.certificate, .key = m_client.key, .ca = m_server.certificate}};
    const auto response = get(server);
    QVERIFY2(response, response ? "" : qUtf8Printable(response.error().toString()));

    server.tls.ca = m_stranger.certificate;
    const auto refused = get(server);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(refused.error().message.contains(authorization.tokenUrl().toString()),
             qUtf8Printable(refused.error().toString()));
    QCOMPARE(authorization.requestCount(), 1);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestEncryptedRequests)
#include "tst_encryptedrequests.moc"
