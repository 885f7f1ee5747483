// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "memoryfolder.h"
#include "mockclock.h"
#include "notifications.h"
#include "waiting.h"

#include <Tbs/service/subscriber.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitehistory.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/support/futures.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

const auto webhookId = u"w1"_s;

QStringList told(const QSignalSpy &stored)
{
    QStringList lines;
    for (const auto &arguments : stored) {
        const auto one = arguments.at(0).value<std::shared_ptr<const StoredNotification>>();
        if (one->arrived.origin == NotificationOrigin::Replay) {
            lines << u"%1 %2 %3"_s.arg(one->id)
                         .arg(one->newEvents.size())
                         .arg(one->statuses.constFirst().subscription.key.subscription);
        }
    }
    return lines;
}

} // namespace

/// A subscriber whose handler notes what it gets: `1`, of a replay `1 again`.
struct Subscribed
{
    using Store = std::unique_ptr<NotificationStore>;

    explicit Subscribed(Store store, EventHandler handler = {}, const RetryPolicy &retry = {})
        : subscriber(clock, {.retry = retry}, std::move(store))
    {
        subscriber.define({.topic = u"http://example.org/topic"_s, .webhookId = webhookId}, std::move(handler));
    }

    void start()
    {
        if (const auto started = subscriber.start(); !started) {
            qFatal("%s", qUtf8Printable(started.error().constFirst().toString()));
        }
    }

    void note(const EventContext &event)
    {
        handled << event.eventNumber()->toString() + (event.isReplayed() ? u" again"_s : QString());
    }

    Result<Receipt> receive(const QList<int> &numbers, const QString &type = u"event-notification"_s)
    {
        const SharedPromise<Result<Receipt>> promise;
        subscriber.sink().receive(
            {.webhookId = webhookId, .body = Test::NotificationText{.type = type, .eventNumbers = numbers}.toJson()},
            [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
        return Test::waitFor(promise.future());
    }

    Result<int> replay(const QList<qint64> &ids) { return Test::waitFor(subscriber.replay(ids)); }

    /// Waits until \a count have been handled, and until that is stored.
    [[nodiscard]] bool settle(qsizetype count)
    {
        const bool done = Test::waitUntil([&] { return handled.size() >= count && subscriber.heldEvents() == 0; });
        QCoreApplication::processEvents();
        std::ignore = record();
        return done && handled.size() == count;
    }

    SubscriptionRecord record() { return Test::waitFor(subscriber.subscriptions())->constFirst(); }

    Test::MockClock clock;
    Subscriber subscriber;
    QStringList handled;
};

class TestSubscriberReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = Test::makeMemoryFolder(); }
    void handsOverAgain_data() { stores(); }
    void handsOverAgain();
    void changesNothingElse_data() { stores(); }
    void changesNothingElse();
    void failsAgain_data() { stores(); }
    void failsAgain();
    void whatWaitsIsNotDoubled_data() { stores(); }
    void whatWaitsIsNotDoubled();
    void leavesOutWhatIsNotThere_data() { stores(); }
    void leavesOutWhatIsNotThere();
    void undefinedWebhook_data() { stores(); }
    void undefinedWebhook();
    void bodyWithoutUse();
    void whileOthersArrive_data() { stores(); }
    void whileOthersArrive();
    void goesOnInTheNextRun();
    void historyTells();
    void directModeHasNothing();

private:
    static void stores()
    {
        QTest::addColumn<bool>("sqlite");
        QTest::newRow("memory") << false;
        QTest::newRow("sqlite") << true;
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"store.sqlite"_s); }
    [[nodiscard]] Subscribed::Store makeStore() const
    {
        QFETCH(bool, sqlite);
        return sqlite ? Subscribed::Store(std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path()}))
                      : Subscribed::Store(std::make_unique<MemoryStore>());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSubscriberReplay::handsOverAgain()
{
    QList<EventContext> contexts;
    Subscribed subscribed(makeStore(), [&](const EventContext &event) {
        contexts << event;
        subscribed.note(event);
    });
    subscribed.start();
    QVERIFY(subscribed.receive({1, 2}));
    QVERIFY(subscribed.receive({3}));
    QVERIFY(subscribed.receive({4}));
    QVERIFY(subscribed.settle(4));

    const QSignalSpy stored(&subscribed.subscriber, &Subscriber::notificationStored);
    const auto receivedAt = subscribed.clock.now();
    subscribed.clock.advance(1min);
    QCOMPARE(subscribed.replay({2, 1, 2}), 3);
    QVERIFY(subscribed.settle(7));
    QCOMPARE(subscribed.handled.mid(4), QStringList({u"1 again"_s, u"2 again"_s, u"3 again"_s}));
    QCOMPARE(told(stored), QStringList({u"1 2 Subscription/1"_s, u"2 1 Subscription/1"_s}));
    const auto &context = contexts.at(4);
    QVERIFY(context.isReplayed());
    QVERIFY(!context.isRecovered());
    QVERIFY(context.delivery().redelivered);
    QCOMPARE(context.delivery().attempt, 1);
    QCOMPARE(context.delivery().receivedAt, receivedAt);
    QVERIFY(context.toJson()["replayed"_L1].toBool());
    QVERIFY(!contexts.at(0).toJson().contains("replayed"_L1));

    QCOMPARE(subscribed.replay({2}), 1); // and once more
    QTRY_COMPARE(subscribed.handled.mid(7), QStringList(u"3 again"_s));
}

