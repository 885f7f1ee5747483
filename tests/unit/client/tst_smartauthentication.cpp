// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fakeauthorizationserver.h"

#include <Tbs/client/smartauthentication.h>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::FakeAnswer;
using Test::TestKey;

namespace {

const auto clientId = u"https://app.example.org/tbs"_s;
const auto keyId = u"key-1"_s;
const auto wellKnown = u".well-known/smart-configuration"_s;

/// Time as a machine sees it whose clock is wrong.
class WrongClock final : public Clock
{
public:
    WrongClock(Clock &right, std::chrono::seconds ahead)
        : m_right(right)
        , m_ahead(ahead)
    {
    }
    [[nodiscard]] QDateTime now() const override { return m_right.now().addSecs(m_ahead.count()); }
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override { return m_right.monotonic(); }
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) override
    {
        m_right.callAfter(delay, context, std::move(callback));
    }

private:
    Clock &m_right;
    std::chrono::seconds m_ahead;
};

QString messageOf(const Result<HttpHeaders> &headers)
{
    return headers ? u"headers"_s : headers.error().toString();
}

} // namespace

class TestSmartAuthentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void signsIn_data();
    void signsIn();
    void discoversBelowTheBaseUrl_data();
    void discoversBelowTheBaseUrl();
    void discoversOnce();
    void discoversAgainAfterAFailure();
    void aGivenTokenUrlIsNotDiscovered();
    void discoveryFails_data();
    void discoveryFails();
    void serverWantsSomethingElse_data();
    void serverWantsSomethingElse();
    void refusals_data();
    void refusals();
    void clockSkew_data();
    void clockSkew();
    void keysThatCannotBeUsed_data();
    void keysThatCannotBeUsed();
    void everyAssertionIsNew();
    void takesANewKeyWithoutRestart();
    void namesScopesThatTheServerKnows();
    void unsafeTokenEndpoint();
    void goesAwayDuringDiscovery();

private:
    [[nodiscard]] QString keyFile(const QByteArray &pem)
    {
        const auto path = m_folder.filePath(u"key.pem"_s);
        Test::writeFile(path, pem);
        return path;
    }
    [[nodiscard]] SmartOptions options(const TestKey &key)
    {
        return {.fhirBaseUrl = m_server->http().baseUrl(),
                .clientId = clientId,
                .privateKeyFile = keyFile(key.privatePem()),
                .keyId = keyId,
                .scopes = {u"system/Subscription.cruds"_s}};
    }
    [[nodiscard]] std::unique_ptr<SmartAuthentication> authentication(const SmartOptions &options)
    {
        return std::make_unique<SmartAuthentication>(options, m_network, *m_clock);
    }
    [[nodiscard]] bool accepts(const Result<HttpHeaders> &headers) const
    {
        return headers && m_server->accepts(headers->last().value);
    }

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::optional<TestKey> m_ec;
    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Test::FakeAuthorizationServer> m_server;
};

void TestSmartAuthentication::initTestCase()
{
    m_ec = TestKey::ec();
}

void TestSmartAuthentication::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_server = std::make_unique<Test::FakeAuthorizationServer>(*m_clock);
    m_server->scopes = {u"system/Subscription.cruds"_s};
    m_server->expectKey(clientId, keyId, *m_ec);
}

void TestSmartAuthentication::signsIn_data()
{
    QTest::addColumn<TestKey>("key");
    QTest::addColumn<QUrl>("keySet");
    QTest::newRow("RS384") << TestKey::rsa() << QUrl();
    QTest::newRow("RS384, 4096 bits") << TestKey::rsa(4096) << QUrl();
    QTest::newRow("ES384") << TestKey::ec() << QUrl();
    QTest::newRow("ES384 with jku") << TestKey::ec() << QUrl(u"https://app.example.org/jwks.json"_s);
}

void TestSmartAuthentication::signsIn()
{
    QFETCH(const TestKey, key);
    QFETCH(const QUrl, keySet);
    m_server->expectKey(clientId, keyId, key, keySet);
    auto ours = options(key);
    ours.jwksUrl = keySet;
    ours.headers = {{"X-Tenant", "7"}};
    QVERIFY(SmartAuthentication::check(ours));
    const auto smart = authentication(ours);
    const auto headers = Test::wait(smart->headers());
    QVERIFY2(headers, qUtf8Printable(messageOf(headers) + m_server->objection()));
    QVERIFY(accepts(headers));
    QVERIFY((headers->first() == HttpHeader{"X-Tenant", "7"}));

    const auto request = m_server->http().requests("POST", u"/auth/token"_s).constFirst();
    QVERIFY(!request.hasHeader("Authorization"));
    QVERIFY(request.body.startsWith("grant_type=client_credentials&scope=system%2FSubscription.cruds&"));
}

