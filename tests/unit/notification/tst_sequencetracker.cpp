// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/notification/sequencetracker.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QDateTime at(int second)
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(second);
}

SequencedEvent numbered(int number, int second = 0, const QString &focus = {})
{
    return {.eventNumber = EventNumber::fromInteger(number),
            .focus = focus,
            .timestamp = second > 0 ? at(second) : QDateTime()};
}

SequencedNotification events(const QList<SequencedEvent> &list, const QString &bundleId = {})
{
    return {.bundleId = bundleId, .events = list};
}

SequencedNotification counter(NotificationType type, int count, int second = 0)
{
    return {.type = type,
            .timestamp = second > 0 ? at(second) : QDateTime(),
            .eventsSinceSubscriptionStart = EventNumber::fromInteger(count)};
}

} // namespace

/// A store of one subscription for the tracker: plays notifications and remembers what was new.
class Player
{
public:
    explicit Player(CounterMode mode = CounterMode::Absolute)
        : m_mode(mode)
    {
    }

    /// `N` new, `L` late, `D` duplicate for each event; `!` before them when an epoch began.
    QString play(SequencedNotification notification)
    {
        for (auto &event : notification.events) {
            event.stored = find(event, notification.bundleId);
        }
        const auto verdict = SequenceTracker::track(m_state, notification, m_mode);
        QString text = verdict.epochStarted ? u"!"_s : u""_s;
        for (qsizetype i = 0; i < notification.events.size(); ++i) {
            const auto &placed = verdict.events.at(i);
            text += u"NLD"[static_cast<int>(placed.kind)];
            if (placed.kind != EventVerdict::Kind::Duplicate) {
                const auto &event = notification.events.at(i);
                m_stored.append({.eventIndex = static_cast<int>(i),
                                 .epoch = placed.epoch,
                                 .eventNumber = placed.eventNumber,
                                 .eventId = event.eventId,
                                 .bundleId = notification.bundleId,
                                 .focus = event.focus,
                                 .timestamp = event.timestamp.toString(Qt::ISODateWithMs)});
            }
        }
        m_state = verdict.state;
        return text;
    }

    [[nodiscard]] QString missing() const
    {
        NumberRanges ranges;
        for (const auto &range : SequenceTracker::missing(m_state)) {
            ranges.insert(range);
        }
        return ranges.toString();
    }

    [[nodiscard]] const SequenceState &state() const { return m_state; }

private:
    [[nodiscard]] std::optional<EventRecord> find(const SequencedEvent &event, const QString &bundleId) const
    {
        const auto mode = SequenceTracker::effectiveMode(m_mode, m_state);
        const bool byNumber = event.eventNumber && mode != CounterMode::Relative && mode != CounterMode::None;
        for (const auto &stored : m_stored) {
            const bool same = byNumber     ? stored.eventNumber == event.eventNumber && stored.epoch == m_state.epoch
                : !event.eventId.isEmpty() ? stored.eventId == event.eventId
                                           : !bundleId.isEmpty() && stored.bundleId == bundleId;
            if (same) {
                return stored;
            }
        }
        return std::nullopt;
    }

    CounterMode m_mode;
    SequenceState m_state;
    QList<EventRecord> m_stored;
};

class TestSequenceTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inOrder();
    void repetitions();
    void gapAndLateArrival();
    void gapSeenByHeartbeat();
    void severalEventsInOneBundle();
    void joiningLateLosesNothing();
    void handshakeSetsTheBase();
    void heartbeatRepeatsTheNewestEvent();
    void resetOfAServerWithTimestamps();
    void resetOfAServerWithout();
    void repetitionWithoutTimestampsIsNotAReset();
    void lateNotificationIsNotAReset();
    void newHandshakeStartsAnEpoch();
    void stragglerOfTheEpochBefore();
    void relativeNumbersAreFoundOut();
    void configuredModesWithoutNumbers();
    void numbersUpToTheLimit();
    void manyGapsStayBounded();
    void aMereDateTellsNothing();
    void countedLongBeforeItArrives_data();
    void countedLongBeforeItArrives();
    void staleCounterIsNotAReset();
    void resetShowsInTheCounter();
    void earlierEpoch();
    void writeOff();
};

