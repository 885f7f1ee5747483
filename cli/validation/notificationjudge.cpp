// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationjudge.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QJsonValue numberOrNull(const std::optional<EventNumber> &number)
{
    return number ? QJsonValue(number->toString()) : QJsonValue();
}

JsonLine describeEvent(const NotificationEvent &event)
{
    QJsonArray context;
    for (const auto &reference : event.additionalContext) {
        context.append(reference.relative());
    }
    return JsonLine()
        .add(u"eventNumber"_s, numberOrNull(event.eventNumber))
        .add(u"timestamp"_s, textOrNull(event.timestampText))
        .add(u"focus"_s, textOrNull(event.focus.relative()))
        .add(u"additionalContext"_s, context);
}

void describeStatus(const SubscriptionStatus &status, JsonLine &line)
{
    QList<JsonLine> events;
    for (const auto &event : status.notificationEvents) {
        events.append(describeEvent(event));
    }
    line.add(u"type"_s, toCode(status.type))
        .add(u"status"_s, status.status ? QJsonValue(toCode(*status.status)) : QJsonValue())
        .add(u"subscription"_s, textOrNull(status.subscription.relative()))
        .add(u"topic"_s, textOrNull(status.topic))
        .add(u"eventsSinceSubscriptionStart"_s, numberOrNull(status.eventsSinceSubscriptionStart))
        .add(u"events"_s, events);
}

} // namespace

Judgement judgeNotification(const Decoded<Notification> &decoded)
{
    const auto &notification = decoded.value;
    JsonLine line;
    line.add(u"fhirVersion"_s, toCode(notification.fhirVersion));
    describeStatus(notification.statuses.constFirst(), line);
    const auto resources = std::count_if(notification.entries.cbegin(), notification.entries.cend(),
                                         [](const NotificationEntry &entry) { return !entry.resource.isEmpty(); });
    line.add(u"resources"_s, static_cast<qint64>(resources));
    if (notification.statuses.size() > 1) {
        QList<JsonLine> statuses;
        for (const auto &status : notification.statuses) {
            describeStatus(status, statuses.emplaceBack());
        }
        line.add(u"statuses"_s, statuses);
    }
    return {line, decoded.issues};
}

Judgement judgeNotification(const Error &error)
{
    JsonLine line;
    for (const auto &key :
         {u"fhirVersion"_s, u"type"_s, u"status"_s, u"subscription"_s, u"topic"_s, u"eventsSinceSubscriptionStart"_s}) {
        line.add(key, QJsonValue());
    }
    line.add(u"events"_s, QList<JsonLine>()).add(u"resources"_s, 0);
    return {line, {{Issue::Severity::Fatal, u"structure"_s, error.location, error.message}}};
}

} // namespace Tbs::Cli
