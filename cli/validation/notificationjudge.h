// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "judgement.h"

#include <Tbs/fhir/notification.h>
#include <Tbs/support/error.h>

namespace Tbs::Cli {

/// {fhirVersion, type, status, subscription, topic, eventsSinceSubscriptionStart, events, resources} of a notification,
/// and `statuses` when it has several. Nothing of its resources is shown.
[[nodiscard]] Judgement judgeNotification(const Decoded<Notification> &decoded);

/// The same members for what is no notification, with \a error as the issue.
[[nodiscard]] Judgement judgeNotification(const Error &error);

} // namespace Tbs::Cli
