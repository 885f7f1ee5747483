// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxfixture.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::basePath;
using Test::SandboxFixture;

/// The strict profile over real sockets: handshake, events, heartbeats, filters, batches, retries and the end.
class TestSandboxDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notifies_data();
    void notifies();
    void refusedHandshakeIsAnError();
    void unreachableEndpointIsAnError();
    void reactivates();
    void heartbeatsWhenIdle();
    void heartbeatsTellTheError();
    void filtersKeepOut();
    void batches();
    void retriesWithTheSameBody();
    void goesToErrorAndOff();
    void timesOut();
    void sendsOneAtATime();
    void sendsHeaders();
    void deletedSendsNothing();
    void switchedOffSendsNothing();
    void endsAtItsEnd();
    void deletionFires();
};

void TestSandboxDelivery::notifies_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<PayloadContent>("content");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        for (const auto content : {PayloadContent::Empty, PayloadContent::IdOnly, PayloadContent::FullResource}) {
            QTest::addRow("%s %s", qPrintable(toCode(version)), qPrintable(toCode(content))) << version << content;
        }
    }
}

void TestSandboxDelivery::notifies()
{
    QFETCH(FhirVersion, version);
    QFETCH(PayloadContent, content);
    SandboxFixture fixture;
    QSignalSpy statuses(&fixture.server, &SandboxServer::subscriptionStatusChanged);

    const auto id = fixture.create(version, fixture.subscription(content));
    QTRY_COMPARE(fixture.webhook.count(), 1);
    const auto handshake = fixture.webhook.notification(0);
    QCOMPARE(handshake.fhirVersion, version);
    QCOMPARE(handshake.statuses.first().type, NotificationType::Handshake);
    QCOMPARE(handshake.statuses.first().status, SubscriptionStatusCode::Requested);
    QCOMPARE(handshake.statuses.first().eventsSinceSubscriptionStart->value(), 0U);
    QCOMPARE(handshake.statuses.first().subscription.original(),
             fixture.server.baseUrl(version).toString() + u"/Subscription/"_s + id);
    QTRY_COMPARE(fixture.status(version, id), u"active"_s);
    QCOMPARE(statuses.size(), 2);

    const auto focus = fixture.server.fireSampleEvent(version);
    QTRY_COMPARE(fixture.webhook.count(), 2);
    const auto notification = fixture.webhook.notification(1);
    const auto &status = notification.statuses.first();
    QCOMPARE(notification.fhirVersion, version);
    QCOMPARE(notification.timestamp, fixture.clock.now());
    QCOMPARE(status.type, NotificationType::EventNotification);
    QCOMPARE(status.status, SubscriptionStatusCode::Active);
    QCOMPARE(status.eventsSinceSubscriptionStart->value(), 1U);
    QCOMPARE(status.notificationEvents.size(), 1);
    const auto &event = status.notificationEvents.first();
    QCOMPARE(event.eventNumber->value(), 1U);
    QCOMPARE(event.timestamp, fixture.clock.now());
    QCOMPARE(fixture.webhook.requests().at(1).header("Content-Type"), "application/fhir+json");

    if (content == PayloadContent::Empty) {
        QVERIFY(event.focus.isEmpty());
        QVERIFY(event.additionalContext.isEmpty());
        QVERIFY(notification.entries.isEmpty());
        QVERIFY(status.topic.isEmpty());
        return;
    }
    QCOMPARE(event.focus.relative(), focus);
    QCOMPARE(event.additionalContext.size(), 1);
    QCOMPARE(event.additionalContext.first().relative(), u"Patient/example"_s);
    QCOMPARE(status.topic, SandboxServer::sampleTopic());
    QCOMPARE(notification.entries.size(), 2);
    QVERIFY(event.focusEntry >= 0);
    const auto &entry = notification.entries.at(event.focusEntry);
    QCOMPARE(entry.requestMethod, u"POST"_s);
    QCOMPARE(entry.responseStatus.isEmpty(), version == FhirVersion::R5);
    QCOMPARE(entry.resource.isEmpty(), content == PayloadContent::IdOnly);
    if (content == PayloadContent::FullResource) {
        QCOMPARE(u"Encounter/"_s + entry.resourceId, focus);
    }
}

