// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace Tbs::Cli {

/// Reads `250ms`, `5s`, `1m`, `2h` or `30d`; a number alone is seconds. Nothing for anything else, and beyond 10000
/// days.
[[nodiscard]] std::optional<std::chrono::milliseconds> durationFromText(const QString &text);

} // namespace Tbs::Cli
