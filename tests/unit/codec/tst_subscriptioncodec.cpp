// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"
#include "notificationsummary.h"

#include <Tbs/codec/codec.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto extensionBase = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-"_L1;

QJsonObject extension(const QString &name, const QString &valueName, const QJsonValue &value)
{
    return {{u"url"_s, extensionBase + name}, {valueName, value}};
}

QJsonObject foreignExtension()
{
    return {{u"url"_s, u"https://vendor.example.org/ext"_s}, {u"valueString"_s, u"kept"_s}};
}

/// A topic-based subscription of R4 that breaks no rule, with elements we know nothing of.
QJsonObject backportSubscription()
{
    return {
        {u"resourceType"_s, u"Subscription"_s},
        {u"id"_s, u"s1"_s},
        {u"meta"_s,
         QJsonObject{{u"versionId"_s, u"7"_s},
                     {u"profile"_s, QJsonArray{QString(extensionBase.chopped(1) + "-x"_L1)}}}},
        {u"language"_s, u"en"_s},
        {u"status"_s, u"active"_s},
        {u"reason"_s, u"Admissions"_s},
        {u"_reason"_s, QJsonObject{{u"id"_s, u"r"_s}}},
        {u"end"_s, u"2030-12-31T12:00:00+01:00"_s},
        {u"contact"_s, QJsonArray{QJsonObject{{u"system"_s, u"phone"_s}}}},
        {u"criteria"_s, u"https://ehr.example.org/topics/admission|1.0"_s},
        {u"_criteria"_s,
         QJsonObject{
             {u"id"_s, u"c"_s},
             {u"extension"_s,
              QJsonArray{foreignExtension(),
                         extension(u"filter-criteria"_s, u"valueString"_s, u"Encounter.patient=Patient/123"_s)}}}},
        {u"error"_s, u"late"_s},
        {u"channel"_s,
         QJsonObject{
             {u"extension"_s,
              QJsonArray{extension(u"heartbeat-period"_s, u"valueUnsignedInt"_s, 60), foreignExtension(),
                         extension(u"timeout"_s, u"valueUnsignedInt"_s, 30),
                         extension(u"max-count"_s, u"valuePositiveInt"_s, 20)}},
             {u"type"_s, u"rest-hook"_s},
             {u"endpoint"_s, u"https://app.example.org/hook/a%20b?x=1"_s},
             {u"header"_s, QJsonArray{u"Authorization: Bearer a:b=c"_s, u"X-Api-Key=k:1"_s}},
             {u"payload"_s, u"application/fhir+json"_s},
             {u"_payload"_s,
              QJsonObject{{u"extension"_s, QJsonArray{extension(u"payload-content"_s, u"valueCode"_s, u"id-only"_s)}}}},
             {u"_vendor"_s, QJsonObject{{u"id"_s, u"v"_s}}},
         }},
    };
}

QJsonObject r5Subscription()
{
    return {
        {u"resourceType"_s, u"Subscription"_s},
        {u"id"_s, u"s1"_s},
        {u"meta"_s, QJsonObject{{u"versionId"_s, u"7"_s}}},
        {u"name"_s, u"Admissions"_s},
        {u"status"_s, u"active"_s},
        {u"topic"_s, u"https://ehr.example.org/topics/admission|1.0"_s},
        {u"end"_s, u"2030-12-31T12:00:00+01:00"_s},
        {u"reason"_s, u"Admissions"_s},
        {u"filterBy"_s,
         QJsonArray{QJsonObject{{u"id"_s, u"f"_s},
                                {u"resourceType"_s, u"http://hl7.org/fhir/StructureDefinition/Encounter"_s},
                                {u"filterParameter"_s, u"patient"_s},
                                {u"value"_s, u"Patient/123"_s}}}},
        {u"channelType"_s, QJsonObject{{u"code"_s, u"rest-hook"_s}, {u"display"_s, u"kept"_s}}},
        {u"endpoint"_s, u"https://app.example.org/hook/a%20b?x=1"_s},
        {u"parameter"_s,
         QJsonArray{QJsonObject{{u"name"_s, u"Authorization"_s}, {u"value"_s, u"Bearer a:b=c"_s}},
                    QJsonObject{{u"name"_s, u"X-Api-Key"_s}, {u"value"_s, u"k:1"_s}}}},
        {u"heartbeatPeriod"_s, 60},
        {u"timeout"_s, 30},
        {u"contentType"_s, u"application/fhir+json"_s},
        {u"content"_s, u"id-only"_s},
        {u"_content"_s, QJsonObject{{u"extension"_s, QJsonArray{foreignExtension()}}}},
        {u"maxCount"_s, 20},
    };
}

QJsonObject sample(FhirVersion version)
{
    return version == FhirVersion::R5 ? r5Subscription() : backportSubscription();
}

