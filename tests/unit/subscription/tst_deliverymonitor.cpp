// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"
#include "subscriptionclientfixture.h"

#include <Tbs/subscription/deliverymonitor.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Status = SubscriptionStatusCode;
using Test::FakeAnswer;
using Test::FakeRequest;
using Test::Receiving;

namespace {

const auto webhookId = u"w1"_s;

Subscription subscriptionOf(const QString &id, Status status = Status::Active)
{
    auto subscription = Test::sampleSubscription();
    subscription.id = id;
    subscription.status = status;
    subscription.heartbeatPeriod = 20;
    return subscription;
}

} // namespace

class TestDeliveryMonitor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void learnsFromWhatComes();
    void learnsNothingOfOthers_data();
    void learnsNothingOfOthers();
    void learnsNotWithoutEnd();
    void managedWebhookHasOneSubscription();
    void learntBeforeItIsManaged();
    void heartbeatIsLate();
    void heartbeatsAsTheServerAcceptedThem_data();
    void heartbeatsAsTheServerAcceptedThem();
    void countOfTheServerFindsALoss();
    void gapsOfEarlierRuns();
    void replacedInEarlierRuns();
    void gapToldBeforeTheMonitorCame();
    void withoutEvents();
    void topicsSayWhatToSearch();
    void counterReset();
    void firstEventsLost();
    void errorIsActivatedAgain();
    void activatesThroughTheRegistrar();
    void replacedSubscription();
    void endedIsNotActivated();
    void offOfOurOwn();
    void learnsAgain();
    void operatorReactivates();
    void vanishes();
    void readingIsRefused_data();
    void readingIsRefused();
    void becomesActiveUnseen();
    void drift();
    void nonsense_data();
    void nonsense();
    void goesWhileItAsks();

private:
    void make(const QString &profile = u"strict"_s, MonitorOptions options = {});
    [[nodiscard]] QString reference(const QString &id = u"1"_s) const
    {
        return m_fixture->server().baseUrl().toString() + u"/Subscription/"_s + id;
    }
    [[nodiscard]] SubscriptionKey key(const QString &id = u"1"_s) const
    {
        return {webhookId, m_fixture->server().baseUrl().toString(), u"Subscription/"_s + id};
    }
    /// The server has Subscription/1 like that.
    void serve(const Subscription &subscription, int counter = 0);
    void serveEvents(const QList<int> &kept);
    void receive(Test::NotificationText text);
    /// Waits until the last of \a lines was told. \return whether all lines came, in this order, perhaps others between
    bool tells(const QStringList &lines);
    /// Gives what must not happen the chance to happen.
    void settle();
    void connectMonitor();
    [[nodiscard]] HealthState state() const { return m_monitor->health(key()).state; }

    std::unique_ptr<Test::SubscriptionClientFixture> m_fixture;
    std::unique_ptr<Receiving> m_receiving;
    std::unique_ptr<DeliveryMonitor> m_monitor;
    QStringList m_told;
    QList<ResyncOffer> m_offers;
};

void TestDeliveryMonitor::init()
{
    m_fixture = std::make_unique<Test::SubscriptionClientFixture>();
    m_receiving = std::make_unique<Receiving>(Receiving::Kind::Memory, QString(), CounterMode::Absolute,
                                              m_fixture->server().baseUrl().toString());
    m_told.clear();
    m_offers.clear();
    serve(subscriptionOf(u"1"_s));
}

void TestDeliveryMonitor::cleanup()
{
    m_monitor.reset();
    m_receiving.reset();
    m_fixture.reset();
}

void TestDeliveryMonitor::make(const QString &profile, MonitorOptions options)
{
    m_monitor.reset();
    m_monitor = std::make_unique<DeliveryMonitor>(*m_receiving->receiver, m_fixture->client(FhirVersion::R5, profile),
                                                  m_receiving->clock, options);
    connectMonitor();
}

