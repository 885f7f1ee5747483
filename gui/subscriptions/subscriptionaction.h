// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionrow.h"

namespace Tbs::Gui {

/// What can be done with one subscription.
enum class SubscriptionAction {
    Edit,
    Deactivate,
    Activate,
    CheckNow,
    Delete,
    Status,
    Events,
    ShowEvents,
};

/// Why it cannot be done with \a row, as a sentence; empty: it can.
[[nodiscard]] QString obstacleTo(SubscriptionAction action, const SubscriptionRow &row);

} // namespace Tbs::Gui
