// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QList>

#include <chrono>

namespace Tbs {

/// When a request to a FHIR server is sent again.
///
/// After no answer at all it is repeated only when it changes nothing by being repeated: reads, updates, deletes, and
/// creates with If-None-Exist. After one of the statuses every request is. (Reads and deletes whose connection is
/// closed before the answer Qt's network classes send up to three times more within one attempt.)
struct TBS_CORE_EXPORT RequestRetry
{
    int attempts = 4; ///< in total, >= 1
    std::chrono::milliseconds initialDelay{500}; ///< before the second attempt, >= 0
    double factor = 2; ///< by which each delay is longer than the one before, >= 1
    std::chrono::milliseconds maximumDelay = std::chrono::seconds(30);
    /// A Retry-After up to this long is waited for instead; a longer one ends the attempts.
    std::chrono::milliseconds maximumRetryAfter = std::chrono::minutes(2);
    QList<int> statuses = {429, 502, 503, 504};

    friend bool operator==(const RequestRetry &, const RequestRetry &) = default;
};

} // namespace Tbs
