// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDateTime>
#include <QString>

namespace Tbs::Gui {

/// Something that happened to a subscription besides its notifications: what an operator wants to read afterwards.
struct JournalEntry
{
    enum class Kind {
        ServerUnknown, ///< the server does not answer, or not as a FHIR server
        ProblemKnown, ///< known of the server's make beforehand
        Requested, ///< the server was asked to create, change or delete
        Registered, ///< the server has it
        Handshake, ///< it arrived
        Activated,
        ActivationDelayed,
        Altered, ///< the server keeps elements other than wanted
        Failed, ///< the server refused, or was not reached
        Suspended, ///< turned off by the operator
        Removed,
        HeartbeatLate,
        HeartbeatBack,
        StatusUnknown, ///< $status did not answer
        Drift,
        Vanished, ///< the server does not have it any more
        Gap,
        GapClosed,
        Recovered,
        RecoveryFailed,
        RecoveryUnavailable,
        Lost,
        CounterReset,
        ResyncNeeded,
        Reactivating,
        Reactivated,
        ReactivationFailed,
        ReactivationGaveUp,
        WebSocketConnected,
        WebSocketBroken,
    };
    /// How good or bad it is.
    enum class Severity { Information, Good, Warning, Bad };

    QDateTime at; ///< UTC
    Kind kind = Kind::Requested;
    Severity severity = Severity::Information;
    QString webhookId; ///< empty: of no single one
    QString message; ///< a sentence for people, without patient data
    QString advice; ///< what to do about it; may be empty

    friend bool operator==(const JournalEntry &, const JournalEntry &) = default;
};

} // namespace Tbs::Gui
