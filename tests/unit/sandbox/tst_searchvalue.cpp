// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/searchvalue_p.h>

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestSearchValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDates_data();
    void readsDates();
    void refusesDates_data();
    void refusesDates();
    void comparesDates_data();
    void comparesDates();
    void comparesNumbers_data();
    void comparesNumbers();
    void refusesNumbers_data();
    void refusesNumbers();
    void followsPaths();
};

void TestSearchValue::readsDates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("low");
    QTest::addColumn<QString>("high");

    QTest::newRow("year") << u"2024"_s << u"2024-01-01T00:00:00Z"_s << u"2025-01-01T00:00:00Z"_s;
    QTest::newRow("month") << u"2024-02"_s << u"2024-02-01T00:00:00Z"_s << u"2024-03-01T00:00:00Z"_s;
    QTest::newRow("day") << u"2024-02-29"_s << u"2024-02-29T00:00:00Z"_s << u"2024-03-01T00:00:00Z"_s;
    QTest::newRow("minute") << u"2024-02-29T23:59"_s << u"2024-02-29T23:59:00Z"_s << u"2024-03-01T00:00:00Z"_s;
    QTest::newRow("second, Z") << u"2024-01-01T10:00:05Z"_s << u"2024-01-01T10:00:05Z"_s << u"2024-01-01T10:00:06Z"_s;
    QTest::newRow("fraction") << u"2024-01-01T10:00:05.12Z"_s << u"2024-01-01T10:00:05.120Z"_s
                              << u"2024-01-01T10:00:05.121Z"_s;
    QTest::newRow("seven digits") << u"2024-01-01T10:00:05.1234567Z"_s << u"2024-01-01T10:00:05.123Z"_s
                                  << u"2024-01-01T10:00:05.124Z"_s;
    QTest::newRow("east") << u"2024-01-01T01:00:00+02:30"_s << u"2023-12-31T22:30:00Z"_s << u"2023-12-31T22:30:01Z"_s;
    QTest::newRow("west") << u"2024-01-01T20:00:00-05:00"_s << u"2024-01-02T01:00:00Z"_s << u"2024-01-02T01:00:01Z"_s;
}

void TestSearchValue::readsDates()
{
    QFETCH(QString, text);
    QFETCH(QString, low);
    QFETCH(QString, high);
    const auto range = readDateRange(text);
    QVERIFY(range);
    QCOMPARE(range->low, QDateTime::fromString(low, Qt::ISODateWithMs));
    QCOMPARE(range->high, QDateTime::fromString(high, Qt::ISODateWithMs));
}

void TestSearchValue::refusesDates_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &text :
         {u""_s, u"24"_s, u"2024-13"_s, u"2024-02-30"_s, u"2024-1-1"_s, u"2024-01-01T25:00"_s, u"2024-01-01T10"_s,
          u"2024-01-01 10:00:00"_s, u"2024-01-01T10:00:00+2"_s, u"today"_s, u"ge2024"_s, u"2024Z"_s}) {
        QTest::newRow(qPrintable(u"'%1'"_s.arg(text))) << text;
    }
}

void TestSearchValue::refusesDates()
{
    QFETCH(QString, text);
    QVERIFY(!readDateRange(text));
}

void TestSearchValue::comparesDates_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("passing"); // the comparators that hold, of all nine

    QTest::newRow("same day") << u"2024-05-10"_s << u"2024-05-10"_s << u"eq ge le ap"_s;
    QTest::newRow("instant in day") << u"2024-05-10T12:00:00Z"_s << u"2024-05-10"_s << u"eq ge le ap"_s;
    QTest::newRow("day and instant") << u"2024-05-10"_s << u"2024-05-10T12:00:00Z"_s << u"ne gt lt ge le ap"_s;
    QTest::newRow("a year before") << u"2023-05-10"_s << u"2024-05-10"_s << u"ne lt le eb"_s;
    QTest::newRow("a year after") << u"2025-05-10"_s << u"2024-05-10"_s << u"ne gt ge sa"_s;
    QTest::newRow("ten days before") << u"2024-04-30"_s << u"2024-05-10"_s << u"ne lt le eb ap"_s;
}

