// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "columntable.h"

#include "../application/tone.h"

#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace Tbs::Gui {

ColumnTable::ColumnTable(Settings &settings, Setting setting, QList<Column> columns, QWidget *parent)
    : QTableView(parent)
    , m_settings(settings)
    , m_setting(setting)
    , m_columns(std::move(columns))
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
    connect(header, &QHeaderView::sectionMoved, this, &ColumnTable::saveColumns);
    connect(header, &QHeaderView::sectionResized, this, &ColumnTable::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &ColumnTable::saveColumns);
}

void ColumnTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    restoreColumns();
}

void ColumnTable::leaveOut(int column)
{
    m_leftOut.insert(column);
    setColumnHidden(column, true);
}

void ColumnTable::setPlaceholder(const QString &text)
{
    if (m_placeholder != text) {
        m_placeholder = text;
        viewport()->update();
    }
}

void ColumnTable::setLinesPerRow(int lines)
{
    m_linesPerRow = lines;
    setRowHeight();
}

void ColumnTable::setStretchedColumn(int column)
{
    horizontalHeader()->setStretchLastSection(false);
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void ColumnTable::restoreColumns()
{
    auto *header = horizontalHeader();
    const QSignalBlocker blocker(header);
    const auto width = fontMetrics().averageCharWidth();
    for (int i = 0; i < header->count(); ++i) {
        const auto &column = m_columns.at(i);
        header->resizeSection(i, std::max(width * (column.characters + 2), header->sectionSizeHint(i)));
        header->setSectionHidden(i, !column.isShownByDefault);
    }
    if (const auto state = m_settings.value(m_setting).toByteArray(); !state.isEmpty()) {
        header->restoreState(state);
    }
    header->setStretchLastSection(true);
}

void ColumnTable::saveColumns()
{
    if (isVisible()) {
        m_settings.setValue(m_setting, horizontalHeader()->saveState());
    }
}

void ColumnTable::showColumnMenu(const QPoint &globalPosition)
{
    auto *header = horizontalHeader();
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("columnMenu"));
    for (int i = 0; i < header->count(); ++i) {
        if (m_leftOut.contains(i)) {
            continue;
        }
        auto *action = menu.addAction(model()->headerData(i, Qt::Horizontal).toString());
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

void ColumnTable::chooseColumns()
{
    showColumnMenu(horizontalHeader()->mapToGlobal(horizontalHeader()->rect().bottomLeft()));
}

void ColumnTable::setRowHeight()
{
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(m_linesPerRow * (fontMetrics().height() + 6) + 2);
}

void ColumnTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_placeholder.isEmpty() || (model() && model()->rowCount() > 0)) {
        return;
    }
    QPainter painter(viewport());
    painter.setPen(mutedText(palette()));
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void ColumnTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        setRowHeight();
    }
    QTableView::changeEvent(event);
}

void ColumnTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row() || current.isValid() != previous.isValid()) {
        Q_EMIT currentRowChanged(current);
    }
}

} // namespace Tbs::Gui
