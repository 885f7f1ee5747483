// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionclientfixture.h"

#include <Tbs/subscription/subscriptiondifference.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using namespace Test;

namespace {

const auto heliosId = u"01a210d5-df54-7a10-a0db-cc7e3e813897"_s;

/// HAPI explains itself in `diagnostics`.
FakeAnswer hapiOutcome(int status, const QString &diagnostics, const QString &severity = u"error"_s)
{
    const QJsonObject issue{{u"severity"_s, severity}, {u"code"_s, u"processing"_s}, {u"diagnostics"_s, diagnostics}};
    auto answer =
        FakeAnswer::json({{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, QJsonArray{issue}}}, status);
    answer.contentType = "application/fhir+json;charset=UTF-8";
    answer.chunked = true;
    return answer;
}

/// Helios in `details.text`, and calls it application/json.
FakeAnswer heliosOutcome(int status, const QString &code, const QString &text)
{
    const QJsonObject issue{
        {u"severity"_s, u"error"_s}, {u"code"_s, code}, {u"details"_s, QJsonObject{{u"text"_s, text}}}};
    auto answer =
        FakeAnswer::json({{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, QJsonArray{issue}}}, status);
    answer.contentType = "application/json";
    return answer;
}

FakeAnswer asJson(const QJsonObject &resource, int status = 200)
{
    auto answer = FakeAnswer::json(resource, status);
    answer.contentType = "application/json";
    return answer;
}

QJsonObject entryOf(const QJsonObject &resource, const QString &mode = u"match"_s)
{
    return {{u"resource"_s, resource}, {u"search"_s, QJsonObject{{u"mode"_s, mode}}}};
}

QJsonObject page(const QJsonArray &entries, const QString &next = {})
{
    QJsonObject bundle{{u"resourceType"_s, u"Bundle"_s}, {u"type"_s, u"searchset"_s}, {u"entry"_s, entries}};
    if (!next.isEmpty()) {
        bundle.insert(u"link"_s, QJsonArray{QJsonObject{{u"relation"_s, u"next"_s}, {u"url"_s, next}}});
    }
    return bundle;
}

Subscription at(const QString &endpoint)
{
    auto subscription = sampleSubscription();
    subscription.endpoint = QUrl(endpoint);
    return subscription;
}

QStringList idsOf(const QList<ObservedSubscription> &list)
{
    QStringList ids;
    for (const auto &observed : list) {
        ids.append(observed.subscription.id);
    }
    return ids;
}

} // namespace

/// What HAPI FHIR 8.8.0 and Helios 0.2.7 were seen to answer on 2026-11-25, each in its own shape.
class TestMeasuredServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staleVersion_data();
    void staleVersion();
    void createdWithAnEmptyBody_data();
    void createdWithAnEmptyBody();
    void createdWithAnOutcome_data();
    void createdWithAnOutcome();
    void conditionFound_data();
    void conditionFound();
    void conditionFitsTwo_data();
    void conditionFitsTwo();
    void deleted_data();
    void deleted();
    void searchIgnoresTheParameter();
    void conditionIsNotUnderstoodByHelios();
    void pages_data();
    void pages();
    void refusals_data();
    void refusals();
    void bareStatus_data();
    void bareStatus();
    void noSuchOperation_data();
    void noSuchOperation();
    void eventsWithoutEvents_data();
    void eventsWithoutEvents();
    void bindingTokenOfHelios();
    void heliosWantsBothShapes();
    void bothShapesAfterAChange();
};

void TestMeasuredServers::staleVersion_data()
{
    QTest::addColumn<FakeAnswer>("conflict");
    QTest::newRow("HAPI: 409") << hapiOutcome(409,
                                              u"HAPI-0550: HAPI-0989: Trying to update Subscription/1/_history/1 but "
                                              "this is not the current version"_s);
    QTest::newRow("Helios: 412") << heliosOutcome(
        412, u"conflict"_s,
        u"If-Match precondition failed: no supplied entity-tag matches the current version W/\"2\""_s);
}

