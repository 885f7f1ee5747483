// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/filtertext.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;

Q_DECLARE_METATYPE(QList<Tbs::FilterBy>)

class tst_FilterText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void writes_data();
    void writes();
};

void tst_FilterText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<FilterBy>>("filters");
    const auto row = [](const QString &text, const QList<FilterBy> &filters) {
        QTest::addRow("%s", qUtf8Printable(text)) << text << filters;
    };
    row(u"Encounter?status=finished"_s, {{u"Encounter"_s, u"status"_s, {}, {}, u"finished"_s}});
    row(u"Encounter?status:not=finished&date=ge2024"_s,
        {{u"Encounter"_s, u"status"_s, {}, u"not"_s, u"finished"_s},
         {u"Encounter"_s, u"date"_s, u"ge"_s, {}, u"2024"_s}});
    row(u"patient=Patient/1,Patient/2"_s, {{{}, u"patient"_s, {}, {}, u"Patient/1,Patient/2"_s}});
    row(u"Encounter.patient=Patient/1"_s, {{u"Encounter"_s, u"patient"_s, {}, {}, u"Patient/1"_s}});
    row(u"Patient?name=a%20b%26c"_s, {{u"Patient"_s, u"name"_s, {}, {}, u"a b&c"_s}});
}

void tst_FilterText::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QList<FilterBy>, filters);
    const auto read = filtersFromText(text);
    QVERIFY(read);
    QCOMPARE(*read, filters);
}

void tst_FilterText::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const auto *text : {"", "?", "&", "Encounter", "Encounter?", "status", "status=", "=finished",
                             "encounter?status=finished", "Encounter?status=a&b"}) {
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
    }
}

void tst_FilterText::refuses()
{
    QFETCH(const QString, text);
    const auto read = filtersFromText(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::BadData);
    QVERIFY(!read.error().message.isEmpty());
}

void tst_FilterText::writes_data()
{
    QTest::addColumn<QList<FilterBy>>("filters");
    QTest::addColumn<QString>("text");
    const auto row = [](const FilterBy &filter, const QString &text) {
        QTest::addRow("%s", qUtf8Printable(text)) << QList<FilterBy>{filter} << text;
    };
    row({u"Encounter"_s, u"date"_s, u"ge"_s, {}, u"2024-01-01"_s}, u"Encounter?date=ge2024-01-01"_s);
    row({u"Encounter"_s, u"status"_s, {}, u"not"_s, u"finished"_s}, u"Encounter?status:not=finished"_s);
    row({{}, u"patient"_s, {}, {}, u"Patient/1"_s}, u"patient=Patient/1"_s);
    row({{}, u"name"_s, {}, {}, u"a&b"_s}, u"name=a%26b"_s);
}

void tst_FilterText::writes()
{
    QFETCH(const QList<FilterBy>, filters);
    QFETCH(const QString, text);
    QCOMPARE(toText(filters.constFirst()), text);
    QCOMPARE(filtersFromText(text).value(), filters);
}

QTEST_GUILESS_MAIN(tst_FilterText)
#include "tst_filtertext.moc"
