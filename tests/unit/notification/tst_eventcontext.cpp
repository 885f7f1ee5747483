// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notifications.h"

#include <Tbs/codec/codec.h>
#include <Tbs/notification/eventcontext.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestEventContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fullResource();
    void idOnly();
    void additionalContext();
    void json();

private:
    static EventContext context(bool withResources, EventContext::Delivery delivery = {.webhookId = u"w1"_s});
};

EventContext TestEventContext::context(bool withResources, EventContext::Delivery delivery)
{
    const auto decoded = readNotification(
        Test::NotificationText{.bundleId = u"b1"_s, .counter = 7, .eventNumbers = {7}, .withResources = withResources}
            .toJson());
    return {std::make_shared<const Notification>(decoded->value), 0, 0, std::move(delivery)};
}

void TestEventContext::fullResource()
{
    const auto event = context(true);
    QCOMPARE(event.reference(), u"Encounter/7"_s);
    QCOMPARE(event.originalReference(), u"https://example.org/fhir/Encounter/7"_s);
    QCOMPARE((*event.resource())["resourceType"_L1].toString(), u"Encounter"_s);
    QVERIFY(event.focus().isIncluded());
    QCOMPARE(event.focus().requestMethod(), u"PUT"_s);
    QCOMPARE(event.focus().bytes(), QByteArray(R"({"resourceType":"Encounter","id":"7"})"));
    QCOMPARE(event.timestamp(), QDateTime(QDate(2026, 1, 1), QTime(12, 0, 7), Qt::UTC));
    QCOMPARE(event.eventNumber()->value(), quint64(7));
    QCOMPARE(event.subscription().relative(), u"Subscription/1"_s);
    QCOMPARE(event.topic(), u"http://example.org/topic"_s);
    QCOMPARE(event.notificationType(), NotificationType::EventNotification);
    QCOMPARE(event.fhirVersion(), FhirVersion::R5);
    QVERIFY(event.bundle().contains("\"b1\""));
}

void TestEventContext::idOnly()
{
    const auto event = context(false);
    QVERIFY(!event.focus().isIncluded());
    QVERIFY(event.focus().bytes().isEmpty());
    QCOMPARE(event.resource().error().kind, Error::Kind::BadData);
    QVERIFY(event.additionalContext().isEmpty());
}

void TestEventContext::additionalContext()
{
    const auto decoded =
        readNotification(QByteArrayLiteral(R"({"resourceType":"Bundle","type":"subscription-notification",
        "entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"SubscriptionStatus","type":"event-notification",
        "subscription":{"reference":"Subscription/1"},"notificationEvent":[{"eventNumber":"1",
        "focus":{"reference":"Encounter/1"},"additionalContext":[{"reference":"Patient/1/_history/3"},
        {"reference":"Practitioner/9"}]}]}},
        {"fullUrl":"https://example.org/fhir/Encounter/1","resource":{"resourceType":"Encounter","id":"1"}},
        {"fullUrl":"https://example.org/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1"}}]})"));
    QVERIFY(decoded);
    const EventContext event(std::make_shared<const Notification>(decoded->value), 0, 0, {});
    const auto context = event.additionalContext();
    QCOMPARE(context.size(), 2);
    QCOMPARE(context[0].reference().relative(), u"Patient/1"_s);
    QCOMPARE((*context[0].resource())["resourceType"_L1].toString(), u"Patient"_s);
    QCOMPARE(context[1].reference().relative(), u"Practitioner/9"_s); // not sent along, and said so
    QVERIFY(!context[1].isIncluded());
    QVERIFY(!context[1].resource());
}

void TestEventContext::json()
{
    const auto received = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    const auto plain = context(false, {.webhookId = u"w1"_s, .receivedAt = received}).toJson();
    QCOMPARE(plain["eventNumber"_L1].toString(), u"7"_s);
    QCOMPARE(plain["focus"_L1].toString(), u"Encounter/7"_s);
    QCOMPARE(plain["receivedAt"_L1].toString(), u"2026-01-02T03:04:05.000Z"_s);
    QVERIFY(!plain.contains("redelivered"_L1));
    QVERIFY(!plain.contains("recovered"_L1));
    const auto special =
        context(false, {.origin = NotificationOrigin::Recovery, .attempt = 3, .redelivered = true}).toJson();
    QCOMPARE(special["attempt"_L1].toInt(), 3);
    QVERIFY(special["redelivered"_L1].toBool());
    QVERIFY(special["recovered"_L1].toBool());
    QVERIFY(!special.contains("replayed"_L1));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestEventContext)
#include "tst_eventcontext.moc"
