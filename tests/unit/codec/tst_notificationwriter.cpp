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
constexpr std::array types{NotificationType::Handshake, NotificationType::Heartbeat,
                           NotificationType::EventNotification, NotificationType::QueryStatus,
                           NotificationType::QueryEvent};
constexpr std::array contents{PayloadContent::Empty, PayloadContent::IdOnly, PayloadContent::FullResource};

NotificationEvent makeEvent(qint64 number, PayloadContent content)
{
    NotificationEvent event{
        .eventNumber = EventNumber::fromInteger(number),
        .timestamp = QDateTime(QDate(2026, 3, 1), QTime(8, 15, 0, static_cast<int>(number % 1000)), Qt::UTC),
    };
    event.timestampText = event.timestamp.toString(Qt::ISODateWithMs);
    if (content != PayloadContent::Empty) {
        event.focus = Reference(u"https://ehr.example.org/fhir/Encounter/e"_s + QString::number(number));
        event.additionalContext = {Reference(u"https://ehr.example.org/fhir/Patient/p1"_s)};
    }
    return event;
}

OutgoingEntry makeEntry(const QString &type, const QString &id, const QString &method, PayloadContent content)
{
    OutgoingEntry entry{
        .fullUrl = u"https://ehr.example.org/fhir/"_s + type + u'/' + id,
        .requestMethod = method,
        .requestUrl = type + u'/' + id,
        .responseStatus = u"200"_s,
    };
    if (content == PayloadContent::FullResource && method != u"DELETE") {
        entry.resource = {{u"resourceType"_s, type}, {u"id"_s, id}, {u"language"_s, u"\u00e4 \"quoted\" \\ text"_s}};
    }
    return entry;
}

OutgoingNotification makeNotification(NotificationType type, PayloadContent content, int events)
{
    OutgoingNotification notification{
        .bundleId = u"b-1"_s,
        .timestamp = QDateTime(QDate(2026, 3, 1), QTime(8, 16), Qt::UTC),
        .statusRequestUrl = u"https://ehr.example.org/fhir/Subscription/s1/$status"_s,
    };
    SubscriptionStatus status{
        .subscription = Reference(u"https://ehr.example.org/fhir/Subscription/s1"_s),
        .topic = u"https://ehr.example.org/topics/admission"_s,
        .status = SubscriptionStatusCode::Active,
        .type = type,
        .eventsSinceSubscriptionStart = EventNumber::fromInteger(std::numeric_limits<qint64>::max()),
    };
    for (int number = 1; number <= events; ++number) {
        status.notificationEvents.append(makeEvent(number, content));
        if (content != PayloadContent::Empty) {
            notification.entries.append(makeEntry(u"Encounter"_s, u"e"_s + QString::number(number),
                                                  number == 2 ? u"DELETE"_s : u"PUT"_s, content));
        }
    }
    if (content != PayloadContent::Empty && events > 0) {
        notification.entries.append(makeEntry(u"Patient"_s, u"p1"_s, u"GET"_s, content));
    }
    notification.statuses = {status};
    return notification;
}

Result<Decoded<Notification>> roundTrip(const OutgoingNotification &notification, FhirVersion version)
{
    return readNotification(
        QJsonDocument(codecFor(version).writeNotification(notification)).toJson(QJsonDocument::Compact));
}

/// The statuses without what reading adds.
QList<SubscriptionStatus> withoutMatches(QList<SubscriptionStatus> statuses)
{
    for (auto &status : statuses) {
        for (auto &event : status.notificationEvents) {
            event.focusEntry = -1;
            event.additionalContextEntries = {}; // not clear(): Qt 6.4 hands a null pointer to memcmp() then
        }
    }
    return statuses;
}

} // namespace

class TestNotificationWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data();
    void roundTrips();
    void severalStatuses_data();
    void severalStatuses();
    void statusAlone_data();
    void statusAlone();
    void shape_data();
    void shape();
    void sameTextEachTime();
    void entryWithoutRequest();
};

