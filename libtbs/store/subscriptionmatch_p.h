// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationhistory.h>

namespace Tbs {

/// Whether \a filter lets the notifications of a subscription pass, as far as that depends on the subscription.
[[nodiscard]] bool matchesSubscription(const HistoryFilter &filter, const SubscriptionKey &key, const QString &topic);

} // namespace Tbs
