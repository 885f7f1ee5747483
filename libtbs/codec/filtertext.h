// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/filterby.h>
#include <Tbs/support/error.h>

/// Filters as text that people write and read. Callable from any thread.
namespace Tbs {

/// Reads `Encounter?status=finished&date=ge2024`, `status=finished` or `Encounter.subject:identifier=1`,
/// percent-encoding decoded. A comparator is seen where one stands before a digit. \return BadData when there is no
/// filter in it, or part of it is none.
[[nodiscard]] TBS_CORE_EXPORT Result<QList<FilterBy>> filtersFromText(const QString &text);

/// `Encounter?date=ge2024`; what filtersFromText() reads as \a filter again.
[[nodiscard]] TBS_CORE_EXPORT QString toText(const FilterBy &filter);

} // namespace Tbs
