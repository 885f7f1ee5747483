// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "notifications.h"

#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/notification/notificationreceiver.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/store/storeworker.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

const auto webhookId = u"w1"_s;

/// A store that fails when told to, before anything is written.
class FailingStore final : public NotificationStore
{
public:
    Result<void> open() override { return {}; }
    void close() override { }
    Result<void> transaction(const Work &work) override
    {
        return failWith ? failure(*failWith) : m_store.transaction(work);
    }

    std::optional<Error> failWith;

private:
    MemoryStore m_store;
};

} // namespace

/// A receiver with its store and dispatcher, and a handler that notes what it gets.
struct Pipeline
{
    explicit Pipeline(std::unique_ptr<NotificationStore> store = std::make_unique<MemoryStore>())
        : worker(std::move(store))
    {
        if (!worker.start()) {
            qFatal("The store does not open.");
        }
        receiver.setEndpoint(webhookId, {});
    }

    void handle(EventHandler handler, RetryPolicy retry = {})
    {
        dispatcher.setHandler(webhookId, std::move(handler), retry);
        dispatcher.start();
    }

    void handleAndNote()
    {
        handle([this](const EventContext &event) { handled << event.reference(); });
    }

    /// Receives and waits for the answer.
    Result<Receipt> receive(const QByteArray &body)
    {
        std::optional<Result<Receipt>> receipt;
        std::mutex mutex;
        receiver.receive({.webhookId = webhookId, .body = body}, [&](const Result<Receipt> &result) {
            const std::lock_guard lock(mutex);
            receipt = result;
        });
        const auto answered = [&] {
            const std::lock_guard lock(mutex);
            return receipt.has_value();
        };
        if (!QTest::qWaitFor(answered)) {
            qFatal("No answer.");
        }
        return *receipt;
    }

    Result<Receipt> receiveEvents(const QList<int> &numbers, const QString &subscription = u"Subscription/1"_s)
    {
        return receive(Test::NotificationText{.subscription = subscription, .eventNumbers = numbers}.toJson());
    }

    qint64 count(EventState state)
    {
        qint64 number = -1;
        const auto done = worker.run([&](StoreTransaction &transaction) -> Result<void> {
            number = *transaction.countEvents(state);
            return {};
        });
        return done ? number : -1;
    }

    Test::MockClock clock;
    StoreWorker worker;
    HandlerDispatcher dispatcher{clock, worker};
    NotificationReceiver receiver{clock, worker, dispatcher};
    QStringList handled;
};

class TestNotificationReceiver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsOverInOrder();
    void answersDuplicatesAndHandlesThemOnce();
    void acknowledgesOnlyWhatIsCommitted();
    void rejectsWhatIsNoNotification();
    void handlerFailureIsRepeated();
    void deadLetterAfterTheLastAttempt();
    void rejectedEventIsNotRepeated();
    void aSlowSubscriptionDoesNotHoldUpOthers();
    void restartInTheMiddle();
    void restartKeepsTheBackOff();
    void moreEventsThanAreHeld();
    void exceptionIsAFailure();
    void eventWithoutFocus();
    void tellsGaps();
    void tellsDuplicatesAndResets();
    void sevenFractionalDigitsAreTheSameTime();
    void severalStatusesInOneBundle();
    void unknownWebhookKeepsItsEvents();
    void finishWaitsForTheHandler();
    void manyThreads();
};

void TestNotificationReceiver::handsOverInOrder()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    for (int number = 1; number <= 50; ++number) {
        QCOMPARE(pipeline.receiveEvents({number})->newEvents, 1);
    }
    QTRY_COMPARE(pipeline.handled.size(), 50);
    for (int number = 1; number <= 50; ++number) {
        QCOMPARE(pipeline.handled.at(number - 1), u"Encounter/%1"_s.arg(number));
    }
    QTRY_COMPARE(pipeline.count(EventState::Done), 50);
}

void TestNotificationReceiver::answersDuplicatesAndHandlesThemOnce()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    QVERIFY(pipeline.receiveEvents({1, 2}));
    const auto again = pipeline.receiveEvents({2, 1, 3});
    QCOMPARE(again->newEvents, 1);
    QCOMPARE(again->duplicateEvents, 2);
    QTRY_COMPARE(pipeline.handled, QStringList({u"Encounter/1"_s, u"Encounter/2"_s, u"Encounter/3"_s}));
}

