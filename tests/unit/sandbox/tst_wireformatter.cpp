// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/notificationbuilder_p.h>
#include <Tbs/sandbox/wireformatter_p.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

/// What each profile makes of the same notification.
class TestWireFormatter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysReadable_data();
    void staysReadable();
    void strictChangesNothing_data();
    void strictChangesNothing();
    void hapi();
    void candle();
    void helios();
    void aidbox();
    void athena();
    void marksSeveralEvents();
};

namespace {

const auto base = u"https://sandbox.example.org:8080/fhir/r4b"_s;
const QDateTime now(QDate(2026, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);

NotificationContent contentWith(PayloadContent content, int events = 2)
{
    NotificationContent result{.baseUrl = base,
                               .subscriptionId = u"s1"_s,
                               .topic = u"http://example.org/topic"_s,
                               .status = SubscriptionStatusCode::Error,
                               .content = content,
                               .eventsSinceSubscriptionStart = 42};
    for (int i = 1; i <= events; ++i) {
        const QJsonObject encounter{{u"resourceType"_s, u"Encounter"_s},
                                    {u"id"_s, u"e%1"_s.arg(i)},
                                    {u"meta"_s, QJsonObject{{u"versionId"_s, u"1"_s}}}};
        const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"p"_s}};
        result.events.append({.number = static_cast<quint64>(42 - events + i),
                              .id = u"event-%1"_s.arg(i),
                              .timestamp = now,
                              .change = {.interaction = ResourceChange::Interaction::Create, .current = encounter},
                              .additionalContext = {patient}});
    }
    return result;
}

QJsonObject formatted(const QString &profileName, FhirVersion version, const NotificationContent &content)
{
    const auto profile = loadWireProfile(profileName);
    const auto bundle = codecFor(version).writeNotification(buildNotification(content, now));
    return WireFormatter(*profile, version, base).format(bundle);
}

QJsonObject statusOf(const QJsonObject &bundle)
{
    return bundle["entry"_L1][0]["resource"_L1].toObject();
}

/// The parameter (or part) \a name of Parameters.
QJsonObject parameter(const QJsonArray &parameters, const QString &name)
{
    for (const auto &item : parameters) {
        if (item.toObject().value("name"_L1).toString() == name) {
            return item.toObject();
        }
    }
    return {};
}

} // namespace

void TestWireFormatter::staysReadable_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<PayloadContent>("content");
    for (const auto &profile : wireProfileNames()) {
        for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
            for (const auto content : {PayloadContent::Empty, PayloadContent::IdOnly, PayloadContent::FullResource}) {
                QTest::addRow("%s %s %s", qPrintable(profile), qPrintable(toCode(version)), qPrintable(toCode(content)))
                    << profile << version << content;
            }
        }
    }
}

void TestWireFormatter::staysReadable()
{
    QFETCH(QString, profile);
    QFETCH(FhirVersion, version);
    QFETCH(PayloadContent, content);
    const auto bundle = formatted(profile, version, contentWith(content));
    const auto decoded = readNotification(QJsonDocument(bundle).toJson());
    QVERIFY2(decoded, decoded ? "" : qPrintable(decoded.error().toString()));
    const auto &status = decoded->value.statuses.first();
    QCOMPARE(Reference(status.subscription.original()).relative(), u"Subscription/s1"_s);
    QCOMPARE(status.notificationEvents.size(), 2);
    if (profile == "medplum"_L1) {
        QVERIFY(!status.eventsSinceSubscriptionStart);
        QCOMPARE(status.notificationEvents.last().eventNumber->value(), 0U);
    } else {
        const auto number = profile == "athena"_L1 ? 2U : 42U; // numbered per bundle
        QCOMPARE(status.eventsSinceSubscriptionStart->value(), number);
        QCOMPARE(status.notificationEvents.last().eventNumber->value(), number);
    }
    if (content != PayloadContent::Empty) {
        QCOMPARE(status.notificationEvents.last().focus.relative(), u"Encounter/e2"_s);
    }
    if (content == PayloadContent::FullResource) {
        const auto entry = status.notificationEvents.last().focusEntry;
        QVERIFY(entry >= 0);
        QCOMPARE(decoded->value.entries.at(entry).resourceId, u"e2"_s);
        QVERIFY(status.notificationEvents.last().additionalContextEntries.value(0, -1) >= 0);
    }
    if (profile == "strict"_L1) {
        QVERIFY2(decoded->issues.isEmpty(),
                 decoded->issues.isEmpty() ? "" : qPrintable(decoded->issues.first().message));
        QCOMPARE(decoded->value.fhirVersion, version);
    }
}

