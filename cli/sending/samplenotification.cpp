// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "samplenotification.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

OutgoingEntry entryFor(const SampleOptions &options, const QString &relative, const QString &method)
{
    const bool isFull = options.content == PayloadContent::FullResource;
    const bool isRead = method == "GET"_L1;
    return {
        .fullUrl = options.server + u'/' + relative,
        .requestMethod = method,
        .requestUrl = relative,
        .responseStatus = isRead ? u"200"_s : u"201"_s,
        .resource = isFull
            ? QJsonObject{{u"resourceType"_s, relative.section(u'/', 0, 0)}, {u"id"_s, relative.section(u'/', 1)}}
            : QJsonObject(),
    };
}

} // namespace

bool hasEvents(NotificationType type)
{
    return type == NotificationType::EventNotification || type == NotificationType::QueryEvent;
}

QByteArray sampleNotification(const SampleOptions &options, quint64 firstNumber, const QString &id,
                              const QDateTime &now)
{
    const int events = hasEvents(options.type) ? options.events : 0;
    SubscriptionStatus status{
        .subscription = Reference(options.server + u'/' + options.subscription),
        .topic = options.topic,
        .status = options.type == NotificationType::Handshake ? SubscriptionStatusCode::Requested
                                                              : SubscriptionStatusCode::Active,
        .type = options.type,
        .eventsSinceSubscriptionStart =
            EventNumber::fromInteger(static_cast<qint64>(firstNumber) + events - 1).value_or(EventNumber()),
    };
    OutgoingNotification notification{
        .bundleId = id,
        .timestamp = now,
        .statusRequestUrl = options.server + u'/' + options.subscription + u"/$status"_s,
    };
    for (int i = 0; i < events; ++i) {
        const auto number = firstNumber + static_cast<quint64>(i);
        NotificationEvent event{
            .eventNumber = EventNumber::fromInteger(static_cast<qint64>(number)),
            .timestamp = now,
            .timestampText = now.toString(Qt::ISODateWithMs),
        };
        if (options.content != PayloadContent::Empty) {
            const auto focus = u"%1/sample-%2"_s.arg(options.focusType).arg(number);
            event.focus = Reference(options.server + u'/' + focus);
            event.focusEntry = notification.entries.size();
            notification.entries.append(entryFor(options, focus, u"POST"_s));
            for (const auto &context : options.additionalContext) {
                event.additionalContext.append(Reference(options.server + u'/' + context));
                event.additionalContextEntries.append(notification.entries.size());
                notification.entries.append(entryFor(options, context, u"GET"_s));
            }
        }
        status.notificationEvents.append(event);
    }
    notification.statuses = {status};
    const auto json = codecFor(options.fhirVersion).writeNotification(notification);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

} // namespace Tbs::Cli
