// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/sandbox/fhirrestservice_p.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

/// The REST interface as a function: no sockets.
class TestFhirRestService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refuses_data();
    void refuses();
    void livesThroughCrud();
    void checksVersions();
    void searches_data();
    void searches();
    void pages();
    void describesItself_data();
    void describesItself();
    void hasNoWebSockets();
    void servesTopics();
    void createsSubscriptions();
    void createsConditionally_data();
    void createsConditionally();
    void refusesSubscriptions();
    void findsSubscriptions_data();
    void findsSubscriptions();
    void answersStatus_data();
    void answersStatus();
    void answersEvents_data();
    void answersEvents();
    void retainsEvents();
    void answersBindingTokens_data();
    void answersBindingTokens();

private:
    struct Part
    {
        SandboxEndpoint endpoint;
        FhirRestService rest;

        Part(SandboxContext &context, FhirVersion version)
            : endpoint(context, version)
            , rest(endpoint)
        {
            endpoint.setBaseUrl(u"http://sandbox.example.org/"_s + toCode(version).toLower());
            QVERIFY(endpoint.topics().addBuiltIn(context.clock.now()));
        }
        Q_DISABLE_COPY_MOVE(Part)
    };

    HttpResponse request(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {},
                         const HttpHeaders &headers = {});
    QString createActive(FhirVersion version, const Subscription &subscription);
    [[nodiscard]] static QJsonObject json(const HttpResponse &response);
    [[nodiscard]] static QByteArray header(const HttpResponse &response, const QByteArray &name);
    [[nodiscard]] static Subscription subscription();

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<SandboxContext> m_context;
    std::map<FhirVersion, std::unique_ptr<Part>> m_parts;
};

namespace {

QJsonObject encounter(const QString &status)
{
    return {{u"resourceType"_s, u"Encounter"_s},
            {u"status"_s, status},
            {u"subject"_s, QJsonObject{{u"reference"_s, u"Patient/1"_s}}}};
}

} // namespace

void TestFhirRestService::init()
{
    m_parts.clear();
    m_clock = std::make_unique<Test::MockClock>();
    m_context = std::make_unique<SandboxContext>(*m_clock);
    m_context->profile = *loadWireProfile(u"strict"_s);
    m_context->profile.sendsHandshake = false; // nobody listens here
    m_context->retainedEvents = 5;
    QVERIFY(m_context->webSockets.listen(QHostAddress::LocalHost, 0));
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        m_parts[version] = std::make_unique<Part>(*m_context, version);
    }
}

HttpResponse TestFhirRestService::request(const QByteArray &method, const QByteArray &target, const QJsonObject &body,
                                          const HttpHeaders &headers)
{
    HttpRequest request{
        .method = method, .path = target, .query = {}, .headers = headers, .body = {}, .remoteAddress = {}};
    if (const auto question = target.indexOf('?'); question >= 0) {
        request.path = target.left(question);
        request.query = target.mid(question + 1);
    }
    if (!body.isEmpty()) {
        request.body = QJsonDocument(body).toJson();
        if (request.header("Content-Type").isEmpty()) {
            request.headers.append(HttpHeader{"Content-Type", "application/fhir+json; charset=utf-8"});
        }
    }
    const auto version = fhirVersionFromCode(QString::fromLatin1(target.split('/').value(1)));
    return m_parts.at(version.value())->rest.handle(request);
}