/// The server makes version 2, active, right after it answered the create with version 1.
void TestMeasuredServers::staleVersion()
{
    QFETCH(FakeAnswer, conflict);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    wanted.versionId = u"1"_s;
    wanted.timeout = 30;
    auto active = sampleSubscription();
    active.status = SubscriptionStatusCode::Active;
    fixture.server().answer("PUT", u"Subscription/1"_s, {conflict, FakeAnswer::json(stored(wanted, u"1"_s, u"3"_s))});
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::json(stored(active, u"1"_s, u"2"_s)));
    const auto updated = wait(client.update(wanted));
    QVERIFY2(updated, updated ? "" : qPrintable(updated.error().toString()));
    const auto puts = fixture.server().requests("PUT", u"Subscription/1"_s);
    QCOMPARE(puts.size(), 2);
    QCOMPARE(puts.at(0).header("If-Match"), "W/\"1\"");
    QCOMPARE(puts.at(1).header("If-Match"), "W/\"2\"");
    QCOMPARE(updated->subscription.timeout, 30U);
}

void TestMeasuredServers::createdWithAnEmptyBody_data()
{
    QTest::addColumn<QString>("location");
    QTest::addColumn<QByteArray>("contentType");
    QTest::newRow("HAPI") << u"/Subscription/1003/_history/1"_s << QByteArray();
    QTest::newRow("Helios") << u"/Subscription/1003"_s << QByteArray("application/fhir+json");
}

void TestMeasuredServers::createdWithAnEmptyBody()
{
    QFETCH(QString, location);
    QFETCH(QByteArray, contentType);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    const auto url = fixture.server().baseUrl().toString() + location;
    fixture.server().answer("POST", u"Subscription"_s,
                            FakeAnswer{.status = 201,
                                       .contentType = contentType,
                                       .headers = {{"Location", url.toLatin1()}, {"ETag", "W/\"1\""}}});
    fixture.server().answer("GET", u"Subscription/1003"_s, FakeAnswer::json(stored(sampleSubscription(), u"1003"_s)));
    const auto created = wait(client.create(sampleSubscription()));
    QVERIFY2(created, created ? "" : qPrintable(created.error().toString()));
    QCOMPARE(created->subscription.id, u"1003"_s);
    QCOMPARE(fixture.sent(), (QStringList{u"POST Subscription"_s, u"GET Subscription/1003"_s}));
}

void TestMeasuredServers::createdWithAnOutcome_data()
{
    QTest::addColumn<QString>("location");
    QTest::newRow("HAPI") << u"/Subscription/1004/_history/1"_s;
    QTest::newRow("Helios") << u"/Subscription/1004"_s;
}

void TestMeasuredServers::createdWithAnOutcome()
{
    QFETCH(QString, location);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    auto answer = hapiOutcome(201, u"Successfully created resource \"Subscription/1004/_history/1\". Took 12ms."_s,
                              u"information"_s);
    answer.headers = {{"Location", (fixture.server().baseUrl().toString() + location).toLatin1()}};
    fixture.server().answer("POST", u"Subscription"_s, answer);
    fixture.server().answer("GET", u"Subscription/1004"_s, FakeAnswer::json(stored(sampleSubscription(), u"1004"_s)));
    const auto created = wait(client.create(sampleSubscription()));
    QVERIFY2(created, created ? "" : qPrintable(created.error().toString()));
    QCOMPARE(created->subscription.id, u"1004"_s);
}

void TestMeasuredServers::conditionFound_data()
{
    QTest::addColumn<bool>("withLocation");
    QTest::newRow("HAPI, with Location") << true;
    QTest::newRow("Helios, without") << false;
}

void TestMeasuredServers::conditionFound()
{
    QFETCH(bool, withLocation);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    auto answer = FakeAnswer::json(stored(sampleSubscription(), heliosId));
    answer.headers = {{"ETag", "W/\"1\""}};
    if (withLocation) {
        const auto url = fixture.server().baseUrl().toString() + u"/Subscription/"_s + heliosId + u"/_history/1"_s;
        answer.headers.append({"Location", url.toLatin1()});
    }
    fixture.server().answer("POST", u"Subscription"_s, answer);
    const auto found = wait(client.create(sampleSubscription()));
    QVERIFY2(found, found ? "" : qPrintable(found.error().toString()));
    QCOMPARE(found->subscription.id, heliosId);
    QCOMPARE(fixture.sent(), QStringList{u"POST Subscription"_s});
    const auto condition = fixture.server().requests().first().header("If-None-Exist");
    QVERIFY2(condition.startsWith("url="), condition.constData());
}

