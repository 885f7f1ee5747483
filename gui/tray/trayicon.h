// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../health/subscriptionlight.h"

namespace Tbs::Gui {

/// The symbol of \a light on a disc in the colour of its tone: seen on light panels and on dark ones.
[[nodiscard]] QIcon trayIcon(SubscriptionLight light);
/// While nothing is connected.
[[nodiscard]] QIcon disconnectedTrayIcon();

} // namespace Tbs::Gui
