// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace GuiBenchmark {

/// The window while \a loadGenerator, the program of that path, sends it \a perSecond notifications a second over HTTP,
/// which are stored. False when not all of them were taken.
[[nodiscard]] bool measureReception(const QString &loadGenerator, int perSecond);

} // namespace GuiBenchmark
