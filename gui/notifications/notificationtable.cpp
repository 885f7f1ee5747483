// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationtable.h"

#include "tone.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>

namespace Tbs::Gui {

NotificationTable::NotificationTable(Settings &settings, Setting columns, QWidget *parent)
    : QTableView(parent)
    , m_settings(settings)
    , m_columns(columns)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setRowHeight();

    auto *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint &position) { showColumnMenu(header->mapToGlobal(position)); });
    connect(header, &QHeaderView::sectionMoved, this, &NotificationTable::saveColumns);
    connect(header, &QHeaderView::sectionResized, this, &NotificationTable::saveColumns);
}

void NotificationTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    restoreColumns();
}

void NotificationTable::leaveOut(NotificationColumn column)
{
    m_leftOut.insert(static_cast<int>(column));
    setColumnHidden(static_cast<int>(column), true);
}

void NotificationTable::setPlaceholder(const QString &text)
{
    if (m_placeholder != text) {
        m_placeholder = text;
        viewport()->update();
    }
}

void NotificationTable::restoreColumns()
{
    auto *header = horizontalHeader();
    const QSignalBlocker blocker(header);
    const auto width = fontMetrics().averageCharWidth();
    for (int i = 0; i < header->count(); ++i) {
        const auto column = static_cast<NotificationColumn>(i);
        header->resizeSection(i, width * (columnCharacters(column) + 2));
        header->setSectionHidden(i, !isShownByDefault(column));
    }
    if (const auto state = m_settings.value(m_columns).toByteArray(); !state.isEmpty()) {
        header->restoreState(state);
    }
    header->setStretchLastSection(true);
}

void NotificationTable::saveColumns()
{
    if (isVisible()) {
        m_settings.setValue(m_columns, horizontalHeader()->saveState());
    }
}

void NotificationTable::showColumnMenu(const QPoint &globalPosition)
{
    auto *header = horizontalHeader();
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("columnMenu"));
    for (int i = 0; i < header->count(); ++i) {
        if (m_leftOut.contains(i)) {
            continue;
        }
        auto *action = menu.addAction(columnTitle(static_cast<NotificationColumn>(i)));
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(i));
        // The last one stays, since nobody could bring it back.
        action->setEnabled(header->isSectionHidden(i) || header->hiddenSectionCount() < header->count() - 1);
        connect(action, &QAction::toggled, this, [this, header, i](bool shown) {
            header->setSectionHidden(i, !shown);
            saveColumns();
        });
    }
    menu.exec(globalPosition);
}

void NotificationTable::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
}

void NotificationTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_placeholder.isEmpty() || (model() && model()->rowCount() > 0)) {
        return;
    }
    QPainter painter(viewport());
    painter.setPen(mutedText(palette()));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void NotificationTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        setRowHeight();
    }
    QTableView::changeEvent(event);
}

void NotificationTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid()) {
        Q_EMIT currentRowChanged(current);
    }
}

void NotificationTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
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