void TestMeasuredServers::conditionFitsTwo_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::newRow("HAPI") << hapiOutcome(412,
                                         u"HAPI-0958: Failed to CREATE Subscription with match URL \"url=x\" because "
                                         "this search matched 2 resources"_s);
    QTest::newRow("Helios") << heliosOutcome(412, u"multiple-matches"_s,
                                             u"The conditional 'create' matched 2 resources — expected at most one."_s);
}

void TestMeasuredServers::conditionFitsTwo()
{
    QFETCH(FakeAnswer, answer);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    fixture.server().answer("POST", u"Subscription"_s, answer);
    fixture.server().answer(
        "GET", u"Subscription"_s,
        searchset({stored(sampleSubscription(), u"1"_s), stored(sampleSubscription(), u"2"_s, u"2"_s)}));
    const auto created = wait(client.create(sampleSubscription()));
    QVERIFY2(created, created ? "" : qPrintable(created.error().toString()));
    QCOMPARE(created->subscription.id, u"2"_s); // none is made besides them
    QCOMPARE(fixture.server().requests("POST", u"Subscription"_s).size(), 1);
}

void TestMeasuredServers::deleted_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::newRow("HAPI") << hapiOutcome(200, u"Successfully deleted 1 resource(s). Took 6ms."_s, u"information"_s);
    QTest::newRow("HAPI, again") << hapiOutcome(
        200, u"Not deleted, resource Subscription/1/_history/3 was already deleted."_s, u"information"_s);
    QTest::newRow("Helios") << FakeAnswer::noContent();
    QTest::newRow("Helios, again") << heliosOutcome(404, u"not-found"_s,
                                                    u"Could not find the resource 'Subscription/1'."_s);
    QTest::newRow("gone") << heliosOutcome(410, u"deleted"_s, u"Resource Subscription/1 has been deleted"_s);
}

void TestMeasuredServers::deleted()
{
    QFETCH(FakeAnswer, answer);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    fixture.server().answer("DELETE", u"Subscription/1"_s, answer);
    const auto removed = wait(client.remove(u"1"_s));
    QVERIFY2(removed, removed ? "" : qPrintable(removed.error().toString()));
}

/// Helios without its search parameters gives everything, and says so in an entry of its own.
void TestMeasuredServers::searchIgnoresTheParameter()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    const QJsonObject remark{
        {u"severity"_s, u"warning"_s},
        {u"code"_s, u"not-supported"_s},
        {u"details"_s,
         QJsonObject{{u"text"_s, u"search parameter(s) not supported by this server and ignored: url"_s}}}};
    const QJsonObject outcome{{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, QJsonArray{remark}}};
    fixture.server().answer(
        "GET", u"Subscription"_s,
        asJson(page({entryOf(stored(at(u"https://app.example.org/hook/b"_s), u"1"_s)),
                     entryOf(stored(sampleSubscription(), u"2"_s)),
                     entryOf(stored(at(u"https://other.example.org/"_s), u"3"_s)), entryOf(outcome, u"outcome"_s)})));
    const auto found = wait(client.findByEndpoint(sampleSubscription().endpoint));
    QVERIFY2(found, found ? "" : qPrintable(found.error().toString()));
    QCOMPARE(idsOf(*found), QStringList{u"2"_s});
    const auto all = wait(client.list());
    QCOMPARE(idsOf(*all), (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

/// And then refuses it as a condition.
void TestMeasuredServers::conditionIsNotUnderstoodByHelios()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    fixture.server().answer("POST", u"Subscription"_s, [](const FakeRequest &request) {
        return request.hasHeader("If-None-Exist")
            ? heliosOutcome(400, u"not-supported"_s, u"search parameter not supported: url"_s)
            : FakeAnswer::json(stored(sampleSubscription(), heliosId), 201);
    });
    const auto created = wait(client.create(sampleSubscription()));
    QVERIFY2(created, created ? "" : qPrintable(created.error().toString()));
    QCOMPARE(created->subscription.id, heliosId);
}

void TestMeasuredServers::pages_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    QTest::newRow("HAPI: at the base URL")
        << QString()
        << u"_getpages=3ed7c7aa-deed-4c70-adf3-16b3eef99df0&_getpagesoffset=2&_count=2&_pretty=true&_bundletype="
           "searchset"_s;
    QTest::newRow("Helios: with a cursor") << u"Subscription"_s << u"_count=2&_cursor=MjAyNi0xMS0yNVQwMzo1Mw%3D%3D"_s;
}

