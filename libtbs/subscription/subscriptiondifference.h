// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>

namespace Tbs {

/// One element in which a Subscription is not as it is wanted.
struct TBS_CORE_EXPORT SubscriptionDifference
{
    QString element; ///< by the names of R5: `topic`, `filterBy`, `heartbeatPeriod`, `parameter[X-Api-Key]`
    QString wanted; ///< for people; secrets are masked
    QString actual;

    friend bool operator==(const SubscriptionDifference &, const SubscriptionDifference &) = default;
};

/// Compares field by field what a user can want: topic, filters (in any order and dialect), channel, endpoint, headers,
/// content, MIME type, heartbeatPeriod, timeout, maxCount, end. Not status, reason and error. Pure.
[[nodiscard]] TBS_CORE_EXPORT QList<SubscriptionDifference> compareSubscriptions(const Subscription &wanted,
                                                                                 const Subscription &actual);

} // namespace Tbs
