// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QList>
#include <QString>

#include <optional>

namespace Tbs {

/// The numbers from first to last, both included.
struct TBS_CORE_EXPORT NumberRange
{
    quint64 first = 0;
    quint64 last = 0;

    friend bool operator==(const NumberRange &, const NumberRange &) = default;
};

/// A set of numbers, kept as sorted ranges; small however many consecutive numbers it holds. A copyable value.
class TBS_CORE_EXPORT NumberRanges
{
public:
    NumberRanges() = default;
    /// \a ranges in any order, overlapping or not.
    explicit NumberRanges(const QList<NumberRange> &ranges);

    [[nodiscard]] bool isEmpty() const { return m_ranges.isEmpty(); }
    [[nodiscard]] bool contains(quint64 number) const;
    [[nodiscard]] const QList<NumberRange> &ranges() const { return m_ranges; }
    /// How many numbers; at most 2^64-1.
    [[nodiscard]] quint64 count() const;

    void insert(quint64 number) { insert({number, number}); }
    void insert(NumberRange range);
    /// The numbers of \a range that are not in here.
    [[nodiscard]] QList<NumberRange> missingFrom(NumberRange range) const;
    /// The numbers that are in both.
    [[nodiscard]] NumberRanges intersected(const NumberRanges &other) const;
    /// The numbers that are not in \a other.
    [[nodiscard]] NumberRanges subtracted(const NumberRanges &other) const;

    /// `1-20,22`; empty for none.
    [[nodiscard]] QString toString() const;
    /// Nothing when \a text is not what toString() writes.
    [[nodiscard]] static std::optional<NumberRanges> fromString(QStringView text);

    friend bool operator==(const NumberRanges &, const NumberRanges &) = default;

private:
    QList<NumberRange> m_ranges; ///< ascending, neither overlapping nor adjacent
};

} // namespace Tbs
