// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Tbs {

/// What a server's event numbers mean.
enum class CounterMode {
    Absolute, ///< As specified: events since the subscription began, 1, 2, 3, ...
    /// The same, but they start anew whenever the server restarts (HAPI counts in memory), and where events have no
    /// times one number may be given to two of them, and another to none.
    Resetting,
    Relative, ///< 1..n in each bundle (athenahealth); they find neither duplicates nor gaps.
    None, ///< Always 0 or absent (Medplum); they find neither duplicates nor gaps.
};

} // namespace Tbs