QJsonObject TestFhirRestService::json(const HttpResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

QByteArray TestFhirRestService::header(const HttpResponse &response, const QByteArray &name)
{
    for (const auto &[key, value] : response.headers) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

Subscription TestFhirRestService::subscription()
{
    Subscription subscription;
    subscription.reason = u"test"_s;
    subscription.topic = u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s;
    subscription.endpoint = QUrl(u"http://127.0.0.1:1/webhook/w1"_s);
    subscription.contentType = u"application/fhir+json"_s;
    subscription.content = PayloadContent::IdOnly;
    return subscription;
}

QString TestFhirRestService::createActive(FhirVersion version, const Subscription &value)
{
    const auto base = "/" + toCode(version).toLower().toLatin1();
    const auto created = json(request("POST", base + "/Subscription", codecFor(version).writeSubscription(value)));
    const auto id = created["id"_L1].toString();
    QCoreApplication::processEvents();
    const auto read = json(request("GET", base + "/Subscription/" + id.toLatin1()));
    if (read["status"_L1].toString() != "active"_L1) {
        QTest::qFail("not active", __FILE__, __LINE__);
    }
    return id;
}

void TestFhirRestService::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");

    const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}};
    const auto row = [](const char *method, const char *target, int status, const QJsonObject &body = {},
                        const HttpHeaders &headers = {}) {
        QTest::addRow("%s %s %d", method, target, status)
            << QByteArray(method) << QByteArray(target) << headers << body << status;
    };
    row("GET", "/r4/Foo", 404);
    row("GET", "/r4/patient", 404);
    row("GET", "/r4/Patient/none", 404);
    row("GET", "/r4/Patient/a/b", 404);
    row("GET", "/r4/SubscriptionTopic", 404); // R4 has none
    row("DELETE", "/r5/Patient/none", 404);
    row("GET", "/r5/Subscription/none/$status", 404);
    row("GET", "/r5/Subscription/none/$events", 404);
    row("GET", "/r5/Subscription/$events", 404);
    row("GET", "/r5/Patient/$status", 404);
    row("GET", "/r5/Subscription/$get-ws-binding-token", 404);
    row("GET", "/r5/Subscription/a/b/$status", 404);
    row("POST", "/r5/metadata", 405, patient);
    row("DELETE", "/r5/Patient", 405);
    row("PUT", "/r5/Patient", 405, patient);
    row("POST", "/r5/Patient/1", 405, patient);
    row("POST", "/r5/SubscriptionTopic", 405, QJsonObject{{u"resourceType"_s, u"SubscriptionTopic"_s}});
    row("DELETE", "/r5/SubscriptionTopic/encounter-complete", 405);
    row("DELETE", "/r4/Basic/encounter-complete", 405);
    row("DELETE", "/r5/Subscription/none/$status", 405);
    row("GET", "/r5", 501);
    row("POST", "/r5/", 501, QJsonObject{{u"resourceType"_s, u"Bundle"_s}, {u"type"_s, u"transaction"_s}});
    row("PATCH", "/r5/Patient/1", 501, patient);
    row("GET", "/r5/Patient/1/_history", 501);
    row("GET", "/r5/Patient/1/_history/1", 501);
    row("POST", "/r5/Patient/_search", 501);
    row("POST", "/r5/Patient", 400, patient, {{"If-None-Exist", "nonsense=1"}});
    row("POST", "/r5/Patient", 400, patient, {{"If-None-Exist", "birthdate=x"}});
    row("POST", "/r5/Patient", 400);
    row("POST", "/r5/Patient", 400, QJsonObject{{u"resourceType"_s, u"Group"_s}});
    row("PUT", "/r5/Patient/1", 400, patient);
    row("PUT", "/r5/Patient/1", 400, QJsonObject{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"2"_s}});
    row("PUT", "/r5/Patient/a_b", 400, QJsonObject{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"a_b"_s}});
    row("GET", "/r5/Patient?_count=many", 400);
    row("GET", "/r5/Patient?birthdate=soon", 400);
    row("GET", "/r5/Patient?gender:in=x", 400);
    row("GET", "/r5/Patient?colour=red", 400, {}, {{"Prefer", "handling=strict"}});
    row("GET", "/r5/Patient", 406, {}, {{"Accept", "application/fhir+xml"}});
    row("GET", "/r5/metadata", 406, {}, {{"Accept", "text/html, application/xml;q=0.9"}});
    row("POST", "/r5/Patient", 415, patient, {{"Content-Type", "application/fhir+xml"}});
    row("POST", "/r5/Patient", 415, patient, {{"Content-Type", "text/plain"}});
    row("POST", "/r5/Subscription/$status", 400, patient);
    row("PUT", "/r5/Patient/1", 412, QJsonObject{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"1"_s}},
        {{"If-Match", "W/\"1\""}});
}

void TestFhirRestService::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(HttpHeaders, headers);
    QFETCH(QJsonObject, body);
    const auto response = request(method, target, body, headers);
    QTEST(response.status, "status");
    QCOMPARE(json(response)["resourceType"_L1].toString(), u"OperationOutcome"_s);
    QCOMPARE(json(response)["issue"_L1][0]["severity"_L1].toString(), u"error"_s);
    QVERIFY(!json(response)["issue"_L1][0]["code"_L1].toString().isEmpty());
    QCOMPARE(header(response, "Allow").isEmpty(), response.status != 405);
    for (const auto &[version, part] : m_parts) {
        QVERIFY(part->endpoint.resources().all(u"Patient"_s).isEmpty());
    }
}

