// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/subscription/heartbeatwatch_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

class TestHeartbeatWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsInTime();
    void everySignOfLifeMovesIt();
    void oneTimerHoweverMuchComes();
    void comesBack();
    void comesBackFromSilence();
    void nothingExpected();
    void shorterPeriod();
    void farAway();
    void pastTimes();
    void asleepForLong();

private:
    /// A sign of life now; the next is due after 20 s, late after 25 s, and 45 s are silence.
    void heard(std::chrono::seconds period = 20s)
    {
        const auto due = m_clock->now().addMSecs(std::chrono::milliseconds(period).count());
        m_watch->expect({due, due.addSecs(5), due.addMSecs(std::chrono::milliseconds(period + 5s).count())});
    }
    QStringList told() { return std::exchange(m_told, {}); }

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<HeartbeatWatch> m_watch;
    QStringList m_told;
};

void TestHeartbeatWatch::init()
{
    m_watch.reset();
    m_clock = std::make_unique<Test::MockClock>();
    m_watch = std::make_unique<HeartbeatWatch>(*m_clock);
    m_told.clear();
    connect(m_watch.get(), &HeartbeatWatch::late, this, [this] { m_told << u"late"_s; });
    connect(m_watch.get(), &HeartbeatWatch::silent, this, [this] { m_told << u"silent"_s; });
    connect(m_watch.get(), &HeartbeatWatch::back, this, [this] { m_told << u"back"_s; });
}

void TestHeartbeatWatch::tellsInTime()
{
    heard();
    m_clock->advance(24999ms);
    QCOMPARE(told(), QStringList());
    m_clock->advance(1ms);
    QCOMPARE(told(), QStringList(u"late"_s));
    m_clock->advance(19999ms);
    QCOMPARE(told(), QStringList());
    m_clock->advance(1ms);
    QCOMPARE(told(), QStringList(u"silent"_s));
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList()); // once
    QCOMPARE(m_clock->pendingCalls(), 0);
}

void TestHeartbeatWatch::everySignOfLifeMovesIt()
{
    for (int i = 0; i < 100; ++i) {
        heard();
        m_clock->advance(24s);
    }
    QCOMPARE(told(), QStringList());
    m_clock->advance(1s);
    QCOMPARE(told(), QStringList(u"late"_s));
}

void TestHeartbeatWatch::oneTimerHoweverMuchComes()
{
    for (int i = 0; i < 10'000; ++i) {
        heard();
        m_clock->advance(1ms);
    }
    QCOMPARE(m_clock->pendingCalls(), 1);
}

void TestHeartbeatWatch::comesBack()
{
    heard();
    m_clock->advance(25s);
    heard();
    QCOMPARE(told(), QStringList({u"late"_s, u"back"_s}));
    m_clock->advance(25s);
    QCOMPARE(told(), QStringList(u"late"_s));
}

void TestHeartbeatWatch::comesBackFromSilence()
{
    heard();
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList({u"late"_s, u"silent"_s}));
    heard();
    QCOMPARE(told(), QStringList(u"back"_s));
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList({u"late"_s, u"silent"_s}));
}

void TestHeartbeatWatch::nothingExpected()
{
    m_watch->expect({});
    m_clock->advance(24h);
    heard();
    m_clock->advance(5s);
    m_watch->expect({}); // it went to error, or the heartbeats were given up
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList());
    heard();
    m_clock->advance(25s);
    m_watch->expect({});
    heard();
    QCOMPARE(told(), QStringList(u"late"_s)); // nobody was waited for any more
}

void TestHeartbeatWatch::shorterPeriod()
{
    heard(1h);
    heard(20s);
    m_clock->advance(25s);
    QCOMPARE(told(), QStringList(u"late"_s));
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList(u"silent"_s)); // the first timer tells nothing more
}

void TestHeartbeatWatch::farAway()
{
    heard(24h * 60);
    m_clock->advance(24h * 60);
    QCOMPARE(told(), QStringList());
    m_clock->advance(5s);
    QCOMPARE(told(), QStringList(u"late"_s));
}

void TestHeartbeatWatch::pastTimes()
{
    const auto now = m_clock->now();
    m_watch->expect({now.addSecs(-9), now.addSecs(-5), now.addSecs(20)});
    m_clock->advance(0ms);
    QCOMPARE(told(), QStringList(u"late"_s));
    m_watch->expect({now.addSecs(-9), now.addSecs(-5), now.addSecs(20)}); // the same told again
    QCOMPARE(told(), QStringList());
}

/// As when a laptop slept: both times are over when the timer comes.
void TestHeartbeatWatch::asleepForLong()
{
    const auto now = m_clock->now();
    m_watch->expect({now.addSecs(-90), now.addSecs(-50), now.addSecs(-20)});
    m_clock->advance(0ms);
    QCOMPARE(told(), QStringList({u"late"_s, u"silent"_s}));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHeartbeatWatch)
#include "tst_heartbeatwatch.moc"
