// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace Tbs::Gui {

class OverviewModel;

/// The list of subscriptions, the worst first unless the user wants another order. Its columns are remembered.
class OverviewTable : public QTableView
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
    void currentModelRowChanged();
    /// The button of that row of the model.
    void actionTriggered(int row);

protected:
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpColumns();
    void saveColumns();
    void setRowHeight();

    Settings &m_settings;
    QSortFilterProxyModel *m_sorted;
};

} // namespace Tbs::Gui
