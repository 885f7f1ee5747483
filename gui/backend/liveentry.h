// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventcontext.h>
#include <Tbs/notification/storednotification.h>
#include <Tbs/store/notificationhistory.h>

namespace Tbs::Gui {

/// Something that happened while the receiver ran, as one line of the list. A copyable value; the body is shared.
struct LiveEntry
{
    enum class Kind {
        Notification,
        Gap, ///< events did not arrive although later ones did
        GapClosed,
        Rejected, ///< what arrived is no notification, or could not be stored
        HandlerFailed,
    };

    Kind kind = Kind::Notification;
    /// Of a notification, all of it. Of the others what is known: when, which subscription, which focus.
    NotificationSummary summary;
    QByteArray body; ///< of a notification
    bool countRestarted = false; ///< the server began to number anew
    bool late = false; ///< later events came before it
    NumberRange gap;
    Error error; ///< of what was rejected or failed
    QDateTime nextAttemptAt; ///< of a failed handler; invalid when there is none
};

[[nodiscard]] LiveEntry liveEntry(const StoredNotification &stored);
[[nodiscard]] LiveEntry gapEntry(const SubscriptionKey &subscription, const NumberRange &gap, const QDateTime &at);
[[nodiscard]] LiveEntry gapClosedEntry(const SubscriptionKey &subscription, const QDateTime &at);
[[nodiscard]] LiveEntry rejectedEntry(const QString &webhookId, const Error &error, const QDateTime &at);
[[nodiscard]] LiveEntry failedEntry(const EventContext &event, const Error &error, const QDateTime &nextAttemptAt,
                                    const QDateTime &at);

} // namespace Tbs::Gui
