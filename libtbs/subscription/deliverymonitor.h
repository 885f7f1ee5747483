// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscriptiontopic.h>
#include <Tbs/notification/notificationreceiver.h>
#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/subscription/subscriptionhealth.h>

#include <functional>

namespace Tbs {

/// When a DeliveryMonitor does what. The defaults suit servers that deliver within seconds.
struct TBS_CORE_EXPORT MonitorOptions
{
    /// How late a heartbeat may be, >= 0.
    std::chrono::milliseconds heartbeatTolerance = std::chrono::seconds(10);
    /// How often the server is asked for each Subscription and its `$status`, besides whenever something looks wrong.
    /// 0: only then.
    std::chrono::milliseconds statusPeriod = std::chrono::minutes(5);

    /// How often in a row a Subscription in `error` or `off` is activated again before a person has to look; 0: never.
    /// One that stayed active for longer than the longest delay begins a new row. Attempts that did not reach the
    /// server do not count.
    int reactivationAttempts = 5;
    /// Before the first attempt; doubled before each further one.
    std::chrono::milliseconds reactivationDelay = std::chrono::seconds(10);
    std::chrono::milliseconds maximumReactivationDelay = std::chrono::minutes(10);

    /// How often the server is asked for missing events that its answers do not hold, before they are given up, >= 1.
    /// Requests that it does not answer do not count.
    int recoveryAttempts = 5;
    /// Between two attempts; doubled each time.
    std::chrono::milliseconds recoveryDelay = std::chrono::seconds(10);
    std::chrono::milliseconds maximumRecoveryDelay = std::chrono::minutes(10);
    /// Missing events are given up after this even while the server does not answer.
    std::chrono::milliseconds recoveryTime = std::chrono::hours(24);
    /// Of a larger gap only the newest are fetched.
    quint64 maximumRecoveredEvents = 10'000;
    quint64 eventsPerRequest = 100; ///< of one `$events`, >= 1
    /// Where events cannot be fetched: how long the server may take to repeat them before they are given up.
    std::chrono::milliseconds writeOffDelay = std::chrono::minutes(2);
};

/// What is left when events cannot be fetched by their numbers: to search for what changed. Resources that were deleted
/// meanwhile are not found like that.
struct TBS_CORE_EXPORT ResyncOffer
{
    QList<NumberRange> numbers; ///< of the lost events; empty: nobody can tell
    /// UTC, a minute before the newest event that certainly arrived before them; invalid: nothing is known.
    QDateTime since;
    /// Behind the base URL, one for each resource type: `Encounter?_lastUpdated=gt2026-01-31T12:00:00Z`. Without the
    /// filters of the subscription, whose values may be about patients. Empty when the types are not known.
    QStringList searches;
};

/// What a server said when it was asked for a Subscription.
struct TBS_CORE_EXPORT StatusReport
{
    std::optional<SubscriptionStatusCode> status; ///< by `$status`; absent: not asked, or no answer
    std::optional<quint64> count; ///< eventsSinceSubscriptionStart by `$status`
    QStringList errors; ///< by `$status`
    /// The resource; absent: no answer.
    std::optional<Subscription> subscription;
};

/// Watches over the delivery of all subscriptions of a receiver: heartbeats that do not come, lost events,
/// Subscriptions that the server turned off, counts that do not fit; and repairs what can be repaired.
///
/// It listens to the receiver, learns the Subscriptions from watch() (with a SubscriptionRegistrar) or from the
/// notifications that come, and asks the server:
/// * `$status` and the Subscription, from time to time, when a heartbeat is late, and when a notification tells of an
///   error. A count above ours proves a loss.
/// * `$events` for numbers that are missing. What comes goes to the receiver as any notification, marked recovered.
///   Servers without `$events` get told of by resyncNeeded(). What cannot be had is written off in the end, and told by
///   eventsLost(), so that a gap does not stay for ever.
/// * to activate a Subscription in `error` or `off` again.
/// Where event numbers mean nothing (CounterMode::Relative and None) there are neither gaps nor `$events`. Errors of
/// the server are told and tried again with growing delays; they never touch what is received meanwhile.
///
/// Nothing of its own is stored: gaps and counts are the receiver's, and a restart goes on with them. Lives in the
/// thread of the receiver. Destroy it before its parts.
class TBS_CORE_EXPORT DeliveryMonitor : public QObject
{
    Q_OBJECT

public:
    /// Asks the server to activate the Subscription of a definition again; SubscriptionRegistrar::reactivate().
    using Reactivate = std::function<QFuture<Result<Subscription>>(const QString &webhookId)>;

    /// \a receiver, \a client and \a clock must outlive this. Does nothing before start() or watch(). The receiver's
    /// endpoints are to name the server as FhirClient::server() does, since Subscriptions are told apart by it.
    DeliveryMonitor(AbstractReceiver &receiver, SubscriptionClient &client, Clock &clock, MonitorOptions options = {},
                    QObject *parent = nullptr);
    ~DeliveryMonitor() override;