void TestNotificationReceiver::acknowledgesOnlyWhatIsCommitted()
{
    auto owned = std::make_unique<FailingStore>();
    auto &store = *owned;
    Pipeline pipeline(std::move(owned));
    pipeline.handleAndNote();
    QVERIFY(pipeline.receiveEvents({1}));
    QTRY_COMPARE(pipeline.handled.size(), 1);
    QTRY_COMPARE(pipeline.count(EventState::Done), 1);

    store.failWith = Error{Error::Kind::Retry, u"database or disk is full"_s, {}};
    const QSignalSpy rejected(&pipeline.receiver, &AbstractReceiver::notificationRejected);
    const auto refused = pipeline.receiveEvents({2});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Retry);
    QTRY_COMPARE(rejected.count(), 1);
    QCOMPARE(pipeline.handled.size(), 1);

    store.failWith.reset();
    QCOMPARE(pipeline.receiveEvents({2})->newEvents, 1);
    QTRY_COMPARE(pipeline.handled.size(), 2);
}

void TestNotificationReceiver::rejectsWhatIsNoNotification()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    const QSignalSpy rejected(&pipeline.receiver, &AbstractReceiver::notificationRejected);
    for (const auto &body :
         {QByteArray(), QByteArray("{"), QByteArray("[]"), QByteArray("{\"resourceType\":\"Patient\"}"),
          QByteArray("\xff\xfe"), QByteArray("{\"resourceType\":\"Bundle\",\"entry\":[]}")}) {
        const auto receipt = pipeline.receive(body);
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().kind, Error::Kind::BadData);
    }
    QTRY_COMPARE(rejected.count(), 6);
    QVERIFY(pipeline.receiveEvents({1})); // a neighbour is not harmed
    QTRY_COMPARE(pipeline.handled.size(), 1);
}

void TestNotificationReceiver::handlerFailureIsRepeated()
{
    Pipeline pipeline;
    int failures = 3;
    QList<int> attempts;
    pipeline.handle(
        [&](const EventContext &event) -> Result<void> {
            if (event.eventNumber()->value() == 1) {
                attempts << event.delivery().attempt;
                if (failures-- > 0) {
                    return failure(Error::Kind::Retry, u"not now"_s);
                }
            }
            pipeline.handled << event.reference();
            return {};
        },
        {.initialDelay = 1s, .factor = 2});
    const QSignalSpy failed(&pipeline.dispatcher, &HandlerDispatcher::handlerFailed);
    QVERIFY(pipeline.receiveEvents({1, 2}));
    QTRY_COMPARE(attempts, QList<int>({1}));
    pipeline.clock.advance(999ms);
    QCOMPARE(attempts.size(), 1);
    pipeline.clock.advance(1ms);
    QCOMPARE(attempts.size(), 2);
    pipeline.clock.advance(2s);
    QVERIFY(pipeline.handled.isEmpty()); // the second waits for the first: order holds
    pipeline.clock.advance(4s);
    QTRY_COMPARE(pipeline.handled, QStringList({u"Encounter/1"_s, u"Encounter/2"_s}));
    QCOMPARE(attempts, QList<int>({1, 2, 3, 4}));
    QCOMPARE(failed.count(), 3);
    QTRY_COMPARE(pipeline.count(EventState::Done), 2);
}

void TestNotificationReceiver::deadLetterAfterTheLastAttempt()
{
    Pipeline pipeline;
    pipeline.handle(
        [&](const EventContext &event) -> Result<void> {
            if (event.eventNumber()->value() == 1) {
                return failure(Error::Kind::Retry, u"never"_s);
            }
            pipeline.handled << event.reference();
            return {};
        },
        {.attempts = 2, .initialDelay = 1s});
    const QSignalSpy failed(&pipeline.dispatcher, &HandlerDispatcher::handlerFailed);
    QVERIFY(pipeline.receiveEvents({1, 2}));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.at(0).at(2).toDateTime().isValid());
    pipeline.clock.advance(1s);
    QTRY_COMPARE(failed.count(), 2);
    QVERIFY(!failed.at(1).at(2).toDateTime().isValid());
    QTRY_COMPARE(pipeline.handled, QStringList(u"Encounter/2"_s));
    QTRY_COMPARE(pipeline.count(EventState::DeadLetter), 1);
}

void TestNotificationReceiver::rejectedEventIsNotRepeated()
{
    Pipeline pipeline;
    pipeline.handle([](const EventContext &) -> Result<void> { return failure(Error::Kind::Rejected, u"unwanted"_s); });
    QVERIFY(pipeline.receiveEvents({1}));
    QTRY_COMPARE(pipeline.count(EventState::DeadLetter), 1);
    QCOMPARE(pipeline.clock.pendingCalls(), 0);
}

