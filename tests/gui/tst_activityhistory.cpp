// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/overview/activityhistory.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestActivityHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void empty();
    void countsBySecond();
    void ratesOverWhatIsKnown();
    void forgetsAfterFiveMinutes();
    void seconds_data();
    void seconds();
    void jitterLeavesNoHoles();
    void isBounded();
    void clears();

private:
    static Activity activity(qint64 milliseconds, int events, const QString &webhookId = u"a"_s);
};

Activity TestActivityHistory::activity(qint64 milliseconds, int events, const QString &webhookId)
{
    const ActivityCounts counts{.events = events};
    Activity activity{.at = QDateTime::fromMSecsSinceEpoch(1'767'268'800'000 + milliseconds, Qt::UTC), .total = counts};
    if (events > 0) {
        activity.subscriptions.insert(webhookId, counts);
    }
    return activity;
}

void TestActivityHistory::empty()
{
    const ActivityHistory history;
    QCOMPARE(history.length(), 0);
    QVERIFY(!history.end().isValid());
    QCOMPARE(history.eventRate(history.total(), 10), 0.0);
    QCOMPARE(history.series(u"a"_s).sum(ActivitySeries::seconds), ActivityCounts());
}

void TestActivityHistory::countsBySecond()
{
    ActivityHistory history;
    history.add(activity(0, 1));
    history.add(activity(1000, 2, u"b"_s));
    history.add(activity(2000, 4));
    QCOMPARE(history.total().at(0).events, 4);
    QCOMPARE(history.total().at(1).events, 2);
    QCOMPARE(history.total().at(2).events, 1);
    QCOMPARE(history.total().at(3).events, 0);
    QCOMPARE(history.series(u"a"_s).at(0).events, 4);
    QCOMPARE(history.series(u"a"_s).at(1).events, 0);
    QCOMPARE(history.series(u"a"_s).sum(2).events, 4);
    QCOMPARE(history.series(u"a"_s).sum(3).events, 5);
    QCOMPARE(history.series(u"b"_s).at(1).events, 2);
    QCOMPARE(history.length(), 3);
    QCOMPARE(history.end(), activity(2000, 0).at);
}

/// Just connected is not slow.
void TestActivityHistory::ratesOverWhatIsKnown()
{
    ActivityHistory history;
    history.add(activity(0, 6));
    QCOMPARE(history.eventRate(history.total(), 10), 6.0);
    history.add(activity(1000, 0));
    QCOMPARE(history.eventRate(history.total(), 10), 3.0);
    for (int second = 2; second < 60; ++second) {
        history.add(activity(second * 1000, 0));
    }
    QCOMPARE(history.eventRate(history.total(), 10), 0.0);
    QCOMPARE(history.eventRate(history.total(), 60), 0.1);
}

void TestActivityHistory::forgetsAfterFiveMinutes()
{
    ActivityHistory history;
    history.add(activity(0, 7));
    for (int second = 1; second < ActivitySeries::seconds; ++second) {
        history.add(activity(second * 1000, 0));
    }
    QCOMPARE(history.total().at(ActivitySeries::seconds - 1).events, 7);
    QCOMPARE(history.total().sum(ActivitySeries::seconds).events, 7);
    QCOMPARE(history.length(), ActivitySeries::seconds);
    history.add(activity(ActivitySeries::seconds * 1000, 0));
    QCOMPARE(history.total().sum(ActivitySeries::seconds).events, 0);
    QCOMPARE(history.length(), ActivitySeries::seconds);
}

void TestActivityHistory::seconds_data()
{
    QTest::addColumn<qint64>("milliseconds"); // from the first to the second report
    QTest::addColumn<int>("ago"); // of the first
    QTest::newRow("a second") << qint64(1000) << 1;
    QTest::newRow("a little early") << qint64(900) << 1;
    QTest::newRow("a little late") << qint64(1300) << 1;
    QTest::newRow("the same second") << qint64(100) << 0;
    QTest::newRow("nothing was told for a while") << qint64(5000) << 5;
    QTest::newRow("asleep for longer than five minutes") << qint64(3'600'000) << -1;
    QTest::newRow("the clock was set back") << qint64(-3'600'000) << 1;
}

void TestActivityHistory::seconds()
{
    QFETCH(const qint64, milliseconds);
    QFETCH(const int, ago);
    ActivityHistory history;
    history.add(activity(0, 3));
    history.add(activity(milliseconds, 0));
    QCOMPARE(history.total().sum(ActivitySeries::seconds).events, ago < 0 ? 0 : 3);
    if (ago >= 0) {
        QCOMPARE(history.total().at(ago).events, 3);
    }
}

void TestActivityHistory::jitterLeavesNoHoles()
{
    ActivityHistory history;
    for (int second = 0; second < 100; ++second) {
        history.add(activity(second * 1000 + (second % 3) * 200, 1));
    }
    for (int ago = 0; ago < 100; ++ago) {
        QCOMPARE(history.total().at(ago).events, 1);
    }
}

/// Also when somebody calls ever new addresses.
void TestActivityHistory::isBounded()
{
    ActivityHistory history;
    for (int second = 0; second < 1000; ++second) {
        history.add(activity(second * 1000, 1, QString::number(second)));
    }
    QCOMPARE(history.seriesCount(), ActivitySeries::seconds);
}

void TestActivityHistory::clears()
{
    ActivityHistory history;
    history.add(activity(0, 3));
    history.clear();
    QCOMPARE(history.length(), 0);
    QCOMPARE(history.total().sum(ActivitySeries::seconds).events, 0);
    QCOMPARE(history.seriesCount(), 0);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestActivityHistory)
#include "tst_activityhistory.moc"
