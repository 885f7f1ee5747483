// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../jsonline.h"

#include <Tbs/support/issue.h>

namespace Tbs::Cli {

/// What a file is and what is wrong with it.
struct Judgement
{
    /// Without the file's name and the issues.
    JsonLine description;
    QList<Issue> issues;
};

/// {severity, code, path, message}
[[nodiscard]] JsonLine toJsonLine(const Issue &issue);

} // namespace Tbs::Cli
