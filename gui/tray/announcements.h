// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"
#include "../backend/journalentry.h"

#include <Tbs/support/clock.h>

#include <QObject>

namespace Tbs::Gui {

/// What of the journal is told outside of the window. What happens within 10 seconds is told once, and what has mended
/// itself by then is not told at all.
class Announcements : public QObject
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit Announcements(Clock &clock, QObject *parent = nullptr);

    /// Everything bad, and those warnings after which events may be missing.
    [[nodiscard]] static bool isWorthTelling(const JournalEntry &entry);

    void note(const QList<JournalEntry> &entries);
    /// Nothing is told meanwhile, nor afterwards.
    void setMuted(bool muted);

Q_SIGNALS:
    void announced(const QString &title, const QString &text, Tbs::Gui::Tone tone);

private:
    void take(const JournalEntry &entry);
    void announce();

    Clock &m_clock;
    bool m_muted = false;
    bool m_collecting = false;
    QList<JournalEntry> m_entries;
};

} // namespace Tbs::Gui