void TestSubscriberReplay::changesNothingElse()
{
    Subscribed subscribed(makeStore(), [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    const QSignalSpy gaps(&subscribed.subscriber, &Subscriber::gapDetected);
    const QSignalSpy closed(&subscribed.subscriber, &Subscriber::gapClosed);
    QVERIFY(subscribed.receive({1}));
    QVERIFY(subscribed.receive({4}));
    QTRY_COMPARE(subscribed.handled.size(), 2);
    QTRY_COMPARE(subscribed.clock.pendingCalls(), 1);
    subscribed.clock.advance(10s);
    QTRY_COMPARE(gaps.count(), 1);
    QVERIFY(subscribed.settle(2));
    const auto before = subscribed.record();

    subscribed.clock.advance(1h);
    QCOMPARE(subscribed.replay({1, 2}), 2);
    QVERIFY(subscribed.settle(4));
    QCOMPARE(subscribed.record(), before);
    QCOMPARE(subscribed.receive({1})->duplicateEvents, 1);
    QCOMPARE(subscribed.receive({2})->newEvents, 1);
    QTRY_COMPARE(subscribed.handled.mid(4), QStringList(u"2"_s));
    subscribed.clock.advance(10s);
    QCOMPARE(gaps.count(), 1);
    QCOMPARE(closed.count(), 0);
}

void TestSubscriberReplay::failsAgain()
{
    bool works = false;
    Subscribed subscribed(makeStore(),
                          [&](const EventContext &event) -> Result<void> {
                              subscribed.note(event);
                              return works ? Result<void>() : failure(Error::Kind::Retry, u"broken"_s);
                          },
                          {.attempts = 2, .initialDelay = 1s});
    subscribed.start();
    const QSignalSpy failed(&subscribed.subscriber, &Subscriber::handlerFailed);
    const auto untilDeadLetter = [&](int failures) {
        QTRY_COMPARE(failed.count(), failures - 1);
        QVERIFY(failed.constLast().at(2).toDateTime().isValid());
        subscribed.clock.advance(1s);
        QTRY_COMPARE(failed.count(), failures);
        QVERIFY(!failed.constLast().at(2).toDateTime().isValid());
    };
    QVERIFY(subscribed.receive({1}));
    untilDeadLetter(2);
    QVERIFY(subscribed.settle(2));
    QCOMPARE(subscribed.replay({1}), 1);
    untilDeadLetter(4); // its attempts begin anew
    works = true;
    QVERIFY(subscribed.settle(4));
    QCOMPARE(subscribed.replay({1}), 1);
    QVERIFY(subscribed.settle(5));
    QCOMPARE(failed.count(), 4);
    QCOMPARE(subscribed.handled.constLast(), u"1 again"_s);
}

void TestSubscriberReplay::whatWaitsIsNotDoubled()
{
    std::vector<QPromise<Result<void>>> promises;
    Subscribed subscribed(makeStore(), [&](const EventContext &event) {
        subscribed.note(event);
        auto &promise = promises.emplace_back();
        promise.start();
        return promise.future();
    });
    subscribed.start();
    const auto finishOne = [&](std::size_t index) {
        QTRY_COMPARE(promises.size(), index + 1);
        promises[index].addResult(Result<void>());
        promises[index].finish();
    };
    QVERIFY(subscribed.receive({1, 2}));
    QTRY_COMPARE(promises.size(), 1U);
    QCOMPARE(subscribed.replay({1}), 0);
    finishOne(0);
    finishOne(1);
    QVERIFY(subscribed.settle(2));
    QCOMPARE(subscribed.replay({1}), 2);
    QCOMPARE(subscribed.replay({1}), 0);
    finishOne(2);
    finishOne(3);
    QVERIFY(subscribed.settle(4));
    QCOMPARE(subscribed.handled, QStringList({u"1"_s, u"2"_s, u"1 again"_s, u"2 again"_s}));
}

void TestSubscriberReplay::leavesOutWhatIsNotThere()
{
    Subscribed subscribed(makeStore(), [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    QVERIFY(subscribed.receive({}, u"heartbeat"_s));
    QVERIFY(subscribed.receive({1}));
    QVERIFY(subscribed.settle(1));
    const QSignalSpy stored(&subscribed.subscriber, &Subscriber::notificationStored);
    QCOMPARE(subscribed.replay({}), 0);
    QCOMPARE(subscribed.replay({1, 0, -7, 1'000'000}), 0);
    QCOMPARE(told(stored), QStringList());
    QCOMPARE(subscribed.replay({1, 2, 3}), 1);
    QTRY_COMPARE(told(stored), QStringList(u"2 1 Subscription/1"_s));
}

void TestSubscriberReplay::undefinedWebhook()
{
    Subscribed subscribed(makeStore(), [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    const SharedPromise<Result<Receipt>> promise;
    subscribed.subscriber.sink().receive(
        {.webhookId = u"gone"_s, .body = Test::NotificationText{.eventNumbers = {1}}.toJson()},
        [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    QVERIFY(Test::waitFor(promise.future()));
    QVERIFY(subscribed.receive({1}));
    QVERIFY(subscribed.settle(1));

    const auto refused = subscribed.replay({1});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    QVERIFY2(refused.error().message.contains(u"gone"_s), qPrintable(refused.error().message));
    QCOMPARE(subscribed.replay({1, 2}), 1);
    QVERIFY(subscribed.settle(2));
}

void TestSubscriberReplay::bodyWithoutUse()
{
    auto store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path()});
    QVERIFY(store->open());
    QVERIFY(store->transaction([](StoreTransaction &transaction) -> Result<void> {
        const auto subscription = transaction.subscription({webhookId, {}, u"Subscription/1"_s});
        const auto notification = transaction.insertNotification({.subscriptionId = subscription->id,
                                                                  .receivedAt = QDateTime::currentDateTimeUtc(),
                                                                  .newEvents = 1,
                                                                  .body = "{\"resourceType\":\"Bundle\""});
        return transaction
            .insertEvent(
                {.notificationId = *notification, .subscriptionId = subscription->id, .state = EventState::Done})
            .map([](qint64) {});
    }));
    store->close();
    Subscribed subscribed(std::move(store), [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    QCOMPARE(subscribed.replay({1}), 1);
    SqliteHistory history(subscribed.clock, path());
    const auto state = [&] {
        return Test::waitFor(history.events(1))->constFirst().state;
    };
    QTRY_COMPARE(state(), EventState::DeadLetter);
    QCOMPARE(subscribed.handled, QStringList());
}

/// More than a page of the queue, in several transactions, with new ones in between: each once, in order.
void TestSubscriberReplay::whileOthersArrive()
{
    constexpr int notifications = 1500;
    Subscribed subscribed(makeStore(), [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    QList<qint64> ids;
    QStringList again;
    for (int i = 1; i <= notifications; ++i) {
        QVERIFY(subscribed.receive({2 * i - 1, 2 * i}));
        ids << i;
        again << u"%1 again"_s.arg(2 * i - 1) << u"%1 again"_s.arg(2 * i);
    }
    QVERIFY(subscribed.settle(2 * notifications));
    subscribed.handled.clear();

    const auto replayed = subscribed.subscriber.replay(ids);
    for (int i = 1; i <= 200; ++i) {
        QVERIFY(subscribed.receive({2 * notifications + i}));
    }
    QCOMPARE(Test::waitFor(replayed), 2 * notifications);
    QVERIFY(subscribed.settle(2 * notifications + 200));
    const auto replays = subscribed.handled.filter(u"again"_s);
    QCOMPARE(replays, again);
    auto others = subscribed.handled;
    others.removeIf([](const QString &line) { return line.contains(u"again"_s); });
    for (int i = 1; i <= 200; ++i) {
        QCOMPARE(others.at(i - 1), QString::number(2 * notifications + i));
    }
}

void TestSubscriberReplay::goesOnInTheNextRun()
{
    {
        std::vector<QPromise<Result<void>>> kept;
        bool block = false;
        Subscribed subscribed(std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path()}),
                              [&](const EventContext &event) {
                                  subscribed.note(event);
                                  auto &promise = kept.emplace_back();
                                  promise.start();
                                  if (!block) {
                                      promise.addResult(Result<void>());
                                      promise.finish();
                                  }
                                  return promise.future();
                              });
        subscribed.start();
        QVERIFY(subscribed.receive({1}));
        QVERIFY(subscribed.receive({2}));
        QVERIFY(subscribed.settle(2));
        block = true;
        QCOMPARE(subscribed.replay({1, 2}), 2);
        QTRY_COMPARE(subscribed.handled.size(), 3);
    }
    Subscribed subscribed(std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path()}),
                          [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    QTRY_COMPARE(subscribed.handled, QStringList({u"1 again"_s, u"2 again"_s}));
    QVERIFY(subscribed.receive({3}));
    QTRY_COMPARE(subscribed.handled.constLast(), u"3"_s);
}

void TestSubscriberReplay::historyTells()
{
    bool works = false;
    Subscribed subscribed(std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path()}),
                          [&](const EventContext &) -> Result<void> {
                              return works ? Result<void>() : failure(Error::Kind::Rejected, u"unwanted"_s);
                          });
    subscribed.start();
    SqliteHistory history(subscribed.clock, path());
    QVERIFY(subscribed.receive({1, 2}));
    QVERIFY(subscribed.receive({3}));
    const auto summary = [&] {
        return Test::waitFor(history.summaries({1}))->constFirst();
    };
    QTRY_COMPARE(summary().deadLetters, 2);
    QTRY_COMPARE(subscribed.subscriber.heldEvents(), 0);
    QCOMPARE(summary().replayedEvents, 0);
    QCOMPARE(Test::waitFor(history.find({.filter = {.replayed = true}}))->ids, QList<qint64>());

    works = true;
    subscribed.clock.advance(1h);
    QCOMPARE(subscribed.replay({1}), 2);
    QTRY_COMPARE(summary().pendingEvents, 0);
    QCOMPARE(summary().deadLetters, 0);
    QCOMPARE(summary().replayedEvents, 2);
    QCOMPARE(summary().notification.origin, NotificationOrigin::Webhook); // that is how it came
    const auto event = Test::waitFor(history.events(1))->constFirst();
    QCOMPARE(event.state, EventState::Done);
    QCOMPARE(event.attempts, 1);
    QCOMPARE(event.lastError, QString());
    QCOMPARE(event.replayedAt, subscribed.clock.now());
    QCOMPARE(Test::waitFor(history.find({.filter = {.replayed = true}}))->ids, QList<qint64>{1});
}

void TestSubscriberReplay::directModeHasNothing()
{
    Subscribed subscribed({}, [&](const EventContext &event) { subscribed.note(event); });
    subscribed.start();
    QVERIFY(subscribed.receive({1}));
    const auto refused = subscribed.replay({1});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    QCOMPARE(subscribed.handled.size(), 1);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriberReplay)
#include "tst_subscriberreplay.moc"
