// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>

#include <optional>

namespace Tbs {

/// The values at a dotted \a path through objects and lists; a list at the end counts as its members.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QList<QJsonValue> valuesAt(const QJsonObject &resource, const QString &path);

/// What a date, a date with time or a period means: from `low` to before `high`. An open end is an invalid QDateTime.
struct TBS_SANDBOX_AUTOTEST_EXPORT DateRange
{
    QDateTime low;
    QDateTime high;
};

/// Reads `2024`, `2024-05`, `2024-05-01`, `2024-05-01T10:00Z` up to fractions of a second; UTC where no zone is given.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT std::optional<DateRange> readDateRange(const QString &text);

/// Whether \a target, the resource's value, satisfies \a comparator against \a search.
/// https://hl7.org/fhir/R5/search.html#prefix
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT bool compareDates(const DateRange &target, const QString &comparator,
                                                            const DateRange &search, const QDateTime &now);

/// A decimal number with the precision of its text: `5.40` means 5.395 to 5.405.
struct TBS_SANDBOX_AUTOTEST_EXPORT SearchNumber
{
    double value = 0;
    double halfPrecision = 0;
};
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT std::optional<SearchNumber> readSearchNumber(const QString &text);
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT bool compareNumbers(double target, const QString &comparator,
                                                              const SearchNumber &search);

} // namespace Tbs
