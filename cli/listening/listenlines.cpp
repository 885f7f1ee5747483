// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listenlines.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString typeOf(NotificationType type)
{
    switch (type) {
    case NotificationType::Handshake:
        return u"handshake"_s;
    case NotificationType::Heartbeat:
        return u"heartbeat"_s;
    case NotificationType::QueryStatus:
        return u"queryStatus"_s;
    case NotificationType::QueryEvent:
        return u"queryEvent"_s;
    case NotificationType::EventNotification:
        return u"notification"_s;
    }
    Q_UNREACHABLE();
}

JsonLine statusLine(const StoredNotification &stored, const SubscriptionStatus &status)
{
    const auto &count = status.eventsSinceSubscriptionStart;
    return JsonLine(typeOf(status.type))
        .add(u"webhookId"_s, stored.arrived.webhookId)
        .add(u"subscription"_s, textOrNull(status.subscription.relative()))
        .add(u"topic"_s, textOrNull(status.topic))
        .add(u"status"_s, status.status ? QJsonValue(toCode(*status.status)) : QJsonValue())
        .add(u"eventsSinceSubscriptionStart"_s, count ? QJsonValue(count->toString()) : QJsonValue())
        .add(u"fhirVersion"_s, toCode(stored.arrived.notification->fhirVersion))
        .add(u"receivedAt"_s, stored.arrived.receivedAt.toString(Qt::ISODateWithMs));
}

JsonLine subscriptionLine(const QString &type, const SubscriptionKey &key)
{
    return JsonLine(type).add(u"webhookId"_s, key.webhookId).add(u"subscription"_s, textOrNull(key.subscription));
}

} // namespace

QString toCode(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Retry:
        return u"Retry"_s;
    case Error::Kind::Rejected:
        return u"Rejected"_s;
    case Error::Kind::ActionRequired:
        return u"ActionRequired"_s;
    case Error::Kind::BadData:
        return u"BadData"_s;
    case Error::Kind::Internal:
        return u"Internal"_s;
    }
    Q_UNREACHABLE();
}

JsonLine eventLine(const EventContext &event, const QString &handler)
{
    JsonLine line(u"event"_s);
    line.addAll(event.toJson(),
                {u"webhookId"_s, u"subscription"_s, u"topic"_s, u"eventNumber"_s, u"timestamp"_s, u"focus"_s,
                 u"additionalContext"_s, u"fhirVersion"_s});
    if (!handler.isEmpty()) {
        line.add(u"handler"_s, handler);
    }
    return line;
}

QList<JsonLine> storedLines(const StoredNotification &stored)
{
    QList<JsonLine> lines;
    const auto &statuses = stored.arrived.notification->statuses;
    for (qsizetype i = 0; i < statuses.size(); ++i) {
        const auto &meaning = stored.statuses.at(i);
        if (meaning.epochStarted) {
            lines.append(subscriptionLine(u"reset"_s, meaning.subscription.key)
                             .add(u"epoch"_s, QString::number(meaning.subscription.sequence.epoch)));
        }
        if (statuses.at(i).notificationEvents.isEmpty()) {
            lines.append(statusLine(stored, statuses.at(i)));
        }
        for (const auto number : meaning.duplicates) {
            lines.append(
                subscriptionLine(u"duplicate"_s, meaning.subscription.key).add(u"eventNumber"_s, number.toString()));
        }
    }
    return lines;
}

JsonLine gapLine(const SubscriptionKey &subscription, const NumberRange &gap)
{
    return subscriptionLine(u"gap"_s, subscription)
        .add(u"firstEventNumber"_s, QString::number(gap.first))
        .add(u"lastEventNumber"_s, QString::number(gap.last));
}

JsonLine gapClosedLine(const SubscriptionKey &subscription)
{
    return subscriptionLine(u"gapClosed"_s, subscription);
}

JsonLine rejectedLine(const QString &webhookId, const Error &error)
{
    return JsonLine(u"rejected"_s)
        .add(u"webhookId"_s, webhookId)
        .add(u"kind"_s, toCode(error.kind))
        .add(u"path"_s, textOrNull(error.location))
        .add(u"message"_s, error.message);
}

JsonLine failedLine(const EventContext &event, const Error &error, const QDateTime &nextAttemptAt, bool isDurable)
{
    const auto number = event.eventNumber();
    const bool isDead = isDurable && !nextAttemptAt.isValid();
    JsonLine line(isDead ? u"deadLetter"_s : u"handlerFailed"_s);
    line.add(u"webhookId"_s, event.webhookId())
        .add(u"subscription"_s, textOrNull(event.subscription().relative()))
        .add(u"eventNumber"_s, number ? QJsonValue(number->toString()) : QJsonValue())
        .add(u"attempt"_s, event.delivery().attempt)
        .add(u"kind"_s, toCode(error.kind))
        .add(u"message"_s, error.toString());
    if (nextAttemptAt.isValid()) {
        line.add(u"nextAttemptAt"_s, nextAttemptAt.toUTC().toString(Qt::ISODateWithMs));
    }
    return line;
}

} // namespace Tbs::Cli
