// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/timestamp_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understood_data();
    void understood();
    void notUnderstood_data();
    void notUnderstood();
    void written();
};

void TestTimestamp::understood_data()
{
    QTest::addColumn<QString>("utc");
    QTest::addColumn<bool>("isInstant");
    const auto row = [](const char *text, const char *utc, bool isInstant) {
        QTest::newRow(text) << QString::fromLatin1(utc) << isInstant;
    };
    row("2026-03-01T08:15:00Z", "2026-03-01T08:15:00.000Z", true);
    row("2026-03-01T08:15:00.5Z", "2026-03-01T08:15:00.500Z", true);
    row("2020-05-29T11:44:13.1882432-05:00", "2020-05-29T16:44:13.188Z", true);
    row("2020-05-29T11:44:13.123456789012345678901234567890+00:00", "2020-05-29T11:44:13.123Z", true);
    row("2026-01-01T00:30:00+14:00", "2025-12-31T10:30:00.000Z", true);
    row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z", true);
    row("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z", true);
    row("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z", true);
    row("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z", true);
    row("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z", true);
    row("2023-09-04 10:38:43.020984+03", "2023-09-04T07:38:43.020Z", false);
    row("2023-09-04T10:38:43+0330", "2023-09-04T07:08:43.000Z", false);
    row("2026-03-01T08:15Z", "2026-03-01T08:15:00.000Z", false);
    row("2026-03-01T08:15:00", "2026-03-01T08:15:00.000Z", false);
    row("2026-03-01", "2026-03-01T00:00:00.000Z", false);
    row("2026-03", "2026-03-01T00:00:00.000Z", false);
    row("2026", "2026-01-01T00:00:00.000Z", false);
}

void TestTimestamp::understood()
{
    const auto time = parseTimestamp(QTest::currentDataTag());
    QVERIFY(time);
    QTEST(time->utc.toString(Qt::ISODateWithMs), "utc");
    QCOMPARE(time->utc.timeSpec(), Qt::UTC);
    QTEST(time->isInstant, "isInstant");
}

void TestTimestamp::notUnderstood_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto *text : {"",
                             " ",
                             "now",
                             "20260301",
                             "2026-3-1",
                             "2026-13-01",
                             "2026-00-01",
                             "2026-02-30",
                             "2026-03-01T",
                             "2026-03-01T08",
                             "2026-03-01T8:15:00Z",
                             "2026-03-01T24:00:00Z",
                             "2026-03-01T08:60:00Z",
                             "2026-03-01T08:15:61Z",
                             "2026-03-01T08:15:00.Z",
                             "2026-03-01T08:15:00,5Z",
                             "2026-03-01T08:15:00z",
                             "2026-03-01T08:15:00ZZ",
                             "2026-03-01T08:15:00Z ",
                             " 2026-03-01",
                             "2026-03-01T08:15:00+",
                             "2026-03-01T08:15:00+1",
                             "2026-03-01T08:15:00+15:00",
                             "2026-03-01T08:15:00+01:",
                             "2026-03-01T08:15:00+01:60",
                             "2026-03-01T08:15:00+01:000",
                             "-2026-03-01",
                             "12026-03-01",
                             "2026-03T08:15:00Z",
                             "2026-",
                             "2026-03-",
                             "1772352900",
                             "2026-03-01t08:15:00Z",
                             "2026-03-01T08:15:00 Z",
                             "20\xC3\xA4"
                             "26-03-01"}) {
        QTest::newRow(text) << QByteArray(text);
    }
}

void TestTimestamp::notUnderstood()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseTimestamp(text));
}

void TestTimestamp::written()
{
    const QDateTime time(QDate(2026, 3, 1), QTime(8, 15, 0, 7), Qt::OffsetFromUTC, 3600);
    QCOMPARE(instantText(time), u"2026-03-01T07:15:00.007Z"_s);
    QVERIFY(parseTimestamp(instantText(time).toUtf8())->isInstant);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestTimestamp)
#include "tst_timestamp.moc"