void TestSequenceTracker::inOrder()
{
    Player player;
    QCOMPARE(player.play(counter(NotificationType::Handshake, 0)), u""_s);
    for (int number = 1; number <= 100; ++number) {
        QCOMPARE(player.play(events({numbered(number, number)})), u"N"_s);
    }
    QCOMPARE(player.missing(), u""_s);
    QCOMPARE(player.state().seen.toString(), u"1-100"_s);
    QCOMPARE(player.state().epoch, quint64(1));
}

void TestSequenceTracker::repetitions()
{
    Player player;
    QCOMPARE(player.play(events({numbered(1, 1)}, u"b1"_s)), u"N"_s);
    QCOMPARE(player.play(events({numbered(1, 1)}, u"b1"_s)), u"D"_s);
    QCOMPARE(player.play(events({numbered(1, 1)}, u"made anew"_s)), u"D"_s);
    QCOMPARE(player.play(events({numbered(2, 2)}, u"b2"_s)), u"N"_s);
    QCOMPARE(player.play(events({numbered(1, 1), numbered(2, 2), numbered(3, 3)}, u"b3"_s)), u"DDN"_s);
}

void TestSequenceTracker::gapAndLateArrival()
{
    Player player;
    QCOMPARE(player.play(events({numbered(21, 1), numbered(22, 2)})), u"NN"_s);
    QCOMPARE(player.play(events({numbered(24, 4)})), u"N"_s);
    QCOMPARE(player.missing(), u"23"_s);
    QCOMPARE(player.play(events({numbered(23, 3)})), u"L"_s);
    QCOMPARE(player.missing(), u""_s);
    QCOMPARE(player.play(events({numbered(23, 3)})), u"D"_s);
}

void TestSequenceTracker::gapSeenByHeartbeat()
{
    Player player;
    player.play(events({numbered(1, 1)}));
    QCOMPARE(player.play(counter(NotificationType::Heartbeat, 4, 10)), u""_s);
    QCOMPARE(player.missing(), u"2-4"_s);
    QCOMPARE(player.play(events({numbered(3, 3)})), u"L"_s);
    QCOMPARE(player.missing(), u"2,4"_s);
}

void TestSequenceTracker::severalEventsInOneBundle()
{
    Player player;
    player.play(counter(NotificationType::Handshake, 0));
    QCOMPARE(player.play(events({numbered(1, 1), numbered(2, 2), numbered(4, 4)})), u"NNN"_s);
    QCOMPARE(player.missing(), u"3"_s);
}

void TestSequenceTracker::joiningLateLosesNothing()
{
    Player player;
    QCOMPARE(player.play(events({numbered(6, 6)})), u"N"_s);
    QCOMPARE(player.missing(), u""_s); // 1 to 5 were before our time
    QCOMPARE(player.play(events({numbered(5, 5)})), u"L"_s); // but one that overtakes is still an event
    QCOMPARE(player.play(events({numbered(5, 5)})), u"D"_s);
}

void TestSequenceTracker::handshakeSetsTheBase()
{
    Player player;
    player.play(counter(NotificationType::Handshake, 7));
    QCOMPARE(player.missing(), u""_s);
    QCOMPARE(player.play(events({numbered(9, 9)})), u"N"_s);
    QCOMPARE(player.missing(), u"8"_s);
}

void TestSequenceTracker::heartbeatRepeatsTheNewestEvent()
{
    Player player;
    player.play(events({numbered(1, 1, u"Encounter/1"_s)}, u"b1"_s));
    auto heartbeat = counter(NotificationType::Heartbeat, 1, 30);
    heartbeat.bundleId = u"b2"_s;
    heartbeat.events = {numbered(1, 1, u"Encounter/1"_s)};
    QCOMPARE(player.play(heartbeat), u"D"_s);
    QCOMPARE(player.state().epoch, quint64(1));
}

