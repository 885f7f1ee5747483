// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notifications.h"

#include <Tbs/service/topicsubscriptions.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/webhook/webhookserver.h>

#include <QHttpServer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

TopicSubscription definition(const QString &webhookId = u"w1"_s)
{
    return {.topic = u"http://example.org/topic"_s, .webhookId = webhookId};
}

struct Answer
{
    int status = 0;
    QByteArray body;
    QByteArray contentType;
    QByteArray retryAfter;
};

} // namespace

class TestTopicSubscriptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void events_data();
    void events();
    void tokenIsAskedForInTheHandshakeToo();
    void failingHandlerInDirectMode_data();
    void failingHandlerInDirectMode();
    void durableAnswersBeforeTheHandler_data();
    void durableAnswersBeforeTheHandler();
    void asynchronousHandlerInDirectMode();
    void asynchronousHandlerOnAnOwnServer();
    void allMistakesAtOnce();
    void storeThatDoesNotOpen();
    void lockedStoreIsNotAcknowledged_data();
    void lockedStoreIsNotAcknowledged();
    void unknownProfile();
    void severalOnOneServer();
    void prefixTakenTwice();
    void theServerOutlivesTheSubscriptions_data();
    void theServerOutlivesTheSubscriptions();
    void endpointUrl();
    void defaultsOfThePackage();
    void theApplicationsOwnRoutesStay();

private:
    enum class Server { Application, Ours, OursInItsThread };
    static void servers();
    tl::expected<void, QList<Error>> setup(TopicSubscriptions &subscriptions, WebhookSetup setup = {});
    Answer post(const QString &path, const QByteArray &body, const QByteArray &token = {});
    Answer postEvents(const QList<int> &numbers, const QString &path = u"/webhook/w1"_s)
    {
        return post(path, Test::NotificationText{.eventNumbers = numbers}.toJson());
    }
    std::unique_ptr<NotificationStore> store();

    std::unique_ptr<QHttpServer> m_application;
    std::unique_ptr<WebhookServer> m_ours;
    std::unique_ptr<QTemporaryDir> m_folder;
    QNetworkAccessManager m_network;
    quint16 m_port = 0;
    QStringList m_handled;
    EventHandler m_note = [this](const EventContext &event) {
        m_handled << event.webhookId() + u' ' + event.reference();
    };
};

void TestTopicSubscriptions::init()
{
    m_application.reset();
    m_ours.reset();
    m_handled.clear();
    m_port = 0;
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestTopicSubscriptions::servers()
{
    QTest::addColumn<int>("server");
    QTest::newRow("the application's QHttpServer") << static_cast<int>(Server::Application);
    QTest::newRow("our server, its own thread") << static_cast<int>(Server::Ours);
    QTest::newRow("our server, this thread") << static_cast<int>(Server::OursInItsThread);
}

tl::expected<void, QList<Error>> TestTopicSubscriptions::setup(TopicSubscriptions &subscriptions, WebhookSetup setup)
{
    const auto *row = QTest::currentDataTag();
    const auto kind =
        row ? *static_cast<int *>(QTest::qData("server", qMetaTypeId<int>())) : static_cast<int>(Server::Ours);
    if (kind == static_cast<int>(Server::Application)) {
        m_application = std::make_unique<QHttpServer>();
        auto *listener = new QTcpServer(m_application.get());
        if (!listener->listen(QHostAddress::LocalHost)) {
            qFatal("No port.");
        }
        m_port = listener->serverPort();
        m_application->bind(listener);
        return subscriptions.setup(*m_application, std::move(setup));
    }
    if (!m_ours) {
        m_ours = std::make_unique<WebhookServer>();
        if (!m_ours->listen({.edgeThreads = kind == static_cast<int>(Server::Ours) ? 1 : 0})) {
            qFatal("No port.");
        }
        m_port = m_ours->port();
    }
    return subscriptions.setup(*m_ours, std::move(setup));
}

Answer TestTopicSubscriptions::post(const QString &path, const QByteArray &body, const QByteArray &token)
{
    QNetworkRequest request(QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path)));
    request.setRawHeader("Content-Type", "application/fhir+json");
    if (!token.isEmpty()) {
        request.setRawHeader("X-Api-Key", token);
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, body));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 10000)) {
        qFatal("No answer.");
    }
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(), reply->rawHeader("Retry-After")};
}

