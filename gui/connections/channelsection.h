// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "formsection.h"

#include <Tbs/service/configuration.h>

class QComboBox;

namespace Tbs::Gui {

/// The channel of subscriptions that do not say otherwise.
class ChannelSection : public FormSection
{
    Q_OBJECT

public:
    explicit ChannelSection(QWidget *parent = nullptr);

    /// The other defaults stay.
    void writeTo(SubscriptionDefaults &defaults) const;
    void setDefaults(const SubscriptionDefaults &defaults);

private:
    void explain();

    QComboBox *m_channel;
    QLabel *m_channelText;
};

} // namespace Tbs::Gui
