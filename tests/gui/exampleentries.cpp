// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleentries.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

/// A minute ago, so that nothing of it looks old.
const QDateTime start = QDateTime::currentDateTimeUtc().addSecs(-60);
const auto server = u"https://example.org/fhir"_s;

QString absolute(const QJsonObject &resource)
{
    return u"%1/%2/%3"_s.arg(server, resource.value("resourceType"_L1).toString(), resource.value("id"_L1).toString());
}

} // namespace

QByteArray notificationBody(const QString &subscription, const QString &type, int eventNumber,
                            const QJsonObject &resource)
{
    QJsonObject status{{u"resourceType"_s, u"SubscriptionStatus"_s},
                       {u"status"_s, u"active"_s},
                       {u"type"_s, type},
                       {u"subscription"_s, QJsonObject{{u"reference"_s, server + u'/' + subscription}}},
                       {u"topic"_s,
                        u"http://example.org/topic/%1"_s.arg(subscription.endsWith(u'2') ? u"patient-changed"_s
                                                                                         : u"encounter-complete"_s)},
                       {u"eventsSinceSubscriptionStart"_s, QString::number(eventNumber)}};
    QJsonArray entries;
    if (eventNumber > 0 && !resource.isEmpty()) {
        const auto reference = absolute(resource);
        status.insert(u"notificationEvent"_s,
                      QJsonArray{QJsonObject{{u"eventNumber"_s, QString::number(eventNumber)},
                                             {u"timestamp"_s, start.addSecs(eventNumber).toString(Qt::ISODate)},
                                             {u"focus"_s, QJsonObject{{u"reference"_s, reference}}}}});
        entries.append(QJsonObject{
            {u"fullUrl"_s, reference},
            {u"resource"_s, resource},
            {u"request"_s, QJsonObject{{u"method"_s, u"PUT"_s}, {u"url"_s, reference.mid(server.size() + 1)}}}});
    }
    entries.prepend(
        QJsonObject{{u"fullUrl"_s, u"urn:uuid:4d2d1a9e-6b8c-4f4e-9a53-2b0f6f6b0c11"_s},
                    {u"resource"_s, status},
                    {u"request"_s, QJsonObject{{u"method"_s, u"GET"_s}, {u"url"_s, subscription + u"/$status"_s}}}});
    return QJsonDocument(QJsonObject{{u"resourceType"_s, u"Bundle"_s},
                                     {u"id"_s, u"bundle-%1-%2"_s.arg(type).arg(eventNumber)},
                                     {u"type"_s, u"subscription-notification"_s},
                                     {u"timestamp"_s, start.addSecs(eventNumber + 1).toString(Qt::ISODate)},
                                     {u"entry"_s, entries}})
        .toJson(QJsonDocument::Compact);
}

QJsonObject examplePatient(const QString &id, const QString &family)
{
    return {{u"resourceType"_s, u"Patient"_s},
            {u"id"_s, id},
            {u"active"_s, true},
            {u"name"_s, QJsonArray{QJsonObject{{u"family"_s, family}, {u"given"_s, QJsonArray{u"Jane"_s}}}}},
            {u"birthDate"_s, u"1974-12-25"_s}};
}

QJsonObject exampleEncounter(const QString &id, const QString &status)
{
    return {{u"resourceType"_s, u"Encounter"_s},
            {u"id"_s, id},
            {u"status"_s, status},
            {u"subject"_s, QJsonObject{{u"reference"_s, u"Patient/1"_s}}}};
}

Gui::LiveEntry eventEntry(int number, const QString &webhookId, const QByteArray &body)
{
    Gui::LiveEntry entry;
    entry.body = body;
    entry.summary = {.notification = {.id = number,
                                      .subscriptionId = 1,
                                      .receivedAt = start.addMSecs(number * 137),
                                      .bundleId = u"bundle-%1"_s.arg(number),
                                      .newEvents = 1},
                     .bodySize = body.size(),
                     .subscription = {webhookId, server, u"Subscription/1"_s},
                     .topic = u"http://example.org/topic/encounter-complete"_s,
                     .foci = {u"Encounter/%1"_s.arg(number)},
                     .firstEventNumber = EventNumber::fromInteger(number),
                     .lastEventNumber = EventNumber::fromInteger(number)};
    return entry;
}

QList<Gui::LiveEntry> entriesOfAllKinds()
{
    QList<Gui::LiveEntry> entries;
    int number = 0;
    const auto add = [&](const auto &change) {
        ++number;
        auto entry = eventEntry(number, number % 3 == 0 ? u"patients"_s : u"encounters"_s);
        change(entry);
        entries << entry;
    };
    const auto addType = [&add](NotificationType type) {
        add([type](Gui::LiveEntry &entry) {
            entry.summary.notification.type = type;
            entry.summary.notification.newEvents = 0;
            entry.summary.foci.clear();
            entry.summary.firstEventNumber.reset();
        });
    };
    addType(NotificationType::Handshake);
    add([](Gui::LiveEntry &) {});
    addType(NotificationType::Heartbeat);
    add([](Gui::LiveEntry &entry) {
        entry.summary.notification.newEvents = 0;
        entry.summary.notification.duplicateEvents = 1;
    });
    add([](Gui::LiveEntry &entry) {
        entry.summary.notification.newEvents = 3;
        entry.summary.foci << u"Encounter/8"_s << u"Encounter/9"_s;
        entry.summary.lastEventNumber = EventNumber::fromInteger(7);
    });
    add([](Gui::LiveEntry &entry) { entry.late = true; });
    add([](Gui::LiveEntry &entry) { entry.summary.notification.origin = NotificationOrigin::Recovery; });
    add([](Gui::LiveEntry &entry) {
        entry.summary.notification.origin = NotificationOrigin::Replay;
        entry.summary.replayedEvents = 1;
    });
    add([](Gui::LiveEntry &entry) { entry.countRestarted = true; });
    addType(NotificationType::QueryStatus);
    const SubscriptionKey key{u"encounters"_s, server, u"Subscription/1"_s};
    const auto at = start.addSecs(5);
    entries << Gui::gapEntry(key, {12, 14}, at) << Gui::gapClosedEntry(key, at.addSecs(1))
            << Gui::rejectedEntry(u"patients"_s, {Error::Kind::BadData, u"The text is no JSON: byte 17"_s, u"Bundle"_s},
                                  at.addSecs(2));
    Gui::LiveEntry failed = eventEntry(20);
    failed.kind = Gui::LiveEntry::Kind::HandlerFailed;
    failed.error = {Error::Kind::Retry, u"The program ended with exit code 3"_s, {}};
    failed.summary.notification.receivedAt = at.addSecs(3);
    entries << failed;
    failed.nextAttemptAt = at.addSecs(30);
    failed.summary.notification.receivedAt = at.addSecs(4);
    entries << failed;
    return entries;
}

} // namespace Tbs::Test
