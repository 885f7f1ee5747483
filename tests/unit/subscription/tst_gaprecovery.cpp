// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"

#include <Tbs/notification/directreceiver.h>
#include <Tbs/subscription/gaprecovery_p.h>
#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::Receiving;

namespace {

/// A server's `$events`: what it keeps, and how it answers.
struct EventsOperation
{
    NumberRanges kept;
    int answerLimit = 1000; ///< events in one answer, the lowest numbers
    int firstSecond = 0; ///< as in NotificationText
    QString subscription = u"https://example.org/fhir/Subscription/1"_s;
    QList<Error> errors; ///< instead of the next answers
    QStringList asked;
    bool held = false; ///< answers wait for release()
    QList<std::pair<SharedPromise<Result<RecoveredEvents>>, Result<RecoveredEvents>>> waiting;

    QFuture<Result<RecoveredEvents>> fetch(const QString &id, const NumberRange &range)
    {
        asked << id + u' ' + NumberRanges({range}).toString();
        const SharedPromise<Result<RecoveredEvents>> promise;
        waiting.append({promise, answer(range)});
        if (!held) {
            release();
        }
        return promise.future();
    }

    void release()
    {
        for (const auto &[promise, answer] : std::exchange(waiting, {})) {
            promise.finish(answer);
        }
    }

    Result<RecoveredEvents> answer(const NumberRange &range)
    {
        if (!errors.isEmpty()) {
            return failure(errors.takeFirst());
        }
        RecoveredEvents events;
        Test::NotificationText text{.type = u"query-event"_s, .subscription = subscription};
        const auto found = kept.intersected(NumberRanges({range}));
        for (const auto &part : found.ranges()) {
            for (auto number = part.first; number <= part.last && text.eventNumbers.size() < answerLimit; ++number) {
                text.eventNumbers << static_cast<int>(number);
                events.numbers.insert(number);
            }
        }
        text.firstSecond = firstSecond;
        events.bundle = text.toJson();
        return events;
    }
};

NumberRanges numbers(const QString &text)
{
    return *NumberRanges::fromString(text);
}

} // namespace

class TestGapRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fetchesWhatIsMissing();
    void gapsThatAreToldTogetherGoTogether();
    void onlyWhatIsMissingIsAskedFor();
    void asksInPieces();
    void partialAnswersAreCompletedAtOnce();
    void whatIsNotThereIsAskedForAgain();
    void givesUpInTheEnd();
    void errorsOfTheServerDoNotCount();
    void anAnswerThatIsNoneCounts();
    void errorsEndAfterATime();
    void sleptTooLong();
    void withoutTheOperation_data();
    void withoutTheOperation();
    void repeatedByTheServerAfterAll();
    void hugeGaps();
    void newGapWhileAnotherWaits();
    void resetWhileItIsFetched();
    void handlerThatFails();
    void answersForAnotherSubscription();
    void abandons();
    void nothingToAbandon();
    void arrivesWhileItIsAskedFor();

private:
    void make(MonitorOptions options = {}, bool hasOperation = true);
    /// Events that arrived, and those that are missing by that.
    void receive(const QList<int> &eventNumbers);
    void recover(const QString &text) { m_recovery->recover(numbers(text)); }
    /// Waits until \a count lines were told. \return them
    QStringList told(int count);
    /// What is told although nothing should be.
    QStringList settled();

    std::unique_ptr<Receiving> m_receiving;
    std::unique_ptr<EventsOperation> m_server;
    std::unique_ptr<GapRecovery> m_recovery;
    QStringList m_told;
};

void TestGapRecovery::init()
{
    m_recovery.reset();
    m_receiving = std::make_unique<Receiving>();
    m_server = std::make_unique<EventsOperation>();
    m_told.clear();
    QVERIFY(m_receiving->receive(Test::NotificationText{.type = u"handshake"_s, .counter = 0}));
    make();
}

