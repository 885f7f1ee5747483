// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationtable.h"

namespace Tbs::Gui {

namespace {

QList<ColumnTable::Column> notificationColumns()
{
    QList<ColumnTable::Column> columns;
    for (int i = 0; i < notificationColumnCount; ++i) {
        const auto column = static_cast<NotificationColumn>(i);
        columns.append({columnCharacters(column), isShownByDefault(column)});
    }
    return columns;
}

} // namespace

NotificationTable::NotificationTable(Settings &settings, Setting columns, QWidget *parent)
    : ColumnTable(settings, columns, notificationColumns(), parent)
{
}

void NotificationTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    ColumnTable::selectionChanged(selected, deselected);
    Q_EMIT selectedRowsChanged();
}

QList<int> NotificationTable::selectedRows() const
{
    QList<int> rows;
    if (!selectionModel()) {
        return rows;
    }
    // By ranges: QItemSelectionModel::selectedRows() asks for each row, which takes long for a hundred thousand.
    for (const auto &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows << row;
        }
    }
    return rows;
}

} // namespace Tbs::Gui
