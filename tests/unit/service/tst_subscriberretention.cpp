// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "memoryfolder.h"
#include "mockclock.h"
#include "notifications.h"
#include "waiting.h"

#include <Tbs/notification/sequencetracker.h>
#include <Tbs/service/retention.h>
#include <Tbs/service/subscriber.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/support/futures.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

const auto webhookId = u"w1"_s;

struct Seen
{
    std::atomic<qint64> oldest = 0; ///< id of a notification
    std::atomic<qint64> pending = 0; ///< events
};

/// Notes what is stored.
class WatchedStore final : public NotificationStore
{
public:
    WatchedStore(std::unique_ptr<NotificationStore> store, Seen &seen)
        : m_store(std::move(store))
        , m_seen(seen)
    {
    }

    Result<void> open() override { return m_store->open(); }
    void close() override { m_store->close(); }
    Result<void> transaction(const Work &work) override
    {
        qint64 id = 0;
        qint64 pending = 0;
        return m_store
            ->transaction([&](StoreTransaction &transaction) {
                return work(transaction).map([&] {
                    const auto oldest = transaction.oldestNotifications(0, 1);
                    id = oldest->isEmpty() ? 0 : oldest->constFirst().id;
                    pending = *transaction.countEvents(EventState::Pending);
                });
            })
            .map([&] {
                m_seen.oldest = id;
                m_seen.pending = pending;
            });
    }

private:
    std::unique_ptr<NotificationStore> m_store;
    Seen &m_seen;
};

} // namespace

/// What becomes of a subscriber whose old notifications are thrown away.
class TestSubscriberRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_subscriber.reset(); }
    void repetitionsStayDuplicates_data();
    void repetitionsStayDuplicates();
    void givenUpEventsAreNotNewTwice_data() { modes(); }
    void givenUpEventsAreNotNewTwice();
    void gapsStay_data() { modes(); }
    void gapsStay();
    void repetitionWithoutNumberIsNew();
    void laterEventsThanAreKept();
    void theNextRunBeginsWithIt();
    void whatWaitsIsHandled();
    void directModeHasNothing();

private:
    static void modes();
    void open(bool sqlite, CounterMode mode = CounterMode::Absolute, EventHandler handler = {});
    Result<Receipt> receive(Test::NotificationText text);
    Result<Receipt> receive(int number) { return receive({.counter = number, .eventNumbers = {number}}); }
    /// Until only the newest is left.
    void keepOnlyNewest();
    SubscriptionRecord record() { return Test::waitFor(m_subscriber->subscriptions())->constFirst(); }

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Subscriber> m_subscriber;
    QStringList m_handled;
    qint64 m_newest = 0; ///< id of the newest notification
    Seen m_seen;
};

void TestSubscriberRetention::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_folder = Test::makeMemoryFolder();
    m_handled.clear();
    m_newest = 0;
}

void TestSubscriberRetention::modes()
{
    QTest::addColumn<bool>("sqlite");
    QTest::addColumn<CounterMode>("mode");
    QTest::newRow("memory, absolute") << false << CounterMode::Absolute;
    QTest::newRow("sqlite, absolute") << true << CounterMode::Absolute;
    QTest::newRow("sqlite, resetting") << true << CounterMode::Resetting;
}

void TestSubscriberRetention::open(bool sqlite, CounterMode mode, EventHandler handler)
{
    std::unique_ptr<NotificationStore> store = std::make_unique<MemoryStore>();
    if (sqlite) {
        store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = m_folder->filePath(u"store.sqlite"_s)});
    }
    m_subscriber = std::make_unique<Subscriber>(*m_clock, SubscriberOptions{.counterMode = mode},
                                                std::make_unique<WatchedStore>(std::move(store), m_seen));
    const EventHandler note = [this](const EventContext &event) {
        m_handled << event.reference();
    };
    std::ignore = m_subscriber->define({.topic = u"http://example.org/topic"_s, .webhookId = webhookId},
                                       handler.isValid() ? std::move(handler) : note);
    QVERIFY(m_subscriber->start());
}

