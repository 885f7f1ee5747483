// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/searchcriterion_p.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestSearchCriterion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void refuses_data();
    void refuses();
    void filters_data();
    void filters();
    void knowsResourceTypes();
};

namespace {

/// An Encounter of R4, one of R5, and others, each with what is looked for.
QJsonObject resource(const QString &name)
{
    static const QHash<QString, QByteArray> resources{
        {u"r4"_s, R"({"resourceType":"Encounter","id":"e1","status":"finished",
            "meta":{"lastUpdated":"2024-05-10T08:00:00.000Z","tag":[{"system":"http://t","code":"a"}]},
            "class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB","display":"ambulatory"},
            "type":[{"coding":[{"system":"http://s","code":"x"},{"code":"y","display":"Why not"}],"text":"A visit"}],
            "identifier":[{"type":{"coding":[{"system":"http://v2","code":"VN"}]},"system":"urn:ids","value":"12345"},
                          {"value":"no-system"}],
            "subject":{"reference":"Patient/1"},"serviceProvider":{"identifier":{"system":"urn:org","value":"7"}},
            "participant":[{"individual":{"reference":"https://example.org/fhir/Practitioner/p/_history/2"}},
                           {"individual":{"reference":"RelatedPerson/r"}}],
            "location":[{"location":{"reference":"Location/l1"}},{"location":{"reference":"Location/l2"}}],
            "period":{"start":"2024-05-10T08:00:00Z","end":"2024-05-12T09:00:00Z"},
            "length":{"value":49,"unit":"h","system":"http://unitsofmeasure.org","code":"h"}})"},
        {u"r5"_s, R"({"resourceType":"Encounter","id":"e2","status":"completed",
            "class":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"}]}],
            "subject":{"reference":"Group/g"},"actualPeriod":{"start":"2024-06-01"},
            "participant":[{"actor":{"reference":"Practitioner/p"}}]})"},
        {u"patient"_s, R"({"resourceType":"Patient","id":"1","active":true,"gender":"female","birthDate":"1980-02",
            "name":[{"family":"Müller-Lüdenscheidt","given":["Änne","Maria"]},{"text":"Tante  Emma"}],
            "telecom":[{"system":"phone","value":"555"}],
            "generalPractitioner":[{"reference":"Practitioner/p"},{"reference":"Organization/o"}]})"},
        {u"observation"_s, R"({"resourceType":"Observation","id":"o","status":"final",
            "code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]},"effectiveDateTime":"2024-05-10",
            "valueQuantity":{"value":72.5,"unit":"beats/min","system":"http://unitsofmeasure.org","code":"/min"}})"},
        {u"subscription"_s, R"({"resourceType":"Subscription","id":"s","status":"active",
            "criteria":"http://example.org/topic|1.0","channel":{"type":"rest-hook","endpoint":"http://app:8080/webhook/w1"}})"},
        {u"risk"_s, R"({"resourceType":"RiskAssessment","id":"r","prediction":[{"probabilityDecimal":0.25}]})"}};
    return QJsonDocument::fromJson(resources.value(name)).object();
}

} // namespace

