// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../forms/fieldmessages.h"

#include <Tbs/service/configuration.h>

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace Tbs::Gui {

class HeadersEdit;
class OptionalNumberBox;

/// What is done with each event besides storing and showing it, and how often it is tried again.
class HandlerForm : public QWidget
{
    Q_OBJECT

public:
    explicit HandlerForm(QWidget *parent = nullptr);

    [[nodiscard]] HandlerConfiguration handler() const;
    [[nodiscard]] RetryConfiguration retry() const;
    void setConfiguration(const HandlerConfiguration &handler, const RetryConfiguration &retry);

    void showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings);
    void touch();
    [[nodiscard]] QWidget *firstMistake() const;

Q_SIGNALS:
    void changed();

private:
    void makeHandlers();
    void makeRetry();
    void addRow(const QString &label, QWidget *field, QWidget *watched, const QString &element);
    void showType();
    void chooseFile(QLineEdit &edit, bool existing);
    /// \a edit with a button that chooses a file.
    [[nodiscard]] QWidget *withButton(QLineEdit *edit, bool existing);

    FieldMessages m_messages;
    QFormLayout *m_form;
    QComboBox *m_type;
    QLabel *m_typeText;
    QLineEdit *m_command;
    QLineEdit *m_url;
    QLineEdit *m_path;
    QWidget *m_commandRow = nullptr;
    QWidget *m_urlRow = nullptr;
    QWidget *m_pathRow = nullptr;
    OptionalNumberBox *m_attempts = nullptr;
    OptionalNumberBox *m_initialDelay = nullptr;
    OptionalNumberBox *m_maximumDelay = nullptr;
    HeadersEdit *m_headers; ///< of forward
};

} // namespace Tbs::Gui
