// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "notificationcolumn.h"

#include <QSet>
#include <QTableView>

namespace Tbs::Gui {

/// The list of notifications: one line each, columns to choose and remember. Its model's columns are
/// NotificationColumn.
class NotificationTable : public QTableView
{
    Q_OBJECT

public:
    /// \a columns: where the state of the columns is remembered. \a settings must outlive this.
    NotificationTable(Settings &settings, Setting columns, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Has \a column neither shown nor offered. After setModel().
    void leaveOut(NotificationColumn column);
    /// What stands in the middle while there are no rows; may be empty.
    void setPlaceholder(const QString &text);
    /// The rows that are selected, in no order.
    [[nodiscard]] QList<int> selectedRows() const;
    /// A menu with a check mark for each column.
    void showColumnMenu(const QPoint &globalPosition);

Q_SIGNALS:
    /// The user moved to a line, or to none (an invalid index).
    void currentRowChanged(const QModelIndex &index);
    void selectedRowsChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void restoreColumns();
    void saveColumns();
    void setRowHeight();

    Settings &m_settings;
    Setting m_columns;
    QSet<int> m_leftOut;
    QString m_placeholder;
};

} // namespace Tbs::Gui
