// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fakeauthorizationserver.h"

#include <Tbs/service/serveraccess.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::FakeAnswer;
using Test::FakeRequest;

namespace {

const auto path = u"Patient/1"_s;

QString messageOf(const Result<FhirResponse> &response)
{
    return response ? QString::number(response->status) : response.error().toString();
}

} // namespace

/// A FhirClient, its authentication, an authorization server that verifies, and a FHIR server that lets nobody in
/// without one of its tokens.
class TestAuthenticatedRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void getsIn_data() { kinds(); }
    void getsIn();
    void renewsBeforeTheEnd_data() { kinds(); }
    void renewsBeforeTheEnd();
    void a401LeadsToOneRenewalAndOneRetry_data() { kinds(); }
    void a401LeadsToOneRenewalAndOneRetry();
    void a401ThatStaysIsToldOnce_data() { kinds(); }
    void a401ThatStaysIsToldOnce();
    void parallelRequestsShareOneFetch_data() { kinds(); }
    void parallelRequestsShareOneFetch();
    void parallel401sShareOneRenewal_data() { kinds(); }
    void parallel401sShareOneRenewal();
    void nothingIsSentWithoutAToken_data();
    void nothingIsSentWithoutAToken();
    void noTokenGoesElsewhere_data();
    void noTokenGoesElsewhere();
    void staticCredentialsAreNotRepeated();

private:
    static void kinds();
    void useConfigured(ServerAuthentication::Type type);
    [[nodiscard]] Result<FhirResponse> get() { return Test::wait(m_client->get(path)); }
    /// The tokens that came to the FHIR server, in order.
    [[nodiscard]] QByteArrayList authorizations() const;

    QTemporaryDir m_folder;
    QString m_keyFile;
    std::optional<Test::TestKey> m_key;
    QNetworkAccessManager m_network;
    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Test::FakeAuthorizationServer> m_authorization;
    std::unique_ptr<Test::FakeFhirServer> m_fhir;
    std::unique_ptr<FhirClient> m_client;
};

void TestAuthenticatedRequests::kinds()
{
    QTest::addColumn<ServerAuthentication::Type>("type");
    QTest::newRow("OAuth 2.0") << ServerAuthentication::Type::OAuth2;
    QTest::newRow("SMART") << ServerAuthentication::Type::Smart;
}

void TestAuthenticatedRequests::initTestCase()
{
    m_key = Test::TestKey::ec();
    m_keyFile = m_folder.filePath(u"key.pem"_s);
    Test::writeFile(m_keyFile, m_key->privatePem());
}

void TestAuthenticatedRequests::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_authorization = std::make_unique<Test::FakeAuthorizationServer>(*m_clock);
    m_fhir = std::make_unique<Test::FakeFhirServer>();
    m_fhir->answer("GET", u".well-known/smart-configuration"_s,
                   [this](const FakeRequest &) { return FakeAnswer::json(m_authorization->smartConfiguration()); });
    m_fhir->answerOthers([this](const FakeRequest &request) {
        return m_authorization->accepts(request.header("Authorization"))
            ? FakeAnswer::json({{u"resourceType"_s, u"Patient"_s}})
            : FakeAnswer::outcome(401, u"Who are you?"_s, "login");
    });
}

void TestAuthenticatedRequests::cleanup()
{
    m_client.reset();
}

void TestAuthenticatedRequests::useConfigured(ServerAuthentication::Type type)
{
    ServerConfiguration server{.baseUrl = m_fhir->baseUrl()};
    server.authentication = {.type = type,
                             .headers = {{u"X-Tenant"_s, {ConfiguredSecret::Origin::Inline, u"7"_s, {}}}},
                             .clientId = u"tbs"_s};
    if (type == ServerAuthentication::Type::Smart) {
        m_authorization->expectKey(u"tbs"_s, u"key-1"_s, *m_key);
        server.authentication.privateKeyFile = m_keyFile;
        server.authentication.keyId = u"key-1"_s;
    } else {
        m_authorization->expectSecret(u"tbs"_s, u"s3cr3t"_s);
        server.authentication.tokenUrl = m_authorization->tokenUrl();
        server.authentication.clientSecret = {ConfiguredSecret::Origin::Inline, u"s3cr3t"_s, {}};
    }
    const auto access = serverAccess(server, m_network, *m_clock);
    QVERIFY(access);
    m_client = std::make_unique<FhirClient>(FhirClientOptions{.baseUrl = server.baseUrl, .tls = access->tls}, m_network,
                                            *m_clock, access->authentication);
}