void TestFhirRestService::livesThroughCrud()
{
    QCOMPARE(
        request("POST", "/r4/Patient", {{u"resourceType"_s, u"Patient"_s}}, {{"Accept", "application/json"}}).status,
        201);
    const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"mine"_s}, {u"gender"_s, u"male"_s}};
    const auto created = request("POST", "/r5/Patient", patient);
    QCOMPARE(created.status, 201);
    const auto id = json(created)["id"_L1].toString().toLatin1();
    QVERIFY(id != "mine");
    QCOMPARE(header(created, "Location"), "http://sandbox.example.org/r5/Patient/" + id + "/_history/1");
    QCOMPARE(header(created, "ETag"), "W/\"1\"");
    QCOMPARE(header(created, "Last-Modified"), "Thu, 01 Jan 2026 12:00:00 GMT");
    QCOMPARE(created.contentType, "application/fhir+json");

    auto changed = json(created);
    changed.insert(u"gender"_s, u"female"_s);
    const auto updated = request("PUT", "/r5/Patient/" + id, changed);
    QCOMPARE(updated.status, 200);
    QCOMPARE(header(updated, "ETag"), "W/\"2\"");
    QVERIFY(header(updated, "Location").isEmpty());
    const auto read = request("GET", "/r5/Patient/" + id + "?_format=xml"); // _format is ignored
    QCOMPARE(read.status, 200);
    QCOMPARE(json(read), json(updated));
    QCOMPARE(request("GET", "/r4/Patient/" + id).status, 404); // versions are servers of their own

    const auto deleted = request("DELETE", "/r5/Patient/" + id);
    QCOMPARE(deleted.status, 204);
    QVERIFY(deleted.body.isEmpty());
    QCOMPARE(request("GET", "/r5/Patient/" + id).status, 404);
    QCOMPARE(request("PUT", "/r5/Patient/mine", patient).status, 201); // update as create
}

void TestFhirRestService::checksVersions()
{
    const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"p"_s}};
    QCOMPARE(request("PUT", "/r4b/Patient/p", patient).status, 201);
    QCOMPARE(request("PUT", "/r4b/Patient/p", patient, {{"If-Match", "W/\"1\""}}).status, 200);
    QCOMPARE(request("PUT", "/r4b/Patient/p", patient, {{"If-Match", "W/\"1\""}}).status, 412);
    QCOMPARE(request("PUT", "/r4b/Patient/p", patient, {{"If-Match", "\"2\""}}).status, 200);
    QCOMPARE(request("DELETE", "/r4b/Patient/p", {}, {{"If-Match", "W/\"2\""}}).status, 412);
    QCOMPARE(request("DELETE", "/r4b/Patient/p", {}, {{"If-Match", "W/\"3\""}}).status, 204);
}

void TestFhirRestService::searches_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("total");
    QTest::newRow("all") << QByteArray() << 3;
    QTest::newRow("status") << QByteArray("status=finished") << 2;
    QTest::newRow("two terms") << QByteArray("status=finished&_id=e2") << 0;
    QTest::newRow("encoded") << QByteArray("patient=Patient%2F1&status=finished%2Cplanned") << 3;
    QTest::newRow("modifier") << QByteArray("status:not=finished") << 1;
    QTest::newRow("unknown is ignored") << QByteArray("colour=red&status=planned") << 1;
    QTest::newRow("_lastUpdated") << QByteArray("_lastUpdated=ge2026-01-01T12:00:00Z") << 3;
    QTest::newRow("_lastUpdated with zone") << QByteArray("_lastUpdated=gt2026-01-01T13:00:00%2B01:00") << 0;
}

void TestFhirRestService::searches()
{
    QFETCH(QByteArray, query);
    QFETCH(int, total);
    for (const auto &[id, status] :
         {std::pair{u"e1"_s, u"finished"_s}, {u"e2"_s, u"planned"_s}, {u"e3"_s, u"finished"_s}}) {
        auto resource = encounter(status);
        resource.insert(u"id"_s, id);
        QCOMPARE(request("PUT", "/r4/Encounter/" + id.toLatin1(), resource).status, 201);
    }
    const auto bundle = json(request("GET", "/r4/Encounter?" + query));
    QCOMPARE(bundle["type"_L1].toString(), u"searchset"_s);
    QCOMPARE(bundle["total"_L1].toInt(), total);
    QCOMPARE(bundle["entry"_L1].toArray().size(), total);
    QCOMPARE(bundle.contains("entry"_L1), total > 0); // FHIR has no empty lists
    QVERIFY(!bundle["link"_L1][0]["url"_L1].toString().contains(u"colour"));
    for (const auto &entry : bundle["entry"_L1].toArray()) {
        QCOMPARE(entry["search"_L1]["mode"_L1].toString(), u"match"_s);
        QCOMPARE(entry["fullUrl"_L1].toString(),
                 u"http://sandbox.example.org/r4/"_s + localReference(entry["resource"_L1].toObject()));
    }
}

