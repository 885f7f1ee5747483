// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

namespace Tbs {

/// The Subscription of R5. https://hl7.org/fhir/R5/subscription.html
[[nodiscard]] Result<Decoded<Subscription>> readR5Subscription(const QJsonObject &resource);
[[nodiscard]] QJsonObject writeR5Subscription(const Subscription &subscription);

} // namespace Tbs
