// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <QtTest>

using namespace std::chrono_literals;

namespace Tbs {

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsInOrderOfTime();
    void forgetsADestroyedContext();
    void systemClockCalls();
};

void TestClock::callsInOrderOfTime()
{
    Test::MockClock clock;
    QObject context;
    QStringList calls;
    clock.callAfter(20ms, &context, [&] { calls << QStringLiteral("b"); });
    clock.callAfter(10ms, &context, [&] {
        calls << QStringLiteral("a");
        clock.callAfter(15ms, &context, [&] { calls << QStringLiteral("c"); });
    });
    clock.advance(24ms);
    QCOMPARE(calls, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    clock.advance(1ms);
    QCOMPARE(calls.last(), QStringLiteral("c"));
    QCOMPARE(clock.pendingCalls(), 0);
}

void TestClock::forgetsADestroyedContext()
{
    Test::MockClock clock;
    bool called = false;
    {
        QObject context;
        clock.callAfter(10ms, &context, [&] { called = true; });
    }
    clock.advance(10ms);
    QVERIFY(!called);
}

void TestClock::systemClockCalls()
{
    SystemClock clock;
    bool called = false;
    clock.callAfter(0ms, this, [&] { called = true; });
    QTRY_VERIFY(called);
    QCOMPARE(clock.now().timeSpec(), Qt::UTC);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestClock)
#include "tst_clock.moc"
