// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "announcements.h"

#include "../overview/journalmark.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Kind = JournalEntry::Kind;

constexpr std::chrono::seconds collectingTime(10);
constexpr qsizetype shownCount = 4;

/// What is over when \a kind happens.
std::optional<Kind> mendedBy(Kind kind)
{
    switch (kind) {
    case Kind::GapClosed:
        return Kind::Gap;
    case Kind::HeartbeatBack:
        return Kind::HeartbeatLate;
    case Kind::WebSocketConnected:
        return Kind::WebSocketBroken;
    case Kind::Reactivated:
        return Kind::ReactivationFailed;
    default:
        return {};
    }
}

QString headline(const JournalEntry &entry)
{
    return entry.webhookId.isEmpty()
        ? journalText(entry.kind)
        : Announcements::tr("%1: %2", "subscription and what happened").arg(entry.webhookId, journalText(entry.kind));
}

} // namespace

Announcements::Announcements(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

bool Announcements::isWorthTelling(const JournalEntry &entry)
{
    if (entry.severity == JournalEntry::Severity::Bad) {
        return true;
    }
    if (entry.severity != JournalEntry::Severity::Warning) {
        return false;
    }
    switch (entry.kind) {
    case Kind::HeartbeatLate:
    case Kind::Drift:
    case Kind::Vanished:
    case Kind::Gap:
    case Kind::RecoveryFailed:
    case Kind::RecoveryUnavailable:
    case Kind::Lost:
    case Kind::ResyncNeeded:
    case Kind::ReactivationFailed:
    case Kind::ReactivationGaveUp:
    case Kind::WebSocketBroken:
        return true;
    default:
        return false;
    }
}

void Announcements::note(const QList<JournalEntry> &entries)
{
    if (m_muted) {
        return;
    }
    for (const auto &entry : entries) {
        take(entry);
    }
    if (!m_entries.isEmpty() && !std::exchange(m_collecting, true)) {
        m_clock.callAfter(collectingTime, this, [this] { announce(); });
    }
}

void Announcements::take(const JournalEntry &entry)
{
    const auto isSame = [&](Kind kind) {
        return [&entry, kind](const JournalEntry &other) {
            return other.webhookId == entry.webhookId && other.kind == kind;
        };
    };
    if (const auto mended = mendedBy(entry.kind)) {
        m_entries.removeIf(isSame(*mended));
    }
    if (isWorthTelling(entry)) {
        m_entries.removeIf(isSame(entry.kind)); // the newer one knows more
        m_entries << entry;
    }
}

void Announcements::setMuted(bool muted)
{
    m_muted = muted;
    m_entries.clear();
}

void Announcements::announce()
{
    m_collecting = false;
    const auto entries = std::exchange(m_entries, {});
    if (entries.isEmpty()) {
        return;
    }
    if (entries.size() == 1) {
        const auto &entry = entries.constFirst();
        Q_EMIT announced(headline(entry), (entry.message + u'\n' + entry.advice).trimmed(),
                         severityTone(entry.severity));
        return;
    }
    const bool isBad = std::any_of(entries.begin(), entries.end(),
                                   [](const auto &entry) { return entry.severity == JournalEntry::Severity::Bad; });
    QStringList lines;
    for (const auto &entry : entries.first(std::min(shownCount, entries.size()))) {
        lines << headline(entry);
    }
    if (entries.size() > shownCount) {
        lines << tr("and %n more", nullptr, static_cast<int>(entries.size() - shownCount));
    }
    Q_EMIT announced(tr("%n problems", nullptr, static_cast<int>(entries.size())), lines.join(u'\n'),
                     isBad ? Tone::Bad : Tone::Warning);
}

} // namespace Tbs::Gui
