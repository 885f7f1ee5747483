// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/records.h>
#include <Tbs/support/error.h>

#include <functional>

namespace Tbs {

/// What can be done inside one transaction of a NotificationStore. Valid only while the function that was given it
/// runs.
class TBS_CORE_EXPORT StoreTransaction
{
public:
    StoreTransaction() = default;
    virtual ~StoreTransaction() = default;
    Q_DISABLE_COPY_MOVE(StoreTransaction)

    /// The record of \a key, made when there is none yet.
    [[nodiscard]] virtual Result<SubscriptionRecord> subscription(const SubscriptionKey &key) = 0;
    [[nodiscard]] virtual Result<void> updateSubscription(const SubscriptionRecord &record) = 0;
    [[nodiscard]] virtual Result<QList<SubscriptionRecord>> subscriptions() = 0;

    /// \return the new id.
    [[nodiscard]] virtual Result<qint64> insertNotification(const NotificationRecord &record) = 0;
    /// With its body. Nothing when it is not stored any more.
    [[nodiscard]] virtual Result<std::optional<NotificationRecord>> notification(qint64 id) = 0;
    /// The new events of a notification, in their order.
    [[nodiscard]] virtual Result<QList<EventRecord>> eventsOf(qint64 notificationId) = 0;

    /// The event of that number in that epoch.
    [[nodiscard]] virtual Result<std::optional<EventRecord>> eventByNumber(qint64 subscriptionId, quint64 epoch,
                                                                           EventNumber number) = 0;
    /// The event with the highest number below \a number that is kept of that epoch.
    [[nodiscard]] virtual Result<std::optional<EventArrival>> eventBefore(qint64 subscriptionId, quint64 epoch,
                                                                          EventNumber number) = 0;
    /// Where numbers mean nothing: an event with the same notificationEvent.id (when not empty), or with the same
    /// bundle id (when not empty) and \a eventIndex in it, or, where it has neither id, with the same focus and
    /// timestamp (when both are not empty).
    [[nodiscard]] virtual Result<std::optional<EventRecord>> eventByIdentity(const EventRecord &like) = 0;
    /// \return the new id.
    [[nodiscard]] virtual Result<qint64> insertEvent(const EventRecord &record) = 0;
    [[nodiscard]] virtual Result<void> updateEvent(const EventProgress &progress) = 0;
    /// Done at the first attempt: every event from \a firstId to \a lastId. The usual case, many at once.
    [[nodiscard]] virtual Result<void> finishEvents(qint64 firstId, qint64 lastId) = 0;
    /// Pending again as if it had just come, and marked as replayed \a at that time.
    [[nodiscard]] virtual Result<void> replayEvent(qint64 eventId, const QDateTime &at) = 0;

    /// At most \a limit pending events with an id above \a afterId, in the order of their ids.
    [[nodiscard]] virtual Result<QList<QueuedEvent>> pendingEvents(qint64 afterId, int limit) = 0;
    /// The highest id that an event has or had; 0 for none.
    [[nodiscard]] virtual Result<qint64> lastEventId() = 0;
    /// How many events are in \a state.
    [[nodiscard]] virtual Result<qint64> countEvents(EventState state) = 0;
    [[nodiscard]] virtual Result<qint64> countNotifications() = 0;

    /// At most \a limit notifications with an id above \a afterId, in the order of their ids.
    [[nodiscard]] virtual Result<QList<StoredExtent>> oldestNotifications(qint64 afterId, int limit) = 0;
    /// Removes every notification from \a firstId to \a lastId, and its events.
    [[nodiscard]] virtual Result<void> removeNotifications(qint64 firstId, qint64 lastId) = 0;
    /// With what this transaction changed.
    [[nodiscard]] virtual Result<StoreSize> size() = 0;
    /// Gives about \a bytes that are free back to the system, soon after the commit. \return how many it was; 0: none,
    /// or this store cannot.
    [[nodiscard]] virtual Result<qint64> giveBack(qint64 bytes) = 0;
};

/// Keeps notifications, events and what is known of subscriptions.
///
/// All functions are called in one thread (see StoreWorker). Errors: Retry (locked, full disk, connection lost),
/// ActionRequired (cannot be opened, not ours, newer schema), Internal.
class TBS_CORE_EXPORT NotificationStore
{
public:
    using Work = std::function<Result<void>(StoreTransaction &)>;

    NotificationStore() = default;
    virtual ~NotificationStore() = default;
    Q_DISABLE_COPY_MOVE(NotificationStore)

    /// Opens the store, creating or upgrading it.
    [[nodiscard]] virtual Result<void> open() = 0;
    virtual void close() = 0;

    /// Calls \a work and commits. When this returns a value everything is durable; when it returns an error, of \a work
    /// or of the commit, nothing was changed.
    [[nodiscard]] virtual Result<void> transaction(const Work &work) = 0;
};

} // namespace Tbs
