// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/codec.h>
#include <Tbs/sandbox/subscriptionvalidator_p.h>

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestSubscriptionValidator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void refusesWhatIsNone();
    void obeysTheProfile();
    void takesWhatFhirTbsSends();
};

namespace {

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

using Change = std::function<void(Subscription *)>;

Subscription goodSubscription()
{
    Subscription subscription;
    subscription.reason = u"test"_s;
    subscription.topic = u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s;
    subscription.endpoint = QUrl(u"https://app.example.org/hook"_s);
    subscription.contentType = u"application/fhir+json"_s;
    subscription.content = PayloadContent::IdOnly;
    return subscription;
}

tl::expected<ValidSubscription, QList<Issue>> validate(FhirVersion version, const QJsonObject &resource,
                                                       const WireProfile &profile = {})
{
    ResourceRepository resources;
    TopicRepository topics(version, resources);
    if (!topics.addBuiltIn(now)) {
        qFatal("no built-in topics");
    }
    return validateSubscription(version, resource, topics, profile, now);
}

tl::expected<ValidSubscription, QList<Issue>> validate(FhirVersion version, const Change &change,
                                                       const WireProfile &profile = {})
{
    auto subscription = goodSubscription();
    change(&subscription);
    return validate(version, codecFor(version).writeSubscription(subscription), profile);
}

Change withFilter(const FilterBy &filter)
{
    return [filter](Subscription *subscription) {
        subscription->filterBy = {filter};
    };
}

QString described(const QList<Issue> &issues)
{
    QStringList texts;
    for (const auto &issue : issues) {
        texts.append(issue.code + u' ' + issue.path + u' ' + issue.message);
    }
    return texts.join(u"; "_s);
}

} // namespace

void TestSubscriptionValidator::accepts_data()
{
    QTest::addColumn<Change>("change");

    QTest::newRow("plain") << Change([](Subscription *) {});
    QTest::newRow("off") << Change([](Subscription *s) { s->status = SubscriptionStatusCode::Off; });
    QTest::newRow("topic with version") << Change([](Subscription *s) { s->topic += u"|1.0.0"_s; });
    QTest::newRow("http") << Change([](Subscription *s) { s->endpoint = QUrl(u"http://127.0.0.1:8080/h"_s); });
    QTest::newRow("application/json") << Change([](Subscription *s) { s->contentType = u"application/json"_s; });
    QTest::newRow("MIME parameter") << Change(
        [](Subscription *s) { s->contentType = u"application/fhir+json; fhirVersion=4.0"_s; });
    QTest::newRow("end") << Change([](Subscription *s) { s->end = now.addDays(1); });
    QTest::newRow("websocket") << Change([](Subscription *s) {
        s->channelType = u"websocket"_s;
        s->endpoint = QUrl();
    });
    QTest::newRow("websocket with an endpoint") << Change([](Subscription *s) { s->channelType = u"websocket"_s; });
    QTest::newRow("headers") << Change([](Subscription *s) {
        s->headers = {{u"Authorization"_s, u"Bearer a.b:c=="_s}};
    });
    QTest::newRow("numbers") << Change([](Subscription *s) {
        s->heartbeatPeriod = 60;
        s->timeout = 20;
        s->maxCount = 10;
    });
    QTest::newRow("filter") << withFilter(
        {.resourceType = u"Encounter"_s, .filterParameter = u"patient"_s, .value = u"Patient/1,Patient/2"_s});
    QTest::newRow("filter with modifier") << withFilter(
        {.resourceType = u"Encounter"_s, .filterParameter = u"status"_s, .modifier = u"not"_s, .value = u"planned"_s});
    QTest::newRow("filter with comparator") << withFilter({.resourceType = u"Encounter"_s,
                                                           .filterParameter = u"date"_s,
                                                           .comparator = u"ge"_s,
                                                           .value = u"2024-01-01"_s});
    QTest::newRow("filter without type") << withFilter({.filterParameter = u"class"_s, .value = u"AMB"_s});
}

void TestSubscriptionValidator::accepts()
{
    QFETCH(Change, change);
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto valid = validate(version, change);
        QVERIFY2(valid, valid ? "" : qPrintable(described(valid.error())));
        QVERIFY(valid->topic);
    }
}

