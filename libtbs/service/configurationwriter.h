// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

namespace Tbs {

/// Writes \a configuration as YAML that readConfiguration() understands, with what differs from the defaults only and
/// with absolute paths. A secret is written inline when it was inline; else the file or variable is named.
/// Pure and thread-safe.
[[nodiscard]] TBS_CORE_EXPORT QByteArray writeConfiguration(const Configuration &configuration);

} // namespace Tbs
