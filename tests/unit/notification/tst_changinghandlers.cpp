// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "notifications.h"
#include "waiting.h"

#include <Tbs/notification/directreceiver.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/notification/notificationreceiver.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/storeworker.h>
#include <Tbs/support/futures.h>

#include <QSignalSpy>
#include <QtTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

const auto webhookId = u"w1"_s;

/// Handlers whose end somebody else decides.
struct SlowHandler
{
    QFuture<Result<void>> operator()(const EventContext &event)
    {
        begun->append(event.reference());
        promises->emplace_back();
        return promises->back().future();
    }

    std::shared_ptr<QStringList> begun = std::make_shared<QStringList>();
    std::shared_ptr<std::vector<SharedPromise<Result<void>>>> promises =
        std::make_shared<std::vector<SharedPromise<Result<void>>>>();
};

QStringList encounters(const QList<int> &numbers)
{
    QStringList references;
    for (const int number : numbers) {
        references << u"Encounter/%1"_s.arg(number);
    }
    return references;
}

QByteArray events(const QList<int> &numbers, const QString &subscription = u"Subscription/1"_s)
{
    return Test::NotificationText{.subscription = subscription, .eventNumbers = numbers}.toJson();
}

Result<Receipt> receiveBy(AbstractReceiver &receiver, const QByteArray &body, const QString &id = webhookId)
{
    const SharedPromise<Result<Receipt>> promise;
    receiver.receive({.webhookId = id, .body = body},
                     [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    return Test::waitFor(promise.future());
}

} // namespace

/// A durable receiver whose handlers and endpoints change while it runs.
struct Running
{
    Running()
    {
        if (!worker.start()) {
            qFatal("The store does not open.");
        }
        dispatcher.start();
    }

    void define(EventHandler handler, const QString &id = webhookId, const RetryPolicy &retry = {})
    {
        dispatcher.setHandler(id, std::move(handler), retry);
        receiver.setEndpoint(id, {.server = u"http://fhir.example.org"_s});
    }
    void defineNoting(const QString &id = webhookId)
    {
        define([this](const EventContext &event) { handled << event.reference(); }, id);
    }
    void remove()
    {
        receiver.removeEndpoint(webhookId);
        dispatcher.removeHandler(webhookId);
    }

    qint64 count(EventState state)
    {
        qint64 number = -1;
        std::ignore = worker.run([&](StoreTransaction &transaction) -> Result<void> {
            number = *transaction.countEvents(state);
            return {};
        });
        return number;
    }

    Test::MockClock clock;
    StoreWorker worker{std::make_unique<MemoryStore>(MemoryStoreOptions{.maximumNotifications = 1'000'000})};
    HandlerDispatcher dispatcher{clock, worker};
    NotificationReceiver receiver{clock, worker, dispatcher};
    QStringList handled;
};

class TestChangingHandlers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addedWhileItRuns();
    void leftBehindComesFirst();
    void manyLeftBehind();
    void changedHandlerTakesOver();
    void removedKeepsItsEvents();
    void removedWhileTheHandlerRuns_data();
    void removedWhileTheHandlerRuns();
    void removedWhileItWaitsForTheNextAttempt();
    void definedAgainWhileTheOldHandlerRuns();
    void removesItself();
    void othersGoOn();
    void removedIsRefused();
    void endpointsChangeWhileOthersReceive();

    void directHandlerChanges();
    void directRefusesWhatWaits();
    void directForgetsWhatIsRemoved();
    void directHandlerRemovesItself();
};

void TestChangingHandlers::addedWhileItRuns()
{
    Running running;
    running.defineNoting();
    QVERIFY(receiveBy(running.receiver, events({1})));
    QTRY_COMPARE(running.handled, encounters({1}));
    running.defineNoting(u"w2"_s);
    QVERIFY(receiveBy(running.receiver, events({2}), u"w2"_s));
    QVERIFY(receiveBy(running.receiver, events({3})));
    QTRY_COMPARE(running.handled.size(), 3);
    QTRY_COMPARE(running.count(EventState::Done), 3);
}

