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
};

} // namespace Tbs::Gui
