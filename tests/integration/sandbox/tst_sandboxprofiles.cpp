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
    void hapiHasNoOperations();
    void candleNeverRetries();
    void candleRepeatsTheNewestEvent();
    void heliosGoesOffAndRecovers();
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
    for (int attempt = 2; attempt <= 3; ++attempt) {
        fixture.clock.advance(1100ms);
        QTRY_COMPARE(delivered.size(), attempt);
    }
    fixture.webhook.setAnswer(200, R"({"resourceType":"OperationOutcome"})");
    fixture.clock.advance(1210ms);
    QTRY_COMPARE(delivered.size(), 4);
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 4);
    QCOMPARE(fixture.webhook.notification(0).bundleId, fixture.webhook.notification(3).bundleId);
    QCOMPARE(fixture.webhook.requests().first().header("Content-Type"), "application/fhir+json; charset=UTF-8");
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

void TestSandboxProfiles::heliosGoesOffAndRecovers()
{
    SandboxFixture fixture(u"helios"_s);
    const auto id = fixture.createActive(FhirVersion::R4B, fixture.subscription());
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setNextStatuses({500, 500, 500});
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QTRY_COMPARE(delivered.size(), attempt);
        QCOMPARE(fixture.status(FhirVersion::R4B, id), attempt < 3 ? u"active"_s : u"error"_s);
        fixture.clock.advance(std::chrono::seconds(1 << (attempt - 1)));
    }
    QTRY_COMPARE(delivered.size(), 4); // it goes on trying in error, and success heals
    QCOMPARE(fixture.status(FhirVersion::R4B, id), u"active"_s);

    fixture.webhook.setAnswer(500);
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    auto delay = 1s;
    for (int attempt = 1; attempt <= 10; ++attempt) {
        QTRY_COMPARE(delivered.size(), 4 + attempt);
        fixture.clock.advance(delay);
        delay = std::min(2 * delay, 60s);
    }
    QCOMPARE(fixture.status(FhirVersion::R4B, id), u"off"_s);
    auto full = fixture.subscription(PayloadContent::FullResource);
    const auto answer =
        fixture.request("POST", u"/r4b/Subscription"_s, codecFor(FhirVersion::R4B).writeSubscription(full));
    QCOMPARE(answer.status, 422); // not over plain http
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
