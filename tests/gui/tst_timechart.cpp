// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/overview/timechart.h"
#include "guitest.h"

#include <QtTest>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestTimeChart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scale_data();
    void scale();
    void wordsForThoseWhoDoNotSeeIt();
    void nothingKnown();
    void secondsByKeyboard();
    void secondsByMouse();
    void paintsInTheColoursOfThePalette_data();
    void paintsInTheColoursOfThePalette();

private:
    static void fill(TimeChart &chart);
};

void TestTimeChart::fill(TimeChart &chart)
{
    const QDateTime end(QDate(2026, 1, 1), QTime(12, 0, 4), Qt::LocalTime);
    chart.setSeries({{u"events"_s, TimeChart::Style::Area, Tone::Information, {1, 2, std::nullopt, 6, 3}},
                     {u"rejected"_s, TimeChart::Style::Marks, Tone::Bad, {0, 0, 1, 0, 0}}},
                    end);
}

void TestTimeChart::scale_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("top");
    QTest::newRow("nothing") << 0.0 << 1.0;
    QTest::newRow("less than one") << 0.3 << 1.0;
    QTest::newRow("one") << 1.0 << 1.0;
    QTest::newRow("two") << 1.1 << 2.0;
    QTest::newRow("five") << 3.0 << 5.0;
    QTest::newRow("ten") << 5.5 << 10.0;
    QTest::newRow("exactly ten") << 10.0 << 10.0;
    QTest::newRow("many") << 1999.0 << 2000.0;
}

void TestTimeChart::scale()
{
    QFETCH(const double, value);
    QTEST(TimeChart::roundedUp(value), "top");
}

void TestTimeChart::wordsForThoseWhoDoNotSeeIt()
{
    TimeChart chart(u"Rate"_s, {});
    fill(chart);
    QCOMPARE(chart.accessibleName(), u"Rate"_s);
    QCOMPARE(chart.accessibleDescription(),
             u"events: now 3, on average 3, at most 6. rejected: now 0, on average 0.2, at most 1."_s);
}

void TestTimeChart::nothingKnown()
{
    TimeChart chart(u"Rate"_s, u"ms"_s);
    QVERIFY(!chart.grab().isNull());
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.cursorText(), QString());
    chart.setSeries({{u"mean"_s, TimeChart::Style::Line, Tone::Information, {std::nullopt, std::nullopt}}}, {});
    QCOMPARE(chart.accessibleDescription(), u"mean: nothing in the last 5 minutes."_s);
    QVERIFY(!chart.grab().isNull());
}

void TestTimeChart::secondsByKeyboard()
{
    TimeChart chart(u"Rate"_s, u"ms"_s);
    fill(chart);
    QCOMPARE(chart.cursorText(), QString());
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.cursorText(), u"12:00:04 – events: 3 ms, rejected: 0 ms"_s);
    QTest::keyClick(&chart, Qt::Key_Left);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.cursorText(), u"12:00:02 – events: none, rejected: 1 ms"_s);
    QTest::keyClick(&chart, Qt::Key_Home);
    QTest::keyClick(&chart, Qt::Key_Left);
    QCOMPARE(chart.cursor(), 0);
    QTest::keyClick(&chart, Qt::Key_End);
    QTest::keyClick(&chart, Qt::Key_Right);
    QCOMPARE(chart.cursor(), 4);
}

void TestTimeChart::secondsByMouse()
{
    TimeChart chart(u"Rate"_s, {});
    fill(chart);
    chart.resize(600, 200);
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    int last = -1;
    for (int x = 100; x < 590; x += 10) {
        QTest::mouseMove(&chart, QPoint(x, 100));
        QVERIFY(chart.cursor() >= last);
        last = chart.cursor();
    }
    QCOMPARE(last, 4);
    QTest::mouseMove(&chart, QPoint(2, 100)); // among the labels
    QCOMPARE(chart.cursor(), -1);
}

void TestTimeChart::paintsInTheColoursOfThePalette_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTimeChart::paintsInTheColoursOfThePalette()
{
    QFETCH(const bool, dark);
    Test::setDarkMode(dark);
    TimeChart chart(u"Rate"_s, {});
    fill(chart);
    chart.resize(600, 200);
    const auto image = chart.grab().toImage();
    QCOMPARE(image.pixelColor(300, 30).lightness() < 128, dark);
    const auto bad = toneColor(Tone::Bad, chart.palette());
    int found = 0;
    for (int y = 0; y < 60; ++y) {
        for (int x = 100; x < 500; ++x) { // the mark of what was rejected, left of the legend
            found += std::abs(image.pixelColor(x, y).hslHue() - bad.hslHue()) < 12 ? 1 : 0;
        }
    }
    QVERIFY(found > 4);
    Test::setDarkMode(false);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestTimeChart)
#include "tst_timechart.moc"