void TestWireFormatter::strictChangesNothing_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void TestWireFormatter::strictChangesNothing()
{
    QFETCH(FhirVersion, version);
    auto notification = buildNotification(contentWith(PayloadContent::FullResource), now);
    for (auto &event : notification.statuses.first().notificationEvents) {
        event.id.clear(); // the ids of the elements are for one profile only
    }
    const auto bundle = codecFor(version).writeNotification(notification);
    QCOMPARE(WireFormatter(*loadWireProfile(u"strict"_s), version, base).format(bundle), bundle);
}

void TestWireFormatter::hapi()
{
    const auto r4 = formatted(u"hapi"_s, FhirVersion::R4, contentWith(PayloadContent::FullResource, 1));
    QVERIFY(!r4.contains("timestamp"_L1));
    const auto statusEntry = r4["entry"_L1][0].toObject();
    QVERIFY(!QUuid(statusEntry["fullUrl"_L1].toString()).isNull());
    QVERIFY(!statusEntry["fullUrl"_L1].toString().startsWith(u"urn:"));
    QVERIFY(!statusEntry.contains("request"_L1) && !statusEntry.contains("response"_L1));
    const auto focusEntry = r4["entry"_L1][1].toObject();
    QCOMPARE(focusEntry["request"_L1]["method"_L1].toString(), u"POST"_s);
    QCOMPARE(focusEntry["fullUrl"_L1].toString(), u"Encounter/e1"_s);
    QVERIFY(!focusEntry.contains("response"_L1));
    const auto parameters = statusOf(r4)["parameter"_L1].toArray();
    QCOMPARE(parameter(parameters, u"subscription"_s)["valueReference"_L1]["reference"_L1].toString(),
             u"Subscription/s1"_s);
    QCOMPARE(parameter(parameters, u"status"_s)["valueCode"_L1].toString(), u"active"_s);
    const auto parts = parameter(parameters, u"notification-event"_s)["part"_L1].toArray();
    QCOMPARE(parameter(parts, u"timestamp"_s)["valueDate"_L1].toString(), u"2026-01-02"_s);
    QVERIFY(!parameter(parts, u"timestamp"_s).contains("valueInstant"_L1));
    QCOMPARE(parameter(parts, u"event-number"_s)["valueString"_L1].toString(), u"42"_s);
    QCOMPARE(parameter(parts, u"focus"_s)["valueReference"_L1]["reference"_L1].toString(), u"Encounter/e1"_s);

    const auto r5 = statusOf(formatted(u"hapi"_s, FhirVersion::R5, contentWith(PayloadContent::IdOnly, 1)));
    QVERIFY(!r5["notificationEvent"_L1][0].toObject().contains("timestamp"_L1));
}

void TestWireFormatter::candle()
{
    const auto r4 = formatted(u"candle"_s, FhirVersion::R4, contentWith(PayloadContent::IdOnly));
    QCOMPARE(r4["entry"_L1].toArray().size(), 1);
    QVERIFY(!r4["entry"_L1][0].toObject().contains("request"_L1));
    const auto subscription = parameter(statusOf(r4)["parameter"_L1].toArray(), u"subscription"_s);
    QCOMPARE(subscription["valueString"_L1].toString(), base + u"/Subscription/s1"_s);
    const auto full = formatted(u"candle"_s, FhirVersion::R5, contentWith(PayloadContent::FullResource));
    QCOMPARE(full["entry"_L1].toArray().size(), 4); // status, two encounters, one patient
    QVERIFY(full["entry"_L1][1].toObject().contains("resource"_L1));
}

