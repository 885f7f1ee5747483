// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "secretkeeper.h"

#include <QDialog>

class QRadioButton;

namespace Tbs::Gui {

/// Where secrets are to be kept. Accepted: the keeper has been told.
class SecretPlaceDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a problem: why it is asked for; empty: the user wanted to choose. \a keeper must outlive this.
    SecretPlaceDialog(SecretKeeper &keeper, const QString &problem, QWidget *parent = nullptr);

    void accept() override;

private:
    SecretKeeper &m_keeper;
    QList<std::pair<SecretKeeper::Place, QRadioButton *>> m_places;
};

} // namespace Tbs::Gui
