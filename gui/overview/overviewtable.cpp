// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "overviewtable.h"

#include "overviewdelegate.h"
#include "overviewmodel.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

OverviewTable::OverviewTable(OverviewModel &overview, Settings &settings, QWidget *parent)
    : ColumnTable(settings, Setting::OverviewColumns, {{18}, {28}, {23}, {12}, {17}, {7}, {38}, {18}}, parent)
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(u"overviewTable"_s);
    setAccessibleName(tr("Subscriptions"));
    setSelectionMode(SingleSelection);
    setLinesPerRow(OverviewDelegate::lines);

    auto *delegate = new OverviewDelegate(this);
    setItemDelegate(delegate);
    connect(delegate, &OverviewDelegate::actionTriggered, this,
            [this](const QModelIndex &index) { Q_EMIT actionTriggered(m_sorted->mapToSource(index).row()); });

    m_sorted->setSortRole(OverviewModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    m_sorted->setSourceModel(&overview);
    horizontalHeader()->setSortIndicator(OverviewModel::Status, Qt::DescendingOrder);
    setModel(m_sorted);
    setSortingEnabled(true);
    setStretchedColumn(OverviewModel::Reason);
}

int OverviewTable::currentModelRow() const
{
    return m_sorted->mapToSource(currentIndex()).row();
}

void OverviewTable::setCurrentModelRow(int row)
{
    const auto index = m_sorted->mapFromSource(m_sorted->sourceModel()->index(row, OverviewModel::Name));
    setCurrentIndex(index);
    scrollTo(index);
}

} // namespace Tbs::Gui
