// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/managedsubscription.h"

namespace Tbs::Gui {

/// The one thing that an operator does about a subscription that is not as it should be.
enum class HelpfulAction {
    None,
    CheckNow, ///< Backend::check()
    Reactivate, ///< Backend::reactivate()
    Resume, ///< Backend::resume()
    TryAgain, ///< register it: Backend::check()
    ShowConnection, ///< address, credentials or the like have to be changed first
};

[[nodiscard]] HelpfulAction helpfulActionFor(const ManagedSubscription &subscription);
/// What stands on its button; empty for None.
[[nodiscard]] QString actionText(HelpfulAction action);
/// What it does, as a sentence; empty for None.
[[nodiscard]] QString actionExplanation(HelpfulAction action);

} // namespace Tbs::Gui
