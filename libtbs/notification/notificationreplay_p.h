// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/storednotification.h>
#include <Tbs/store/notificationstore.h>

#include <QStringList>

namespace Tbs {

/// What is handed over once more.
struct ReplayedNotifications
{
    int events = 0;
    qint64 firstEventId = 0; ///< the lowest of them
    QList<std::shared_ptr<const StoredNotification>> told;
    QStringList undefined; ///< webhook ids that have no handler
};

/// Has the events of stored notifications handed over once more, inside the caller's transaction.
class NotificationReplay
{
public:
    /// \a isDefined: whether a webhook id has a handler. \a at: the time of the replay.
    NotificationReplay(StoreTransaction &transaction, std::function<bool(const QString &webhookId)> isDefined,
                       QDateTime at);

    /// \a notificationIds: ascending.
    [[nodiscard]] Result<ReplayedNotifications> replay(const QList<qint64> &notificationIds);

private:
    [[nodiscard]] Result<void> replayOne(const NotificationRecord &record);
    [[nodiscard]] Result<QList<EventRecord>> replayEvents(qint64 notificationId);
    void tell(const NotificationRecord &record, const QList<EventRecord> &events);
    [[nodiscard]] SubscriptionRecord subscriptionOf(const NotificationRecord &record, int statusIndex,
                                                    const SubscriptionStatus &status,
                                                    const QList<EventRecord> &events) const;

    StoreTransaction &m_transaction;
    std::function<bool(const QString &webhookId)> m_isDefined;
    QDateTime m_at;
    QHash<qint64, SubscriptionRecord> m_subscriptions;
    ReplayedNotifications m_replayed;
};

} // namespace Tbs
