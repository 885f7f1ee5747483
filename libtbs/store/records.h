// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/fhir/eventnumber.h>
#include <Tbs/store/numberranges.h>

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace Tbs {

/// How a notification reached us.
enum class NotificationOrigin {
    Webhook, ///< POSTed to the webhook
    WebSocket, ///< a frame of the websocket channel
    Recovery, ///< an answer of $events or $status: what we asked for, no proof that the channel works
    Replay, ///< handed over once more on request; what is stored keeps the way it came
};

/// What tells one subscription from all others: Subscription ids are unique only within a server.
struct TBS_CORE_EXPORT SubscriptionKey
{
    QString webhookId;
    QString server; ///< the base URL; empty when neither configuration nor notification names it
    QString subscription; ///< `Subscription/id`, or what the notification has instead

    friend bool operator==(const SubscriptionKey &, const SubscriptionKey &) = default;
};
[[nodiscard]] TBS_CORE_EXPORT size_t qHash(const SubscriptionKey &key, size_t seed = 0) noexcept;

/// Which event numbers of a subscription are known. Kept by SequenceTracker.
struct TBS_CORE_EXPORT SequenceState
{
    /// Counts how often the server began to number anew; 1 at first.
    quint64 epoch = 1;
    /// The numbers of this epoch that arrived.
    NumberRanges seen;
    /// The numbers of this epoch that were given up, and have not arrived since.
    NumberRanges writtenOff;
    /// Numbers up to this one came before us and are not missed. Absent until the first number is known.
    std::optional<quint64> base;
    /// The highest number known of, arrived or only counted by the server.
    quint64 highest = 0;
    /// The newest Bundle or event timestamp of this epoch, to tell a reset from a late notification.
    QDateTime newestTimestamp;
    /// Epochs in a row that ended after one bundle numbered from 1: the numbers are relative to the bundle.
    int restartsInARow = 0;

    friend bool operator==(const SequenceState &, const SequenceState &) = default;
};

/// What the store knows of one subscription.
struct TBS_CORE_EXPORT SubscriptionRecord
{
    qint64 id = 0; ///< the store's own, 0 before it is stored
    SubscriptionKey key;
    QString topic;
    std::optional<SubscriptionStatusCode> status; ///< as the last notification told it
    SequenceState sequence;
    QDateTime lastNotificationAt; ///< of any type
    QDateTime lastEventAt;

    friend bool operator==(const SubscriptionRecord &, const SubscriptionRecord &) = default;
};

/// A notification as it arrived.
struct TBS_CORE_EXPORT NotificationRecord
{
    qint64 id = 0;
    qint64 subscriptionId = 0; ///< of its first status
    QDateTime receivedAt; ///< UTC
    NotificationOrigin origin = NotificationOrigin::Webhook;
    FhirVersion fhirVersion = FhirVersion::R5;
    NotificationType type = NotificationType::EventNotification;
    QString bundleId;
    std::optional<EventNumber> eventsSinceSubscriptionStart;
    int newEvents = 0;
    int duplicateEvents = 0;
    QByteArray body;
    /// Of its request, a line each: `Name: value`, or the name alone where the value may be a secret. Empty: none are
    /// known.
    QByteArray headers;

    friend bool operator==(const NotificationRecord &, const NotificationRecord &) = default;
};

/// Where an event stands on its way to the handler.
enum class EventState {
    Pending, ///< waits for its handler, or for the next attempt
    Done, ///< the handler succeeded
    DeadLetter, ///< the handler failed too often; a person has to look
};

/// One event of a stored notification; the queue of the handlers.
struct TBS_CORE_EXPORT EventRecord
{
    qint64 id = 0; ///< ascending in the order of arrival
    qint64 notificationId = 0;
    qint64 subscriptionId = 0;
    int statusIndex = 0; ///< into Notification::statuses
    int eventIndex = 0; ///< into SubscriptionStatus::notificationEvents
    quint64 epoch = 1;
    std::optional<EventNumber> eventNumber; ///< absent where numbers mean nothing
    QString eventId; ///< notificationEvent.id
    QString bundleId;
    QString focus; ///< `Type/id`
    QString timestamp; ///< as received
    EventState state = EventState::Pending;
    int attempts = 0;
    QDateTime nextAttemptAt; ///< invalid: at once
    QString lastError;
    QDateTime replayedAt; ///< when it was last handed over again on request; invalid: never

    friend bool operator==(const EventRecord &, const EventRecord &) = default;
};

/// An event and when the notification with it came.
struct TBS_CORE_EXPORT EventArrival
{
    EventRecord event;
    QDateTime receivedAt; ///< UTC

    friend bool operator==(const EventArrival &, const EventArrival &) = default;
};

/// What a handler's attempt changed.
struct TBS_CORE_EXPORT EventProgress
{
    qint64 eventId = 0;
    EventState state = EventState::Done;
    int attempts = 0;
    QDateTime nextAttemptAt;
    QString lastError;

    friend bool operator==(const EventProgress &, const EventProgress &) = default;
};

/// A stored notification as one looks at it who decides what is thrown away.
struct TBS_CORE_EXPORT StoredExtent
{
    qint64 id = 0; ///< NotificationRecord::id
    QDateTime receivedAt; ///< UTC
    qint64 bodySize = 0; ///< bytes, with those of the headers
    bool isPending = false; ///< one of its events waits for its handler

    friend bool operator==(const StoredExtent &, const StoredExtent &) = default;
};

/// How much room a store takes.
struct TBS_CORE_EXPORT StoreSize
{
    qint64 used = 0; ///< bytes that hold something
    qint64 total = 0; ///< bytes with those that are free for what comes

    friend bool operator==(const StoreSize &, const StoreSize &) = default;
};

/// An event of the queue with everything its handler needs.
struct TBS_CORE_EXPORT QueuedEvent
{
    EventRecord event;
    NotificationRecord notification;
    QString webhookId;
};

} // namespace Tbs
