// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "waiting.h"

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/service/topicsubscriptions.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/webhook/webhookserver.h>

#include <QHttpServer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto webhookId = "completed"_L1;

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

/// TopicSubscriptions with manageSubscriptions and handleDeliveryErrors, against the sandbox over HTTP.
class TestManagedTopicSubscriptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void registersAndReceives_data();
    void registersAndReceives();
    void waitsUntilTheServerListens_data();
    void waitsUntilTheServerListens();
    void managementNeedsClientAndUrl();
    void webSocketNeedsManagement();
    void foundTokenDoesNotOpenTheDoor_data();
    void foundTokenDoesNotOpenTheDoor();
    void releaseRemoves_data();
    void releaseRemoves();
    void destroyedWhileTheServerIsAsked();
    void tellsWhatTheServerWillNotDo_data();
    void tellsWhatTheServerWillNotDo();

private:
    static void versions();
    void start(FhirVersion version, WebhookSetup setup = {});
    [[nodiscard]] WebhookSetup managed(WebhookSetup setup = {});
    [[nodiscard]] std::unique_ptr<TopicSubscriptions> make(FhirVersion version);
    /// The Subscriptions that the sandbox has, all of them.
    [[nodiscard]] QList<ObservedSubscription> onServer();
    [[nodiscard]] int post(const QByteArray &token);

    SystemClock m_clock;
    QNetworkAccessManager m_network;
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<FhirClient> m_client;
    std::unique_ptr<SubscriptionClient> m_operator; ///< looks at the sandbox beside the library
    std::unique_ptr<WebhookServer> m_server;
    std::unique_ptr<TopicSubscriptions> m_subscriptions;
    QStringList m_handled;
    quint16 m_port = 0;
};

void TestManagedTopicSubscriptions::init()
{
    m_sandbox = std::make_unique<SandboxServer>(m_clock);
    QVERIFY(m_sandbox->listen({}));
    m_server = std::make_unique<WebhookServer>();
    m_port = freePort();
    m_handled.clear();
}

void TestManagedTopicSubscriptions::cleanup()
{
    m_subscriptions.reset();
    m_operator.reset();
    m_client.reset();
    m_server.reset();
    m_sandbox.reset();
}

void TestManagedTopicSubscriptions::versions()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

std::unique_ptr<TopicSubscriptions> TestManagedTopicSubscriptions::make(FhirVersion version)
{
    m_client =
        std::make_unique<FhirClient>(FhirClientOptions{.baseUrl = m_sandbox->baseUrl(version)}, m_network, m_clock);
    m_operator = std::make_unique<SubscriptionClient>(*m_client, version, *serverProfile(u"strict"_s));
    auto subscriptions = std::make_unique<TopicSubscriptions>(version);
    subscriptions->define({.topic = SandboxServer::sampleTopic(), .webhookId = webhookId},
                          [this](const EventContext &event) { m_handled.append(event.reference()); });
    return subscriptions;
}

WebhookSetup TestManagedTopicSubscriptions::managed(WebhookSetup setup)
{
    setup.webhookToken = "secret";
    setup.appUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
    setup.fhirClient = m_client.get();
    setup.manageSubscriptions = true;
    setup.handleDeliveryErrors = true;
    setup.store = std::make_unique<MemoryStore>();
    return setup;
}

void TestManagedTopicSubscriptions::start(FhirVersion version, WebhookSetup setup)
{
    m_subscriptions = make(version);
    QVERIFY(m_server->listen({.port = m_port}));
    QVERIFY(m_subscriptions->setup(*m_server, managed(std::move(setup))));
}

QList<ObservedSubscription> TestManagedTopicSubscriptions::onServer()
{
    return Test::waitFor(m_operator->list()).value_or(QList<ObservedSubscription>());
}

int TestManagedTopicSubscriptions::post(const QByteArray &token)
{
    QNetworkRequest request(m_subscriptions->endpoint(webhookId));
    request.setRawHeader("Content-Type", "application/fhir+json");
    request.setRawHeader("X-Api-Key", token);
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, "{}"));
    if (!Test::waitUntil([&reply] { return reply->isFinished(); })) {
        return 0;
    }
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

void TestManagedTopicSubscriptions::registersAndReceives_data()
{
    versions();
}

void TestManagedTopicSubscriptions::registersAndReceives()
{
    QFETCH(const FhirVersion, version);
    start(version);
    QTRY_COMPARE(onServer().value(0).subscription.status, SubscriptionStatusCode::Active);
    const auto subscription = onServer().constFirst().subscription;
    QCOMPARE(subscription.endpoint, m_subscriptions->endpoint(webhookId));
    QCOMPARE(subscription.headers, (QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"secret"_s}}));
    const auto fired = m_sandbox->fireSampleEvent(version);
    QTRY_COMPARE(m_handled, QStringList{fired});
}

void TestManagedTopicSubscriptions::waitsUntilTheServerListens_data()
{
    QTest::addColumn<bool>("application");
    QTest::newRow("our server") << false;
    QTest::newRow("the application's QHttpServer") << true;
}

void TestManagedTopicSubscriptions::waitsUntilTheServerListens()
{
    QFETCH(const bool, application);
    QHttpServer httpServer;
    m_subscriptions = make(FhirVersion::R5);
    QVERIFY(application ? m_subscriptions->setup(httpServer, managed()) : m_subscriptions->setup(*m_server, managed()));
    bool began = false;
    connect(m_subscriptions->management(), &ManagedSubscriptions::began, this, [&began] { began = true; });
    QVERIFY(onServer().isEmpty()); // a round trip, in which something could have happened
    QVERIFY(!began);
    if (application) {
        QCOMPARE(httpServer.listen(QHostAddress::LocalHost, m_port), m_port);
    } else {
        QVERIFY(m_server->listen({.port = m_port}));
    }
    QTRY_COMPARE(onServer().value(0).subscription.status, SubscriptionStatusCode::Active);
    const auto fired = m_sandbox->fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(m_handled, QStringList{fired});
    m_subscriptions.reset(); // before the application's server
}

