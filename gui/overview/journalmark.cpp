// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "journalmark.h"

#include "../application/symbols.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Kind = JournalEntry::Kind;

struct Appearance
{
    Kind kind;
    const char *symbol;
    const char *text;
};

class MarkText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::JournalMark)
};

const Appearance &appearance(Kind kind)
{
    static const QList<Appearance> table{
        {Kind::ServerUnknown, "failed", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Server unknown")},
        {Kind::ProblemKnown, "information", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Known problem")},
        {Kind::Requested, "requested", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Requested")},
        {Kind::Registered, "added", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Registered")},
        {Kind::Handshake, "handshake", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Handshake")},
        {Kind::Activated, "done", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Activated")},
        {Kind::ActivationDelayed, "late", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Activation delayed")},
        {Kind::Altered, "changed", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Altered")},
        {Kind::Failed, "failed", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Failed")},
        {Kind::Suspended, "pause", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Suspended")},
        {Kind::Removed, "removed", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Deleted")},
        {Kind::HeartbeatLate, "late", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Heartbeat late")},
        {Kind::HeartbeatBack, "heartbeat", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Heartbeat back")},
        {Kind::StatusUnknown, "query", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Status unknown")},
        {Kind::Drift, "drift", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Drift")},
        {Kind::Vanished, "unregistered", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Vanished")},
        {Kind::Gap, "gap", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Gap")},
        {Kind::GapClosed, "gapclosed", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Gap closed")},
        {Kind::Recovered, "recovered", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Recovered")},
        {Kind::RecoveryFailed, "warning", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Recovery failed")},
        {Kind::RecoveryUnavailable, "warning", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "No recovery")},
        {Kind::Lost, "gap", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Lost")},
        {Kind::CounterReset, "restarted", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Counted anew")},
        {Kind::ResyncNeeded, "warning", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Resync needed")},
        {Kind::Reactivating, "retrying", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Reactivating")},
        {Kind::Reactivated, "done", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Reactivated")},
        {Kind::ReactivationFailed, "warning", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Reactivation failed")},
        {Kind::ReactivationGaveUp, "failed", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Gave up")},
        {Kind::WebSocketConnected, "connect", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Websocket connected")},
        {Kind::WebSocketBroken, "silent", QT_TRANSLATE_NOOP("Tbs::Gui::JournalMark", "Websocket broken")},
    };
    return table.at(static_cast<qsizetype>(kind));
}

} // namespace

QString journalText(Kind kind)
{
    return MarkText::tr(appearance(kind).text);
}

Tone severityTone(JournalEntry::Severity severity)
{
    switch (severity) {
    case JournalEntry::Severity::Information:
        return Tone::Neutral;
    case JournalEntry::Severity::Good:
        return Tone::Good;
    case JournalEntry::Severity::Warning:
        return Tone::Warning;
    case JournalEntry::Severity::Bad:
        break;
    }
    return Tone::Bad;
}

QIcon journalIcon(const JournalEntry &entry, const QPalette &palette)
{
    const auto name = QString::fromLatin1(appearance(entry.kind).symbol);
    const auto tone = severityTone(entry.severity);
    return tone == Tone::Neutral ? symbol(name) : coloredSymbol(name, toneColor(tone, palette));
}

QString journalLine(const JournalEntry &entry)
{
    const QStringList parts{entry.at.toLocalTime().toString(Qt::ISODate), entry.webhookId, journalText(entry.kind),
                            entry.message.simplified(), entry.advice.simplified()};
    return parts.join(u'\t');
}

} // namespace Tbs::Gui