void TestGapRecovery::make(MonitorOptions options, bool hasOperation)
{
    FetchEvents fetch;
    if (hasOperation) {
        fetch = [this](const QString &id, const NumberRange &range) {
            return m_server->fetch(id, range);
        };
    }
    m_recovery =
        std::make_unique<GapRecovery>(Receiving::key(), *m_receiving->receiver, fetch, m_receiving->clock, options);
    const auto *from = m_recovery.get();
    connect(from, &GapRecovery::recovered, this,
            [this](const NumberRange &range) { m_told << u"recovered "_s + NumberRanges({range}).toString(); });
    connect(from, &GapRecovery::failed, this, [this](const Error &, const QDateTime &next) {
        m_told << u"next after %1 s"_s.arg(m_receiving->clock.now().secsTo(next));
    });
    connect(from, &GapRecovery::unavailable, this, [this](const Error &) { m_told << u"unavailable"_s; });
    connect(from, &GapRecovery::gaveUp, this, [this](quint64 epoch, const NumberRanges &given) {
        m_told << u"gave up %1 of epoch %2"_s.arg(given.toString()).arg(epoch);
    });
    connect(from, &GapRecovery::lost, this,
            [this](const NumberRange &range) { m_told << u"lost "_s + NumberRanges({range}).toString(); });
    connect(from, &GapRecovery::settled, this, [this] { m_told << u"settled"_s; });
}

void TestGapRecovery::receive(const QList<int> &eventNumbers)
{
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = eventNumbers}));
}

QStringList TestGapRecovery::told(int count)
{
    if (!Test::waitUntil([&] { return m_told.size() >= count; })) {
        m_told << u"nothing more"_s;
    }
    return std::exchange(m_told, {});
}

QStringList TestGapRecovery::settled()
{
    for (int i = 0; i < 5; ++i) {
        std::ignore = m_receiving->record(); // a round trip through the store
        QCoreApplication::processEvents();
    }
    return std::exchange(m_told, {});
}

void TestGapRecovery::fetchesWhatIsMissing()
{
    receive({1, 4});
    m_server->kept = numbers(u"1-4"_s);
    recover(u"2-3"_s);
    QCOMPARE(told(1), QStringList(u"recovered 2-3"_s));
    QCOMPARE(m_server->asked, QStringList(u"1 2-3"_s));
    QTRY_COMPARE(m_receiving->handled.size(), 4);
    QVERIFY(m_receiving->handled.contains(u"Encounter/2 recovered"_s));
    QCOMPARE(m_receiving->missing(), u""_s);
    recover(u"2-3"_s);
    QCOMPARE(settled(), QStringList());
    QCOMPARE(m_server->asked.size(), 1);
    QCOMPARE(m_receiving->clock.pendingCalls(), 1); // the receiver's own grace time
}

void TestGapRecovery::gapsThatAreToldTogetherGoTogether()
{
    receive({3, 5, 8});
    m_server->kept = numbers(u"1-8"_s);
    recover(u"1-2"_s);
    recover(u"4"_s);
    recover(u"6-7"_s);
    recover(u"4"_s);
    QCOMPARE(told(3), QStringList({u"recovered 1-2"_s, u"recovered 4"_s, u"recovered 6-7"_s}));
    QCOMPARE(m_server->asked, QStringList(u"1 1-7"_s)); // one request is cheaper than three
    QTRY_COMPARE(m_receiving->handled.size(), 8);
}

void TestGapRecovery::onlyWhatIsMissingIsAskedFor()
{
    receive({1, 2, 5});
    m_server->kept = numbers(u"1-9"_s);
    recover(u"1-9"_s);
    QCOMPARE(told(1), QStringList(u"recovered 3-4"_s));
    QCOMPARE(m_server->asked, QStringList(u"1 3-4"_s));
}

void TestGapRecovery::asksInPieces()
{
    make({.eventsPerRequest = 10});
    receive({15, 26});
    m_server->kept = numbers(u"1-26"_s);
    recover(u"1-14,16-25"_s);
    QCOMPARE(told(2), QStringList({u"recovered 1-14"_s, u"recovered 16-25"_s}));
    QCOMPARE(m_server->asked, QStringList({u"1 1-10"_s, u"1 11-20"_s, u"1 21-25"_s}));
    QCOMPARE(m_receiving->missing(), u""_s);
}

