// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/httpdate_p.h>

#include <QtTest>

using namespace std::chrono_literals;
using namespace Tbs;

class tst_HttpDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dates_data();
    void dates();
    void retryAfter_data();
    void retryAfter();
};

void tst_HttpDate::dates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("expected");
    const QDateTime date(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << date;
    QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << date;
    QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << date;
    QTest::newRow("asctime, two digits") << QByteArray("Sun Nov 16 08:49:37 1997")
                                         << QDateTime(QDate(1997, 11, 16), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("RFC 850 of this century")
        << QByteArray("Friday, 06-Feb-26 08:49:37 GMT") << QDateTime(QDate(2026, 2, 6), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("blanks around") << QByteArray(" Sun, 06 Nov 1994 08:49:37 GMT ") << date;
    for (const auto *text :
         {"", "now", "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 31 Feb 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 25:49:37 GMT", "\xFF\xFE", "Sun, 06 Nov 1994 08:49:37 GMT and more",
          "Sunday, 06-Nov-9 08:49:37 GMT", "-", "Sunday, 06-Nov-"}) {
        QTest::newRow(text) << QByteArray(text) << QDateTime();
    }
}

void tst_HttpDate::dates()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QDateTime, expected);
    const auto date = parseHttpDate(text);
    QCOMPARE(date.isValid(), expected.isValid());
    QCOMPARE(date, expected);
    if (date.isValid()) {
        QCOMPARE(date.timeSpec(), Qt::UTC);
    }
}

void tst_HttpDate::retryAfter_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<std::chrono::milliseconds>>("expected");
    const auto row = [](const char *text, std::optional<std::chrono::milliseconds> expected) {
        QTest::newRow(text) << QByteArray(text) << expected;
    };
    row("0", 0ms);
    row("120", 120s);
    row(" 5 ", 5s);
    row("99999999999999999999999999", std::chrono::seconds(10LL * 365 * 24 * 3600));
    row("Sun, 06 Nov 1994 08:50:37 GMT", 60s);
    row("Sun, 06 Nov 1994 08:00:00 GMT", 0ms); // past
    row("Wed, 06 Nov 1994 08:50:37 GMT", std::nullopt); // it was a Sunday
    row("Sun, 06 Nov 9994 08:50:37 GMT", std::chrono::seconds(10LL * 365 * 24 * 3600));
    row("", std::nullopt);
    row("-1", std::nullopt);
    row("1.5", std::nullopt);
    row("+5", std::nullopt);
    row("soon", std::nullopt);
    row("5 s", std::nullopt);
}

void tst_HttpDate::retryAfter()
{
    QFETCH(const QByteArray, text);
    QFETCH(const std::optional<std::chrono::milliseconds>, expected);
    const QDateTime now(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QVERIFY(parseRetryAfter(text, now) == expected);
}

QTEST_GUILESS_MAIN(tst_HttpDate)
#include "tst_httpdate.moc"