QJsonObject withCriteria(const QStringList &criteria)
{
    QJsonArray extensions;
    for (const auto &text : criteria) {
        extensions.append(extension(u"filter-criteria"_s, u"valueString"_s, text));
    }
    auto resource = backportSubscription();
    resource.insert(u"_criteria"_s, QJsonObject{{u"extension"_s, extensions}});
    return resource;
}

QStringList writtenCriteria(const QJsonObject &resource)
{
    QStringList criteria;
    const auto extensions = resource["_criteria"_L1]["extension"_L1].toArray();
    for (const auto &element : extensions) {
        criteria.append(element["valueString"_L1].toString());
    }
    return criteria;
}

QString textOf(const FilterBy &filter)
{
    return u'['
        + QStringList{filter.resourceType, filter.filterParameter, filter.comparator, filter.modifier, filter.value}
              .join(u'|')
        + u']';
}

QString textOf(const QList<FilterBy> &filters)
{
    QString text;
    for (const auto &filter : filters) {
        text += textOf(filter);
    }
    return text;
}

/// All values, as text.
QString textOf(const Subscription &subscription)
{
    QStringList headers;
    for (const auto &header : subscription.headers) {
        headers.append(header.name + u'>' + header.value);
    }
    const auto number = [](std::optional<quint32> value) {
        return value ? QString::number(*value) : u"-"_s;
    };
    return QStringList{
        subscription.id,
        subscription.versionId,
        toCode(subscription.status),
        subscription.topic,
        textOf(subscription.filterBy),
        subscription.end.toString(Qt::ISODate),
        subscription.channelType,
        subscription.endpoint.toString(),
        headers.join(u','),
        number(subscription.heartbeatPeriod),
        number(subscription.timeout),
        number(subscription.maxCount),
        subscription.contentType,
        subscription.content ? toCode(*subscription.content) : u"-"_s,
        subscription.error,
    }
        .join(u' ');
}

} // namespace

class TestSubscriptionCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsSample_data();
    void readsSample();
    void keepsWhatItDoesNotKnow_data();
    void keepsWhatItDoesNotKnow();
    void writesWhatChanged_data();
    void writesWhatChanged();
    void writesNew_data();
    void writesNew();
    void removes_data();
    void removes();
    void filterCriteria_data();
    void filterCriteria();
    void writesFilterCriteria_data();
    void writesFilterCriteria();
    void writesFilterDialects();
    void integers_data();
    void integers();
    void customChannel();
    void queryBased();
    void refused_data();
    void refused();
    void remarks_data();
    void remarks();
    void examples_data();
    void examples();
};

void TestSubscriptionCodec::readsSample_data()
{
    QTest::addColumn<FhirVersion>("version");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::newRow(qPrintable(toCode(version))) << version;
    }
}

void TestSubscriptionCodec::readsSample()
{
    QFETCH(FhirVersion, version);
    const auto result = codecFor(version).readSubscription(sample(version));
    QVERIFY(result);
    QCOMPARE(countIssues(result->issues), IssueCounts());
    const auto &subscription = result->value;
    QCOMPARE(subscription.id, u"s1"_s);
    QCOMPARE(subscription.versionId, u"7"_s);
    QCOMPARE(subscription.status, SubscriptionStatusCode::Active);
    QCOMPARE(subscription.reason, u"Admissions"_s);
    QCOMPARE(subscription.topic, u"https://ehr.example.org/topics/admission|1.0"_s);
    QVERIFY(subscription.isTopicBased());
    QCOMPARE(textOf(subscription.filterBy), u"[Encounter|patient|||Patient/123]"_s);
    QCOMPARE(subscription.end, QDateTime(QDate(2030, 12, 31), QTime(11, 0), Qt::UTC));
    QCOMPARE(subscription.channelType, u"rest-hook"_s);
    QCOMPARE(subscription.endpoint, QUrl(u"https://app.example.org/hook/a%20b?x=1"_s));
    const QList<SubscriptionHeader> headers{{u"Authorization"_s, u"Bearer a:b=c"_s}, {u"X-Api-Key"_s, u"k:1"_s}};
    QCOMPARE(subscription.headers, headers);
    QCOMPARE(subscription.error, version == FhirVersion::R5 ? QString() : u"late"_s);
    QCOMPARE(subscription.heartbeatPeriod, std::optional<quint32>(60));
    QCOMPARE(subscription.timeout, std::optional<quint32>(30));
    QCOMPARE(subscription.maxCount, std::optional<quint32>(20));
    QCOMPARE(subscription.contentType, u"application/fhir+json"_s);
    QCOMPARE(subscription.content, std::optional(PayloadContent::IdOnly));
    QCOMPARE(subscription.raw, sample(version));
}

void TestSubscriptionCodec::keepsWhatItDoesNotKnow_data()
{
    readsSample_data();
}

