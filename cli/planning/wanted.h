// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/subscription/subscriptionplan.h>

namespace Tbs::Cli {

/// What \a configuration wants of its server; ActionRequired when it has no definitions, or no publicUrl for them.
[[nodiscard]] Result<QList<WantedSubscription>> wantedOf(const Configuration &configuration, const QString &fileName);

} // namespace Tbs::Cli
