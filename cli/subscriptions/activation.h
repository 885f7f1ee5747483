// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../console.h"

#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/support/clock.h>

namespace Tbs::Cli {

/// Waits until \a observed is no longer `requested`, at most for \a patience, and tells a person what happens.
/// Runs an event loop. \return the Subscription as it is then, whatever its status.
[[nodiscard]] Result<ObservedSubscription> awaitActivation(ObservedSubscription observed, SubscriptionClient &client,
                                                           Clock &clock, std::chrono::milliseconds patience,
                                                           const Console &console);

} // namespace Tbs::Cli
