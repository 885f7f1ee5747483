// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakeauthorizationserver.h"
#include "mockclock.h"

#include <Tbs/service/serveraccess.h>

#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

ConfiguredSecret secret(const QString &value)
{
    return {ConfiguredSecret::Origin::Inline, value, {}};
}

} // namespace

class TestServerAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void none();
    void fixedHeaders_data();
    void fixedHeaders();
    void oauth2_data();
    void oauth2();
    void smart();
    void unusableFiles_data();
    void unusableFiles();

private:
    [[nodiscard]] Result<ServerAccess> access(const ServerAuthentication &authentication)
    {
        return serverAccess({.baseUrl = m_server->http().baseUrl(), .authentication = authentication}, m_network,
                            m_clock);
    }
    /// The headers that a request to the FHIR server would have.
    [[nodiscard]] HttpHeaders headersOf(const Result<ServerAccess> &access)
    {
        const auto future = access->authentication->headers();
        if (!QTest::qWaitFor([&] { return future.isFinished(); }) || !future.result()) {
            return {};
        }
        return *future.result();
    }
    [[nodiscard]] QString file(const QByteArray &content)
    {
        const auto path = m_folder.filePath(u"file.pem"_s);
        Test::writeFile(path, content);
        return path;
    }

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    Test::MockClock m_clock;
    std::unique_ptr<Test::FakeAuthorizationServer> m_server;
};

void TestServerAccess::init()
{
    m_server = std::make_unique<Test::FakeAuthorizationServer>(m_clock);
}

void TestServerAccess::none()
{
    const auto made = access({});
    QVERIFY(made);
    QVERIFY(!made->authentication);
    QVERIFY(made->tls == QSslConfiguration::defaultConfiguration());
}

void TestServerAccess::fixedHeaders_data()
{
    using Type = ServerAuthentication::Type;
    QTest::addColumn<ServerAuthentication>("authentication");
    QTest::addColumn<HttpHeaders>("headers");
    const HttpHeader tenant{"X-Tenant", "7"};
    const QList<ConfiguredHeader> configured{{u"X-Tenant"_s, secret(u"7"_s)}};
    QTest::newRow("basic") << ServerAuthentication{.type = Type::Basic,
                                                   .username = u"Aladdin"_s,
                                                   .password = secret(u"open sesame"_s)}
                           << HttpHeaders{{"Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}};
    QTest::newRow("bearer") << ServerAuthentication{.type = Type::Bearer, .token = secret(u"abc"_s)}
                            << HttpHeaders{{"Authorization", "Bearer abc"}};
    QTest::newRow("bearer and more") << ServerAuthentication{.type = Type::Bearer,
                                                             .token = secret(u"abc"_s),
                                                             .headers = configured}
                                     << HttpHeaders{tenant, {"Authorization", "Bearer abc"}};
    QTest::newRow("header") << ServerAuthentication{.type = Type::Header, .headers = configured} << HttpHeaders{tenant};
}

void TestServerAccess::fixedHeaders()
{
    QFETCH(const ServerAuthentication, authentication);
    QFETCH(const HttpHeaders, headers);
    const auto made = access(authentication);
    QVERIFY(made);
    QVERIFY(headersOf(made) == headers);
    QVERIFY(!made->authentication->discard(headers));
}

void TestServerAccess::oauth2_data()
{
    QTest::addColumn<ClientSecretMethod>("method");
    QTest::newRow("basic") << ClientSecretMethod::Basic;
    QTest::newRow("post") << ClientSecretMethod::Post;
}

void TestServerAccess::oauth2()
{
    QFETCH(const ClientSecretMethod, method);
    m_server->expectSecret(u"tbs"_s, u"s3cr3t"_s, method);
    m_server->scopes = {u"system/*.rs"_s};
    const auto made = access({.type = ServerAuthentication::Type::OAuth2,
                              .headers = {{u"X-Tenant"_s, secret(u"7"_s)}},
                              .tokenUrl = m_server->tokenUrl(),
                              .clientId = u"tbs"_s,
                              .clientSecret = secret(u"s3cr3t"_s),
                              .clientSecretMethod = method,
                              .scopes = {u"system/*.rs"_s}});
    QVERIFY(made);
    const auto headers = headersOf(made);
    QCOMPARE(headers.size(), 2);
    QVERIFY(m_server->accepts(headers.last().value));
    QVERIFY(m_server->http().requests().constFirst().body.contains("scope=system%2F%2A.rs"));
}

void TestServerAccess::smart()
{
    const auto key = Test::TestKey::ec();
    const QUrl keySet(u"https://app.example.org/jwks.json"_s);
    m_server->expectKey(u"tbs"_s, u"key-1"_s, key, keySet);
    m_server->scopes = {u"system/*.rs"_s};
    ServerAuthentication authentication{.type = ServerAuthentication::Type::Smart,
                                        .headers = {{u"X-Tenant"_s, secret(u"7"_s)}},
                                        .clientId = u"tbs"_s,
                                        .scopes = {u"system/*.rs"_s},
                                        .privateKeyFile = file(key.privatePem()),
                                        .keyId = u"key-1"_s,
                                        .jwksUrl = keySet};
    const auto discovering = access(authentication);
    QVERIFY(discovering);
    QVERIFY2(m_server->accepts(headersOf(discovering).value(1).value), qUtf8Printable(m_server->objection()));
    QCOMPARE(m_server->http().requestCount(), 2);

    authentication.tokenUrl = m_server->tokenUrl();
    const auto direct = access(authentication);
    QVERIFY(direct);
    QVERIFY(m_server->accepts(headersOf(direct).value(1).value));
    QCOMPARE(m_server->http().requestCount(), 3);
}

void TestServerAccess::unusableFiles_data()
{
    QTest::addColumn<bool>("isPrivateKey");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("private key") << true << QByteArray("not a real key") << u"holds no private key"_s;
    QTest::newRow("encrypted private key") << true << Test::TestKey::ec().privatePem("a") << u"is encrypted"_s;
    QTest::newRow("small RSA key") << true << Test::TestKey::rsa(1024).privatePem() << u"of 1024 bits"_s;
    QTest::newRow("authorities") << false << QByteArray("not a real certificate") << u"holds no certificate"_s;
}

void TestServerAccess::unusableFiles()
{
    QFETCH(const bool, isPrivateKey);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, message);
    const auto path = file(content);
    ServerConfiguration server{.baseUrl = m_server->http().baseUrl()};
    if (isPrivateKey) {
        server.authentication = {.type = ServerAuthentication::Type::Smart, .privateKeyFile = path};
    } else {
        server.tls.ca = path;
    }
    const auto made = serverAccess(server, m_network, m_clock);
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(made.error().location, path);
    QVERIFY2(made.error().message.contains(message), qUtf8Printable(made.error().message));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestServerAccess)
#include "tst_serveraccess.moc"
