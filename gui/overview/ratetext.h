// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Tbs::Gui {

/// Of how many seconds the rate that is told first is, and that below it.
constexpr int shortRateSeconds = 10;
constexpr int longRateSeconds = 60;

/// `1.5/s`. \a rate: events a second.
[[nodiscard]] QString rateText(double rate);

} // namespace Tbs::Gui
