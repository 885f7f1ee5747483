// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "channelsection.h"

#include <QComboBox>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

ChannelSection::ChannelSection(QWidget *parent)
    : FormSection(parent)
    , m_channel(new QComboBox)
{
    m_channel->setObjectName(u"defaultChannel"_s);
    m_channel->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (const auto channel : {ChannelType::RestHook, ChannelType::WebSocket}) {
        m_channel->addItem(toCode(channel), static_cast<int>(channel));
    }
    m_channelText = addRow(tr("C&hannel"), m_channel, u"defaults.channel"_s, u""_s);
    connect(m_channel, &QComboBox::currentIndexChanged, this, [this] {
        explain();
        Q_EMIT changed();
    });
    explain();
}

void ChannelSection::explain()
{
    SubscriptionDefaults defaults;
    writeTo(defaults);
    m_channelText->setText(
        defaults.channel == ChannelType::WebSocket
            ? tr("We connect to the server, so nothing here has to be reachable from outside. A subscription may say "
                 "otherwise.")
            : tr("The server sends to our webhook, so it has to reach this machine. A subscription may say "
                 "otherwise."));
}

void ChannelSection::writeTo(SubscriptionDefaults &defaults) const
{
    defaults.channel = static_cast<ChannelType>(m_channel->currentData().toInt());
}

void ChannelSection::setDefaults(const SubscriptionDefaults &defaults)
{
    const QSignalBlocker blocker(this);
    m_channel->setCurrentIndex(m_channel->findData(static_cast<int>(defaults.channel)));
}

} // namespace Tbs::Gui
