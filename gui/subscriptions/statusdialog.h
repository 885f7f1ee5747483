// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"

#include <QDialog>

class QFormLayout;
class QPushButton;

namespace Tbs::Gui {

class JsonTreeView;
class MessageBar;

/// Asks the server with `$status` how a Subscription does, and shows what it answers.
class StatusDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a id: of the Subscription. \a name: for people. \a backend must outlive this. Asks at once.
    StatusDialog(Backend &backend, QString id, const QString &name, bool masked, QWidget *parent = nullptr);

    /// Without what tells who a patient is.
    void setMasked(bool masked);

private:
    void makeButtons();
    void ask();
    void take(const Result<FetchedStatus> &answer);
    void showAnswer();
    void add(const QString &label, const QString &text);
    [[nodiscard]] QByteArray shownBundle() const;

    Backend &m_backend;
    QString m_id;
    bool m_masked;
    std::optional<FetchedStatus> m_answer;
    MessageBar *m_message;
    QFormLayout *m_facts;
    JsonTreeView *m_tree;
    QPushButton *m_askAgain = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace Tbs::Gui
