// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <chrono>

namespace Tbs {

/// How often and when an event is handed over again after its handler failed.
struct TBS_CORE_EXPORT RetryPolicy
{
    int attempts = 10; ///< in all, >= 1; after that the event is a dead letter
    std::chrono::milliseconds initialDelay = std::chrono::seconds(1);
    double factor = 2; ///< by which the delay grows, >= 1
    std::chrono::milliseconds maximumDelay = std::chrono::minutes(5);

    /// The time to wait after attempt \a attempt (1 for the first) failed.
    [[nodiscard]] std::chrono::milliseconds delayAfter(int attempt) const;

    friend bool operator==(const RetryPolicy &, const RetryPolicy &) = default;
};

} // namespace Tbs
