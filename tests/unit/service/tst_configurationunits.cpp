// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/service/configurationunits_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

class TestConfigurationUnits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void sizes_data();
    void sizes();
    void refuses_data();
    void refuses();
};

void TestConfigurationUnits::durations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("written");

    QTest::newRow("seconds") << u"5s"_s << qint64(5'000) << u"5s"_s;
    QTest::newRow("no unit") << u"20"_s << qint64(20'000) << u"20s"_s;
    QTest::newRow("milliseconds") << u"250ms"_s << qint64(250) << u"250ms"_s;
    QTest::newRow("minutes") << u"90m"_s << qint64(5'400'000) << u"90m"_s;
    QTest::newRow("hours") << u"48h"_s << qint64(172'800'000) << u"2d"_s;
    QTest::newRow("days") << u"10000d"_s << qint64(864'000'000'000) << u"10000d"_s;
    QTest::newRow("nothing") << u"0ms"_s << qint64(0) << u"0"_s;
}

void TestConfigurationUnits::durations()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto duration = durationFromText(text);
    QVERIFY(duration);
    QCOMPARE(duration->count(), milliseconds);
    QTEST(durationToText(*duration), "written");
    QVERIFY(durationFromText(durationToText(*duration)) == duration);
}

void TestConfigurationUnits::sizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("written");

    QTest::newRow("bytes") << u"512"_s << qint64(512) << u"512"_s;
    QTest::newRow("kB") << u"64kB"_s << qint64(64'000) << u"64kB"_s;
    QTest::newRow("MB") << u"16MB"_s << qint64(16'000'000) << u"16MB"_s;
    QTest::newRow("GB") << u"1GB"_s << qint64(1'000'000'000) << u"1GB"_s;
    QTest::newRow("KiB") << u"1024KiB"_s << qint64(1'048'576) << u"1MiB"_s;
    QTest::newRow("MiB") << u"16MiB"_s << qint64(16'777'216) << u"16MiB"_s;
    QTest::newRow("GiB") << u"2GiB"_s << qint64(2'147'483'648) << u"2GiB"_s;
    QTest::newRow("nothing") << u"0MB"_s << qint64(0) << u"0"_s;
    QTest::newRow("largest") << u"9007199254740992"_s << qint64(9'007'199'254'740'992) << u"8388608GiB"_s;
}

void TestConfigurationUnits::sizes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(sizeFromText(text), bytes);
    QTEST(sizeToText(bytes), "written");
    QCOMPARE(sizeFromText(sizeToText(bytes)), bytes);
}

void TestConfigurationUnits::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"",
                             " 5",
                             "5 ",
                             "s",
                             "-5s",
                             "+5",
                             "1.5s",
                             "5S",
                             "5sec",
                             "5 s",
                             "0x10",
                             "1e3",
                             "5ss",
                             "5TB",
                             "9007199254740993",
                             "10001d",
                             "99999999999999999999",
                             "99999999999999999GiB",
                             "9223372036854775807m",
                             "\xd9\xa5s"}) {
        QTest::newRow(text) << QString::fromUtf8(text);
    }
}

void TestConfigurationUnits::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!durationFromText(text));
    QVERIFY(!sizeFromText(text));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestConfigurationUnits)
#include "tst_configurationunits.moc"
