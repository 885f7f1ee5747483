// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/store/numberranges.h>
#include <Tbs/support/momentformat.h>

#include <QDateTime>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Tbs {

/// How a subscription does, from good to bad: of several findings the worst is shown.
enum class HealthState {
    Active, ///< as it should be
    Requested, ///< the server has not activated it yet
    HeartbeatLate, ///< a heartbeat is overdue
    Drift, ///< the server tells two things that do not fit, or counts other than we do
    Gap, ///< events are missing and being fetched, or waited for
    Silent, ///< several heartbeats in a row did not come
    Error, ///< the server does not deliver
    Off, ///< the server has ended it
};

/// `active`, `requested`, `heartbeat-late`, `drift`, `gap`, `silent`, `error` or `off`.
[[nodiscard]] TBS_CORE_EXPORT QString toCode(HealthState state);

/// All that is known of a subscription and matters for how it does.
struct TBS_CORE_EXPORT SubscriptionFacts
{
    /// The newest status that the server told, in whatever way; absent: none yet.
    std::optional<SubscriptionStatusCode> status;
    QStringList errors; ///< what it said about its errors: `system|code` or text
    QDateTime end; ///< when it ends by itself; invalid: never
    bool reactivationGaveUp = false; ///< a person has to look

    QDateTime watchedSince; ///< UTC
    QDateTime lastNotificationAt; ///< of any type, by the channel; UTC
    QDateTime lastEventAt; ///< UTC
    std::chrono::milliseconds heartbeatPeriod{0}; ///< as the server accepted it; 0: there are none to wait for
    std::chrono::milliseconds heartbeatTolerance{0};

    NumberRanges missing; ///< events that should have arrived by now
    bool gapTold = false; ///< they are missing for longer than overlapping requests explain
    quint64 highest = 0; ///< the highest event number known
    std::optional<quint64> serverCount; ///< the server's newest count of events
    /// What the server tells in two ways that do not fit, as sentences.
    QStringList drift;
};

/// How a subscription does, for people and programs.
struct TBS_CORE_EXPORT SubscriptionHealth
{
    HealthState state = HealthState::Requested;
    QString reason; ///< a sentence
    QDateTime lastNotificationAt; ///< UTC; invalid: none yet
    QDateTime lastEventAt; ///< UTC; invalid: none yet
    QDateTime nextHeartbeatDue; ///< UTC; invalid: none is to be expected
    quint64 eventsBehind = 0; ///< events that the server has counted and we have not got

    friend bool operator==(const SubscriptionHealth &, const SubscriptionHealth &) = default;
};

/// When the next heartbeat is due, and from when on it is late or its subscription silent; all invalid where none is to
/// be expected.
struct TBS_CORE_EXPORT HeartbeatTimes
{
    QDateTime due;
    QDateTime late; ///< due and the tolerance
    QDateTime silent; ///< two more periods later
};

/// Pure. Heartbeats are expected of active subscriptions only.
[[nodiscard]] TBS_CORE_EXPORT HeartbeatTimes heartbeatTimes(const SubscriptionFacts &facts);

/// The worst of what \a facts show at the time \a now. Pure: the same in every program that knows the same. \a moments:
/// how the reason names a time.
[[nodiscard]] TBS_CORE_EXPORT SubscriptionHealth healthOf(const SubscriptionFacts &facts, const QDateTime &now,
                                                          const MomentFormat &moments = {});

} // namespace Tbs
