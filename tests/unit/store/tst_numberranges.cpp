// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/store/numberranges.h>

#include <QRandomGenerator>
#include <QtTest>

#include <limits>
#include <set>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestNumberRanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void insert_data();
    void insert();
    void missing_data();
    void missing();
    void text_data();
    void text();
    void agreesWithASet();
    void setOperations_data();
    void setOperations();
    void count();
};

void TestNumberRanges::insert_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("last");
    QTest::addColumn<QString>("after");

    constexpr quint64 maximum = std::numeric_limits<quint64>::max();
    QTest::newRow("empty") << u""_s << quint64(5) << quint64(5) << u"5"_s;
    QTest::newRow("adjacent above") << u"1-4"_s << quint64(5) << quint64(5) << u"1-5"_s;
    QTest::newRow("adjacent below") << u"6-9"_s << quint64(5) << quint64(5) << u"5-9"_s;
    QTest::newRow("closes a gap") << u"1-4,6-9"_s << quint64(5) << quint64(5) << u"1-9"_s;
    QTest::newRow("between") << u"1,9"_s << quint64(5) << quint64(5) << u"1,5,9"_s;
    QTest::newRow("swallows") << u"1,3,5,9-12"_s << quint64(2) << quint64(10) << u"1-12"_s;
    QTest::newRow("present") << u"1-9"_s << quint64(5) << quint64(6) << u"1-9"_s;
    QTest::newRow("zero") << u"1"_s << quint64(0) << quint64(0) << u"0-1"_s;
    QTest::newRow("highest") << u"3"_s << maximum << maximum << u"3,18446744073709551615"_s;
}

void TestNumberRanges::insert()
{
    QFETCH(QString, before);
    QFETCH(quint64, first);
    QFETCH(quint64, last);
    auto ranges = *NumberRanges::fromString(before);
    ranges.insert({first, last});
    QTEST(ranges.toString(), "after");
    QVERIFY(ranges.contains(first));
    QVERIFY(ranges.contains(last));
}

void TestNumberRanges::missing_data()
{
    QTest::addColumn<QString>("present");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("last");
    QTest::addColumn<QString>("missing");

    QTest::newRow("all") << u""_s << quint64(1) << quint64(3) << u"1-3"_s;
    QTest::newRow("none") << u"1-9"_s << quint64(2) << quint64(5) << u""_s;
    QTest::newRow("middle") << u"1-20,22-24"_s << quint64(1) << quint64(24) << u"21"_s;
    QTest::newRow("both ends") << u"5-6"_s << quint64(3) << quint64(8) << u"3-4,7-8"_s;
    QTest::newRow("outside") << u"1-2,20"_s << quint64(5) << quint64(6) << u"5-6"_s;
}

void TestNumberRanges::missing()
{
    QFETCH(QString, present);
    QFETCH(quint64, first);
    QFETCH(quint64, last);
    NumberRanges missing;
    for (const auto &range : NumberRanges::fromString(present)->missingFrom({first, last})) {
        missing.insert(range);
    }
    QTEST(missing.toString(), "missing");
}

void TestNumberRanges::text_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");

    QTest::newRow("empty") << u""_s << true;
    QTest::newRow("ranges") << u"1-20,22"_s << true;
    QTest::newRow("word") << u"x"_s << false;
    QTest::newRow("open") << u"1-"_s << false;
    QTest::newRow("backwards") << u"5-1"_s << false;
    QTest::newRow("comma") << u"1,,2"_s << false;
    QTest::newRow("negative") << u"-1"_s << false;
}

void TestNumberRanges::text()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    const auto ranges = NumberRanges::fromString(text);
    QCOMPARE(ranges.has_value(), valid);
    if (valid) {
        QCOMPARE(ranges->toString(), text);
    }
}

void TestNumberRanges::agreesWithASet()
{
    QRandomGenerator random(7);
    NumberRanges ranges;
    std::set<quint64> numbers;
    for (int i = 0; i < 2000; ++i) {
        const auto number = random.bounded(500U);
        ranges.insert(number);
        numbers.insert(number);
        const auto asked = random.bounded(510U);
        QCOMPARE(ranges.contains(asked), numbers.contains(asked));
    }
    for (qsizetype i = 1; i < ranges.ranges().size(); ++i) {
        QVERIFY(ranges.ranges()[i - 1].last + 1 < ranges.ranges()[i].first);
    }
}

void TestNumberRanges::setOperations_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<QString>("both");
    QTest::addColumn<QString>("onlyOne");

    QTest::newRow("empty") << u""_s << u"1-5"_s << u""_s << u""_s;
    QTest::newRow("nothing taken away") << u"1-5,9"_s << u""_s << u""_s << u"1-5,9"_s;
    QTest::newRow("equal") << u"1-5,9"_s << u"1-5,9"_s << u"1-5,9"_s << u""_s;
    QTest::newRow("inside") << u"1-9"_s << u"3-4,6"_s << u"3-4,6"_s << u"1-2,5,7-9"_s;
    QTest::newRow("around") << u"3-4,6"_s << u"1-9"_s << u"3-4,6"_s << u""_s;
    QTest::newRow("overlapping") << u"1-5,8-12"_s << u"4-9"_s << u"4-5,8-9"_s << u"1-3,10-12"_s;
    QTest::newRow("apart") << u"1,3,5"_s << u"2,4"_s << u""_s << u"1,3,5"_s;
    QTest::newRow("highest") << u"5,18446744073709551615"_s << u"5"_s << u"5"_s << u"18446744073709551615"_s;
}

void TestNumberRanges::setOperations()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    const auto first = *NumberRanges::fromString(one);
    const auto second = *NumberRanges::fromString(other);
    QTEST(first.intersected(second).toString(), "both");
    QTEST(second.intersected(first).toString(), "both");
    QTEST(first.subtracted(second).toString(), "onlyOne");
}

void TestNumberRanges::count()
{
    constexpr quint64 maximum = std::numeric_limits<quint64>::max();
    QCOMPARE(NumberRanges().count(), quint64(0));
    QCOMPARE(NumberRanges({{9, 9}, {1, 3}, {2, 5}}).count(), quint64(6));
    QCOMPARE(NumberRanges({{0, maximum}}).count(), maximum);
    QCOMPARE(NumberRanges({{0, maximum - 2}, {maximum, maximum}}).count(), maximum);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestNumberRanges)
#include "tst_numberranges.moc"
