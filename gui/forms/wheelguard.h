// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

class QWidget;

namespace Tbs::Gui {

/// In a form that scrolls: turning the wheel scrolls, and changes a value only where the user is.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    /// Watches the boxes that are in \a form now; the form owns this.
    explicit WheelGuard(QWidget &form);

    /// Watches those that have come since then too.
    void update();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void watch(QWidget &box);

    QWidget &m_form;
};

} // namespace Tbs::Gui