void TestFhirRestService::pages()
{
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(request("POST", "/r5/Encounter", encounter(u"completed"_s)).status, 201);
    }
    QByteArray target = "/r5/Encounter?status=completed&_count=2";
    QSet<QString> ids;
    int pages = 0;
    while (!target.isEmpty()) {
        const auto bundle = json(request("GET", target));
        QCOMPARE(bundle["total"_L1].toInt(), 5);
        for (const auto &entry : bundle["entry"_L1].toArray()) {
            ids.insert(entry["resource"_L1]["id"_L1].toString());
        }
        target.clear();
        for (const auto &link : bundle["link"_L1].toArray()) {
            if (link["relation"_L1].toString() == "next"_L1) {
                target = link["url"_L1].toString().remove(u"http://sandbox.example.org"_s).toLatin1();
            }
        }
        ++pages;
    }
    QCOMPARE(pages, 3);
    QCOMPARE(ids.size(), 5);
    QCOMPARE(json(request("GET", "/r5/Encounter?_count=0"))["total"_L1].toInt(), 5);
}

void TestFhirRestService::describesItself_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QString>("fhirVersion");
    QTest::addColumn<int>("topics");
    QTest::newRow("R4") << QByteArray("/r4") << u"4.0.1"_s << 3;
    QTest::newRow("R4B") << QByteArray("/r4b") << u"4.3.0"_s << 0;
    QTest::newRow("R5") << QByteArray("/r5") << u"5.0.0"_s << 0;
}

void TestFhirRestService::describesItself()
{
    QFETCH(QByteArray, base);
    const auto response = request("GET", base + "/metadata");
    QCOMPARE(response.status, 200);
    const auto statement = json(response);
    QCOMPARE(statement["resourceType"_L1].toString(), u"CapabilityStatement"_s);
    QTEST(statement["fhirVersion"_L1].toString(), "fhirVersion");
    QTEST(static_cast<int>(readCapabilityStatementTopics(statement).size()), "topics");
    int subscriptions = 0;
    for (const auto &resource : statement["rest"_L1][0]["resource"_L1].toArray()) {
        if (resource["type"_L1].toString() == "Subscription"_L1) {
            ++subscriptions;
            QCOMPARE(resource["operation"_L1].toArray().size(), 3);
        }
    }
    QCOMPARE(subscriptions, 1);
    const auto extension = statement["rest"_L1][0]["extension"_L1][0];
    QCOMPARE(extension["url"_L1].toString(),
             u"http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket"_s);
    QCOMPARE(QUrl(extension["valueUri"_L1].toString()), m_context->webSockets.url(u"sandbox.example.org"_s));
}

void TestFhirRestService::hasNoWebSockets()
{
    m_context->profile.webSocket.bindForms.clear();
    const auto statement = json(request("GET", "/r5/metadata"));
    QVERIFY(!statement["rest"_L1][0].toObject().contains("extension"_L1));
    QVERIFY(!QJsonDocument(statement).toJson().contains("get-ws-binding-token"));
    auto value = subscription();
    value.channelType = u"websocket"_s;
    QCOMPARE(request("POST", "/r5/Subscription", codecFor(FhirVersion::R5).writeSubscription(value)).status, 422);
    QCOMPARE(request("GET", "/r5/Subscription/$get-ws-binding-token").status, 404);
}

void TestFhirRestService::servesTopics()
{
    for (const QByteArray base : {"/r4b", "/r5"}) {
        QCOMPARE(json(request("GET", base + "/SubscriptionTopic"))["total"_L1].toInt(), 3);
        const auto found = json(request(
            "GET",
            base + "/SubscriptionTopic?url=http%3A%2F%2Fexample.org%2FFHIR%2FSubscriptionTopic%2Fencounter-complete"));
        QCOMPARE(found["total"_L1].toInt(), 1);
        QCOMPARE(request("GET", base + "/SubscriptionTopic/encounter-complete").status, 200);
        QCOMPARE(json(request("GET", base + "/SubscriptionTopic?resource=Appointment"))["total"_L1].toInt(), 1);
    }
    const auto basics = json(request("GET", "/r4/Basic?code=http://hl7.org/fhir/fhir-types|SubscriptionTopic"));
    QCOMPARE(basics["total"_L1].toInt(), 3);
    QCOMPARE(request("GET", "/r4/Basic/encounter-complete").status, 200);
}

