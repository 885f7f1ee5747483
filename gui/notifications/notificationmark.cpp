// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationmark.h"

#include "../application/symbols.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Appearance
{
    NotificationMark mark;
    const char *symbol;
    Tone tone;
    const char *text;
    const char *explanation;
};

class MarkText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::NotificationMark)
};

const Appearance &appearance(NotificationMark mark)
{
    static const QList<Appearance> table{
        {NotificationMark::Event, "event", Tone::Neutral, QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Event"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Something happened that was subscribed to.")},
        {NotificationMark::Handshake, "handshake", Tone::Information,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Handshake"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "The server tried whether it reaches us.")},
        {NotificationMark::Heartbeat, "heartbeat", Tone::Good,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Heartbeat"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Nothing happened, and the server is still there.")},
        {NotificationMark::Query, "query", Tone::Information, QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Answer"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "An answer of $status or $events.")},
        {NotificationMark::Duplicate, "duplicate", Tone::Neutral,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Duplicate"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark",
                           "All of its events had come before; it was not handled again.")},
        {NotificationMark::Late, "late", Tone::Warning, QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Late"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Later events came before it.")},
        {NotificationMark::Restarted, "restarted", Tone::Warning,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Restarted"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "The server began to count its events anew.")},
        {NotificationMark::Recovered, "recovered", Tone::Good,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Recovered"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "It was missed, and fetched from the server afterwards.")},
        {NotificationMark::Replayed, "replayed", Tone::Information,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Replayed"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "It was handed over once more on request.")},
        {NotificationMark::Gap, "gap", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Gap"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Events did not arrive although later ones did.")},
        {NotificationMark::GapClosed, "gapclosed", Tone::Good,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Gap closed"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Nothing is missing any more.")},
        {NotificationMark::Rejected, "rejected", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Rejected"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "What arrived is no notification, or could not be stored.")},
        {NotificationMark::Retrying, "retrying", Tone::Warning,
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Retrying"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "The handler failed; it is called again.")},
        {NotificationMark::Failed, "failed", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "Failed"),
         QT_TRANSLATE_NOOP("Tbs::Gui::NotificationMark", "The handler failed for the last time.")},
    };
    return table.at(static_cast<qsizetype>(mark));
}

NotificationMark markOfNotification(const LiveEntry &entry)
{
    const auto &record = entry.summary.notification;
    if (record.newEvents == 0 && record.duplicateEvents > 0) {
        return NotificationMark::Duplicate;
    }
    if (entry.countRestarted) {
        return NotificationMark::Restarted;
    }
    if (record.origin == NotificationOrigin::Replay || entry.summary.replayedEvents > 0) {
        return NotificationMark::Replayed;
    }
    if (record.origin == NotificationOrigin::Recovery) {
        return NotificationMark::Recovered;
    }
    switch (record.type) {
    case NotificationType::Handshake:
        return NotificationMark::Handshake;
    case NotificationType::Heartbeat:
        return NotificationMark::Heartbeat;
    case NotificationType::QueryStatus:
    case NotificationType::QueryEvent:
        return NotificationMark::Query;
    case NotificationType::EventNotification:
        break;
    }
    if (entry.summary.deadLetters > 0) {
        return NotificationMark::Failed;
    }
    return entry.late ? NotificationMark::Late : NotificationMark::Event;
}

} // namespace

NotificationMark markOf(const LiveEntry &entry)
{
    switch (entry.kind) {
    case LiveEntry::Kind::Gap:
        return NotificationMark::Gap;
    case LiveEntry::Kind::GapClosed:
        return NotificationMark::GapClosed;
    case LiveEntry::Kind::Rejected:
        return NotificationMark::Rejected;
    case LiveEntry::Kind::HandlerFailed:
        return entry.nextAttemptAt.isValid() ? NotificationMark::Retrying : NotificationMark::Failed;
    case LiveEntry::Kind::Notification:
        break;
    }
    return markOfNotification(entry);
}

QString markText(NotificationMark mark)
{
    return MarkText::tr(appearance(mark).text);
}

QString markExplanation(NotificationMark mark)
{
    return MarkText::tr(appearance(mark).explanation);
}

Tone markTone(NotificationMark mark)
{
    return appearance(mark).tone;
}

QIcon markIcon(NotificationMark mark, const QPalette &palette)
{
    const auto tone = markTone(mark);
    const auto name = QString::fromLatin1(appearance(mark).symbol);
    if (mark == NotificationMark::Duplicate) {
        return coloredSymbol(name, mutedText(palette));
    }
    return tone == Tone::Neutral ? symbol(name) : coloredSymbol(name, toneColor(tone, palette));
}

} // namespace Tbs::Gui
