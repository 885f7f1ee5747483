// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>

namespace Tbs {

/// One element in which a Subscription is not as it is wanted.
struct TBS_CORE_EXPORT SubscriptionDifference
{
    QString element; ///< by the names of R5: `topic`, `filterBy`, `heartbeatPeriod`, `parameter[X-Api-Key]`
    /// For people; empty: absent. The values of headers are masked, and filters may hold what belongs to a patient: to
    /// be shown, not logged.
    QString wanted;
    QString actual;

    friend bool operator==(const SubscriptionDifference &, const SubscriptionDifference &) = default;
};

/// Compares field by field what a user can want: topic, filters (in any order and dialect), channel, endpoint, headers,
/// content, MIME type, heartbeatPeriod, timeout, maxCount, end. Not status, reason and error. Pure.
///
/// Equal are: a topic with and without its version, a filter with and without its resource type, a comparator as an
/// element and before the value, endpoints in all spellings of one address, header names in upper and lower case, MIME
/// types with other parameters, no heartbeats and 0 seconds, ends within one second. What \a wanted leaves out (MIME
/// type, content, timeout, maxCount) may be anything; but headers, a heartbeatPeriod and an end that it leaves out are
/// not wanted.
[[nodiscard]] TBS_CORE_EXPORT QList<SubscriptionDifference> compareSubscriptions(const Subscription &wanted,
                                                                                 const Subscription &actual);

} // namespace Tbs
