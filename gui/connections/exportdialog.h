// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "../backend/connection.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace Tbs::Gui {

/// A variable of the environment that stands in a file for a secret.
struct LeftOutSecret
{
    QString variable;
    QString description; ///< for people
};

/// Names variables in the place of the Inline secrets of \a configuration. \return them.
QList<LeftOutSecret> leaveSecretsOut(Configuration &configuration);

/// Writes a connection as a tbs.yaml, by default without its secrets.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a settings must outlive this; the folder is remembered there.
    ExportDialog(const Connection &connection, Settings &settings, QWidget *parent = nullptr);

    /// As the user has chosen, without asking for a path; secretsWanted() may follow.
    void exportTo(const QString &path);
    /// Writes \a configuration as it is, and says what came of it.
    void write(const Configuration &configuration, const QString &path);
    void showError(const QString &text);

Q_SIGNALS:
    /// The user wants the file \a path with the secrets in it; write() is to be called with them, or showError().
    void secretsWanted(const QString &path);

private:
    void makeChoice();
    void choosePath();
    void showChoice();
    void showDone(const QString &path);

    Connection m_connection;
    Settings &m_settings;
    QList<LeftOutSecret> m_variables; ///< of the Inline secrets, in the file without them
    QRadioButton *m_without;
    QRadioButton *m_with;
    QLabel *m_variablesText;
    QLabel *m_result;
    QPlainTextEdit *m_commands;
    QPushButton *m_export;
};

} // namespace Tbs::Gui
