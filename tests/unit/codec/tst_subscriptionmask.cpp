// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/codec.h>
#include <Tbs/codec/subscriptionmask.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;

namespace {

const auto mask = u"•••"_s;

QString text(const QJsonObject &resource)
{
    return QString::fromUtf8(QJsonDocument(resource).toJson(QJsonDocument::Compact));
}

Subscription example()
{
    Subscription subscription;
    subscription.topic = u"http://example.org/topic?x=y"_s;
    subscription.reason = u"because"_s;
    subscription.filterBy = {{u"Encounter"_s, u"patient"_s, {}, {}, u"Patient/secret-1"_s},
                             {u"Encounter"_s, u"date"_s, u"ge"_s, {}, u"2024"_s},
                             {{}, u"name"_s, {}, u"exact"_s, u"Smith & Sons=secret-2"_s}};
    subscription.endpoint = QUrl(u"https://user:secret-3@example.com/webhook/a"_s);
    subscription.headers = {{u"X-Api-Key"_s, u"secret-4"_s}};
    subscription.contentType = u"application/fhir+json"_s;
    subscription.content = PayloadContent::IdOnly;
    return subscription;
}

} // namespace

class tst_SubscriptionMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void versions_data();
    void versions();
    void elementsOfSeveralVersions();
    void criteria_data();
    void criteria();
    void strangeShapesStay_data();
    void strangeShapesStay();
};

void tst_SubscriptionMask::versions_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<FilterDialect>("dialect");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s", qUtf8Printable(toCode(version))) << version << FilterDialect::SearchString;
    }
    QTest::newRow("one extension a filter") << FhirVersion::R4 << FilterDialect::Parameter;
    QTest::newRow("qualified") << FhirVersion::R4B << FilterDialect::QualifiedParameter;
}

void tst_SubscriptionMask::versions()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const FilterDialect, dialect);
    const auto resource = codecFor(version).writeSubscription(example(), dialect);

    const auto withoutSecrets = withMaskedSecrets(resource, mask);
    QVERIFY(text(withoutSecrets).contains("secret-1"_L1));
    QVERIFY(!text(withoutSecrets).contains("secret-3"_L1));
    QVERIFY(!text(withoutSecrets).contains("secret-4"_L1));
    QVERIFY(text(withoutSecrets).contains("X-Api-Key"_L1));

    const auto withoutFilters = withMaskedFilters(resource, mask);
    QVERIFY(!text(withoutFilters).contains("secret-1"_L1));
    QVERIFY(!text(withoutFilters).contains("secret-2"_L1));
    QVERIFY(!text(withoutFilters).contains("2024"_L1));
    QVERIFY(text(withoutFilters).contains("secret-4"_L1));

    // What remains can be read, and the rest of it is as it was.
    const auto read = codecFor(version).readSubscription(withMaskedSecrets(withoutFilters, mask));
    QVERIFY(read.has_value());
    QCOMPARE(read->value.filterBy.size(), 3);
    QCOMPARE(read->value.filterBy.constFirst().filterParameter, u"patient"_s);
    QCOMPARE(read->value.filterBy.constFirst().value, mask);
    QCOMPARE(read->value.headers, (QList<SubscriptionHeader>{{u"X-Api-Key"_s, mask}}));
    QCOMPARE(read->value.reason, u"because"_s);
    QCOMPARE(read->value.content, PayloadContent::IdOnly);
}

void tst_SubscriptionMask::elementsOfSeveralVersions()
{
    const auto both = withR5Elements(codecFor(FhirVersion::R4B).writeSubscription(example()), example());
    QVERIFY(text(both).count("secret-1"_L1) > 1);
    const auto masked = text(withMaskedSecrets(withMaskedFilters(both, mask), mask));
    QVERIFY2(!masked.contains("secret"_L1), qPrintable(masked));
}

void tst_SubscriptionMask::criteria_data()
{
    QTest::addColumn<QString>("criteria");
    QTest::addColumn<QString>("masked");
    QTest::newRow("one") << u"Encounter?patient=Patient/1"_s << u"Encounter?patient=•••"_s;
    QTest::newRow("two") << u"Encounter?patient=Patient/1&date=ge2024"_s << u"Encounter?patient=•••&date=•••"_s;
    QTest::newRow("no type") << u"patient=1"_s << u"patient=•••"_s;
    QTest::newRow("modifier") << u"Patient?name:exact=Smith"_s << u"Patient?name:exact=•••"_s;
    QTest::newRow("not encoded") << u"Patient?name=Smith & Sons"_s << u"Patient?name=•••&•••"_s;
    QTest::newRow("type alone") << u"Patient"_s << u"Patient"_s;
    QTest::newRow("no value") << u"Patient?name="_s << u"Patient?name=•••"_s;
    QTest::newRow("empty") << QString() << QString();
}

void tst_SubscriptionMask::criteria()
{
    QFETCH(const QString, criteria);
    QFETCH(const QString, masked);
    QCOMPARE(withMaskedFilterValues(criteria, mask), masked);
    // A query-based Subscription of core R4 has them in its criteria.
    if (criteria.contains(u'?')) {
        QCOMPARE(withMaskedFilters({{u"criteria"_s, criteria}}, mask).value("criteria"_L1).toString(), masked);
    }
}

void tst_SubscriptionMask::strangeShapesStay_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("no arrays") << QByteArray(R"({"channel":{"header":"a"},"filterBy":{},"parameter":1})");
    QTest::newRow("no objects") << QByteArray(
        R"({"_criteria":[],"channel":"x","filterBy":[1,null],"parameter":["a"]})");
    QTest::newRow("another extension") << QByteArray(
        R"({"_criteria":{"extension":[{"url":"x","valueString":"a=b"}]}})");
    QTest::newRow("topic") << QByteArray(R"({"criteria":"http://example.org/topic"})");
}

void tst_SubscriptionMask::strangeShapesStay()
{
    QFETCH(const QByteArray, json);
    const auto resource = QJsonDocument::fromJson(json).object();
    QCOMPARE(text(withMaskedSecrets(withMaskedFilters(resource, mask), mask)), QString::fromUtf8(json));
}

QTEST_APPLESS_MAIN(tst_SubscriptionMask)
#include "tst_subscriptionmask.moc"