void TestSubscriptionCodec::keepsWhatItDoesNotKnow()
{
    QFETCH(FhirVersion, version);
    const auto &codec = codecFor(version);
    auto expected = sample(version);
    if (version != FhirVersion::R5) { // the profile is added to the others
        auto meta = expected["meta"_L1].toObject();
        auto profiles = meta["profile"_L1].toArray();
        profiles.append(QString(extensionBase + "subscription"_L1));
        meta.insert(u"profile"_s, profiles);
        expected.insert(u"meta"_s, meta);
    }
    const auto written = codec.writeSubscription(codec.readSubscription(sample(version))->value);
    QCOMPARE(written, expected);
    QCOMPARE(codec.writeSubscription(codec.readSubscription(written)->value), written);
}

void TestSubscriptionCodec::writesWhatChanged_data()
{
    readsSample_data();
}

void TestSubscriptionCodec::writesWhatChanged()
{
    QFETCH(FhirVersion, version);
    const auto &codec = codecFor(version);
    auto subscription = codec.readSubscription(sample(version))->value;
    subscription.id = u"s2"_s;
    subscription.status = SubscriptionStatusCode::Requested;
    subscription.reason = u"Other"_s;
    subscription.topic = u"https://ehr.example.org/topics/discharge"_s;
    subscription.filterBy = {{u"Patient"_s, u"birthdate"_s, u"ge"_s, {}, u"2000-01-01"_s},
                             {{}, u"code"_s, {}, u"in"_s, u"a,b"_s}};
    subscription.end = QDateTime(QDate(2031, 1, 1), QTime(0, 0), Qt::UTC);
    subscription.channelType = u"websocket"_s;
    subscription.endpoint = QUrl(u"https://other.example.org/"_s);
    subscription.headers = {{u"X-New"_s, u"n=1: 2"_s}};
    subscription.heartbeatPeriod = 0;
    subscription.timeout = 2147483647;
    subscription.maxCount = 1;
    subscription.contentType = u"application/fhir+json; fhirVersion=4.0"_s;
    subscription.content = PayloadContent::FullResource;
    const auto written = codec.writeSubscription(subscription);
    const auto result = codec.readSubscription(written);
    QVERIFY(result);
    QCOMPARE(countIssues(result->issues), IssueCounts());
    QCOMPARE(textOf(result->value), textOf(subscription));
    // What was there beside it has stayed.
    if (version == FhirVersion::R5) {
        QCOMPARE(written["filterBy"_L1][0]["id"_L1].toString(), u"f"_s);
        QVERIFY(written.contains("_content"_L1));
        QCOMPARE(written["name"_L1].toString(), u"Admissions"_s);
    } else {
        QCOMPARE(written["_criteria"_L1]["extension"_L1][0].toObject(), foreignExtension());
        QCOMPARE(written["channel"_L1]["extension"_L1][1].toObject(), foreignExtension());
        QVERIFY(written["channel"_L1].toObject().contains("_vendor"_L1));
        QVERIFY(written.contains("contact"_L1));
    }
}

void TestSubscriptionCodec::writesNew_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray backport = R"({"resourceType":"Subscription",
        "meta":{"profile":["BP-subscription"]}, "status":"requested", "reason":"why", "end":"2030-12-31T12:00:00.000Z",
        "criteria":"https://ehr.example.org/topics/admission",
        "_criteria":{"extension":[{"url":"BP-filter-criteria","valueString":"Encounter?patient=Patient/123&date=ge2024"},
            {"url":"BP-filter-criteria","valueString":"Observation?code:in=urn:x"}]},
        "channel":{"extension":[{"url":"BP-heartbeat-period","valueUnsignedInt":60},{"url":"BP-timeout","valueUnsignedInt":30},
            {"url":"BP-max-count","valuePositiveInt":20}],
        "type":"rest-hook","endpoint":"https://client.example.org/hook/abc","payload":"application/fhir+json",
        "_payload":{"extension":[{"url":"BP-payload-content","valueCode":"id-only"}]},
        "header":["Authorization: Bearer secret-token"]}})";
    const QByteArray r5 =
        R"({"resourceType":"Subscription","status":"requested","reason":"why","end":"2030-12-31T12:00:00.000Z",
        "topic":"https://ehr.example.org/topics/admission",
        "filterBy":[{"resourceType":"Encounter","filterParameter":"patient","value":"Patient/123"},
            {"resourceType":"Observation","filterParameter":"code","modifier":"in","value":"urn:x"},
            {"resourceType":"Encounter","filterParameter":"date","comparator":"ge","value":"2024"}],
        "channelType":{"system":"http://terminology.hl7.org/CodeSystem/subscription-channel-type","code":"rest-hook"},
        "endpoint":"https://client.example.org/hook/abc","parameter":[{"name":"Authorization","value":"Bearer secret-token"}],
        "heartbeatPeriod":60,"timeout":30,"contentType":"application/fhir+json","content":"id-only","maxCount":20})";
    QTest::newRow("R4") << FhirVersion::R4 << backport;
    QTest::newRow("R4B") << FhirVersion::R4B << backport;
    QTest::newRow("R5") << FhirVersion::R5 << r5;
}