void TestDeliveryMonitor::connectMonitor()
{
    using M = DeliveryMonitor;
    using Key = SubscriptionKey;
    const auto range = [](const NumberRange &numbers) {
        return NumberRanges({numbers}).toString();
    };
    const auto *from = m_monitor.get();
    connect(from, &M::healthChanged, this,
            [this](const Key &, const SubscriptionHealth &health) { m_told << toCode(health.state); });
    connect(from, &M::heartbeatLate, this, [this](const Key &, const QDateTime &) { m_told << u"late"_s; });
    connect(from, &M::heartbeatBack, this, [this](const Key &) { m_told << u"back"_s; });
    connect(from, &M::statusChecked, this, [this](const Key &, const StatusReport &) { m_told << u"checked"_s; });
    connect(from, &M::statusCheckFailed, this, [this](const Key &, const Error &) { m_told << u"check failed"_s; });
    connect(from, &M::driftChanged, this, [this](const Key &, const QStringList &lines) {
        m_told << (lines.isEmpty() ? u"no drift"_s : u"drifts"_s);
    });
    connect(from, &M::vanished, this, [this](const Key &key) { m_told << u"vanished "_s + key.subscription; });
    connect(from, &M::eventsRecovered, this,
            [this, range](const Key &, const NumberRange &numbers) { m_told << u"recovered "_s + range(numbers); });
    connect(from, &M::recoveryFailed, this,
            [this](const Key &, const Error &, const QDateTime &) { m_told << u"recovery failed"_s; });
    connect(from, &M::recoveryUnavailable, this, [this](const Key &, const Error &) { m_told << u"unavailable"_s; });
    connect(from, &M::resyncNeeded, this, [this](const Key &, const ResyncOffer &offer) {
        m_offers << offer;
        m_told << u"resync "_s + NumberRanges(offer.numbers).toString();
    });
    connect(from, &M::eventsLost, this, [this, range](const Key &key, const NumberRange &numbers) {
        m_told << u"lost %1 of %2"_s.arg(range(numbers), key.subscription);
    });
    connect(from, &M::counterReset, this, [this](const Key &, const QList<NumberRange> &missing) {
        m_told << u"reset, missing "_s + NumberRanges(missing).toString();
    });
    connect(from, &M::reactivating, this, [this](const Key &, int attempt) { m_told << u"attempt %1"_s.arg(attempt); });
    connect(from, &M::reactivated, this, [this](const Key &) { m_told << u"reactivated"_s; });
    connect(from, &M::reactivationFailed, this,
            [this](const Key &, const Error &, const QDateTime &) { m_told << u"reactivation failed"_s; });
    connect(from, &M::reactivationGaveUp, this, [this](const Key &, const QString &) { m_told << u"gave up"_s; });
}

void TestDeliveryMonitor::serve(const Subscription &subscription, int counter)
{
    auto &server = m_fixture->server();
    const auto path = u"Subscription/"_s + subscription.id;
    const auto resource = FakeAnswer::json(Test::stored(subscription, subscription.id, u"1"_s, FhirVersion::R5));
    server.answer("GET", path, resource);
    server.answer("GET", path + u"/$status"_s,
                  FakeAnswer{.body = Test::NotificationText{.type = u"query-status"_s,
                                                            .subscription = reference(subscription.id),
                                                            .counter = counter,
                                                            .status = toCode(subscription.status)}
                                         .toJson()});
    server.answer("PUT", path, [this, subscription, counter](const FakeRequest &request) {
        auto changed = subscription;
        changed.status = *subscriptionStatusCodeFromCode(request.json()["status"_L1].toString());
        serve(changed, counter);
        return FakeAnswer::json(Test::stored(changed, changed.id, u"2"_s, FhirVersion::R5));
    });
}

