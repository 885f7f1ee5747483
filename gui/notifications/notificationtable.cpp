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

} // namespace Tbs::Gui
