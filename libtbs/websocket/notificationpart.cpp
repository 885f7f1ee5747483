// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationpart_p.h"

#include <Tbs/codec/codec.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The entries that events of these statuses refer to.
QSet<qsizetype> entriesOf(const Notification &notification, const QList<qsizetype> &statuses, bool ofTheOthers)
{
    QSet<qsizetype> entries;
    for (qsizetype i = 0; i < notification.statuses.size(); ++i) {
        if (statuses.contains(i) == ofTheOthers) {
            continue;
        }
        for (const auto &event : notification.statuses[i].notificationEvents) {
            entries.insert(event.focusEntry);
            for (const auto entry : event.additionalContextEntries) {
                entries.insert(entry);
            }
        }
    }
    return entries;
}

void insertText(QJsonObject &object, QLatin1StringView name, const QString &text)
{
    if (!text.isEmpty()) {
        object.insert(name, text);
    }
}

QByteArray toJson(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray writeEntry(const Notification &notification, const NotificationEntry &entry)
{
    QJsonObject object;
    insertText(object, "fullUrl"_L1, entry.fullUrl);
    QJsonObject request;
    insertText(request, "method"_L1, entry.requestMethod);
    insertText(request, "url"_L1, entry.requestUrl);
    if (!request.isEmpty()) {
        object.insert("request"_L1, request);
    }
    if (!entry.responseStatus.isEmpty()) {
        object.insert("response"_L1, QJsonObject{{u"status"_s, entry.responseStatus}});
    }
    auto json = toJson(object);
    if (!entry.resource.isEmpty()) {
        // As text: a parser would lose the precision of decimals.
        json.chop(1);
        json += object.isEmpty() ? R"("resource":)" : R"(,"resource":)";
        json += notification.bytes(entry.resource);
        json += '}';
    }
    return json;
}

QJsonObject bundleOf(const Notification &notification)
{
    QJsonObject bundle{{u"resourceType"_s, u"Bundle"_s}};
    insertText(bundle, "id"_L1, notification.bundleId);
    insertText(bundle, "type"_L1, notification.bundleType);
    if (notification.timestamp.isValid()) {
        bundle.insert("timestamp"_L1, notification.timestamp.toString(Qt::ISODateWithMs));
    }
    return bundle;
}

} // namespace

QByteArray partOf(const Notification &notification, const QList<qsizetype> &statuses)
{
    QByteArrayList entries;
    for (const auto index : statuses) {
        const auto status = codecFor(notification.fhirVersion).writeStatus(notification.statuses[index]);
        entries.append(toJson({{u"resource"_s, status}}));
    }
    const auto own = entriesOf(notification, statuses, false);
    const auto others = entriesOf(notification, statuses, true);
    for (qsizetype i = 0; i < notification.entries.size(); ++i) {
        if (own.contains(i) || !others.contains(i)) {
            entries.append(writeEntry(notification, notification.entries[i]));
        }
    }
    auto bundle = toJson(bundleOf(notification));
    bundle.chop(1);
    return bundle + R"(,"entry":[)" + entries.join(',') + "]}";
}

} // namespace Tbs
