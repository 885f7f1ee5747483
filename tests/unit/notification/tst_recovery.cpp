// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "notifications.h"

#include <Tbs/notification/directreceiver.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/notification/sequencetracker.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/store/storeworker.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

const SubscriptionKey key{u"w1"_s, u"https://example.org/fhir"_s, u"Subscription/1"_s};

template <typename T> T waitFor(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); })) {
        qFatal("No answer.");
    }
    return future.result();
}

QString text(const QList<NumberRange> &ranges)
{
    return NumberRanges(ranges).toString();
}

} // namespace

/// A receiver with all that stands behind it: with a store, or direct.
class Receiving
{
public:
    enum class Kind { Direct, Memory, Sqlite };

    Receiving(Kind kind, const QString &path, CounterMode mode = CounterMode::Absolute)
    {
        const EventHandler note = [this](const EventContext &event) {
            handled << u"%1%2"_s.arg(event.reference(), event.isRecovered() ? u" recovered"_s : u""_s);
        };
        if (kind == Kind::Direct) {
            auto direct = std::make_unique<DirectReceiver>(clock);
            direct->setHandler(key.webhookId, note);
            receiver = std::move(direct);
        } else {
            std::unique_ptr<NotificationStore> store = std::make_unique<MemoryStore>();
            if (kind == Kind::Sqlite) {
                store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path});
            }
            m_worker = std::make_unique<StoreWorker>(std::move(store));
            if (!m_worker->start()) {
                qFatal("The store does not open.");
            }
            m_dispatcher = std::make_unique<HandlerDispatcher>(clock, *m_worker);
            m_dispatcher->setHandler(key.webhookId, note);
            m_dispatcher->start();
            receiver = std::make_unique<NotificationReceiver>(clock, *m_worker, *m_dispatcher);
        }
        receiver->setEndpoint(key.webhookId, {.server = {}, .counterMode = mode});
        QObject::connect(receiver.get(), &AbstractReceiver::gapDetected, receiver.get(),
                         [this](const SubscriptionKey &, const NumberRange &gap) { gaps << text({gap}); });
        QObject::connect(receiver.get(), &AbstractReceiver::gapClosed, receiver.get(),
                         [this](const SubscriptionKey &) { gaps << u"closed"_s; });
        receiver->start();
    }

    Result<Receipt> receive(const Test::NotificationText &text, NotificationOrigin origin = NotificationOrigin::Webhook,
                            std::optional<quint64> epoch = {})
    {
        QPromise<Result<Receipt>> promise;
        promise.start();
        const auto future = promise.future();
        receiver->receive(
            {.webhookId = key.webhookId, .body = text.toJson(), .origin = origin, .epoch = epoch},
            [kept = std::make_shared<QPromise<Result<Receipt>>>(std::move(promise))](const Result<Receipt> &receipt) {
                kept->addResult(receipt);
                kept->finish();
            });
        auto receipt = waitFor(future);
        record(); // the receiver has told everything by then
        QCoreApplication::processEvents();
        return receipt;
    }
    Result<Receipt> recover(const QList<int> &numbers, int counter, std::optional<quint64> epoch = {})
    {
        return receive({.type = u"query-event"_s, .bundleId = u"answer"_s, .counter = counter, .eventNumbers = numbers},
                       NotificationOrigin::Recovery, epoch);
    }

    SubscriptionRecord record()
    {
        const auto records = waitFor(receiver->subscriptions());
        return records && records->size() == 1 ? records->constFirst() : SubscriptionRecord();
    }
    QString missing() { return text(SequenceTracker::missing(record().sequence)); }

    Test::MockClock clock;
    std::unique_ptr<AbstractReceiver> receiver;
    QStringList handled;
    QStringList gaps; ///< as they were told: the numbers, or `closed`

private:
    std::unique_ptr<StoreWorker> m_worker;
    std::unique_ptr<HandlerDispatcher> m_dispatcher;

public:
    ~Receiving()
    {
        receiver.reset(); // before what it tells
    }
    Q_DISABLE_COPY_MOVE(Receiving)
};