void TestSearchValue::comparesDates()
{
    QFETCH(QString, target);
    QFETCH(QString, search);
    QFETCH(QString, passing);
    const QDateTime now(QDate(2025, 1, 1), QTime(0, 0), Qt::UTC); // a tenth of the way there is about 24 days
    QStringList passed;
    for (const auto &comparator : {u"eq"_s, u"ne"_s, u"gt"_s, u"lt"_s, u"ge"_s, u"le"_s, u"sa"_s, u"eb"_s, u"ap"_s}) {
        if (compareDates(*readDateRange(target), comparator, *readDateRange(search), now)) {
            passed.append(comparator);
        }
    }
    QCOMPARE(passed.join(u' '), passing);
}

void TestSearchValue::comparesNumbers_data()
{
    QTest::addColumn<double>("target");
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("passing");

    QTest::newRow("same") << 5.4 << u"5.4"_s << u"eq ge le ap"_s;
    QTest::newRow("within the precision") << 5.43 << u"5.4"_s << u"eq gt ge sa ap"_s;
    QTest::newRow("outside the precision") << 5.43 << u"5.40"_s << u"ne gt ge sa ap"_s;
    QTest::newRow("smaller") << 90.0 << u"100"_s << u"ne lt le eb ap"_s;
    QTest::newRow("much smaller") << 50.0 << u"100"_s << u"ne lt le eb"_s;
    QTest::newRow("exponent") << 149.0 << u"1e2"_s << u"eq gt ge sa"_s;
    QTest::newRow("negative") << -5.0 << u"-5"_s << u"eq ge le ap"_s;
}

void TestSearchValue::comparesNumbers()
{
    QFETCH(double, target);
    QFETCH(QString, search);
    QFETCH(QString, passing);
    QStringList passed;
    for (const auto &comparator : {u"eq"_s, u"ne"_s, u"gt"_s, u"lt"_s, u"ge"_s, u"le"_s, u"sa"_s, u"eb"_s, u"ap"_s}) {
        if (compareNumbers(target, comparator, *readSearchNumber(search))) {
            passed.append(comparator);
        }
    }
    QCOMPARE(passed.join(u' '), passing);
}

void TestSearchValue::refusesNumbers_data()
{
    QTest::addColumn<QString>("text");
    for (const auto &text : {u""_s, u"x"_s, u"1,5"_s, u"1."_s, u".5"_s, u"0x10"_s, u"1e"_s, u"--1"_s, u" 1"_s}) {
        QTest::newRow(qPrintable(u"'%1'"_s.arg(text))) << text;
    }
}

void TestSearchValue::refusesNumbers()
{
    QFETCH(QString, text);
    QVERIFY(!readSearchNumber(text));
}

void TestSearchValue::followsPaths()
{
    const QJsonObject resource{
        {u"name"_s,
         QJsonArray{QJsonObject{{u"given"_s, QJsonArray{u"A"_s, u"B"_s}}},
                    QJsonObject{{u"given"_s, QJsonArray{u"C"_s}}}, QJsonObject{{u"family"_s, u"D"_s}}}},
        {u"active"_s, false},
        {u"gone"_s, QJsonValue::Null}};
    QCOMPARE(valuesAt(resource, u"name.given"_s), (QList<QJsonValue>{u"A"_s, u"B"_s, u"C"_s}));
    QCOMPARE(valuesAt(resource, u"active"_s), QList<QJsonValue>{false});
    QVERIFY(valuesAt(resource, u"gone"_s).isEmpty());
    QVERIFY(valuesAt(resource, u"name.given.x"_s).isEmpty());
    QVERIFY(valuesAt(resource, u"none.at.all"_s).isEmpty());
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSearchValue)
#include "tst_searchvalue.moc"
