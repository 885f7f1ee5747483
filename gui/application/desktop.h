// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../mainwindow/mainwindow.h"
#include "../notifications/subscriptionstyles.h"
#include "settings.h"

#include <Tbs/support/clock.h>

namespace Tbs::Gui {

/// The main window with all its pages.
class Desktop
{
public:
    /// All of them must outlive this.
    Desktop(Clock &clock, Settings &settings, Backend &backend);

    [[nodiscard]] MainWindow &window() { return m_window; }

private:
    SubscriptionStyles m_styles;
    MainWindow m_window;
};

} // namespace Tbs::Gui
