// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/requestretry.h>

#include <chrono>
#include <optional>

namespace Tbs {

/// An attempt at a request that was no success.
struct FailedAttempt
{
    int number = 1; ///< of this attempt, from 1
    int status = 0; ///< 0: no answer, or not a whole one
    bool isRepeatable = false; ///< whether the request changes nothing by being repeated
    std::optional<std::chrono::milliseconds> retryAfter; ///< what the server asks for
};

/// How long to wait before the next attempt; nothing when there is to be none.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT std::optional<std::chrono::milliseconds>
delayBeforeRetry(const RequestRetry &retry, const FailedAttempt &attempt);

} // namespace Tbs