/// What came when there was no handler is handed over before what comes later.
void TestChangingHandlers::leftBehindComesFirst()
{
    Running running;
    running.receiver.setEndpoint(webhookId, {});
    running.defineNoting(u"w2"_s);
    QVERIFY(receiveBy(running.receiver, events({1, 2})));
    QVERIFY(receiveBy(running.receiver, events({7}), u"w2"_s));
    QTRY_COMPARE(running.handled, encounters({7}));
    QTRY_COMPARE(running.count(EventState::Pending), 2);
    running.dispatcher.setHandler(webhookId, [&](const EventContext &event) { running.handled << event.reference(); });
    QVERIFY(receiveBy(running.receiver, events({3})));
    QTRY_COMPARE(running.handled, encounters({7, 1, 2, 3}));
    QTRY_COMPARE(running.count(EventState::Done), 4);
}

void TestChangingHandlers::manyLeftBehind()
{
    Running running;
    constexpr int bundles = 130;
    constexpr int eventsEach = 100;
    running.receiver.setEndpoint(webhookId, {});
    for (int bundle = 0; bundle < bundles; ++bundle) {
        QList<int> numbers;
        for (int i = 1; i <= eventsEach; ++i) {
            numbers << bundle * eventsEach + i;
        }
        QVERIFY(receiveBy(running.receiver, events(numbers)));
    }
    running.defineNoting();
    QVERIFY(Test::waitUntil([&] { return running.handled.size() >= bundles * eventsEach; }, 60s));
    QTRY_COMPARE(running.count(EventState::Done), bundles * eventsEach);
    QCOMPARE(running.handled.size(), bundles * eventsEach);
    QCOMPARE(running.handled.constFirst(), u"Encounter/1"_s);
    QCOMPARE(running.handled.constLast(), u"Encounter/%1"_s.arg(bundles * eventsEach));
}

void TestChangingHandlers::changedHandlerTakesOver()
{
    Running running;
    const SlowHandler slow;
    running.define(slow);
    QVERIFY(receiveBy(running.receiver, events({1, 2})));
    QTRY_COMPARE(*slow.begun, encounters({1}));
    running.defineNoting();
    QVERIFY(running.handled.isEmpty()); // the order is kept
    slow.promises->front().finish({});
    QTRY_COMPARE(running.handled, encounters({2}));
    QCOMPARE(*slow.begun, encounters({1}));
    QTRY_COMPARE(running.count(EventState::Done), 2);
}

void TestChangingHandlers::removedKeepsItsEvents()
{
    Running running;
    const SlowHandler slow;
    running.define(slow);
    const QSignalSpy idle(&running.dispatcher, &HandlerDispatcher::idle);
    QVERIFY(receiveBy(running.receiver, events({1, 2, 3})));
    QTRY_COMPARE(*slow.begun, encounters({1}));
    running.remove();
    slow.promises->front().finish({});
    QTRY_COMPARE(running.count(EventState::Done), 1);
    QCOMPARE(running.count(EventState::Pending), 2);
    QCOMPARE(*slow.begun, encounters({1}));
    QTRY_COMPARE(running.dispatcher.heldEvents(), 0);
    QTRY_VERIFY(!idle.isEmpty());

    running.defineNoting();
    QTRY_COMPARE(running.handled, encounters({2, 3}));
    QTRY_COMPARE(running.count(EventState::Done), 3);
}

void TestChangingHandlers::removedWhileTheHandlerRuns_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<EventState>("state");
    QTest::newRow("may succeed later") << Error::Kind::Retry << EventState::Pending;
    QTest::newRow("never") << Error::Kind::Rejected << EventState::DeadLetter;
}

void TestChangingHandlers::removedWhileTheHandlerRuns()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const EventState, state);
    Running running;
    const SlowHandler slow;
    running.define(slow, webhookId, {.initialDelay = 10s});
    QVERIFY(receiveBy(running.receiver, events({1})));
    QTRY_COMPARE(*slow.begun, encounters({1}));
    running.remove();
    slow.promises->front().finish(failure(kind, u"no"_s));
    QTRY_COMPARE(running.dispatcher.heldEvents(), 0);
    QTRY_COMPARE(running.count(state), 1);
    running.clock.advance(1min);
    QCOMPARE(slow.begun->size(), 1);

    // The attempts go on where they were.
    int attempt = 0;
    running.define([&](const EventContext &event) { attempt = event.delivery().attempt; });
    if (state == EventState::Pending) {
        QTRY_COMPARE(attempt, 2);
        QTRY_COMPARE(running.count(EventState::Done), 1);
    }
}

