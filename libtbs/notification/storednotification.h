// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>
#include <Tbs/store/records.h>
#include <Tbs/support/issue.h>

#include <memory>

namespace Tbs {

/// A notification that has been parsed, on its way through the receiver.
struct TBS_CORE_EXPORT ArrivedNotification
{
    std::shared_ptr<const Notification> notification;
    QList<Issue> issues; ///< deviations from the specification that were tolerated
    QString webhookId;
    NotificationOrigin origin = NotificationOrigin::Webhook;
    QDateTime receivedAt; ///< UTC
    std::optional<quint64> epoch; ///< as IncomingNotification::epoch
    QByteArray headers; ///< as NotificationRecord::headers
};

/// One new event of a stored notification.
struct TBS_CORE_EXPORT StoredEvent
{
    qint64 id = 0; ///< EventRecord::id
    qint64 subscriptionId = 0; ///< SubscriptionRecord::id
    int statusIndex = 0;
    int eventIndex = 0;
    bool late = false; ///< later ones came before it
};

/// What one status of a stored notification meant for its subscription.
struct TBS_CORE_EXPORT StoredStatus
{
    SubscriptionRecord subscription; ///< after this notification
    bool epochStarted = false; ///< the server began to count anew
    QList<EventNumber> duplicates; ///< numbers of the events that had come before
    QList<NumberRange> missing; ///< events that should have come by now
};

/// A notification that is committed.
struct TBS_CORE_EXPORT StoredNotification
{
    qint64 id = 0; ///< NotificationRecord::id; 0 in direct mode, where nothing is stored
    ArrivedNotification arrived;
    QList<StoredStatus> statuses; ///< one for each of Notification::statuses
    QList<StoredEvent> newEvents; ///< in the order of the bundle
    int duplicateEvents = 0;
};

} // namespace Tbs