void TestMeasuredServers::pages()
{
    QFETCH(QString, path);
    QFETCH(QString, query);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    const auto base = fixture.server().baseUrl().toString();
    const auto next = (path.isEmpty() ? base : base + u'/' + path) + u'?' + query;
    const auto second = asJson(page({entryOf(stored(at(u"https://app.example.org/hook/b"_s), u"2"_s))}));
    const auto first = page({entryOf(stored(sampleSubscription(), u"1"_s))}, next);
    fixture.server().answer("GET", u"/fhir"_s, second);
    fixture.server().answer("GET", u"Subscription"_s, [&](const FakeRequest &request) {
        return request.target.contains("_cursor") ? second : asJson(first);
    });
    const auto list = wait(client.list());
    QVERIFY2(list, list ? "" : qPrintable(list.error().toString()));
    QCOMPARE(idsOf(*list), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(fixture.server().requests().last().target.endsWith(query.toLatin1())); // as the server wrote it
}

void TestMeasuredServers::refusals_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QString>("part");
    QTest::newRow("HAPI: unknown topic") << hapiOutcome(
        422, u"HAPI-2322: No SubscriptionTopic exists with topic: http://example.org/topic"_s)
                                         << u"HAPI-2322: No SubscriptionTopic exists"_s;
    QTest::newRow("HAPI R4: no filter") << hapiOutcome(
        422,
        u"HAPI-0011: Subscription.criteria.extension with url http://hl7.org/fhir/uv/subscriptions-backport/"
        "StructureDefinition/backport-filter-criteria must be populated"_s)
                                        << u"HAPI-0011"_s;
    QTest::newRow("HAPI R4B: content") << hapiOutcome(500, u"HAPI-0389: Failed to call access method"_s)
                                       << u"HAPI-0389"_s;
    QTest::newRow("Helios: no JSON") << heliosOutcome(400, u"structure"_s, u"Failed to parse"_s)
                                     << u"Failed to parse"_s;
}

void TestMeasuredServers::refusals()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(QString, part);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    fixture.server().answer("POST", u"Subscription"_s, answer);
    const auto created = wait(client.create(sampleSubscription()));
    QVERIFY(!created);
    QVERIFY2(created.error().message.contains(part), qPrintable(created.error().message));
}

void TestMeasuredServers::bareStatus_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("R5") << FhirVersion::R5
                        << QByteArray(R"({"resourceType":"SubscriptionStatus","status":"error","type":"query-status",
           "eventsSinceSubscriptionStart":7,"subscription":{"reference":"http://127.0.0.1:18092/Subscription/1"},
           "topic":"http://example.org/topic"})");
    QTest::newRow("R4") << FhirVersion::R4 << QByteArray(R"({"resourceType":"Parameters","parameter":[
           {"name":"subscription","valueReference":{"reference":"http://127.0.0.1:18093/Subscription/1"}},
           {"name":"topic","valueCanonical":"http://example.org/topic"},{"name":"status","valueCode":"error"},
           {"name":"type","valueCode":"query-status"},
           {"name":"events-since-subscription-start","valueString":"7"}]})");
}

