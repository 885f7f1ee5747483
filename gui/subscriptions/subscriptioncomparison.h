// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionrow.h"

namespace Tbs::Gui {

/// One element of a Subscription as it is wanted and as the server has it.
struct ComparedElement
{
    QString element; ///< by the names of R5
    QString wanted; ///< for people; empty: nothing
    QString actual;
    bool differs = false;

    friend bool operator==(const ComparedElement &, const ComparedElement &) = default;
};

/// Every element that a definition can want, of one of ours that the server has; nothing of others. The library judges
/// what differs. \a wanted: what the server was asked for. \a masked: without the values of filters.
[[nodiscard]] QList<ComparedElement> comparedElements(const SubscriptionRow &row, const Subscription &wanted,
                                                      bool masked);

} // namespace Tbs::Gui