void TestSearchCriterion::matches_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("query");
    QTest::addColumn<bool>("expected");

    const auto row = [](const char *name, const char *query, bool expected) {
        QTest::addRow("%s: %s", name, query) << QString::fromLatin1(name) << QString::fromUtf8(query) << expected;
    };
    // tokens
    row("r4", "status=finished", true);
    row("r4", "status=Finished", false);
    row("r4", "status=completed", false);
    row("r4", "status=planned,finished", true);
    row("r4", "status:not=finished", false);
    row("r4", "status:not=planned,finished", false);
    row("r4", "status:not=planned,arrived", true);
    row("r4", "status:missing=true", false);
    row("r4", "status:missing=false", true);
    row("r4", "class=AMB", true);
    row("r4", "class=http://terminology.hl7.org/CodeSystem/v3-ActCode|AMB", true);
    row("r4", "class=http://other|AMB", false);
    row("r4", "class=|AMB", false);
    row("r4", "class=http://terminology.hl7.org/CodeSystem/v3-ActCode|", true);
    row("r5", "class=IMP", true);
    row("r5", "class=AMB,IMP", true);
    row("r5", "class:not=IMP", false);
    row("r4", "type=x", true);
    row("r4", "type=|y", true);
    row("r4", "type:text=a vis", true);
    row("r4", "type:text=WHY", true);
    row("r4", "type:text=not", false);
    row("r5", "type=x", false);
    row("r5", "type:not=x", true); // it has no type
    row("r5", "type:missing=true", true);
    row("r4", "identifier=12345", true);
    row("r4", "identifier=urn:ids|12345", true);
    row("r4", "identifier=urn:other|12345", false);
    row("r4", "identifier=|no-system", true);
    row("r4", "identifier:of-type=http://v2|VN|12345", true);
    row("r4", "identifier:of-type=http://v2|VN|1", false);
    row("r4", "identifier:of-type=http://v2|XX|12345", false);
    row("r4", "_id=e1", true);
    row("r4", "_id=e", false);
    row("r4", "_tag=http://t|a", true);
    row("patient", "active=true", true);
    row("patient", "gender=male", false);
    row("patient", "phone=555", true);
    row("observation", "code=http://loinc.org|8867-4", true);
    row("observation", "code=8867", false);
    // references
    row("r4", "patient=Patient/1", true);
    row("r4", "patient=1", true);
    row("r4", "patient=2", false);
    row("r4", "patient=Group/1", false);
    row("r4", "patient=http://server/fhir/Patient/1", true);
    row("r5", "patient=g", false); // a group is no patient
    row("r5", "subject=Group/g", true);
    row("r5", "subject:Group=g", true);
    row("r5", "subject:Patient=g", false);
    row("r4", "patient:not=Patient/1", false);
    row("r4", "patient:not=Patient/2", true);
    row("r4", "patient:missing=false", true);
    row("r4", "practitioner=Practitioner/p", true);
    row("r4", "practitioner=https://example.org/fhir/Practitioner/p", true);
    row("r4", "practitioner=https://other.org/fhir/Practitioner/p", false);
    row("r4", "practitioner=RelatedPerson/r", false);
    row("r4", "participant=RelatedPerson/r", true);
    row("r5", "practitioner=p", true);
    row("r4", "location=Location/l2", true);
    row("r4", "location=l3", false);
    row("r4", "service-provider:identifier=urn:org|7", true);
    row("r4", "service-provider:identifier=urn:org|8", false);
    row("patient", "general-practitioner=Organization/o", true);
    // dates
    row("r4", "date=2024-05", true);
    row("r4", "date=2024-05-10", false); // the period goes on
    row("r4", "date=ge2024-05-11", true);
    row("r4", "date=gt2024-05-12T09:00:01Z", false);
    row("r4", "date=sa2024-05-09", true);
    row("r4", "date=eb2024-05-13", true);
    row("r4", "date=eb2024-05-12", false);
    row("r4", "date=gt2023&date=lt2025", true);
    row("r4", "date=gt2025&date=lt2026", false);
    row("r4", "date=2023,2024", true);
    row("r4", "date=gt2024-01-01T00:00:00%2B02:00", true);
    row("r5", "date=ge2030", true); // an open end
    row("r5", "date=2024-06", false);
    row("r5", "date=eb2030", false);
    row("r5", "date=sa2024-05", true);
    row("r4", "_lastUpdated=gt2024-05-10T07:59:59Z", true);
    row("r4", "location-period:missing=true", true);
    row("patient", "birthdate=1980", true);
    row("patient", "birthdate=1980-02-03", false);
    row("observation", "date=ap2024-05-01", true);
    // strings
    row("patient", "name=mull", true);
    row("patient", "name=MÜLL", true);
    row("patient", "name=denscheidt", false);
    row("patient", "name:contains=denscheidt", true);
    row("patient", "name:exact=Änne", true);
    row("patient", "name:exact=anne", false);
    row("patient", "name=tante emma", true);
    row("patient", "family=emma", false);
    row("patient", "given=maria", true);
    // numbers and quantities
    row("r4", "length=49", true);
    row("r4", "length=gt48", true);
    row("r4", "length=gt49", false);
    row("r4", "length=49|http://unitsofmeasure.org|h", true);
    row("r4", "length=49||h", true);
    row("r4", "length=49|http://unitsofmeasure.org|min", false);
    row("r5", "length=gt0", false);
    row("observation", "value-quantity=72.5", true);
    row("observation", "value-quantity=lt72", false);
    row("observation", "value-quantity=ap70||/min", true);
    row("risk", "probability=0.25", true);
    row("risk", "probability=ge0.5", false);
    // URIs
    row("subscription", "url=http://app:8080/webhook/w1", true);
    row("subscription", "url=http%3A%2F%2Fapp%3A8080%2Fwebhook%2Fw1", true);
    row("subscription", "url=http://app:8080/webhook", false);
    row("subscription", "url:below=http://app:8080/webhook", true);
    row("subscription", "url:contains=WEBHOOK", true);
    row("subscription", "topic=http://example.org/topic", true);
    row("subscription", "topic=http://example.org/topic|1.0", true);
    row("subscription", "topic=http://example.org/topic|2.0", false);
    row("subscription", "criteria=http://example.org", true);
    row("subscription", "type=rest-hook", true);
    // several
    row("r4", "Encounter?status=finished&class=AMB", true);
    row("r4", "status=finished&class=IMP", false);
    row("r4", "", true);
}

