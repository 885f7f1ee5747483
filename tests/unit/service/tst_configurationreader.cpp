// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationfixture.h"
#include "fixtures.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

using ReadConfiguration = tl::expected<Configuration, QList<Error>>;

ReadConfiguration read(const QByteArray &yaml)
{
    return readConfiguration(yaml, u"tbs.yaml"_s, Test::testEnvironment, Test::testNow());
}

QString messagesOf(const ReadConfiguration &result)
{
    QStringList messages;
    for (const auto &error : result ? QList<Error>() : result.error()) {
        messages.append(error.toString());
    }
    return messages.join(u'\n');
}

/// Every mistake and warning as `warning? LINE: message`.
QStringList problemsOf(const ReadConfiguration &result)
{
    QStringList problems;
    const auto add = [&problems](const QString &prefix, const QString &location, const QString &message) {
        problems.append(prefix + location.section(u':', -1) + u": "_s + message);
    };
    if (!result) {
        for (const auto &error : result.error()) {
            add({}, error.location, error.message);
        }
        return problems;
    }
    for (const auto &warning : result->warnings) {
        add(u"warning "_s, warning.path, warning.message);
    }
    return problems;
}

} // namespace

class TestConfigurationReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fixtures_data();
    void fixtures();
    void locationsNameTheFile();
    void readsEverything();
    void readsSubscriptions();
    void readsAuthentication();
    void readsManagement();
    void readsServerTls();
    void readsShortForms();
    void readsJson();
    void readsAliases();
    void emptySectionsAreDefaults();
    void examplesAreGood();
    void definitionsHaveDefaults();
    void channelIsThatOfTheDefaults();
    void mistakenChannelHasNoConsequences_data();
    void mistakenChannelHasNoConsequences();
    void refusesTooMuch_data();
    void refusesTooMuch();
    void readsLarge();
    void survivesEveryCutAndFlip();
    void fileThatIsNotThere();
    void readsProcessEnvironment();

private:
    [[nodiscard]] ReadConfiguration readCase(const QString &name) const
    {
        return readConfigurationFile(m_fixture.path(name + u".yaml"_s), Test::testEnvironment, Test::testNow());
    }

    Test::ConfigurationFixture m_fixture;
};

void TestConfigurationReader::initTestCase()
{
    QVERIFY(m_fixture.isValid());
}

void TestConfigurationReader::fixtures_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &name : m_fixture.cases()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestConfigurationReader::fixtures()
{
    QFETCH(QString, name);
    const auto result = readCase(name);
    const auto problems = problemsOf(result);
    const auto all = qUtf8Printable(problems.join(u'\n'));
    QCOMPARE(result.has_value(), !name.startsWith(u"broken-"));

    const auto expected = m_fixture.expectedMistakes(name);
    for (qsizetype i = 0; i < std::min(problems.size(), expected.size()); ++i) {
        const auto start = QString(expected.at(i).isWarning ? u"warning "_s : QString())
            + QString::number(expected.at(i).line) + u": "_s;
        QVERIFY2(problems.at(i).startsWith(start) && problems.at(i).contains(expected.at(i).message),
                 qUtf8Printable(u"expected %1%2\nfound %3"_s.arg(start, expected.at(i).message, problems.at(i))));
    }
    QVERIFY2(problems.size() == expected.size(), all);
    QVERIFY2(!problems.join(u'\n').contains(u"s3cr3t"_s), all);
}

void TestConfigurationReader::locationsNameTheFile()
{
    const auto result = read("store: memory\nunknown: 1\nsubscriptions:\n  - topic: a\n");
    QCOMPARE(messagesOf(result),
             u"tbs.yaml:2: the key `unknown` is not known here\n"
             "tbs.yaml:4: subscriptions[0]: topic `a` is no absolute URL such as "
             "https://example.org/SubscriptionTopic/admission"_s);
    QCOMPARE(read("{").error().first().location, u"tbs.yaml:1"_s);
    QCOMPARE(read(QByteArray(2'000'000, ' ')).error().first().location, u"tbs.yaml"_s);
}

