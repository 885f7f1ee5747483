// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "overviewtable.h"

#include "overviewdelegate.h"
#include "overviewmodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QSortFilterProxyModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// In characters, by column.
constexpr std::array<int, OverviewModel::columnsCount> widths{23, 26, 25, 14, 20, 9, 40, 21};

} // namespace

OverviewTable::OverviewTable(OverviewModel &overview, Settings &settings, QWidget *parent)
    : QTableView(parent)
    , m_settings(settings)
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(u"overviewTable"_s);
    setAccessibleName(tr("Subscriptions"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowHeight();

    auto *delegate = new OverviewDelegate(this);
    setItemDelegate(delegate);
    connect(delegate, &OverviewDelegate::actionTriggered, this,
            [this](const QModelIndex &index) { Q_EMIT actionTriggered(m_sorted->mapToSource(index).row()); });

    m_sorted->setSortRole(OverviewModel::SortRole);
    m_sorted->setSortLocaleAware(true);
    m_sorted->setSourceModel(&overview);
    setModel(m_sorted);
    setUpColumns();
}

void OverviewTable::setUpColumns()
{
    auto *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const auto width = fontMetrics().averageCharWidth();
    for (int column = 0; column < OverviewModel::columnsCount; ++column) {
        const int wanted = width * widths.at(static_cast<std::size_t>(column));
        header->resizeSection(column, std::max(wanted, header->sectionSizeHint(column)));
    }
    sortByColumn(OverviewModel::Status, Qt::DescendingOrder);
    setSortingEnabled(true);
    if (const auto state = m_settings.value(Setting::OverviewColumns).toByteArray(); !state.isEmpty()) {
        header->restoreState(state);
    }
    header->setStretchLastSection(false);
    header->setSectionResizeMode(OverviewModel::Reason, QHeaderView::Stretch);
    connect(header, &QHeaderView::sectionMoved, this, &OverviewTable::saveColumns);
    connect(header, &QHeaderView::sectionResized, this, &OverviewTable::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &OverviewTable::saveColumns);
}

void OverviewTable::saveColumns()
{
    if (isVisible()) {
        m_settings.setValue(Setting::OverviewColumns, horizontalHeader()->saveState());
    }
}

void OverviewTable::setRowHeight()
{
    verticalHeader()->setDefaultSectionSize(OverviewDelegate::rowHeight(fontMetrics()));
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

void OverviewTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        setRowHeight();
    }
    QTableView::changeEvent(event);
}

void OverviewTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentModelRowChanged();
}

} // namespace Tbs::Gui