void TestSearchCriterion::matches()
{
    QFETCH(QString, name);
    QFETCH(QString, query);
    const auto json = resource(name);
    QVERIFY(!json.isEmpty());
    const auto criteria = readSearchCriteria(json["resourceType"_L1].toString(), query);
    QVERIFY2(criteria, criteria ? "" : qPrintable(criteria.error().message));
    QTEST(matchesAll(json, *criteria, QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC)), "expected");
}

void TestSearchCriterion::refuses_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<Error::Kind>("kind");

    const auto row = [](const char *query, Error::Kind kind) {
        QTest::newRow(query) << QString::fromLatin1(query) << kind;
    };
    row("colour=red", Error::Kind::Rejected);
    row("subject.name=peter", Error::Kind::Rejected);
    row("_has:Observation:patient:code=1", Error::Kind::Rejected);
    row("status:in=http://valueset", Error::Kind::Rejected);
    row("status:exact=finished", Error::Kind::Rejected);
    row("patient:contains=1", Error::Kind::Rejected);
    row("date:exact=2024", Error::Kind::Rejected);
    row("date=soon", Error::Kind::BadData);
    row("date=2024,soon", Error::Kind::BadData);
    row("date=", Error::Kind::BadData);
    row("length=long", Error::Kind::BadData);
    row("status=", Error::Kind::BadData);
    row("status=a,,b", Error::Kind::BadData);
    row("status:missing=maybe", Error::Kind::BadData);
    row("status", Error::Kind::BadData);
    row("=finished", Error::Kind::BadData);
    row("Patient?status=finished", Error::Kind::Rejected);
}

void TestSearchCriterion::refuses()
{
    QFETCH(QString, query);
    const auto criteria = readSearchCriteria(u"Encounter"_s, query);
    QVERIFY(!criteria);
    QTEST(criteria.error().kind, "kind");
    QVERIFY(!criteria.error().message.isEmpty());
}

void TestSearchCriterion::filters_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("modifier");
    QTest::addColumn<QString>("comparator");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isPossible");
    QTest::addColumn<bool>("expected");

    // As R5's filterBy gives them: the comparator apart.
    QTest::newRow("eq of a token") << u"status"_s << u""_s << u"eq"_s << u"finished"_s << true << true;
    QTest::newRow("ne of a token") << u"status"_s << u""_s << u"ne"_s << u"finished"_s << true << false;
    QTest::newRow("ne of another token") << u"status"_s << u""_s << u"ne"_s << u"planned"_s << true << true;
    QTest::newRow("ge of a date") << u"date"_s << u""_s << u"ge"_s << u"2024-05-11"_s << true << true;
    QTest::newRow("eb of a date") << u"date"_s << u""_s << u"eb"_s << u"2024"_s << true << false;
    QTest::newRow("gt of a token") << u"status"_s << u""_s << u"gt"_s << u"finished"_s << false << false;
    QTest::newRow("no such comparator") << u"date"_s << u""_s << u"xx"_s << u"2024"_s << false << false;
    QTest::newRow("both") << u"date"_s << u"missing"_s << u"eq"_s << u"true"_s << false << false;
    QTest::newRow("escaped comma") << u"type"_s << u"text"_s << u""_s << u"why\\,not,A vis"_s << true << true;
    QTest::newRow("escaped comma only") << u"type"_s << u"text"_s << u""_s << u"why\\,A vis"_s << true << false;
}

void TestSearchCriterion::filters()
{
    QFETCH(QString, name);
    QFETCH(QString, modifier);
    QFETCH(QString, comparator);
    QFETCH(QString, value);
    QFETCH(bool, isPossible);
    const auto criterion = makeSearchCriterion(u"Encounter"_s, name, modifier, comparator, value);
    QCOMPARE(criterion.has_value(), isPossible);
    if (isPossible) {
        QTEST(Tbs::matches(resource(u"r4"_s), *criterion, QDateTime()), "expected");
    }
}

void TestSearchCriterion::knowsResourceTypes()
{
    for (const auto &type : commonResourceTypes()) {
        QVERIFY2(isKnownResourceType(type), qPrintable(type));
        QVERIFY(searchParametersOf(type).size() > 5);
    }
    for (const auto &type : {u"Account"_s, u"VisionPrescription"_s, u"DeviceUseStatement"_s, u"List"_s, u"Media"_s,
                             u"RequestOrchestration"_s, u"Person"_s}) {
        QVERIFY2(isKnownResourceType(type), qPrintable(type));
    }
    for (const auto &type : {u""_s, u"Foo"_s, u"patient"_s, u"Patients"_s, u"Resource"_s}) {
        QVERIFY2(!isKnownResourceType(type), qPrintable(type));
    }
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSearchCriterion)
#include "tst_searchcriterion.moc"
