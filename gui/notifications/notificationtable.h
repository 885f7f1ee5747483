// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../lists/columntable.h"
#include "notificationcolumn.h"

namespace Tbs::Gui {

/// The list of notifications. Its model's columns are NotificationColumn.
class NotificationTable : public ColumnTable
{
    Q_OBJECT

public:
    /// \a columns: where the state of the columns is remembered. \a settings must outlive this.
    NotificationTable(Settings &settings, Setting columns, QWidget *parent = nullptr);

    void leaveOut(NotificationColumn column) { ColumnTable::leaveOut(static_cast<int>(column)); }
    /// The rows that are selected, in no order.
    [[nodiscard]] QList<int> selectedRows() const;

Q_SIGNALS:
    void selectedRowsChanged();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
};

} // namespace Tbs::Gui
