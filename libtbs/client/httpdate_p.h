// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace Tbs {

/// A date of HTTP in any of its three forms, in UTC; invalid when it is none of them. RFC 9110, section 5.6.7
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QDateTime parseHttpDate(const QByteArray &text);

/// The value of Retry-After: seconds, or a date, which then lies as far from \a now. Never negative; nothing when it
/// is neither. RFC 9110, section 10.2.3
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &text,
                                                                                                const QDateTime &now);

} // namespace Tbs
