// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"
#include "../backend/journalentry.h"

#include <QIcon>

namespace Tbs::Gui {

/// One or two words for people.
[[nodiscard]] QString journalText(JournalEntry::Kind kind);
[[nodiscard]] Tone severityTone(JournalEntry::Severity severity);
/// A symbol for what happened, in the colour of how bad it is.
[[nodiscard]] QIcon journalIcon(const JournalEntry &entry, const QPalette &palette);
/// When, of what, what and what to do: one line, to be copied.
[[nodiscard]] QString journalLine(const JournalEntry &entry);

} // namespace Tbs::Gui
