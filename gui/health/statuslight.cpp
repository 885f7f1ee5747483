// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "statuslight.h"

#include "healthsummary.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

StatusLight::StatusLight(const Backend &backend, QWidget *parent)
    : QToolButton(parent)
    , m_backend(backend)
{
    setObjectName(u"statusLight"_s);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(&backend, &Backend::subscriptionsChanged, this, &StatusLight::showSummary);
    connect(&backend, &Backend::stateChanged, this, &StatusLight::showSummary);
    showSummary();
}

void StatusLight::showSummary()
{
    const HealthSummary summary(m_backend.subscriptions());
    setVisible(m_backend.state() == Backend::State::Running && summary.total() > 0);
    setText(summary.text());
    setToolTip(summary.details().isEmpty() ? tr("All subscriptions are well.") : summary.details());
    setAccessibleDescription(toolTip());
    setIcon(lightIcon(summary.worst(), palette()));
}

void StatusLight::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        showSummary();
    }
}

} // namespace Tbs::Gui