Result<Receipt> TestSubscriberRetention::receive(Test::NotificationText text)
{
    const SharedPromise<Result<Receipt>> promise;
    m_subscriber->sink().receive({.webhookId = webhookId, .body = text.toJson()},
                                 [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    ++m_newest;
    return Test::waitFor(promise.future());
}

void TestSubscriberRetention::keepOnlyNewest()
{
    QTRY_COMPARE(m_seen.pending.load(), 0);
    m_subscriber->setRetention({.maximumNotifications = 1});
    QTRY_COMPARE(m_seen.oldest.load(), m_newest);
}

void TestSubscriberRetention::repetitionsStayDuplicates_data()
{
    modes();
}

void TestSubscriberRetention::repetitionsStayDuplicates()
{
    QFETCH(bool, sqlite);
    QFETCH(CounterMode, mode);
    open(sqlite, mode);
    for (int number = 1; number <= 5; ++number) {
        QCOMPARE(receive(number)->newEvents, 1);
    }
    QTRY_COMPARE(m_handled.size(), 5);
    keepOnlyNewest();
    m_handled.clear();
    const auto before = record();
    for (int number = 1; number <= 5; ++number) {
        QCOMPARE(receive({.counter = 5, .eventNumbers = {number}})->duplicateEvents, 1);
    }
    QCOMPARE(record().sequence, before.sequence);
    QCOMPARE(receive(6)->newEvents, 1);
    QTRY_COMPARE(m_handled, QStringList(u"Encounter/6"_s));
}

void TestSubscriberRetention::givenUpEventsAreNotNewTwice()
{
    QFETCH(bool, sqlite);
    QFETCH(CounterMode, mode);
    open(sqlite, mode);
    QVERIFY(receive(1));
    QVERIFY(receive(4));
    QVERIFY(Test::waitFor(m_subscriber->writeOff(record().key, {2, 3})));
    QCOMPARE(receive({.counter = 4, .eventNumbers = {2}})->newEvents, 1); // nevertheless
    QCOMPARE(receive({.counter = 4, .eventNumbers = {2}})->duplicateEvents, 1);
    QVERIFY(receive(5));
    keepOnlyNewest();
    QCOMPARE(receive({.counter = 5, .eventNumbers = {2}})->duplicateEvents, 1);
    QCOMPARE(receive({.counter = 5, .eventNumbers = {3}})->newEvents, 1); // which never came
}

void TestSubscriberRetention::gapsStay()
{
    QFETCH(bool, sqlite);
    QFETCH(CounterMode, mode);
    open(sqlite, mode);
    QVERIFY(receive(1));
    QVERIFY(receive(3));
    QVERIFY(receive(4));
    keepOnlyNewest();
    QCOMPARE(NumberRanges(SequenceTracker::missing(record().sequence, mode)).toString(), u"2"_s);
    QCOMPARE(receive({.counter = 4, .eventNumbers = {2}})->newEvents, 1);
    QCOMPARE(SequenceTracker::missing(record().sequence, mode).size(), 0);
}

/// What is not stored cannot be recognised where only the stored event tells that it is the same.
void TestSubscriberRetention::repetitionWithoutNumberIsNew()
{
    open(true, CounterMode::Relative);
    const Test::NotificationText first{.bundleId = u"b1"_s, .eventNumbers = {1}};
    QCOMPARE(receive(first)->newEvents, 1);
    QCOMPARE(receive(first)->duplicateEvents, 1);
    QVERIFY(receive({.bundleId = u"b2"_s, .eventNumbers = {1}}));
    keepOnlyNewest();
    QCOMPARE(receive(first)->newEvents, 1);
}

void TestSubscriberRetention::laterEventsThanAreKept()
{
    open(true);
    for (int number = 1; number <= 5; ++number) {
        QVERIFY(receive(number));
    }
    keepOnlyNewest();
    const auto before = [&](quint64 number) {
        return *Test::waitFor(
            m_subscriber->receiver().eventBefore(record().key, 1, *EventNumber::fromInteger(qint64(number))));
    };
    QCOMPARE(before(6)->event.focus, u"Encounter/5"_s);
    QVERIFY(!before(5));
}

void TestSubscriberRetention::theNextRunBeginsWithIt()
{
    open(true);
    for (int number = 1; number <= 5; ++number) {
        QVERIFY(receive(number));
    }
    QTRY_COMPARE(m_seen.pending.load(), 0);
    m_subscriber.reset();

    m_clock->advance(48h);
    SqliteStore store({.path = m_folder->filePath(u"store.sqlite"_s)});
    m_subscriber = std::make_unique<Subscriber>(
        *m_clock, SubscriberOptions(),
        std::make_unique<SqliteStore>(SqliteStoreOptions{.path = m_folder->filePath(u"store.sqlite"_s)}));
    m_subscriber->setRetention({.maximumAge = 24h}); // before start()
    QVERIFY(m_subscriber->start());
    QTRY_COMPARE(m_clock->pendingCalls(), 1);
    m_subscriber.reset();
    QVERIFY(store.open());
    qint64 count = -1;
    QVERIFY(store.transaction([&](StoreTransaction &transaction) -> Result<void> {
        count = *transaction.countNotifications();
        return {};
    }));
    QCOMPARE(count, 0);
}

void TestSubscriberRetention::whatWaitsIsHandled()
{
    std::vector<QPromise<Result<void>>> promises;
    open(true, CounterMode::Absolute, [&](const EventContext &event) {
        m_handled << event.reference();
        auto &promise = promises.emplace_back();
        promise.start();
        return promise.future();
    });
    for (int number = 1; number <= 3; ++number) {
        QVERIFY(receive(number));
    }
    m_subscriber->setRetention({.maximumNotifications = 1});
    QTRY_COMPARE(m_clock->pendingCalls(), 1);
    for (std::size_t i = 0; i < 3; ++i) {
        QTRY_COMPARE(promises.size(), i + 1);
        promises[i].addResult(Result<void>());
        promises[i].finish();
    }
    QTRY_COMPARE(m_handled, QStringList({u"Encounter/1"_s, u"Encounter/2"_s, u"Encounter/3"_s}));
    m_subscriber.reset();
}

void TestSubscriberRetention::directModeHasNothing()
{
    m_subscriber = std::make_unique<Subscriber>(*m_clock, SubscriberOptions());
    m_subscriber->setRetention({.maximumNotifications = 1});
    QVERIFY(m_subscriber->start());
    QCOMPARE(m_clock->pendingCalls(), 0);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriberRetention)
#include "tst_subscriberretention.moc"
