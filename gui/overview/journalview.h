// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/journalentry.h"

#include <Tbs/support/clock.h>

#include <QPersistentModelIndex>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableView;

namespace Tbs::Gui {

class JournalFilter;
class JournalModel;

/// The list of what happened besides notifications, and what of it is shown.
class JournalView : public QWidget
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit JournalView(const Clock &clock, QWidget *parent = nullptr);

    /// The oldest first.
    void add(const QList<JournalEntry> &entries);
    void clear();
    /// The subscription that the user looks at; empty: none.
    void setWebhookId(const QString &webhookId);

    /// Whether the keyboard is in the list.
    [[nodiscard]] bool isListFocused() const;
    /// The selected lines, to be copied.
    [[nodiscard]] QString selectedText() const;

private:
    void makeTable();
    void applyFilter();
    void updateEmptyText();
    void noteTop();
    void keepTop();
    void showWhole(const QModelIndex &index);

    JournalModel *m_model;
    JournalFilter *m_filter;
    QTableView *m_table;
    QComboBox *m_severity;
    QCheckBox *m_onlySelected;
    QLabel *m_empty;
    QLabel *m_whole;
    QString m_webhookId;
    QPersistentModelIndex m_top; ///< the first line that is seen, unless it is the newest
};

} // namespace Tbs::Gui
