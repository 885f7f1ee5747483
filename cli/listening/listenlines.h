// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../jsonline.h"

#include <Tbs/notification/eventcontext.h>
#include <Tbs/notification/storednotification.h>

/// The lines of `tbs listen`: what happened, as JSON. None holds more of a payload than EventContext::toJson().
namespace Tbs::Cli {

/// \a handler: its name, or nothing.
[[nodiscard]] JsonLine eventLine(const EventContext &event, const QString &handler);

/// A line for each status that brings no event (handshake, heartbeat, queryStatus, notification), each duplicate and
/// each reset.
[[nodiscard]] QList<JsonLine> storedLines(const StoredNotification &stored);

[[nodiscard]] JsonLine gapLine(const SubscriptionKey &subscription, const NumberRange &gap);
[[nodiscard]] JsonLine gapClosedLine(const SubscriptionKey &subscription);
[[nodiscard]] JsonLine rejectedLine(const QString &webhookId, const Error &error);

/// handlerFailed, or deadLetter when there will be no further attempt.
/// \a isDurable: without a store the server repeats the notification, so nothing is a dead letter.
[[nodiscard]] JsonLine failedLine(const EventContext &event, const Error &error, const QDateTime &nextAttemptAt,
                                  bool isDurable);

/// `Retry`, `Rejected`, ...
[[nodiscard]] QString toCode(Error::Kind kind);

} // namespace Tbs::Cli