void TestSequenceTracker::resetOfAServerWithTimestamps()
{
    Player player;
    for (int number = 1; number <= 5; ++number) {
        player.play(events({numbered(number, number)}));
    }
    QCOMPARE(player.play(events({numbered(1, 1000)})), u"!N"_s);
    QCOMPARE(player.play(events({numbered(2, 1001)})), u"N"_s);
    QCOMPARE(player.play(events({numbered(2, 1001)})), u"D"_s);
    QCOMPARE(player.play(events({numbered(4, 1003)})), u"N"_s);
    QCOMPARE(player.missing(), u"3"_s);
    QCOMPARE(player.state().epoch, quint64(2));
}

void TestSequenceTracker::resetOfAServerWithout()
{
    Player player(CounterMode::Resetting); // HAPI: no timestamps, but a repetition has the same bundle id
    QCOMPARE(player.play(events({numbered(0, 0, u"Patient/1"_s)}, u"b0"_s)), u"N"_s);
    QCOMPARE(player.play(events({numbered(1, 0, u"Patient/1"_s)}, u"b1"_s)), u"N"_s);
    QCOMPARE(player.play(events({numbered(1, 0, u"Patient/1"_s)}, u"b1"_s)), u"D"_s);
    QCOMPARE(player.play(events({numbered(0, 0, u"Patient/1"_s)}, u"b2"_s)), u"!N"_s);
    QCOMPARE(player.play(events({numbered(1, 0, u"Patient/1"_s)}, u"b3"_s)), u"N"_s);
    QCOMPARE(player.missing(), u""_s);
}

void TestSequenceTracker::repetitionWithoutTimestampsIsNotAReset()
{
    Player player;
    player.play(events({numbered(1, 0, u"Patient/1"_s)}, u"b1"_s));
    QCOMPARE(player.play(events({numbered(1, 0, u"Patient/1"_s)}, u"b2"_s)), u"D"_s);
    QCOMPARE(player.play(events({numbered(1, 0, u"Patient/2"_s)}, u"b3"_s)), u"!N"_s);
}

void TestSequenceTracker::lateNotificationIsNotAReset()
{
    Player player;
    player.play(counter(NotificationType::Handshake, 0, 1));
    player.play(events({numbered(1, 10)}));
    player.play(events({numbered(3, 30)}));
    QCOMPARE(player.play(counter(NotificationType::Heartbeat, 1, 15)), u""_s); // sent before event 3, arrived after it
    QCOMPARE(player.play(events({numbered(2, 31)})), u"L"_s); // clocks of two nodes differ
    QCOMPARE(player.state().epoch, quint64(1));
    QCOMPARE(player.missing(), u""_s);
}

void TestSequenceTracker::newHandshakeStartsAnEpoch()
{
    Player player;
    player.play(events({numbered(1, 10)}));
    player.play(events({numbered(2, 20)}));
    QCOMPARE(player.play(counter(NotificationType::Handshake, 0, 15)), u""_s); // an old one, repeated
    QCOMPARE(player.play(counter(NotificationType::Handshake, 2, 30)), u""_s); // re-activated, the numbers go on
    QCOMPARE(player.play(counter(NotificationType::Handshake, 0, 31)), u"!"_s);
    QCOMPARE(player.play(events({numbered(1, 40)})), u"N"_s);
    QCOMPARE(player.missing(), u""_s);
}

void TestSequenceTracker::stragglerOfTheEpochBefore()
{
    Player player;
    player.play(events({numbered(1, 1, u"Encounter/a"_s)}));
    player.play(events({numbered(3, 3, u"Encounter/c"_s)}));
    QCOMPARE(player.play(events({numbered(1, 1000, u"Encounter/d"_s)})), u"!N"_s);
    QCOMPARE(player.play(events({numbered(2, 1001, u"Encounter/e"_s)})), u"N"_s);
    QCOMPARE(player.play(events({numbered(2, 2, u"Encounter/b"_s)})), u"L"_s); // never came before: not lost
    QCOMPARE(player.state().epoch, quint64(2));
}

