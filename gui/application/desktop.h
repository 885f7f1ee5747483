// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../connections/connections.h"
#include "../connections/secretkeeper.h"
#include "../mainwindow/mainwindow.h"
#include "../notifications/subscriptionstyles.h"
#include "../tray/systemtraydisplay.h"
#include "../tray/tray.h"
#include "settings.h"

#include <Tbs/support/clock.h>

#include <memory>

namespace Tbs::Gui {

/// The main window with all its pages, and the icon in the tray while there is one.
class Desktop
{
public:
    /// All of them must outlive this. What else is remembered stands beside the settings. \a keychain: nothing means
    /// that of the system.
    Desktop(Clock &clock, Settings &settings, Backend &backend, std::unique_ptr<SecretStore> keychain = {});

    /// Opens the connection of last time, or shows how one is made.
    void start();
    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] Connections &connections() { return m_connections; }

private:
    ConnectionStore m_store;
    SecretKeeper m_secrets;
    Connections m_connections;
    SubscriptionStyles m_styles;
    MainWindow m_window;
    SystemTrayDisplay m_trayDisplay;
    Tray m_tray;
};

} // namespace Tbs::Gui