void TestConfigurationReader::readsEverything()
{
    const auto result = readCase(u"everything"_s);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    const auto &c = *result;
    QCOMPARE(c.fhirVersion, FhirVersion::R5);
    QCOMPARE(c.server.baseUrl, QUrl(u"https://fhir.example.org/fhir"_s));
    QCOMPARE(c.server.profile, u"athena"_s);
    QCOMPARE(c.webhook.address, QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(c.webhook.port, 8443);
    QCOMPARE(c.webhook.publicUrl, QUrl(u"https://app.example.org/tbs"_s));
    QCOMPARE(c.webhook.pathPrefix, u"fhir/webhook"_s);
    QCOMPARE(c.webhook.token.origin, ConfiguredSecret::Origin::File);
    QCOMPARE(c.webhook.token.value, u"s3cr3t-of-file"_s);
    QCOMPARE(c.webhook.token.source, m_fixture.path(u"files/token"_s));
    QCOMPARE(c.webhook.tokenHeader, u"X-Subscription-Auth"_s);
    QCOMPARE(c.webhook.signatureSecret.origin, ConfiguredSecret::Origin::Environment);
    QCOMPARE(c.webhook.signatureSecret.value, u"s3cr3t-of-environment"_s);
    QCOMPARE(c.webhook.signatureSecret.source, u"TBS_TOKEN"_s);
    QCOMPARE(c.webhook.tls.certificate, m_fixture.path(u"files/certificate.pem"_s));
    QCOMPARE(c.webhook.tls.key, m_fixture.path(u"files/key.pem"_s));
    QCOMPARE(c.webhook.tls.clientCa, m_fixture.path(u"files/certificate.pem"_s));
    const WebhookLimits limits{.maximumConnections = 10,
                               .maximumConnectionsPerAddress = 0,
                               .maximumRequestLineSize = 512,
                               .maximumHeadSize = 8192,
                               .maximumHeaderCount = 20,
                               .maximumBodySize = 16'000'000,
                               .headTimeout = 250ms,
                               .bodyTimeout = 5s,
                               .idleTimeout = 2h,
                               .handlerTimeout = 1min,
                               .writeTimeout = 10s,
                               .maximumBufferedBytes = 1'000'000'000};
    QVERIFY(c.webhook.limits == limits);
    QCOMPARE(c.store.type, StoreConfiguration::Type::Sqlite);
    QCOMPARE(c.store.path, m_fixture.path(u"files/tbs.sqlite"_s));
    QVERIFY(c.store.retention.maximumAge == 30 * 24h);
    QCOMPARE(c.store.retention.maximumNotifications, 1'000'000);
    QCOMPARE(c.store.retention.maximumSize, 2147483648);
    const SubscriptionDefaults defaults{.payloadContent = PayloadContent::Empty,
                                        .timeout = 5,
                                        .heartbeatPeriod = 0,
                                        .maxCount = 20,
                                        .channel = ChannelType::WebSocket};
    QVERIFY(c.defaults == defaults);
    QVERIFY(c.manageSubscriptions == ManagementConfiguration{.enabled = true});
    QVERIFY(c.handleDeliveryErrors == DeliveryErrorConfiguration());
    QVERIFY(c.warnings.isEmpty());
}

void TestConfigurationReader::readsSubscriptions()
{
    const auto result = readCase(u"everything"_s);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    const auto &subscriptions = result->subscriptions;
    QCOMPARE(subscriptions.size(), 6);

    const TopicSubscription first{
        .topic = u"https://example.org/SubscriptionTopic/first|1.2"_s,
        .filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"patient"_s, .value = u"Patient/123"_s},
                     {.filterParameter = u"date"_s, .comparator = u"ge"_s, .value = u"2024-01-01"_s},
                     {.filterParameter = u"code"_s,
                      .modifier = u"not-in"_s,
                      .value = u"http://example.org/ValueSet/a b"_s},
                     {.filterParameter = u"count"_s, .value = u"1.50"_s},
                     {.filterParameter = u"active"_s, .value = u"true"_s}},
        .webhookId = u"First_1"_s,
        .payloadContent = PayloadContent::FullResource,
        .timeout = 20,
        .heartbeatPeriod = 60,
        .maxCount = 3,
        .channel = ChannelType::RestHook,
        .end = QDateTime(QDate(2030, 12, 31), QTime(21, 59, 59, 500), Qt::UTC),
        .location = m_fixture.path(u"everything.yaml"_s) + u":39"_s,
    };
    QVERIFY(subscriptions.at(0).definition == first);
    QCOMPARE(subscriptions.at(0).handler.type, HandlerConfiguration::Type::Exec);
    const QStringList command{m_fixture.path(u"files/handler.sh"_s), u"--flag"_s, QString()};
    QCOMPARE(subscriptions.at(0).handler.command, command);
    const auto &headers = subscriptions.at(0).headers;
    QCOMPARE(headers.size(), 3);
    QCOMPARE(headers.at(0).name, u"Ocp-Apim-Subscription-Key"_s);
    QCOMPARE(headers.at(0).value.value, u"s3cr3t gateway"_s);
    QCOMPARE(headers.at(1).value.value, u"s3cr3t-of-file"_s);
    QCOMPARE(headers.at(1).value.source, m_fixture.path(u"files/token"_s));
    QCOMPARE(headers.at(2).value.origin, ConfiguredSecret::Origin::Environment);
    QCOMPARE(headers.at(2).value.value, u"s3cr3t-of-environment"_s);
    QVERIFY(subscriptions.at(1).headers.isEmpty());
    const RetryConfiguration retry{.attempts = 5, .initialDelay = 500ms, .maximumDelay = 1h};
    QVERIFY(subscriptions.at(0).retry == retry);

    QCOMPARE(subscriptions.at(1).definition.channel, ChannelType::WebSocket);
    QCOMPARE(subscriptions.at(1).handler.type, HandlerConfiguration::Type::Forward);
    QCOMPARE(subscriptions.at(1).handler.url, QUrl(u"http://localhost:9000/events"_s));
    QCOMPARE(subscriptions.at(1).handler.headers.first().name, u"Authorization"_s);
    QCOMPARE(subscriptions.at(1).handler.headers.first().value.value, u"Bearer s3cr3t"_s);
    QVERIFY(!subscriptions.at(1).definition.payloadContent);
    QVERIFY(!subscriptions.at(1).definition.timeout);
    QVERIFY(!subscriptions.at(2).definition.channel);
    QVERIFY(subscriptions.at(1).retry == RetryConfiguration());

    QCOMPARE(subscriptions.at(2).handler.url, QUrl(u"http://localhost:9000/"_s));
    QCOMPARE(subscriptions.at(3).handler.type, HandlerConfiguration::Type::File);
    QCOMPARE(subscriptions.at(3).handler.path, m_fixture.path(u"events.ndjson"_s));
    QCOMPARE(subscriptions.at(4).handler.type, HandlerConfiguration::Type::Log);
    QCOMPARE(subscriptions.at(5).handler.type, HandlerConfiguration::Type::None);
}

