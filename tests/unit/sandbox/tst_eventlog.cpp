// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/eventlog_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest_data();
    void keepsTheNewest();
    void resets();
};

namespace {

QList<quint64> numbers(const QList<LoggedEvent> &events)
{
    QList<quint64> result;
    for (const auto &event : events) {
        result.append(event.number);
    }
    return result;
}

} // namespace

void TestEventLog::keepsTheNewest_data()
{
    QTest::addColumn<int>("capacity");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("last");
    QTest::addColumn<QList<quint64>>("expected");

    const auto maximum = std::numeric_limits<quint64>::max();
    QTest::newRow("all") << 10 << quint64(0) << maximum << QList<quint64>{1, 2, 3, 4, 5};
    QTest::newRow("some") << 10 << quint64(2) << quint64(3) << QList<quint64>{2, 3};
    QTest::newRow("one") << 10 << quint64(5) << quint64(5) << QList<quint64>{5};
    QTest::newRow("none yet") << 10 << quint64(6) << maximum << QList<quint64>{};
    QTest::newRow("backwards") << 10 << quint64(4) << quint64(2) << QList<quint64>{};
    QTest::newRow("forgotten") << 2 << quint64(1) << quint64(4) << QList<quint64>{4};
    QTest::newRow("capacity 0 is 1") << 0 << quint64(0) << maximum << QList<quint64>{5};
}

void TestEventLog::keepsTheNewest()
{
    QFETCH(int, capacity);
    QFETCH(quint64, first);
    QFETCH(quint64, last);
    EventLog log(capacity);
    QSet<QString> ids;
    for (int i = 0; i < 5; ++i) {
        ids.insert(log.append({}, {}, QDateTime::currentDateTimeUtc()).id);
    }
    QCOMPARE(ids.size(), 5);
    QCOMPARE(log.count(), 5U);
    QTEST(numbers(log.range(first, last)), "expected");
}

void TestEventLog::resets()
{
    EventLog log(5);
    QVERIFY(log.newest(1).isEmpty());
    log.append({}, {}, {});
    log.append({}, {}, {});
    QCOMPARE(numbers(log.newest(1)), QList<quint64>{2});
    QCOMPARE(numbers(log.newest(9)), (QList<quint64>{1, 2}));
    log.reset();
    QCOMPARE(log.count(), 0U);
    QCOMPARE(log.append({}, {}, {}).number, 1U);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestEventLog)
#include "tst_eventlog.moc"
