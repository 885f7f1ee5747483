// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"
#include "notificationsummary.h"

#include <Tbs/codec/codec.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr std::array versions{FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5};

SubscriptionTopic makeTopic()
{
    return {
        .id = u"admission"_s,
        .url = u"https://ehr.example.org/topics/admission"_s,
        .version = u"1.0"_s,
        .title = u"Admission"_s,
        .status = u"active"_s,
        .description = u"A patient comes"_s,
        .derivedFrom = {u"https://example.org/a"_s, u"https://example.org/b"_s},
        .resourceTrigger = {{
                                .description = u"in progress"_s,
                                .resource = u"Encounter"_s,
                                .supportedInteraction = {u"create"_s, u"update"_s},
                                .queryPrevious = u"status:not=in-progress"_s,
                                .queryCurrent = u"status=in-progress"_s,
                                .resultForCreate = u"test-passes"_s,
                                .resultForDelete = u"test-fails"_s,
                                .requireBoth = true,
                                .fhirPathCriteria = u"%current.status = 'in-progress'"_s,
                            },
                            {.resource = u"Patient"_s}},
        .eventTrigger = {{.description = u"ADT"_s,
                          .event = u"http://terminology.hl7.org/CodeSystem/v2-0003|A01"_s,
                          .resource = u"Encounter"_s},
                         {.event = u"only text"_s, .resource = u"Patient"_s}},
        .canFilterBy = {{.description = u"who"_s,
                         .resource = u"Encounter"_s,
                         .filterParameter = u"patient"_s,
                         .filterDefinition = u"http://hl7.org/fhir/SearchParameter/clinical-patient"_s,
                         .comparators = {u"eq"_s},
                         .modifiers = {u"in"_s, u"not-in"_s}},
                        {.filterParameter = u"length"_s, .comparators = {u"gt"_s, u"lt"_s}}},
        .notificationShape = {{.resource = u"Encounter"_s,
                               .include = {u"Encounter:patient"_s},
                               .revInclude = {u"Observation:encounter"_s}}},
    };
}

QJsonObject foreignExtension()
{
    return {{u"url"_s, u"https://vendor.example.org/ext"_s}, {u"valueString"_s, u"kept"_s}};
}

QJsonArray append(QJsonArray array, const QJsonValue &value)
{
    array.append(value);
    return array;
}

/// What a topic says, without what it was read from.
QString textOf(const SubscriptionTopic &topic)
{
    QStringList text{
        topic.id, topic.url, topic.version, topic.title, topic.status, topic.description, topic.derivedFrom.join(u',')};
    for (const auto &trigger : topic.resourceTrigger) {
        text.append(QStringList{u"resource"_s, trigger.description, trigger.resource,
                                trigger.supportedInteraction.join(u','), trigger.queryPrevious, trigger.queryCurrent,
                                trigger.resultForCreate, trigger.resultForDelete, QString::number(trigger.requireBoth),
                                trigger.fhirPathCriteria}
                        .join(u'|'));
    }
    for (const auto &trigger : topic.eventTrigger) {
        text.append(QStringList{u"event"_s, trigger.description, trigger.event, trigger.resource}.join(u'|'));
    }
    for (const auto &filter : topic.canFilterBy) {
        text.append(QStringList{u"filter"_s, filter.description, filter.resource, filter.filterParameter,
                                filter.filterDefinition, filter.comparators.join(u','), filter.modifiers.join(u',')}
                        .join(u'|'));
    }
    for (const auto &shape : topic.notificationShape) {
        text.append(
            QStringList{u"shape"_s, shape.resource, shape.include.join(u','), shape.revInclude.join(u',')}.join(u'|'));
    }
    return text.join(u'\n');
}

} // namespace

class TestTopicCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data();
    void roundTrips();
    void sameInAllVersions();
    void keepsWhatItDoesNotKnow_data();
    void keepsWhatItDoesNotKnow();
    void comparatorsAmongModifiers();
    void comparatorsAmongModifiersInR5();
    void basicOfMixedUrls();
    void basicKeepsForeignParts();
    void nativeTopicOnR4Server();
    void refused_data();
    void refused();
    void wrongTypes_data();
    void wrongTypes();
    void examples_data();
    void examples();
    void capabilityStatement();
    void capabilityStatementExamples_data();
    void capabilityStatementExamples();
};

