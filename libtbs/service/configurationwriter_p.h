// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "configurationnode_p.h"

#include <Tbs/service/configuration.h>

namespace Tbs {

/// What writeConfiguration() writes, before it is text; without lines.
[[nodiscard]] ConfigurationNode configurationNode(const Configuration &configuration);

} // namespace Tbs