/// fhir-tbs row 25, both at once.
void TestManagedTopicSubscriptions::managementNeedsClientAndUrl()
{
    m_subscriptions = make(FhirVersion::R4B);
    const auto result = m_subscriptions->setup(*m_server, {.manageSubscriptions = true, .handleDeliveryErrors = true});
    QVERIFY(!result);
    QCOMPARE(result.error().size(), 2);
    QCOMPARE(result.error().at(0).kind, Error::Kind::ActionRequired);
    QVERIFY(result.error().at(0).message.contains("fhirClient"_L1));
    QVERIFY(result.error().at(1).message.contains("appUrl"_L1));
}

void TestManagedTopicSubscriptions::webSocketNeedsManagement()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(
        {.topic = SandboxServer::sampleTopic(), .webhookId = webhookId, .channel = ChannelType::WebSocket},
        [](const EventContext &) {});
    const auto result = subscriptions.setup(*m_server, {});
    QVERIFY(!result);
    QVERIFY(result.error().constFirst().message.contains("manageSubscriptions"_L1));
}

void TestManagedTopicSubscriptions::foundTokenDoesNotOpenTheDoor_data()
{
    QTest::addColumn<QList<SubscriptionHeader>>("headers");
    QTest::newRow("another token") << QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"old"_s}};
    QTest::newRow("none") << QList<SubscriptionHeader>();
}

/// fhir-tbs row 22: what is found is made to send our token; the old one, or none, stays refused.
void TestManagedTopicSubscriptions::foundTokenDoesNotOpenTheDoor()
{
    QFETCH(const QList<SubscriptionHeader>, headers);
    m_subscriptions = make(FhirVersion::R4B);
    auto found = requestedSubscription(m_subscriptions->definitions().constFirst(),
                                       QUrl(u"http://127.0.0.1:%1/webhook/completed"_s.arg(m_port)), headers);
    const auto created = Test::waitFor(m_operator->create(found));
    QVERIFY(created);
    QVERIFY(m_server->listen({.port = m_port}));
    QVERIFY(m_subscriptions->setup(*m_server, managed()));
    QTRY_COMPARE(onServer().value(0).subscription.headers, (QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"secret"_s}}));
    QCOMPARE(onServer().size(), 1);
    QCOMPARE(onServer().constFirst().subscription.id, created->subscription.id);
    QTRY_COMPARE(onServer().constFirst().subscription.status, SubscriptionStatusCode::Active);
    QCOMPARE(post("old"), 401);
    QCOMPARE(post({}), 401);
    QCOMPARE(post("secret"), 422); // let in, and no notification
}

void TestManagedTopicSubscriptions::releaseRemoves_data()
{
    QTest::addColumn<RemovalPolicy>("policy");
    QTest::addColumn<QString>("status");
    QTest::newRow("keep") << RemovalPolicy::Keep << u"active"_s;
    QTest::newRow("off") << RemovalPolicy::Off << u"off"_s;
    QTest::newRow("delete") << RemovalPolicy::Delete << u""_s;
}

void TestManagedTopicSubscriptions::releaseRemoves()
{
    QFETCH(const RemovalPolicy, policy);
    QFETCH(const QString, status);
    start(FhirVersion::R5, {.atShutdown = policy});
    QTRY_COMPARE(onServer().value(0).subscription.status, SubscriptionStatusCode::Active);
    QVERIFY(Test::waitFor(m_subscriptions->release()));
    const auto left = onServer();
    QCOMPARE(left.isEmpty() ? QString() : toCode(left.constFirst().subscription.status), status);
}

void TestManagedTopicSubscriptions::destroyedWhileTheServerIsAsked()
{
    start(FhirVersion::R5);
    bool began = false;
    connect(m_subscriptions->management(), &ManagedSubscriptions::began, this, [&began] { began = true; });
    QTRY_VERIFY(began);
    m_subscriptions.reset();
    QVERIFY(onServer().size() <= 1); // and nothing was called that is gone
}

void TestManagedTopicSubscriptions::tellsWhatTheServerWillNotDo_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("problem");
    QTest::newRow("HAPI, R5") << FhirVersion::R5 << u"hapi"_s << u"header"_s;
    QTest::newRow("strict") << FhirVersion::R5 << u"strict"_s << QString();
}

/// A token that the server never sends back would keep all notifications out.
void TestManagedTopicSubscriptions::tellsWhatTheServerWillNotDo()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const QString, profile);
    QFETCH(const QString, problem);
    start(version, {.serverProfile = profile});
    QStringList told;
    connect(m_subscriptions->management(), &ManagedSubscriptions::problemKnown, this,
            [&told](const QString &id, const KnownProblem &known) { told.append(id + u": "_s + known.message); });
    QTRY_COMPARE(onServer().value(0).subscription.status, SubscriptionStatusCode::Active);
    const auto text = told.join(u' ');
    QVERIFY2(problem.isEmpty() ? told.isEmpty() : text.contains(problem, Qt::CaseInsensitive), qPrintable(text));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestManagedTopicSubscriptions)

#include "tst_managedtopicsubscriptions.moc"
