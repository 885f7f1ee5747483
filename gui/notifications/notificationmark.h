// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"
#include "../backend/liveentry.h"

#include <QIcon>

namespace Tbs::Gui {

/// What a line of the list is, at first sight: a symbol and a word, so that nobody depends on colours.
enum class NotificationMark {
    Event,
    Handshake,
    Heartbeat,
    Query, ///< an answer of $status or $events
    Duplicate, ///< nothing in it was new
    Late,
    Restarted,
    Recovered,
    Replayed,
    Gap,
    GapClosed,
    Rejected,
    Retrying, ///< a handler failed and is called again
    Failed, ///< a handler failed for the last time
};

/// The one that says most about \a entry.
[[nodiscard]] NotificationMark markOf(const LiveEntry &entry);
/// One word for people.
[[nodiscard]] QString markText(NotificationMark mark);
/// A sentence for people.
[[nodiscard]] QString markExplanation(NotificationMark mark);
[[nodiscard]] Tone markTone(NotificationMark mark);
[[nodiscard]] QIcon markIcon(NotificationMark mark, const QPalette &palette);

} // namespace Tbs::Gui
