// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../linewriter.h"

namespace Tbs::Cli {

/// A line of `tbs listen` for people: time, type, and what matters of it.
[[nodiscard]] QString formatListenLine(const JsonLine &line, const Console &console);

} // namespace Tbs::Cli
