// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"
#include "../backend/managedsubscription.h"

#include <QIcon>

namespace Tbs::Gui {

/// How a subscription does, at first sight: what the library judged, and what stands before that (the operator turned
/// it off, it could not be registered). From good to bad: of several the worst is shown.
enum class SubscriptionLight {
    Active,
    Suspended, ///< turned off by the operator
    Requested, ///< the server has not activated it yet
    NotRegistered, ///< the server does not have it, or nothing is known of it
    HeartbeatLate,
    Drift,
    Gap,
    Silent,
    Error,
    Off, ///< the server has ended it
    Failed, ///< it could not be registered, or its channel broke
};
constexpr int subscriptionLightCount = static_cast<int>(SubscriptionLight::Failed) + 1;

[[nodiscard]] SubscriptionLight lightOf(const ManagedSubscription &subscription);
/// One or two words for people.
[[nodiscard]] QString lightText(SubscriptionLight light);
[[nodiscard]] Tone lightTone(SubscriptionLight light);
/// A symbol, different for each of them, in the colour of its tone.
[[nodiscard]] QIcon lightIcon(SubscriptionLight light, const QPalette &palette);
/// The name of that symbol.
[[nodiscard]] QString lightSymbol(SubscriptionLight light);
/// Why, as a sentence. \a masked: without the server's own words.
[[nodiscard]] QString lightReason(const ManagedSubscription &subscription, bool masked);

} // namespace Tbs::Gui
