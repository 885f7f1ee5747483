// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/backend/embeddedbackend.h"
#include "gui/backend/sandboxsource.h"
#include "waiting.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QSignalSpy>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Kind = JournalEntry::Kind;

constexpr int patience = 20'000; // milliseconds
constexpr auto version = FhirVersion::R5;
const auto changesTopic = u"https://example.com/SubscriptionTopic/patient-or-observation-changed"_s;

QJsonObject patient(const QString &id, const QString &gender)
{
    return {{u"resourceType"_s, u"Patient"_s}, {u"id"_s, id}, {u"gender"_s, gender}};
}

} // namespace

/// The embedded backend and a sandbox over real HTTP, in real time.
class TestEmbeddedBackend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void opensSandboxWithOneCall();
    void registersAndReceives();
    void subscribesWhileRunning();
    void changesFilters();
    void sendsHeadersAlong();
    void previewsWhatWouldBeSent();
    void suspendsAndResumes();
    void resumedIsRememberedAlthoughRefused();
    void reactivatesWithoutDeliveryErrors();
    void unsubscribes();
    void refusedDeletionForgetsNothing_data();
    void refusedDeletionForgetsNothing();
    void asksTheServer();
    void marksForeignSubscriptions();
    void receivesByWebSocket();
    void replays();
    void opensAnotherConnection();
    void startsAgainWithWhatWasChanged();
    void explainsMistakes_data();
    void explainsMistakes();
    void explainsPortThatIsTaken();
    void explainsServerThatIsGone();
    void answersNothingWhileStopped();

private:
    [[nodiscard]] Connection connection() const;
    void open(const Connection &connection);
    [[nodiscard]] ManagedSubscription subscription(const QString &webhookId) const;
    [[nodiscard]] bool isActive(const QString &webhookId) const;
    [[nodiscard]] bool wrote(Kind kind, const QString &webhookId) const;
    [[nodiscard]] int eventCount(const QString &webhookId) const;
    [[nodiscard]] QJsonArray serverSubscriptions() const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<EmbeddedBackend> m_backend;
    QList<JournalEntry> m_journal;
    QList<LiveEntry> m_entries;
    Activity m_activity;
};

void TestEmbeddedBackend::init()
{
    m_journal.clear();
    m_entries.clear();
    m_activity = {};
    m_folder = std::make_unique<QTemporaryDir>();
    m_sandbox = std::make_unique<SandboxServer>(m_clock);
    QVERIFY(m_sandbox->listen({}));
    m_backend = std::make_unique<EmbeddedBackend>(m_clock, m_folder->path());
    connect(m_backend.get(), &Backend::journal, this, [this](const auto &entries) { m_journal << entries; });
    connect(m_backend.get(), &Backend::arrived, this, [this](const auto &entries) { m_entries << entries; });
    connect(m_backend.get(), &Backend::measured, this, [this](const Activity &activity) {
        m_activity.total += activity.total;
        for (auto it = activity.subscriptions.cbegin(); it != activity.subscriptions.cend(); ++it) {
            m_activity.subscriptions[it.key()] += it.value();
        }
    });
}

void TestEmbeddedBackend::cleanup()
{
    if (m_backend->state() == Backend::State::Running) {
        m_backend->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Stopped, patience);
    }
    m_backend.reset();
    m_sandbox.reset();
}

Connection TestEmbeddedBackend::connection() const
{
    Connection connection{.id = u"c1"_s, .name = u"Ward"_s};
    auto &configuration = connection.configuration;
    configuration.server.baseUrl = m_sandbox->baseUrl(version);
    configuration.webhook.port = 0;
    configuration.manageSubscriptions.enabled = true;
    configuration.handleDeliveryErrors.enabled = true;
    for (const auto &definition : SandboxSource::definitions()) {
        configuration.subscriptions.append({.definition = definition});
    }
    return connection;
}

void TestEmbeddedBackend::open(const Connection &connection)
{
    m_backend->open(connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
}

ManagedSubscription TestEmbeddedBackend::subscription(const QString &webhookId) const
{
    const auto all = m_backend->subscriptions();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto &one) { return one.webhookId() == webhookId; });
    return found == all.end() ? ManagedSubscription() : *found;
}