void TestConfigurationReader::readsAuthentication()
{
    using Type = ServerAuthentication::Type;
    const auto basic = readCase(u"everything"_s)->server.authentication;
    QCOMPARE(basic.type, Type::Basic);
    QCOMPARE(basic.username, u"user"_s);
    QCOMPARE(basic.password.value, u"s3cr3t"_s);
    QCOMPARE(basic.password.origin, ConfiguredSecret::Origin::Inline);
    QCOMPARE(basic.headers.size(), 3);
    QCOMPARE(basic.headers.at(0).value.value, u"s3cr3t-too"_s);
    QCOMPARE(basic.headers.at(1).value.value, u"s3cr3t-of-file"_s);
    QCOMPARE(basic.headers.at(1).value.source, m_fixture.path(u"files/token"_s));
    QCOMPARE(basic.headers.at(2).value.value, u"s3cr3t-of-environment"_s);

    const auto smart = readCase(u"auth-smart"_s)->server.authentication;
    QCOMPARE(smart.type, Type::Smart);
    QCOMPARE(smart.clientId, u"tbs"_s);
    QCOMPARE(smart.privateKeyFile, m_fixture.path(u"files/key.pem"_s));
    QCOMPARE(smart.keyId, u"one"_s);
    QCOMPARE(smart.scopes, QStringList{u"system/*.rs"_s});

    const auto all = readCase(u"auth-smart-everything"_s)->server.authentication;
    QCOMPARE(all.tokenUrl, QUrl(u"http://127.0.0.1:8081/token"_s));
    QCOMPARE(all.jwksUrl, QUrl(u"https://app.example.org/jwks.json"_s));
    QCOMPARE(all.headers.size(), 1);

    const auto oauth2 = readCase(u"auth-oauth2"_s)->server.authentication;
    QCOMPARE(oauth2.type, Type::OAuth2);
    QCOMPARE(oauth2.tokenUrl, QUrl(u"https://auth.example.org/token"_s));
    QCOMPARE(oauth2.clientSecret.value, u"s3cr3t"_s);
    QCOMPARE(oauth2.clientSecretMethod, ClientSecretMethod::Post);
    const QStringList scopes{u"system/*.rs"_s, u"system/Subscription.cruds"_s};
    QCOMPARE(oauth2.scopes, scopes);
    const auto least = readCase(u"auth-oauth2-least"_s)->server.authentication;
    QCOMPARE(least.clientSecretMethod, ClientSecretMethod::Basic);
    QCOMPARE(least.clientId, u"a:b"_s);
    QVERIFY(least.scopes.isEmpty());

    const auto bearer = readCase(u"auth-bearer"_s);
    QCOMPARE(bearer->server.authentication.type, Type::Bearer);
    QCOMPARE(bearer->server.authentication.token.value, u"s3cr3t-of-environment"_s);
    QCOMPARE(bearer->store.type, StoreConfiguration::Type::Memory);
    QCOMPARE(readCase(u"auth-header"_s)->server.authentication.type, Type::Header);
}

