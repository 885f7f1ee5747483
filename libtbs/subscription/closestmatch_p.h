// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QString>
#include <QStringList>

namespace Tbs {

/// The candidate that \a text was probably meant to be: differing only in case, `-`, `_` and `.`, or by a typing slip
/// or two. Empty when none comes near.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString closestMatch(QStringView text, const QStringList &candidates);

/// ` (did you mean x?)`, or an empty text.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString didYouMean(QStringView text, const QStringList &candidates);

/// \a text for a message: control characters replaced, cut after 60 characters, in backquotes.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString quoted(QStringView text);

} // namespace Tbs