void TestSandboxDelivery::refusedHandshakeIsAnError()
{
    SandboxFixture fixture;
    fixture.webhook.setAnswer(401);
    const auto id = fixture.create(FhirVersion::R4B, fixture.subscription());
    QTRY_COMPARE(fixture.status(FhirVersion::R4B, id), u"error"_s);
    const auto resource = fixture.request("GET", u"/r4b/Subscription/"_s + id).body;
    QVERIFY(resource["error"_L1].toString().contains(u"401"));
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 1);
}

void TestSandboxDelivery::unreachableEndpointIsAnError()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    {
        const Test::RecordingWebhook gone;
        subscription.endpoint = gone.url();
    }
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    const auto id = fixture.create(FhirVersion::R5, subscription);
    QTRY_COMPARE(fixture.status(FhirVersion::R5, id), u"error"_s);
    QCOMPARE(delivered.first(), (QVariantList{id, u"handshake"_s, 0}));
}

void TestSandboxDelivery::reactivates()
{
    SandboxFixture fixture;
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    fixture.webhook.setAnswer(500);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    for (int attempts = 1; attempts <= 3; ++attempts) {
        QTRY_COMPARE(fixture.webhook.count(), attempts);
        QCoreApplication::processEvents();
        QTRY_VERIFY(fixture.server.state()["versions"_L1][2]["subscriptions"_L1][0]["failures"_L1].toInt() == attempts);
        fixture.clock.advance(10s);
    }
    QTRY_COMPARE(fixture.status(FhirVersion::R5, id), u"error"_s);
    fixture.server.fireSampleEvent(FhirVersion::R5); // counted, not sent

    fixture.webhook.setAnswer(200);
    fixture.webhook.clear();
    auto resource = fixture.request("GET", u"/r5/Subscription/"_s + id).body;
    resource.insert("status"_L1, u"requested"_s);
    const auto answer = fixture.request("PUT", u"/r5/Subscription/"_s + id, resource);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body["status"_L1].toString(), u"requested"_s);
    QTRY_COMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
    QCOMPARE(fixture.webhook.notification(0).statuses.first().type, NotificationType::Handshake);
    QCOMPARE(fixture.webhook.notification(0).statuses.first().eventsSinceSubscriptionStart->value(), 2U);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), QList<quint64>{3});
}

void TestSandboxDelivery::heartbeatsWhenIdle()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 60;
    fixture.createActive(FhirVersion::R4, subscription);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);

    fixture.clock.advance(59s);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(delivered.size(), 1);
    fixture.clock.advance(59s); // 59 s after the event
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 1);
    fixture.clock.advance(2s);
    QTRY_COMPARE(delivered.size(), 2);
    QCOMPARE(fixture.webhook.count(NotificationType::Heartbeat), 1);
    QCOMPARE(fixture.webhook.notification(1).statuses.first().eventsSinceSubscriptionStart->value(), 1U);
    QVERIFY(fixture.webhook.notification(1).statuses.first().notificationEvents.isEmpty());
    fixture.clock.advance(61s);
    QTRY_COMPARE(delivered.size(), 3);
    QCOMPARE(fixture.webhook.count(NotificationType::Heartbeat), 2);
    fixture.server.sendHeartbeats();
    QTRY_COMPARE(fixture.webhook.count(NotificationType::Heartbeat), 3);
}

