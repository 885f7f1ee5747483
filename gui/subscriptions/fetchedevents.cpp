// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fetchedevents.h"

#include "../notifications/patientmask.h"
#include "subscriptionwords.h"

#include <Tbs/codec/codec.h>

#include <QJsonDocument>

#include <algorithm>

namespace Tbs::Gui {

namespace {

constexpr quint64 usualCount = 10;

QByteArray resourceOf(const Notification &notification, const NotificationEvent &event)
{
    if (event.focusEntry < 0) {
        return {};
    }
    return notification.bytes(notification.entries.at(event.focusEntry).resource).toByteArray();
}

QByteArray masked(const QByteArray &resource)
{
    if (resource.isEmpty()) {
        return {};
    }
    return QJsonDocument(maskedResource(QJsonDocument::fromJson(resource).object())).toJson(QJsonDocument::Compact);
}

FetchedEvent eventOf(const Notification &notification, const NotificationEvent &event, bool isMasked)
{
    const auto &focus = event.focus.relative();
    const auto resource = resourceOf(notification, event);
    return {event.eventNumber ? event.eventNumber->toString() : QString(),
            event.timestamp.isValid() ? momentText(event.timestamp) : event.timestampText,
            isMasked ? maskedReference(focus) : focus, isMasked ? masked(resource) : resource};
}

} // namespace

Result<QList<FetchedEvent>> fetchedEvents(const RecoveredEvents &answer, bool masked)
{
    if (answer.bundle.isEmpty()) {
        return {};
    }
    const auto decoded = readNotification(answer.bundle);
    if (!decoded) {
        return failure(decoded.error());
    }
    const auto &notification = decoded->value;
    QList<FetchedEvent> events;
    for (const auto &status : notification.statuses) {
        for (const auto &event : status.notificationEvents) {
            events << eventOf(notification, event, masked);
        }
    }
    return events;
}

NumberRange suggestedRange(const NumberRanges &missing, quint64 count)
{
    if (!missing.isEmpty()) {
        const auto &first = missing.ranges().constFirst();
        return {first.first, std::min(first.last, first.first + maximumFetched - 1)};
    }
    if (count == 0) {
        return {1, usualCount};
    }
    return {count > usualCount ? count - usualCount + 1 : 1, count};
}

} // namespace Tbs::Gui