void TestSequenceTracker::relativeNumbersAreFoundOut()
{
    Player player;
    for (int bundle = 0; bundle < 20; ++bundle) {
        const auto verdict =
            player.play(events({numbered(1, 1 + bundle * 10), numbered(2, 2 + bundle * 10)}, u"b%1"_s.arg(bundle)));
        QVERIFY2(verdict == u"NN"_s || verdict == u"!NN"_s, qPrintable(verdict));
    }
    QCOMPARE(SequenceTracker::effectiveMode(CounterMode::Absolute, player.state()), CounterMode::Relative);
    QCOMPARE(player.play(events({numbered(1, 191)}, u"b19"_s)), u"D"_s);
    QCOMPARE(player.missing(), u""_s);
}

void TestSequenceTracker::configuredModesWithoutNumbers()
{
    for (const auto mode : {CounterMode::Relative, CounterMode::None}) {
        Player player(mode);
        QCOMPARE(player.play(events({numbered(0, 1)}, u"b1"_s)), u"N"_s);
        QCOMPARE(player.play(events({numbered(0, 2)}, u"b2"_s)), u"N"_s);
        QCOMPARE(player.play(events({numbered(0, 2)}, u"b2"_s)), u"D"_s);
        QCOMPARE(player.missing(), u""_s);
        QCOMPARE(player.state().epoch, quint64(1));
    }
}

void TestSequenceTracker::numbersUpToTheLimit()
{
    Player player;
    auto last = numbered(1, 1);
    last.eventNumber = EventNumber::fromString(u"9223372036854775807");
    QCOMPARE(player.play(events({last})), u"N"_s);
    QCOMPARE(player.play(events({last})), u"D"_s);
    QCOMPARE(player.missing(), u""_s);
}

void TestSequenceTracker::manyGapsStayBounded()
{
    Player player;
    player.play(counter(NotificationType::Handshake, 0));
    const int count = static_cast<int>(SequenceTracker::maximumRanges) + 500;
    SequenceState state = player.state();
    for (int i = 1; i <= count; ++i) {
        state = SequenceTracker::track(state, events({numbered(2 * i, i)}), CounterMode::Absolute).state;
    }
    QVERIFY(state.seen.ranges().size() <= SequenceTracker::maximumRanges);
    const auto late = SequenceTracker::track(state, events({numbered(3)}), CounterMode::Absolute);
    QCOMPARE(late.events.first().kind, EventVerdict::Kind::Late); // written off, and still no duplicate
    const auto missing = SequenceTracker::missing(state);
    QVERIFY(missing.first().first > 3);
    QCOMPARE(missing.last().last, quint64(2 * count - 1));
}

void TestSequenceTracker::aMereDateTellsNothing()
{
    QVERIFY(!SequenceTracker::comparableTimestamp(u"2026-01-01"_s).isValid());
    QVERIFY(!SequenceTracker::comparableTimestamp(u"nonsense of a certain length"_s).isValid());
    QVERIFY(SequenceTracker::comparableTimestamp(u"2020-05-29T11:44:13.1882432-05:00"_s).isValid());
}

void TestSequenceTracker::countedLongBeforeItArrives_data()
{
    QTest::addColumn<bool>("withBundleTime");
    QTest::newRow("the counter came with its time") << true;
    QTest::newRow("the counter came without") << false;
}

/// A counter tells of events that are fetched or repeated much later: late, and no reset.
void TestSequenceTracker::countedLongBeforeItArrives()
{
    QFETCH(bool, withBundleTime);
    Player player;
    player.play(counter(NotificationType::Handshake, 0, 1));
    player.play(events({numbered(1, 10)}));
    player.play(counter(NotificationType::QueryStatus, 3, withBundleTime ? 5000 : 0));
    QCOMPARE(player.missing(), u"2-3"_s);
    QCOMPARE(player.play(events({numbered(3, 4000)})), u"N"_s);
    QCOMPARE(player.play(events({numbered(2, 3000)})), u"L"_s);
    QCOMPARE(player.state().epoch, quint64(1));
    QCOMPARE(player.missing(), u""_s);
}