void TestDeliveryMonitor::serveEvents(const QList<int> &kept)
{
    m_fixture->server().answer("GET", u"Subscription/1/$events"_s, [this, kept](const FakeRequest &request) {
        Test::NotificationText answer{.type = u"query-event"_s, .subscription = reference()};
        for (const auto number : kept) {
            if (number >= request.queryValue(u"eventsSinceNumber"_s).toInt()
                && number <= request.queryValue(u"eventsUntilNumber"_s).toInt()) {
                answer.eventNumbers << number;
            }
        }
        return FakeAnswer{.body = answer.toJson()};
    });
}

void TestDeliveryMonitor::receive(Test::NotificationText text)
{
    if (text.subscription == Test::NotificationText().subscription) {
        text.subscription = reference();
    }
    QVERIFY(m_receiving->receive(text));
}

bool TestDeliveryMonitor::tells(const QStringList &lines)
{
    qsizetype found = 0;
    const bool all = Test::waitUntil([&] {
        found = 0;
        for (const auto &line : std::as_const(m_told)) {
            found += found < lines.size() && line == lines.at(found) ? 1 : 0;
        }
        return found == lines.size();
    });
    if (!all) {
        qWarning() << "told" << m_told << "but not" << lines.value(found);
    }
    m_told.clear();
    return all;
}

void TestDeliveryMonitor::settle()
{
    QNetworkAccessManager network;
    Test::FakeFhirServer other;
    for (int i = 0; i < 3; ++i) {
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(other.baseUrl())));
        QVERIFY(Test::waitUntil([&] { return reply->isFinished(); }));
        std::ignore = m_receiving->record();
    }
}

void TestDeliveryMonitor::learnsFromWhatComes()
{
    make();
    receive({.type = u"handshake"_s, .counter = 0});
    QVERIFY(m_monitor->subscriptions().isEmpty()); // not started
    m_monitor->start();
    QVERIFY(tells({u"active"_s, u"checked"_s}));
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key()}));
    QCOMPARE(m_fixture->sent(), QStringList({u"GET Subscription/1/$status"_s, u"GET Subscription/1"_s}));
    const auto health = m_monitor->health(key());
    QCOMPARE(health.state, HealthState::Active);
    QCOMPARE(health.nextHeartbeatDue, m_receiving->clock.now().addSecs(20)); // learnt from the resource

    serve(subscriptionOf(u"2"_s));
    receive({.type = u"handshake"_s, .subscription = reference(u"2"_s), .counter = 0});
    QVERIFY(tells({u"active"_s, u"checked"_s}));
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key(), key(u"2"_s)}));
    QCOMPARE(m_monitor->health({}), SubscriptionHealth());
}

void TestDeliveryMonitor::learnsNothingOfOthers_data()
{
    QTest::addColumn<QString>("subscription");
    QTest::newRow("without reference") << u""_s;
    QTest::newRow("urn") << u"urn:uuid:1"_s;
    QTest::newRow("another type") << u"Patient/1"_s;
}

void TestDeliveryMonitor::learnsNothingOfOthers()
{
    QFETCH(QString, subscription);
    make();
    m_monitor->start();
    receive({.type = u"handshake"_s, .subscription = subscription, .counter = 0});
    settle();
    QVERIFY(m_monitor->subscriptions().isEmpty());
    QCOMPARE(m_fixture->sent(), QStringList());
}

/// Whoever may send to the webhook may not make us ask the server for ever more.
void TestDeliveryMonitor::learnsNotWithoutEnd()
{
    make();
    m_monitor->start();
    for (int id = 1; id <= 100; ++id) {
        receive({.type = u"handshake"_s, .subscription = reference(QString::number(id)), .counter = 0});
    }
    QVERIFY(m_monitor->subscriptions().size() <= 32);
}

void TestDeliveryMonitor::managedWebhookHasOneSubscription()
{
    make();
    m_monitor->start();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Requested));
    QVERIFY(tells({u"requested"_s, u"checked"_s}));
    receive({.type = u"handshake"_s, .subscription = reference(u"2"_s), .counter = 0}); // somebody else's
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key()}));
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Active));
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key()}));
    QCOMPARE(state(), HealthState::Active);
}

