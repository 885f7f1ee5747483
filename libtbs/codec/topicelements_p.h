// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "elementreader_p.h"

#include <Tbs/fhir/subscriptiontopic.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

namespace Tbs {

/// Where a version lists the comparators of canFilterBy.
enum class ComparatorList {
    AmongModifiers, ///< R4B, and the R4 servers that expose SubscriptionTopic
    OnItsOwn, ///< R5
};

/// Reads a SubscriptionTopic resource. Comparators are told from modifiers wherever they stand.
/// \return BadData when \a resource is something else.
[[nodiscard]] Result<Decoded<SubscriptionTopic>> readNativeTopic(const QJsonObject &resource,
                                                                 ComparatorList comparators);

/// Reads the elements of a SubscriptionTopic, whatever resource they stand in.
[[nodiscard]] SubscriptionTopic readTopicElements(const ElementReader &resource, ComparatorList comparators);

/// Writes \a topic over SubscriptionTopic::raw; elements that mean the same stay as they are.
[[nodiscard]] QJsonObject writeNativeTopic(const SubscriptionTopic &topic, ComparatorList comparators);

/// Writes the elements of \a topic over \a resource.
void writeTopicElements(const SubscriptionTopic &topic, ComparatorList comparators, QJsonObject &resource);

} // namespace Tbs