std::unique_ptr<NotificationStore> TestTopicSubscriptions::store()
{
    return std::make_unique<SqliteStore>(SqliteStoreOptions{.path = m_folder->filePath(u"store.sqlite"_s)});
}

void TestTopicSubscriptions::events_data()
{
    QTest::addColumn<int>("server");
    QTest::addColumn<bool>("durable");
    for (const auto server : {Server::Application, Server::Ours, Server::OursInItsThread}) {
        for (const bool durable : {false, true}) {
            QTest::addRow("server %d, durable %d", static_cast<int>(server), durable)
                << static_cast<int>(server) << durable;
        }
    }
}

void TestTopicSubscriptions::events()
{
    QFETCH(bool, durable);
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note).define(definition(u"w2"_s), m_note);
    QVERIFY(setup(subscriptions, {.store = durable ? store() : nullptr}));

    const auto handshake =
        post(u"/webhook/w1"_s, Test::NotificationText{.type = u"handshake"_s, .counter = 0}.toJson());
    QCOMPARE(handshake.status, 200);
    QCOMPARE(handshake.contentType, QByteArray("application/fhir+json"));
    QCOMPARE(handshake.body, QByteArray(R"({"resourceType":"Bundle","type":"transaction-response"})"));
    QCOMPARE(postEvents({1, 2}).status, 200);
    QCOMPARE(postEvents({2, 3}, u"/webhook/w1/"_s).status, 200);
    QCOMPARE(postEvents({1}, u"/webhook/w2"_s).status, 200);
    QTRY_COMPARE(m_handled.size(), 4);
    m_handled.sort();
    QCOMPARE(m_handled,
             QStringList({u"w1 Encounter/1"_s, u"w1 Encounter/2"_s, u"w1 Encounter/3"_s, u"w2 Encounter/1"_s}));

    QCOMPARE(postEvents({1}, u"/webhook/unknown"_s).status, 404);
    const auto wrong = post(u"/webhook/w1"_s, R"({"resourceType":"Patient"})");
    QCOMPARE(wrong.status, 422);
    QVERIFY(wrong.body.contains("OperationOutcome"));
}

void TestTopicSubscriptions::tokenIsAskedForInTheHandshakeToo()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note);
    QVERIFY(setup(subscriptions, {.webhookToken = "secret"}));
    const auto body = Test::NotificationText{.type = u"handshake"_s, .counter = 0}.toJson();
    QCOMPARE(post(u"/webhook/w1"_s, body).status, 401);
    QCOMPARE(post(u"/webhook/w1"_s, body, "wrong").status, 401);
    QCOMPARE(post(u"/webhook/w1"_s, body, "secret").status, 200);
}

void TestTopicSubscriptions::failingHandlerInDirectMode_data()
{
    servers();
}

void TestTopicSubscriptions::failingHandlerInDirectMode()
{
    bool broken = true;
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), [&](const EventContext &event) -> Result<void> {
        if (broken) {
            return failure(Error::Kind::Retry, u"the database is down"_s);
        }
        m_handled << event.reference();
        return {};
    });
    QVERIFY(setup(subscriptions));
    QCOMPARE(postEvents({1}).status, 503);
    broken = false;
    QCOMPARE(postEvents({1}).status, 200);
    QCOMPARE(postEvents({1}).status, 200);
    QCOMPARE(m_handled, QStringList(u"Encounter/1"_s));
}

void TestTopicSubscriptions::durableAnswersBeforeTheHandler_data()
{
    servers();
}