void TestGapRecovery::partialAnswersAreCompletedAtOnce()
{
    receive({8});
    m_server->kept = numbers(u"1-7"_s);
    m_server->answerLimit = 3;
    recover(u"1-7"_s);
    QCOMPARE(told(1), QStringList(u"recovered 1-7"_s));
    QCOMPARE(m_server->asked, QStringList({u"1 1-7"_s, u"1 4-7"_s, u"1 7"_s}));
}

void TestGapRecovery::whatIsNotThereIsAskedForAgain()
{
    receive({5});
    m_server->kept = numbers(u"2"_s);
    recover(u"1-4"_s);
    QCOMPARE(told(2), QStringList({u"recovered 2"_s, u"next after 10 s"_s}));
    m_server->asked.clear();
    m_server->kept = numbers(u"1-4"_s);
    m_receiving->clock.advance(10s);
    QCOMPARE(told(2), QStringList({u"recovered 1"_s, u"recovered 3-4"_s}));
    QCOMPARE(m_server->asked, QStringList(u"1 1-4"_s));
}

void TestGapRecovery::givesUpInTheEnd()
{
    make({.recoveryAttempts = 3});
    receive({1, 5});
    m_server->kept = numbers(u"3"_s);
    recover(u"2-4"_s);
    QCOMPARE(told(2), QStringList({u"recovered 3"_s, u"next after 10 s"_s}));
    m_receiving->clock.advance(10s);
    QCOMPARE(told(1), QStringList(u"next after 20 s"_s));
    m_receiving->clock.advance(20s);
    QCOMPARE(told(3), QStringList({u"gave up 2,4 of epoch 1"_s, u"lost 2"_s, u"lost 4"_s}));
    QCOMPARE(m_receiving->missing(), u""_s);
    QCOMPARE(m_receiving->record().sequence.writtenOff.toString(), u"2,4"_s);
    QTRY_VERIFY(m_receiving->gaps.contains(u"closed"_s)); // the light is green again
    const auto asked = m_server->asked.size();
    m_receiving->clock.advance(24h);
    QCOMPARE(settled(), QStringList());
    QCOMPARE(m_server->asked.size(), asked);
}

void TestGapRecovery::errorsOfTheServerDoNotCount()
{
    make({.recoveryAttempts = 1});
    receive({1, 3});
    m_server->kept = numbers(u"2"_s);
    const Error down{Error::Kind::Retry, u"503"_s, {}};
    const Error forbidden{Error::Kind::ActionRequired, u"403"_s, {}};
    m_server->errors = {down, down, forbidden, down, down, down, down, down};
    recover(u"2"_s);
    QCOMPARE(told(1), QStringList(u"next after 10 s"_s));
    for (const auto delay : {20s, 40s, 80s, 160s, 320s, 600s, 600s}) {
        m_receiving->clock.advance(delay);
        QCOMPARE(told(1), QStringList(u"next after %1 s"_s.arg(delay.count())));
        QVERIFY(m_receiving->receive(Test::NotificationText{.type = u"heartbeat"_s, .counter = 3})); // goes on
    }
    m_receiving->clock.advance(600s);
    QCOMPARE(told(1), QStringList(u"recovered 2"_s));
}

void TestGapRecovery::anAnswerThatIsNoneCounts()
{
    make({.recoveryAttempts = 2});
    receive({1, 3});
    const Error html{Error::Kind::BadData, u"HTML"_s, {}};
    m_server->errors = {html, html};
    recover(u"2"_s);
    QCOMPARE(told(1), QStringList(u"next after 10 s"_s));
    m_receiving->clock.advance(10s);
    QCOMPARE(told(2), QStringList({u"gave up 2 of epoch 1"_s, u"lost 2"_s}));
}

