// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxfixture.h"

#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::SandboxFixture;

/// What the wire profiles do differently over real sockets; how their bundles look is in tst_wireformatter.
class TestSandboxProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hapiNeedsAResource();
    void hapiGivesUpAfter21Attempts();
    void hapiDiffersByVersion();
    void hapiExplainsDeletions();
    void hapiHasNoOperations();
    void candleNeverRetries();
    void candleRepeatsTheNewestEvent();
    void heliosLosesAndRecovers();
    void heliosWantsElementsOfR5();
    void heliosAnswersInItsWay();
    void aidboxFillsBatches();
    void aidboxCannotUpdate();
    void athenaSigns();
    void athenaWaitsTwoSeconds();
    void infernoShakesHandsLate();
    void infernoWantsExactly200();
};

void TestSandboxProfiles::hapiNeedsAResource()
{
    SandboxFixture fixture(u"hapi"_s);
    fixture.createActive(FhirVersion::R4B, fixture.subscription());
    QCOMPARE(fixture.webhook.count(), 0); // active without a handshake
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setAnswer(200, "{}");
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    QTRY_COMPARE(delivered.size(), 1);
    fixture.clock.advance(1000ms);
    QTRY_COMPARE(delivered.size(), 2);
    fixture.webhook.setAnswer(200, R"({"resourceType":"OperationOutcome"})");
    fixture.clock.advance(1100ms);
    QTRY_COMPARE(delivered.size(), 3);
    fixture.webhook.setAnswer(200);
    fixture.clock.advance(1210ms);
    QTRY_COMPARE(delivered.size(), 4);
    QTRY_COMPARE(fixture.server.state()["waiting"_L1].toInt(), 0);
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 4);
    QCOMPARE(fixture.webhook.notification(0).bundleId, fixture.webhook.notification(3).bundleId);
    QCOMPARE(fixture.webhook.requests().first().header("Content-Type"), "application/fhir+json; charset=UTF-8");

    fixture.webhook.setAnswer(204, {});
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    QTRY_COMPARE(delivered.size(), 5);
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 5);
}

void TestSandboxProfiles::hapiGivesUpAfter21Attempts()
{
    SandboxFixture fixture(u"hapi"_s);
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setAnswer(500);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    std::chrono::milliseconds delay = 1s;
    for (int attempt = 1; attempt <= 21; ++attempt) {
        QTRY_COMPARE(delivered.size(), attempt);
        fixture.clock.advance(delay);
        delay = std::chrono::milliseconds(static_cast<int>(static_cast<double>(delay.count()) * 1.1));
    }
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(delivered.size(), 21);
    QCOMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
}

void TestSandboxProfiles::hapiDiffersByVersion()
{
    SandboxFixture fixture(u"hapi"_s);
    const auto r4 = codecFor(FhirVersion::R4).writeSubscription(fixture.subscription());
    QCOMPARE(fixture.request("POST", u"/r4/Subscription"_s, r4).status, 422); // a filter is required
    auto subscription = fixture.subscription();
    subscription.filterBy = {{.filterParameter = u"patient"_s, .value = u"Patient/none"_s}};
    subscription.headers = {{u"X-Api-Key"_s, u"secret"_s}};
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        fixture.createActive(version, subscription);
    }
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        fixture.server.fireSampleEvent(version);
    }
    QTRY_COMPARE(fixture.webhook.count(), 1); // where filters are ignored
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 1);
    QCOMPARE(fixture.webhook.notification(0).fhirVersion, FhirVersion::R4B);
    QCOMPARE(fixture.webhook.requests().first().header("X-Api-Key"), "secret");

    subscription.filterBy.clear();
    fixture.createActive(FhirVersion::R5, subscription);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    QVERIFY(fixture.webhook.requests().first().header("X-Api-Key").isEmpty());
    QVERIFY(fixture.webhook.json(0)["entry"_L1][0]["resource"_L1]["eventsSinceSubscriptionStart"_L1].isDouble());
}

void TestSandboxProfiles::hapiExplainsDeletions()
{
    SandboxFixture fixture(u"hapi"_s);
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    for (int attempt = 1; attempt <= 2; ++attempt) {
        const auto answer = fixture.request("DELETE", u"/r5/Subscription/"_s + id);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body["resourceType"_L1].toString(), u"OperationOutcome"_s);
    }
    QCOMPARE(fixture.request("GET", u"/r5/Subscription/"_s + id).status, 404);
}

void TestSandboxProfiles::hapiHasNoOperations()
{
    SandboxFixture fixture(u"hapi"_s);
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    QCOMPARE(fixture.request("GET", u"/r5/Subscription/%1/$status"_s.arg(id)).status, 400);
    QCOMPARE(fixture.request("GET", u"/r5/Subscription/%1/$events"_s.arg(id)).status, 400);
}

