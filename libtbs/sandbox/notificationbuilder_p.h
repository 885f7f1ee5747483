// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "eventlog_p.h"

#include <Tbs/codec/codec.h>

namespace Tbs {

/// What a notification says, as the specifications want it. The wire profile is put on afterwards, by WireFormatter.
struct TBS_SANDBOX_AUTOTEST_EXPORT NotificationContent
{
    QString baseUrl; ///< without a trailing slash
    QString subscriptionId;
    QString topic;
    SubscriptionStatusCode status = SubscriptionStatusCode::Active;
    NotificationType type = NotificationType::EventNotification;
    PayloadContent content = PayloadContent::IdOnly;
    quint64 eventsSinceSubscriptionStart = 0;
    QList<LoggedEvent> events;
    QStringList errors;
};

/// The status part alone, for $status.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT SubscriptionStatus buildStatus(const NotificationContent &content);

/// A notification with a new Bundle.id, made at \a now. In an `empty` one nothing names a resource; `id-only` has
/// entries without resources; `full-resource` has them, but for deletions.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT OutgoingNotification buildNotification(const NotificationContent &content,
                                                                                 const QDateTime &now);

} // namespace Tbs