void TestGapRecovery::errorsEndAfterATime()
{
    make({.recoveryTime = 1h});
    receive({1, 3});
    m_server->errors = QList<Error>(1000, Error{Error::Kind::Retry, u"500"_s, {}});
    recover(u"2"_s);
    QStringList lines;
    for (int minute = 0; minute < 70; ++minute) {
        lines += settled();
        m_receiving->clock.advance(1min);
    }
    lines += settled();
    QCOMPARE(lines.mid(lines.size() - 2), QStringList({u"gave up 2 of epoch 1"_s, u"lost 2"_s}));
    QVERIFY2(m_server->asked.size() < 15, "growing delays");
}

void TestGapRecovery::sleptTooLong()
{
    make({.recoveryTime = 1h});
    receive({1, 3});
    m_server->kept = numbers(u"2"_s);
    m_server->errors = {Error{Error::Kind::Retry, u"no network"_s, {}}};
    recover(u"2"_s);
    QCOMPARE(told(1), QStringList(u"next after 10 s"_s));
    m_receiving->clock.advance(24h);
    QCOMPARE(told(1), QStringList(u"recovered 2"_s));
}

void TestGapRecovery::withoutTheOperation_data()
{
    QTest::addColumn<bool>("known");
    QTest::newRow("by its profile") << true;
    QTest::newRow("by its answer") << false;
}

void TestGapRecovery::withoutTheOperation()
{
    QFETCH(bool, known);
    make({}, !known);
    m_server->errors = QList<Error>(10, Error{Error::Kind::Rejected, u"404"_s, {}});
    receive({1, 3, 5});
    recover(u"2,4"_s);
    QCOMPARE(told(2), QStringList({u"unavailable"_s, u"gave up 2,4 of epoch 1"_s}));
    m_receiving->clock.advance(119s);
    QCOMPARE(settled(), QStringList());
    QCOMPARE(m_receiving->missing(), u"2,4"_s); // the server may still repeat them
    m_receiving->clock.advance(1s);
    QCOMPARE(told(2), QStringList({u"lost 2"_s, u"lost 4"_s}));
    QCOMPARE(m_server->asked.size(), known ? 0 : 1);

    receive({7});
    recover(u"6"_s);
    QCOMPARE(told(1), QStringList(u"gave up 6 of epoch 1"_s)); // that there is no operation was said once
}

void TestGapRecovery::repeatedByTheServerAfterAll()
{
    make({}, false);
    receive({1, 5});
    recover(u"2-4"_s);
    QCOMPARE(told(2), QStringList({u"unavailable"_s, u"gave up 2-4 of epoch 1"_s}));
    receive({3});
    m_receiving->clock.advance(2min);
    QCOMPARE(told(2), QStringList({u"lost 2"_s, u"lost 4"_s}));
    receive({2, 4}); // very late, and still handled
    QTRY_COMPARE(m_receiving->handled.size(), 5);
}

void TestGapRecovery::hugeGaps()
{
    make({.maximumRecoveredEvents = 250});
    QVERIFY(m_receiving->receive(Test::NotificationText{.type = u"heartbeat"_s, .counter = 2'000'000'000}));
    m_server->kept = numbers(u"1999999999-2000000000"_s);
    recover(u"1-2000000000"_s);
    auto lines = told(4); // the two parts of the gap go their own ways
    lines.sort();
    QCOMPARE(lines,
             QStringList({u"gave up 1-1999999750 of epoch 1"_s, u"lost 1-1999999750"_s, u"next after 10 s"_s,
                          u"recovered 1999999999-2000000000"_s}));
    QCOMPARE(m_server->asked.size(), 4); // the last one for the rest of a partial answer
    QCOMPARE(m_receiving->missing(), u"1999999751-1999999998"_s);
}

void TestGapRecovery::newGapWhileAnotherWaits()
{
    make({.recoveryAttempts = 2});
    receive({1, 3});
    recover(u"2"_s);
    QCOMPARE(told(1), QStringList(u"next after 10 s"_s));
    m_receiving->clock.advance(9s);
    receive({5});
    m_server->kept = numbers(u"4"_s);
    recover(u"4"_s);
    QCOMPARE(told(1), QStringList(u"recovered 4"_s)); // at once
    m_receiving->clock.advance(1s);
    QCOMPARE(told(2), QStringList({u"gave up 2 of epoch 1"_s, u"lost 2"_s})); // by its own count of attempts
}

void TestGapRecovery::resetWhileItIsFetched()
{
    receive({1, 3});
    m_server->kept = numbers(u"2"_s);
    m_server->held = true;
    recover(u"2"_s);
    QTRY_COMPARE(m_server->waiting.size(), 1);
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1, 3}, .firstSecond = 1000}));
    QCOMPARE(m_receiving->record().sequence.epoch, quint64(2));
    m_server->release();
    QCOMPARE(told(1), QStringList(u"recovered 2"_s)); // it is the one of the first epoch
    QCOMPARE(m_receiving->missing(), u"2"_s); // and the second has one of its own
    m_receiving->clock.advance(24h);
    QCOMPARE(settled(), QStringList());
    QCOMPARE(m_server->asked.size(), 1);
}

