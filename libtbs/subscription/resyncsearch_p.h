// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>
#include <Tbs/fhir/subscriptiontopic.h>

#include <QDateTime>
#include <QStringList>

namespace Tbs {

/// The resource types that events of \a subscription are about: those of its topic's triggers where \a topics has it,
/// else of its filters and \a seen, which arrived. In alphabetical order, each once.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QStringList resyncTypes(const Subscription &subscription,
                                                               const QList<SubscriptionTopic> &topics,
                                                               const QStringList &seen);

/// The searches, behind the base URL, for resources of \a types that changed after \a since (UTC); for all of them
/// where that is invalid.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QStringList resyncSearches(const QStringList &types, const QDateTime &since);

} // namespace Tbs
