// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"

#include <QIcon>
#include <QObject>

class QMenu;

namespace Tbs::Gui {

/// Something outside of the window that has an icon, a menu, and shows messages: the desktop's tray, or a test.
class TrayDisplay : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whether anything is seen of it now. A desktop's panel may come after the program, and go before it.
    [[nodiscard]] virtual bool isAvailable() const = 0;
    virtual void setIcon(const QIcon &icon) = 0;
    virtual void setToolTip(const QString &text) = 0;
    /// \a menu stays the caller's, and may go before this.
    virtual void setMenu(QMenu &menu) = 0;
    virtual void showMessage(const QString &title, const QString &text, Tone tone) = 0;

Q_SIGNALS:
    /// The user clicked on the icon.
    void activated();
    /// The user clicked on the last message.
    void messageClicked();
};

} // namespace Tbs::Gui