void TestSubscriptionCodec::writesNew()
{
    QFETCH(FhirVersion, version);
    QFETCH(QByteArray, expected);
    const Subscription subscription{
        .reason = u"why"_s,
        .topic = u"https://ehr.example.org/topics/admission"_s,
        .filterBy = {{u"Encounter"_s, u"patient"_s, {}, {}, u"Patient/123"_s},
                     {u"Observation"_s, u"code"_s, {}, u"in"_s, u"urn:x"_s},
                     {u"Encounter"_s, u"date"_s, u"ge"_s, {}, u"2024"_s}},
        .end = QDateTime(QDate(2030, 12, 31), QTime(12, 0), Qt::UTC),
        .endpoint = QUrl(u"https://client.example.org/hook/abc"_s),
        .headers = {{u"Authorization"_s, u"Bearer secret-token"_s}},
        .heartbeatPeriod = 60,
        .timeout = 30,
        .maxCount = 20,
        .contentType = u"application/fhir+json"_s,
        .content = PayloadContent::IdOnly,
    };
    const auto &codec = codecFor(version);
    const auto written = codec.writeSubscription(subscription);
    QCOMPARE(written, QJsonDocument::fromJson(expected.replace("BP-", QByteArray(extensionBase.data()))).object());
    const auto read = codec.readSubscription(written);
    QVERIFY(read);
    QCOMPARE(countIssues(read->issues), IssueCounts());
}

void TestSubscriptionCodec::removes_data()
{
    readsSample_data();
}

void TestSubscriptionCodec::removes()
{
    QFETCH(FhirVersion, version);
    const auto &codec = codecFor(version);
    auto subscription = codec.readSubscription(sample(version))->value;
    subscription.filterBy.clear();
    subscription.end = {};
    subscription.endpoint.clear();
    subscription.headers.clear();
    subscription.heartbeatPeriod.reset();
    subscription.timeout.reset();
    subscription.maxCount.reset();
    subscription.contentType.clear();
    subscription.content.reset();
    subscription.error.clear();
    const auto result = codec.readSubscription(codec.writeSubscription(subscription));
    QVERIFY(result);
    QCOMPARE(textOf(result->value), textOf(subscription));
}

void TestSubscriptionCodec::filterCriteria_data()
{
    QTest::addColumn<QString>("filters");
    QTest::addColumn<int>("errors");
    const auto row = [](const char *criteria, const char *filters, int errors = 0) {
        QTest::newRow(criteria) << QString::fromUtf8(filters) << errors;
    };
    row("Encounter?patient=Patient/123", "[Encounter|patient|||Patient/123]");
    row("Encounter?patient=Patient/123&status=finished",
        "[Encounter|patient|||Patient/123][Encounter|status|||finished]");
    row("Encounter?status=a&status=b,c", "[Encounter|status|||a][Encounter|status|||b,c]");
    row("http://hl7.org/fhir/StructureDefinition/Encounter?status=a", "[Encounter|status|||a]");
    row("patient=Patient/123", "[|patient|||Patient/123]");
    row("orgIdentifier=http://hl7.org/fhir/sid/us-npi|1", "[|orgIdentifier|||http://hl7.org/fhir/sid/us-npi|1]");
    row("patient:identifier=urn:x|1", "[|patient||identifier|urn:x|1]");
    row("Encounter.patient=Patient/123", "[Encounter|patient|||Patient/123]");
    row("Encounter.patient:in=Group/1", "[Encounter|patient||in|Group/1]");
    row("subject.name=Smith", "[|subject.name|||Smith]");
    row("Observation?subject:Patient.name=Smith", "[Observation|subject:Patient.name|||Smith]");
    row("Encounter?date=ge2024", "[Encounter|date|ge||2024]");
    row("Encounter?date=sa2024-05-01T10:00:00+01:00", "[Encounter|date|sa||2024-05-01T10:00:00+01:00]");
    row("Observation?value-quantity=lt-5.4", "[Observation|value-quantity|lt||-5.4]");
    row("Encounter?date=ge2024,le2020", "[Encounter|date|||ge2024,le2020]");
    row("Encounter?status=left", "[Encounter|status|||left]");
    row("Encounter?status=ne", "[Encounter|status|||ne]");
    row("Patient?name:exact=eq1", "[Patient|name||exact|eq1]");
    row("Patient?name=M%C3%BCller%26S%C3%B6hne%3D1", "[Patient|name|||Müller&Söhne=1]");
    row("Patient?name=a+b", "[Patient|name|||a+b]");
    row("Patient?name=what?", "[Patient|name|||what?]");
    row("name=what?", "[|name|||what?]");
    row("Patient?name=a=b", "[Patient|name|||a=b]");
    row("Patient?&name=a&", "[Patient|name|||a]");
    row("Patient?name", "", 2);
    row("Patient?name=", "", 2);
    row("Patient?=a", "", 2);
    row("Patient?", "", 1);
    row("", "", 1);
    row("Patient?name=a&x", "[Patient|name|||a]", 1);
    row("patients?name=a", "[patients|name|||a]", 1);
}