void TestWireFormatter::helios()
{
    for (const auto version : {FhirVersion::R4B, FhirVersion::R5}) {
        const auto status = statusOf(formatted(u"helios"_s, version, contentWith(PayloadContent::IdOnly)));
        QVERIFY(status["eventsSinceSubscriptionStart"_L1].isDouble());
        QCOMPARE(status["eventsSinceSubscriptionStart"_L1].toInteger(), 42);
        QCOMPARE(status["notificationEvent"_L1][0]["eventNumber"_L1].toInteger(), 41);
        const auto bundle = formatted(u"helios"_s, version, contentWith(PayloadContent::IdOnly));
        const auto focus = bundle["entry"_L1][1].toObject();
        QCOMPARE(focus["fullUrl"_L1].toString(), base + u"/Encounter/e1"_s);
        QCOMPARE(focus["request"_L1]["method"_L1].toString(), u"GET"_s);
        QCOMPARE(focus["request"_L1]["url"_L1].toString(), u"Encounter/e1"_s);
        QCOMPARE(focus["response"_L1]["status"_L1].toString(), u"200"_s);
        QCOMPARE(bundle["entry"_L1][0]["request"_L1]["url"_L1].toString(), u"Subscription/s1/$status"_s);
    }
}

void TestWireFormatter::aidbox()
{
    const auto r5 = formatted(u"aidbox"_s, FhirVersion::R5, contentWith(PayloadContent::FullResource));
    for (const auto &entry : r5["entry"_L1].toArray()) {
        QVERIFY(entry.toObject().contains("request"_L1));
        QVERIFY(entry.toObject().contains("response"_L1));
    }
    QCOMPARE(statusOf(r5)["subscription"_L1]["reference"_L1].toString(),
             u"https://sandbox.example.org:8080/Subscription/s1"_s);
    QVERIFY(statusOf(r5)["eventsSinceSubscriptionStart"_L1].isDouble());
    const auto r4b = formatted(u"aidbox"_s, FhirVersion::R4B, contentWith(PayloadContent::FullResource));
    QVERIFY(statusOf(r4b)["eventsSinceSubscriptionStart"_L1].isString());
}

void TestWireFormatter::athena()
{
    const auto r4 = formatted(u"athena"_s, FhirVersion::R4, contentWith(PayloadContent::IdOnly));
    const auto status = statusOf(r4);
    QCOMPARE(status["resourceType"_L1].toString(), u"SubscriptionStatus"_s);
    QCOMPARE(status["eventsSinceSubscriptionStart"_L1].toString(), u"2"_s);
    QCOMPARE(status["eventsInNotification"_L1].toInt(), 2);
    const auto events = status["notificationEvent"_L1].toArray();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events[1]["eventNumber"_L1].toString(), u"2"_s);
    QCOMPARE(events[1]["id"_L1].toString(), u"event-2"_s);
    QCOMPARE(events[1]["focus"_L1]["reference"_L1].toString(), base + u"/Encounter/e2"_s);
    QCOMPARE(events[1]["additionalContext"_L1].toArray().size(), 1);
    QStringList audits;
    for (const auto &entry : r4["entry"_L1].toArray()) {
        const auto resource = entry.toObject().value("resource"_L1).toObject();
        if (resource["resourceType"_L1].toString() == "AuditEvent"_L1) {
            audits.append(resource["id"_L1].toString());
        }
    }
    QCOMPARE(audits, (QStringList{u"event-1"_s, u"event-2"_s}));
}

void TestWireFormatter::marksSeveralEvents()
{
    // Two events of one resource in one batch: both versions are in it, the patient once.
    auto content = contentWith(PayloadContent::FullResource);
    content.events[1].change.interaction = ResourceChange::Interaction::Update;
    content.events[1].change.current = content.events[0].change.current;
    content.events[1].change.current.insert(u"meta"_s, QJsonObject{{u"versionId"_s, u"2"_s}});
    const auto notification = buildNotification(content, now);
    QCOMPARE(notification.entries.size(), 3);
    QCOMPARE(notification.entries[0].requestMethod, u"POST"_s);
    QCOMPARE(notification.entries[0].requestUrl, u"Encounter"_s);
    QCOMPARE(notification.entries[2].requestMethod, u"PUT"_s);
    QCOMPARE(notification.entries[2].requestUrl, u"Encounter/e1"_s);
    QCOMPARE(notification.entries[2].responseStatus, u"200"_s);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestWireFormatter)
#include "tst_wireformatter.moc"