void TestChangingHandlers::removedWhileItWaitsForTheNextAttempt()
{
    Running running;
    int calls = 0;
    running.define(
        [&](const EventContext &) -> Result<void> {
            ++calls;
            return failure(Error::Kind::Retry, u"no"_s);
        },
        webhookId, {.initialDelay = 10s});
    QVERIFY(receiveBy(running.receiver, events({1, 2})));
    QTRY_COMPARE(calls, 1);
    running.remove();
    QCOMPARE(running.dispatcher.heldEvents(), 0);
    running.clock.advance(1min);
    QCOMPARE(calls, 1);
    QTRY_COMPARE(running.count(EventState::Pending), 2);
    running.defineNoting();
    QTRY_COMPARE(running.handled, encounters({1, 2}));
}

void TestChangingHandlers::definedAgainWhileTheOldHandlerRuns()
{
    Running running;
    const SlowHandler slow;
    running.define(slow);
    QVERIFY(receiveBy(running.receiver, events({1, 2})));
    QTRY_COMPARE(*slow.begun, encounters({1}));
    running.remove();
    running.defineNoting();
    running.remove();
    running.defineNoting();
    QVERIFY(receiveBy(running.receiver, events({3})));
    QCOMPARE(running.count(EventState::Pending), 3);
    QCoreApplication::processEvents();
    QVERIFY(running.handled.isEmpty()); // one after the other, and the first is still with the old one
    slow.promises->front().finish({});
    QTRY_COMPARE(running.handled, encounters({2, 3}));
    QTRY_COMPARE(running.count(EventState::Done), 3);
    QCOMPARE(slow.begun->size(), 1);
}

void TestChangingHandlers::removesItself()
{
    Running running;
    running.define([&](const EventContext &event) {
        running.handled << event.reference();
        running.remove();
    });
    QVERIFY(receiveBy(running.receiver, events({1, 2})));
    QTRY_COMPARE(running.count(EventState::Done), 1);
    QCOMPARE(running.handled, encounters({1}));
    QCOMPARE(running.count(EventState::Pending), 1);
    QCOMPARE(running.dispatcher.heldEvents(), 0);
}

void TestChangingHandlers::othersGoOn()
{
    Running running;
    const SlowHandler slow;
    running.define(slow);
    running.defineNoting(u"w2"_s);
    QVERIFY(receiveBy(running.receiver, events({1, 2})));
    QTRY_COMPARE(slow.begun->size(), 1);
    QList<int> expected;
    for (int i = 1; i <= 20; ++i) {
        QVERIFY(receiveBy(running.receiver, events({i}), u"w2"_s));
        expected << i;
        if (i % 2 == 1) {
            running.remove();
        } else {
            running.define(slow);
        }
    }
    QTRY_COMPARE(running.handled, encounters(expected));
    QCoreApplication::processEvents();
    QCOMPARE(running.handled.size(), expected.size());
}

