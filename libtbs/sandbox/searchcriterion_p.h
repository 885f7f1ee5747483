// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "searchparameter_p.h"

#include <Tbs/support/error.h>

#include <QDateTime>
#include <QJsonObject>

namespace Tbs {

/// One condition of a search: `status:not=finished`, `date=ge2024`. Made by a function below, so always one that can be
/// evaluated.
struct TBS_SANDBOX_AUTOTEST_EXPORT SearchCriterion
{
    SearchParameter parameter;
    QString modifier;
    struct Alternative
    {
        QString comparator; ///< never empty: `eq` where none was given
        QString value; ///< without escapes
    };
    /// Any of them has to match.
    QList<Alternative> alternatives;
};

/// Makes a criterion for \a resourceType.
/// \a comparator applies to all alternatives; where it is empty, a prefix of dates, numbers and quantities is looked
/// for. \a value is not percent-encoded; commas separate alternatives, a backslash escapes. \return Rejected for a
/// parameter, modifier or comparator that cannot be evaluated, BadData for a malformed value.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT Result<SearchCriterion>
makeSearchCriterion(const QString &resourceType, const QString &name, const QString &modifier,
                    const QString &comparator, const QString &value);

/// Reads `status:not=finished&date=ge2024`, with or without `Encounter?` in front; all have to match.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT Result<QList<SearchCriterion>> readSearchCriteria(const QString &resourceType,
                                                                                            const QString &query);

/// Whether \a resource is what \a criterion looks for. \a now is for `ap` of dates.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT bool matches(const QJsonObject &resource, const SearchCriterion &criterion,
                                                       const QDateTime &now);

/// Whether all of \a criteria match.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT bool matchesAll(const QJsonObject &resource,
                                                          const QList<SearchCriterion> &criteria, const QDateTime &now);

} // namespace Tbs
