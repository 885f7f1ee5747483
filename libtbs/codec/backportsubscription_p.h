// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/filterdialect.h>
#include <Tbs/fhir/subscription.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

namespace Tbs {

/// The Subscription of R4 and R4B, with the extensions of the Subscriptions R5 Backport IG. Query-based subscriptions
/// are read as well. http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription
[[nodiscard]] Result<Decoded<Subscription>> readBackportSubscription(const QJsonObject &resource);
[[nodiscard]] QJsonObject writeBackportSubscription(const Subscription &subscription, FilterDialect dialect);

} // namespace Tbs
