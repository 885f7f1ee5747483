// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "wireformatter_p.h"

#include <Tbs/fhir/eventnumber.h>

#include <QJsonArray>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isStatusResource(const QJsonObject &resource)
{
    const auto type = resource.value("resourceType"_L1).toString();
    return type == "SubscriptionStatus"_L1 || type == "Parameters"_L1;
}

/// `valueCode`, `valueReference` ... of a parameter.
QJsonValue valueOf(const QJsonObject &parameter)
{
    for (auto member = parameter.begin(); member != parameter.end(); ++member) {
        if (member.key().startsWith("value"_L1)) {
            return member.value();
        }
    }
    return {};
}

QJsonObject eventFromParameter(const QJsonObject &parameter)
{
    static const QHash<QString, QString> names{
        {u"event-number"_s, u"eventNumber"_s}, {u"timestamp"_s, u"timestamp"_s}, {u"focus"_s, u"focus"_s}};
    QJsonObject event;
    if (parameter.contains("id"_L1)) {
        event.insert("id"_L1, parameter.value("id"_L1));
    }
    QJsonArray context;
    const auto items = parameter.value("part"_L1).toArray();
    for (const auto &item : items) {
        const auto part = item.toObject();
        const auto name = part.value("name"_L1).toString();
        if (name == "additional-context"_L1) {
            context.append(valueOf(part));
        } else if (names.contains(name)) {
            event.insert(names.value(name), valueOf(part));
        }
    }
    if (!context.isEmpty()) {
        event.insert("additionalContext"_L1, context);
    }
    return event;
}

/// The Parameters of R4 as the SubscriptionStatus that some R4 servers send.
QJsonObject statusFromParameters(const QJsonObject &parameters)
{
    QJsonObject status{{u"resourceType"_s, u"SubscriptionStatus"_s}, {u"id"_s, parameters.value("id"_L1)}};
    QJsonArray events;
    QJsonArray errors;
    const auto items = parameters.value("parameter"_L1).toArray();
    for (const auto &item : items) {
        const auto parameter = item.toObject();
        const auto name = parameter.value("name"_L1).toString();
        if (name == "notification-event"_L1) {
            events.append(eventFromParameter(parameter));
        } else if (name == "error"_L1) {
            errors.append(valueOf(parameter));
        } else if (name == "events-since-subscription-start"_L1) {
            status.insert("eventsSinceSubscriptionStart"_L1, valueOf(parameter));
        } else {
            status.insert(name, valueOf(parameter));
        }
    }
    if (!events.isEmpty()) {
        status.insert("notificationEvent"_L1, events);
    }
    if (!errors.isEmpty()) {
        status.insert("error"_L1, errors);
    }
    return status;
}

/// athenahealth tells in an AuditEvent per event what was done to the focus; its id is that of the event.
QJsonObject auditEventEntry(const QJsonObject &event)
{
    const auto id = event.value("id"_L1).toString();
    const QJsonObject resource{
        {u"resourceType"_s, u"AuditEvent"_s},
        {u"id"_s, id},
        {u"type"_s,
         QJsonObject{{u"system"_s, u"http://terminology.hl7.org/CodeSystem/audit-event-type"_s},
                     {u"code"_s, u"rest"_s}}},
        {u"recorded"_s, event.value("timestamp"_L1)},
        {u"agent"_s, QJsonArray{QJsonObject{{u"requestor"_s, false}}}},
        {u"source"_s, QJsonObject{{u"observer"_s, QJsonObject{{u"display"_s, u"sandbox"_s}}}}},
        {u"entity"_s, QJsonArray{QJsonObject{{u"what"_s, event.value("focus"_L1)}}}},
    };
    return {{u"fullUrl"_s, QString(u"urn:uuid:"_s + id)}, {u"resource"_s, resource}};
}

QJsonArray withoutIdOnlyEntries(const QJsonArray &entries)
{
    QJsonArray kept;
    for (const auto &entry : entries) {
        if (entry.toObject().contains("resource"_L1)) {
            kept.append(entry);
        }
    }
    return kept;
}

} // namespace

WireFormatter::WireFormatter(const WireProfile &profile, FhirVersion version, const QString &baseUrl)
    : m_profile(profile)
    , m_version(version)
    , m_baseUrl(baseUrl)
{
}