void TestGapRecovery::handlerThatFails()
{
    // In direct mode a failing handler means that the event was not taken.
    m_recovery.reset();
    m_receiving = std::make_unique<Receiving>(Receiving::Kind::Direct);
    make({.recoveryAttempts = 1});
    bool broken = true;
    static_cast<DirectReceiver *>(m_receiving->receiver.get())
        ->setHandler(Receiving::key().webhookId, [&](const EventContext &event) -> Result<void> {
            if (broken && event.isRecovered()) {
                return failure(Error::Kind::Retry, u"the database is down"_s);
            }
            m_receiving->handled << event.reference();
            return {};
        });
    receive({1, 3});
    m_server->kept = numbers(u"2"_s);
    recover(u"2"_s);
    QCOMPARE(told(1), QStringList(u"next after 10 s"_s));
    broken = false;
    m_receiving->clock.advance(10s);
    QCOMPARE(told(1), QStringList(u"recovered 2"_s));
    QCOMPARE(m_receiving->handled, QStringList({u"Encounter/1"_s, u"Encounter/3"_s, u"Encounter/2"_s}));
}

/// What was taken for another subscription is still missing for this one.
void TestGapRecovery::answersForAnotherSubscription()
{
    make({.recoveryAttempts = 2});
    receive({1, 3});
    m_server->kept = numbers(u"2"_s);
    m_server->subscription = u"https://example.org/fhir/Subscription/2"_s;
    recover(u"2"_s);
    QCOMPARE(told(1), QStringList(u"next after 10 s"_s));
    m_receiving->clock.advance(10s);
    QCOMPARE(told(2), QStringList({u"gave up 2 of epoch 1"_s, u"lost 2"_s}));
}

void TestGapRecovery::abandons()
{
    receive({1, 4});
    m_server->held = true;
    recover(u"2-3"_s);
    QTRY_COMPARE(m_server->waiting.size(), 1);
    m_recovery->abandon();
    QCOMPARE(told(3), QStringList({u"gave up 2-3 of epoch 1"_s, u"lost 2-3"_s, u"settled"_s}));
    m_server->release();
    QCOMPARE(settled(), QStringList());
}

void TestGapRecovery::nothingToAbandon()
{
    m_recovery->abandon();
    QCOMPARE(told(1), QStringList(u"settled"_s));
}

void TestGapRecovery::arrivesWhileItIsAskedFor()
{
    receive({1, 4});
    m_server->kept = numbers(u"2-3"_s);
    m_server->held = true;
    recover(u"2-3"_s);
    QTRY_COMPARE(m_server->waiting.size(), 1);
    receive({2, 3}); // late, but by the channel
    m_server->release();
    settled();
    QTRY_COMPARE(m_receiving->handled.size(), 4);
    QCOMPARE(m_receiving->handled.mid(2), QStringList({u"Encounter/2"_s, u"Encounter/3"_s})); // once, not recovered
    QCOMPARE(m_receiving->missing(), u""_s);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestGapRecovery)
#include "tst_gaprecovery.moc"