void TestSmartAuthentication::discoversBelowTheBaseUrl_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("document");
    QTest::newRow("plain") << u"/fhir"_s << wellKnown;
    QTest::newRow("slash") << u"/fhir/"_s << wellKnown;
    QTest::newRow("deep") << u"/a b/r4/fhir/"_s << u"/a b/r4/fhir/.well-known/smart-configuration"_s;
    QTest::newRow("root") << QString() << u"/.well-known/smart-configuration"_s;
}

void TestSmartAuthentication::discoversBelowTheBaseUrl()
{
    QFETCH(const QString, base);
    QFETCH(const QString, document);
    m_server->http().answer("GET", document, FakeAnswer::json(m_server->smartConfiguration()));
    auto ours = options(*m_ec);
    ours.fhirBaseUrl.setPath(base);
    const auto smart = authentication(ours);
    const auto headers = Test::wait(smart->headers());
    QVERIFY2(accepts(headers), qUtf8Printable(messageOf(headers)));
    const auto requests = m_server->http().requests("GET", document);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().header("Accept"), "application/json");
    QVERIFY(!requests.first().hasHeader("Authorization"));
}

void TestSmartAuthentication::discoversOnce()
{
    const auto smart = authentication(options(*m_ec));
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(accepts(Test::wait(smart->headers())));
        QCOMPARE(m_server->requestCount(), i);
        m_clock->advance(300s);
    }
    QCOMPARE(m_server->http().requests("GET", wellKnown).size(), 1);
}

void TestSmartAuthentication::discoversAgainAfterAFailure()
{
    const auto smart = authentication(options(*m_ec));
    QVERIFY(accepts(Test::wait(smart->headers())));
    m_clock->advance(300s);
    m_server->answerNext({FakeAnswer::text(404, "moved")});
    QVERIFY(!Test::wait(smart->headers()));
    QVERIFY(accepts(Test::wait(smart->headers())));
    QCOMPARE(m_server->http().requests("GET", wellKnown).size(), 2);
}

void TestSmartAuthentication::aGivenTokenUrlIsNotDiscovered()
{
    m_server->http().answer("GET", wellKnown, FakeAnswer::text(404, ""));
    auto ours = options(*m_ec);
    ours.tokenUrl = m_server->tokenUrl();
    const auto smart = authentication(ours);
    const auto headers = Test::wait(smart->headers());
    QVERIFY2(accepts(headers), qUtf8Printable(messageOf(headers)));
    QCOMPARE(m_server->http().requestCount(), 1);
}

void TestSmartAuthentication::discoveryFails_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const FakeAnswer &answer, Error::Kind kind, const QString &message) {
        QTest::newRow(name) << answer << kind << message;
    };
    using Kind = Error::Kind;
    row("404", FakeAnswer::outcome(404, u"Unknown endpoint"_s), Kind::ActionRequired, u"configure the token URL"_s);
    row("401", FakeAnswer::text(401, ""), Kind::ActionRequired, u"configure the token URL"_s);
    row("503", FakeAnswer::text(503, ""), Kind::Retry, u"status 503"_s);
    row("HTML", FakeAnswer::text(200, "<html></html>"), Kind::BadData,
        u"(text/html, 13 bytes): this is no JSON object"_s);
    row("half JSON", FakeAnswer::text(200, R"({"token_endpoint": "https://)", "application/json"), Kind::BadData,
        u"this is no JSON object"_s);
    row("no token endpoint", FakeAnswer::json({{u"authorization_endpoint"_s, u"https://a/b"_s}}), Kind::BadData,
        u"it names no token_endpoint"_s);
    row("relative token endpoint", FakeAnswer::json({{u"token_endpoint"_s, u"/auth/token"_s}}), Kind::BadData,
        u"it names no token_endpoint"_s);
    row("redirect", FakeAnswer::redirect("https://other.example.org/x"), Kind::ActionRequired,
        u"a redirect to https://other.example.org"_s);
    row("closed", FakeAnswer::close(), Kind::Retry, u"closed"_s);
}

void TestSmartAuthentication::discoveryFails()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, message);
    m_server->http().answer("GET", wellKnown, answer);
    const auto smart = authentication(options(*m_ec));
    const auto headers = Test::wait(smart->headers());
    QVERIFY(!headers);
    QVERIFY2(headers.error().message.contains(message), qUtf8Printable(messageOf(headers)));
    QVERIFY2(headers.error().message.contains(u"/fhir/.well-known/smart-configuration"_s),
             qUtf8Printable(messageOf(headers)));
    QVERIFY2(headers.error().kind == kind, qUtf8Printable(messageOf(headers)));
    QCOMPARE(m_server->requestCount(), 0);
}

