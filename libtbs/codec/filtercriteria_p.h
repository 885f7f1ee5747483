// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"

#include <Tbs/fhir/filterby.h>

#include <QStringList>

namespace Tbs {

/// Reads the value of one backport-filter-criteria extension in any of the spellings in use:
/// `Encounter?patient=Patient/1& date=ge2024`, `patient=Patient/1`, `Encounter.patient:identifier=1`. Percent-encoding
/// is decoded. A comparator is seen where a comparator's code stands before a digit, and neither a modifier nor
/// alternatives are given.
[[nodiscard]] QList<FilterBy> readFilterCriteria(const QString &criteria, const ElementPath &path,
                                                 IssueCollector &issues);

/// One `Type?parameter=value&...` for each resource type, and one `parameter=value` for each filter without a type.
[[nodiscard]] QStringList writeFilterCriteria(const QList<FilterBy> &filters);

} // namespace Tbs
