// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/numberranges.h>
#include <Tbs/subscription/subscriptionclient.h>

#include <QByteArray>

namespace Tbs::Gui {

/// An event of the answer of `$events`, to be read.
struct FetchedEvent
{
    QString number; ///< empty where the server gives none
    QString timestamp; ///< in local time; as received where it cannot be read
    QString focus; ///< `Encounter/17`
    QByteArray resource; ///< JSON of the focus; empty: the server sent none
};

/// More at once are hardly read, and would keep server and window busy.
constexpr quint64 maximumFetched = 1000;

/// The events of \a answer in its order. \a masked: without what tells who a patient is. \return BadData when it is no
/// notification.
[[nodiscard]] Result<QList<FetchedEvent>> fetchedEvents(const RecoveredEvents &answer, bool masked);

/// What one will want to fetch: the first of \a missing, else the last ten up to \a count, else the first ten.
[[nodiscard]] NumberRange suggestedRange(const NumberRanges &missing, quint64 count);

} // namespace Tbs::Gui