void TestDeliveryMonitor::learntBeforeItIsManaged()
{
    make();
    QStringList asked;
    m_monitor->setReactivation([&asked](const QString &id) {
        asked << id;
        return readyFuture(Result<Subscription>(subscriptionOf(u"1"_s, Status::Requested)));
    });
    m_monitor->start();
    receive({.type = u"handshake"_s, .counter = 0}); // before the answer to the create
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key()}));
    serve(subscriptionOf(u"1"_s, Status::Error));
    receive({.type = u"heartbeat"_s, .counter = 0, .status = u"error"_s});
    QVERIFY(tells({u"error"_s, u"checked"_s}));
    m_receiving->clock.advance(10s);
    QCOMPARE(asked, QStringList(webhookId));
}

void TestDeliveryMonitor::heartbeatIsLate()
{
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"active"_s, u"checked"_s}));
    receive({.type = u"handshake"_s, .counter = 0});
    for (int i = 0; i < 5; ++i) {
        m_receiving->clock.advance(25s);
        receive(i % 2 == 0 ? Test::NotificationText{.type = u"heartbeat"_s, .counter = i}
                           : Test::NotificationText{.eventNumbers = {i, i + 1}}); // any will do
    }
    QVERIFY(!m_told.contains(u"late"_s));
    m_fixture->server().clearRequests();
    serve(subscriptionOf(u"1"_s), 4);
    m_receiving->clock.advance(30s);
    QVERIFY(tells({u"late"_s, u"heartbeat-late"_s, u"checked"_s}));
    QCOMPARE(m_fixture->sent().first(), u"GET Subscription/1/$status"_s);
    m_receiving->clock.advance(40s);
    QVERIFY(tells({u"silent"_s}));
    receive({.type = u"heartbeat"_s, .counter = 4});
    QVERIFY(tells({u"back"_s, u"active"_s}));
}

void TestDeliveryMonitor::heartbeatsAsTheServerAcceptedThem_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("accepted"); // seconds; 0: none
    QTest::addColumn<bool>("expected");
    QTest::newRow("as wanted") << u"strict"_s << 20 << true;
    QTest::newRow("not accepted") << u"strict"_s << 0 << false;
    QTest::newRow("another period") << u"strict"_s << 60 << false; // not late after 30 s
    QTest::newRow("a server that sends none") << u"hapi"_s << 20 << false;
}

void TestDeliveryMonitor::heartbeatsAsTheServerAcceptedThem()
{
    QFETCH(QString, profile);
    QFETCH(int, accepted);
    QFETCH(bool, expected);
    auto subscription = subscriptionOf(u"1"_s);
    subscription.heartbeatPeriod.reset();
    if (accepted > 0) {
        subscription.heartbeatPeriod = accepted;
    }
    serve(subscription);
    make(profile);
    m_monitor->watch(webhookId, subscription);
    QVERIFY(tells({u"active"_s, u"checked"_s}));
    m_receiving->clock.advance(30s);
    QCOMPARE(m_told.contains(u"late"_s), expected);
}

void TestDeliveryMonitor::countOfTheServerFindsALoss()
{
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    receive({.eventNumbers = {1}});
    serve(subscriptionOf(u"1"_s), 3); // two more, which nobody sent
    serveEvents({1, 2, 3});
    m_monitor->check(webhookId);
    QVERIFY(tells({u"checked"_s}));
    QTRY_COMPARE(m_monitor->health(key()).eventsBehind, quint64(2));
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"gap"_s, u"recovered 2-3"_s}));
    QTRY_COMPARE(m_receiving->handled,
                 QStringList({u"Encounter/1"_s, u"Encounter/2 recovered"_s, u"Encounter/3 recovered"_s}));
    QTRY_COMPARE(state(), HealthState::Active);
    QCOMPARE(m_monitor->health(key()).eventsBehind, quint64(0));

    const auto requests = m_fixture->server().requests("GET", u"Subscription/1/$events"_s);
    QCOMPARE(requests.size(), 1);
    QCOMPARE(requests.first().queryValue(u"eventsSinceNumber"_s), u"2"_s);
    QCOMPARE(requests.first().queryValue(u"eventsUntilNumber"_s), u"3"_s);
    QCOMPARE(requests.first().queryValue(u"content"_s), u"id-only"_s);
}

