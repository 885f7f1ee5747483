// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "systemtraydisplay.h"

namespace Tbs::Gui {

namespace {

QSystemTrayIcon::MessageIcon messageIcon(Tone tone)
{
    switch (tone) {
    case Tone::Bad:
        return QSystemTrayIcon::Critical;
    case Tone::Warning:
        return QSystemTrayIcon::Warning;
    case Tone::Neutral:
    case Tone::Information:
    case Tone::Good:
        break;
    }
    return QSystemTrayIcon::Information;
}

} // namespace

SystemTrayDisplay::SystemTrayDisplay(QObject *parent)
    : TrayDisplay(parent)
{
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayDisplay::messageClicked);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger) {
            Q_EMIT activated();
        }
    });
}

bool SystemTrayDisplay::isAvailable() const
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void SystemTrayDisplay::setIcon(const QIcon &icon)
{
    m_icon.setIcon(icon);
    if (isAvailable()) {
        m_icon.show(); // again and again: that the panel has come is not told
    }
}

void SystemTrayDisplay::setToolTip(const QString &text)
{
    m_icon.setToolTip(text);
}

void SystemTrayDisplay::setMenu(QMenu &menu)
{
    m_icon.setContextMenu(&menu);
}

void SystemTrayDisplay::showMessage(const QString &title, const QString &text, Tone tone)
{
    m_icon.showMessage(title, text, messageIcon(tone));
}

} // namespace Tbs::Gui