void TestTopicCodec::roundTrips_data()
{
    QTest::addColumn<FhirVersion>("version");
    for (const auto version : versions) {
        QTest::newRow(qPrintable(toCode(version))) << version;
    }
}

void TestTopicCodec::roundTrips()
{
    QFETCH(FhirVersion, version);
    const auto &codec = codecFor(version);
    const auto written = codec.writeTopic(makeTopic());
    const auto result = codec.readTopic(written);
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    QCOMPARE(countIssues(result->issues), IssueCounts());
    QCOMPARE(textOf(result->value), textOf(makeTopic()));
    QCOMPARE(result->value.raw, written);
    QCOMPARE(codec.writeTopic(result->value), written);
    QCOMPARE(written["resourceType"_L1].toString(), version == FhirVersion::R4 ? u"Basic"_s : u"SubscriptionTopic"_s);
}

void TestTopicCodec::sameInAllVersions()
{
    QStringList texts;
    for (const auto version : versions) {
        const auto &codec = codecFor(version);
        texts.append(textOf(codec.readTopic(codec.writeTopic(makeTopic()))->value));
    }
    QCOMPARE(texts.at(1), texts.at(0));
    QCOMPARE(texts.at(2), texts.at(0));
}

void TestTopicCodec::keepsWhatItDoesNotKnow_data()
{
    roundTrips_data();
}

void TestTopicCodec::keepsWhatItDoesNotKnow()
{
    QFETCH(FhirVersion, version);
    const auto &codec = codecFor(version);
    auto json = codec.writeTopic(makeTopic());
    json.insert(u"publisher"_s, u"HL7"_s);
    json.insert(u"_url"_s, QJsonObject{{u"id"_s, u"u"_s}});
    json.insert(u"extension"_s, append(json.value("extension"_L1).toArray(), foreignExtension()));
    auto topic = codec.readTopic(json)->value;
    if (version == FhirVersion::R4) { // others first, then ours
        QCOMPARE(codec.writeTopic(topic)["extension"_L1].toArray().size(), json.value("extension"_L1).toArray().size());
    } else {
        QCOMPARE(codec.writeTopic(topic), json);
    }
    topic.title = u"Changed"_s;
    topic.status = u"retired"_s;
    topic.canFilterBy.removeLast();
    topic.resourceTrigger.first().queryCurrent = u"status=finished"_s;
    const auto written = codec.writeTopic(topic);
    QCOMPARE(textOf(codec.readTopic(written)->value), textOf(topic));
    QCOMPARE(written["publisher"_L1].toString(), u"HL7"_s);
    QVERIFY(written.contains("_url"_L1));
    QVERIFY(written["extension"_L1].toArray().contains(foreignExtension()));
}

void TestTopicCodec::comparatorsAmongModifiers()
{
    auto json = codecFor(FhirVersion::R4B).writeTopic(makeTopic());
    QCOMPARE(json.value("canFilterBy"_L1).toArray().at(0)["modifier"_L1].toArray(),
             (QJsonArray{u"eq"_s, u"in"_s, u"not-in"_s}));
    QVERIFY(!json.value("canFilterBy"_L1).toArray().at(0).toObject().contains("comparator"_L1));

    json.insert(
        u"canFilterBy"_s,
        QJsonArray{QJsonObject{{u"filterParameter"_s, u"x"_s},
                               {u"modifier"_s, QJsonArray{u"="_s, u"ne"_s, u"above"_s, u"of-type"_s, u"ap"_s}}}});
    const auto result = codecFor(FhirVersion::R4B).readTopic(json);
    QVERIFY(result);
    QCOMPARE(countIssues(result->issues), IssueCounts());
    QCOMPARE(result->value.canFilterBy.first().comparators, (QStringList{u"eq"_s, u"ne"_s, u"ap"_s}));
    QCOMPARE(result->value.canFilterBy.first().modifiers, (QStringList{u"above"_s, u"of-type"_s}));
    QCOMPARE(codecFor(FhirVersion::R4B).writeTopic(result->value), json); // "=" stays "="
}