bool TestEmbeddedBackend::isActive(const QString &webhookId) const
{
    const auto one = subscription(webhookId);
    return one.registered && one.registered->status == SubscriptionStatusCode::Active
        && one.health.state == HealthState::Active;
}

bool TestEmbeddedBackend::wrote(Kind kind, const QString &webhookId) const
{
    return std::any_of(m_journal.begin(), m_journal.end(), [&](const auto &entry) {
        return entry.kind == kind && entry.webhookId == webhookId && !entry.message.isEmpty();
    });
}

int TestEmbeddedBackend::eventCount(const QString &webhookId) const
{
    return static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), [&](const LiveEntry &entry) {
        return entry.summary.subscription.webhookId == webhookId && entry.summary.notification.newEvents > 0;
    }));
}

QJsonArray TestEmbeddedBackend::serverSubscriptions() const
{
    const auto versions = m_sandbox->state().value(u"versions"_s).toArray();
    for (const auto &one : versions) {
        if (one.toObject().value(u"version"_s).toString() == toCode(version)) {
            return one.toObject().value(u"subscriptions"_s).toArray();
        }
    }
    return {};
}

void TestEmbeddedBackend::opensSandboxWithOneCall()
{
    Connection sandbox{.id = u"sandbox"_s, .name = u"Sandbox"_s, .server = Connection::Server::Sandbox};
    for (const auto &definition : SandboxSource::definitions()) {
        sandbox.configuration.subscriptions.append({.definition = definition});
    }
    open(sandbox);
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s) && isActive(u"patients"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(eventCount(u"encounters"_s) > 0 && eventCount(u"patients"_s) > 0, patience);
    QVERIFY(m_backend->serverUrl().isValid());
    QCOMPARE(m_backend->fhirVersion(), std::optional(FhirVersion::R5));
    QCOMPARE(m_backend->connection(), sandbox);
}

