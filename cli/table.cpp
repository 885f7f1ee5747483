// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "table.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

constexpr qsizetype gap = 2; ///< blanks between columns
constexpr qsizetype narrowest = 12; ///< a column is not cut below it

} // namespace

QString cutInTheMiddle(const QString &text, qsizetype width)
{
    if (text.size() <= width || width < 3) {
        return text;
    }
    const auto before = (width - 1) / 3;
    return text.first(before) + u'\u2026' + text.last(width - 1 - before);
}

Table::Table(QList<Column> columns)
    : m_columns(std::move(columns))
{
}

void Table::addRow(const QList<Cell> &cells)
{
    Q_ASSERT(cells.size() == m_columns.size());
    m_rows.append(cells);
}

/// 0 for a column that is left out.
QList<qsizetype> Table::widths(int available) const
{
    QList<qsizetype> widths(m_columns.size(), 0);
    for (const auto &row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths.at(i), row.at(i).text.size());
        }
    }
    qsizetype total = 0;
    for (qsizetype i = 0; i < widths.size(); ++i) {
        if (widths.at(i) > 0) {
            widths[i] = std::max(widths.at(i), m_columns.at(i).heading.size());
            total += widths.at(i) + gap;
        }
    }
    while (available > 0 && total - gap > available) {
        qsizetype widest = -1;
        for (qsizetype i = 0; i < widths.size(); ++i) {
            if (m_columns.at(i).mayBeCut && (widest < 0 || widths.at(i) > widths.at(widest))) {
                widest = i;
            }
        }
        if (widest < 0 || widths.at(widest) <= narrowest) {
            break;
        }
        --widths[widest];
        --total;
    }
    return widths;
}

QString Table::toText(const Console &console) const
{
    const auto widths = this->widths(console.width);
    const auto line = [&widths, &console](const QList<Cell> &cells) {
        QString text;
        QString blanks;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            if (widths.at(i) == 0) {
                continue;
            }
            const auto cell = cutInTheMiddle(printable(cells.at(i).text), widths.at(i));
            text += blanks + painted(cell, cells.at(i).colour, console);
            blanks = QString(widths.at(i) - cell.size() + gap, u' ');
        }
        return text;
    };
    QList<Cell> headings;
    for (const auto &column : m_columns) {
        headings.append({column.heading, Colour::Dim});
    }
    QStringList lines{line(headings)};
    for (const auto &row : m_rows) {
        lines.append(line(row));
    }
    return lines.join(u'\n');
}

} // namespace Tbs::Cli