void TestSubscriptionCodec::filterCriteria()
{
    QFETCH(int, errors);
    const auto criteria = QString::fromUtf8(QTest::currentDataTag());
    const auto &codec = codecFor(FhirVersion::R4);
    const auto result = codec.readSubscription(withCriteria({criteria}));
    QVERIFY(result);
    QTEST(textOf(result->value.filterBy), "filters");
    QCOMPARE(countIssues(result->issues), (IssueCounts{.errors = errors}));
    if (errors > 0) {
        return;
    }
    // Untouched, it stays as it was spelled; written anew, it means the same.
    QCOMPARE(writtenCriteria(codec.writeSubscription(result->value)), QStringList{criteria});
    auto fresh = result->value;
    fresh.raw = {};
    const auto written = codec.writeSubscription(fresh);
    QCOMPARE(textOf(codec.readSubscription(written)->value.filterBy), textOf(result->value.filterBy));
}

void TestSubscriptionCodec::writesFilterCriteria_data()
{
    QTest::addColumn<QList<FilterBy>>("filters");
    QTest::addColumn<QStringList>("criteria");
    const auto filter = [](const char *type, const char *parameter, const char *comparator, const char *modifier,
                           const char *value) {
        return FilterBy{QString::fromUtf8(type), QString::fromUtf8(parameter), QString::fromUtf8(comparator),
                        QString::fromUtf8(modifier), QString::fromUtf8(value)};
    };
    QTest::newRow("none") << QList<FilterBy>() << QStringList();
    QTest::newRow("one") << QList<FilterBy>{filter("Encounter", "patient", "", "", "Patient/1")}
                         << QStringList{u"Encounter?patient=Patient/1"_s};
    QTest::newRow("one extension for each type")
        << QList<FilterBy>{filter("Encounter", "patient", "", "", "Patient/1"),
                           filter("Observation", "code", "", "", "a|b"),
                           filter("Encounter", "patient", "", "", "Patient/2")}
        << QStringList{u"Encounter?patient=Patient/1&patient=Patient/2"_s, u"Observation?code=a|b"_s};
    QTest::newRow("without a type") << QList<FilterBy>{filter("", "patient", "", "", "Patient/1"),
                                                       filter("", "patient", "", "", "Patient/2")}
                                    << QStringList{u"patient=Patient/1"_s, u"patient=Patient/2"_s};
    QTest::newRow("comparator and modifier")
        << QList<FilterBy>{filter("E", "date", "ge", "", "2024-01-01T00:00:00+01:00"),
                           filter("E", "patient", "", "in", "Group/1,Group/2")}
        << QStringList{u"E?date=ge2024-01-01T00:00:00%2B01:00&patient:in=Group/1,Group/2"_s};
    QTest::newRow("what has to be encoded") << QList<FilterBy>{filter("P", "name", "", "", "a&b=c #%+\"<\\\xC3\xA4")}
                                            << QStringList{u"P?name=a%26b%3Dc%20%23%25%2B%22%3C%5C%C3%A4"_s};
}

void TestSubscriptionCodec::writesFilterCriteria()
{
    QFETCH(QList<FilterBy>, filters);
    const Subscription subscription{.topic = u"https://ehr.example.org/t"_s, .filterBy = filters};
    const auto written = codecFor(FhirVersion::R4B).writeSubscription(subscription);
    QTEST(writtenCriteria(written), "criteria");
    const auto again = codecFor(FhirVersion::R4B).readSubscription(written)->value.filterBy;
    QCOMPARE(again.size(), filters.size());
    for (const auto &filter : filters) {
        QVERIFY2(again.contains(filter), qPrintable(textOf(filter)));
    }
}