void TestEmbeddedBackend::registersAndReceives()
{
    open(connection());
    QCOMPARE(m_backend->subscriptions().size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    QTRY_VERIFY(wrote(Kind::Registered, u"encounters"_s));
    QTRY_VERIFY(wrote(Kind::Activated, u"encounters"_s));
    QTRY_VERIFY(wrote(Kind::Handshake, u"encounters"_s));
    QVERIFY(!m_sandbox->fireSampleEvent(version).isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(u"encounters"_s), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(subscription(u"encounters"_s).facts.highest, quint64(1), patience);
    QVERIFY(subscription(u"encounters"_s).health.lastEventAt.isValid());
    QVERIFY(subscription(u"encounters"_s).health.nextHeartbeatDue.isValid());
    QTRY_COMPARE_WITH_TIMEOUT(m_activity.subscriptions.value(u"encounters"_s).handled, 1, patience);
    QCOMPARE(m_activity.total.events, 1);
    QVERIFY(m_activity.total.notifications >= 3); // two handshakes besides
    QVERIFY(m_backend->history() != nullptr);
    QVERIFY(QFile::exists(m_folder->filePath(u"c1.db"_s)));
}

void TestEmbeddedBackend::subscribesWhileRunning()
{
    auto empty = connection();
    empty.configuration.subscriptions.clear();
    open(empty);
    QVERIFY(m_backend->listenUrl().port() > 0);
    const QSignalSpy changed(m_backend.get(), &Backend::connectionChanged);
    TopicSubscription definition;
    definition.topic = changesTopic;
    definition.filterBy = {{.resourceType = u"Patient"_s, .filterParameter = u"gender"_s, .value = u"female"_s}};
    QVERIFY(Test::waitFor(m_backend->subscribe({.definition = definition})));
    definition.webhookId = defaultWebhookId(definition);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_backend->connection().configuration.subscriptions.constFirst().definition, definition);
    QTRY_VERIFY_WITH_TIMEOUT(isActive(definition.webhookId), patience);
    QTRY_VERIFY(wrote(Kind::Requested, definition.webhookId));
    QTRY_VERIFY(wrote(Kind::Handshake, definition.webhookId));
    QVERIFY(m_sandbox->putResource(version, patient(u"1"_s, u"male"_s)));
    QVERIFY(m_sandbox->putResource(version, patient(u"2"_s, u"female"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(definition.webhookId), 1, patience);
}

void TestEmbeddedBackend::changesFilters()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"patients"_s), patience);
    auto changed = m_backend->connection().configuration.subscriptions.at(1);
    changed.definition.filterBy = {{.resourceType = u"Patient"_s, .filterParameter = u"gender"_s, .value = u"other"_s}};
    QVERIFY(Test::waitFor(m_backend->subscribe(changed)));
    QCOMPARE(m_backend->connection().configuration.subscriptions.size(), 2);
    QCOMPARE(m_backend->connection().configuration.subscriptions.at(1), changed);
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"patients"_s) && subscription(u"patients"_s).registered->filterBy.size() == 1,
                             patience);
    QVERIFY(m_sandbox->putResource(version, patient(u"1"_s, u"male"_s)));
    QVERIFY(m_sandbox->putResource(version, patient(u"2"_s, u"other"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(u"patients"_s), 1, patience);
}

/// Also with a value that stands in a file, which the connection does not get to know.
void TestEmbeddedBackend::sendsHeadersAlong()
{
    QFile file(m_folder->filePath(u"key"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of-a-file\n") > 0);
    file.close();
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    auto changed = m_backend->connection().configuration.subscriptions.at(0);
    changed.headers = {{u"X-Gateway"_s, {ConfiguredSecret::Origin::Inline, u"typed-in"_s, {}}},
                       {u"X-Ward"_s, {ConfiguredSecret::Origin::File, {}, file.fileName()}}};
    const auto preview = Test::waitFor(m_backend->server().preview(changed));
    QVERIFY(preview);
    QCOMPARE(preview->differences.size(), 2);
    QCOMPARE(preview->differences.constFirst().element, u"parameter[X-Gateway]"_s);
    QVERIFY(Test::waitFor(m_backend->subscribe(changed)));
    QCOMPARE(m_backend->connection().configuration.subscriptions.at(0), changed);
    const QList<SubscriptionHeader> expected{{u"X-Gateway"_s, u"typed-in"_s}, {u"X-Ward"_s, u"of-a-file"_s}};
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s) && subscription(u"encounters"_s).registered->headers == expected,
                             patience);
    const auto same = Test::waitFor(m_backend->server().preview(changed));
    QVERIFY(same && same->differences.isEmpty());

    m_entries.clear();
    m_sandbox->fireSampleEvent(version);
    QTRY_VERIFY_WITH_TIMEOUT(eventCount(u"encounters"_s) > 0, patience);
    const auto found =
        Test::waitFor(m_backend->history()->find({.filter = {.types = {NotificationType::EventNotification}}}));
    QVERIFY(found && !found->ids.isEmpty());
    const auto stored = Test::waitFor(m_backend->history()->notification(found->ids.constFirst()));
    QVERIFY(stored && stored->has_value());
    const auto lines = (*stored)->headers.split('\n');
    QVERIFY(lines.contains("X-Gateway") && lines.contains("X-Ward")); // they came, and their values are not kept
    for (const auto &line : std::as_const(m_journal)) {
        QVERIFY(!line.message.contains("typed-in"_L1) && !line.message.contains("of-a-file"_L1));
    }

    changed.headers[1].value.source = u"/nowhere"_s;
    const auto refused = Test::waitFor(m_backend->subscribe(changed));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::ActionRequired);
    QVERIFY(!Test::waitFor(m_backend->server().preview(changed)));
}

void TestEmbeddedBackend::previewsWhatWouldBeSent()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"patients"_s), patience);
    SubscriptionConfiguration changed = m_backend->connection().configuration.subscriptions.at(1);
    const auto same = Test::waitFor(m_backend->server().preview(changed));
    QVERIFY(same);
    QVERIFY(same->actual);
    QVERIFY(same->differences.isEmpty());
    QCOMPARE(same->resource.value(u"endpoint"_s).toString(), m_backend->endpoint(u"patients"_s).toString());
    changed.definition.heartbeatPeriod = 33;
    const auto other = Test::waitFor(m_backend->server().preview(changed));
    QVERIFY(other);
    QCOMPARE(other->differences.size(), 1);
    QCOMPARE(other->differences.constFirst().element, u"heartbeatPeriod"_s);
    QCOMPARE(other->resource.value(u"heartbeatPeriod"_s).toInt(), 33);
    QCOMPARE(other->actualResource.value(u"heartbeatPeriod"_s).toInt(), 15);
    changed.definition.topic.clear();
    const auto wrong = Test::waitFor(m_backend->server().preview(changed));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, Error::Kind::BadData);
}

