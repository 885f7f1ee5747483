// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/support/momentformat.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestMomentFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void utcUnlessTold();
    void local_data();
    void local();
    void ofNothing();
    void withoutAZone();
    void ofThisProcess();
};

namespace {

QDateTime moment()
{
    return {QDate(2026, 11, 25), QTime(23, 4, 5), Qt::UTC};
}

} // namespace

void TestMomentFormat::utcUnlessTold()
{
    QCOMPARE(MomentFormat().text(moment()), u"2026-11-25T23:04:05Z"_s);
    QCOMPARE(MomentFormat().text(moment().toTimeZone(QTimeZone("Asia/Kolkata"))), u"2026-11-25T23:04:05Z"_s);
}

void TestMomentFormat::local_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QStringList>("parts"); // how spaces are written changes with Qt's version
    QTest::newRow("Germany") << QLocale(QLocale::German, QLocale::Germany) << QByteArray("Europe/Berlin")
                             << QStringList{u"26.11.26"_s, u"00:04:05"_s};
    QTest::newRow("United States") << QLocale(QLocale::English, QLocale::UnitedStates) << QByteArray("America/New_York")
                                   << QStringList{u"11/25/26"_s, u"6:04:05"_s, u"PM"_s};
    QTest::newRow("Finland") << QLocale(QLocale::Finnish, QLocale::Finland) << QByteArray("Europe/Helsinki")
                             << QStringList{u"26.11.2026"_s, u"1.04.05"_s};
    QTest::newRow("none in particular") << QLocale::c() << QByteArray("UTC")
                                        << QStringList{u"25 Nov 2026"_s, u"23:04:05"_s, u"UTC"_s};
}

void TestMomentFormat::local()
{
    QFETCH(const QLocale, locale);
    QFETCH(const QByteArray, zone);
    QFETCH(const QStringList, parts);
    const QTimeZone timeZone(zone);
    QVERIFY(timeZone.isValid());
    const auto text = MomentFormat(locale, timeZone).text(moment());
    for (const auto &part : parts) {
        QVERIFY2(text.contains(part), qPrintable(text));
    }
    QVERIFY2(!text.contains(u"Z"_s) && !text.contains(u"T23"_s), qPrintable(text));
}

void TestMomentFormat::ofNothing()
{
    QCOMPARE(MomentFormat().text({}), QString());
    QCOMPARE(MomentFormat::local().text({}), QString());
}

/// As in a container without tzdata.
void TestMomentFormat::withoutAZone()
{
    const QLocale locale(QLocale::German, QLocale::Germany);
    const auto text = MomentFormat(locale, QTimeZone()).text(moment());
    QCOMPARE(text, MomentFormat(locale, QTimeZone::utc()).text(moment()));
    QVERIFY2(text.contains(u"23:04:05"_s) && text.contains(u"UTC"_s), qPrintable(text));
}

void TestMomentFormat::ofThisProcess()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    QCOMPARE(MomentFormat::local().text(moment()),
             MomentFormat(QLocale(QLocale::German, QLocale::Germany), QTimeZone::systemTimeZone()).text(moment()));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestMomentFormat)
#include "tst_momentformat.moc"
