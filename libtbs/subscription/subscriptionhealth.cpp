// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionhealth.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

struct Finding
{
    HealthState state;
    QString reason;
};

/// Sentences of the findings.
class Reasons
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::SubscriptionHealth)

public:
    [[nodiscard]] static QString off(const SubscriptionFacts &facts, const QDateTime &now, const MomentFormat &moments)
    {
        const bool ended = facts.end.isValid() && facts.end <= now;
        return withDetails(
            ended ? tr("It ended at %1.").arg(moments.text(facts.end)) : tr("The server has turned it off."), facts);
    }

    [[nodiscard]] static QString error(const SubscriptionFacts &facts)
    {
        return withDetails(tr("The server does not deliver."), facts);
    }

    [[nodiscard]] static QString enteredInError() { return tr("The server says that it was entered in error."); }

    [[nodiscard]] static QString silent(const SubscriptionFacts &facts, const MomentFormat &moments)
    {
        return facts.lastNotificationAt.isValid() ? tr("Nothing has come since %1; several heartbeats are missing.")
                                                        .arg(moments.text(facts.lastNotificationAt))
                                                  : tr("Nothing has ever come, not even a heartbeat.");
    }

    [[nodiscard]] static QString gap(const SubscriptionFacts &facts)
    {
        constexpr qsizetype shown = 5;
        const auto &ranges = facts.missing.ranges();
        const auto numbers = NumberRanges(ranges.first(std::min(shown, ranges.size()))).toString();
        return ranges.size() > shown ? tr("Events that did not arrive: %1 and more.").arg(numbers)
                                     : tr("Events that did not arrive: %1.").arg(numbers);
    }

    [[nodiscard]] static QString late(const HeartbeatTimes &times, const MomentFormat &moments)
    {
        return tr("A heartbeat was due at %1.").arg(moments.text(times.due));
    }

    [[nodiscard]] static QString requested(const SubscriptionFacts &facts)
    {
        return facts.status ? tr("The server has not activated it yet.")
                            : tr("The server has not told its status yet.");
    }

    [[nodiscard]] static QString active(const SubscriptionFacts &facts)
    {
        return facts.lastNotificationAt.isValid() ? tr("Active.") : tr("Active, but nothing has come yet.");
    }

private:
    [[nodiscard]] static QString withDetails(QString reason, const SubscriptionFacts &facts)
    {
        if (!facts.errors.isEmpty()) {
            reason += u' ' + tr("It says: %1.").arg(facts.errors.join("; "_L1));
        }
        if (facts.reactivationGaveUp) {
            reason += u' ' + tr("Asking for its activation did not help.");
        }
        return reason;
    }
};

Finding worstFinding(const SubscriptionFacts &facts, const QDateTime &now, const MomentFormat &moments)
{
    const auto times = heartbeatTimes(facts);
    if (facts.status == SubscriptionStatusCode::Off) {
        return {HealthState::Off, Reasons::off(facts, now, moments)};
    }
    if (facts.status == SubscriptionStatusCode::Error) {
        return {HealthState::Error, Reasons::error(facts)};
    }
    if (facts.status == SubscriptionStatusCode::EnteredInError) {
        return {HealthState::Error, Reasons::enteredInError()};
    }
    if (times.silent.isValid() && now >= times.silent) {
        return {HealthState::Silent, Reasons::silent(facts, moments)};
    }
    if (facts.gapTold && !facts.missing.isEmpty()) {
        return {HealthState::Gap, Reasons::gap(facts)};
    }
    if (!facts.drift.isEmpty()) {
        return {HealthState::Drift, facts.drift.join(u' ')};
    }
    if (times.late.isValid() && now >= times.late) {
        return {HealthState::HeartbeatLate, Reasons::late(times, moments)};
    }
    if (facts.status != SubscriptionStatusCode::Active) {
        return {HealthState::Requested, Reasons::requested(facts)};
    }
    return {HealthState::Active, Reasons::active(facts)};
}

} // namespace

QString toCode(HealthState state)
{
    switch (state) {
    case HealthState::Active:
        return u"active"_s;
    case HealthState::Requested:
        return u"requested"_s;
    case HealthState::HeartbeatLate:
        return u"heartbeat-late"_s;
    case HealthState::Drift:
        return u"drift"_s;
    case HealthState::Gap:
        return u"gap"_s;
    case HealthState::Silent:
        return u"silent"_s;
    case HealthState::Error:
        return u"error"_s;
    case HealthState::Off:
        return u"off"_s;
    }
    Q_UNREACHABLE();
}

HeartbeatTimes heartbeatTimes(const SubscriptionFacts &facts)
{
    const auto since = std::max(facts.watchedSince, facts.lastNotificationAt); // an invalid time is before all others
    if (facts.status != SubscriptionStatusCode::Active || facts.heartbeatPeriod.count() <= 0 || !since.isValid()) {
        return {};
    }
    const auto due = since.addMSecs(facts.heartbeatPeriod.count());
    const auto late = due.addMSecs(facts.heartbeatTolerance.count());
    return {due, late, late.addMSecs(2 * facts.heartbeatPeriod.count())};
}

SubscriptionHealth healthOf(const SubscriptionFacts &facts, const QDateTime &now, const MomentFormat &moments)
{
    const auto finding = worstFinding(facts, now, moments);
    SubscriptionHealth health{.state = finding.state, .reason = finding.reason};
    health.lastNotificationAt = facts.lastNotificationAt;
    health.lastEventAt = facts.lastEventAt;
    health.nextHeartbeatDue = heartbeatTimes(facts).due;
    health.eventsBehind = facts.missing.count();
    if (facts.serverCount && *facts.serverCount > facts.highest) {
        health.eventsBehind += *facts.serverCount - facts.highest;
    }
    return health;
}

} // namespace Tbs