void TestEmbeddedBackend::suspendsAndResumes()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    QVERIFY(Test::waitFor(m_backend->suspend(u"encounters"_s)));
    QCOMPARE(m_backend->connection().suspended, QStringList{u"encounters"_s});
    QTRY_VERIFY_WITH_TIMEOUT(subscription(u"encounters"_s).suspended, patience);
    QTRY_VERIFY(wrote(Kind::Suspended, u"encounters"_s));
    m_sandbox->fireSampleEvent(version);
    QVERIFY(Test::waitFor(m_backend->resume(u"encounters"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(!subscription(u"encounters"_s).suspended && isActive(u"encounters"_s), patience);
    QVERIFY(m_backend->connection().suspended.isEmpty());
    m_sandbox->fireSampleEvent(version);
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(u"encounters"_s), 1, patience);
    // Who subscribes once more wants to have it.
    QVERIFY(Test::waitFor(m_backend->suspend(u"encounters"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(subscription(u"encounters"_s).suspended, patience);
    QVERIFY(Test::waitFor(m_backend->subscribe(m_backend->connection().configuration.subscriptions.constFirst())));
    QTRY_VERIFY_WITH_TIMEOUT(!subscription(u"encounters"_s).suspended && isActive(u"encounters"_s), patience);
}

/// It is wanted from then on, also by the next start.
void TestEmbeddedBackend::resumedIsRememberedAlthoughRefused()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    QVERIFY(Test::waitFor(m_backend->suspend(u"encounters"_s)));
    m_sandbox->setFaults({.failRequests = 501});
    QVERIFY(!Test::waitFor(m_backend->resume(u"encounters"_s)));
    QVERIFY(m_backend->connection().suspended.isEmpty());
}

/// Nothing watches over the delivery then.
void TestEmbeddedBackend::reactivatesWithoutDeliveryErrors()
{
    auto unwatched = connection();
    unwatched.configuration.handleDeliveryErrors.enabled = false;
    m_sandbox->setFaults({.refuseHandshake = true});
    open(unwatched);
    QTRY_COMPARE_WITH_TIMEOUT(serverSubscriptions().size(), 2, patience);
    const auto status = [this] {
        return serverSubscriptions().at(0).toObject().value(u"status"_s).toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(status(), u"error"_s, patience);
    const auto id = serverSubscriptions().at(0).toObject().value(u"endpoint"_s).toString().section(u'/', -1);
    QTRY_VERIFY_WITH_TIMEOUT(subscription(id).registered.has_value(), patience);
    m_sandbox->setFaults({});
    m_backend->reactivate(id);
    QTRY_COMPARE_WITH_TIMEOUT(status(), u"active"_s, 6000); // the registrar looks again by itself after 10 s
}

void TestEmbeddedBackend::unsubscribes()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s) && isActive(u"patients"_s), patience);
    QCOMPARE(serverSubscriptions().size(), 2);
    QVERIFY(Test::waitFor(m_backend->unsubscribe(u"encounters"_s)));
    QCOMPARE(serverSubscriptions().size(), 1);
    QCOMPARE(m_backend->connection().configuration.subscriptions.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->subscriptions().size(), 1, patience);
    QTRY_VERIFY(wrote(Kind::Removed, u"encounters"_s));
}

void TestEmbeddedBackend::refusedDeletionForgetsNothing_data()
{
    QTest::addColumn<int>("status");
    for (const auto status : {500, 501}) {
        QTest::addRow("%d", status) << status;
    }
}

void TestEmbeddedBackend::refusedDeletionForgetsNothing()
{
    QFETCH(const int, status);
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    m_sandbox->setFaults({.failRequests = status});
    const auto refused = Test::waitFor(m_backend->unsubscribe(u"encounters"_s));
    QVERIFY(!refused);
    QVERIFY(!refused.error().message.isEmpty());
    QCOMPARE(m_backend->connection().configuration.subscriptions.size(), 2);
    QCOMPARE(m_backend->subscriptions().size(), 2);
    m_sandbox->setFaults({});
    QVERIFY(Test::waitFor(m_backend->unsubscribe(u"encounters"_s)));
}

void TestEmbeddedBackend::asksTheServer()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    const auto topics = Test::waitFor(m_backend->server().topics());
    QVERIFY(topics);
    QVERIFY(topics->topics.size() >= 3);
    m_sandbox->fireSampleEvent(version);
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(u"encounters"_s), 1, patience);
    const auto id = subscription(u"encounters"_s).registered->id;
    const auto status = Test::waitFor(m_backend->server().status(id));
    QVERIFY(status);
    QCOMPARE(status->status.eventsSinceSubscriptionStart, EventNumber::fromInteger(1));
    const auto events = Test::waitFor(m_backend->server().events(id, {1, 1}));
    QVERIFY(events);
    QVERIFY(events->numbers.contains(1));
    const auto none = Test::waitFor(m_backend->server().status(u"unknown"_s));
    QVERIFY(!none);
    QVERIFY(!none.error().message.isEmpty());
}