/// What a monitor needs of a receiver: what is known, what was fetched, what is given up.
class TestRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void missedEventsAreRecovered_data() { kinds(); }
    void missedEventsAreRecovered();
    void partialAnswers_data() { kinds(); }
    void partialAnswers();
    void statusFindsALoss_data() { kinds(); }
    void statusFindsALoss();
    void whatWeAskedForIsNoSignOfLife_data() { kinds(); }
    void whatWeAskedForIsNoSignOfLife();
    void answerOfAnEarlierEpoch_data() { kinds(); }
    void answerOfAnEarlierEpoch();
    void statusOfAnEarlierEpoch_data() { kinds(); }
    void statusOfAnEarlierEpoch();
    void newEpochHasItsOwnGaps_data() { kinds(); }
    void newEpochHasItsOwnGaps();
    void answersWithoutTimesAreNoReset_data() { kinds(); }
    void answersWithoutTimesAreNoReset();
    void writesOff_data() { kinds(); }
    void writesOff();
    void writesNothingOffThatIsOver_data() { kinds(); }
    void writesNothingOffThatIsOver();
    void writesNothingOffThatIsUnknown_data() { kinds(); }
    void writesNothingOffThatIsUnknown();
    void writesOffWhileAHandlerRuns();
    void tellsWhatCameBefore_data() { kinds(); }
    void tellsWhatCameBefore();
    void earlierRun();
    void numbersWithoutMeaningAreNotMissed();

private:
    static void kinds();
    std::unique_ptr<Receiving> receiving(CounterMode mode = CounterMode::Absolute) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestRecovery::kinds()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("direct") << static_cast<int>(Receiving::Kind::Direct);
    QTest::newRow("memory") << static_cast<int>(Receiving::Kind::Memory);
    QTest::newRow("sqlite") << static_cast<int>(Receiving::Kind::Sqlite);
}

std::unique_ptr<Receiving> TestRecovery::receiving(CounterMode mode) const
{
    auto kind = Receiving::Kind::Sqlite;
    if (QTest::currentDataTag()) {
        kind = static_cast<Receiving::Kind>(*static_cast<int *>(QTest::qData("kind", qMetaTypeId<int>())));
    }
    return std::make_unique<Receiving>(kind, m_folder->filePath(u"store.sqlite"_s), mode);
}

void TestRecovery::missedEventsAreRecovered()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {1}}));
    QVERIFY(r->receive({.eventNumbers = {4}}));
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList(u"2-3"_s));

    const auto receipt = r->recover({1, 2, 3}, 4); // servers may give more than was asked for
    QCOMPARE(receipt->newEvents, 2);
    QCOMPARE(receipt->duplicateEvents, 1);
    QTRY_COMPARE(r->handled.size(), 4);
    QCOMPARE(r->handled,
             QStringList({u"Encounter/1"_s, u"Encounter/4"_s, u"Encounter/2 recovered"_s, u"Encounter/3 recovered"_s}));
    QCOMPARE(r->gaps, QStringList({u"2-3"_s, u"closed"_s}));

    QCOMPARE(r->receive({.bundleId = u"repeated"_s, .eventNumbers = {2}})->duplicateEvents, 1);
    QCOMPARE(r->recover({1, 2, 3}, 4)->duplicateEvents, 3);
    QCOMPARE(r->handled.size(), 4);
    QCOMPARE(r->record().sequence.epoch, quint64(1));
}

void TestRecovery::partialAnswers()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {9}}));
    QCOMPARE(r->recover({7, 5}, 9)->newEvents, 2);
    QCOMPARE(r->missing(), u"1-4,6,8"_s);
    QCOMPARE(r->recover({}, 9)->newEvents, 0); // the server keeps no more
    QCOMPARE(r->missing(), u"1-4,6,8"_s);
    QCOMPARE(r->recover({6}, 12)->newEvents, 1); // and has counted on meanwhile
    QCOMPARE(r->missing(), u"1-4,8,10-12"_s);
}

void TestRecovery::statusFindsALoss()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {1}}));
    QVERIFY(r->receive({.type = u"query-status"_s, .counter = 3}, NotificationOrigin::Recovery, 1));
    QCOMPARE(r->record().sequence.highest, quint64(3));
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList(u"2-3"_s));
    QVERIFY(r->receive({.type = u"query-status"_s, .counter = 2}, NotificationOrigin::Recovery)); // an old one
    QCOMPARE(r->missing(), u"2-3"_s);
}

void TestRecovery::whatWeAskedForIsNoSignOfLife()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"query-status"_s, .counter = 1}, NotificationOrigin::Recovery));
    QVERIFY(!r->record().lastNotificationAt.isValid());
    QVERIFY(r->receive({.eventNumbers = {2}}));
    const auto heard = r->clock.now();
    QCOMPARE(r->record().lastNotificationAt, heard);
    r->clock.advance(1min);
    QVERIFY(r->recover({3}, 3));
    QVERIFY(r->receive({.type = u"query-status"_s, .counter = 3}, NotificationOrigin::Recovery));
    QCOMPARE(r->record().lastNotificationAt, heard);
    QCOMPARE(r->record().lastEventAt, heard);
    QVERIFY(r->receive({.type = u"heartbeat"_s, .counter = 3}));
    QCOMPARE(r->record().lastNotificationAt, r->clock.now());
    QCOMPARE(r->record().lastEventAt, heard);
}

