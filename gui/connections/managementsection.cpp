// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "managementsection.h"

#include <QCheckBox>
#include <QComboBox>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

ManagementSection::ManagementSection(QWidget *parent)
    : FormSection(parent)
    , m_manage(new QCheckBox(tr("Register them at the server, and keep them as they are wanted")))
    , m_atShutdown(new QComboBox)
    , m_handleErrors(new QCheckBox(tr("Watch over heartbeats, fetch lost events, activate broken ones again")))
{
    m_manage->setObjectName(u"manageSubscriptions"_s);
    m_handleErrors->setObjectName(u"handleDeliveryErrors"_s);
    m_atShutdown->setObjectName(u"atShutdown"_s);
    m_atShutdown->addItem(tr("stay: what is missed is fetched the next time"), static_cast<int>(RemovalPolicy::Keep));
    m_atShutdown->addItem(tr("are turned off"), static_cast<int>(RemovalPolicy::Off));
    m_atShutdown->addItem(tr("are deleted"), static_cast<int>(RemovalPolicy::Delete));
    m_atShutdown->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    addRow(tr("Subscriptions"), m_manage, u"manageSubscriptions"_s);
    addRow(tr("When &disconnected they"), m_atShutdown, u"manageSubscriptions.atShutdown"_s);
    addRow(tr("Delivery"), m_handleErrors, u"handleDeliveryErrors"_s);
    connect(m_manage, &QCheckBox::toggled, this, [this] {
        updateEnabled();
        Q_EMIT changed();
    });
    connect(m_atShutdown, &QComboBox::currentIndexChanged, this, &ManagementSection::changed);
    connect(m_handleErrors, &QCheckBox::toggled, this, &ManagementSection::changed);
    updateEnabled();
}

void ManagementSection::updateEnabled()
{
    m_atShutdown->setEnabled(m_manage->isChecked());
}

void ManagementSection::writeTo(Configuration &configuration) const
{
    configuration.manageSubscriptions.enabled = m_manage->isChecked();
    configuration.manageSubscriptions.atShutdown = static_cast<RemovalPolicy>(m_atShutdown->currentData().toInt());
    configuration.handleDeliveryErrors.enabled = m_handleErrors->isChecked();
}

void ManagementSection::setConfiguration(const Configuration &configuration)
{
    const QSignalBlocker blocker(this);
    m_manage->setChecked(configuration.manageSubscriptions.enabled);
    m_atShutdown->setCurrentIndex(
        m_atShutdown->findData(static_cast<int>(configuration.manageSubscriptions.atShutdown)));
    m_handleErrors->setChecked(configuration.handleDeliveryErrors.enabled);
    updateEnabled();
}

} // namespace Tbs::Gui