void TestFhirRestService::createsSubscriptions()
{
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto base = "/" + toCode(version).toLower().toLatin1();
        const auto created =
            request("POST", base + "/Subscription", codecFor(version).writeSubscription(subscription()));
        QCOMPARE(created.status, 201);
        QCOMPARE(json(created)["status"_L1].toString(), u"requested"_s);
        QVERIFY(header(created, "Location").startsWith("http://sandbox.example.org" + base + "/Subscription/"));
        QCoreApplication::processEvents();
        const auto id = json(created)["id"_L1].toString().toLatin1();
        const auto read = request("GET", base + "/Subscription/" + id);
        QCOMPARE(json(read)["status"_L1].toString(), u"active"_s);
        QCOMPARE(header(read, "ETag"), "W/\"2\""); // the server changed it
        auto stale = json(created);
        stale.insert(u"status"_s, u"off"_s);
        QCOMPARE(request("PUT", base + "/Subscription/" + id, stale, {{"If-Match", header(created, "ETag")}}).status,
                 412);
        QCOMPARE(request("PUT", base + "/Subscription/" + id, stale, {{"If-Match", header(read, "ETag")}}).status, 200);
        QCOMPARE(json(request("GET", base + "/Subscription/" + id))["status"_L1].toString(), u"off"_s);
        QCOMPARE(request("DELETE", base + "/Subscription/" + id).status, 204);
        QVERIFY(m_parts.at(version)->endpoint.subscriptions().all().isEmpty());
    }
}

void TestFhirRestService::createsConditionally_data()
{
    using Support = WireProfile::ConditionalCreate;
    QTest::addColumn<Support>("support");
    QTest::addColumn<QList<int>>("statuses"); ///< when none, one and two are there
    QTest::newRow("supported") << Support::Supported << QList<int>{201, 200, 412};
    QTest::newRow("refused") << Support::Refused << QList<int>{501, 501, 501};
    QTest::newRow("ignored") << Support::Ignored << QList<int>{201, 201, 201};
    QTest::newRow("inert") << Support::Inert << QList<int>{201, 200, 412};
}

void TestFhirRestService::createsConditionally()
{
    QFETCH(WireProfile::ConditionalCreate, support);
    QFETCH(QList<int>, statuses);
    m_context->profile.conditionalCreate = support;
    const auto resource = codecFor(FhirVersion::R4B).writeSubscription(subscription());
    auto elsewhere = subscription();
    elsewhere.endpoint = QUrl(u"http://127.0.0.1:1/webhook/w2"_s);
    request("POST", "/r4b/Subscription", codecFor(FhirVersion::R4B).writeSubscription(elsewhere));
    const HttpHeaders condition{{"If-None-Exist", "url=http%3A%2F%2F127.0.0.1:1/webhook/w1"}};

    auto answer = request("POST", "/r4b/Subscription", resource, condition);
    QCOMPARE(answer.status, statuses[0]);
    if (statuses[0] != 201) {
        answer = request("POST", "/r4b/Subscription", resource);
    }
    const auto first = json(answer)["id"_L1].toString();
    QCoreApplication::processEvents();
    const auto status = json(request("GET", "/r4b/Subscription/" + first.toLatin1()))["status"_L1].toString();
    QCOMPARE(status, support == WireProfile::ConditionalCreate::Inert ? u"requested"_s : u"active"_s);
    answer = request("POST", "/r4b/Subscription", resource, condition);
    QCOMPARE(answer.status, statuses[1]);
    QCOMPARE(json(answer)["id"_L1].toString() == first, statuses[1] == 200);
    QCOMPARE(header(answer, "Location").contains(first.toLatin1()), statuses[1] == 200);
    request("POST", "/r4b/Subscription", resource);
    QCOMPARE(request("POST", "/r4b/Subscription", resource, condition).status, statuses[2]);

    const auto resources = json(request("GET", "/r4b/metadata"))["rest"_L1][0]["resource"_L1].toArray();
    for (const auto &described : resources) {
        const auto creates = described["type"_L1].toString() != "SubscriptionTopic"_L1;
        const auto says = creates && statuses[1] == 200;
        QCOMPARE(described["conditionalCreate"_L1].toBool(), says);
    }
}

void TestFhirRestService::refusesSubscriptions()
{
    auto wrong = subscription();
    wrong.topic = u"http://example.org/unknown"_s;
    const auto id = createActive(FhirVersion::R5, subscription());
    auto resource = codecFor(FhirVersion::R5).writeSubscription(wrong);
    const auto refused = request("POST", "/r5/Subscription", resource);
    QCOMPARE(refused.status, 422);
    QCOMPARE(json(refused)["issue"_L1][0]["expression"_L1][0].toString(), u"Subscription.topic"_s);
    resource.insert(u"id"_s, id);
    QCOMPARE(request("PUT", "/r5/Subscription/" + id.toLatin1(), resource).status, 422);
    // What was there goes on.
    QCOMPARE(json(request("GET", "/r5/Subscription/" + id.toLatin1()))["status"_L1].toString(), u"active"_s);
    QCOMPARE(m_parts.at(FhirVersion::R5)->endpoint.subscriptions().all().size(), 1);
}

