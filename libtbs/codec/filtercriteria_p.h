// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"

#include <Tbs/fhir/filterby.h>
#include <Tbs/fhir/filterdialect.h>

#include <QStringList>

namespace Tbs {

/// Reads the value of one backport-filter-criteria extension in any of the spellings in use:
/// `Encounter?patient=Patient/1& date=ge2024`, `patient=Patient/1`, `Encounter.patient:identifier=1`. Percent-encoding
/// is decoded. A comparator is seen where a comparator's code stands before a digit, and neither a modifier nor
/// alternatives are given.
[[nodiscard]] QList<FilterBy> readFilterCriteria(const QString &criteria, const ElementPath &path,
                                                 IssueCollector &issues);

/// The values of the extensions for \a filters. In the search string dialect a filter without a type has one of its
/// own.
[[nodiscard]] QStringList writeFilterCriteria(const QList<FilterBy> &filters, FilterDialect dialect);

} // namespace Tbs