void TestRecovery::answerOfAnEarlierEpoch()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {1, 3, 5}}));
    QVERIFY(r->receive({.eventNumbers = {1}, .firstSecond = 1000})); // the server counts anew
    QCOMPARE(r->record().sequence.epoch, quint64(2));
    QTRY_COMPARE(r->handled.size(), 4);

    QCOMPARE(r->recover({2, 3}, 5, 1)->newEvents, 1); // asked for before
    QTRY_COMPARE(r->handled.size(), 5);
    QCOMPARE(r->handled.last(), u"Encounter/2 recovered"_s);
    QCOMPARE(r->missing(), u""_s);
    QCOMPARE(r->record().sequence.seen.toString(), u"1"_s);
    QCOMPARE(r->recover({2, 3}, 5, 1)->duplicateEvents, 2);

    QCOMPARE(r->receive({.eventNumbers = {2}, .firstSecond = 1000})->newEvents, 1);
    QCOMPARE(r->record().sequence.epoch, quint64(2));
}

void TestRecovery::statusOfAnEarlierEpoch()
{
    const auto r = receiving();
    QVERIFY(r->receive({.eventNumbers = {1, 2, 3}}));
    QVERIFY(r->receive({.eventNumbers = {1}, .firstSecond = 1000}));
    QVERIFY(r->receive({.type = u"query-status"_s, .counter = 3}, NotificationOrigin::Recovery, 1));
    QCOMPARE(r->missing(), u""_s);
    QVERIFY(r->receive({.type = u"query-status"_s, .counter = 3}, NotificationOrigin::Recovery, 2));
    QCOMPARE(r->missing(), u"2-3"_s);
}

void TestRecovery::newEpochHasItsOwnGaps()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {1, 3}}));
    r->clock.advance(5s);
    QVERIFY(r->receive({.eventNumbers = {1, 3}, .firstSecond = 1000}));
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList({u"2"_s, u"closed"_s, u"2"_s}));
    QCOMPARE(r->recover({2}, 3, 1)->newEvents, 1);
    QCOMPARE(r->missing(), u"2"_s);
    QCOMPARE(r->recover({2}, 3, 2)->newEvents, 1);
    QCOMPARE(r->missing(), u""_s);
}

/// A server that counts in memory is known by new bundle ids under old numbers; an answer always has a new one.
void TestRecovery::answersWithoutTimesAreNoReset()
{
    const auto r = receiving(CounterMode::Resetting);
    const auto receive = [&](const QString &bundleId, int number, NotificationOrigin origin) {
        auto body = Test::NotificationText{.bundleId = bundleId, .counter = number, .eventNumbers = {number}}.toJson();
        body.replace(
            QByteArray(R"("timestamp":"2026-01-01T12:00:0%1.000Z",)").replace("%1", QByteArray::number(number)), "");
        std::optional<Result<Receipt>> receipt;
        r->receiver->receive({.webhookId = key.webhookId, .body = body, .origin = origin},
                             [&](const Result<Receipt> &result) { receipt = result; });
        r->record();
        return receipt->value();
    };
    QCOMPARE(receive(u"b1"_s, 1, NotificationOrigin::Webhook).newEvents, 1);
    QCOMPARE(receive(u"answer"_s, 1, NotificationOrigin::Recovery).duplicateEvents, 1);
    QCOMPARE(receive(u"answer"_s, 2, NotificationOrigin::Recovery).newEvents, 1);
    QCOMPARE(receive(u"b2"_s, 2, NotificationOrigin::Webhook).duplicateEvents, 1);
    QCOMPARE(r->record().sequence.epoch, quint64(1));
    QCOMPARE(receive(u"b3"_s, 1, NotificationOrigin::Webhook).newEvents, 1); // this one is
    QCOMPARE(r->record().sequence.epoch, quint64(2));
}

void TestRecovery::writesOff()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {3, 6}}));
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList({u"1-2"_s, u"4-5"_s}));
    QVERIFY(waitFor(r->receiver->writeOff(key, {1, 3})));
    QCOMPARE(r->missing(), u"4-5"_s);
    QVERIFY(waitFor(r->receiver->writeOff(key, {4, 5}, 1)));
    QTRY_COMPARE(r->gaps, QStringList({u"1-2"_s, u"4-5"_s, u"closed"_s}));
    const auto state = r->record().sequence;
    QCOMPARE(state.writtenOff.toString(), u"1-2,4-5"_s);
    QCOMPARE(state.seen.toString(), u"3,6"_s);
    QCOMPARE(r->receive({.eventNumbers = {4}})->newEvents, 1); // written off, but not unwanted
    QCOMPARE(r->receive({.eventNumbers = {4}})->duplicateEvents, 1);
    r->clock.advance(1min);
    QCOMPARE(r->gaps.size(), 3);
}