void TestTopicCodec::comparatorsAmongModifiersInR5()
{
    auto json = codecFor(FhirVersion::R5).writeTopic(makeTopic());
    json.insert(u"canFilterBy"_s,
                QJsonArray{QJsonObject{{u"filterParameter"_s, u"x"_s}, {u"modifier"_s, QJsonArray{u"ge"_s, u"in"_s}}}});
    const auto result = codecFor(FhirVersion::R5).readTopic(json);
    QVERIFY(result);
    QCOMPARE(countIssues(result->issues), (IssueCounts{.warnings = 1}));
    QCOMPARE(result->value.canFilterBy.first().comparators, QStringList{u"ge"_s});
}

void TestTopicCodec::basicOfMixedUrls()
{
    auto text = QJsonDocument(codecFor(FhirVersion::R4).writeTopic(makeTopic())).toJson();
    text.replace("/5.0/StructureDefinition/extension-SubscriptionTopic.resourceTrigger",
                 "/4.3/StructureDefinition/extension-SubscriptionTopic.resourceTrigger");
    const auto json = *readJsonObject(text);
    const auto result = codecFor(FhirVersion::R4).readTopic(json);
    QVERIFY(result);
    QCOMPARE(textOf(result->value), textOf(makeTopic()));
    QCOMPARE(codecFor(FhirVersion::R4).writeTopic(result->value), json);
}

void TestTopicCodec::basicKeepsForeignParts()
{
    const auto url = u"http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic.notificationShape"_s;
    const QJsonObject shape{
        {u"url"_s, url},
        {u"extension"_s,
         QJsonArray{QJsonObject{{u"url"_s, u"resource"_s}, {u"valueUri"_s, u"Patient"_s}}, foreignExtension()}}};
    auto topic = makeTopic();
    topic.notificationShape.clear();
    auto json = codecFor(FhirVersion::R4).writeTopic(topic);
    json.insert(u"extension"_s, append(json.value("extension"_L1).toArray(), shape));
    topic = codecFor(FhirVersion::R4).readTopic(json)->value;
    QCOMPARE(topic.notificationShape.size(), 1);
    topic.title = u"Other"_s;
    QVERIFY(codecFor(FhirVersion::R4).writeTopic(topic)["extension"_L1].toArray().contains(shape));
}

void TestTopicCodec::nativeTopicOnR4Server()
{
    auto json = codecFor(FhirVersion::R4B).writeTopic(makeTopic());
    const auto result = codecFor(FhirVersion::R4).readTopic(json);
    QVERIFY(result);
    QCOMPARE(textOf(result->value), textOf(makeTopic()));
    QCOMPARE(codecFor(FhirVersion::R4).writeTopic(result->value), json);
    json.remove("url"_L1); // athenahealth
    const auto withoutUrl = codecFor(FhirVersion::R4).readTopic(json);
    QVERIFY(withoutUrl);
    QCOMPARE(countIssues(withoutUrl->issues), (IssueCounts{.errors = 1}));
    QCOMPARE(withoutUrl->issues.first().path, u"SubscriptionTopic.url"_s);
}

void TestTopicCodec::refused_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QJsonObject>("resource");
    for (const auto version : versions) {
        const auto code = toCode(version);
        QTest::newRow(qPrintable(code + u" nothing"_s)) << version << QJsonObject();
        QTest::newRow(qPrintable(code + u" Patient"_s)) << version << QJsonObject{{u"resourceType"_s, u"Patient"_s}};
        QTest::newRow(qPrintable(code + u" number"_s)) << version << QJsonObject{{u"resourceType"_s, 1}};
        QTest::newRow(qPrintable(code + u" other Basic"_s))
            << version
            << QJsonObject{
                   {u"resourceType"_s, u"Basic"_s},
                   {u"code"_s, QJsonObject{{u"coding"_s, QJsonArray{QJsonObject{{u"code"_s, u"referral"_s}}}}}}};
    }
    QTest::newRow("R5 Basic") << FhirVersion::R5 << codecFor(FhirVersion::R4).writeTopic(makeTopic());
}

