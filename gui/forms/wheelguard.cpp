// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "wheelguard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>

namespace Tbs::Gui {

WheelGuard::WheelGuard(QWidget &form)
    : QObject(&form)
    , m_form(form)
{
    update();
}

void WheelGuard::update()
{
    for (auto *box : m_form.findChildren<QComboBox *>()) {
        watch(*box);
    }
    for (auto *box : m_form.findChildren<QAbstractSpinBox *>()) {
        watch(*box);
    }
}

void WheelGuard::watch(QWidget &box)
{
    box.setFocusPolicy(Qt::StrongFocus);
    box.installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Tbs::Gui