void TestSandboxDelivery::heartbeatsTellTheError()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 60;
    const auto id = fixture.createActive(FhirVersion::R4B, subscription);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setNextStatuses({500, 500, 500});
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    for (int attempts = 1; attempts <= 3; ++attempts) {
        QTRY_COMPARE(delivered.size(), attempts);
        fixture.clock.advance(5s);
    }
    QTRY_COMPARE(fixture.status(FhirVersion::R4B, id), u"error"_s);
    fixture.clock.advance(60s);
    QTRY_COMPARE(fixture.webhook.count(NotificationType::Heartbeat), 1);
    const auto status = fixture.webhook.notification(fixture.webhook.count() - 1).statuses.first();
    QCOMPARE(status.status, SubscriptionStatusCode::Error);
    QCOMPARE(status.errors, QStringList{u"http://terminology.hl7.org/CodeSystem/subscription-error|error-response"_s});
    QCOMPARE(fixture.status(FhirVersion::R4B, id), u"error"_s); // recovery is the subscriber's duty
}

void TestSandboxDelivery::filtersKeepOut()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.filterBy = {
        {.resourceType = u"Encounter"_s, .filterParameter = u"patient"_s, .value = u"Patient/1"_s}};
    fixture.createActive(FhirVersion::R4B, subscription);

    fixture.server.fireSampleEvent(FhirVersion::R4B); // Patient/example
    const QJsonObject encounter{{u"resourceType"_s, u"Encounter"_s},
                                {u"status"_s, u"finished"_s},
                                {u"subject"_s, QJsonObject{{u"reference"_s, u"Patient/1"_s}}}};
    const auto answer = fixture.request("POST", u"/r4b/Encounter"_s, encounter);
    QCOMPARE(answer.status, 201);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    const auto event = fixture.webhook.notification(0).statuses.first().notificationEvents.first();
    QCOMPARE(event.eventNumber->value(), 1U);
    QCOMPARE(event.focus.id(), answer.body["id"_L1].toString());
}

void TestSandboxDelivery::batches()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription(PayloadContent::FullResource);
    subscription.maxCount = 3;
    fixture.createActive(FhirVersion::R5, subscription);
    for (int i = 0; i < 7; ++i) {
        fixture.server.fireSampleEvent(FhirVersion::R5);
    }
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 2, 3, 4, 5, 6, 7}));
    QCOMPARE(fixture.webhook.count(), 3);
    const auto status = fixture.webhook.notification(1).statuses.first();
    QCOMPARE(status.notificationEvents.size(), 3);
    QCOMPARE(status.eventsSinceSubscriptionStart->value(), 6U);
}

void TestSandboxDelivery::retriesWithTheSameBody()
{
    SandboxFixture fixture;
    const auto id = fixture.createActive(FhirVersion::R4, fixture.subscription());
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setNextStatuses({503, 503});
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(delivered.size(), 1);
    fixture.clock.advance(999ms);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 1);
    fixture.clock.advance(1ms); // the first pause is 1 s, the second 2 s
    QTRY_COMPARE(delivered.size(), 2);
    fixture.clock.advance(2s);
    QTRY_COMPARE(delivered.size(), 3);
    QCOMPARE(delivered.last(), (QVariantList{id, u"event-notification"_s, 200}));
    QCOMPARE(fixture.webhook.requests().at(0).body, fixture.webhook.requests().at(2).body);
    QCOMPARE(fixture.status(FhirVersion::R4, id), u"active"_s);
}

void TestSandboxDelivery::goesToErrorAndOff()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 10;
    const auto id = fixture.createActive(FhirVersion::R5, subscription);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setAnswer(500);
    for (int failures = 1; failures <= 10; ++failures) {
        fixture.clock.advance(10s);
        QTRY_COMPARE(delivered.size(), failures);
        const auto expected = failures < 3 ? u"active"_s : failures < 10 ? u"error"_s : u"off"_s;
        QCOMPARE(fixture.status(FhirVersion::R5, id), expected);
    }
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(delivered.size(), 10);
}