void TestFhirRestService::findsSubscriptions_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("total");
    QTest::newRow("url") << QByteArray("url=http://127.0.0.1:1/webhook/w1&_count=1") << 1;
    QTest::newRow("url, encoded") << QByteArray("url=http%3A%2F%2F127.0.0.1%3A1%2Fwebhook%2Fw1") << 1;
    QTest::newRow("other url") << QByteArray("url=http://127.0.0.1:1/webhook/w2") << 0;
    QTest::newRow("status") << QByteArray("status=active,error") << 1;
    QTest::newRow("other status") << QByteArray("status=off") << 0;
    QTest::newRow("topic") << QByteArray("topic=http://example.org/FHIR/SubscriptionTopic/encounter-complete") << 1;
}

void TestFhirRestService::findsSubscriptions()
{
    QFETCH(QByteArray, query);
    QFETCH(int, total);
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        createActive(version, subscription());
        const auto base = "/" + toCode(version).toLower().toLatin1();
        QCOMPARE(json(request("GET", base + "/Subscription?" + query))["total"_L1].toInt(), total);
    }
}

void TestFhirRestService::answersStatus_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void TestFhirRestService::answersStatus()
{
    QFETCH(FhirVersion, version);
    const auto base = "/" + toCode(version).toLower().toLatin1() + "/Subscription";
    const auto first = createActive(version, subscription()).toLatin1();
    const auto second = createActive(version, subscription()).toLatin1();
    auto off = json(request("GET", base + "/" + second));
    off.insert(u"status"_s, u"off"_s);
    QCOMPARE(request("PUT", base + "/" + second, off).status, 200);
    const auto status = version == FhirVersion::R5 ? u"completed"_s : u"finished"_s;
    QCOMPARE(request("POST", base.chopped(12) + "Encounter", encounter(status)).status, 201);

    const auto statusesOf = [](const HttpResponse &response) {
        const auto decoded = readNotification(response.body);
        if (!decoded) {
            QTest::qFail(qPrintable(decoded.error().toString()), __FILE__, __LINE__);
            return QList<SubscriptionStatus>();
        }
        QList<SubscriptionStatus> statuses = decoded->value.statuses;
        return statuses;
    };
    const auto instance = request("GET", base + "/" + first + "/$status");
    QCOMPARE(instance.status, 200);
    QCOMPARE(json(instance)["type"_L1].toString(), u"searchset"_s);
    const auto one = statusesOf(instance);
    QCOMPARE(one.size(), 1);
    QCOMPARE(one.first().type, NotificationType::QueryStatus);
    QCOMPARE(one.first().status, SubscriptionStatusCode::Active);
    QCOMPARE(one.first().eventsSinceSubscriptionStart->value(), 1U);
    QCOMPARE(one.first().subscription.id().toLatin1(), first);
    QCOMPARE(statusesOf(request("POST", base + "/" + first + "/$status")).size(), 1);

    QCOMPARE(statusesOf(request("GET", base + "/$status")).size(), 2);
    QCOMPARE(statusesOf(request("GET", base + "/$status?id=" + first)).size(), 1);
    QCOMPARE(statusesOf(request("GET", base + "/$status?id=" + first + "&id=" + second)).size(), 2);
    QCOMPARE(statusesOf(request("GET", base + "/$status?id=" + first + "," + second)).size(), 2);
    QCOMPARE(statusesOf(request("GET", base + "/$status?status=off")).first().subscription.id().toLatin1(), second);
    const QJsonObject parameters{{u"resourceType"_s, u"Parameters"_s},
                                 {u"parameter"_s,
                                  QJsonArray{QJsonObject{{u"name"_s, u"status"_s}, {u"valueCode"_s, u"active"_s}},
                                             QJsonObject{{u"name"_s, u"status"_s}, {u"valueCode"_s, u"error"_s}}}}};
    QCOMPARE(statusesOf(request("POST", base + "/$status", parameters)).first().subscription.id().toLatin1(), first);
    const auto none = json(request("GET", base + "/$status?id=none"));
    QCOMPARE(none["total"_L1].toInt(-1), 0);
    QVERIFY(!none.contains("entry"_L1));
}