void TestEmbeddedBackend::marksForeignSubscriptions()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s) && isActive(u"patients"_s), patience);
    auto other = connection();
    other.id = u"c2"_s;
    other.configuration.subscriptions.removeLast();
    EmbeddedBackend second(m_clock, m_folder->path());
    second.open(other);
    QTRY_COMPARE_WITH_TIMEOUT(serverSubscriptions().size(), 3, patience);
    const auto listed = Test::waitFor(m_backend->server().subscriptions());
    QVERIFY(listed);
    QCOMPARE(listed->size(), 3);
    QCOMPARE(std::count_if(listed->begin(), listed->end(), [](const auto &one) { return one.isOurs; }), 2);
    const auto foreign = std::find_if(listed->begin(), listed->end(), [](const auto &one) { return !one.isOurs; });
    const auto id = foreign->observed.subscription.id;
    const auto off = Test::waitFor(m_backend->server().setStatus(id, SubscriptionStatusCode::Off));
    QVERIFY(off);
    QCOMPARE(off->subscription.status, SubscriptionStatusCode::Off);
    second.stop();
    QTRY_COMPARE_WITH_TIMEOUT(second.state(), Backend::State::Stopped, patience);
    QVERIFY(Test::waitFor(m_backend->server().remove(id)));
    QCOMPARE(serverSubscriptions().size(), 2);
}

void TestEmbeddedBackend::receivesByWebSocket()
{
    open(connection());
    TopicSubscription definition;
    definition.topic = SandboxServer::sampleTopic();
    definition.webhookId = u"socket"_s;
    definition.channel = ChannelType::WebSocket;
    QVERIFY(Test::waitFor(m_backend->subscribe({.definition = definition})));
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"socket"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(wrote(Kind::WebSocketConnected, u"socket"_s), patience);
    m_sandbox->fireSampleEvent(version);
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(u"socket"_s), 1, patience);
}

void TestEmbeddedBackend::replays()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    m_sandbox->fireSampleEvent(version);
    QTRY_COMPARE_WITH_TIMEOUT(m_activity.total.handled, 1, patience);
    const auto found =
        Test::waitFor(m_backend->history()->find({.filter = {.types = {NotificationType::EventNotification}}}));
    QVERIFY(found);
    QCOMPARE(found->ids.size(), 1);
    const auto replayed = Test::waitFor(m_backend->replay(found->ids));
    QVERIFY(replayed);
    QCOMPARE(*replayed, 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_activity.total.handled, 2, patience);
    QCOMPARE(m_activity.total.events, 1);
}