void TestConfigurationReader::readsManagement()
{
    const auto result = readCase(u"management"_s);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    const ManagementConfiguration management{
        .enabled = true, .atShutdown = RemovalPolicy::Delete, .prune = true, .renewBefore = 30min};
    QVERIFY(result->manageSubscriptions == management);
    const DeliveryErrorConfiguration errors{
        .enabled = true, .heartbeatTolerance = 0s, .statusPeriod = 90s, .reactivationAttempts = 0};
    QVERIFY(result->handleDeliveryErrors == errors);

    const auto off = readCase(u"management-off"_s);
    QVERIFY2(off, qUtf8Printable(messagesOf(off)));
    QVERIFY(!off->manageSubscriptions.enabled);
    QCOMPARE(off->manageSubscriptions.atShutdown, RemovalPolicy::Off);
    QVERIFY(!off->handleDeliveryErrors.enabled);
    QCOMPARE(off->handleDeliveryErrors.statusPeriod, 60s);

    // The short form and the long one without any difference are the same.
    const auto defaults = readCase(u"management-defaults"_s);
    QVERIFY2(defaults, qUtf8Printable(messagesOf(defaults)));
    const auto shortForm = read("{server: {baseUrl: 'https://fhir.example.org'}, manageSubscriptions: true, "
                                "handleDeliveryErrors: true}");
    QVERIFY2(shortForm, qUtf8Printable(messagesOf(shortForm)));
    QVERIFY(*defaults == *shortForm);
    QCOMPARE(defaults->manageSubscriptions.renewBefore, 1h);
    QCOMPARE(defaults->handleDeliveryErrors.heartbeatTolerance, 10s);
}

void TestConfigurationReader::readsServerTls()
{
    const auto tls = readCase(u"management"_s)->server.tls;
    QCOMPARE(tls.certificate, m_fixture.path(u"files/certificate.pem"_s));
    QCOMPARE(tls.key, m_fixture.path(u"files/key.pem"_s));
    QCOMPARE(tls.ca, m_fixture.path(u"files/certificate.pem"_s));
    const auto caAlone = readCase(u"management-off"_s)->server.tls;
    QVERIFY(caAlone.certificate.isEmpty());
    QCOMPARE(caAlone.ca, m_fixture.path(u"files/certificate.pem"_s));
}