void TestFhirRestService::answersEvents_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QList<quint64>>("numbers");

    const QJsonObject none;
    const auto parameters = [](const QString &since, const QJsonValue &value) {
        return QJsonObject{
            {u"resourceType"_s, u"Parameters"_s},
            {u"parameter"_s, QJsonArray{QJsonObject{{u"name"_s, u"eventsSinceNumber"_s}, {since, value}}}}};
    };
    QTest::newRow("all") << QByteArray("GET") << QByteArray() << none << 200 << QList<quint64>{1, 2, 3};
    QTest::newRow("both inclusive") << QByteArray("GET") << QByteArray("eventsSinceNumber=2&eventsUntilNumber=3")
                                    << none << 200 << QList<quint64>{2, 3};
    QTest::newRow("until") << QByteArray("GET") << QByteArray("eventsUntilNumber=1") << none << 200
                           << QList<quint64>{1};
    QTest::newRow("future") << QByteArray("GET") << QByteArray("eventsSinceNumber=4") << none << 200
                            << QList<quint64>{};
    QTest::newRow("largest") << QByteArray("GET") << QByteArray("eventsUntilNumber=9223372036854775807") << none << 200
                             << QList<quint64>{1, 2, 3};
    QTest::newRow("POST") << QByteArray("POST") << QByteArray() << none << 200 << QList<quint64>{1, 2, 3};
    QTest::newRow("POST string") << QByteArray("POST") << QByteArray() << parameters(u"valueString"_s, u"3"_s) << 200
                                 << QList<quint64>{3};
    QTest::newRow("POST integer64") << QByteArray("POST") << QByteArray() << parameters(u"valueInteger64"_s, u"3"_s)
                                    << 200 << QList<quint64>{3};
    QTest::newRow("POST number") << QByteArray("POST") << QByteArray() << parameters(u"valueInteger"_s, 3) << 200
                                 << QList<quint64>{3};
    QTest::newRow("no number") << QByteArray("GET") << QByteArray("eventsSinceNumber=x") << none << 400
                               << QList<quint64>{};
    QTest::newRow("negative") << QByteArray("GET") << QByteArray("eventsSinceNumber=-1") << none << 400
                              << QList<quint64>{};
    QTest::newRow("too large") << QByteArray("GET") << QByteArray("eventsUntilNumber=9223372036854775808") << none
                               << 400 << QList<quint64>{};
    QTest::newRow("twice") << QByteArray("GET") << QByteArray("eventsSinceNumber=1&eventsSinceNumber=2") << none << 400
                           << QList<quint64>{};
    QTest::newRow("None") << QByteArray("GET") << QByteArray("eventsSinceNumber=None") << none << 400
                          << QList<quint64>{};
    QTest::newRow("content") << QByteArray("GET") << QByteArray("content=everything") << none << 400
                             << QList<quint64>{};
}

void TestFhirRestService::answersEvents()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, query);
    QFETCH(QJsonObject, body);
    QFETCH(int, status);
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto base = "/" + toCode(version).toLower().toLatin1();
        const auto id = createActive(version, subscription()).toLatin1();
        for (int i = 0; i < 3; ++i) {
            const auto done = version == FhirVersion::R5 ? u"completed"_s : u"finished"_s;
            QCOMPARE(request("POST", base + "/Encounter", encounter(done)).status, 201);
        }
        const auto response = request(method, base + "/Subscription/" + id + "/$events?" + query, body);
        QCOMPARE(response.status, status);
        if (status != 200) {
            continue;
        }
        const auto decoded = readNotification(response.body);
        QVERIFY2(decoded, decoded ? "" : qPrintable(decoded.error().toString()));
        QCOMPARE(decoded->value.fhirVersion, version);
        QCOMPARE(decoded->value.statuses.first().type, NotificationType::QueryEvent);
        QCOMPARE(decoded->value.statuses.first().eventsSinceSubscriptionStart->value(), 3U);
        QList<quint64> numbers;
        for (const auto &event : decoded->value.statuses.first().notificationEvents) {
            numbers.append(event.eventNumber->value());
        }
        QTEST(numbers, "numbers");
        const auto full =
            request("GET", base + "/Subscription/" + id + "/$events?content=full-resource&eventsUntilNumber=1");
        QVERIFY(json(full)["entry"_L1][1].toObject().contains("resource"_L1));
    }
}

void TestFhirRestService::retainsEvents()
{
    const auto id = createActive(FhirVersion::R5, subscription()).toLatin1();
    for (int i = 0; i < 8; ++i) {
        QCOMPARE(request("POST", "/r5/Encounter", encounter(u"completed"_s)).status, 201);
    }
    const auto decoded =
        readNotification(request("GET", "/r5/Subscription/" + id + "/$events?eventsSinceNumber=1").body);
    QVERIFY(decoded);
    const auto &events = decoded->value.statuses.first().notificationEvents;
    QCOMPARE(events.size(), 5); // retainedEvents
    QCOMPARE(events.first().eventNumber->value(), 4U);
    QCOMPARE(decoded->value.statuses.first().eventsSinceSubscriptionStart->value(), 8U);
}

