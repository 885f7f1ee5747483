// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/fhir/reference.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void normalises_data();
    void normalises();
};

void TestReference::normalises_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("relative");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("version");

    QTest::newRow("relative") << u"Patient/1"_s << u"Patient/1"_s << u""_s << u"Patient"_s << u"1"_s << u""_s;
    QTest::newRow("absolute") << u"https://example.org/fhir/Patient/1"_s << u"Patient/1"_s
                              << u"https://example.org/fhir"_s << u"Patient"_s << u"1"_s << u""_s;
    QTest::newRow("versioned") << u"Patient/1/_history/2"_s << u"Patient/1"_s << u""_s << u"Patient"_s << u"1"_s
                               << u"2"_s;
    QTest::newRow("absolute, versioned") << u"http://s/Patient/a.b-c/_history/2"_s << u"Patient/a.b-c"_s
                                         << u"http://s"_s << u"Patient"_s << u"a.b-c"_s << u"2"_s;
    for (const auto &same : {u"urn:uuid:292d3c72-edc1-4d8a-afaa-d85e19c7f563"_s, u"#contained"_s, u"Patient"_s, u""_s,
                             u"/"_s, u"https://example.org/fhir/thing"_s, u"Patient/"_s, u"Patient/1|2"_s, u"/1"_s,
                             u"patient/1"_s, u"Patient/_history/2"_s}) {
        QTest::newRow(qPrintable(u"kept: "_s + same)) << same << same << u""_s << u""_s << u""_s << u""_s;
    }
}

void TestReference::normalises()
{
    QFETCH(QString, original);
    const Reference reference(original);
    QCOMPARE(reference.original(), original);
    QTEST(reference.relative(), "relative");
    QTEST(reference.base(), "base");
    QTEST(reference.resourceType(), "type");
    QTEST(reference.id(), "id");
    QTEST(reference.versionId(), "version");
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestReference)
#include "tst_reference.moc"