void TestTopicSubscriptions::durableAnswersBeforeTheHandler()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    std::vector<QPromise<void>> running;
    subscriptions.define(definition(), [&](const EventContext &) {
        QPromise<void> promise;
        promise.start();
        auto future = promise.future();
        running.push_back(std::move(promise));
        return future;
    });
    QVERIFY(setup(subscriptions, {.store = store()}));
    QCOMPARE(postEvents({1}).status, 200);
    QTRY_COMPARE(running.size(), 1U);
    const QSignalSpy handled(&subscriptions, &TopicSubscriptions::handled);
    running.front().finish();
    QTRY_COMPARE(handled.count(), 1);
}

void TestTopicSubscriptions::asynchronousHandlerInDirectMode()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), [&](const EventContext &event) {
        QPromise<Result<void>> promise;
        promise.start();
        auto future = promise.future();
        QTimer::singleShot(0, this, [this, event, kept = std::make_shared<QPromise<Result<void>>>(std::move(promise))] {
            m_handled << event.reference();
            kept->addResult(Result<void>());
            kept->finish();
        });
        return future;
    });
    QVERIFY(setup(subscriptions));
    QCOMPARE(postEvents({1, 2}).status, 200);
    QCOMPARE(m_handled.size(), 2);
}

void TestTopicSubscriptions::asynchronousHandlerOnAnOwnServer()
{
    if (QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)) {
        QSKIP("Possible from Qt 6.8 on.");
    }
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), [](const EventContext &) { return QtFuture::makeReadyFuture(); });
    QHttpServer server;
    const auto result = subscriptions.setup(server);
    QVERIFY(!result);
    QCOMPARE(result.error().first().kind, Error::Kind::ActionRequired);
}

void TestTopicSubscriptions::allMistakesAtOnce()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define({}, m_note);
    subscriptions.define({.topic = u"relative"_s}, m_note);
    subscriptions.define(definition(), m_note).define(definition(), m_note);
    const auto result = setup(subscriptions);
    QVERIFY(!result);
    QVERIFY2(result.error().size() >= 3, qPrintable(QString::number(result.error().size())));
    QCOMPARE(postEvents({1}).status, 404);
}

void TestTopicSubscriptions::storeThatDoesNotOpen()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note);
    const auto result =
        setup(subscriptions, {.store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = u"/nowhere/s"_s})});
    QCOMPARE(result.error().first().kind, Error::Kind::ActionRequired);
}

void TestTopicSubscriptions::lockedStoreIsNotAcknowledged_data()
{
    servers();
}

void TestTopicSubscriptions::lockedStoreIsNotAcknowledged()
{
    const auto path = m_folder->filePath(u"store.sqlite"_s);
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note);
    QVERIFY(setup(subscriptions,
                  {.store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path, .busyTimeout = 1ms})}));
    {
        auto other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        other.setDatabaseName(path);
        QVERIFY(other.open());
        QSqlQuery query(other);
        QVERIFY(query.exec(u"BEGIN EXCLUSIVE"_s));
        const auto refused = postEvents({1});
        QCOMPARE(refused.status, 503);
        QVERIFY(refused.retryAfter.toInt() > 0);
        QVERIFY(refused.body.contains("OperationOutcome"));
        QVERIFY(query.exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    QCOMPARE(postEvents({1}).status, 200);
    QTRY_COMPARE(m_handled.size(), 1);
}

void TestTopicSubscriptions::unknownProfile()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note);
    const auto result = setup(subscriptions, {.serverProfile = u"nonsense"_s});
    QCOMPARE(result.error().first().kind, Error::Kind::ActionRequired);
}

