// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../lists/columntable.h"

class QSortFilterProxyModel;

namespace Tbs::Gui {

class OverviewModel;

/// The list of subscriptions, the worst first unless the user wants another order.
class OverviewTable : public ColumnTable
{
    Q_OBJECT

public:
    /// Both must outlive this.
    OverviewTable(OverviewModel &overview, Settings &settings, QWidget *parent = nullptr);

    /// The row of the model that the user is in; -1: none.
    [[nodiscard]] int currentModelRow() const;
    /// Goes to a row of the model.
    void setCurrentModelRow(int row);

Q_SIGNALS:
    /// The button of that row of the model.
    void actionTriggered(int row);

private:
    QSortFilterProxyModel *m_sorted;
};

} // namespace Tbs::Gui