void TestSandboxProfiles::candleNeverRetries()
{
    SandboxFixture fixture(u"candle"_s);
    const auto id = fixture.createActive(FhirVersion::R4, fixture.subscription());
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setNextStatuses({201, 204});
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(delivered.size(), 1);
    fixture.clock.advance(1h);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 2}));
    QCOMPARE(fixture.status(FhirVersion::R4, id), u"active"_s);
}

void TestSandboxProfiles::candleRepeatsTheNewestEvent()
{
    SandboxFixture fixture(u"candle"_s);
    auto subscription = fixture.subscription(PayloadContent::FullResource);
    subscription.heartbeatPeriod = 30;
    fixture.createActive(FhirVersion::R5, subscription);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    const auto focus = fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(delivered.size(), 1);
    fixture.clock.advance(31s);
    QTRY_COMPARE(fixture.webhook.count(NotificationType::Heartbeat), 1);
    const auto heartbeat = fixture.webhook.notification(1);
    QCOMPARE(heartbeat.statuses.first().notificationEvents.size(), 1);
    QCOMPARE(heartbeat.statuses.first().notificationEvents.first().focus.relative(), focus);
    QVERIFY(!heartbeat.entries.first().resource.isEmpty());
}

void TestSandboxProfiles::heliosLosesAndRecovers()
{
    SandboxFixture fixture(u"helios"_s);
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setNextStatuses({500, 503});
    fixture.server.fireSampleEvent(FhirVersion::R5);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QTRY_COMPARE(delivered.size(), attempt);
        fixture.clock.advance(std::chrono::seconds(1 << attempt));
    }
    QCOMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 1, 1}));
    fixture.webhook.setAnswer(422);
    for (int lost = 1; lost <= 3; ++lost) { // what was answered with 4xx is not sent again
        QCOMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
        fixture.server.fireSampleEvent(FhirVersion::R5);
        QTRY_COMPARE(delivered.size(), 3 + lost);
    }
    QTRY_COMPARE(fixture.status(FhirVersion::R5, id), u"error"_s);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(delivered.size(), 6);

    fixture.webhook.setAnswer(200);
    fixture.webhook.clear();
    auto resource = fixture.request("GET", u"/r5/Subscription/"_s + id).body;
    resource["status"_L1] = u"requested"_s;
    QCOMPARE(fixture.request("PUT", u"/r5/Subscription/"_s + id, resource).status, 200);
    QTRY_COMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
    QCOMPARE(fixture.webhook.count(NotificationType::Handshake), 1);
    QCOMPARE(fixture.webhook.notification(0).statuses.first().eventsSinceSubscriptionStart,
             EventNumber::fromInteger(0)); // it counts anew
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), QList<quint64>{1});
}

void TestSandboxProfiles::heliosWantsElementsOfR5()
{
    SandboxFixture fixture(u"helios"_s);
    auto subscription = fixture.subscription();
    const auto id = fixture.create(FhirVersion::R4B, subscription);
    fixture.settle();
    QCOMPARE(fixture.status(FhirVersion::R4B, id), u"requested"_s); // for ever
    QCOMPARE(fixture.webhook.count(), 0);

    const auto both = withR5Elements(codecFor(FhirVersion::R4B).writeSubscription(subscription), subscription);
    const auto answer = fixture.request("POST", u"/r4b/Subscription"_s, both);
    QCOMPARE(answer.status, 201);
    QTRY_COMPARE(fixture.status(FhirVersion::R4B, answer.body["id"_L1].toString()), u"active"_s);
    fixture.createActive(FhirVersion::R4, subscription);
}

void TestSandboxProfiles::heliosAnswersInItsWay()
{
    SandboxFixture fixture(u"helios"_s);
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    const auto status = u"/r5/Subscription/%1/$status"_s.arg(id);
    QCOMPARE(fixture.request("GET", status).body["resourceType"_L1].toString(), u"SubscriptionStatus"_s);
    QCOMPARE(fixture.request("POST", status, {{u"resourceType"_s, u"Parameters"_s}}).status, 405);
    QCOMPARE(fixture.request("GET", u"/r5/Subscription/$status"_s).status, 404);

    const auto resource = codecFor(FhirVersion::R5).writeSubscription(fixture.subscription());
    const auto condition = "url=" + fixture.webhook.url().toEncoded();
    const auto found = fixture.request("POST", u"/r5/Subscription"_s, resource, {{"If-None-Exist", condition}});
    QCOMPARE(found.status, 200);
    QCOMPARE(found.body["id"_L1].toString(), id);
    QVERIFY(found.location.isEmpty());

    const auto full = fixture.create(FhirVersion::R5, fixture.subscription(PayloadContent::FullResource));
    QTRY_COMPARE(fixture.status(FhirVersion::R5, full), u"error"_s); // not over plain http
    QCOMPARE(fixture.webhook.count(), 0);

    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    const auto focus = fixture.webhook.json(0)["entry"_L1][1].toObject();
    QCOMPARE(focus["request"_L1]["method"_L1].toString(), u"GET"_s);
    QVERIFY(focus["fullUrl"_L1].toString().startsWith(fixture.server.baseUrl(FhirVersion::R5).toString()));
}