void TestNotificationReceiver::aSlowSubscriptionDoesNotHoldUpOthers()
{
    Pipeline pipeline;
    std::vector<QPromise<Result<void>>> slow;
    pipeline.handle([&](const EventContext &event) {
        QPromise<Result<void>> promise;
        promise.start();
        auto future = promise.future();
        pipeline.handled << event.subscription().relative() + u' ' + event.reference();
        if (event.subscription().relative() == "Subscription/1"_L1) {
            slow.push_back(std::move(promise));
        } else {
            promise.addResult(Result<void>());
            promise.finish();
        }
        return future;
    });
    QVERIFY(pipeline.receiveEvents({1, 2}, u"Subscription/1"_s));
    QVERIFY(pipeline.receiveEvents({1, 2}, u"Subscription/2"_s));
    QTRY_COMPARE(pipeline.handled.size(), 3);
    QVERIFY(!pipeline.handled.contains(u"Subscription/1 Encounter/2"_s));
    slow.front().addResult(Result<void>());
    slow.front().finish();
    QTRY_VERIFY(pipeline.handled.contains(u"Subscription/1 Encounter/2"_s));
    slow.back().future().cancel(); // a cancelled future is a failure, not a success
    slow.back().finish();
    QTRY_COMPARE(pipeline.clock.pendingCalls(), 1);
    QTRY_COMPARE(pipeline.count(EventState::Pending), 1);
}

void TestNotificationReceiver::restartInTheMiddle()
{
    const QTemporaryDir folder;
    const SqliteStoreOptions options{.path = folder.filePath(u"store.sqlite"_s)};
    {
        Pipeline pipeline(std::make_unique<SqliteStore>(options));
        pipeline.handle([&](const EventContext &event) -> QFuture<Result<void>> {
            pipeline.handled << event.reference();
            if (event.eventNumber()->value() <= 2) {
                return QtFuture::makeReadyFuture(Result<void>());
            }
            QPromise<Result<void>> never;
            never.start();
            auto future = never.future();
            static std::vector<QPromise<Result<void>>> kept;
            kept.push_back(std::move(never));
            return future;
        });
        QVERIFY(pipeline.receiveEvents({1, 2, 3, 4}));
        QTRY_COMPARE(pipeline.handled.size(), 3);
        QTRY_COMPARE(pipeline.count(EventState::Done), 2);
    }
    Pipeline pipeline(std::make_unique<SqliteStore>(options));
    QStringList redelivered;
    pipeline.handle([&](const EventContext &event) {
        pipeline.handled << event.reference();
        if (event.delivery().redelivered) {
            redelivered << event.reference();
        }
    });
    QTRY_COMPARE(pipeline.handled, QStringList({u"Encounter/3"_s, u"Encounter/4"_s}));
    QCOMPARE(pipeline.receiveEvents({4})->duplicateEvents, 1);
    QCOMPARE(pipeline.receiveEvents({5})->newEvents, 1);
    QTRY_COMPARE(pipeline.handled.size(), 3);
    QCOMPARE(redelivered, QStringList({u"Encounter/3"_s, u"Encounter/4"_s}));
    QTRY_COMPARE(pipeline.count(EventState::Done), 5);
}

void TestNotificationReceiver::restartKeepsTheBackOff()
{
    const QTemporaryDir folder;
    const SqliteStoreOptions options{.path = folder.filePath(u"store.sqlite"_s)};
    {
        Pipeline pipeline(std::make_unique<SqliteStore>(options));
        pipeline.handle([](const EventContext &) -> Result<void> { return failure(Error::Kind::Retry, u"no"_s); },
                        {.initialDelay = 10s});
        QVERIFY(pipeline.receiveEvents({1}));
        QTRY_COMPARE(pipeline.clock.pendingCalls(), 1);
        pipeline.dispatcher.finish();
        const QSignalSpy finished(&pipeline.dispatcher, &HandlerDispatcher::finished);
        QTRY_COMPARE(finished.count(), 1);
    }
    Pipeline pipeline(std::make_unique<SqliteStore>(options)); // its clock starts at the same time again
    int attempt = 0;
    pipeline.handle([&](const EventContext &event) { attempt = event.delivery().attempt; });
    QTRY_COMPARE(pipeline.clock.pendingCalls(), 1);
    QCOMPARE(attempt, 0);
    pipeline.clock.advance(10s);
    QCOMPARE(attempt, 2);
}

