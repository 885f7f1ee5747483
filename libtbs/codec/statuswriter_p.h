// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>

#include <QJsonObject>

namespace Tbs {

/// The SubscriptionStatus of R4B and R5.
[[nodiscard]] QJsonObject writeSubscriptionStatus(const SubscriptionStatus &status);

/// The Parameters that stand for it in R4.
[[nodiscard]] QJsonObject writeParametersStatus(const SubscriptionStatus &status);

} // namespace Tbs