void TestSubscriptionCodec::writesFilterDialects()
{
    Subscription subscription{
        .topic = u"https://ehr.example.org/t"_s,
        .filterBy = {{u"Encounter"_s, u"patient"_s, {}, u"in"_s, u"Group/1"_s},
                     {u"Encounter"_s, u"date"_s, u"ge"_s, {}, u"2024"_s},
                     {{}, u"status"_s, {}, {}, u"a"_s}},
    };
    const auto &codec = codecFor(FhirVersion::R4);
    const auto plain = codec.writeSubscription(subscription, FilterDialect::Parameter);
    QCOMPARE(writtenCriteria(plain), (QStringList{u"patient:in=Group/1"_s, u"date=ge2024"_s, u"status=a"_s}));
    const auto qualified = codec.writeSubscription(subscription, FilterDialect::QualifiedParameter);
    const QStringList criteria{u"Encounter.patient:in=Group/1"_s, u"Encounter.date=ge2024"_s, u"status=a"_s};
    QCOMPARE(writtenCriteria(qualified), criteria);
    QCOMPARE(codec.readSubscription(qualified)->value.filterBy, subscription.filterBy);
    // What is there already stays as it is spelled.
    subscription.raw = qualified;
    QCOMPARE(writtenCriteria(codec.writeSubscription(subscription, FilterDialect::SearchString)), criteria);
}

void TestSubscriptionCodec::integers_data()
{
    QTest::addColumn<QString>("valueName");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<qint64>("expected"); // -1: absent
    QTest::addColumn<IssueCounts>("issues");
    const auto row = [](const char *name, const char *valueName, const QJsonValue &value, qint64 expected,
                        IssueCounts issues) {
        QTest::newRow(name) << QString::fromLatin1(valueName) << value << expected << issues;
    };
    const IssueCounts right;
    const IssueCounts tolerated{.warnings = 1};
    const IssueCounts wrong{.errors = 1};
    row("unsignedInt", "valueUnsignedInt", 86400, 86400, right);
    row("zero", "valueUnsignedInt", 0, 0, right);
    row("largest", "valueUnsignedInt", 2147483647, 2147483647, right);
    row("integer", "valueInteger", 120, 120, tolerated);
    row("positiveInt", "valuePositiveInt", 120, 120, tolerated);
    row("decimal", "valueDecimal", 120.0, 120, tolerated);
    row("too large", "valueUnsignedInt", 2147483648.0, -1, wrong);
    row("negative", "valueUnsignedInt", -1, -1, wrong);
    row("fraction", "valueUnsignedInt", 1.5, -1, wrong);
    row("text", "valueUnsignedInt", u"120"_s, 120, tolerated);
    row("no number", "valueUnsignedInt", u"soon"_s, -1, IssueCounts{.errors = 1, .warnings = 1});
    row("true", "valueUnsignedInt", true, -1, wrong);
    row("no value", "other", 1, -1, wrong);
}

void TestSubscriptionCodec::integers()
{
    QFETCH(QString, valueName);
    QFETCH(QJsonValue, value);
    QFETCH(qint64, expected);
    auto resource = backportSubscription();
    auto channel = resource["channel"_L1].toObject();
    channel.insert(u"extension"_s, QJsonArray{extension(u"heartbeat-period"_s, valueName, value)});
    resource.insert(u"channel"_s, channel);
    const auto &codec = codecFor(FhirVersion::R4);
    const auto result = codec.readSubscription(resource);
    QVERIFY(result);
    QCOMPARE(result->value.heartbeatPeriod ? static_cast<qint64>(*result->value.heartbeatPeriod) : -1, expected);
    QTEST(countIssues(result->issues), "issues");
    if (expected >= 0) {
        const auto written = codec.writeSubscription(result->value)["channel"_L1]["extension"_L1][0].toObject();
        QCOMPARE(written, extension(u"heartbeat-period"_s, u"valueUnsignedInt"_s, expected));
    }
}

void TestSubscriptionCodec::customChannel()
{
    const auto &codec = codecFor(FhirVersion::R4);
    Subscription subscription{.topic = u"https://ehr.example.org/t"_s, .channelType = u"zulip"_s};
    const auto written = codec.writeSubscription(subscription);
    QCOMPARE(written["channel"_L1]["type"_L1].toString(), u"rest-hook"_s);
    QCOMPARE(codec.readSubscription(written)->value.channelType, u"zulip"_s);
    subscription.raw = written;
    subscription.channelType = u"rest-hook"_s;
    const auto restHook = codec.writeSubscription(subscription)["channel"_L1].toObject();
    QCOMPARE(restHook["type"_L1].toString(), u"rest-hook"_s);
    QVERIFY(!restHook.contains("_type"_L1));
    const auto r5 =
        codecFor(FhirVersion::R5).writeSubscription({.channelType = u"zulip"_s})["channelType"_L1].toObject();
    QCOMPARE(r5, (QJsonObject{{u"code"_s, u"zulip"_s}}));
}

void TestSubscriptionCodec::queryBased()
{
    auto resource = backportSubscription();
    resource.insert(u"criteria"_s, u"Observation?code=http://loinc.org|1975-2"_s);
    resource.remove(u"_criteria"_s);
    const auto &codec = codecFor(FhirVersion::R4);
    const auto result = codec.readSubscription(resource);
    QVERIFY(result);
    QVERIFY(!result->value.isTopicBased());
    QCOMPARE(countIssues(result->issues), (IssueCounts{.information = 1}));
    QCOMPARE(codec.writeSubscription(result->value), resource); // no profile that it does not follow
}

