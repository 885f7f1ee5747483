// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "retrydecision_p.h"

#include <algorithm>
#include <cmath>

namespace Tbs {

namespace {

using std::chrono::milliseconds;

milliseconds backOff(const RequestRetry &retry, int attempt)
{
    const double delay = static_cast<double>(retry.initialDelay.count()) * std::pow(retry.factor, attempt - 1);
    const auto maximum = static_cast<double>(retry.maximumDelay.count());
    return milliseconds(static_cast<qint64>(std::min(delay, maximum)));
}

} // namespace

std::optional<milliseconds> delayBeforeRetry(const RequestRetry &retry, const FailedAttempt &attempt)
{
    if (attempt.number >= retry.attempts) {
        return std::nullopt;
    }
    const bool again = attempt.status == 0 ? attempt.isRepeatable : retry.statuses.contains(attempt.status);
    if (!again) {
        return std::nullopt;
    }
    if (!attempt.retryAfter) {
        return backOff(retry, attempt.number);
    }
    return *attempt.retryAfter <= retry.maximumRetryAfter ? attempt.retryAfter : std::nullopt;
}

} // namespace Tbs