/// Helios answers with the status itself, by GET on the instance only.
void TestMeasuredServers::bareStatus()
{
    QFETCH(FhirVersion, version);
    QFETCH(QByteArray, body);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(version, u"helios"_s);
    fixture.server().answer("GET", u"Subscription/1/$status"_s,
                            FakeAnswer{.body = body, .contentType = "application/json"});
    const auto status = wait(client.status(u"1"_s));
    QVERIFY2(status, status ? "" : qPrintable(status.error().toString()));
    QCOMPARE(status->status.status, SubscriptionStatusCode::Error);
    QCOMPARE(status->status.eventsSinceSubscriptionStart, EventNumber::fromInteger(7));
    QVERIFY(readNotification(status->bundle)); // the receiver takes it as it is
    QCOMPARE(fixture.sent(), QStringList{u"GET Subscription/1/$status"_s});
}

void TestMeasuredServers::noSuchOperation_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::newRow("HAPI") << hapiOutcome(400,
                                         u"Invalid request: The FHIR endpoint on this server does not know how to "
                                         "handle GET operation[Subscription/1/$status] with parameters [[]]"_s);
    QTest::newRow("Helios: 405 with an empty body")
        << FakeAnswer{.status = 405, .contentType = {}, .headers = {{"allow", "GET,HEAD"}}};
    QTest::newRow("Helios: it takes $status for an id")
        << heliosOutcome(404, u"not-found"_s, u"Could not find the resource 'Subscription/$status'."_s);
}

void TestMeasuredServers::noSuchOperation()
{
    QFETCH(FakeAnswer, answer);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(); // nobody has said which server it is
    fixture.server().answerOthers([&](const FakeRequest &) { return answer; });
    const auto status = wait(client.status(u"1"_s));
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Rejected);
    const auto events = wait(client.events(u"1"_s, {1, 2}));
    QVERIFY(!events);
    QCOMPARE(events.error().kind, Error::Kind::Rejected);
}

void TestMeasuredServers::eventsWithoutEvents_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("type");
    QTest::newRow("R5") << FhirVersion::R5 << u"subscription-notification"_s;
    QTest::newRow("R4, with a SubscriptionStatus") << FhirVersion::R4 << u"history"_s;
}

/// Helios gives its count and no event, whatever is asked: that says nothing about what was missed.
void TestMeasuredServers::eventsWithoutEvents()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, type);
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(version);
    const QJsonObject status{{u"resourceType"_s, u"SubscriptionStatus"_s},
                             {u"status"_s, u"active"_s},
                             {u"type"_s, u"query-status"_s},
                             {u"eventsSinceSubscriptionStart"_s, 3},
                             {u"subscription"_s, QJsonObject{{u"reference"_s, u"Subscription/1"_s}}},
                             {u"topic"_s, u"http://example.org/topic"_s}};
    fixture.server().answer("GET", u"Subscription/1/$events"_s,
                            asJson({{u"resourceType"_s, u"Bundle"_s},
                                    {u"type"_s, type},
                                    {u"entry"_s, QJsonArray{QJsonObject{{u"resource"_s, status}}}}}));
    const auto events = wait(client.events(u"1"_s, {1, 3}));
    QVERIFY2(events, events ? "" : qPrintable(events.error().toString()));
    QVERIFY(events->numbers.isEmpty());
}

void TestMeasuredServers::bindingTokenOfHelios()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(FhirVersion::R5, u"helios"_s);
    fixture.server().answer("GET", u"Subscription/1/$get-ws-binding-token"_s,
                            FakeAnswer{.body = R"({"resourceType":"Parameters","parameter":[
            {"name":"token","valueString":"dace1a78-410a-4567-a302-8b66f572a2a1"},
            {"name":"expiration","valueDateTime":"2026-11-25T04:00:16.082360030+00:00"},
            {"name":"websocket-url","valueUrl":"ws://127.0.0.1:18093/ws/subscriptions/bind"}]})",
                                       .contentType = "application/json"});
    const auto binding = wait(client.webSocketBinding({u"1"_s}));
    QVERIFY2(binding, binding ? "" : qPrintable(binding.error().toString()));
    QCOMPARE(binding->token, u"dace1a78-410a-4567-a302-8b66f572a2a1"_s);
    QCOMPARE(binding->expiration.toString(Qt::ISODate), u"2026-11-25T04:00:16Z"_s);
    QCOMPARE(binding->url, QUrl(u"ws://127.0.0.1:18093/ws/subscriptions/bind"_s));
}