void TestFhirRestService::answersBindingTokens_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target"); // W1 and W2 have websockets, H has a webhook
    QTest::addColumn<QString>("bodyId");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArrayList>("subscriptions");

    const QString none;
    const auto row = [](const char *name, const QByteArray &method, const QByteArray &target, const QString &bodyId,
                        int status, const QByteArrayList &subscriptions = {}) {
        QTest::newRow(name) << method << target << bodyId << status << subscriptions;
    };
    row("instance", "GET", "W1/$get-ws-binding-token", none, 200, {"W1"});
    row("instance by POST", "POST", "W1/$get-ws-binding-token", none, 200, {"W1"});
    row("instance ignores id", "GET", "W1/$get-ws-binding-token?id=W2", none, 200, {"W1"});
    row("type", "GET", "$get-ws-binding-token?id=W1&id=W2", none, 200, {"W1", "W2"});
    row("type, one named twice", "GET", "$get-ws-binding-token?id=W2&id=W2", none, 200, {"W2"});
    row("type by POST", "POST", "$get-ws-binding-token", u"W2"_s, 200, {"W2"});
    row("type, all", "GET", "$get-ws-binding-token", none, 200, {"W1", "W2"});
    row("unknown", "GET", "nobody/$get-ws-binding-token", none, 404);
    row("unknown among others", "GET", "$get-ws-binding-token?id=W1&id=nobody", none, 404);
    row("rest-hook", "GET", "H/$get-ws-binding-token", none, 400);
    row("rest-hook among others", "GET", "$get-ws-binding-token?id=W1&id=H", none, 400);
    row("DELETE", "DELETE", "W1/$get-ws-binding-token", none, 405);
    row("too deep", "GET", "W1/x/$get-ws-binding-token", none, 404);
}

void TestFhirRestService::answersBindingTokens()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QString, bodyId);
    QFETCH(int, status);
    QFETCH(QByteArrayList, subscriptions);
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto base = "/" + toCode(version).toLower().toLatin1();
        const auto hook = createActive(version, subscription());
        auto value = subscription();
        value.channelType = u"websocket"_s;
        value.endpoint = QUrl();
        QHash<QByteArray, QByteArray> ids{{"H", hook.toLatin1()}};
        for (const QByteArray name : {"W1", "W2"}) {
            const auto created =
                json(request("POST", base + "/Subscription", codecFor(version).writeSubscription(value)));
            QCOMPARE(created["status"_L1].toString(), u"active"_s); // at once
            ids.insert(name, created["id"_L1].toString().toLatin1());
        }
        auto filled = target;
        for (auto id = ids.cbegin(); id != ids.cend(); ++id) {
            filled.replace(id.key(), id.value());
        }
        const QJsonObject parameters{
            {u"resourceType"_s, u"Parameters"_s},
            {u"parameter"_s,
             QJsonArray{QJsonObject{{u"name"_s, u"id"_s},
                                    {u"valueId"_s, QString::fromLatin1(ids.value(bodyId.toLatin1()))}}}}};
        const auto answer =
            request(method, base + "/Subscription/" + filled, bodyId.isEmpty() ? QJsonObject() : parameters);
        QCOMPARE(answer.status, status);
        QByteArrayList answered;
        QHash<QString, QString> values;
        for (const auto &item : json(answer)["parameter"_L1].toArray()) {
            if (item["name"_L1].toString() == "subscription"_L1) {
                answered.append(item["valueString"_L1].toString().toLatin1());
            }
            values.insert(item["name"_L1].toString(),
                          item["valueString"_L1].toString() + item["valueDateTime"_L1].toString()
                              + item["valueUrl"_L1].toString());
        }
        QCOMPARE(answered.size(), subscriptions.size());
        for (const auto &name : std::as_const(subscriptions)) {
            QVERIFY(answered.contains("Subscription/" + ids.value(name)));
        }
        if (status == 200) {
            QVERIFY(values.value(u"token"_s).size() >= 20);
            QCOMPARE(QDateTime::fromString(values.value(u"expiration"_s), Qt::ISODateWithMs),
                     m_clock->now().addSecs(3600));
            QCOMPARE(QUrl(values.value(u"websocket-url"_s)), m_context->webSockets.url(u"sandbox.example.org"_s));
        } else {
            QCOMPARE(json(answer)["resourceType"_L1].toString(), u"OperationOutcome"_s);
        }
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestFhirRestService)
#include "tst_fhirrestservice.moc"