void TestRecovery::writesNothingOffThatIsOver()
{
    const auto r = receiving();
    QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
    QVERIFY(r->receive({.eventNumbers = {1, 3}}));
    QVERIFY(r->receive({.eventNumbers = {1, 3}, .firstSecond = 1000}));
    QVERIFY(waitFor(r->receiver->writeOff(key, {2, 2}, 1)));
    QCOMPARE(r->missing(), u"2"_s);
    QVERIFY(waitFor(r->receiver->writeOff(key, {2, 2}, 2)));
    QCOMPARE(r->missing(), u""_s);
}

void TestRecovery::writesNothingOffThatIsUnknown()
{
    const auto r = receiving();
    const auto result = waitFor(r->receiver->writeOff(key, {1, 3}));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Rejected);
    QVERIFY(waitFor(r->receiver->subscriptions())->isEmpty()); // asking makes nothing
}

/// Without a store a notification is looked at twice, before and after its handlers.
void TestRecovery::writesOffWhileAHandlerRuns()
{
    Test::MockClock clock;
    DirectReceiver receiver(clock);
    std::vector<QPromise<void>> running;
    receiver.setHandler(key.webhookId, [&](const EventContext &) {
        QPromise<void> promise;
        promise.start();
        auto future = promise.future();
        running.push_back(std::move(promise));
        return future;
    });
    receiver.setEndpoint(key.webhookId, {});
    const QSignalSpy detected(&receiver, &AbstractReceiver::gapDetected);
    QSignalSpy stored(&receiver, &AbstractReceiver::notificationStored);
    const auto receive = [&](const Test::NotificationText &text) {
        receiver.receive({.webhookId = key.webhookId, .body = text.toJson()}, [](const auto &) {});
    };
    receive({.type = u"handshake"_s, .counter = 0});
    receive({.type = u"heartbeat"_s, .counter = 2});
    receive({.eventNumbers = {3}});
    QVERIFY(waitFor(receiver.writeOff(key, {1, 2})));
    running.front().finish();
    QTRY_COMPARE(stored.count(), 3);
    clock.advance(1min);
    QCOMPARE(detected.count(), 0);
}

void TestRecovery::tellsWhatCameBefore()
{
    const auto r = receiving();
    QVERIFY(r->receive({.eventNumbers = {2}}));
    const auto second = r->clock.now();
    r->clock.advance(1min);
    QVERIFY(r->receive({.eventNumbers = {5}}));
    const auto arrival = waitFor(r->receiver->eventBefore(key, 1, *EventNumber::fromInteger(3)));
    QVERIFY(arrival && *arrival);
    QCOMPARE((*arrival)->event.focus, u"Encounter/2"_s);
    QCOMPARE((*arrival)->receivedAt, second);
    const auto none = waitFor(r->receiver->eventBefore(key, 1, *EventNumber::fromInteger(2)));
    QVERIFY(none && !*none);
    auto other = key;
    other.subscription = u"Subscription/2"_s;
    QVERIFY(!waitFor(r->receiver->eventBefore(other, 1, *EventNumber::fromInteger(3))));
    QCOMPARE(waitFor(r->receiver->subscriptions())->size(), 1);
}

void TestRecovery::earlierRun()
{
    {
        const auto r = receiving();
        QVERIFY(r->receive({.type = u"handshake"_s, .counter = 0}));
        QVERIFY(r->receive({.eventNumbers = {1, 4}}));
    }
    const auto r = receiving();
    QCOMPARE(r->missing(), u"2-3"_s);
    QCoreApplication::processEvents();
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList(u"2-3"_s));
    QCOMPARE(r->recover({2, 3}, 4)->newEvents, 2);
    QCOMPARE(r->gaps, QStringList({u"2-3"_s, u"closed"_s}));
}

void TestRecovery::numbersWithoutMeaningAreNotMissed()
{
    {
        const auto r = receiving();
        QVERIFY(r->receive({.eventNumbers = {1, 4}}));
    }
    const auto r = receiving(CounterMode::Relative); // set right by its user
    QCoreApplication::processEvents();
    QVERIFY(r->receive({.eventNumbers = {1, 4}, .firstSecond = 1000}));
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestRecovery)
#include "tst_recovery.moc"
