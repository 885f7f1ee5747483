// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QJsonObject>
#include <QSet>

#include <chrono>

namespace Tbs {

/// What the sandbox does wrong on purpose. All off by default; changeable at any time.
///
/// An event is asked for its faults once, when it is generated: drop first, then duplicate and reorder.
struct TBS_SANDBOX_EXPORT SandboxFaults
{
    double drop = 0; ///< share of event notifications never sent, 0..1
    double duplicate = 0; ///< share sent twice, 0..1
    double reorder = 0; ///< share sent after the following one, 0..1
    /// The same by event number, besides the shares: of every subscription.
    QSet<quint64> dropEventNumbers;
    QSet<quint64> duplicateEventNumbers;
    QSet<quint64> reorderEventNumbers;
    std::chrono::milliseconds delay{0}; ///< before each delivery
    bool overlap = false; ///< notifications of one subscription do not wait for the answer to the one before
    bool refuseHandshake = false; ///< subscriptions go to `error` instead of `active`
    bool staysRequested = false; ///< subscriptions that are created or updated get no handshake
    bool refuseBindings = false; ///< a websocket is bound to nothing, whatever its token
    bool silenceHeartbeats = false;
    // What is made of Subscriptions that are created or updated:
    std::chrono::milliseconds maximumLifetime{0}; ///< `end` is at most so far away; 0: as asked
    int maximumHeartbeatPeriod = 0; ///< seconds; 0: as asked
    bool dropHeaders = false;
    bool maskHeaders = false; ///< read as `***`, sent as they were given
    int failRequests = 0; ///< HTTP status (500..599) for every FHIR request but metadata; 0: none
    int failRequestCount = -1; ///< how many more requests failRequests is for; -1: all

    friend bool operator==(const SandboxFaults &, const SandboxFaults &) = default;
};

/// The members by name; delay in milliseconds, sets as lists.
[[nodiscard]] TBS_SANDBOX_EXPORT QJsonObject toJson(const SandboxFaults &faults);

/// Changes in \a faults what \a json names.
/// \return BadData with the name of the member for what is unknown, of the wrong kind or out of range.
[[nodiscard]] TBS_SANDBOX_EXPORT Result<SandboxFaults> readSandboxFaults(const QJsonObject &json,
                                                                         SandboxFaults faults = {});

} // namespace Tbs