void TestSmartAuthentication::serverWantsSomethingElse_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonArray>("value");
    QTest::addColumn<QString>("message");
    QTest::newRow("RS384 only") << u"token_endpoint_auth_signing_alg_values_supported"_s << QJsonArray{u"RS384"_s}
                                << u"the private key signs with ES384"_s;
    QTest::newRow("secrets only") << u"token_endpoint_auth_methods_supported"_s << QJsonArray{u"client_secret_basic"_s}
                                  << u"takes client_secret_basic and not private_key_jwt"_s;
}

void TestSmartAuthentication::serverWantsSomethingElse()
{
    QFETCH(const QString, key);
    QFETCH(const QJsonArray, value);
    QFETCH(const QString, message);
    auto configuration = m_server->smartConfiguration();
    configuration.insert(key, value);
    m_server->http().answer("GET", wellKnown, FakeAnswer::json(configuration));
    const auto smart = authentication(options(*m_ec));
    const auto headers = Test::wait(smart->headers());
    QVERIFY(!headers);
    QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(headers.error().message.contains(message), qUtf8Printable(messageOf(headers)));
    QCOMPARE(m_server->requestCount(), 0);
}

void TestSmartAuthentication::refusals_data()
{
    QTest::addColumn<SmartOptions>("change");
    QTest::addColumn<QString>("objection");
    const auto row = [](const char *name, const SmartOptions &change, const QString &objection) {
        QTest::newRow(name) << change << objection;
    };
    row("wrong client", {.clientId = u"other"_s, .keyId = keyId}, u"wrong iss or sub"_s);
    row("wrong kid", {.clientId = clientId, .keyId = u"key-2"_s}, u"unknown kid"_s);
    row("no kid", {.clientId = clientId}, u"unknown kid"_s);
    row("unexpected jku", {.clientId = clientId, .keyId = keyId, .jwksUrl = QUrl(u"https://evil.example.org"_s)},
        u"wrong jku"_s);
    row("wrong token endpoint",
        {.tokenUrl = QUrl(u"http://localhost/auth/token"_s), .clientId = clientId, .keyId = keyId}, u"wrong aud"_s);
    row("wrong key", {.clientId = clientId, .privateKeyFile = u"other"_s, .keyId = keyId}, u"wrong signature"_s);
    row("key of the other type", {.clientId = clientId, .privateKeyFile = u"rsa"_s, .keyId = keyId},
        u"wrong signature"_s);
}

void TestSmartAuthentication::refusals()
{
    QFETCH(SmartOptions, change);
    QFETCH(const QString, objection);
    const auto key = change.privateKeyFile.isEmpty() ? *m_ec
        : change.privateKeyFile == "rsa"_L1          ? TestKey::rsa()
                                                     : TestKey::ec();
    change.privateKeyFile = keyFile(key.privatePem());
    change.fhirBaseUrl = m_server->http().baseUrl();
    if (!change.tokenUrl.isEmpty()) {
        change.tokenUrl.setPort(m_server->tokenUrl().port()); // the same server by another name
    }
    const auto smart = authentication(change);
    const auto headers = Test::wait(smart->headers());
    QVERIFY(!headers);
    QCOMPARE(m_server->objection(), objection);
    QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(headers.error().message.contains(u"invalid_client (%1)"_s.arg(objection)),
             qUtf8Printable(messageOf(headers)));
    QVERIFY2(!headers.error().message.contains(u"eyJ"_s), qUtf8Printable(messageOf(headers))); // the assertion
    QVERIFY(m_server->issuedTokens().isEmpty());
}

void TestSmartAuthentication::clockSkew_data()
{
    QTest::addColumn<int>("ahead"); // seconds
    QTest::addColumn<QString>("objection");
    QTest::newRow("right") << 0 << QString();
    QTest::newRow("2 min ahead") << 120 << QString();
    QTest::newRow("2 min behind") << -120 << QString();
    QTest::newRow("3 min ahead") << 180 << u"exp is too far in the future"_s;
    QTest::newRow("3 min behind") << -180 << u"expired"_s;
    QTest::newRow("a year ahead") << 365 * 86400 << u"exp is too far in the future"_s;
    QTest::newRow("a year behind") << -365 * 86400 << u"expired"_s;
}

void TestSmartAuthentication::clockSkew()
{
    QFETCH(const int, ahead);
    QFETCH(const QString, objection);
    WrongClock clock(*m_clock, std::chrono::seconds(ahead));
    SmartAuthentication smart(options(*m_ec), m_network, clock);
    const auto headers = Test::wait(smart.headers());
    QCOMPARE(headers.has_value(), objection.isEmpty());
    QCOMPARE(m_server->objection(), objection);
    if (!headers) {
        const auto hint = ahead > 0 ? u"The clock of this machine is %1 s ahead of the server's"_s
                                    : u"The clock of this machine is %1 s behind the server's"_s;
        QVERIFY2(headers.error().message.contains(hint.arg(std::abs(ahead))), qUtf8Printable(messageOf(headers)));
    }
}

