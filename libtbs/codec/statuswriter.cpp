// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "elementreader_p.h"
#include "statuswriter_p.h"
#include "timestamp_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QJsonObject withSystem(const QString &text, QLatin1StringView member)
{
    const auto bar = text.lastIndexOf(u'|');
    QJsonObject object{{QString(member), text.sliced(bar + 1)}};
    setMember(object, "system"_L1, text.first(std::max<qsizetype>(bar, 0)));
    return object;
}

QJsonObject referenceTo(const Reference &reference, const QString &identifier = {})
{
    QJsonObject object;
    setMember(object, "reference"_L1, reference.original());
    if (!identifier.isEmpty()) {
        object.insert("identifier"_L1, withSystem(identifier, "value"_L1));
    }
    return object;
}

QJsonObject conceptOf(const QString &error)
{
    if (!error.contains(u'|')) {
        return {{u"text"_s, error}};
    }
    return {{u"coding"_s, QJsonArray{withSystem(error, "code"_L1)}}};
}

QString timestampOf(const NotificationEvent &event)
{
    if (!event.timestamp.isValid()) {
        return {};
    }
    const auto received = parseTimestamp(event.timestampText.toUtf8());
    const bool same = received && received->isInstant && received->utc == event.timestamp;
    return same ? event.timestampText : instantText(event.timestamp);
}

bool hasFocus(const NotificationEvent &event)
{
    return !event.focus.isEmpty() || !event.focusIdentifier.isEmpty();
}

QJsonObject writeEvent(const NotificationEvent &event)
{
    QJsonObject object;
    setMember(object, "id"_L1, event.id);
    if (event.eventNumber) {
        object.insert("eventNumber"_L1, event.eventNumber->toString());
    }
    setMember(object, "timestamp"_L1, timestampOf(event));
    setMember(object, "focus"_L1, referenceTo(event.focus, event.focusIdentifier));
    QJsonArray contexts;
    for (const auto &context : event.additionalContext) {
        contexts.append(referenceTo(context));
    }
    setMember(object, "additionalContext"_L1, contexts);
    return object;
}

QJsonObject parameter(QLatin1StringView name, QLatin1StringView valueName, const QJsonValue &value)
{
    return {{u"name"_s, QString(name)}, {QString(valueName), value}};
}

QJsonObject writeEventParameter(const NotificationEvent &event)
{
    QJsonArray parts;
    if (event.eventNumber) {
        parts.append(parameter("event-number"_L1, "valueString"_L1, event.eventNumber->toString()));
    }
    if (const auto timestamp = timestampOf(event); !timestamp.isEmpty()) {
        parts.append(parameter("timestamp"_L1, "valueInstant"_L1, timestamp));
    }
    if (hasFocus(event)) {
        parts.append(parameter("focus"_L1, "valueReference"_L1, referenceTo(event.focus, event.focusIdentifier)));
    }
    for (const auto &context : event.additionalContext) {
        parts.append(parameter("additional-context"_L1, "valueReference"_L1, referenceTo(context)));
    }
    QJsonObject object{{u"name"_s, u"notification-event"_s}, {u"part"_s, parts}};
    setMember(object, "id"_L1, event.id);
    return object;
}

} // namespace

QJsonObject writeSubscriptionStatus(const SubscriptionStatus &status)
{
    QJsonObject resource{
        {u"resourceType"_s, u"SubscriptionStatus"_s},
        {u"type"_s, toCode(status.type)},
        {u"subscription"_s, referenceTo(status.subscription)},
    };
    if (status.status) {
        resource.insert("status"_L1, toCode(*status.status));
    }
    setMember(resource, "topic"_L1, status.topic);
    if (status.eventsSinceSubscriptionStart) {
        resource.insert("eventsSinceSubscriptionStart"_L1, status.eventsSinceSubscriptionStart->toString());
    }
    QJsonArray events;
    for (const auto &event : status.notificationEvents) {
        events.append(writeEvent(event));
    }
    setMember(resource, "notificationEvent"_L1, events);
    QJsonArray errors;
    for (const auto &error : status.errors) {
        errors.append(conceptOf(error));
    }
    setMember(resource, "error"_L1, errors);
    return resource;
}

QJsonObject writeParametersStatus(const SubscriptionStatus &status)
{
    QJsonArray parameters{parameter("subscription"_L1, "valueReference"_L1, referenceTo(status.subscription))};
    if (!status.topic.isEmpty()) {
        parameters.append(parameter("topic"_L1, "valueCanonical"_L1, status.topic));
    }
    if (status.status) {
        parameters.append(parameter("status"_L1, "valueCode"_L1, toCode(*status.status)));
    }
    parameters.append(parameter("type"_L1, "valueCode"_L1, toCode(status.type)));
    if (status.eventsSinceSubscriptionStart) {
        parameters.append(parameter("events-since-subscription-start"_L1, "valueString"_L1,
                                    status.eventsSinceSubscriptionStart->toString()));
    }
    for (const auto &event : status.notificationEvents) {
        parameters.append(writeEventParameter(event));
    }
    for (const auto &error : status.errors) {
        parameters.append(parameter("error"_L1, "valueCodeableConcept"_L1, conceptOf(error)));
    }
    const QString profile =
        u"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4"_s;
    return {
        {u"resourceType"_s, u"Parameters"_s},
        {u"meta"_s, QJsonObject{{u"profile"_s, QJsonArray{profile}}}},
        {u"parameter"_s, parameters},
    };
}

} // namespace Tbs
