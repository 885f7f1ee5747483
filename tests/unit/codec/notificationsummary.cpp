// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationsummary.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

void insert(QJsonObject &object, const QString &name, const QJsonValue &value)
{
    const bool empty = value.isNull() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty());
    if (!empty) {
        object.insert(name, value);
    }
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toString(Qt::ISODateWithMs) : QString();
}

QJsonObject eventJson(const NotificationEvent &event)
{
    QJsonObject json;
    insert(json, u"eventNumber"_s, numberText(event.eventNumber));
    insert(json, u"id"_s, event.id);
    insert(json, u"timestamp"_s, timeText(event.timestamp));
    insert(json, u"timestampText"_s, event.timestampText);
    insert(json, u"focus"_s, event.focus.original());
    insert(json, u"focusIdentifier"_s, event.focusIdentifier);
    json.insert(u"focusEntry"_s, event.focusEntry);
    QJsonArray contexts;
    for (qsizetype i = 0; i < event.additionalContext.size(); ++i) {
        contexts.append(QJsonArray{event.additionalContext.at(i).original(), event.additionalContextEntries.at(i)});
    }
    insert(json, u"additionalContext"_s, contexts);
    return json;
}

QJsonObject statusJson(const SubscriptionStatus &status)
{
    QJsonObject json{{u"type"_s, toCode(status.type)}};
    insert(json, u"subscription"_s, status.subscription.original());
    insert(json, u"topic"_s, status.topic);
    insert(json, u"status"_s, status.status ? toCode(*status.status) : QString());
    insert(json, u"eventsSinceSubscriptionStart"_s, numberText(status.eventsSinceSubscriptionStart));
    insert(json, u"errors"_s, QJsonArray::fromStringList(status.errors));
    QJsonArray events;
    for (const auto &event : status.notificationEvents) {
        events.append(eventJson(event));
    }
    insert(json, u"notificationEvents"_s, events);
    return json;
}

QJsonObject entryJson(const Notification &notification, const NotificationEntry &entry)
{
    QJsonObject json;
    insert(json, u"fullUrl"_s, entry.fullUrl);
    insert(json, u"requestMethod"_s, entry.requestMethod);
    insert(json, u"requestUrl"_s, entry.requestUrl);
    insert(json, u"responseStatus"_s, entry.responseStatus);
    insert(json, u"resourceType"_s, entry.resourceType);
    insert(json, u"resourceId"_s, entry.resourceId);
    if (!entry.resource.isEmpty()) {
        json.insert(u"resource"_s, QJsonDocument::fromJson(notification.bytes(entry.resource).toByteArray()).object());
    }
    return json;
}

} // namespace

IssueCounts countIssues(const QList<Issue> &issues)
{
    IssueCounts counts;
    for (const auto &issue : issues) {
        switch (issue.severity) {
        case Issue::Severity::Fatal:
        case Issue::Severity::Error:
            ++counts.errors;
            break;
        case Issue::Severity::Warning:
            ++counts.warnings;
            break;
        case Issue::Severity::Information:
            ++counts.information;
            break;
        }
    }
    return counts;
}

char *toString(const IssueCounts &counts)
{
    return qstrdup(qPrintable(
        u"%1 errors, %2 warnings, %3 information"_s.arg(counts.errors).arg(counts.warnings).arg(counts.information)));
}

QString numberText(std::optional<EventNumber> number)
{
    return number ? number->toString() : QString();
}

QString eventsText(const SubscriptionStatus &status)
{
    QStringList events;
    for (const auto &event : status.notificationEvents) {
        auto text =
            numberText(event.eventNumber) + u' ' + event.focus.relative() + u'@' + QString::number(event.focusEntry);
        for (qsizetype i = 0; i < event.additionalContext.size(); ++i) {
            text += u" +"_s + event.additionalContext.at(i).relative() + u'@'
                + QString::number(event.additionalContextEntries.at(i));
        }
        events.append(text);
    }
    return events.join(u"; "_s);
}

QJsonObject summaryOf(const Notification &notification, const QList<Issue> &issues)
{
    QJsonObject json{{u"fhirVersion"_s, toCode(notification.fhirVersion)}};
    insert(json, u"bundleId"_s, notification.bundleId);
    insert(json, u"bundleType"_s, notification.bundleType);
    insert(json, u"timestamp"_s, timeText(notification.timestamp));
    if (notification.messageWrapped) {
        json.insert(u"messageWrapped"_s, true);
    }
    QJsonArray statuses;
    for (const auto &status : notification.statuses) {
        statuses.append(statusJson(status));
    }
    json.insert(u"statuses"_s, statuses);
    QJsonArray entries;
    for (const auto &entry : notification.entries) {
        entries.append(entryJson(notification, entry));
    }
    insert(json, u"entries"_s, entries);
    QJsonArray issueTexts;
    for (const auto &issue : issues) {
        issueTexts.append(toCode(issue.severity) + u' ' + issue.code + u' ' + issue.path);
    }
    insert(json, u"issues"_s, issueTexts);
    return json;
}

} // namespace Tbs
