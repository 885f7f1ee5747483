// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/application/tone.h"
#include "gui/detail/jsontextview.h"
#include "guitest.h"

#include <QTextBlock>
#include <QTextLayout>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Gui;
using namespace Tbs::Test;

class tst_JsonTextView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setDarkMode(false); }
    void text();
    void colors_data();
    void colors();
    void colorsFollowThePalette();
    void largeTextIsShortened();
};

namespace {

/// The colour of \a part in the line that contains it.
QColor colorOf(const JsonTextView &view, const QString &part)
{
    for (auto block = view.document()->begin(); block.isValid(); block = block.next()) {
        const auto at = block.text().indexOf(part);
        for (const auto &format : block.layout()->formats()) {
            if (at >= 0 && format.start <= at && at < format.start + format.length) {
                return format.format.foreground().color();
            }
        }
    }
    return {};
}

const QJsonObject example{{u"a \"name\""_s, u"te: xt, 1"_s}, {u"number"_s, -1.5e3}, {u"no"_s, false}};

} // namespace

void tst_JsonTextView::text()
{
    JsonTextView view;
    view.setJson({{u"b"_s, 1}});
    QCOMPARE(view.toPlainText(), u"{\n  \"b\": 1\n}"_s);
    QVERIFY(view.isReadOnly());
    view.setJson({});
    QCOMPARE(view.toPlainText(), QString());
}

void tst_JsonTextView::colors_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<Tone>("tone");
    QTest::newRow("name") << u"\"number"_s << Tone::Information;
    QTest::newRow("name with quotes") << u"name"_s << Tone::Information;
    QTest::newRow("text") << u"\"te"_s << Tone::Good;
    QTest::newRow("colon in a text") << u": xt"_s << Tone::Good;
    QTest::newRow("number in a text") << u", 1"_s << Tone::Good;
    QTest::newRow("number") << u"-1"_s << Tone::Warning;
    QTest::newRow("false") << u"false"_s << Tone::Warning;
}

void tst_JsonTextView::colors()
{
    QFETCH(const QString, part);
    QFETCH(const Tone, tone);
    JsonTextView view;
    view.setJson(example);
    QCOMPARE(colorOf(view, part), toneColor(tone, view.palette()));
}

void tst_JsonTextView::colorsFollowThePalette()
{
    JsonTextView view;
    view.setJson(example);
    view.show();
    const auto light = colorOf(view, u"false"_s);
    setDarkMode(true);
    QTRY_VERIFY(colorOf(view, u"false"_s) != light);
    QCOMPARE(colorOf(view, u"false"_s), toneColor(Tone::Warning, QApplication::palette()));
    setDarkMode(false);
}

void tst_JsonTextView::largeTextIsShortened()
{
    JsonTextView view;
    view.setJsonText("[\"" + QByteArray(70'000, 'x') + "\"]");
    QVERIFY(view.toPlainText().endsWith(u"x\"\n]"_s));
    QVERIFY(!colorOf(view, u"xxx"_s).isValid()); // colouring it would take long

    view.setJsonText("[\"" + QByteArray(600'000, 'x') + "\"]");
    QVERIFY(view.toPlainText().size() < 530'000);
    QVERIFY(view.toPlainText().contains(u"only the beginning"_s));

    view.setJson(example);
    QTRY_COMPARE(colorOf(view, u"false"_s), toneColor(Tone::Warning, view.palette()));
}

QTEST_MAIN(tst_JsonTextView)
#include "tst_jsontextview.moc"