    /// How to activate again, instead of changing the status alone. Before start() and watch().
    void setReactivation(Reactivate reactivate);
    /// What is known of topics: whose resources a resync has to search. At any time.
    void setTopics(const QList<SubscriptionTopic> &topics);

    /// Begins with what the receiver knows of earlier runs: is anything missing, has the server counted on? A webhook
    /// id that is never watch()ed has its Subscriptions learnt from what arrives, a few at most. Connect to the signals
    /// before.
    void start();

    /// The server has \a subscription for the definition \a webhookId; connect SubscriptionRegistrar::registered() and
    /// activated() to it, and call it for what was found. Another id than before: the old one is given up.
    void watch(const QString &webhookId, const Subscription &subscription);
    /// Leaves the Subscriptions of \a webhookId alone; before turning them off or deleting them, since `off` is
    /// activated again whoever turned it off. A later watch() or learn() begins anew.
    void unwatch(const QString &webhookId);
    /// Subscriptions of \a webhookId are learnt from what arrives, also after unwatch().
    void learn(const QString &webhookId);

    /// Asks the server for the Subscriptions of \a webhookId now: after a websocket was connected again, or when an
    /// operator wants to know.
    void check(const QString &webhookId);
    /// Activates the Subscriptions of \a webhookId again now, if they need it; the attempts are counted anew. For an
    /// operator, after reactivationGaveUp().
    void reactivate(const QString &webhookId);

    /// What is watched now.
    [[nodiscard]] QList<SubscriptionKey> subscriptions() const;
    /// How \a subscription does; the default value when it is not watched.
    [[nodiscard]] SubscriptionHealth health(const SubscriptionKey &subscription) const;
    /// All that is known of it.
    [[nodiscard]] SubscriptionFacts facts(const SubscriptionKey &subscription) const;

Q_SIGNALS:
    /// State or reason changed, or it is watched from now on.
    void healthChanged(const Tbs::SubscriptionKey &subscription, const Tbs::SubscriptionHealth &health);

    /// Nothing has come for longer than the heartbeat period and its tolerance. Told once each time.
    void heartbeatLate(const Tbs::SubscriptionKey &subscription, const QDateTime &lastNotificationAt);
    /// A notification came after all.
    void heartbeatBack(const Tbs::SubscriptionKey &subscription);

    /// The server answered.
    void statusChecked(const Tbs::SubscriptionKey &subscription, const Tbs::StatusReport &report);
    /// It did not; it is asked again at the next occasion.
    void statusCheckFailed(const Tbs::SubscriptionKey &subscription, const Tbs::Error &error);
    /// What the server tells does not fit together, or not with what arrived; sentences. Empty: now it does.
    void driftChanged(const Tbs::SubscriptionKey &subscription, const QStringList &drift);
    /// The server does not have the Subscription any more. It is not watched from now on.
    void vanished(const Tbs::SubscriptionKey &subscription);

    /// Missing events were fetched and taken; their handlers get them marked recovered.
    void eventsRecovered(const Tbs::SubscriptionKey &subscription, const Tbs::NumberRange &numbers);
    /// They could not be fetched this time. \a nextAttemptAt: UTC.
    void recoveryFailed(const Tbs::SubscriptionKey &subscription, const Tbs::Error &error,
                        const QDateTime &nextAttemptAt);
    /// The server has no `$events`, at least not for this Subscription. Once each, when the first gap shows it.
    void recoveryUnavailable(const Tbs::SubscriptionKey &subscription, const Tbs::Error &error);
    /// Events cannot be fetched by their numbers: search for what they were about.
    void resyncNeeded(const Tbs::SubscriptionKey &subscription, const Tbs::ResyncOffer &offer);
    /// These numbers are given up: no handler ever got their events, unless they come after all.
    void eventsLost(const Tbs::SubscriptionKey &subscription, const Tbs::NumberRange &numbers);
    /// The server began to count anew; numbers from before that were missing are \a missing and cannot be fetched any
    /// more. Whether more events came before the end of the old count nobody knows: resyncNeeded() follows.
    void counterReset(const Tbs::SubscriptionKey &subscription, const QList<Tbs::NumberRange> &missing);

    /// The server is being asked to activate the Subscription again; \a attempt: 1 for the first in a row.
    void reactivating(const Tbs::SubscriptionKey &subscription, int attempt);
    /// It is active again.
    void reactivated(const Tbs::SubscriptionKey &subscription);
    /// The request failed. \a nextAttemptAt is invalid when that was the last attempt.
    void reactivationFailed(const Tbs::SubscriptionKey &subscription, const Tbs::Error &error,
                            const QDateTime &nextAttemptAt);
    /// MonitorOptions::reactivationAttempts in a row did not help. \a reason: a sentence.
    void reactivationGaveUp(const Tbs::SubscriptionKey &subscription, const QString &reason);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