QByteArrayList TestAuthenticatedRequests::authorizations() const
{
    QByteArrayList result;
    for (const auto &request : m_fhir->requests("GET", path)) {
        result.append(request.header("Authorization"));
    }
    return result;
}

void TestAuthenticatedRequests::getsIn()
{
    QFETCH(const ServerAuthentication::Type, type);
    useConfigured(type);
    for (int i = 0; i < 3; ++i) {
        const auto response = get();
        QVERIFY2(response && response->isSuccess(), qUtf8Printable(messageOf(response)));
    }
    QCOMPARE(m_authorization->requestCount(), 1);
    QCOMPARE(m_fhir->requests("GET", path).size(), 3);
    for (const auto &request : m_fhir->requests("GET", path)) {
        QCOMPARE(request.header("X-Tenant"), "7");
        QCOMPARE(request.header("Authorization"), "Bearer " + m_authorization->issuedTokens().first());
    }
}

void TestAuthenticatedRequests::renewsBeforeTheEnd()
{
    QFETCH(const ServerAuthentication::Type, type);
    useConfigured(type);
    for (int minute = 0; minute < 30; ++minute) {
        QVERIFY(get());
        m_clock->advance(1min);
    }
    // Each token of 5 minutes serves 4 of them, and none is refused.
    QCOMPARE(m_authorization->requestCount(), 8);
    QCOMPARE(m_fhir->requests("GET", path).size(), 30);
    QCOMPARE(m_fhir->requests("GET", u".well-known/smart-configuration"_s).size(),
             type == ServerAuthentication::Type::Smart ? 1 : 0);
}

void TestAuthenticatedRequests::a401LeadsToOneRenewalAndOneRetry()
{
    QFETCH(const ServerAuthentication::Type, type);
    useConfigured(type);
    QVERIFY(get());
    m_authorization->revokeAll();
    const auto response = get();
    QVERIFY2(response, qUtf8Printable(messageOf(response)));
    const auto tokens = m_authorization->issuedTokens();
    QCOMPARE(tokens.size(), 2);
    const QByteArrayList expected{"Bearer " + tokens.at(0), "Bearer " + tokens.at(0), "Bearer " + tokens.at(1)};
    QCOMPARE(authorizations(), expected);
}

void TestAuthenticatedRequests::a401ThatStaysIsToldOnce()
{
    QFETCH(const ServerAuthentication::Type, type);
    useConfigured(type);
    m_fhir->answer("GET", path, FakeAnswer::outcome(401, u"Not you"_s, "login"));
    const auto response = get();
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(response.error().message.contains(u"Not you"_s), qUtf8Printable(messageOf(response)));
    QCOMPARE(m_authorization->requestCount(), 2);
    const auto tokens = m_authorization->issuedTokens();
    const QByteArrayList expected{"Bearer " + tokens.at(0), "Bearer " + tokens.at(1)};
    QCOMPARE(authorizations(), expected);
    for (const auto &token : tokens) {
        QVERIFY(!response.error().message.contains(QString::fromLatin1(token)));
    }
}

void TestAuthenticatedRequests::parallelRequestsShareOneFetch()
{
    QFETCH(const ServerAuthentication::Type, type);
    useConfigured(type);
    m_authorization->holdNext();
    QList<QFuture<Result<FhirResponse>>> futures;
    for (int i = 0; i < 20; ++i) {
        futures.append(m_client->get(path));
    }
    QTRY_COMPARE(m_authorization->http().heldAnswers(), 1);
    QCOMPARE(m_fhir->requests("GET", path).size(), 0);
    m_authorization->http().release();
    for (const auto &future : futures) {
        const auto response = Test::wait(future);
        QVERIFY2(response, qUtf8Printable(messageOf(response)));
    }
    QCOMPARE(m_authorization->requestCount(), 1);
    QCOMPARE(m_fhir->requests("GET", path).size(), 20);
}