void TestChangingHandlers::removedIsRefused()
{
    Running running;
    running.defineNoting();
    QVERIFY(running.receiver.hasEndpoint(webhookId));
    running.remove();
    QVERIFY(!running.receiver.hasEndpoint(webhookId));
    QCOMPARE(running.receiver.endpoint(webhookId).server, u"http://fhir.example.org"_s); // for what is in hand
    const auto refused = receiveBy(running.receiver, events({1}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Rejected);
    QCOMPARE(running.count(EventState::Pending), 0);
    running.receiver.removeEndpoint(u"never there"_s);
    QVERIFY(!running.receiver.hasEndpoint(u"never there"_s));
    running.defineNoting();
    QVERIFY(receiveBy(running.receiver, events({1})));
    QTRY_COMPARE(running.handled, encounters({1}));
}

/// From the threads of the listener; what is not refused is stored for the server it came from.
void TestChangingHandlers::endpointsChangeWhileOthersReceive()
{
    Running running;
    running.defineNoting(u"steady"_s);
    constexpr int threads = 3;
    constexpr int each = 200;
    std::atomic_int answered = 0;
    std::atomic_int taken = 0;
    std::atomic_int steady = 0;
    std::vector<std::thread> senders;
    for (int thread = 0; thread < threads; ++thread) {
        senders.emplace_back([&, thread] {
            for (int i = 1; i <= each; ++i) {
                const auto body = events({i}, u"Subscription/%1"_s.arg(thread));
                running.receiver.receive({.webhookId = webhookId, .body = body}, [&](const Result<Receipt> &receipt) {
                    taken += receipt ? 1 : 0;
                    ++answered;
                });
                running.receiver.receive({.webhookId = u"steady"_s, .body = body}, [&](const Result<Receipt> &receipt) {
                    steady += receipt ? 1 : 0;
                    ++answered;
                });
            }
        });
    }
    while (answered < threads * each) {
        running.receiver.setEndpoint(webhookId, {.server = u"http://fhir.example.org"_s});
        running.receiver.removeEndpoint(webhookId);
        for (int i = 0; i < 20; ++i) {
            running.receiver.setEndpoint(u"other-%1"_s.arg(i), {});
        }
    }
    for (auto &sender : senders) {
        sender.join();
    }
    QTRY_COMPARE(answered.load(), 2 * threads * each);
    QCOMPARE(steady.load(), threads * each);
    QTRY_COMPARE(running.handled.size(), threads * each);
    QTRY_COMPARE(running.count(EventState::Pending), taken.load()); // what was handled is noted a little later
}

void TestChangingHandlers::directHandlerChanges()
{
    Test::MockClock clock;
    DirectReceiver receiver(clock);
    QStringList handled;
    receiver.setEndpoint(webhookId, {});
    receiver.setHandler(webhookId,
                        [](const EventContext &) -> Result<void> { return failure(Error::Kind::Retry, u"no"_s); });
    QVERIFY(!receiveBy(receiver, events({1})));
    receiver.setHandler(webhookId, [&](const EventContext &event) { handled << event.reference(); });
    QCOMPARE(receiveBy(receiver, events({1}))->newEvents, 1);
    receiver.setHandler(webhookId, [&](const EventContext &event) { handled << u"new "_s + event.reference(); });
    QCOMPARE(receiveBy(receiver, events({1, 2}))->newEvents, 1); // what was handled is remembered
    QCOMPARE(handled, (QStringList{u"Encounter/1"_s, u"new Encounter/2"_s}));
}

void TestChangingHandlers::directRefusesWhatWaits()
{
    Test::MockClock clock;
    DirectReceiver receiver(clock);
    const SlowHandler slow;
    receiver.setEndpoint(webhookId, {});
    receiver.setHandler(webhookId, slow);
    QList<Result<Receipt>> receipts;
    for (int i = 1; i <= 3; ++i) {
        receiver.receive({.webhookId = webhookId, .body = events({i})},
                         [&](const Result<Receipt> &receipt) { receipts << receipt; });
    }
    QCOMPARE(*slow.begun, encounters({1}));
    receiver.removeEndpoint(webhookId);
    receiver.removeHandler(webhookId);
    QCOMPARE(receipts.size(), 2);
    QCOMPARE(receipts.at(0).error().kind, Error::Kind::Rejected);
    slow.promises->front().finish({});
    QTRY_COMPARE(receipts.size(), 3);
    QVERIFY(receipts.at(2)); // what had begun was handled
    QVERIFY(!receiveBy(receiver, events({4})));
    QCOMPARE(slow.begun->size(), 1);
}

void TestChangingHandlers::directForgetsWhatIsRemoved()
{
    Test::MockClock clock;
    DirectReceiver receiver(clock);
    QStringList handled;
    const auto define = [&] {
        receiver.setEndpoint(webhookId, {});
        receiver.setHandler(webhookId, [&](const EventContext &event) { handled << event.reference(); });
    };
    define();
    QVERIFY(receiveBy(receiver, events({1})));
    receiver.removeEndpoint(webhookId);
    receiver.removeHandler(webhookId);
    QCoreApplication::processEvents();
    QCOMPARE(Test::waitFor(receiver.subscriptions())->size(), 0);
    define();
    QVERIFY(receiveBy(receiver, events({1})));
    QCOMPARE(handled, encounters({1, 1}));
}

void TestChangingHandlers::directHandlerRemovesItself()
{
    Test::MockClock clock;
    DirectReceiver receiver(clock);
    QStringList handled;
    receiver.setEndpoint(webhookId, {});
    receiver.setHandler(webhookId, [&](const EventContext &event) {
        handled << event.reference();
        receiver.removeEndpoint(webhookId);
        receiver.removeHandler(webhookId);
    });
    QVERIFY(receiveBy(receiver, events({1})));
    QVERIFY(!receiveBy(receiver, events({2})));
    QCOMPARE(handled, encounters({1}));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestChangingHandlers)
#include "tst_changinghandlers.moc"