void TestNotificationReceiver::moreEventsThanAreHeld()
{
    Pipeline pipeline(std::make_unique<MemoryStore>(MemoryStoreOptions{.maximumNotifications = 1'000'000}));
    constexpr int bundles = 150;
    constexpr int eventsEach = 100;
    std::vector<QPromise<Result<void>>> first;
    QList<quint64> numbers;
    pipeline.handle([&](const EventContext &event) {
        numbers << event.eventNumber()->value();
        QPromise<Result<void>> promise;
        promise.start();
        auto future = promise.future();
        if (numbers.size() == 1) {
            first.push_back(std::move(promise)); // holds the lane until everything is received
        } else {
            promise.addResult(Result<void>());
            promise.finish();
        }
        return future;
    });
    for (int bundle = 0; bundle < bundles; ++bundle) {
        QList<int> events;
        for (int i = 1; i <= eventsEach; ++i) {
            events << bundle * eventsEach + i;
        }
        QVERIFY(pipeline.receiveEvents(events));
    }
    QVERIFY(pipeline.dispatcher.heldEvents() < HandlerDispatcher::maximumHeldEvents + eventsEach);
    first.front().addResult(Result<void>());
    first.front().finish();
    QTRY_COMPARE_WITH_TIMEOUT(numbers.size(), bundles * eventsEach, 30000);
    for (int i = 0; i < numbers.size(); ++i) {
        QCOMPARE(numbers.at(i), quint64(i + 1));
    }
}

void TestNotificationReceiver::exceptionIsAFailure()
{
    Pipeline pipeline;
    pipeline.handle([](const EventContext &) { throw std::runtime_error("what went wrong"); });
    const QSignalSpy failed(&pipeline.dispatcher, &HandlerDispatcher::handlerFailed);
    QVERIFY(pipeline.receiveEvents({1}));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.at(0).at(1).value<Error>().message.contains(u"what went wrong"_s));
}

void TestNotificationReceiver::eventWithoutFocus()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    auto body = Test::NotificationText{.subscription = u"Subscription/1"_s, .eventNumbers = {1}}.toJson();
    body.replace(R"(,"focus":{"reference":"https://example.org/fhir/Encounter/1"})", ""); // content level `empty`
    QVERIFY(!body.contains("focus"));
    QCOMPARE(pipeline.receive(body)->newEvents, 1);
    QTRY_COMPARE(pipeline.handled, QStringList(QString()));
}

void TestNotificationReceiver::tellsGaps()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    const QSignalSpy detected(&pipeline.receiver, &AbstractReceiver::gapDetected);
    const QSignalSpy closed(&pipeline.receiver, &AbstractReceiver::gapClosed);
    QVERIFY(pipeline.receiveEvents({1}));
    QVERIFY(pipeline.receive(
        Test::NotificationText{.type = u"heartbeat"_s, .subscription = u"Subscription/1"_s, .counter = 3}.toJson()));
    QTRY_COMPARE(pipeline.clock.pendingCalls(), 1);
    pipeline.clock.advance(5s);
    QCOMPARE(detected.count(), 1);
    QCOMPARE(detected.at(0).at(1).value<NumberRange>(), (NumberRange{2, 3}));
    QVERIFY(pipeline.receiveEvents({2, 3}));
    QTRY_COMPARE(closed.count(), 1);
}

void TestNotificationReceiver::tellsDuplicatesAndResets()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    QList<std::shared_ptr<const StoredNotification>> stored;
    QObject::connect(&pipeline.receiver, &AbstractReceiver::notificationStored, this,
                     [&](const auto &notification) { stored << notification; });
    QVERIFY(pipeline.receiveEvents({1, 2}));
    QVERIFY(pipeline.receiveEvents({2}));
    QVERIFY(pipeline.receive(
        Test::NotificationText{.subscription = u"Subscription/1"_s, .eventNumbers = {1}, .firstSecond = 1000}
            .toJson()));
    QTRY_COMPARE(stored.size(), 3);
    QCOMPARE(stored.at(1)->statuses.first().duplicates, QList<EventNumber>({*EventNumber::fromInteger(2)}));
    QVERIFY(stored.at(2)->statuses.first().epochStarted);
    QCOMPARE(stored.at(2)->newEvents.size(), 1);
    QTRY_COMPARE(pipeline.handled.size(), 3);
}

