// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/codec.h>
#include <Tbs/websocket/notificationpart_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestNotificationPart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsItsOwn_data();
    void keepsItsOwn();
    void keepsAll();
};

namespace {

/// Two subscriptions, an event of each, a resource that is of both and one of nobody.
QByteArray bundle(const QByteArray &type, const QByteArray &statuses)
{
    return R"({"resourceType":"Bundle","id":"b","type":")" + type
        + R"(","timestamp":"2026-01-01T12:00:00.5Z","entry":[)" + statuses
        + R"(,{"fullUrl":"https://x.example/Observation/1","resource":{ "resourceType":"Observation", "id":"1", )"
          R"("valueQuantity":{"value":1.500} },"request":{"method":"PUT","url":"Observation/1"},)"
          R"("response":{"status":"201"}})"
          R"(,{"fullUrl":"https://x.example/Observation/2","resource":{"resourceType":"Observation","id":"2"}})"
          R"(,{"fullUrl":"https://x.example/Patient/1","resource":{"resourceType":"Patient","id":"1"}})"
          R"(,{"fullUrl":"https://x.example/Basic/1","resource":{"resourceType":"Basic","id":"1"}}]})";
}

QByteArray status(const QByteArray &id)
{
    return R"({"resource":{"resourceType":"SubscriptionStatus","status":"active","type":"event-notification",)"
           R"("eventsSinceSubscriptionStart":"7","subscription":{"reference":"Subscription/)"
        + id
        + R"("},"topic":"http://x.example/topic","notificationEvent":[{"eventNumber":"7",)"
          R"("timestamp":"2026-01-01T12:00:00Z","focus":{"reference":"https://x.example/Observation/)"
        + id + R"("},"additionalContext":[{"reference":"https://x.example/Patient/1"}]}]}})";
}

QByteArray parametersStatus(const QByteArray &id)
{
    return R"({"resource":{"resourceType":"Parameters","parameter":[)"
           R"({"name":"subscription","valueReference":{"reference":"Subscription/)"
        + id
        + R"("}},{"name":"status","valueCode":"active"},{"name":"type","valueCode":"event-notification"},)"
          R"({"name":"events-since-subscription-start","valueString":"7"},{"name":"notification-event","part":[)"
          R"({"name":"event-number","valueString":"7"},)"
          R"({"name":"focus","valueReference":{"reference":"https://x.example/Observation/)"
        + id + R"("}},{"name":"additional-context","valueReference":{"reference":"https://x.example/Patient/1"}}]}]}})";
}

} // namespace

void TestNotificationPart::keepsItsOwn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("R4") << bundle("history", parametersStatus("1") + "," + parametersStatus("2"));
    QTest::newRow("R4B") << bundle("history", status("1") + "," + status("2"));
    QTest::newRow("R5") << bundle("subscription-notification", status("1") + "," + status("2"));
}

void TestNotificationPart::keepsItsOwn()
{
    QFETCH(QByteArray, body);
    const auto whole = readNotification(body);
    QVERIFY2(whole, whole ? "" : qPrintable(whole.error().toString()));
    QCOMPARE(whole->value.statuses.size(), 2);
    for (qsizetype index = 0; index < 2; ++index) {
        const auto json = partOf(whole->value, {index});
        const auto part = readNotification(json);
        QVERIFY2(part, part ? "" : qPrintable(part.error().toString()));
        const auto &notification = part->value;
        QCOMPARE(notification.fhirVersion, whole->value.fhirVersion);
        QCOMPARE(notification.bundleId, u"b"_s);
        QCOMPARE(notification.bundleType, whole->value.bundleType);
        QCOMPARE(notification.timestamp, whole->value.timestamp);
        QCOMPARE(notification.statuses.size(), 1);
        const auto id = QString::number(index + 1);
        const auto &only = notification.statuses.first();
        QCOMPARE(only.subscription.original(), u"Subscription/"_s + id);
        QCOMPARE(only.eventsSinceSubscriptionStart->value(), 7U);
        const auto &event = only.notificationEvents.first();
        QCOMPARE(event.eventNumber->value(), 7U);
        QCOMPARE(event.focus.relative(), u"Observation/"_s + id);
        // Its own focus, what is of both, and what is of nobody.
        QCOMPARE(notification.entries.size(), 3);
        QCOMPARE(notification.entries.at(event.focusEntry).resourceId, id);
        QCOMPARE(notification.entries.at(event.additionalContextEntries.first()).resourceType, u"Patient"_s);
        QCOMPARE(notification.entries.last().resourceType, u"Basic"_s);
        if (index == 0) {
            const auto &entry = notification.entries.at(event.focusEntry);
            QCOMPARE(entry.requestMethod, u"PUT"_s);
            QCOMPARE(entry.requestUrl, u"Observation/1"_s);
            QCOMPARE(entry.responseStatus, u"201"_s);
            QCOMPARE(notification.bytes(entry.resource).toByteArray(),
                     R"({ "resourceType":"Observation", "id":"1", "valueQuantity":{"value":1.500} })");
        }
    }
}

void TestNotificationPart::keepsAll()
{
    const auto whole = readNotification(bundle("history", status("1") + "," + status("2")));
    const auto part = readNotification(partOf(whole->value, {0, 1}));
    QVERIFY2(part, part ? "" : qPrintable(part.error().toString()));
    QVERIFY(part->value.statuses == whole->value.statuses);
    QCOMPARE(part->value.entries.size(), 4);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestNotificationPart)
#include "tst_notificationpart.moc"
