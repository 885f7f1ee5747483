// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationbuilder_p.h"

#include <QSet>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString absoluteReference(const QString &baseUrl, const QJsonObject &resource)
{
    return baseUrl + u'/' + localReference(resource);
}

NotificationEvent buildEvent(const NotificationContent &content, const LoggedEvent &logged)
{
    NotificationEvent event;
    event.eventNumber = EventNumber::fromInteger(static_cast<qint64>(logged.number));
    event.id = logged.id;
    event.timestamp = logged.timestamp;
    event.timestampText = toInstant(logged.timestamp);
    if (content.content == PayloadContent::Empty) {
        return event;
    }
    event.focus = Reference(absoluteReference(content.baseUrl, logged.change.resource()));
    for (const auto &resource : logged.additionalContext) {
        event.additionalContext.append(Reference(absoluteReference(content.baseUrl, resource)));
    }
    return event;
}

OutgoingEntry focusEntry(const NotificationContent &content, const LoggedEvent &event)
{
    const auto &resource = event.change.resource();
    OutgoingEntry entry{.fullUrl = absoluteReference(content.baseUrl, resource),
                        .requestMethod = {},
                        .requestUrl = localReference(resource),
                        .responseStatus = {},
                        .resource = {}};
    switch (event.change.interaction) {
    case ResourceChange::Interaction::Create:
        entry.requestMethod = u"POST"_s;
        entry.requestUrl = event.change.resourceType();
        entry.responseStatus = u"201"_s;
        break;
    case ResourceChange::Interaction::Update:
        entry.requestMethod = u"PUT"_s;
        entry.responseStatus = u"200"_s;
        break;
    case ResourceChange::Interaction::Delete:
        entry.requestMethod = u"DELETE"_s;
        entry.responseStatus = u"204"_s;
        return entry;
    }
    if (content.content == PayloadContent::FullResource) {
        entry.resource = resource;
    }
    return entry;
}

OutgoingEntry contextEntry(const NotificationContent &content, const QJsonObject &resource)
{
    return {.fullUrl = absoluteReference(content.baseUrl, resource),
            .requestMethod = u"GET"_s,
            .requestUrl = localReference(resource),
            .responseStatus = u"200"_s,
            .resource = content.content == PayloadContent::FullResource ? resource : QJsonObject()};
}

QList<OutgoingEntry> buildEntries(const NotificationContent &content)
{
    QList<OutgoingEntry> entries;
    QSet<QString> names;
    const auto appendOnce = [&](OutgoingEntry entry, const QJsonObject &resource) {
        // Several versions of one resource may stand in one bundle, the same version twice may not.
        const auto name = entry.fullUrl + u'|' + versionId(resource) + u'|' + entry.requestMethod;
        if (!names.contains(name)) {
            names.insert(name);
            entries.append(std::move(entry));
        }
    };
    for (const auto &event : content.events) {
        appendOnce(focusEntry(content, event), event.change.resource());
        for (const auto &resource : event.additionalContext) {
            appendOnce(contextEntry(content, resource), resource);
        }
    }
    return entries;
}

} // namespace

SubscriptionStatus buildStatus(const NotificationContent &content)
{
    SubscriptionStatus status;
    status.subscription = Reference(content.baseUrl + u"/Subscription/"_s + content.subscriptionId);
    status.status = content.status;
    status.type = content.type;
    status.eventsSinceSubscriptionStart =
        EventNumber::fromInteger(static_cast<qint64>(content.eventsSinceSubscriptionStart));
    status.errors = content.errors;
    const auto isEmptyEvent =
        content.type == NotificationType::EventNotification && content.content == PayloadContent::Empty;
    if (!isEmptyEvent) {
        status.topic = content.topic;
    }
    for (const auto &event : content.events) {
        status.notificationEvents.append(buildEvent(content, event));
    }
    return status;
}

OutgoingNotification buildNotification(const NotificationContent &content, const QDateTime &now)
{
    OutgoingNotification notification;
    notification.bundleId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    notification.timestamp = now;
    notification.statuses = {buildStatus(content)};
    notification.statusRequestUrl = content.baseUrl + u"/Subscription/"_s + content.subscriptionId + u"/$status"_s;
    if (content.content != PayloadContent::Empty) {
        notification.entries = buildEntries(content);
    }
    return notification;
}

} // namespace Tbs
