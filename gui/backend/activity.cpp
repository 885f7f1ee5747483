// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activity.h"

#include <algorithm>

namespace Tbs::Gui {

ActivityCounts &ActivityCounts::operator+=(const ActivityCounts &other)
{
    notifications += other.notifications;
    events += other.events;
    rejected += other.rejected;
    handled += other.handled;
    failed += other.failed;
    timed += other.timed;
    totalLatency += other.totalLatency;
    maximumLatency = std::max(maximumLatency, other.maximumLatency);
    return *this;
}

} // namespace Tbs::Gui
