// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "numberranges.h"

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The first range that ends at \a number or after it.
template <typename Ranges> auto lowerBound(Ranges &ranges, quint64 number)
{
    return std::lower_bound(ranges.begin(), ranges.end(), number,
                            [](const NumberRange &range, quint64 value) { return range.last < value; });
}

std::optional<NumberRange> rangeFromString(QStringView text)
{
    const auto dash = text.indexOf(u'-');
    bool firstOk = false;
    bool lastOk = true;
    NumberRange range;
    range.first = (dash < 0 ? text : text.first(dash)).toULongLong(&firstOk);
    range.last = dash < 0 ? range.first : text.sliced(dash + 1).toULongLong(&lastOk);
    return firstOk && lastOk && range.first <= range.last ? std::optional(range) : std::nullopt;
}

} // namespace

NumberRanges::NumberRanges(const QList<NumberRange> &ranges)
{
    for (const auto &range : ranges) {
        insert(range);
    }
}

quint64 NumberRanges::count() const
{
    quint64 count = 0;
    for (const auto &range : m_ranges) {
        const auto size = range.last - range.first;
        if (size >= std::numeric_limits<quint64>::max() - count) {
            return std::numeric_limits<quint64>::max();
        }
        count += size + 1;
    }
    return count;
}

bool NumberRanges::contains(quint64 number) const
{
    const auto range = lowerBound(m_ranges, number);
    return range != m_ranges.end() && range->first <= number;
}

void NumberRanges::insert(NumberRange range)
{
    // Ranges that overlap or touch the new one melt into it.
    auto begin = lowerBound(m_ranges, range.first > 0 ? range.first - 1 : 0);
    auto end = begin;
    while (end != m_ranges.end() && (range.last == ~quint64(0) || end->first <= range.last + 1)) {
        range.first = std::min(range.first, end->first);
        range.last = std::max(range.last, end->last);
        ++end;
    }
    if (begin == end) {
        m_ranges.insert(begin, range);
        return;
    }
    *begin = range;
    m_ranges.erase(begin + 1, end);
}

QList<NumberRange> NumberRanges::missingFrom(NumberRange range) const
{
    QList<NumberRange> missing;
    quint64 next = range.first;
    for (auto present = lowerBound(m_ranges, range.first); present != m_ranges.end() && present->first <= range.last;
         ++present) {
        if (next < present->first) {
            missing.append({next, present->first - 1});
        }
        if (present->last >= range.last) {
            return missing;
        }
        next = present->last + 1;
    }
    if (next <= range.last) {
        missing.append({next, range.last});
    }
    return missing;
}

NumberRanges NumberRanges::subtracted(const NumberRanges &other) const
{
    NumberRanges rest;
    for (const auto &range : m_ranges) {
        rest.m_ranges += other.missingFrom(range); // in order, and apart from those of the range before
    }
    return rest;
}

NumberRanges NumberRanges::intersected(const NumberRanges &other) const
{
    return subtracted(subtracted(other));
}

QString NumberRanges::toString() const
{
    QString text;
    for (const auto &range : m_ranges) {
        if (!text.isEmpty()) {
            text += u',';
        }
        text += QString::number(range.first);
        if (range.last != range.first) {
            text += u'-' + QString::number(range.last);
        }
    }
    return text;
}

std::optional<NumberRanges> NumberRanges::fromString(QStringView text)
{
    NumberRanges ranges;
    if (text.isEmpty()) {
        return ranges;
    }
    for (const auto part : text.split(u',')) {
        const auto range = rangeFromString(part);
        if (!range) {
            return std::nullopt;
        }
        ranges.insert(*range);
    }
    return ranges;
}

} // namespace Tbs
