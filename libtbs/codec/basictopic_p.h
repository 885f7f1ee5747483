// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscriptiontopic.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

namespace Tbs {

/// A SubscriptionTopic in R4: a Basic resource with the cross-version extensions
/// http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic.*, or with 4.3 in the URL.
/// In issues the elements have the names they would have in a SubscriptionTopic.
/// \return BadData when \a resource is no such Basic.
[[nodiscard]] Result<Decoded<SubscriptionTopic>> readBasicTopic(const QJsonObject &resource);

/// Writes \a topic over SubscriptionTopic::raw; extensions that mean the same, and those of others, stay as they are.
[[nodiscard]] QJsonObject writeBasicTopic(const SubscriptionTopic &topic);

} // namespace Tbs