void TestSandboxProfiles::aidboxFillsBatches()
{
    SandboxFixture fixture(u"aidbox"_s);
    auto subscription = fixture.subscription();
    subscription.maxCount = 3;
    subscription.heartbeatPeriod = 20;
    fixture.createActive(FhirVersion::R4B, subscription);
    for (int i = 0; i < 4; ++i) {
        fixture.server.fireSampleEvent(FhirVersion::R4B);
    }
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 2, 3}));
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 1);
    fixture.clock.advance(20s);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 2, 3, 4}));
}

void TestSandboxProfiles::aidboxCannotUpdate()
{
    SandboxFixture fixture(u"aidbox"_s);
    const auto id = fixture.createActive(FhirVersion::R4, fixture.subscription());
    const auto resource = fixture.request("GET", u"/r4/Subscription/"_s + id).body;
    const auto answer = fixture.request("PUT", u"/r4/Subscription/"_s + id, resource);
    QCOMPARE(answer.status, 405);
    QCOMPARE(answer.allow, "GET, DELETE");
    QCOMPARE(fixture.request("GET", u"/r4/Subscription/$status"_s).status, 404); // instances only
    QCOMPARE(fixture.request("GET", u"/r4/Subscription/%1/$status"_s.arg(id)).body["type"_L1].toString(), u"history"_s);
    const auto events = u"/r4/Subscription/%1/$events"_s.arg(id);
    QCOMPARE(fixture.request("GET", events).status, 405);
    QCOMPARE(fixture.request("POST", events, {{u"resourceType"_s, u"Parameters"_s}}).status, 200);
}

void TestSandboxProfiles::athenaSigns()
{
    SandboxFixture fixture(u"athena"_s);
    const auto id = fixture.create(FhirVersion::R4, fixture.subscription(), {{"X-Hub-Secret", "s3cret"}});
    QTRY_COMPARE(fixture.status(FhirVersion::R4, id), u"active"_s);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    const auto &request = fixture.webhook.requests().first();
    QCOMPARE(request.header("X-Hub-Signature"),
             "sha256=" + QMessageAuthenticationCode::hash(request.body, "s3cret", QCryptographicHash::Sha256).toHex());
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 1})); // numbered per bundle
    QVERIFY(!fixture.webhook.notification(0).statuses.first().notificationEvents.first().id.isEmpty());
}

void TestSandboxProfiles::athenaWaitsTwoSeconds()
{
    SandboxFixture fixture(u"athena"_s);
    auto subscription = fixture.subscription();
    subscription.timeout = 60;
    fixture.createActive(FhirVersion::R4, subscription);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setSilent(true);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    fixture.clock.advance(2s);
    QTRY_COMPARE(delivered.size(), 1);
    fixture.clock.advance(1s); // and tries again
    QTRY_COMPARE(fixture.webhook.count(), 2);
}

void TestSandboxProfiles::infernoShakesHandsLate()
{
    SandboxFixture fixture(u"inferno"_s);
    const auto resource = codecFor(FhirVersion::R4).writeSubscription(fixture.subscription());
    const auto answer = fixture.request("POST", u"/r4/Subscription"_s, resource);
    QCOMPARE(answer.status, 201);
    QVERIFY(answer.location.isEmpty());
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 0);
    fixture.clock.advance(1s);
    QTRY_COMPARE(fixture.webhook.count(NotificationType::Handshake), 1);
    QTRY_COMPARE(fixture.status(FhirVersion::R4, answer.body["id"_L1].toString()), u"active"_s);

    auto withHeartbeat = fixture.subscription();
    withHeartbeat.heartbeatPeriod = 30;
    QCOMPARE(fixture.request("POST", u"/r4/Subscription"_s, codecFor(FhirVersion::R4).writeSubscription(withHeartbeat))
                 .status,
             422);
}

void TestSandboxProfiles::infernoWantsExactly200()
{
    SandboxFixture fixture(u"inferno"_s);
    fixture.webhook.setAnswer(202);
    const auto id = fixture.create(FhirVersion::R4, fixture.subscription());
    fixture.settle();
    fixture.clock.advance(1s);
    QTRY_COMPARE(fixture.status(FhirVersion::R4, id), u"error"_s);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSandboxProfiles)
#include "tst_sandboxprofiles.moc"