void TestDeliveryMonitor::gapsOfEarlierRuns()
{
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {1, 4}});
    serveEvents({2, 3});
    make();
    m_monitor->start();
    QVERIFY(tells({u"checked"_s}));
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"gap"_s, u"recovered 2-3"_s}));
    QCOMPARE(m_fixture->server().requests("GET", u"Subscription/1/$events"_s).size(), 1);
}

/// The store keeps what it knows of Subscriptions that were deleted long ago.
void TestDeliveryMonitor::replacedInEarlierRuns()
{
    receive({.type = u"handshake"_s, .subscription = reference(u"7"_s), .counter = 0});
    m_receiving->clock.advance(25h);
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.type = u"handshake"_s, .subscription = reference(u"8"_s), .counter = 0});
    serve(subscriptionOf(u"8"_s));
    make();
    m_monitor->start();
    QVERIFY(tells({u"checked"_s, u"checked"_s}));
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key(), key(u"8"_s)}));
    QCOMPARE(m_fixture->sent().filter(u"Subscription/7"_s), QStringList());
}

/// A server that was down at the start is known of later than a gap.
void TestDeliveryMonitor::gapToldBeforeTheMonitorCame()
{
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {1, 4}});
    m_receiving->clock.advance(5s);
    QCOMPARE(m_receiving->gaps, QStringList(u"2-3"_s));
    serveEvents({2, 3});
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"recovered 2-3"_s}));
    QTRY_COMPARE(m_receiving->handled.size(), 4);
}

void TestDeliveryMonitor::withoutEvents()
{
    make(u"hapi"_s);
    auto subscription = subscriptionOf(u"1"_s);
    subscription.filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"p"_s, .value = u"v"_s}};
    serve(subscription);
    m_monitor->watch(webhookId, subscription);
    QVERIFY(tells({u"checked"_s}));
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {1, 4}}); // the event 1 is of 12:00:01
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"gap"_s, u"unavailable"_s, u"resync 2-3"_s}));
    QCOMPARE(m_offers.size(), 1);
    QCOMPARE(m_offers.first().searches, QStringList(u"Encounter?_lastUpdated=gt2026-01-01T11:59:00Z"_s));
    QCOMPARE(m_offers.first().since, QDateTime(QDate(2026, 1, 1), QTime(11, 59), Qt::UTC));
    m_receiving->clock.advance(2min);
    QVERIFY(tells({u"lost 2-3 of Subscription/1"_s}));
    QTRY_COMPARE(state(), HealthState::Active);
    QCOMPARE(m_fixture->sent(), QStringList(u"GET Subscription/1"_s)); // neither $status nor $events
}

void TestDeliveryMonitor::topicsSayWhatToSearch()
{
    make(u"hapi"_s);
    SubscriptionTopic topic;
    topic.url = u"http://example.org/topic"_s;
    topic.resourceTrigger = {{.resource = u"Task"_s}, {.resource = u"Patient"_s}};
    m_monitor->setTopics({topic});
    m_monitor->start();
    receive({.eventNumbers = {1, 3}});
    QVERIFY(tells({u"checked"_s}));
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"resync 2"_s}));
    QCOMPARE(
        m_offers.first().searches,
        QStringList({u"Patient?_lastUpdated=gt2026-01-01T11:59:00Z"_s, u"Task?_lastUpdated=gt2026-01-01T11:59:00Z"_s}));
}