void TestConfigurationReader::readsShortForms()
{
    const auto result = readCase(u"short-forms"_s);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    QCOMPARE(result->store.type, StoreConfiguration::Type::Sqlite);
    QCOMPARE(result->store.path, m_fixture.path(u"relative/tbs.sqlite"_s));
    QCOMPARE(result->webhook.address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(result->webhook.port, 0);
    QCOMPARE(result->webhook.pathPrefix, QString());
    QCOMPARE(result->server.authentication.type, ServerAuthentication::Type::None);
    QCOMPARE(read("webhook: {listen: ':80', token: x}")->webhook.address, QHostAddress(QHostAddress::Any));
    QCOMPARE(read("store: sqlite:/absolute/a b.sqlite")->store.path, u"/absolute/a b.sqlite"_s);
}

void TestConfigurationReader::readsJson()
{
    const auto result = readCase(u"json"_s);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    QCOMPARE(result->webhook.token.value, u"s3cr3t ü"_s);
    QCOMPARE(result->webhook.port, 8080);
    QCOMPARE(result->subscriptions.first().definition.topic, u"https://example.org/SubscriptionTopic/first"_s);
}

void TestConfigurationReader::readsAliases()
{
    const auto result = readCase(u"anchors"_s);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    const QStringList command{u"cat"_s, u"cat"_s};
    QCOMPARE(result->subscriptions.at(1).handler.command, command);
    QVERIFY(result->subscriptions.at(1).retry == result->subscriptions.at(0).retry);
    QCOMPARE(result->subscriptions.at(1).retry.attempts, 3);
}

void TestConfigurationReader::emptySectionsAreDefaults()
{
    for (const auto &name : {u"empty"_s, u"comment"_s, u"empty-sections"_s}) {
        const auto result = readCase(name);
        QVERIFY2(result, qUtf8Printable(messagesOf(result)));
        QVERIFY(*result == Configuration());
    }
    QCOMPARE(Configuration().webhook.address, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(Configuration().webhook.tokenHeader, u"X-Api-Key"_s);
}

void TestConfigurationReader::examplesAreGood()
{
    const auto secrets = [](const QString &) {
        return std::optional(u"a"_s);
    };
    const auto full = readConfigurationFile(Test::resourcePath(u"examples/tbs.yaml"_s), secrets, Test::testNow());
    QVERIFY2(full, qUtf8Printable(messagesOf(full)));
    QVERIFY2(full->warnings.isEmpty(), qUtf8Printable(full->warnings.value(0).message));
    QCOMPARE(full->subscriptions.size(), 3);
    QCOMPARE(full->webhook.limits.maximumBodySize, 16 * 1024 * 1024);

    const auto minimal = readConfigurationFile(Test::resourcePath(u"examples/tbs-minimal.yaml"_s),
                                               Test::testEnvironment, Test::testNow());
    QVERIFY2(minimal, qUtf8Printable(messagesOf(minimal)));
    QVERIFY(minimal->warnings.isEmpty());
    QCOMPARE(minimal->subscriptions.size(), 1);
}

void TestConfigurationReader::definitionsHaveDefaults()
{
    const auto definitions = readCase(u"everything"_s)->definitions();
    QCOMPARE(definitions.size(), 6);
    QCOMPARE(definitions.at(0).timeout, 20u);
    QCOMPARE(definitions.at(1).timeout, 5u);
    QCOMPARE(definitions.at(1).payloadContent, PayloadContent::Empty);
    QVERIFY(definitions.at(1).webhookId.startsWith(u"second-"));
}

void TestConfigurationReader::channelIsThatOfTheDefaults()
{
    const auto result = read("server: {baseUrl: 'https://example.org'}\n"
                             "webhook: {publicUrl: 'https://example.org', tokenEnv: TBS_TOKEN}\n"
                             "manageSubscriptions: true\n"
                             "defaults: {channel: websocket}\n"
                             "subscriptions:\n"
                             "  - {topic: 'https://example.org/t'}\n"
                             "  - {topic: 'https://example.org/u', channel: rest-hook}\n");
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    QVERIFY(!result->subscriptions.constFirst().definition.channel); // as it is written
    QCOMPARE(result->definitions().constFirst().channel, ChannelType::WebSocket);
    QCOMPARE(result->definitions().constLast().channel, ChannelType::RestHook);
}

/// What it says of the webhook need not be true.
void TestConfigurationReader::mistakenChannelHasNoConsequences_data()
{
    QTest::addColumn<QByteArray>("channels");
    QTest::addColumn<QString>("element");
    QTest::newRow("default") << QByteArray("defaults: {channel: web-socket}\n"
                                           "subscriptions: [{topic: 'https://example.org/t'}]\n")
                             << u"`defaults.channel`"_s;
    QTest::newRow("own") << QByteArray("subscriptions: [{topic: 'https://example.org/t', channel: web-socket}]\n")
                         << u"`subscriptions[0].channel`"_s;
}

void TestConfigurationReader::mistakenChannelHasNoConsequences()
{
    QFETCH(const QByteArray, channels);
    QFETCH(const QString, element);
    const auto result = read("server: {baseUrl: 'https://example.org'}\nmanageSubscriptions: true\n" + channels);
    QVERIFY(!result);
    QCOMPARE(result.error().size(), 1);
    QVERIFY(result.error().constFirst().message.startsWith(element));
}

void TestConfigurationReader::refusesTooMuch_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("message");

    QTest::newRow("size") << QByteArray(1024 * 1024 + 1, ' ') << u"larger than 1 MiB"_s;
    QTest::newRow("flow depth") << QByteArray(1'000'000, '[') << u"nested deeper than 32 levels"_s;
    QTest::newRow("mapping depth") << QByteArray("{a: ").repeated(200'000) + "1" << u"nested deeper than 32 levels"_s;
    QTest::newRow("block depth") << QByteArray("- ").repeated(500'000) << u"nested deeper than 32 levels"_s;
    QTest::newRow("values") << "[" + QByteArray("1,").repeated(150'000) + "]" << u"more than 100000 values"_s;

    QByteArray laughs("a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n");
    for (int i = 1; i <= 9; ++i) {
        const auto alias = "*a" + QByteArray::number(i - 1);
        const auto number = QByteArray::number(i);
        laughs += "a" + number + ": &a" + number + " [" + (alias + ',').repeated(9) + alias + "]\n";
    }
    QTest::newRow("a billion laughs") << laughs << u"more than 100000 values"_s;

    QByteArray deep("- &a0 [1]\n");
    for (int i = 1; i <= 40; ++i) {
        deep += "- &a" + QByteArray::number(i) + " [*a" + QByteArray::number(i - 1) + "]\n";
    }
    QTest::newRow("depth by aliases") << deep << u"nested deeper than 32 levels"_s;
}

void TestConfigurationReader::refusesTooMuch()
{
    QFETCH(QByteArray, yaml);
    QElapsedTimer timer;
    timer.start();
    const auto result = read(yaml);
    QVERIFY(!result);
    QCOMPARE(result.error().size(), 1);
    QTEST(result.error().first().message, "message");
    QVERIFY(timer.elapsed() < 10'000);
}

void TestConfigurationReader::readsLarge()
{
    QByteArray yaml("subscriptions:\n");
    for (int i = 0; i < 2'000; ++i) {
        yaml +=
            "  - {topic: 'https://example.org/t', webhookId: w" + QByteArray::number(i) + ", handler: {log: true}}\n";
    }
    const auto result = read(yaml);
    QVERIFY2(result, qUtf8Printable(messagesOf(result)));
    QCOMPARE(result->subscriptions.size(), 2'000);
    QCOMPARE(result->subscriptions.last().definition.location, u"tbs.yaml:2001"_s);
}

/// Whatever becomes of a good file, the reader answers, and says why it refuses.
void TestConfigurationReader::survivesEveryCutAndFlip()
{
    const auto good = Test::readFile(m_fixture.path(u"everything.yaml"_s));
    const auto check = [](const QByteArray &yaml) {
        const auto result = read(yaml);
        return result || (!result.error().isEmpty() && !result.error().first().message.isEmpty());
    };
    for (qsizetype i = 0; i < good.size(); i += 3) {
        QVERIFY2(check(good.first(i)), qPrintable(u"cut at %1"_s.arg(i)));
    }
    for (qsizetype i = 0; i < good.size(); ++i) {
        static constexpr char signs[] = "{}[]:-&*!|>'\"%@`#,?\t\n ";
        auto flipped = good;
        flipped[i] = signs[static_cast<std::size_t>(i) % (sizeof(signs) - 1)];
        QVERIFY2(check(flipped), qPrintable(u"changed at %1"_s.arg(i)));
    }
}

void TestConfigurationReader::fileThatIsNotThere()
{
    const auto name = m_fixture.path(u"not-there.yaml"_s);
    const auto result = readConfigurationFile(name, Test::testEnvironment, Test::testNow());
    QVERIFY(!result);
    QCOMPARE(result.error().size(), 1);
    QCOMPARE(result.error().first().kind, Error::Kind::ActionRequired);
    QCOMPARE(result.error().first().location, name);
    QVERIFY(!readConfigurationFile(m_fixture.path(u"files"_s), Test::testEnvironment, Test::testNow()));
}

void TestConfigurationReader::readsProcessEnvironment()
{
    QVERIFY(qputenv("TBS_TEST_VARIABLE", "ü"));
    QCOMPARE(processEnvironment(u"TBS_TEST_VARIABLE"_s), u"ü"_s);
    QVERIFY(qunsetenv("TBS_TEST_VARIABLE"));
    QVERIFY(!processEnvironment(u"TBS_TEST_VARIABLE"_s));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestConfigurationReader)
#include "tst_configurationreader.moc"
