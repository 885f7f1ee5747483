// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "tray.h"

#include "../health/healthsummary.h"
#include "../mainwindow/mainwindow.h"
#include "trayicon.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr std::chrono::hours mutedTime(1);

} // namespace

Tray::Tray(Backend &backend, Settings &settings, Clock &clock, MainWindow &window, TrayDisplay &display)
    : m_backend(backend)
    , m_settings(settings)
    , m_clock(clock)
    , m_window(window)
    , m_display(display)
    , m_announcements(clock)
{
    makeMenu();
    window.setTray([&display] { return display.isAvailable(); });
    connect(&backend, &Backend::stateChanged, this, &Tray::showLight);
    connect(&backend, &Backend::stateChanged, this, &Tray::showFailure);
    connect(&backend, &Backend::subscriptionsChanged, this, &Tray::showLight);
    connect(&backend, &Backend::journal, &m_announcements, &Announcements::note);
    connect(&m_announcements, &Announcements::announced, &display, &TrayDisplay::showMessage);
    connect(&display, &TrayDisplay::activated, this, &Tray::showWindow);
    connect(&display, &TrayDisplay::messageClicked, this, &Tray::showOverview);
    connect(&window, &MainWindow::keptInTray, this, &Tray::explain);
    showLight();
}

Tray::~Tray()
{
    m_window.setTray({});
}

void Tray::makeMenu()
{
    m_menu.setObjectName(u"trayMenu"_s);
    auto *show = m_menu.addAction(tr("&Show"), this, &Tray::showWindow);
    show->setObjectName(u"trayShow"_s);
    m_menu.setDefaultAction(show);
    m_connect = m_menu.addAction(QString(), this, &Tray::connectOrDisconnect);
    m_connect->setObjectName(u"trayConnect"_s);
    m_menu.addSeparator();
    m_mute = m_menu.addAction(tr("&Mute Notifications for an Hour"));
    m_mute->setObjectName(u"trayMute"_s);
    m_mute->setCheckable(true);
    connect(m_mute, &QAction::toggled, this, &Tray::setMuted);
    m_menu.addSeparator();
    auto *quit = m_menu.addAction(tr("&Quit"), &m_window, &MainWindow::quit);
    quit->setObjectName(u"trayQuit"_s);
    m_display.setMenu(m_menu);
}

void Tray::showLight()
{
    const auto state = m_backend.state();
    const bool isRunning = state == Backend::State::Running;
    m_connect->setText(isRunning ? tr("&Disconnect") : tr("&Connect"));
    m_connect->setEnabled(state != Backend::State::Starting);
    QStringList lines{m_window.windowTitle()};
    if (!isRunning) {
        m_display.setIcon(disconnectedTrayIcon());
        lines << (state == Backend::State::Failed ? tr("The connection failed") : tr("Not connected"));
    } else {
        const HealthSummary summary(m_backend.subscriptions());
        m_display.setIcon(trayIcon(summary.worst()));
        lines << summary.text() << summary.details();
        if (summary.eventsBehind() > 0) {
            lines << tr("Events behind: %1").arg(QLocale().toString(summary.eventsBehind()));
        }
    }
    lines.removeAll(QString());
    m_display.setToolTip(lines.join(u'\n'));
}

/// The window says it as well: this is for those who do not see it.
void Tray::showFailure()
{
    if (m_backend.state() != Backend::State::Failed || m_mute->isChecked() || m_window.isActiveWindow()) {
        return;
    }
    QStringList messages;
    for (const auto &error : m_backend.errors()) {
        messages << error.toString();
    }
    m_display.showMessage(tr("The connection failed"), messages.join(u'\n'), Tone::Bad);
}

void Tray::showWindow()
{
    m_window.raiseWindow();
}

void Tray::showOverview()
{
    m_window.raiseWindow();
    m_window.showPage(u"overviewPage"_s);
}

void Tray::connectOrDisconnect()
{
    if (m_backend.state() == Backend::State::Running) {
        m_backend.stop();
    } else {
        m_backend.start();
    }
}

void Tray::setMuted(bool muted)
{
    m_announcements.setMuted(muted);
    ++m_muting;
    if (muted) {
        m_clock.callAfter(mutedTime, this, [this, muting = m_muting] {
            if (muting == m_muting) {
                m_mute->setChecked(false);
            }
        });
    }
}

/// Once in a lifetime.
void Tray::explain()
{
    if (!m_display.isAvailable() || m_settings.value(Setting::TrayExplained).toBool()) {
        return;
    }
    m_settings.setValue(Setting::TrayExplained, true);
    m_display.showMessage(tr("Still running"),
                          tr("The window is closed, and notifications are received as before. “Quit” in the menu of "
                             "this icon ends the program."),
                          Tone::Information);
}

} // namespace Tbs::Gui