void TestSubscriptionValidator::refuses_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");

    const auto row = [](const char *name, const QString &code, const Change &change) {
        QTest::newRow(name) << change << code;
    };
    row("unknown topic", u"not-supported"_s, [](Subscription *s) { s->topic = u"http://example.org/other"_s; });
    row("unknown version of the topic", u"not-supported"_s, [](Subscription *s) { s->topic += u"|9"_s; });
    row("query", u"not-supported"_s, [](Subscription *s) { s->topic = u"Encounter?status=finished"_s; });
    row("email", u"not-supported"_s, [](Subscription *s) { s->channelType = u"email"_s; });
    row("no endpoint", u"value"_s, [](Subscription *s) { s->endpoint = QUrl(); });
    row("ftp", u"value"_s, [](Subscription *s) { s->endpoint = QUrl(u"ftp://example.org/x"_s); });
    row("mailto", u"value"_s, [](Subscription *s) { s->endpoint = QUrl(u"mailto:a@example.org"_s); });
    row("no host", u"value"_s, [](Subscription *s) { s->endpoint = QUrl(u"http:///x"_s); });
    row("relative endpoint", u"value"_s, [](Subscription *s) { s->endpoint = QUrl(u"/hook"_s); });
    row("XML", u"not-supported"_s, [](Subscription *s) { s->contentType = u"application/fhir+xml"_s; });
    row("past end", u"business-rule"_s, [](Subscription *s) { s->end = now; });
    row("error", u"business-rule"_s, [](Subscription *s) { s->status = SubscriptionStatusCode::Error; });
    row("header name", u"value"_s, [](Subscription *s) { s->headers = {{u"X Key"_s, u"1"_s}}; });
    row("line break in a header", u"value"_s, [](Subscription *s) {
        s->headers = {{u"X-Key"_s, u"1\r\nHost: evil"_s}};
    });
    const auto filterRow = [&](const char *name, const QString &code, const FilterBy &filter) {
        row(name, code, withFilter(filter));
    };
    const auto type = u"Encounter"_s;
    filterRow("unknown filter", u"not-supported"_s,
              {.resourceType = type, .filterParameter = u"_in"_s, .value = u"Group/1"_s});
    filterRow("filter of another type", u"not-supported"_s,
              {.resourceType = u"Patient"_s, .filterParameter = u"status"_s, .value = u"x"_s});
    filterRow("modifier that is not listed", u"not-supported"_s,
              {.resourceType = type, .filterParameter = u"status"_s, .modifier = u"missing"_s, .value = u"true"_s});
    filterRow("comparator that is not listed", u"not-supported"_s,
              {.resourceType = type, .filterParameter = u"length"_s, .comparator = u"ne"_s, .value = u"3"_s});
    filterRow("malformed value", u"value"_s,
              {.resourceType = type, .filterParameter = u"date"_s, .comparator = u"ge"_s, .value = u"2024-99"_s});
}

void TestSubscriptionValidator::refuses()
{
    QFETCH(Change, change);
    QFETCH(QString, code);
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto valid = validate(version, change);
        QVERIFY2(!valid, qPrintable(toCode(version)));
        QVERIFY2(std::any_of(valid.error().begin(), valid.error().end(),
                             [&](const Issue &issue) { return issue.code == code; }),
                 qPrintable(described(valid.error())));
    }
}

void TestSubscriptionValidator::refusesWhatIsNone()
{
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QVERIFY(!validate(version, QJsonObject()));
        QVERIFY(!validate(version, QJsonObject{{u"resourceType"_s, u"Patient"_s}}));
        QVERIFY(!validate(version, QJsonObject{{u"resourceType"_s, u"Subscription"_s}}));
        // The shape of the other versions.
        const auto other = version == FhirVersion::R5 ? FhirVersion::R4B : FhirVersion::R5;
        QVERIFY(!validate(version, codecFor(other).writeSubscription(goodSubscription())));
    }
}