void TestSmartAuthentication::keysThatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("message");
    QTest::newRow("encrypted") << TestKey::ec().privatePem("password") << u"is encrypted"_s;
    QTest::newRow("no key") << QByteArray("not a real key") << u"holds no private key"_s;
    QTest::newRow("public key") << TestKey::ec().publicPem() << u"holds no private key"_s;
    QTest::newRow("RSA 1024") << TestKey::rsa(1024).privatePem() << u"is an RSA key of 1024 bits"_s;
    QTest::newRow("P-256") << TestKey::ec("P-256").privatePem() << u"on the curve prime256v1"_s;
    QTest::newRow("Ed25519") << TestKey::ed25519().privatePem() << u"is a key of type ED25519"_s;
}

void TestSmartAuthentication::keysThatCannotBeUsed()
{
    QFETCH(const QByteArray, pem);
    QFETCH(const QString, message);
    auto ours = options(*m_ec);
    ours.privateKeyFile = keyFile(pem);
    const auto checked = SmartAuthentication::check(ours);
    QVERIFY(!checked);
    const auto smart = authentication(ours);
    const auto headers = Test::wait(smart->headers());
    QVERIFY(!headers);
    QCOMPARE(headers.error(), checked.error());
    QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(headers.error().location, ours.privateKeyFile);
    QVERIFY2(headers.error().message.contains(message), qUtf8Printable(messageOf(headers)));
    QCOMPARE(m_server->http().requestCount(), 0);

    ours.privateKeyFile = m_folder.filePath(u"not-there.pem"_s);
    QCOMPARE(SmartAuthentication::check(ours).error().location, ours.privateKeyFile);
}

void TestSmartAuthentication::everyAssertionIsNew()
{
    const auto smart = authentication(options(*m_ec));
    for (int i = 0; i < 5; ++i) {
        const auto headers = Test::wait(smart->headers());
        QVERIFY2(accepts(headers), qUtf8Printable(messageOf(headers))); // the server knows the ids it has seen
        QVERIFY(smart->discard(*headers));
    }
    QCOMPARE(m_server->requestCount(), 5);
}

void TestSmartAuthentication::takesANewKeyWithoutRestart()
{
    const auto smart = authentication(options(*m_ec));
    QVERIFY(accepts(Test::wait(smart->headers())));
    const auto newKey = TestKey::rsa();
    m_server->expectKey(clientId, keyId, newKey);
    QVERIFY(QFile::exists(keyFile(newKey.privatePem())));
    m_clock->advance(300s);
    const auto headers = Test::wait(smart->headers());
    QVERIFY2(accepts(headers), qUtf8Printable(messageOf(headers)));
}

void TestSmartAuthentication::namesScopesThatTheServerKnows()
{
    auto ours = options(*m_ec);
    ours.scopes = {u"system/*.write"_s};
    const auto smart = authentication(ours);
    const auto headers = Test::wait(smart->headers());
    QVERIFY(!headers);
    QVERIFY2(headers.error().message.contains(u"invalid_scope (unknown scope system/*.write). The server says that it "
                                              u"knows the scopes system/Subscription.cruds."_s),
             qUtf8Printable(messageOf(headers)));
}

void TestSmartAuthentication::unsafeTokenEndpoint()
{
    auto configuration = m_server->smartConfiguration();
    configuration.insert(u"token_endpoint"_s, u"http://auth.example.org/token"_s);
    m_server->http().answer("GET", wellKnown, FakeAnswer::json(configuration));
    const auto smart = authentication(options(*m_ec));
    const auto headers = Test::wait(smart->headers());
    QVERIFY(!headers);
    QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(headers.error().message.contains(u"http://auth.example.org/token is asked through https only"_s),
             qUtf8Printable(messageOf(headers)));
}

void TestSmartAuthentication::goesAwayDuringDiscovery()
{
    m_server->http().answer("GET", wellKnown, FakeAnswer::json(m_server->smartConfiguration()).hold());
    auto smart = authentication(options(*m_ec));
    const auto headers = smart->headers();
    QTRY_COMPARE(m_server->http().heldAnswers(), 1);
    smart.reset();
    QTRY_VERIFY(headers.isFinished());
    QVERIFY(headers.isCanceled());
    m_server->http().release();
    m_clock->advance(1h);
    QCoreApplication::processEvents();
    QCOMPARE(m_server->requestCount(), 0);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSmartAuthentication)
#include "tst_smartauthentication.moc"
