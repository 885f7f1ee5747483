// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplesubscriptions.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

using namespace std::chrono_literals;

SubscriptionFacts goodFacts(const QDateTime &now)
{
    SubscriptionFacts facts;
    facts.status = SubscriptionStatusCode::Active;
    facts.watchedSince = now.addSecs(-3600);
    facts.lastNotificationAt = now.addSecs(-6);
    facts.lastEventAt = now.addSecs(-45);
    facts.heartbeatPeriod = 20s;
    facts.heartbeatTolerance = 10s;
    facts.highest = 1204;
    facts.serverCount = 1204;
    return facts;
}

SubscriptionFacts factsOf(HealthState state, const QDateTime &now)
{
    auto facts = goodFacts(now);
    switch (state) {
    case HealthState::Active:
        break;
    case HealthState::Requested:
        facts.status = SubscriptionStatusCode::Requested;
        facts.lastNotificationAt = {};
        facts.lastEventAt = {};
        break;
    case HealthState::HeartbeatLate:
        facts.lastNotificationAt = now.addSecs(-34);
        break;
    case HealthState::Drift:
        facts.drift << u"The server has counted 1210 events, and its last notification 1204."_s;
        facts.serverCount = 1210;
        break;
    case HealthState::Gap:
        facts.missing.insert({1200, 1202});
        facts.gapTold = true;
        break;
    case HealthState::Silent:
        facts.lastNotificationAt = now.addSecs(-754);
        facts.lastEventAt = now.addSecs(-1900);
        break;
    case HealthState::Error:
        facts.status = SubscriptionStatusCode::Error;
        facts.errors << u"Connection refused by the endpoint"_s;
        facts.serverCount = 1260;
        break;
    case HealthState::Off:
        facts.status = SubscriptionStatusCode::Off;
        facts.lastNotificationAt = now.addSecs(-7300);
        facts.lastEventAt = now.addSecs(-7300);
        break;
    }
    return facts;
}

} // namespace

Gui::ManagedSubscription exampleSubscription(const QString &webhookId, const SubscriptionFacts &facts,
                                             const QDateTime &now)
{
    Gui::ManagedSubscription subscription;
    subscription.wanted.definition.webhookId = webhookId;
    subscription.wanted.definition.topic = u"http://example.org/topic/"_s + webhookId;
    subscription.key = {webhookId, u"http://fhir.example.org/r5"_s, u"Subscription/"_s + webhookId};
    subscription.registered = Subscription();
    subscription.registered->id = webhookId;
    subscription.facts = facts;
    subscription.health = healthOf(facts, now, MomentFormat::local());
    return subscription;
}

Gui::ManagedSubscription exampleSubscription(const QString &webhookId, HealthState state, const QDateTime &now)
{
    return exampleSubscription(webhookId, factsOf(state, now), now);
}

QList<Gui::ManagedSubscription> subscriptionsWithAllLights(const QDateTime &now)
{
    auto suspended = exampleSubscription(u"allergies"_s, HealthState::Off, now);
    suspended.suspended = true;
    auto unregistered = exampleSubscription(u"specimens"_s, SubscriptionFacts(), now);
    unregistered.registered.reset();
    auto refused = exampleSubscription(u"referrals"_s, SubscriptionFacts(), now);
    refused.registered.reset();
    refused.error = Error{Error::Kind::Rejected,
                          u"The server refuses the subscription: the topic referral-created is not known (422)."_s,
                          {}};
    auto locked = exampleSubscription(u"medications"_s, SubscriptionFacts(), now);
    locked.registered.reset();
    locked.error =
        Error{Error::Kind::ActionRequired, u"The server does not know the credentials (401): change them."_s, {}};
    return {
        exampleSubscription(u"encounters"_s, HealthState::Active, now),
        exampleSubscription(u"patients"_s, HealthState::Active, now),
        suspended,
        exampleSubscription(u"appointments"_s, HealthState::Requested, now),
        unregistered,
        exampleSubscription(u"conditions"_s, HealthState::HeartbeatLate, now),
        exampleSubscription(u"observations"_s, HealthState::Drift, now),
        exampleSubscription(u"lab-results"_s, HealthState::Gap, now),
        exampleSubscription(u"procedures"_s, HealthState::Silent, now),
        exampleSubscription(u"immunizations"_s, HealthState::Error, now),
        exampleSubscription(u"coverage"_s, HealthState::Off, now),
        refused,
        locked,
    };
}

