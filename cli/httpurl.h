// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Tbs::Cli {

/// Whether \a text is an absolute http or https URL.
[[nodiscard]] bool isHttpUrl(const QString &text);

} // namespace Tbs::Cli
