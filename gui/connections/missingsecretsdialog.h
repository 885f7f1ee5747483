// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connectionsecrets.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace Tbs::Gui {

/// Asks for secrets that are not kept any more.
class MissingSecretsDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a connection: its name.
    MissingSecretsDialog(const QString &connection, const QList<MissingSecret> &secrets, QWidget *parent = nullptr);

    /// What was typed in.
    [[nodiscard]] SecretValues values() const;

private:
    void updateAccept();

    QMap<QString, QLineEdit *> m_edits; ///< by the names of the secrets
    QPushButton *m_accept;
};

} // namespace Tbs::Gui
