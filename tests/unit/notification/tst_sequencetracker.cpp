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

    /// Forgets the stored events, as a store does that has grown too large.
    void forget() { m_stored.clear(); }

private:
    [[nodiscard]] std::optional<EventRecord> find(const SequencedEvent &event, const QString &bundleId) const
    {
        const auto mode = SequenceTracker::effectiveMode(m_mode, m_state);
        const bool byNumber = event.eventNumber && mode != CounterMode::Relative && mode != CounterMode::None;
        std::optional<EventRecord> found;
        for (const auto &stored : m_stored) {
            const bool isOfItsNumber =
                byNumber && stored.eventNumber == event.eventNumber && stored.epoch == m_state.epoch;
            const bool isOfItsIdentity = (!byNumber || !stored.eventNumber)
                && (!event.eventId.isEmpty() ? stored.eventId == event.eventId
                                             : !bundleId.isEmpty() && stored.bundleId == bundleId);
            if (isOfItsIdentity) {
                return stored;
            }
            if (isOfItsNumber) {
                found = stored;
            }
        }
        return found;
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
    void oneNumberForTwoEvents_data();
    void oneNumberForTwoEvents();
    void restartWithoutTimestamps_data();
    void restartWithoutTimestamps();
    void restartsInARowOfAServerThatResets();
    void forgottenEventsAreNoDuplicates();
    void changedSubscriptionCountsAnew();
    void eventOfTheSubscriptionBeforeItsChange();
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

void TestSequenceTracker::oneNumberForTwoEvents_data()
{
    // Each letter is an event with a bundle of its own: `2a 2b` are two under one number.
    QTest::addColumn<QString>("played");
    QTest::addColumn<QString>("verdicts");
    QTest::addColumn<QString>("missing");
    QTest::newRow("as HAPI did: 1 never came") << u"2a 2b"_s << u"N N"_s << u""_s;
    QTest::newRow("and goes on") << u"2a 2b 3c"_s << u"N N N"_s << u""_s;
    QTest::newRow("in the middle") << u"1a 3b 3c 4d"_s << u"N N N N"_s << u""_s;
    QTest::newRow("each is repeated") << u"1a 3b 3b 3c 3c 3b 4d 3c"_s << u"N N D N D D N D"_s << u""_s;
    QTest::newRow("three under one number") << u"1a 4b 4c 4d 5e"_s << u"N N N N N"_s << u""_s;
    QTest::newRow("three at the very beginning") << u"3a 3b 3c 4d"_s << u"N N N N"_s << u""_s;
    QTest::newRow("after later ones") << u"1a 3b 4c 3d"_s << u"N N N L"_s << u""_s;
    QTest::newRow("the nearest missing number is taken") << u"1a 3b 5c 5d"_s << u"N N N N"_s << u"2"_s;
    QTest::newRow("whose own event comes later") << u"1a 4b 4c 3d 5e"_s << u"N N N L N"_s << u""_s;
    QTest::newRow("and is repeated") << u"1a 4b 4c 3d 3d"_s << u"N N N L D"_s << u""_s;
    QTest::newRow("a loss still shows") << u"1a 3b 3c 5d"_s << u"N N N N"_s << u"4"_s;
    QTest::newRow("one before them too") << u"1a 4b 4c 5d"_s << u"N N N N"_s << u"2"_s;
    QTest::newRow("right after a restart") << u"1a 2b 3c 2d 2e 3f"_s << u"N N N !N N N"_s << u""_s;
}

/// HAPI numbers events that are created together alike, and another number is left out for it.
void TestSequenceTracker::oneNumberForTwoEvents()
{
    QFETCH(QString, played);
    QFETCH(QString, verdicts);
    QFETCH(QString, missing);
    Player player(CounterMode::Resetting);
    QStringList answers;
    for (const auto &event : played.split(u' ')) {
        const auto name = event.right(1);
        answers << player.play(events({numbered(event.chopped(1).toInt(), 0, u"Patient/"_s + name)}, name));
    }
    QCOMPARE(answers.join(u' '), verdicts);
    QCOMPARE(player.missing(), missing);
}

void TestSequenceTracker::restartWithoutTimestamps_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    QTest::addColumn<QString>("missing");
    QTest::newRow("known from the beginning") << QList<int>({1, 2, 3}) << QList<int>({1, 2}) << u""_s;
    QTest::newRow("joined late") << QList<int>({6, 7, 8}) << QList<int>({1, 2, 3, 4, 5, 6, 7}) << u""_s;
    QTest::newRow("joined late, one is lost") << QList<int>({40, 41}) << QList<int>({1, 2}) << u""_s;
    QTest::newRow("an old loss is closed") << QList<int>({1, 2, 4}) << QList<int>({1, 2}) << u""_s;
    QTest::newRow("the second is lost") << QList<int>({1, 2, 3}) << QList<int>({1, 3}) << u"2"_s;
    QTest::newRow("the first is lost") << QList<int>({1, 2, 3}) << QList<int>({2, 3}) << u"1"_s;
    QTest::newRow("grows beyond the old count") << QList<int>({1, 2}) << QList<int>({1, 2, 3, 5}) << u"4"_s;
    QTest::newRow("only one before") << QList<int>({7}) << QList<int>({1, 2, 3}) << u""_s;
}