QList<Gui::ManagedSubscription> healthySubscriptions(int count, const QDateTime &now)
{
    QList<Gui::ManagedSubscription> subscriptions;
    for (int i = 1; i <= count; ++i) {
        auto facts = goodFacts(now);
        facts.lastNotificationAt = now.addSecs(-(i * 7) % 20);
        facts.lastEventAt = now.addSecs(-(i * 37) % 400 - 20);
        subscriptions << exampleSubscription(u"ward-%1"_s.arg(i, 2, 10, QLatin1Char('0')), facts, now);
    }
    return subscriptions;
}

QList<Gui::Activity> exampleActivity(const QStringList &webhookIds, const QDateTime &now, bool trouble)
{
    constexpr int seconds = 300;
    QList<Gui::Activity> activity;
    for (int second = 0; second < seconds; ++second) {
        Gui::Activity one{.at = now.addSecs(second - seconds + 1)};
        for (qsizetype i = 0; i < webhookIds.size(); ++i) {
            const double wave = std::sin(second / (14.0 + static_cast<double>(i)) + static_cast<double>(i));
            const int events = std::max(0, static_cast<int>(4 * wave) + (second * 7 + static_cast<int>(i) * 3) % 4 - 1);
            Gui::ActivityCounts counts{.notifications = events, .events = events, .handled = events, .timed = events};
            counts.totalLatency =
                std::chrono::milliseconds(events * (22 + static_cast<int>(8 * std::sin(second / 30.0)) + second % 3));
            counts.maximumLatency = std::chrono::milliseconds(
                events > 0 ? 45 + static_cast<int>(14 * std::sin(second / 21.0)) + (second % 37 == 0 ? 60 : second % 5)
                           : 0);
            if (trouble && second > 200 && second % 23 == 0) {
                counts.rejected = 1;
            }
            if (trouble && i == 0 && second % 97 == 0) {
                counts.failed = 1;
            }
            if (counts != Gui::ActivityCounts()) {
                one.subscriptions.insert(webhookIds.at(i), counts);
                one.total += counts;
            }
        }
        activity << one;
    }
    return activity;
}

QList<Gui::JournalEntry> exampleJournal(const QDateTime &now)
{
    using Kind = Gui::JournalEntry::Kind;
    using Severity = Gui::JournalEntry::Severity;
    return {
        {now.addSecs(-3600),
         Kind::Requested,
         Severity::Information,
         u"encounters"_s,
         u"The server is asked for it."_s,
         {}},
        {now.addSecs(-3599), Kind::Handshake, Severity::Information, u"encounters"_s, u"The handshake arrived."_s, {}},
        {now.addSecs(-3598), Kind::Activated, Severity::Good, u"encounters"_s, u"The server has activated it."_s, {}},
        {now.addSecs(-2400), Kind::ProblemKnown, Severity::Warning, u"observations"_s,
         u"Such a server sends no headers, so it cannot show our token."_s,
         u"Put a secret into webhook.pathPrefix instead."_s},
        {now.addSecs(-1240),
         Kind::Gap,
         Severity::Warning,
         u"lab-results"_s,
         u"Events 1200 to 1202 did not arrive."_s,
         {}},
        {now.addSecs(-1230), Kind::RecoveryFailed, Severity::Warning, u"lab-results"_s,
         u"The server did not answer $events: 503."_s, u"It is asked again in 30 s."_s},
        {now.addSecs(-754),
         Kind::HeartbeatLate,
         Severity::Warning,
         u"procedures"_s,
         u"A heartbeat was due 30 s ago."_s,
         {}},
        {now.addSecs(-300), Kind::Failed, Severity::Bad, u"referrals"_s,
         u"The server refuses the subscription: the topic referral-created is not known (422)."_s,
         u"Choose one of the topics that the server has."_s},
        {now.addSecs(-60), Kind::ReactivationGaveUp, Severity::Bad, u"immunizations"_s,
         u"5 attempts to activate it again did not help."_s, u"Look at the server's log, then reactivate it."_s},
        {now.addSecs(-34),
         Kind::HeartbeatLate,
         Severity::Warning,
         u"conditions"_s,
         u"A heartbeat was due 14 s ago."_s,
         {}},
    };
}

} // namespace Tbs::Test
