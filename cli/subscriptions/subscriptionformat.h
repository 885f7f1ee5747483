// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../linewriter.h"

/// Lines about Subscriptions as text for people.
namespace Tbs::Cli {

/// The colour of `active`, `error`, ...
[[nodiscard]] Colour colourOfStatus(const QString &status);

/// Many subscriptionLine() as a table.
[[nodiscard]] QString formatSubscriptions(const QList<JsonLine> &lines, const Console &console);
/// One subscriptionLine() with all its elements below each other.
[[nodiscard]] QString formatSubscription(const JsonLine &line, const Console &console);
/// Lines of `tbs subscriptions status` as a table.
[[nodiscard]] QString formatStatuses(const QList<JsonLine> &lines, const Console &console);

} // namespace Tbs::Cli
