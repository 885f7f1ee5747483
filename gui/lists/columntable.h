// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"

#include <QSet>
#include <QTableView>

namespace Tbs::Gui {

/// A list with one line each, and columns to choose and remember.
class ColumnTable : public QTableView
{
    Q_OBJECT

public:
    struct Column
    {
        int characters; ///< how many it usually has
        bool isShownByDefault = true;
    };

    /// \a setting: where the state of the columns is remembered. \a columns: those of the model. \a settings must
    /// outlive this.
    ColumnTable(Settings &settings, Setting setting, QList<Column> columns, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Has \a column neither shown nor offered. After setModel().
    void leaveOut(int column);
    /// What stands in the middle while there are no rows; may be empty.
    void setPlaceholder(const QString &text);
    /// A menu with a check mark for each column.
    void showColumnMenu(const QPoint &globalPosition);

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
    QString m_placeholder;
};

} // namespace Tbs::Gui