void TestSequenceTracker::staleCounterIsNotAReset()
{
    Player player;
    player.play(events({numbered(1, 10)}));
    player.play(counter(NotificationType::QueryStatus, 3, 5000));
    QCOMPARE(player.play(counter(NotificationType::Heartbeat, 2, 4999)), u""_s); // overtaken on the way
    QCOMPARE(player.play(counter(NotificationType::Heartbeat, 2, 5030)), u""_s); // of a node whose clock goes before
    QCOMPARE(player.missing(), u"2-3"_s);
}

void TestSequenceTracker::resetShowsInTheCounter()
{
    Player player;
    player.play(events({numbered(1, 10)}));
    player.play(counter(NotificationType::Heartbeat, 1, 5000));
    QCOMPARE(player.play(counter(NotificationType::Heartbeat, 0, 5020)), u""_s); // too early to say
    QCOMPARE(player.play(counter(NotificationType::Heartbeat, 0, 5061)), u"!"_s);
    QCOMPARE(player.play(counter(NotificationType::QueryStatus, 2, 5062)), u""_s);
    QCOMPARE(player.missing(), u"1-2"_s);
}

void TestSequenceTracker::earlierEpoch()
{
    Player player;
    player.play(events({numbered(1, 1, u"Encounter/a"_s)}));
    player.play(events({numbered(3, 3, u"Encounter/c"_s)}));
    QCOMPARE(player.play(events({numbered(1, 1000, u"Encounter/d"_s)})), u"!N"_s);

    // 2 and 3 of the first epoch were asked for before the second began.
    auto answer = events({numbered(2, 2, u"Encounter/b"_s), numbered(3, 3, u"Encounter/c"_s)});
    answer.eventsSinceSubscriptionStart = EventNumber::fromInteger(9);
    answer.events[1].stored = EventRecord{.epoch = 1,
                                          .eventNumber = EventNumber::fromInteger(3),
                                          .focus = u"Encounter/c"_s,
                                          .timestamp = at(3).toString(Qt::ISODateWithMs)};
    const auto verdict = SequenceTracker::trackEarlierEpoch(player.state(), 1, answer);
    QCOMPARE(verdict.state, player.state()); // 9 is not missing in the second epoch, 2 is not there
    QVERIFY(!verdict.epochStarted);
    QCOMPARE(verdict.events.at(0), (EventVerdict{EventVerdict::Kind::Late, 1, EventNumber::fromInteger(2)}));
    QCOMPARE(verdict.events.at(1).kind, EventVerdict::Kind::Duplicate);

    answer.events[1].stored->focus = u"Encounter/other"_s;
    answer.events[1].stored->timestamp.clear();
    const auto taken = SequenceTracker::trackEarlierEpoch(player.state(), 1, answer).events.at(1);
    QCOMPARE(taken, (EventVerdict{EventVerdict::Kind::Late, 1, std::nullopt})); // not lost, though its number is taken
}

void TestSequenceTracker::writeOff()
{
    Player player;
    player.play(counter(NotificationType::Handshake, 2, 1));
    player.play(events({numbered(5, 5), numbered(6, 6), numbered(9, 9)}));
    QCOMPARE(player.missing(), u"3-4,7-8"_s);
    const auto some = SequenceTracker::writeOff(player.state(), {4, 7});
    QCOMPARE(some.writtenOff.toString(), u"4,7"_s); // 5 and 6 arrived
    QCOMPARE(NumberRanges(SequenceTracker::missing(some)).toString(), u"3,8"_s);
    const auto all = SequenceTracker::writeOff(some, {0, std::numeric_limits<quint64>::max()});
    QCOMPARE(all.writtenOff.toString(), u"3-4,7-8"_s); // neither what came before us nor what is still to come
    QVERIFY(SequenceTracker::missing(all).isEmpty());
    const auto late = SequenceTracker::track(all, events({numbered(7, 7)}), CounterMode::Absolute);
    QCOMPARE(late.events.first().kind, EventVerdict::Kind::Late);
    QVERIFY(SequenceTracker::missing(player.state(), CounterMode::Relative).isEmpty());
    QVERIFY(SequenceTracker::writeOff({}, {1, 5}).writtenOff.isEmpty());
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSequenceTracker)
#include "tst_sequencetracker.moc"
