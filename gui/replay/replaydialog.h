// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "replayplan.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace Tbs::Gui {

/// Asks whether the events of some notifications are to be handed over to their handlers once more: says how many go
/// where. Accepted when the user wants it.
class ReplayDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a backend: Running; it must outlive this, which is closed when it ends.
    ReplayDialog(Backend &backend, QList<qint64> notificationIds, QWidget *parent = nullptr);

    [[nodiscard]] const QList<qint64> &notificationIds() const { return m_ids; }

private:
    void makeTargets();
    void countNext();
    void showPlan();
    void showTargets();
    void showError(const Error &error);
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString remarks() const;

    Backend &m_backend;
    QList<qint64> m_ids;
    ReplayPlan m_plan;
    qsizetype m_counted = 0; ///< of the ids
    qsizetype m_found = 0; ///< that are stored
    QLabel *m_question;
    QTreeWidget *m_targets;
    QProgressBar *m_progress;
    QLabel *m_remarks;
    QPushButton *m_replay = nullptr;
};

} // namespace Tbs::Gui
