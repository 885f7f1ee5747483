// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationreplay_p.h"

#include <Tbs/codec/codec.h>

#include <algorithm>

namespace Tbs {

NotificationReplay::NotificationReplay(StoreTransaction &transaction,
                                       std::function<bool(const QString &webhookId)> isDefined, QDateTime at)
    : m_transaction(transaction)
    , m_isDefined(std::move(isDefined))
    , m_at(std::move(at))
{
}

Result<ReplayedNotifications> NotificationReplay::replay(const QList<qint64> &notificationIds)
{
    const auto subscriptions = m_transaction.subscriptions();
    if (!subscriptions) {
        return failure(subscriptions.error());
    }
    for (const auto &subscription : *subscriptions) {
        m_subscriptions.insert(subscription.id, subscription);
    }
    for (const auto id : notificationIds) {
        const auto record = m_transaction.notification(id);
        if (!record) {
            return failure(record.error());
        }
        if (!*record) {
            continue;
        }
        if (auto done = replayOne(**record); !done) {
            return failure(done.error());
        }
    }
    return std::move(m_replayed);
}

Result<void> NotificationReplay::replayOne(const NotificationRecord &record)
{
    const auto webhookId = m_subscriptions.value(record.subscriptionId).key.webhookId;
    if (!m_isDefined(webhookId)) {
        m_replayed.undefined << webhookId;
        return {};
    }
    const auto events = replayEvents(record.id);
    if (!events) {
        return failure(events.error());
    }
    if (events->isEmpty()) {
        return {};
    }
    const auto first = events->constFirst().id;
    m_replayed.firstEventId = m_replayed.events == 0 ? first : std::min(m_replayed.firstEventId, first);
    m_replayed.events += static_cast<int>(events->size());
    tell(record, *events);
    return {};
}

/// \return those that did not wait for their handler anyway.
Result<QList<EventRecord>> NotificationReplay::replayEvents(qint64 notificationId)
{
    auto events = m_transaction.eventsOf(notificationId);
    if (!events) {
        return events;
    }
    events->removeIf([](const EventRecord &event) { return event.state == EventState::Pending; });
    for (const auto &event : std::as_const(*events)) {
        if (auto done = m_transaction.replayEvent(event.id, m_at); !done) {
            return failure(done.error());
        }
    }
    return events;
}

void NotificationReplay::tell(const NotificationRecord &record, const QList<EventRecord> &events)
{
    auto decoded = readNotification(record.body);
    if (!decoded) {
        return; // its events become dead letters, which is told
    }
    StoredNotification stored{.id = record.id};
    stored.arrived = {.notification = std::make_shared<const Notification>(std::move(decoded->value)),
                      .issues = std::move(decoded->issues),
                      .webhookId = m_subscriptions.value(record.subscriptionId).key.webhookId,
                      .origin = NotificationOrigin::Replay,
                      .receivedAt = m_at,
                      .headers = record.headers};
    const auto &statuses = stored.arrived.notification->statuses;
    for (int i = 0; i < statuses.size(); ++i) {
        stored.statuses.append({.subscription = subscriptionOf(record, i, statuses.at(i), events)});
    }
    for (const auto &event : events) {
        stored.newEvents.append({event.id, event.subscriptionId, event.statusIndex, event.eventIndex});
    }
    m_replayed.told << std::make_shared<const StoredNotification>(std::move(stored));
}

SubscriptionRecord NotificationReplay::subscriptionOf(const NotificationRecord &record, int statusIndex,
                                                      const SubscriptionStatus &status,
                                                      const QList<EventRecord> &events) const
{
    const auto event = std::find_if(events.begin(), events.end(),
                                    [&](const EventRecord &one) { return one.statusIndex == statusIndex; });
    if (event != events.end()) {
        return m_subscriptions.value(event->subscriptionId);
    }
    const auto first = m_subscriptions.value(record.subscriptionId);
    const SubscriptionKey key{first.key.webhookId, first.key.server, status.subscription.relative()};
    const auto known = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                    [&](const SubscriptionRecord &one) { return one.key == key; });
    return known == m_subscriptions.end() ? SubscriptionRecord{.key = key} : *known;
}

} // namespace Tbs
