// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Tbs {

class DeliveryMonitor;

/// Writes what \a monitor tells to the log, one line each, in the category tbs.subscription.
void logDelivery(DeliveryMonitor &monitor);

} // namespace Tbs
