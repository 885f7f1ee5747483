// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/subscription/duetimer_p.h>

#include <QtTest>

using namespace std::chrono_literals;

namespace Tbs {

class TestDueTimer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsOnce();
    void startsAgain();
    void keepsTheEarlierTime();
    void stops();
    void reachesFar();
    void mayBeStartedFromItsCall();

private:
    Test::MockClock m_clock;
    int m_calls = 0;
    DueTimer m_timer{m_clock, this, [this] {
                         ++m_calls;
                     }};

private Q_SLOTS:
    void init()
    {
        m_timer.stop();
        m_calls = 0;
    }
};

void TestDueTimer::callsOnce()
{
    m_timer.start(10ms);
    m_clock.advance(9ms);
    QCOMPARE(m_calls, 0);
    m_clock.advance(1ms);
    QCOMPARE(m_calls, 1);
    m_clock.advance(1h);
    QCOMPARE(m_calls, 1);
    m_timer.start(-5ms);
    m_clock.advance(0ms);
    QCOMPARE(m_calls, 2);
}

void TestDueTimer::startsAgain()
{
    m_timer.start(10ms);
    m_timer.start(30ms);
    m_clock.advance(29ms);
    QCOMPARE(m_calls, 0);
    m_clock.advance(1ms);
    QCOMPARE(m_calls, 1);
}

void TestDueTimer::keepsTheEarlierTime()
{
    m_timer.startWithin(10ms);
    m_timer.startWithin(30ms);
    m_clock.advance(10ms);
    QCOMPARE(m_calls, 1);
    m_clock.advance(20ms);
    QCOMPARE(m_calls, 1);
    m_timer.startWithin(30ms);
    m_timer.startWithin(10ms);
    m_clock.advance(10ms);
    QCOMPARE(m_calls, 2);
    m_clock.advance(20ms);
    QCOMPARE(m_calls, 2);
}

void TestDueTimer::stops()
{
    m_timer.start(10ms);
    m_timer.stop();
    m_clock.advance(1h);
    QCOMPARE(m_calls, 0);
    m_timer.startWithin(10ms);
    m_clock.advance(10ms);
    QCOMPARE(m_calls, 1);
}

void TestDueTimer::reachesFar()
{
    m_timer.start(24h * 365);
    m_clock.advance(24h * 365 - 1ms);
    QCOMPARE(m_calls, 0);
    m_clock.advance(1ms);
    QCOMPARE(m_calls, 1);
}

void TestDueTimer::mayBeStartedFromItsCall()
{
    int calls = 0;
    std::function<void()> again;
    DueTimer timer(m_clock, this, [&] { again(); });
    again = [&] {
        if (++calls < 3) {
            timer.start(1s);
        }
    };
    timer.start(1s);
    m_clock.advance(10s);
    QCOMPARE(calls, 3);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestDueTimer)

#include "tst_duetimer.moc"