void TestTopicCodec::refused()
{
    QFETCH(FhirVersion, version);
    QFETCH(QJsonObject, resource);
    const auto result = codecFor(version).readTopic(resource);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QVERIFY(!result.error().location.isEmpty());
}

void TestTopicCodec::wrongTypes_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("member");
    for (const auto version : {FhirVersion::R4B, FhirVersion::R5}) {
        const auto json = codecFor(version).writeTopic(makeTopic());
        for (const auto &member : json.keys()) {
            if (member != "resourceType"_L1) {
                QTest::newRow(qPrintable(toCode(version) + u' ' + member)) << version << member;
            }
        }
    }
}

void TestTopicCodec::wrongTypes()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, member);
    for (const auto &value :
         {QJsonValue(true), QJsonValue(1), QJsonValue(QJsonObject{{u"x"_s, 1}}), QJsonValue(QJsonArray{1})}) {
        auto json = codecFor(version).writeTopic(makeTopic());
        json.insert(member, value);
        const auto result = codecFor(version).readTopic(json);
        QVERIFY(result);
        QVERIFY2(hasErrors(result->issues), QJsonDocument(json).toJson().constData());
        QVERIFY(result->issues.first().path.startsWith(u"SubscriptionTopic."_s + member));
        (void)codecFor(version).writeTopic(result->value);
    }
}

void TestTopicCodec::examples_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QStringList>("filters"); // parameter, comparators, modifiers
    QTest::addColumn<int>("includes");
    const auto row = [](const char *file, FhirVersion version, const char *url, const QStringList &filters,
                        int includes) {
        QTest::newRow(file) << version << QString::fromLatin1(url) << filters << includes;
    };
    const auto length = u"length gt,lt,ge,le "_s;
    row("r4/topic-basic-encounter-complete.json", FhirVersion::R4,
        "http://hl7.org/fhir/uv/subscriptions-backport/SubscriptionTopic/r4-encounter-complete",
        {u"subject  "_s, u"_in  "_s}, 7);
    row("r4b/topic-admission.json", FhirVersion::R4B, "http://example.org/FHIR/R4B/SubscriptionTopic/admission",
        {u"patient eq in,not-in"_s}, 7);
    row("r4b/topic-ig-encounter-complete.json", FhirVersion::R4B,
        "http://hl7.org/fhir/uv/subscriptions-backport/SubscriptionTopic/r4b-encounter-complete",
        {u"subject  "_s, u"_in  "_s, length}, 7);
    row("r5/topic-admission.json", FhirVersion::R5, "http://example.org/FHIR/R5/SubscriptionTopic/admission",
        {u"patient  in,not-in"_s}, 7);
    row("r5/topic-example.json", FhirVersion::R5, "http://example.org/FHIR/R5/SubscriptionTopic/example",
        {u"subject  "_s, u"_in  "_s, length, u"account  missing,not,identifier"_s}, 7);
    const auto *candle = "http://example.org/FHIR/SubscriptionTopic/encounter-complete";
    row("real-servers/fhir-candle-r4-Basic-topic-encounter-complete.json", FhirVersion::R4, candle,
        {u"subject  "_s, u"_in  "_s, length}, 7);
    row("real-servers/fhir-candle-r4b-SubscriptionTopic-encounter-complete.json", FhirVersion::R4B, candle,
        {u"subject  "_s, u"_in  "_s, length}, 7);
    row("real-servers/fhir-candle-r5-SubscriptionTopic-encounter-complete.json", FhirVersion::R5, candle,
        {u"patient  "_s, u"_in  "_s, length}, 7);
}