void TestNotificationWriter::roundTrips_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<NotificationType>("type");
    QTest::addColumn<PayloadContent>("content");
    QTest::addColumn<int>("events");
    QTest::addColumn<bool>("messageWrapped");
    for (const auto version : versions) {
        for (const auto type : types) {
            for (const auto content : contents) {
                for (const int events : {0, 1, 3}) {
                    const bool needsEvents =
                        type == NotificationType::EventNotification || type == NotificationType::QueryEvent;
                    if (needsEvents && events == 0) {
                        continue;
                    }
                    for (const bool wrapped : {false, true}) {
                        const auto name = toCode(version) + u' ' + toCode(type) + u' ' + toCode(content) + u' '
                            + QString::number(events) + (wrapped ? u" wrapped"_s : QString());
                        QTest::newRow(qPrintable(name)) << version << type << content << events << wrapped;
                    }
                }
            }
        }
    }
}

void TestNotificationWriter::roundTrips()
{
    QFETCH(FhirVersion, version);
    QFETCH(NotificationType, type);
    QFETCH(PayloadContent, content);
    QFETCH(int, events);
    QFETCH(bool, messageWrapped);
    auto written = makeNotification(type, content, events);
    written.messageWrapped = messageWrapped;
    const auto result = roundTrip(written, version);
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    const auto &read = result->value;
    QVERIFY2(result->issues.isEmpty(), result->issues.isEmpty() ? "" : qPrintable(result->issues.first().message));
    QCOMPARE(read.fhirVersion, version);
    QCOMPARE(read.bundleId, written.bundleId);
    QCOMPARE(read.timestamp, written.timestamp);
    QCOMPARE(read.messageWrapped, messageWrapped);
    QCOMPARE(withoutMatches(read.statuses), written.statuses);
    QCOMPARE(read.entries.size(), written.entries.size());
    for (qsizetype i = 0; i < read.entries.size(); ++i) {
        const auto &entry = read.entries.at(i);
        const auto &expected = written.entries.at(i);
        QCOMPARE(entry.fullUrl, expected.fullUrl);
        QCOMPARE(entry.requestMethod, expected.requestMethod);
        QCOMPARE(entry.requestUrl, expected.requestUrl);
        QCOMPARE(entry.responseStatus, version == FhirVersion::R5 ? QString() : expected.responseStatus);
        QCOMPARE(entry.resource.isEmpty(), expected.resource.isEmpty());
        if (!entry.resource.isEmpty()) {
            QCOMPARE(*readJsonObject(read.bytes(entry.resource)), expected.resource);
        }
    }
    const auto &readEvents = read.statuses.first().notificationEvents;
    for (qsizetype i = 0; i < readEvents.size(); ++i) {
        const bool hasEntries = content != PayloadContent::Empty;
        QCOMPARE(readEvents.at(i).focusEntry, hasEntries ? i : -1);
        QCOMPARE(readEvents.at(i).additionalContextEntries, hasEntries ? QList<qsizetype>{events} : QList<qsizetype>());
    }
}

void TestNotificationWriter::severalStatuses_data()
{
    QTest::addColumn<FhirVersion>("version");
    for (const auto version : versions) {
        QTest::newRow(qPrintable(toCode(version))) << version;
    }
}

void TestNotificationWriter::severalStatuses()
{
    QFETCH(FhirVersion, version);
    auto written = makeNotification(NotificationType::QueryStatus, PayloadContent::Empty, 0);
    written.searchset = true;
    auto second = written.statuses.first();
    second.subscription = Reference(u"https://ehr.example.org/fhir/Subscription/s2"_s);
    second.status = SubscriptionStatusCode::Error;
    second.errors = {u"http://terminology.hl7.org/CodeSystem/subscription-error|no-response"_s, u"only text"_s};
    second.eventsSinceSubscriptionStart = EventNumber();
    written.statuses.append(second);
    const auto result = roundTrip(written, version);
    QVERIFY(result);
    QCOMPARE(countIssues(result->issues).errors + countIssues(result->issues).warnings, 0);
    QCOMPARE(result->value.bundleType, u"searchset"_s);
    QCOMPARE(result->value.statuses, written.statuses);
    QCOMPARE(result->value.entries.size(), 0);

    written.searchset = false;
    const auto notification = roundTrip(written, version);
    QVERIFY(notification);
    QCOMPARE(notification->value.fhirVersion, version);
    QCOMPARE(notification->value.statuses, written.statuses);
    QCOMPARE(countIssues(notification->issues), (IssueCounts{.information = 1}));
}

