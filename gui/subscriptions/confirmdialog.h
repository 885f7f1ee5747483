// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionrow.h"

#include <QDialog>
#include <QUrl>

class QVBoxLayout;

namespace Tbs::Gui {

/// Asks before something is done that others feel, or that cannot be undone; names what it is done to. Accepted: do it.
class ConfirmDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Intent { Delete, Deactivate, Activate };

    /// \a rows: one, or several left-overs to be deleted. \a masked: without what tells who a patient is.
    ConfirmDialog(Intent intent, const QList<SubscriptionRow> &rows, const QUrl &server, bool masked,
                  QWidget *parent = nullptr);

private:
    void addQuestion(QVBoxLayout &layout);
    void addFacts(QVBoxLayout &layout, const QUrl &server);
    void addList(QVBoxLayout &layout);
    void addConsequence(QVBoxLayout &layout);
    void addButtons(QVBoxLayout &layout);
    [[nodiscard]] bool isOthers() const;
    [[nodiscard]] QString question() const;
    [[nodiscard]] QString consequence() const;
    [[nodiscard]] QString verb() const;

    Intent m_intent;
    QList<SubscriptionRow> m_rows;
    bool m_masked;
};

} // namespace Tbs::Gui