void TestDeliveryMonitor::counterReset()
{
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {1, 2, 4}});
    receive({.eventNumbers = {1}, .firstSecond = 1000});
    QVERIFY(tells({u"reset, missing 3"_s, u"resync 3"_s}));
    QCOMPARE(m_offers.first().searches, QStringList(u"Encounter?_lastUpdated=gt2026-01-01T11:59:00Z"_s));
    m_receiving->clock.advance(1min);
    settle();
    QVERIFY(m_fixture->server().requests("GET", u"Subscription/1/$events"_s).isEmpty()); // of no use any more
    receive({.eventNumbers = {1}, .firstSecond = 2000}); // nothing was missing this time; but who knows
    QVERIFY(tells({u"reset, missing "_s, u"resync "_s}));
    QCOMPARE(m_offers.size(), 2);
}

void TestDeliveryMonitor::firstEventsLost()
{
    make(u"hapi"_s);
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {2}});
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"resync 1"_s}));
    QCOMPARE(m_offers.first().since, QDateTime(QDate(2026, 1, 1), QTime(11, 59), Qt::UTC)); // when we came
}

void TestDeliveryMonitor::errorIsActivatedAgain()
{
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"active"_s, u"checked"_s}));
    serve(subscriptionOf(u"1"_s, Status::Error));
    receive({.type = u"heartbeat"_s, .counter = 0, .status = u"error"_s});
    QVERIFY(tells({u"error"_s, u"checked"_s}));
    QVERIFY(m_fixture->server().requests("PUT", u"Subscription/1"_s).isEmpty());
    m_receiving->clock.advance(10s);
    QVERIFY(tells({u"attempt 1"_s, u"requested"_s}));
    const auto updates = m_fixture->server().requests("PUT", u"Subscription/1"_s);
    QCOMPARE(updates.size(), 1);
    QCOMPARE(updates.first().json()["status"_L1].toString(), u"requested"_s);
    receive({.type = u"handshake"_s, .counter = 0});
    QVERIFY(tells({u"reactivated"_s, u"active"_s}));
}

void TestDeliveryMonitor::activatesThroughTheRegistrar()
{
    make();
    QStringList asked;
    m_monitor->setReactivation([&asked](const QString &id) {
        asked << id;
        return readyFuture<Result<Subscription>>(failure(Error::Kind::Rejected, u"no"_s));
    });
    m_monitor->start();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Off));
    m_receiving->clock.advance(10s);
    QCOMPARE(asked, QStringList(webhookId));
    QVERIFY(m_told.contains(u"reactivation failed"_s));
}

void TestDeliveryMonitor::replacedSubscription()
{
    make(u"strict"_s, {.reactivationAttempts = 1});
    m_monitor->setReactivation([this](const QString &id) {
        const auto made = subscriptionOf(u"2"_s, Status::Requested); // delete and create
        serve(made);
        m_monitor->watch(id, made);
        return readyFuture(Result<Subscription>(made));
    });
    serve(subscriptionOf(u"1"_s, Status::Error));
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Error));
    receive({.type = u"handshake"_s, .counter = 0, .status = u"error"_s});
    receive({.eventNumbers = {3}, .status = u"error"_s});
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"error"_s, u"unavailable"_s, u"resync 1-2"_s}));
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"attempt 1"_s, u"lost 1-2 of Subscription/1"_s})); // with the Subscription goes all hope
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>({key(u"2"_s)}));
    receive({.type = u"handshake"_s, .subscription = reference(u"2"_s), .counter = 0});
    QTRY_COMPARE(m_monitor->health(key(u"2"_s)).state, HealthState::Active);
    QVERIFY(m_told.contains(u"reactivated"_s));
    receive({.type = u"heartbeat"_s, .subscription = reference(u"2"_s), .counter = 0, .status = u"error"_s});
    QVERIFY(tells({u"gave up"_s})); // the attempt counts although it made another Subscription
    QVERIFY(m_monitor->facts(key(u"2"_s)).reactivationGaveUp);
}