void TestNotificationReceiver::sevenFractionalDigitsAreTheSameTime()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    for (const auto *timestamp : {"2020-05-29T11:44:13.1889999-05:00", "2023-09-04 10:38:43.020984+03"}) {
        auto body = Test::NotificationText{
            .subscription = u"Subscription/"_s + QString::fromLatin1(timestamp, 4),
            .eventNumbers = {
                1}}.toJson();
        body.replace("2026-01-01T12:00:01.000Z", timestamp);
        QVERIFY(body.contains(timestamp));
        QCOMPARE(pipeline.receive(body)->newEvents, 1);
        QCOMPARE(pipeline.receive(body)->duplicateEvents, 1); // and no reset
    }
}

void TestNotificationReceiver::severalStatusesInOneBundle()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    QList<std::shared_ptr<const StoredNotification>> stored;
    QObject::connect(&pipeline.receiver, &AbstractReceiver::notificationStored, this,
                     [&](const auto &notification) { stored << notification; });
    const auto status = [](int id, int counter) {
        return uR"({"resource":{"resourceType":"SubscriptionStatus","type":"heartbeat","status":"active","subscription":{"reference":"Subscription/%1"},"eventsSinceSubscriptionStart":"%2"}})"_s
            .arg(id)
            .arg(counter);
    };
    const auto body = uR"({"resourceType":"Bundle","type":"subscription-notification","entry":[%1,%2]})"_s.arg(
        status(1, 5), status(2, 7));
    QVERIFY(pipeline.receive(body.toUtf8()));
    QTRY_COMPARE(stored.size(), 1);
    QCOMPARE(stored.first()->statuses.size(), 2);
    QCOMPARE(stored.first()->statuses.at(1).subscription.key.subscription, u"Subscription/2"_s);
    QCOMPARE(stored.first()->statuses.at(1).subscription.sequence.highest, quint64(7));
}

void TestNotificationReceiver::unknownWebhookKeepsItsEvents()
{
    const QTemporaryDir folder;
    const SqliteStoreOptions options{.path = folder.filePath(u"store.sqlite"_s)};
    {
        Pipeline pipeline(std::make_unique<SqliteStore>(options));
        pipeline.dispatcher.start(); // no handler in this run
        QVERIFY(pipeline.receiveEvents({1}));
        QCOMPARE(pipeline.count(EventState::Pending), 1);
    }
    Pipeline pipeline(std::make_unique<SqliteStore>(options));
    pipeline.handleAndNote();
    QTRY_COMPARE(pipeline.handled, QStringList(u"Encounter/1"_s));
}

void TestNotificationReceiver::finishWaitsForTheHandler()
{
    Pipeline pipeline;
    std::vector<QPromise<Result<void>>> running;
    pipeline.handle([&](const EventContext &) {
        QPromise<Result<void>> promise;
        promise.start();
        auto future = promise.future();
        running.push_back(std::move(promise));
        return future;
    });
    const QSignalSpy finished(&pipeline.dispatcher, &HandlerDispatcher::finished);
    QVERIFY(pipeline.receiveEvents({1, 2}));
    QTRY_COMPARE(running.size(), 1U);
    pipeline.dispatcher.finish();
    QVERIFY(pipeline.receiveEvents({3})); // still taken, for the next run
    QCOMPARE(finished.count(), 0);
    running.front().addResult(Result<void>());
    running.front().finish();
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(running.size(), 1U);
    QCOMPARE(pipeline.count(EventState::Done), 1);
    QCOMPARE(pipeline.count(EventState::Pending), 2);
}

void TestNotificationReceiver::manyThreads()
{
    Pipeline pipeline;
    pipeline.handleAndNote();
    constexpr int threads = 4;
    constexpr int each = 250;
    std::atomic_int answered = 0;
    std::vector<std::thread> senders;
    for (int thread = 0; thread < threads; ++thread) {
        senders.emplace_back([&, thread] {
            for (int i = 1; i <= each; ++i) {
                const auto body =
                    Test::NotificationText{.subscription = u"Subscription/%1"_s.arg(thread), .eventNumbers = {i}}
                        .toJson();
                pipeline.receiver.receive({.webhookId = webhookId, .body = body},
                                          [&](const Result<Receipt> &receipt) { answered += receipt ? 1 : 0; });
            }
        });
    }
    for (auto &sender : senders) {
        sender.join();
    }
    QTRY_COMPARE(answered.load(), threads * each);
    QTRY_COMPARE(pipeline.handled.size(), threads * each);
    QTRY_COMPARE(pipeline.count(EventState::Done), threads * each);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestNotificationReceiver)
#include "tst_notificationreceiver.moc"