void TestAuthenticatedRequests::parallel401sShareOneRenewal()
{
    QFETCH(const ServerAuthentication::Type, type);
    useConfigured(type);
    QVERIFY(get());
    m_authorization->revokeAll();
    QList<QFuture<Result<FhirResponse>>> futures;
    for (int i = 0; i < 20; ++i) {
        futures.append(m_client->get(path));
    }
    for (const auto &future : futures) {
        const auto response = Test::wait(future);
        QVERIFY2(response, qUtf8Printable(messageOf(response)));
    }
    QCOMPARE(m_authorization->requestCount(), 2);
}

void TestAuthenticatedRequests::nothingIsSentWithoutAToken_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("refused") << FakeAnswer::json({{u"error"_s, u"invalid_client"_s}}, 401)
                             << Error::Kind::ActionRequired;
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html></html>") << Error::Kind::BadData;
    QTest::newRow("down") << FakeAnswer::text(503, "") << Error::Kind::Retry;
}

void TestAuthenticatedRequests::nothingIsSentWithoutAToken()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const Error::Kind, kind);
    useConfigured(ServerAuthentication::Type::OAuth2);
    m_authorization->answerNext({answer, answer, answer, answer, answer, answer});
    const auto response = get();
    QVERIFY(!response);
    QCOMPARE(response.error().kind, kind);
    QVERIFY2(response.error().message.contains(m_authorization->tokenUrl().toString()),
             qUtf8Printable(messageOf(response)));
    QCOMPARE(m_fhir->requestCount(), 0);
}

void TestAuthenticatedRequests::noTokenGoesElsewhere_data()
{
    QTest::addColumn<ServerAuthentication::Type>("type");
    QTest::addColumn<int>("status");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("OAuth 2.0, %d", status) << ServerAuthentication::Type::OAuth2 << status;
        QTest::addRow("SMART, %d", status) << ServerAuthentication::Type::Smart << status;
    }
}

void TestAuthenticatedRequests::noTokenGoesElsewhere()
{
    QFETCH(const ServerAuthentication::Type, type);
    QFETCH(const int, status);
    useConfigured(type);
    const Test::FakeFhirServer elsewhere;
    m_fhir->answer("GET", path, FakeAnswer::redirect(elsewhere.url(path).toEncoded(), status));
    const auto response = get();
    QVERIFY(!response);
    QCOMPARE(elsewhere.connectionCount(), 0);

    // Nor does what would get one.
    m_clock->advance(1h);
    m_authorization->answerNext({FakeAnswer::redirect(elsewhere.url(u"/auth/token"_s).toEncoded(), status)});
    QVERIFY(!get());
    m_fhir->answer("GET", u".well-known/smart-configuration"_s,
                   FakeAnswer::redirect(elsewhere.url(u"/"_s).toEncoded(), status));
    QCOMPARE(get().has_value(), false);
    QCOMPARE(elsewhere.connectionCount(), 0);
}

void TestAuthenticatedRequests::staticCredentialsAreNotRepeated()
{
    const auto access = serverAccess({.baseUrl = m_fhir->baseUrl(),
                                      .authentication = {.type = ServerAuthentication::Type::Bearer,
                                                         .token = {ConfiguredSecret::Origin::Inline, u"old"_s, {}}}},
                                     m_network, *m_clock);
    FhirClient client({.baseUrl = m_fhir->baseUrl()}, m_network, *m_clock, access->authentication);
    const auto response = Test::wait(client.get(path));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(authorizations(), QByteArrayList{"Bearer old"});
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestAuthenticatedRequests)
#include "tst_authenticatedrequests.moc"