void TestTopicSubscriptions::severalOnOneServer()
{
    TopicSubscriptions first(FhirVersion::R4B);
    TopicSubscriptions second(FhirVersion::R5);
    first.define(definition(u"a"_s), m_note);
    second.define(definition(u"b"_s), m_note);
    QVERIFY(setup(first, {.webhookPathPrefix = u"/r4b/hooks/"_s}));
    QVERIFY(setup(second, {.webhookPathPrefix = u"r5"_s}));
    QCOMPARE(postEvents({1}, u"/r4b/hooks/a"_s).status, 200);
    QCOMPARE(postEvents({1}, u"/r5/b"_s).status, 200);
    QCOMPARE(postEvents({1}, u"/r5/a"_s).status, 404);
    QCOMPARE(m_handled, QStringList({u"a Encounter/1"_s, u"b Encounter/1"_s}));
}

void TestTopicSubscriptions::prefixTakenTwice()
{
    TopicSubscriptions first(FhirVersion::R4B);
    TopicSubscriptions second(FhirVersion::R5);
    first.define(definition(), m_note);
    second.define(definition(), m_note);
    QVERIFY(setup(first));
    QCOMPARE(setup(second).error().first().kind, Error::Kind::Rejected);
    QCOMPARE(postEvents({1}).status, 200);
}

void TestTopicSubscriptions::theServerOutlivesTheSubscriptions_data()
{
    servers();
}

void TestTopicSubscriptions::theServerOutlivesTheSubscriptions()
{
    QFETCH(int, server);
    {
        TopicSubscriptions subscriptions(FhirVersion::R5);
        subscriptions.define(definition(), m_note);
        QVERIFY(setup(subscriptions, {.store = store()}));
        QCOMPARE(postEvents({1}).status, 200);
    }
    // A route cannot be taken away from a QHttpServer: it refuses from now on.
    QCOMPARE(postEvents({2}).status, server == static_cast<int>(Server::Application) ? 503 : 404);
}

void TestTopicSubscriptions::endpointUrl()
{
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note);
    QVERIFY(setup(subscriptions, {.webhookPathPrefix = u"/hooks/"_s, .appUrl = QUrl(u"https://app.example.com"_s)}));
    QCOMPARE(subscriptions.endpoint(u"w1"_s), QUrl(u"https://app.example.com/hooks/w1"_s));
    TopicSubscriptions behindAProxy(FhirVersion::R5);
    behindAProxy.define(definition(), m_note);
    QVERIFY(setup(behindAProxy, {.webhookPathPrefix = {}, .appUrl = QUrl(u"https://app.example.com/base/"_s)}));
    QCOMPARE(behindAProxy.endpoint(u"w1"_s), QUrl(u"https://app.example.com/base/w1"_s));
}

void TestTopicSubscriptions::defaultsOfThePackage()
{
    TopicSubscriptions subscriptions(FhirVersion::R4B);
    subscriptions.define({.topic = u"http://example.org/topic"_s}, m_note);
    const auto defined = subscriptions.definitions().constFirst();
    QCOMPARE(defined.payloadContent, std::optional(PayloadContent::IdOnly));
    QCOMPARE(defined.timeout, std::optional(60U));
    QCOMPARE(defined.heartbeatPeriod, std::optional(20U));
    QCOMPARE(defined.maxCount, std::optional(1U));
    QVERIFY(!defined.webhookId.isEmpty());
}

void TestTopicSubscriptions::theApplicationsOwnRoutesStay()
{
    QHttpServer server;
    auto *listener = new QTcpServer(&server);
    QVERIFY(listener->listen(QHostAddress::LocalHost));
    m_port = listener->serverPort();
    server.bind(listener);
    server.route(u"/own"_s, QHttpServerRequest::Method::Post, [] { return "mine"; });
    TopicSubscriptions subscriptions(FhirVersion::R5);
    subscriptions.define(definition(), m_note);
    QVERIFY(subscriptions.setup(server));
    QCOMPARE(post(u"/own"_s, "x").body, QByteArray("mine"));
    QCOMPARE(postEvents({1}).status, 200);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestTopicSubscriptions)
#include "tst_topicsubscriptions.moc"
