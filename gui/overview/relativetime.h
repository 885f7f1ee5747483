// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>

namespace Tbs::Gui {

/// `12 s`, `3 min`, `2 h`, `4 d`: as much as tells something. \a duration: >= 0.
[[nodiscard]] QString durationText(std::chrono::milliseconds duration);
/// `12 s ago`, `just now`; a time to come counts as now. Empty where \a time is invalid.
[[nodiscard]] QString agoText(const QDateTime &time, const QDateTime &now);
/// All of it in the local time zone; empty where \a time is invalid.
[[nodiscard]] QString exactTimeText(const QDateTime &time);

} // namespace Tbs::Gui
