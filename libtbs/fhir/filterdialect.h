// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Tbs {

/// How filters are written into R4's and R4B's backport-filter-criteria extension (R5 has elements for them).
/// http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria
enum class FilterDialect {
    SearchString, ///< `Encounter?patient=Patient/123&status=finished`, one extension a resource type: the IG's examples
    Parameter, ///< `patient=Patient/123`, one extension a filter
    QualifiedParameter, ///< `Encounter.patient=Patient/123`, one extension a filter
};

} // namespace Tbs
