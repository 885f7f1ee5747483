// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/notification/gapwatch.h>

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

class TestGapWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsAGapThatStays();
    void aGapThatFillsIsNoGap();
    void tellsOnlyWhatIsNew();
    void subscriptionsAreApart();
    void eachGapHasItsGraceTime();
    void newEpochMissesTheSameNumbers();
    void timerOfTheOldEpochTellsNothing();
};

const SubscriptionKey first{u"w1"_s, {}, u"Subscription/1"_s};
const SubscriptionKey second{u"w1"_s, {}, u"Subscription/2"_s};

void TestGapWatch::tellsAGapThatStays()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    const QSignalSpy closed(&watch, &GapWatch::gapClosed);
    watch.setMissing(first, {{23, 23}});
    clock.advance(4999ms);
    QCOMPARE(detected.count(), 0);
    clock.advance(1ms);
    QCOMPARE(detected.count(), 1);
    QCOMPARE(detected.at(0).at(1).value<NumberRange>(), (NumberRange{23, 23}));
    watch.setMissing(first, {});
    QCOMPARE(closed.count(), 1);
}

void TestGapWatch::aGapThatFillsIsNoGap()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    const QSignalSpy closed(&watch, &GapWatch::gapClosed);
    watch.setMissing(first, {{23, 23}});
    clock.advance(4s);
    watch.setMissing(first, {});
    clock.advance(10s);
    QCOMPARE(detected.count(), 0);
    QCOMPARE(closed.count(), 0);
}

void TestGapWatch::tellsOnlyWhatIsNew()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    watch.setMissing(first, {{5, 7}});
    clock.advance(5s);
    watch.setMissing(first, {{5, 7}, {9, 9}});
    clock.advance(5s);
    QCOMPARE(detected.count(), 2);
    QCOMPARE(detected.at(1).at(1).value<NumberRange>(), (NumberRange{9, 9}));
}

void TestGapWatch::subscriptionsAreApart()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    watch.setMissing(first, {{1, 1}});
    watch.setMissing(second, {{1, 1}});
    watch.setMissing(first, {});
    clock.advance(5s);
    QCOMPARE(detected.count(), 1);
    QCOMPARE(detected.at(0).at(0).value<SubscriptionKey>(), second);
}

void TestGapWatch::eachGapHasItsGraceTime()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    watch.setMissing(first, {{5, 5}});
    clock.advance(4s);
    watch.setMissing(first, {{5, 5}, {7, 7}}); // may be on its way
    clock.advance(1s);
    QCOMPARE(detected.count(), 1);
    QCOMPARE(detected.at(0).at(1).value<NumberRange>(), (NumberRange{5, 5}));
    clock.advance(5s);
    QCOMPARE(detected.count(), 2);
    QCOMPARE(clock.pendingCalls(), 0);
}

void TestGapWatch::newEpochMissesTheSameNumbers()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    const QSignalSpy closed(&watch, &GapWatch::gapClosed);
    watch.setMissing(first, {{5, 5}});
    clock.advance(5s);
    watch.startEpoch(first);
    QCOMPARE(closed.count(), 1);
    watch.setMissing(first, {{5, 5}});
    clock.advance(5s);
    QCOMPARE(detected.count(), 2);
}

void TestGapWatch::timerOfTheOldEpochTellsNothing()
{
    Test::MockClock clock;
    GapWatch watch(clock, 5s);
    const QSignalSpy detected(&watch, &GapWatch::gapDetected);
    watch.setMissing(first, {{5, 5}});
    clock.advance(4s);
    watch.startEpoch(first);
    watch.setMissing(first, {{5, 5}});
    clock.advance(4s);
    QCOMPARE(detected.count(), 0);
    clock.advance(1s);
    QCOMPARE(detected.count(), 1);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestGapWatch)
#include "tst_gapwatch.moc"