void TestDeliveryMonitor::endedIsNotActivated()
{
    make();
    auto subscription = subscriptionOf(u"1"_s, Status::Off);
    subscription.end = m_receiving->clock.now();
    serve(subscription);
    m_monitor->watch(webhookId, subscription);
    QVERIFY(tells({u"off"_s, u"checked"_s}));
    QVERIFY(m_monitor->health(key()).reason.contains(u"ended"_s));
    m_receiving->clock.advance(1h);
    settle();
    QVERIFY(!m_told.contains(u"attempt 1"_s));
}

void TestDeliveryMonitor::offOfOurOwn()
{
    make();
    m_monitor->start();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    m_monitor->unwatch(webhookId);
    QVERIFY(m_monitor->subscriptions().isEmpty());
    m_fixture->server().clearRequests();
    serve(subscriptionOf(u"1"_s, Status::Off));
    receive({.type = u"heartbeat"_s, .counter = 0, .status = u"off"_s});
    receive({.eventNumbers = {5}, .status = u"off"_s});
    m_receiving->clock.advance(1h);
    settle();
    QCOMPARE(m_fixture->sent(), QStringList());
    QCOMPARE(m_told, QStringList());
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Off)); // wanted again
    m_receiving->clock.advance(10s);
    QVERIFY(tells({u"off"_s, u"attempt 1"_s}));
}

/// Where nothing is registered, what is defined again is learnt from what arrives.
void TestDeliveryMonitor::learnsAgain()
{
    make();
    serve(subscriptionOf(u"1"_s));
    m_monitor->start();
    m_monitor->unwatch(webhookId);
    receive({.eventNumbers = {1}});
    settle();
    QVERIFY(m_monitor->subscriptions().isEmpty());
    m_monitor->learn(webhookId);
    receive({.eventNumbers = {2}});
    QVERIFY(tells({u"checked"_s}));
    QCOMPARE(m_monitor->subscriptions(), QList<SubscriptionKey>{key()});
}

void TestDeliveryMonitor::operatorReactivates()
{
    make(u"strict"_s, {.reactivationAttempts = 0});
    serve(subscriptionOf(u"1"_s, Status::Error));
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Error));
    QVERIFY(tells({u"gave up"_s, u"error"_s}));
    QVERIFY(m_monitor->facts(key()).reactivationGaveUp);
    m_monitor->reactivate(u"another"_s);
    QVERIFY(!m_told.contains(u"attempt 1"_s));
    m_monitor->reactivate(webhookId);
    QVERIFY(tells({u"attempt 1"_s}));
    QTRY_COMPARE(m_fixture->server().requests("PUT", u"Subscription/1"_s).size(), 1);
}

void TestDeliveryMonitor::vanishes()
{
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {2}});
    for (const auto &path : {u"Subscription/1"_s, u"Subscription/1/$status"_s}) {
        m_fixture->server().answer("GET", path, FakeAnswer::outcome(410, u"gone"_s));
    }
    m_monitor->check(webhookId);
    QVERIFY(tells({u"vanished Subscription/1"_s, u"lost 1 of Subscription/1"_s}));
    QVERIFY(m_monitor->subscriptions().isEmpty());
    m_fixture->server().clearRequests();
    receive({.eventNumbers = {5}}); // still on its way
    m_receiving->clock.advance(1h);
    settle();
    QCOMPARE(m_fixture->sent(), QStringList());
    serve(subscriptionOf(u"2"_s));
    m_monitor->watch(webhookId, subscriptionOf(u"2"_s)); // made again
    QVERIFY(tells({u"active"_s, u"checked"_s}));
}

void TestDeliveryMonitor::readingIsRefused_data()
{
    Test::addAnswersToReading();
}

