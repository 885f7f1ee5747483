// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace Tbs::Gui {

/// Paints a row of the overview: two lines, the rate as a line, the time to the next heartbeat as a bar, and a button
/// for what helps.
class OverviewDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Of text in a row.
    static constexpr int lines = 2;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    /// The button was pressed.
    void actionTriggered(const QModelIndex &index);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

private:
    void paintButton(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QPersistentModelIndex m_pressed;
};

} // namespace Tbs::Gui