void TestEmbeddedBackend::opensAnotherConnection()
{
    open(connection());
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s), patience);
    auto other = connection();
    other.id = u"c2"_s;
    other.name = u"Theatre"_s;
    other.configuration.subscriptions.removeFirst();
    const QSignalSpy states(m_backend.get(), &Backend::stateChanged);
    m_backend->open(other);
    QTRY_VERIFY_WITH_TIMEOUT(states.size() >= 3 && m_backend->state() == Backend::State::Running, patience);
    QCOMPARE(m_backend->connection().name, u"Theatre"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_backend->subscriptions().size() == 1 && isActive(u"patients"_s), patience);
    QVERIFY(QFile::exists(m_folder->filePath(u"c2.db"_s)));
}

void TestEmbeddedBackend::startsAgainWithWhatWasChanged()
{
    auto fixed = connection(); // what was sent meanwhile is fetched when the endpoint is the same
    QTcpServer finder;
    QVERIFY(finder.listen(QHostAddress::LocalHost));
    fixed.configuration.webhook.port = finder.serverPort();
    finder.close();
    open(fixed);
    QTRY_VERIFY_WITH_TIMEOUT(isActive(u"encounters"_s) && isActive(u"patients"_s), patience);
    QVERIFY(Test::waitFor(m_backend->suspend(u"patients"_s)));
    m_backend->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Stopped, patience);
    QVERIFY(m_backend->subscriptions().isEmpty());
    QVERIFY(m_backend->history() == nullptr);
    m_sandbox->fireSampleEvent(version); // while nobody listens
    m_backend->start();
    QTRY_VERIFY_WITH_TIMEOUT(subscription(u"patients"_s).suspended, patience);
    QTRY_COMPARE_WITH_TIMEOUT(eventCount(u"encounters"_s), 1, patience);
    QVERIFY(!isActive(u"patients"_s));
}

void TestEmbeddedBackend::explainsMistakes_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QString>("webhookId");
    QTest::addColumn<QString>("parameter");
    QTest::newRow("no topic") << QString() << u"w"_s << QString();
    QTest::newRow("relative topic") << u"topics/1"_s << u"w"_s << QString();
    QTest::newRow("webhook id") << changesTopic << u"not/one"_s << QString();
    QTest::newRow("filter without value") << changesTopic << u"w"_s << u"gender"_s;
}

void TestEmbeddedBackend::explainsMistakes()
{
    QFETCH(const QString, topic);
    QFETCH(const QString, webhookId);
    QFETCH(const QString, parameter);
    open(connection());
    TopicSubscription definition{.topic = topic, .webhookId = webhookId};
    if (!parameter.isEmpty()) {
        definition.filterBy = {{.filterParameter = parameter}};
    }
    const auto refused = Test::waitFor(m_backend->subscribe({.definition = definition}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::BadData);
    QVERIFY(!refused.error().message.isEmpty());
    QCOMPARE(m_backend->connection().configuration.subscriptions.size(), 2);
}

void TestEmbeddedBackend::explainsPortThatIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    auto taken = connection();
    taken.configuration.webhook.port = other.serverPort();
    m_backend->open(taken);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Failed, patience);
    QVERIFY(m_backend->errors().constFirst().message.contains(QString::number(other.serverPort())));
    other.close();
    m_backend->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
}

void TestEmbeddedBackend::explainsServerThatIsGone()
{
    auto gone = connection();
    m_sandbox.reset();
    m_backend->open(gone);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QTRY_VERIFY_WITH_TIMEOUT(wrote(Kind::ServerUnknown, {}), patience);
    QTRY_VERIFY_WITH_TIMEOUT(subscription(u"encounters"_s).error.has_value(), patience);
    const auto topics = Test::waitFor(m_backend->server().topics());
    QVERIFY(!topics);
    QCOMPARE(topics.error().kind, Error::Kind::Retry);
}

void TestEmbeddedBackend::answersNothingWhileStopped()
{
    QVERIFY(!Test::waitFor(m_backend->server().topics()));
    const auto answer = Test::waitFor(m_backend->subscribe({.definition = SandboxSource::definitions().constFirst()}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, Error::Kind::ActionRequired);
    m_backend->check(u"encounters"_s);
    m_backend->stop();
    QCOMPARE(m_backend->state(), Backend::State::Stopped);
}

} // namespace Tbs::Gui

QTEST_GUILESS_MAIN(Tbs::Gui::TestEmbeddedBackend)
#include "tst_embeddedbackend.moc"
