// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"

#include <QSet>
#include <QTableView>

namespace Tbs::Gui {

/// A list with columns to choose and remember.
class ColumnTable : public QTableView
{
    Q_OBJECT

public:
    struct Column
    {
        int characters; ///< how many it usually has
        bool isShownByDefault = true;
    };

    /// Of the action of a page that calls chooseColumns().
    static constexpr QKeyCombination chooseColumnsKey = Qt::CTRL | Qt::SHIFT | Qt::Key_L;

    /// \a setting: where the state of the columns is remembered. \a columns: those of the model. \a settings must
    /// outlive this.
    ColumnTable(Settings &settings, Setting setting, QList<Column> columns, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Has \a column neither shown nor offered. After setModel().
    void leaveOut(int column);
    /// What stands in the middle while there are no rows; may be empty.
    void setPlaceholder(const QString &text);
    /// How many lines of text a row has; 1 unless this is called.
    void setLinesPerRow(int lines);
    /// The column that takes the width that is left, in place of the last one. While it is hidden nothing takes it.
    /// After setModel().
    void setStretchedColumn(int column);
    /// A menu with a check mark for each column.
    void showColumnMenu(const QPoint &globalPosition);
    /// The same below the titles: without a mouse.
    void chooseColumns();

Q_SIGNALS:
    /// The user moved to a line, or to none (an invalid index).
    void currentRowChanged(const QModelIndex &index);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void restoreColumns();
    void saveColumns();
    void setRowHeight();

    Settings &m_settings;
    Setting m_setting;
    QList<Column> m_columns;
    QSet<int> m_leftOut;
    int m_linesPerRow = 1;
    QString m_placeholder;
};

} // namespace Tbs::Gui