void TestDeliveryMonitor::readingIsRefused()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const bool, isGone);
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    for (const auto &path : {u"Subscription/1"_s, u"Subscription/1/$status"_s}) {
        m_fixture->server().answer("GET", path, answer);
    }
    m_fixture->server().clearRequests();
    const QSignalSpy vanished(m_monitor.get(), &DeliveryMonitor::vanished);
    const QSignalSpy failed(m_monitor.get(), &DeliveryMonitor::statusCheckFailed);
    m_monitor->check(webhookId);
    QTRY_COMPARE(failed.size() + vanished.size(), 2); // $status and the Subscription
    QCOMPARE(vanished.size(), isGone ? 1 : 0);
    QCOMPARE(m_monitor->subscriptions().isEmpty(), isGone);
    QCOMPARE(m_fixture->server().requests("GET", u"Subscription/1"_s).size(), 1); // its answer says it
}

/// Where nothing is sent after the handshake, it is the server that has to be asked.
void TestDeliveryMonitor::becomesActiveUnseen()
{
    make(u"hapi"_s);
    serve(subscriptionOf(u"1"_s, Status::Requested));
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s, Status::Requested));
    QVERIFY(tells({u"requested"_s, u"checked"_s}));
    m_receiving->clock.advance(5s);
    QVERIFY(tells({u"checked"_s}));
    serve(subscriptionOf(u"1"_s));
    m_receiving->clock.advance(9s);
    QCOMPARE(m_told, QStringList());
    m_receiving->clock.advance(1s);
    QVERIFY(tells({u"checked"_s, u"active"_s}));
}

void TestDeliveryMonitor::drift()
{
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QVERIFY(tells({u"checked"_s}));
    receive({.eventNumbers = {1, 2, 3}});
    serve(subscriptionOf(u"1"_s), 2);
    m_receiving->clock.advance(5min);
    QVERIFY(tells({u"checked"_s, u"drifts"_s}));
    QCOMPARE(m_monitor->facts(key()).drift.size(), 1);
    receive({.type = u"heartbeat"_s, .counter = 3});
    QCOMPARE(state(), HealthState::Drift);
    serve(subscriptionOf(u"1"_s), 3);
    m_monitor->check(webhookId);
    QVERIFY(tells({u"checked"_s, u"no drift"_s, u"active"_s}));
}

void TestDeliveryMonitor::nonsense_data()
{
    Test::addBadAnswers();
}

/// Whatever the server answers, what comes by the channel is received and nothing is asked for without end.
void TestDeliveryMonitor::nonsense()
{
    QFETCH(FakeAnswer, answer);
    m_fixture->server().answer("GET", u"Subscription/1"_s, answer);
    m_fixture->server().answer("GET", u"Subscription/1/$status"_s, answer);
    m_fixture->server().answer("GET", u"Subscription/1/$events"_s, answer);
    m_fixture->server().answer("PUT", u"Subscription/1"_s, answer);
    make();
    m_monitor->start();
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.eventNumbers = {1, 3}, .status = u"error"_s});
    QVERIFY(tells({u"check failed"_s}));
    for (int minute = 0; minute < 15; ++minute) {
        m_receiving->clock.advance(1min);
        receive({.eventNumbers = {4 + minute}});
        settle();
    }
    QTRY_COMPARE(m_receiving->handled.size(), 17);
    QVERIFY2(m_fixture->sent().size() < 60, qPrintable(QString::number(m_fixture->sent().size())));
}

void TestDeliveryMonitor::goesWhileItAsks()
{
    m_fixture->server().answer("GET", u"Subscription/1/$status"_s, FakeAnswer().hold());
    make();
    m_monitor->watch(webhookId, subscriptionOf(u"1"_s));
    QTRY_COMPARE(m_fixture->server().heldAnswers(), 1);
    m_monitor.reset();
    m_fixture->server().release();
    receive({.eventNumbers = {1, 3}});
    m_receiving->clock.advance(1h);
    settle();
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestDeliveryMonitor)
#include "tst_deliverymonitor.moc"