QJsonObject WireFormatter::format(QJsonObject bundle) const
{
    if (!m_profile.bundleTimestamp) {
        bundle.remove("timestamp"_L1);
    }
    QJsonArray entries;
    QJsonArray audits;
    const auto items = bundle.value("entry"_L1).toArray();
    for (const auto &item : items) {
        auto entry = item.toObject();
        const auto isStatus = isStatusResource(entry.value("resource"_L1).toObject());
        if (isStatus) {
            const auto status = formatStatus(entry.value("resource"_L1).toObject());
            entry.insert("resource"_L1, status);
            const auto events = status.value("notificationEvent"_L1).toArray();
            for (const auto &event : events) {
                audits.append(auditEventEntry(event.toObject()));
            }
        }
        entries.append(formatEntry(entry, isStatus));
    }
    if (!m_profile.idOnlyEntries) {
        entries = withoutIdOnlyEntries(entries);
    }
    if (m_profile.auditEvents) {
        for (const auto &audit : std::as_const(audits)) {
            entries.append(formatEntry(audit.toObject(), false));
        }
    }
    if (entries.isEmpty()) {
        bundle.remove("entry"_L1); // FHIR has no empty lists
    } else {
        bundle.insert("entry"_L1, entries);
    }
    return bundle;
}

QJsonObject WireFormatter::formatStatus(QJsonObject status) const
{
    if (status.value("resourceType"_L1).toString() == "SubscriptionStatus"_L1) {
        return formatSubscriptionStatus(std::move(status));
    }
    if (m_profile.statusResourceInR4) {
        return formatSubscriptionStatus(statusFromParameters(status));
    }
    return formatParameters(std::move(status));
}

QJsonObject WireFormatter::formatSubscriptionStatus(QJsonObject status) const
{
    QJsonArray events;
    const auto unformatted = status.value("notificationEvent"_L1).toArray();
    for (const auto &event : unformatted) {
        events.append(formatEvent(event.toObject(), static_cast<int>(events.size()) + 1));
    }
    if (!events.isEmpty()) {
        status.insert("notificationEvent"_L1, events);
    }
    const auto count = m_profile.numbersPerBundle && !events.isEmpty()
        ? QJsonValue(QString::number(events.size()))
        : status.value("eventsSinceSubscriptionStart"_L1);
    status.insert("eventsSinceSubscriptionStart"_L1, counter(count));
    if (m_profile.numbersNothing) {
        status.remove("eventsSinceSubscriptionStart"_L1);
    }
    if (m_profile.numbersPerBundle) {
        status.insert("eventsInNotification"_L1, events.size()); // of the drafts before 1.0.0
    }
    status.insert("subscription"_L1, shortened(status.value("subscription"_L1)));
    if (m_profile.alwaysActive) {
        status.insert("status"_L1, u"active"_s);
    }
    return status;
}

QJsonValue WireFormatter::formatEvent(QJsonObject event, int numberInBundle) const
{
    if (m_profile.numbersPerBundle || m_profile.numbersNothing) {
        event.insert("eventNumber"_L1, QString::number(m_profile.numbersNothing ? 0 : numberInBundle));
    }
    event.insert("eventNumber"_L1, counter(event.value("eventNumber"_L1)));
    if (!m_profile.eventIds) {
        event.remove("id"_L1);
    }
    switch (m_profile.eventTimestamps.value(m_version, WireProfile::EventTimestamp::Instant)) {
    case WireProfile::EventTimestamp::Instant:
        break;
    case WireProfile::EventTimestamp::Date:
        event.insert("timestamp"_L1, event.value("timestamp"_L1).toString().left(10));
        break;
    case WireProfile::EventTimestamp::None:
        event.remove("timestamp"_L1);
        break;
    }
    if (event.contains("focus"_L1)) {
        event.insert("focus"_L1, shortened(event.value("focus"_L1)));
    }
    QJsonArray context;
    const auto references = event.value("additionalContext"_L1).toArray();
    for (const auto &reference : references) {
        context.append(shortened(reference));
    }
    if (!context.isEmpty()) {
        event.insert("additionalContext"_L1, context);
    }
    return event;
}

QJsonObject WireFormatter::formatParameters(QJsonObject parameters) const
{
    QJsonArray result;
    int numberInBundle = 0;
    const auto items = parameters.value("parameter"_L1).toArray();
    for (const auto &item : items) {
        auto parameter = item.toObject();
        const auto name = parameter.value("name"_L1).toString();
        if (name == "notification-event"_L1) {
            result.append(formatEventParameter(parameter, ++numberInBundle));
            continue;
        }
        if (name == "subscription"_L1) {
            const auto reference = shortened(parameter.value("valueReference"_L1));
            parameter.insert("valueReference"_L1, reference);
            if (m_profile.subscriptionAsStringInR4) {
                parameter.remove("valueReference"_L1);
                parameter.insert("valueString"_L1, reference.toObject().value("reference"_L1));
            }
        } else if (name == "status"_L1 && m_profile.alwaysActive) {
            parameter.insert("valueCode"_L1, u"active"_s);
        }
        result.append(parameter);
    }
    parameters.insert("parameter"_L1, result);
    return parameters;
}