void TestSubscriptionValidator::obeysTheProfile()
{
    WireProfile inferno;
    inferno.acceptsHeartbeatPeriod = false;
    QVERIFY(validate(
        FhirVersion::R4, [](Subscription *) {}, inferno));
    QVERIFY(!validate(
        FhirVersion::R4, [](Subscription *s) { s->heartbeatPeriod = 30; }, inferno));
    WireProfile hapi;
    hapi.webSocket.bindForms.clear();
    const auto webSocket = [](Subscription *s) {
        s->channelType = u"websocket"_s;
    };
    const auto refused = validate(FhirVersion::R5, webSocket, hapi);
    QVERIFY(!refused);
    QCOMPARE(refused.error().size(), 1);
    QCOMPARE(refused.error().first().code, u"not-supported"_s);
    QCOMPARE(refused.error().first().path, u"Subscription.channelType"_s);
    WireProfile helios;
    helios.fullResourceRequiresHttps = true;
    const auto fullOverHttp = [](Subscription *s) {
        s->content = PayloadContent::FullResource;
        s->endpoint = QUrl(u"http://app/hook"_s);
    };
    QVERIFY(!validate(FhirVersion::R5, fullOverHttp)->failsAtOnce);
    QVERIFY(validate(FhirVersion::R5, fullOverHttp, helios)->failsAtOnce);
    QVERIFY(!validate(
                 FhirVersion::R5, [](Subscription *s) { s->content = PayloadContent::FullResource; }, helios)
                 ->failsAtOnce);
    WireProfile demanding;
    demanding.demandsFilters = {FhirVersion::R4};
    const auto unfiltered = [](Subscription *s) {
        s->filterBy.clear();
    };
    QVERIFY(validate(FhirVersion::R5, unfiltered, demanding));
    const auto withoutFilter = validate(FhirVersion::R4, unfiltered, demanding);
    QVERIFY(!withoutFilter);
    QCOMPARE(withoutFilter.error().first().path, u"Subscription.filterBy"_s);
}

void TestSubscriptionValidator::takesWhatFhirTbsSends()
{
    // R5 without contentType, as the Python package sends it: content is sent all the same.
    const auto valid = validate(FhirVersion::R5, [](Subscription *s) {
        s->contentType.clear();
        s->content.reset();
    });
    QVERIFY2(valid, valid ? "" : qPrintable(described(valid.error())));
    QCOMPARE(valid->value.content, PayloadContent::IdOnly);

    // R4B with the wrong value[x] for the period, and percent-encoded filters.
    auto r4b = codecFor(FhirVersion::R4B).writeSubscription(goodSubscription());
    auto channel = r4b["channel"_L1].toObject();
    const auto extension = u"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/"_s;
    channel.insert(u"extension"_s,
                   QJsonArray{QJsonObject{{u"url"_s, QString(extension + u"backport-heartbeat-period"_s)},
                                          {u"valuePositiveInt"_s, 60}}});
    r4b.insert(u"channel"_s, channel);
    const QJsonObject criteria{
        {u"url"_s, QString(extension + u"backport-filter-criteria"_s)},
        {u"valueString"_s,
         u"Encounter?status:not=in-progress&date=gt2024-01-01T00:00:00%2B02:00&subject=Patient%2F1,Patient%2F2"_s}};
    r4b.insert(u"_criteria"_s, QJsonObject{{u"extension"_s, QJsonArray{criteria}}});
    const auto tolerated = validate(FhirVersion::R4B, r4b);
    QVERIFY2(tolerated, tolerated ? "" : qPrintable(described(tolerated.error())));
    QCOMPARE(tolerated->value.heartbeatPeriod, 60U);
    QCOMPARE(tolerated->value.filterBy.size(), 3);
    const QJsonObject encounter{{u"resourceType"_s, u"Encounter"_s},
                                {u"status"_s, u"finished"_s},
                                {u"subject"_s, QJsonObject{{u"reference"_s, u"Patient/2"_s}}},
                                {u"period"_s, QJsonObject{{u"start"_s, u"2025-01-01"_s}}}};
    QVERIFY(tolerated->filter.passes({.current = encounter}, now));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSubscriptionValidator)
#include "tst_subscriptionvalidator.moc"
