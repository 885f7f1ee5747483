// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filtertext.h"

#include "filtercriteria_p.h"

#include <algorithm>

namespace Tbs {

Result<QList<FilterBy>> filtersFromText(const QString &text)
{
    IssueCollector collector;
    const auto filters = readFilterCriteria(text, ElementPath("filter"), collector);
    const auto issues = collector.take();
    if (!issues.isEmpty()) {
        return failure(Error::Kind::BadData, issues.constFirst().message);
    }
    return filters;
}

QString toText(const FilterBy &filter)
{
    return writeFilterCriteria({filter}, FilterDialect::SearchString).constFirst();
}

} // namespace Tbs