void TestSubscriptionCodec::refused_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QJsonObject>("resource");
    QTest::addColumn<QString>("location");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto row = [&](const char *name, const QJsonObject &resource, const char *location) {
            QTest::newRow(qPrintable(toCode(version) + u' ' + QString::fromLatin1(name)))
                << version << resource << QString::fromLatin1(location);
        };
        const auto with = [&](const char *name, const QJsonValue &value) {
            auto resource = sample(version);
            resource.insert(QLatin1StringView(name), value);
            return resource;
        };
        row("nothing", {}, "resourceType");
        row("another resource", {{u"resourceType"_s, u"Patient"_s}}, "resourceType");
        row("type a number", with("resourceType", 1), "resourceType");
        row("status missing", with("status", QJsonValue::Undefined), "Subscription.status");
        row("status unknown", with("status", u"on"_s), "Subscription.status");
        row("status a number", with("status", 1), "Subscription.status");
    }
}

void TestSubscriptionCodec::refused()
{
    QFETCH(FhirVersion, version);
    QFETCH(QJsonObject, resource);
    const auto result = codecFor(version).readSubscription(resource);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QTEST(result.error().location, "location");
}

void TestSubscriptionCodec::remarks_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("member");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto resource = sample(version);
        for (auto member = resource.begin(); member != resource.end(); ++member) {
            const bool known = !QStringList{u"resourceType"_s, u"status"_s,  u"language"_s, u"contact"_s,
                                            u"name"_s,         u"_reason"_s, u"_content"_s, u"meta"_s}
                                    .contains(member.key());
            if (known) {
                QTest::newRow(qPrintable(toCode(version) + u' ' + member.key())) << version << member.key();
            }
        }
    }
}

void TestSubscriptionCodec::remarks()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, member);
    const auto original = sample(version);
    for (const QJsonValue &value : {QJsonValue(true), QJsonValue(1.5), QJsonValue(u"text"_s), QJsonValue(QJsonArray{1}),
                                    QJsonValue(QJsonObject{{u"x"_s, 1}})}) {
        const auto free =
            QStringList{u"id"_s, u"reason"_s, u"criteria"_s, u"topic"_s, u"error"_s, u"contentType"_s, u"endpoint"_s};
        if ((value.isString() && free.contains(member)) || (value.isObject() && member == "_criteria"_L1)) {
            continue;
        }
        auto resource = original;
        resource.insert(member, value);
        const auto result = codecFor(version).readSubscription(resource);
        QVERIFY(result);
        QVERIFY2(!result->issues.isEmpty(), QJsonDocument(resource).toJson().constData());
        for (const auto &issue : result->issues) {
            QVERIFY(issue.path.startsWith(u"Subscription"_s));
        }
        (void)codecFor(version).writeSubscription(result->value);
    }
}

