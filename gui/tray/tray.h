// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "../backend/backend.h"
#include "announcements.h"
#include "traydisplay.h"

#include <QMenu>

namespace Tbs::Gui {

class MainWindow;

/// Tells outside of the window how all subscriptions do, and keeps the program going when the window is closed.
class Tray : public QObject
{
    Q_OBJECT

public:
    /// All must outlive this.
    Tray(Backend &backend, Settings &settings, Clock &clock, MainWindow &window, TrayDisplay &display);
    ~Tray() override;

private:
    void makeMenu();
    void showLight();
    void showFailure();
    void showWindow();
    void showOverview();
    void connectOrDisconnect();
    void setMuted(bool muted);
    void explain();

    Backend &m_backend;
    Settings &m_settings;
    Clock &m_clock;
    MainWindow &m_window;
    TrayDisplay &m_display;
    Announcements m_announcements;
    QMenu m_menu;
    QAction *m_connect = nullptr;
    QAction *m_mute = nullptr;
    quint64 m_muting = 0; ///< counts how often it was muted
};

} // namespace Tbs::Gui
