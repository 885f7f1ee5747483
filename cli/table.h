// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "linewriter.h"

#include <QList>
#include <QStringList>

namespace Tbs::Cli {

/// Rows in aligned columns, for people. Where the terminal is too narrow, the widest columns are cut in their middle,
/// since of URLs the end says most.
class Table
{
public:
    struct Column
    {
        QString heading;
        bool mayBeCut = true;
    };
    struct Cell
    {
        QString text; ///< may come from outside
        Colour colour = Colour::Plain;
    };

    explicit Table(QList<Column> columns);

    /// As many cells as there are columns.
    void addRow(const QList<Cell> &cells);

    /// The heading and the rows, without a line feed at the end; a column without any text is left out.
    [[nodiscard]] QString toText(const Console &console) const;

private:
    [[nodiscard]] QList<qsizetype> widths(int available) const;

    QList<Column> m_columns;
    QList<QList<Cell>> m_rows;
};

/// \a text in at most \a width characters, with an ellipsis in its middle when it is longer.
[[nodiscard]] QString cutInTheMiddle(const QString &text, qsizetype width);

} // namespace Tbs::Cli
