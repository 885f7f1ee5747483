// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QString>

#include <chrono>
#include <optional>

namespace Tbs {

/// Reads `250ms`, `5s`, `1m`, `2h` or `30d`; a number alone is seconds. Nothing for anything else or beyond 10000 days.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT std::optional<std::chrono::milliseconds> durationFromText(QStringView text);
/// In the largest unit that leaves no remainder.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString durationToText(std::chrono::milliseconds duration);

/// Reads `512`, `64kB`, `16MB`, `1GB` (powers of 1000), `64KiB`, `16MiB` or `1GiB` (powers of 1024) as bytes.
/// Nothing for anything else or beyond 2^53.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT std::optional<qint64> sizeFromText(QStringView text);
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString sizeToText(qint64 bytes);

} // namespace Tbs