void TestNotificationWriter::statusAlone_data()
{
    severalStatuses_data();
}

void TestNotificationWriter::statusAlone()
{
    QFETCH(FhirVersion, version);
    auto status = makeNotification(NotificationType::QueryEvent, PayloadContent::IdOnly, 2).statuses.first();
    status.notificationEvents.first().id = u"n1"_s;
    status.notificationEvents.last().focus = {};
    status.notificationEvents.last().focusIdentifier = u"urn:ehr|e2"_s;
    const auto json = codecFor(version).writeStatus(status);
    QCOMPARE(json["resourceType"_L1].toString(),
             version == FhirVersion::R4 ? u"Parameters"_s : u"SubscriptionStatus"_s);
    const auto result = readNotification(QJsonDocument(json).toJson());
    QVERIFY(result);
    QCOMPARE(withoutMatches(result->value.statuses), QList<SubscriptionStatus>{status});
    QCOMPARE(countIssues(result->issues).errors + countIssues(result->issues).warnings, 0);
}

void TestNotificationWriter::shape_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<bool>("hasRequest");
    const auto backport =
        u"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-notification"_s;
    QTest::newRow("R4") << FhirVersion::R4 << u"history"_s << QString(backport + u"-r4"_s) << true;
    QTest::newRow("R4B") << FhirVersion::R4B << u"history"_s << backport << true;
    QTest::newRow("R5") << FhirVersion::R5 << u"subscription-notification"_s
                        << u"http://hl7.org/fhir/StructureDefinition/subscription-notification-bundle"_s << false;
}

void TestNotificationWriter::shape()
{
    QFETCH(FhirVersion, version);
    QFETCH(bool, hasRequest);
    const auto bundle = codecFor(version).writeNotification(
        makeNotification(NotificationType::EventNotification, PayloadContent::FullResource, 1));
    QTEST(bundle["type"_L1].toString(), "type");
    QTEST(bundle["meta"_L1]["profile"_L1][0].toString(), "profile");
    const auto entry = bundle["entry"_L1][0].toObject();
    QCOMPARE(entry["fullUrl"_L1].toString(), u"urn:uuid:"_s + entry["resource"_L1]["id"_L1].toString());
    QVERIFY(!QUuid(entry["resource"_L1]["id"_L1].toString()).isNull());
    QCOMPARE(entry.contains("request"_L1), hasRequest);
    QCOMPARE(entry.contains("response"_L1), hasRequest);
    if (hasRequest) {
        QCOMPARE(entry["request"_L1]["method"_L1].toString(), u"GET"_s);
        QCOMPARE(entry["request"_L1]["url"_L1].toString(), u"https://ehr.example.org/fhir/Subscription/s1/$status"_s);
        QCOMPARE(entry["response"_L1]["status"_L1].toString(), u"200"_s);
    }
    QCOMPARE(bundle["entry"_L1][1].toObject().contains("response"_L1), hasRequest);
    QVERIFY(bundle["entry"_L1][1].toObject().contains("request"_L1));
}

void TestNotificationWriter::sameTextEachTime()
{
    const auto notification = makeNotification(NotificationType::Heartbeat, PayloadContent::Empty, 0);
    const auto &codec = codecFor(FhirVersion::R5);
    QCOMPARE(codec.writeNotification(notification), codec.writeNotification(notification));
}

void TestNotificationWriter::entryWithoutRequest()
{
    auto notification = makeNotification(NotificationType::EventNotification, PayloadContent::IdOnly, 1);
    notification.entries.first().requestMethod.clear();
    notification.entries.first().requestUrl.clear();
    notification.entries.first().responseStatus.clear();
    const auto history = codecFor(FhirVersion::R4B).writeNotification(notification)["entry"_L1][1].toObject();
    QCOMPARE(history["request"_L1].toObject(), (QJsonObject{{u"method"_s, u"GET"_s}, {u"url"_s, u"Encounter/e1"_s}}));
    QCOMPARE(history["response"_L1]["status"_L1].toString(), u"200"_s);
    QVERIFY(
        !codecFor(FhirVersion::R5).writeNotification(notification)["entry"_L1][1].toObject().contains("request"_L1));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestNotificationWriter)
#include "tst_notificationwriter.moc"
