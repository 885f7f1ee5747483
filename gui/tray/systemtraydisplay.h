// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "traydisplay.h"

#include <QSystemTrayIcon>

namespace Tbs::Gui {

/// The tray of the desktop. While there is none nothing is seen of it.
class SystemTrayDisplay final : public TrayDisplay
{
    Q_OBJECT

public:
    explicit SystemTrayDisplay(QObject *parent = nullptr);

    [[nodiscard]] bool isAvailable() const override;
    void setIcon(const QIcon &icon) override;
    void setToolTip(const QString &text) override;
    void setMenu(QMenu &menu) override;
    void showMessage(const QString &title, const QString &text, Tone tone) override;

private:
    QSystemTrayIcon m_icon;
};

} // namespace Tbs::Gui
