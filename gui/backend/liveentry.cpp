// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "liveentry.h"

namespace Tbs::Gui {

namespace {

LiveEntry entry(LiveEntry::Kind kind, const SubscriptionKey &subscription, const QDateTime &at)
{
    LiveEntry entry;
    entry.kind = kind;
    entry.summary.subscription = subscription;
    entry.summary.notification.receivedAt = at;
    return entry;
}

void noteEvents(const Notification &notification, NotificationSummary &summary)
{
    for (const auto &status : notification.statuses) {
        for (const auto &event : status.notificationEvents) {
            const auto &focus = event.focus.relative();
            if (!focus.isEmpty() && !summary.foci.contains(focus)) {
                summary.foci << focus;
            }
            if (event.eventNumber) {
                const auto number = *event.eventNumber;
                summary.firstEventNumber = std::min(summary.firstEventNumber.value_or(number), number);
                summary.lastEventNumber = std::max(summary.lastEventNumber.value_or(number), number);
            }
        }
    }
}

} // namespace

LiveEntry liveEntry(const StoredNotification &stored)
{
    const auto &notification = *stored.arrived.notification;
    const auto &subscription = stored.statuses.constFirst().subscription;
    auto live = entry(LiveEntry::Kind::Notification, subscription.key, stored.arrived.receivedAt);
    live.body = notification.body;
    live.summary.bodySize = notification.body.size();
    live.summary.topic = subscription.topic;
    live.summary.pendingEvents = static_cast<int>(stored.newEvents.size());
    live.summary.replayedEvents = stored.arrived.origin == NotificationOrigin::Replay ? live.summary.pendingEvents : 0;
    noteEvents(notification, live.summary);

    auto &record = live.summary.notification;
    record.id = stored.id;
    record.subscriptionId = subscription.id;
    record.origin = stored.arrived.origin;
    record.headers = stored.arrived.headers;
    record.fhirVersion = notification.fhirVersion;
    record.type = notification.statuses.constFirst().type;
    record.bundleId = notification.bundleId;
    record.eventsSinceSubscriptionStart = notification.statuses.constFirst().eventsSinceSubscriptionStart;
    record.newEvents = static_cast<int>(stored.newEvents.size());
    record.duplicateEvents = stored.duplicateEvents;

    live.countRestarted = std::any_of(stored.statuses.begin(), stored.statuses.end(),
                                      [](const StoredStatus &status) { return status.epochStarted; });
    live.late = std::any_of(stored.newEvents.begin(), stored.newEvents.end(),
                            [](const StoredEvent &event) { return event.late; });
    return live;
}

LiveEntry gapEntry(const SubscriptionKey &subscription, const NumberRange &gap, const QDateTime &at)
{
    auto live = entry(LiveEntry::Kind::Gap, subscription, at);
    live.gap = gap;
    return live;
}

LiveEntry gapClosedEntry(const SubscriptionKey &subscription, const QDateTime &at)
{
    return entry(LiveEntry::Kind::GapClosed, subscription, at);
}

LiveEntry rejectedEntry(const QString &webhookId, const Error &error, const QDateTime &at)
{
    auto live = entry(LiveEntry::Kind::Rejected, {.webhookId = webhookId}, at);
    live.error = error;
    return live;
}

LiveEntry failedEntry(const EventContext &event, const Error &error, const QDateTime &nextAttemptAt,
                      const QDateTime &at)
{
    auto live = entry(LiveEntry::Kind::HandlerFailed,
                      {.webhookId = event.webhookId(), .subscription = event.subscription().relative()}, at);
    live.summary.topic = event.topic();
    live.summary.firstEventNumber = event.eventNumber();
    live.summary.lastEventNumber = event.eventNumber();
    if (const auto focus = event.reference(); !focus.isEmpty()) {
        live.summary.foci << focus;
    }
    live.summary.notification.fhirVersion = event.fhirVersion();
    live.error = error;
    live.nextAttemptAt = nextAttemptAt;
    return live;
}

} // namespace Tbs::Gui
