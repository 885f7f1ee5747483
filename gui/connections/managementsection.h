// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "formsection.h"

#include <Tbs/service/configuration.h>

class QCheckBox;
class QComboBox;

namespace Tbs::Gui {

/// What is done for subscriptions at the server: registering, and watching over what is delivered.
class ManagementSection : public FormSection
{
    Q_OBJECT

public:
    explicit ManagementSection(QWidget *parent = nullptr);

    /// What the form does not show stays.
    void writeTo(Configuration &configuration) const;
    void setConfiguration(const Configuration &configuration);

private:
    void updateEnabled();

    QCheckBox *m_manage;
    QComboBox *m_atShutdown;
    QCheckBox *m_handleErrors;
};

} // namespace Tbs::Gui
