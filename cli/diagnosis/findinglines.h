// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../linewriter.h"

#include <Tbs/service/finding.h>

/// What a Doctor found, as JSON and as text for people.
namespace Tbs::Cli {

[[nodiscard]] JsonLine findingLine(const Finding &finding);

/// A findingLine(): what is well or not, and beneath it what to do.
[[nodiscard]] QString formatFinding(const JsonLine &line, const Console &console);

/// `12 ok, 2 warnings, 1 failure`.
[[nodiscard]] QString summaryOf(const QList<Finding> &findings);

} // namespace Tbs::Cli
