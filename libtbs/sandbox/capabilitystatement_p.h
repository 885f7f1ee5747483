// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sandboxendpoint_p.h"

namespace Tbs {

/// What GET metadata answers; in R4 with the topics' canonicals.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QJsonObject capabilityStatement(SandboxEndpoint &endpoint);

} // namespace Tbs