/// Neither are events lost nor numbers missed for ever.
void TestSequenceTracker::restartWithoutTimestamps()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, after);
    QFETCH(QString, missing);
    Player player(CounterMode::Resetting);
    int bundle = 0;
    for (const int number : before + after) {
        const auto verdict =
            player.play(events({numbered(number, 0, u"Patient/1"_s)}, u"b%1"_s.arg(++bundle))).remove(u'!');
        QVERIFY2(verdict == u"N"_s || verdict == u"L"_s, qPrintable(verdict));
    }
    QCOMPARE(player.missing(), missing);
}

void TestSequenceTracker::restartsInARowOfAServerThatResets()
{
    Player player(CounterMode::Resetting);
    for (int restart = 0; restart < 10; ++restart) {
        player.play(events({numbered(1)}, u"b%1"_s.arg(restart)));
    }
    QCOMPARE(SequenceTracker::effectiveMode(CounterMode::Resetting, player.state()), CounterMode::Resetting);
    player.play(events({numbered(3)}, u"last"_s));
    QCOMPARE(NumberRanges(SequenceTracker::missing(player.state(), CounterMode::Resetting)).toString(), u"2"_s);
}

void TestSequenceTracker::forgottenEventsAreNoDuplicates()
{
    Player withoutTimes(CounterMode::Resetting);
    withoutTimes.play(events({numbered(1)}, u"b1"_s));
    withoutTimes.play(events({numbered(2)}, u"b2"_s));
    withoutTimes.forget();
    QCOMPARE(withoutTimes.play(events({numbered(1)}, u"b3"_s)), u"!N"_s);

    for (const auto mode : {CounterMode::Absolute, CounterMode::Resetting}) {
        Player player(mode);
        player.play(events({numbered(1, 1)}, u"b1"_s));
        player.play(events({numbered(2, 2)}, u"b2"_s));
        player.forget();
        QCOMPARE(player.play(events({numbered(1, 1)}, u"b1"_s)), u"D"_s);
        QCOMPARE(player.play(events({numbered(1, 1000)}, u"b3"_s)), u"!N"_s);
    }
}

/// Helios: each PUT makes a new registration, with a handshake and numbers from 1; a restart has no handshake.
void TestSequenceTracker::changedSubscriptionCountsAnew()
{
    for (const auto mode : {CounterMode::Absolute, CounterMode::Resetting}) {
        Player player(mode);
        QCOMPARE(player.play(counter(NotificationType::Handshake, 0, 1)), u""_s);
        QCOMPARE(player.play(counter(NotificationType::Handshake, 0, 5)), u""_s); // changed before anything happened
        int second = 10;
        for (int change = 0; change < 5; ++change) {
            for (int number = 1; number <= 3; ++number) {
                ++second;
                QCOMPARE(player.play(events({numbered(number, second)}, QString::number(second))), u"N"_s);
            }
            QCOMPARE(player.play(counter(NotificationType::Handshake, 0, ++second)), u"!"_s);
            QCOMPARE(player.play(counter(NotificationType::QueryStatus, 0, ++second)), u""_s);
        }
        QCOMPARE(player.play(events({numbered(1, ++second)}, u"a"_s)), u"N"_s);
        QCOMPARE(player.play(events({numbered(1, ++second)}, u"restarted"_s)), u"!N"_s);
        QCOMPARE(player.play(events({numbered(3, ++second)}, u"b"_s)), u"N"_s);
        QCOMPARE(player.missing(), u"2"_s);
    }
}

void TestSequenceTracker::eventOfTheSubscriptionBeforeItsChange()
{
    Player player(CounterMode::Resetting);
    player.play(counter(NotificationType::Handshake, 0, 1));
    player.play(events({numbered(1, 11)}, u"b1"_s));
    QCOMPARE(player.play(counter(NotificationType::Handshake, 0, 20)), u"!"_s);
    auto delayed = events({numbered(4, 14)}, u"b4"_s);
    delayed.timestamp = at(14);
    delayed.eventsSinceSubscriptionStart = EventNumber::fromInteger(4);
    QCOMPARE(player.play(delayed), u"L"_s); // not lost, and 1 to 3 are not missing for it
    QCOMPARE(player.missing(), u""_s);
    QCOMPARE(player.play(delayed), u"D"_s);
    for (int number = 1; number <= 5; ++number) {
        QCOMPARE(player.play(events({numbered(number, 20 + number)}, u"c%1"_s.arg(number))), u"N"_s);
    }
    QCOMPARE(player.missing(), u""_s);
    QCOMPARE(player.state().epoch, quint64(2));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSequenceTracker)
#include "tst_sequencetracker.moc"
