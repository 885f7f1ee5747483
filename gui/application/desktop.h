// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../mainwindow/mainwindow.h"
#include "../notifications/subscriptionstyles.h"
#include "../tray/tray.h"
#include "settings.h"

#include <Tbs/support/clock.h>

#include <memory>

namespace Tbs::Gui {

/// The main window with all its pages, and the icon in the tray where there is one.
class Desktop
{
public:
    /// All of them must outlive this.
    Desktop(Clock &clock, Settings &settings, Backend &backend);

    [[nodiscard]] MainWindow &window() { return m_window; }

private:
    SubscriptionStyles m_styles;
    MainWindow m_window;
    std::unique_ptr<TrayDisplay> m_trayDisplay; ///< null where the desktop has no tray
    std::unique_ptr<Tray> m_tray;
};

} // namespace Tbs::Gui