void TestSandboxDelivery::timesOut()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.timeout = 5;
    const auto id = fixture.createActive(FhirVersion::R4B, subscription);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    fixture.webhook.setSilent(true);
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    fixture.clock.advance(4999ms);
    fixture.settle();
    QVERIFY(delivered.isEmpty());
    fixture.clock.advance(1ms);
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(delivered.first(), (QVariantList{id, u"event-notification"_s, 0}));
}

void TestSandboxDelivery::sendsOneAtATime()
{
    SandboxFixture fixture;
    fixture.createActive(FhirVersion::R4B, fixture.subscription());
    fixture.webhook.setSilent(true);
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 1);
    fixture.webhook.setSilent(false);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 2}));
}

void TestSandboxDelivery::sendsHeaders()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.headers = {{u"X-Api-Key"_s, u"secret: with colon"_s}, {u"X-Other"_s, u"2"_s}};
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        fixture.webhook.clear();
        fixture.create(version, subscription);
        QTRY_COMPARE(fixture.webhook.count(), 1);
        QCOMPARE(fixture.webhook.requests().first().header("x-api-key"), "secret: with colon");
        QCOMPARE(fixture.webhook.requests().first().header("X-Other"), "2");
    }
}

void TestSandboxDelivery::deletedSendsNothing()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 10;
    const auto id = fixture.createActive(FhirVersion::R4, subscription);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QCOMPARE(fixture.request("DELETE", u"/r4/Subscription/"_s + id).status, 204);
    QTRY_COMPARE(fixture.request("GET", u"/r4/Subscription/"_s + id).status, 404);
    fixture.webhook.clear();
    fixture.server.fireSampleEvent(FhirVersion::R4);
    fixture.clock.advance(1min);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 0);
}

void TestSandboxDelivery::switchedOffSendsNothing()
{
    SandboxFixture fixture;
    const auto id = fixture.createActive(FhirVersion::R4B, fixture.subscription());
    auto resource = fixture.request("GET", u"/r4b/Subscription/"_s + id).body;
    resource.insert("status"_L1, u"off"_s);
    QCOMPARE(fixture.request("PUT", u"/r4b/Subscription/"_s + id, resource).status, 200);
    fixture.server.fireSampleEvent(FhirVersion::R4B);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 0);
    QCOMPARE(fixture.status(FhirVersion::R4B, id), u"off"_s);
}

void TestSandboxDelivery::endsAtItsEnd()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.end = fixture.clock.now().addDays(40);
    const auto id = fixture.createActive(FhirVersion::R5, subscription);
    fixture.clock.advance(24h * 39);
    QCOMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
    fixture.clock.advance(24h);
    QCOMPARE(fixture.status(FhirVersion::R5, id), u"off"_s);
}

void TestSandboxDelivery::deletionFires()
{
    SandboxFixture fixture;
    const QJsonObject topic{
        {u"resourceType"_s, u"SubscriptionTopic"_s},
        {u"url"_s, u"http://example.org/gone"_s},
        {u"status"_s, u"active"_s},
        {u"resourceTrigger"_s,
         QJsonArray{QJsonObject{{u"resource"_s, u"Patient"_s}, {u"supportedInteraction"_s, QJsonArray{u"delete"_s}}}}}};
    QVERIFY(fixture.server.addTopic(topic));
    auto subscription = fixture.subscription(PayloadContent::FullResource);
    subscription.topic = u"http://example.org/gone"_s;
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        fixture.createActive(version, subscription);
        QCOMPARE(fixture.request("DELETE", basePath(version) + u"/Patient/example"_s).status, 204);
        QTRY_COMPARE(fixture.webhook.count(), 1);
        const auto notification = fixture.webhook.notification(0);
        const auto &event = notification.statuses.first().notificationEvents.first();
        QCOMPARE(event.focus.relative(), u"Patient/example"_s);
        const auto &entry = notification.entries.at(event.focusEntry);
        QCOMPARE(entry.requestMethod, u"DELETE"_s);
        QVERIFY(entry.resource.isEmpty());
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSandboxDelivery)
#include "tst_sandboxdelivery.moc"
