// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "retrypolicy.h"

#include <algorithm>
#include <cmath>

namespace Tbs {

std::chrono::milliseconds RetryPolicy::delayAfter(int attempt) const
{
    const double delay =
        static_cast<double>(initialDelay.count()) * std::pow(std::max(factor, 1.0), std::max(attempt, 1) - 1);
    return delay < static_cast<double>(maximumDelay.count()) ? std::chrono::milliseconds(static_cast<qint64>(delay))
                                                             : maximumDelay;
}

} // namespace Tbs
