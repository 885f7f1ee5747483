// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>
#include <QHash>
#include <QString>

#include <chrono>

namespace Tbs::Gui {

/// What one subscription, or all of them, did in one second.
struct ActivityCounts
{
    int notifications = 0; ///< of all types, that were stored
    int events = 0; ///< new ones
    int rejected = 0; ///< requests
    int handled = 0; ///< events
    int failed = 0; ///< calls of handlers
    int timed = 0; ///< those of handled whose latency was measured: not what an earlier run left, or what is replayed
    /// From receiving to the end of the handler, of the events in timed.
    std::chrono::milliseconds totalLatency{0};
    std::chrono::milliseconds maximumLatency{0};

    ActivityCounts &operator+=(const ActivityCounts &other);
    friend bool operator==(const ActivityCounts &, const ActivityCounts &) = default;
};

/// One second of a receiver.
struct Activity
{
    QDateTime at; ///< the end of the second, UTC
    ActivityCounts total;
    QHash<QString, ActivityCounts> subscriptions; ///< by webhook id; only those that did anything
};

} // namespace Tbs::Gui
