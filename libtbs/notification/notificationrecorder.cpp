// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationrecorder_p.h"

#include <Tbs/notification/sequencetracker.h>

namespace Tbs {

struct NotificationRecorder::PlacedEvent
{
    EventRecord record;
    EventVerdict verdict;
};

struct NotificationRecorder::PlacedStatus
{
    StoredStatus status;
    QList<PlacedEvent> events;
};

namespace {

QString serverOf(const Reference &subscription, const QString &configuredServer)
{
    return configuredServer.isEmpty() ? subscription.base() : configuredServer;
}

/// The id by which a repeated bundle is known. An answer has one of its own, which says nothing about its events.
QString deliveryId(const ArrivedNotification &arrived)
{
    return arrived.origin == NotificationOrigin::Recovery ? QString() : arrived.notification->bundleId;
}

EventRecord eventRecord(const ArrivedNotification &arrived, int statusIndex, int eventIndex, qint64 subscriptionId)
{
    const auto &notification = *arrived.notification;
    const auto &event = notification.statuses.at(statusIndex).notificationEvents.at(eventIndex);
    return {
        .subscriptionId = subscriptionId,
        .statusIndex = statusIndex,
        .eventIndex = eventIndex,
        .eventNumber = event.eventNumber,
        .eventId = event.id,
        .bundleId = deliveryId(arrived),
        .focus = event.focus.relative(),
        .timestamp = event.timestampText,
    };
}

void noteArrival(SubscriptionRecord &subscription, const SubscriptionStatus &status, const ArrivedNotification &arrived)
{
    if (!status.topic.isEmpty()) {
        subscription.topic = status.topic;
    }
    if (status.status) {
        subscription.status = status.status;
    }
    if (arrived.origin == NotificationOrigin::Recovery) {
        return; // we asked for it: the channel may be dead all the same
    }
    subscription.lastNotificationAt = arrived.receivedAt;
    if (status.type == NotificationType::EventNotification) {
        subscription.lastEventAt = arrived.receivedAt;
    }
}

Result<void> take(Result<std::optional<EventRecord>> found, std::optional<EventRecord> &event)
{
    if (!found) {
        return failure(found.error());
    }
    event = std::move(*found);
    return {};
}

bool isOfEarlierEpoch(const std::optional<quint64> &epoch, const SequenceState &state)
{
    return epoch && *epoch < state.epoch;
}

} // namespace

NotificationRecorder::NotificationRecorder(StoreTransaction &transaction, RecordedEndpoint endpoint)
    : m_transaction(transaction)
    , m_endpoint(std::move(endpoint))
{
}

Result<StoredNotification> NotificationRecorder::record(const ArrivedNotification &arrived)
{
    const auto &notification = *arrived.notification;
    StoredNotification stored{.arrived = arrived};
    QList<PlacedStatus> placed;
    int newEvents = 0;
    for (int i = 0; i < notification.statuses.size(); ++i) {
        auto result = place(arrived, i);
        if (!result) {
            return failure(result.error());
        }
        for (const auto &event : std::as_const(result->events)) {
            const bool duplicate = event.verdict.kind == EventVerdict::Kind::Duplicate;
            ++(duplicate ? stored.duplicateEvents : newEvents);
        }
        placed.append(std::move(*result));
    }

    const auto &first = notification.statuses.constFirst();
    const auto id = m_transaction.insertNotification({
        .subscriptionId = placed.constFirst().status.subscription.id,
        .receivedAt = arrived.receivedAt,
        .origin = arrived.origin,
        .fhirVersion = notification.fhirVersion,
        .type = first.type,
        .bundleId = notification.bundleId,
        .eventsSinceSubscriptionStart = first.eventsSinceSubscriptionStart,
        .newEvents = newEvents,
        .duplicateEvents = stored.duplicateEvents,
        .body = notification.body,
        .headers = arrived.headers,
    });
    if (!id) {
        return failure(id.error());
    }
    stored.id = *id;
    for (const auto &status : std::as_const(placed)) {
        if (auto done = insertEvents(status, stored); !done) {
            return failure(done.error());
        }
        stored.statuses.append(status.status);
    }
    return stored;
}

Result<NotificationRecorder::PlacedStatus> NotificationRecorder::place(const ArrivedNotification &arrived,
                                                                       int statusIndex)
{
    const auto &notification = *arrived.notification;
    const auto &status = notification.statuses.at(statusIndex);
    auto subscription = m_transaction.subscription(
        {arrived.webhookId, serverOf(status.subscription, m_endpoint.server), status.subscription.relative()});
    if (!subscription) {
        return failure(subscription.error());
    }

    SequencedNotification sequenced{
        .type = status.type,
        .bundleId = deliveryId(arrived),
        .timestamp = notification.timestamp,
        .eventsSinceSubscriptionStart = status.eventsSinceSubscriptionStart,
    };
    PlacedStatus placed;
    for (int i = 0; i < status.notificationEvents.size(); ++i) {
        auto record = eventRecord(arrived, statusIndex, i, subscription->id);
        std::optional<EventRecord> before;
        if (auto done = lookUpStored(record, *subscription, arrived.epoch, before); !done) {
            return failure(done.error());
        }
        const auto timestamp =
            SequenceTracker::comparableTimestamp(record.timestamp, status.notificationEvents.at(i).timestamp);
        sequenced.events.append({record.eventNumber, record.eventId, record.focus, timestamp, std::move(before)});
        placed.events.append({std::move(record), {}});
    }

    const auto verdict = isOfEarlierEpoch(arrived.epoch, subscription->sequence)
        ? SequenceTracker::trackEarlierEpoch(subscription->sequence, *arrived.epoch, sequenced)
        : SequenceTracker::track(subscription->sequence, sequenced, m_endpoint.counterMode);
    for (qsizetype i = 0; i < placed.events.size(); ++i) {
        placed.events[i].verdict = verdict.events.at(i);
        if (verdict.events.at(i).kind == EventVerdict::Kind::Duplicate && sequenced.events.at(i).eventNumber) {
            placed.status.duplicates.append(*sequenced.events.at(i).eventNumber);
        }
    }
    subscription->sequence = verdict.state;
    noteArrival(*subscription, status, arrived);
    if (auto done = m_transaction.updateSubscription(*subscription); !done) {
        return failure(done.error());
    }
    placed.status.epochStarted = verdict.epochStarted;
    placed.status.missing = SequenceTracker::missing(verdict.state, m_endpoint.counterMode);
    placed.status.subscription = std::move(*subscription);
    return placed;
}

/// Finds what may be the same event. Where numbers count, only a number that was seen is looked up: the usual event is
/// new. One whose number was another's is stored without it, and found by what else it carries.
Result<void> NotificationRecorder::lookUpStored(const EventRecord &record, const SubscriptionRecord &subscription,
                                                std::optional<quint64> epoch, std::optional<EventRecord> &stored)
{
    const auto &sequence = subscription.sequence;
    const bool numbersCount =
        SequenceTracker::numbersCount(SequenceTracker::effectiveMode(m_endpoint.counterMode, sequence));
    if (!numbersCount || !record.eventNumber) {
        return take(m_transaction.eventByIdentity(record), stored);
    }
    const bool isEarlier = isOfEarlierEpoch(epoch, sequence);
    const bool isFirstOfEpoch = sequence.epoch > 1 && sequence.seen.isEmpty();
    if (!isEarlier && !isFirstOfEpoch && !sequence.seen.contains(record.eventNumber->value())) {
        return {};
    }
    auto done = take(
        m_transaction.eventByNumber(subscription.id, isEarlier ? *epoch : sequence.epoch, *record.eventNumber), stored);
    if (!done || (stored && stored->bundleId == record.bundleId)) {
        return done;
    }
    auto withoutNumber = m_transaction.eventByIdentity(record);
    if (withoutNumber && *withoutNumber) {
        stored = std::move(*withoutNumber);
    }
    return withoutNumber ? Result<void>() : failure(withoutNumber.error());
}

Result<void> NotificationRecorder::insertEvents(const PlacedStatus &placed, StoredNotification &stored)
{
    for (const auto &event : placed.events) {
        if (event.verdict.kind == EventVerdict::Kind::Duplicate) {
            continue;
        }
        auto record = event.record;
        record.notificationId = stored.id;
        record.epoch = event.verdict.epoch;
        record.eventNumber = event.verdict.eventNumber;
        const auto id = m_transaction.insertEvent(record);
        if (!id) {
            return failure(id.error());
        }
        stored.newEvents.append({*id, record.subscriptionId, record.statusIndex, record.eventIndex,
                                 event.verdict.kind == EventVerdict::Kind::Late});
    }
    return {};
}

} // namespace Tbs