void TestTopicCodec::examples()
{
    QFETCH(FhirVersion, version);
    const auto path = Test::sharedPath(u"fhir-examples/"_s + QString::fromLatin1(QTest::currentDataTag()));
    if (!QFileInfo::exists(path)) {
        QSKIP("The folder with published examples is not here");
    }
    const auto json = readJsonObject(Test::readFile(path));
    QVERIFY(json);
    const auto &codec = codecFor(version);
    const auto result = codec.readTopic(*json);
    QVERIFY(result);
    QCOMPARE(countIssues(result->issues), IssueCounts());
    const auto &topic = result->value;
    QTEST(topic.url, "url");
    QStringList filters;
    for (const auto &filter : topic.canFilterBy) {
        filters.append(filter.filterParameter + u' ' + filter.comparators.join(u',') + u' '
                       + filter.modifiers.join(u','));
        QCOMPARE(filter.resource, u"Encounter"_s);
    }
    QTEST(filters, "filters");
    QCOMPARE(topic.resourceTrigger.size(), 1);
    QCOMPARE(topic.resourceTrigger.first().resource, u"Encounter"_s);
    QVERIFY(topic.resourceTrigger.first().requireBoth);
    QVERIFY(topic.resourceTrigger.first().queryCurrent.startsWith(u"status="_s));
    QTEST(static_cast<int>(topic.notificationShape.first().include.size()), "includes");
    const auto written = codec.writeTopic(topic);
    QCOMPARE(textOf(codec.readTopic(written)->value), textOf(topic));
    if (version != FhirVersion::R4) {
        QCOMPARE(written, *json);
        return;
    }
    // All extensions are still there, ours behind the others.
    QCOMPARE(written["extension"_L1].toArray().size(), (*json)["extension"_L1].toArray().size());
    const auto extensions = (*json)["extension"_L1].toArray();
    for (const auto &extension : extensions) {
        QVERIFY(written["extension"_L1].toArray().contains(extension));
    }
    QCOMPARE(written["modifierExtension"_L1], (*json)["modifierExtension"_L1]);
}

void TestTopicCodec::capabilityStatement()
{
    const QStringList topics{u"https://example.org/a"_s, u"https://example.org/b"_s};
    const auto fresh = writeCapabilityStatementTopics({}, topics);
    QCOMPARE(readCapabilityStatementTopics(fresh), topics);
    QCOMPARE(fresh["rest"_L1][0]["mode"_L1].toString(), u"server"_s);

    const QJsonObject patient{{u"type"_s, u"Patient"_s}};
    const QJsonObject subscription{{u"type"_s, u"Subscription"_s}, {u"extension"_s, QJsonArray{foreignExtension()}}};
    const QJsonObject before{
        {u"resourceType"_s, u"CapabilityStatement"_s},
        {u"rest"_s, QJsonArray{QJsonObject{{u"resource"_s, QJsonArray{patient, subscription, patient}}}}}};
    auto written = writeCapabilityStatementTopics(before, topics);
    QCOMPARE(readCapabilityStatementTopics(written), topics);
    QCOMPARE(written["rest"_L1][0]["resource"_L1].toArray().size(), 3);
    QCOMPARE(written["rest"_L1][0]["resource"_L1][1]["extension"_L1][0].toObject(), foreignExtension());
    QCOMPARE(writeCapabilityStatementTopics(written, {}), before);

    QCOMPARE(readCapabilityStatementTopics({}), QStringList());
    QCOMPARE(readCapabilityStatementTopics({{u"rest"_s, 1}}), QStringList());
    QCOMPARE(readCapabilityStatementTopics({{u"rest"_s, QJsonArray{1, QJsonObject{{u"resource"_s, u"x"_s}}}}}),
             QStringList());
}

void TestTopicCodec::capabilityStatementExamples_data()
{
    QTest::addColumn<QStringList>("topics");
    QTest::newRow("r4/capabilitystatement-topics.json") << QStringList{
        u"http://example.org/topics/patient-admission"_s, u"http://example.org/topics/patient-discharge"_s};
    QTest::newRow("real-servers/inferno-r4-capability-statement-example.json") << QStringList{
        u"http://fhirserver.org/topics/patient-admission"_s, u"http://fhirserver.org/topics/patient-discharge"_s};
}

void TestTopicCodec::capabilityStatementExamples()
{
    QFETCH(QStringList, topics);
    const auto path = Test::sharedPath(u"fhir-examples/"_s + QString::fromLatin1(QTest::currentDataTag()));
    if (!QFileInfo::exists(path)) {
        QSKIP("The folder with published examples is not here");
    }
    const auto json = *readJsonObject(Test::readFile(path));
    QCOMPARE(readCapabilityStatementTopics(json), topics);
    QCOMPARE(writeCapabilityStatementTopics(json, topics), json);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestTopicCodec)
#include "tst_topiccodec.moc"