/// Helios in R4B: without the elements of R5 a Subscription stays `requested` for ever.
void TestMeasuredServers::heliosWantsBothShapes()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(FhirVersion::R4B, u"helios"_s);
    auto wanted = sampleSubscription();
    wanted.filterBy = {{.resourceType = u"Patient"_s, .filterParameter = u"gender"_s, .value = u"female"_s}};
    wanted.maxCount = 1;
    fixture.server().answer("POST", u"Subscription"_s, [](const FakeRequest &request) {
        auto resource = request.json();
        resource.insert(u"id"_s, heliosId);
        return FakeAnswer::json(resource, 201); // it alters nothing, ever
    });
    const auto created = wait(client.create(wanted));
    QVERIFY2(created, created ? "" : qPrintable(created.error().toString()));
    const auto sent = fixture.server().requests().first().json();
    QCOMPARE(sent["criteria"_L1].toString(), wanted.topic);
    QCOMPARE(sent["channel"_L1]["endpoint"_L1].toString(), wanted.endpoint.toString());
    QCOMPARE(sent["topic"_L1].toString(), wanted.topic);
    QCOMPARE(sent["channelType"_L1]["code"_L1].toString(), u"rest-hook"_s);
    QCOMPARE(sent["endpoint"_L1].toString(), wanted.endpoint.toString());
    QCOMPARE(sent["content"_L1].toString(), u"id-only"_s);
    QCOMPARE(sent["filterBy"_L1][0]["filterParameter"_L1].toString(), u"gender"_s);
    QCOMPARE(sent["parameter"_L1][0]["value"_L1].toString(), u"s3cret"_s);
    QCOMPARE(compareSubscriptions(wanted, created->subscription), QList<SubscriptionDifference>());

    auto &r5 = fixture.client(FhirVersion::R5, u"helios"_s);
    fixture.server().clearRequests();
    QVERIFY(wait(r5.create(wanted)));
    QVERIFY(!fixture.server().requests().first().json().contains("criteria"_L1));
    auto &strict = fixture.client(FhirVersion::R4B);
    fixture.server().clearRequests();
    QVERIFY(wait(strict.create(wanted)));
    QVERIFY(!fixture.server().requests().first().json().contains("topic"_L1));
}

void TestMeasuredServers::bothShapesAfterAChange()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(FhirVersion::R4B, u"helios"_s);
    auto wanted = sampleSubscription();
    QJsonObject there;
    const auto store = [&there](const FakeRequest &request) {
        there = request.json();
        there.insert(u"id"_s, u"1"_s);
        return FakeAnswer::json(there);
    };
    fixture.server().answer("POST", u"Subscription"_s, store);
    fixture.server().answer("PUT", u"Subscription/1"_s, store);
    fixture.server().answer("GET", u"Subscription/1"_s, [&](const FakeRequest &) { return FakeAnswer::json(there); });
    auto created = wait(client.create(wanted));
    QVERIFY(created);
    created->subscription.headers.clear();
    created->subscription.endpoint = QUrl(u"https://app.example.org/hook/other"_s);
    QVERIFY(wait(client.update(created->subscription)));
    QCOMPARE(there["endpoint"_L1].toString(), u"https://app.example.org/hook/other"_s);
    QCOMPARE(there["channel"_L1]["endpoint"_L1].toString(), u"https://app.example.org/hook/other"_s);
    QVERIFY(!there.contains("parameter"_L1));
    QVERIFY(wait(client.setStatus(u"1"_s, SubscriptionStatusCode::Off)));
    QCOMPARE(there["status"_L1].toString(), u"off"_s);
    QCOMPARE(there["topic"_L1].toString(), wanted.topic);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestMeasuredServers)
#include "tst_measuredservers.moc"