void TestSubscriptionCodec::examples_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("values");
    QTest::addColumn<IssueCounts>("issues");
    const auto row = [](const char *file, FhirVersion version, const QByteArray &values, IssueCounts issues = {}) {
        QTest::newRow(file) << version << QString::fromLatin1(values) << issues;
    };
    row("r4/subscription-admission.json", FhirVersion::R4,
        "subscription-admission  active http://hl7.org/SubscriptionTopic/admission [Encounter|patient|||Patient/123] "
        "2020-12-31T12:00:00Z rest-hook https://example.org/Endpoints/d7dcc004-808d-452b-8030-3a3a13cd871d  86400 60 "
        "20 "
        "application/fhir+json id-only ");
    row("r4/subscription-multi-resource.json", FhirVersion::R4B,
        "subscription-multi-resource  active http://hl7.org/SubscriptionTopic/admission "
        "[Observation|subject|||Patient/123] "
        "2020-12-31T12:00:00Z rest-hook https://example.org/Endpoints/d7dcc004-808d-452b-8030-3a3a13cd871d  86400 60 "
        "20 "
        "application/fhir+json id-only ");
    row("r4/subscription-zulip.json", FhirVersion::R4,
        "subscription-zulip  active http://hl7.org/SubscriptionTopic/admission [Encounter|patient|||Patient/123] "
        "2020-12-31T12:00:00Z zulip https://example.org/Endpoints/ZulipForwarder  86400 60 20 application/fhir+json "
        "id-only ");
    const auto *query =
        "example  requested Observation?code=http://loinc.org|1975-2  2021-01-01T00:00:00Z rest-hook "
        "https://biliwatch.com/customers/mount-auburn-miu/on-result Authorization>Bearer secret-token-abc-123 "
        "- - - application/fhir+json - ";
    row("r4/subscription-query-based.json", FhirVersion::R4, query, {.information = 1});
    row("r4b/subscription-query-based.json", FhirVersion::R4B, query, {.information = 1});
    row("r4/subscription-query-based-error.json", FhirVersion::R4,
        "example-error  error Observation?code=http://loinc.org|1975-2  2021-01-01T00:00:00Z rest-hook "
        "https://biliwatch.com/customers/mount-auburn-miu/on-result Authorization>Bearer secret-token-abc-123 "
        "- - - application/fhir+json - Socket Error 10060 - can't connect to host",
        {.information = 1});
    row("r5/subscription-admission.json", FhirVersion::R5,
        "admission  active http://example.org/R5/SubscriptionTopic/admission [|patient|||Patient/123] "
        "2019-08-07T11:15:18Z "
        "rest-hook https://example.org/Endpoints/P123 Authorization>Bearer secret-token-abc-123 60 5 100 "
        "application/fhir+json id-only ");
    row("r5/subscription-example.json", FhirVersion::R5,
        "example  active http://example.org/R5/SubscriptionTopic/example [Encounter|patient|||Patient/123]  rest-hook  "
        " - - -  - ");
    const auto *candle =
        "http://example.org/FHIR/SubscriptionTopic/encounter-complete [Encounter|patient|||Patient/example] ";
    row("real-servers/fhir-candle-r4-Subscription-encounter-complete.json", FhirVersion::R4,
        QByteArray("383c610b-8a8b-4173-b363-7b811509aadd 1 requested ")
            .append(candle)
            .append("2023-08-30T17:06:34Z rest-hook https://subscriptions.argo.run/fhir/r4/$subscription-hook  120 - - "
                    "application/fhir+json id-only "),
        {.warnings = 1});
    row("real-servers/fhir-candle-r4b-Subscription-encounter-complete.json", FhirVersion::R4B,
        QByteArray("db4ce0bb-fa9c-4092-9f75-34772dc85590 1 requested ")
            .append(candle)
            .append(
                "2023-08-30T17:51:49Z rest-hook https://subscriptions.argo.run/fhir/r4b/$subscription-hook  120 - - "
                "application/fhir+json id-only "),
        {.warnings = 1});
    row("real-servers/fhir-candle-r5-Subscription-encounter-complete.json", FhirVersion::R5,
        "e1f461cb-f41c-470e-aa75-d5223b2c943a 1 requested http://example.org/FHIR/SubscriptionTopic/encounter-complete "
        "[Encounter|patient|||Patient/example] 2023-08-30T18:07:58Z rest-hook "
        "https://subscriptions.argo.run/fhir/r5/$subscription-hook  120 "
        "- - "
        "application/fhir+json id-only ",
        {});
    const QByteArray inferno = "http://inferno.healthit.gov/suites/custom/subscriptions_r5_backport_r4_";
    for (const auto *content : {"empty", "id-only", "full-resource"}) {
        row(qPrintable(u"real-servers/inferno-r4-subscription-%1.json"_s.arg(QLatin1StringView(content))),
            FhirVersion::R4,
            "  requested " + inferno
                + "client/topics/patient-admission [Encounter|patient|||Patient/123] 2020-12-31T12:00:00Z rest-hook "
                + inferno
                + "server/subscription/channel/notification_listener Authorization>Bearer SAMPLE_TOKEN - 60 20 "
                  "application/fhir+json "
                + content + " ");
    }
    row("real-servers/inferno-r4-subscription-resource-example.json", FhirVersion::R4,
        "123  requested http://fhirserver.org/topics/patient-admission [Encounter|patient|||Patient/123] "
        "2020-12-31T12:00:00Z zulip "
        "http://localhost:4567/custom/subscriptions_r5_backport_r4_server/subscription/channel/notification_listener "
        "Authorization>Bearer SAMPLE_TOKEN 86400 60 20 application/fhir+json full-resource ");
}

void TestSubscriptionCodec::examples()
{
    QFETCH(FhirVersion, version);
    const auto path = Test::sharedPath(u"fhir-examples/"_s + QString::fromLatin1(QTest::currentDataTag()));
    if (!QFileInfo::exists(path)) {
        QSKIP("The folder with published examples is not here");
    }
    const auto json = readJsonObject(Test::readFile(path));
    QVERIFY(json);
    const auto &codec = codecFor(version);
    const auto result = codec.readSubscription(*json);
    QVERIFY(result);
    QTEST(textOf(result->value), "values");
    QTEST(countIssues(result->issues), "issues");
    // Only what we write otherwise on purpose differs after a round trip.
    auto written = codec.writeSubscription(result->value);
    QCOMPARE(textOf(codec.readSubscription(written)->value), textOf(result->value));
    auto expected = *json;
    for (const auto name : {"meta"_L1, "channel"_L1}) {
        written.remove(name);
        expected.remove(name);
    }
    QCOMPARE(written, expected);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSubscriptionCodec)
#include "tst_subscriptioncodec.moc"