QJsonValue WireFormatter::formatEventParameter(QJsonObject parameter, int numberInBundle) const
{
    if (!m_profile.eventIds) {
        parameter.remove("id"_L1);
    }
    const auto timestampKind = m_profile.eventTimestamps.value(m_version, WireProfile::EventTimestamp::Instant);
    QJsonArray parts;
    const auto items = parameter.value("part"_L1).toArray();
    for (const auto &item : items) {
        auto part = item.toObject();
        const auto name = part.value("name"_L1).toString();
        if (name == "timestamp"_L1 && timestampKind == WireProfile::EventTimestamp::None) {
            continue;
        }
        if (name == "timestamp"_L1 && timestampKind == WireProfile::EventTimestamp::Date) {
            part = {{u"name"_s, name}, {u"valueDate"_s, valueOf(part).toString().left(10)}};
        } else if (name == "event-number"_L1 && m_profile.numbersPerBundle) {
            part.insert("valueString"_L1, QString::number(numberInBundle));
        } else if (part.contains("valueReference"_L1)) {
            part.insert("valueReference"_L1, shortened(part.value("valueReference"_L1)));
        }
        parts.append(part);
    }
    parameter.insert("part"_L1, parts);
    return parameter;
}

QJsonObject WireFormatter::formatEntry(QJsonObject entry, bool isStatus) const
{
    const auto fullUrl = entry.value("fullUrl"_L1).toString();
    if (isStatus && m_profile.bareStatusFullUrl) {
        entry.insert("fullUrl"_L1, QString(fullUrl).remove(u"urn:uuid:"_s));
    }
    if (m_profile.relativeFullUrls && fullUrl.startsWith(m_baseUrl + u'/')) {
        entry.insert("fullUrl"_L1, fullUrl.mid(m_baseUrl.size() + 1));
    }
    switch (m_profile.entryRequests) {
    case WireProfile::EntryRequests::AsSpecified:
        break;
    case WireProfile::EntryRequests::Always:
        if (!entry.contains("request"_L1) && !entry.contains("search"_L1)) {
            entry.insert(
                "request"_L1,
                QJsonObject{{u"method"_s, u"GET"_s}, {u"url"_s, shortened(entry.value("fullUrl"_L1).toString())}});
        }
        if (!entry.contains("response"_L1) && !entry.contains("search"_L1)) {
            entry.insert("response"_L1, QJsonObject{{u"status"_s, u"200"_s}});
        }
        break;
    case WireProfile::EntryRequests::FocusOnly:
        entry.remove("response"_L1);
        if (isStatus) {
            entry.remove("request"_L1);
        }
        break;
    case WireProfile::EntryRequests::Get:
        entry.insert("request"_L1, QJsonObject{{u"method"_s, u"GET"_s}, {u"url"_s, urlOf(entry, isStatus)}});
        entry.insert("response"_L1, QJsonObject{{u"status"_s, u"200"_s}});
        break;
    case WireProfile::EntryRequests::Never:
        entry.remove("request"_L1);
        entry.remove("response"_L1);
        break;
    }
    return entry;
}

QString WireFormatter::urlOf(const QJsonObject &entry, bool isStatus) const
{
    if (!isStatus) {
        return shortened(entry.value("fullUrl"_L1).toString());
    }
    const auto url = entry["request"_L1]["url"_L1].toString(); // which R5 leaves out
    const auto subscription = entry["resource"_L1]["subscription"_L1]["reference"_L1].toString();
    return url.isEmpty() ? subscription + u"/$status"_s : shortened(url);
}

QJsonValue WireFormatter::counter(const QJsonValue &value) const
{
    const auto number = EventNumber::fromString(QStringView(value.toString()));
    if (number && m_profile.numericCounters.contains(m_version)) {
        return static_cast<qint64>(number->value());
    }
    return value;
}

QJsonValue WireFormatter::shortened(const QJsonValue &value) const
{
    auto reference = value.toObject();
    reference.insert("reference"_L1, shortened(reference.value("reference"_L1).toString()));
    return reference;
}

QString WireFormatter::shortened(const QString &reference) const
{
    if (!reference.startsWith(m_baseUrl + u'/')) {
        return reference;
    }
    switch (m_profile.references) {
    case WireProfile::References::Absolute:
        break;
    case WireProfile::References::Relative:
        return reference.mid(m_baseUrl.size() + 1);
    case WireProfile::References::WithoutBasePath:
        return QUrl(m_baseUrl).resolved(QUrl(u"/"_s)).toString() + reference.mid(m_baseUrl.size() + 1);
    }
    return reference;
}

} // namespace Tbs
