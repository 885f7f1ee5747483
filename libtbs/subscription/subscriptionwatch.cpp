// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resyncsearch_p.h"
#include "subscriptionwatch_p.h"

#include <Tbs/notification/sequencetracker.h>
#include <Tbs/support/futures.h>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

/// When a Subscription that is `requested` is looked at again.
const RetryPolicy requestedChecks{.initialDelay = 5s, .maximumDelay = 5min};
/// As long as the receiver waits before it tells of a gap.
constexpr std::chrono::seconds graceTime{5};

bool isBad(SubscriptionStatusCode status)
{
    return status == SubscriptionStatusCode::Error || status == SubscriptionStatusCode::Off
        || status == SubscriptionStatusCode::EnteredInError;
}

/// Of two that the server tells at the same time the one that needs more attention.
std::optional<SubscriptionStatusCode> worse(const std::optional<SubscriptionStatusCode> &one,
                                            const std::optional<SubscriptionStatusCode> &other)
{
    return one && (!other || isBad(*one)) ? one : other;
}

using MaybeObserved = std::optional<ObservedSubscription>;

/// Nothing where it is gone.
QFuture<Result<MaybeObserved>> readOrGone(SubscriptionClient &client, const QString &id)
{
    const SharedPromise<Result<MaybeObserved>> promise;
    whenFinished(client.read(id), &client, [promise](const Result<ObservedSubscription> &observed) {
        const bool isGone = !observed && observed.error().isGone();
        promise.finish(isGone ? Result<MaybeObserved>(MaybeObserved()) : Result<MaybeObserved>(observed));
    });
    return promise.future();
}

StatusRequests statusRequests(SubscriptionClient &client)
{
    StatusRequests requests;
    requests.read = [&client](const QString &id) {
        return readOrGone(client, id);
    };
    const auto &operations = client.profile().operations;
    if (operations.statusOfOne || operations.statusOfAll) {
        requests.status = [&client](const QString &id) {
            return client.status(id);
        };
    }
    return requests;
}

} // namespace

SubscriptionWatch::SubscriptionWatch(SubscriptionKey subscription, const WatchParts &parts, QObject *parent)
    : QObject(parent)
    , m_key(std::move(subscription))
    , m_parts(parts)
    , m_heartbeats(parts.clock)
    , m_statusCheck(m_key, parts.receiver, statusRequests(parts.client), parts.clock, parts.options.statusPeriod)
    , m_reactivation([this] { return activate(); }, parts.clock, parts.options)
{
    m_facts.watchedSince = parts.clock.now();
    m_facts.heartbeatTolerance = parts.options.heartbeatTolerance;
    connectHeartbeats();
    connectChecks();
    connectReactivation();
    makeRecovery();
}

void SubscriptionWatch::setReactivation(DeliveryMonitor::Reactivate reactivate)
{
    m_reactivate = std::move(reactivate);
}

void SubscriptionWatch::connectHeartbeats()
{
    connect(&m_heartbeats, &HeartbeatWatch::late, this, [this] {
        Q_EMIT m_parts.monitor.heartbeatLate(m_key, m_facts.lastNotificationAt);
        update();
        check();
    });
    connect(&m_heartbeats, &HeartbeatWatch::silent, this, &SubscriptionWatch::update);
    connect(&m_heartbeats, &HeartbeatWatch::back, this, [this] { Q_EMIT m_parts.monitor.heartbeatBack(m_key); });
}

void SubscriptionWatch::connectChecks()
{
    connect(&m_statusCheck, &StatusCheck::checked, this, &SubscriptionWatch::onChecked);
    connect(&m_statusCheck, &StatusCheck::failed, this,
            [this](const Error &error) { Q_EMIT m_parts.monitor.statusCheckFailed(m_key, error); });
    connect(&m_statusCheck, &StatusCheck::vanished, this, &SubscriptionWatch::vanished);
}

void SubscriptionWatch::connectReactivation()
{
    connect(&m_reactivation, &Reactivation::attempting, this,
            [this](int attempt) { Q_EMIT m_parts.monitor.reactivating(m_key, attempt); });
    connect(&m_reactivation, &Reactivation::asked, this, [this](SubscriptionStatusCode status) {
        if (m_facts.status && isBad(*m_facts.status)) { // else the channel has told more meanwhile
            m_facts.status = status;
        }
        update();
        checkLater(m_parts.options.reactivationDelay);
    });
    connect(&m_reactivation, &Reactivation::succeeded, this, [this] { Q_EMIT m_parts.monitor.reactivated(m_key); });
    connect(&m_reactivation, &Reactivation::failed, this, [this](const Error &error, const QDateTime &nextAttemptAt) {
        Q_EMIT m_parts.monitor.reactivationFailed(m_key, error, nextAttemptAt);
    });
    connect(&m_reactivation, &Reactivation::gaveUp, this, [this] {
        m_facts.reactivationGaveUp = true;
        Q_EMIT m_parts.monitor.reactivationGaveUp(
            m_key,
            tr("%1 is not active, after %2 attempts in a row to have it activated.")
                .arg(m_key.subscription)
                .arg(m_parts.options.reactivationAttempts));
        update();
    });
}

FetchEvents SubscriptionWatch::fetchEvents()
{
    if (m_parts.client.profile().operations.events == ServerOperations::Events::None) {
        return {};
    }
    return [this](const QString &id, const NumberRange &range) {
        return m_parts.client.events(id, range, m_subscription ? m_subscription->content : std::nullopt);
    };
}

void SubscriptionWatch::makeRecovery()
{
    if (m_recovery) {
        m_recovery->disconnect(this);
        m_recovery->setParent(this); // it asks through this
        m_recovery.release()->deleteLater(); // and may be telling something now
    }
    m_recovery = std::make_unique<GapRecovery>(m_key, m_parts.receiver, fetchEvents(), m_parts.clock, m_parts.options);
    auto *recovery = m_recovery.get();
    connect(recovery, &GapRecovery::recovered, this,
            [this](const NumberRange &numbers) { Q_EMIT m_parts.monitor.eventsRecovered(m_key, numbers); });
    connect(recovery, &GapRecovery::failed, this, [this](const Error &error, const QDateTime &nextAttemptAt) {
        Q_EMIT m_parts.monitor.recoveryFailed(m_key, error, nextAttemptAt);
    });
    connect(recovery, &GapRecovery::unavailable, this,
            [this](const Error &error) { Q_EMIT m_parts.monitor.recoveryUnavailable(m_key, error); });
    connect(recovery, &GapRecovery::gaveUp, this, &SubscriptionWatch::offerResync);
    connect(recovery, &GapRecovery::lost, this,
            [this](const NumberRange &numbers) { Q_EMIT m_parts.monitor.eventsLost(m_key, numbers); });
}

void SubscriptionWatch::begin(const std::optional<SubscriptionRecord> &record)
{
    if (record) {
        load(*record);
    } else {
        whenFinished(m_parts.receiver.subscriptions(), this, [this](const Result<QList<SubscriptionRecord>> &records) {
            for (const auto &known : records.value_or(QList<SubscriptionRecord>())) {
                if (known.key == m_key) {
                    load(known);
                }
            }
        });
    }
    update();
    check();
}

void SubscriptionWatch::load(const SubscriptionRecord &record)
{
    if (m_epoch != 0) {
        return; // a notification has told more
    }
    m_isOfEarlierRun = record.lastNotificationAt.isValid();
    m_topic = record.topic;
    if (record.status && !m_facts.status) {
        setStatus(*record.status, {});
    }
    const auto mode = m_parts.receiver.endpoint(m_key.webhookId).counterMode;
    const auto missing = SequenceTracker::missing(record.sequence, mode);
    noteSequence(record, missing);
    if (!missing.isEmpty()) {
        // The receiver may have told of it when nobody listened yet.
        m_parts.clock.callAfter(graceTime, this, [this, missing] {
            const auto still = NumberRanges(missing).intersected(m_facts.missing);
            for (const auto &gap : still.ranges()) {
                onGapDetected(gap);
            }
        });
    }
    update();
}

void SubscriptionWatch::continueFrom(const SubscriptionWatch &before)
{
    m_reactivation.continueFrom(before.m_reactivation);
    m_facts.reactivationGaveUp = m_reactivation.hasGivenUp();
    m_focusTypes = before.m_focusTypes;
}

void SubscriptionWatch::setSubscription(const Subscription &subscription)
{
    applySubscription(subscription);
    setStatus(subscription.status, subscription.error.isEmpty() ? QStringList() : QStringList(subscription.error));
    update();
}

void SubscriptionWatch::applySubscription(const Subscription &subscription)
{
    m_subscription = subscription;
    m_facts.end = subscription.end;
    m_facts.heartbeatPeriod =
        m_parts.client.profile().sendsHeartbeats ? std::chrono::seconds(subscription.heartbeatPeriod.value_or(0)) : 0s;
}

void SubscriptionWatch::onStored(const StoredNotification &stored, qsizetype index)
{
    const auto &status = stored.statuses.at(index);
    const auto &told = stored.arrived.notification->statuses.at(index);
    if (status.epochStarted) {
        onEpochStarted();
    }
    noteSequence(status.subscription, status.missing);
    noteFocusTypes(told);
    m_topic = status.subscription.topic;
    if (stored.arrived.origin != NotificationOrigin::Recovery) {
        noteStatus(told);
    }
    update();
}

void SubscriptionWatch::noteSequence(const SubscriptionRecord &record, const QList<NumberRange> &missing)
{
    m_epoch = record.sequence.epoch;
    m_facts.highest = record.sequence.highest;
    m_facts.missing = NumberRanges(missing);
    m_facts.lastNotificationAt = record.lastNotificationAt;
    m_facts.lastEventAt = record.lastEventAt;
}

void SubscriptionWatch::noteFocusTypes(const SubscriptionStatus &status)
{
    for (const auto &event : status.notificationEvents) {
        if (const auto type = event.focus.resourceType(); !type.isEmpty()) {
            m_focusTypes.insert(type);
        }
    }
}

void SubscriptionWatch::noteStatus(const SubscriptionStatus &status)
{
    if (!status.status) {
        return;
    }
    const bool isNews =
        status.status != m_facts.status || (!status.errors.isEmpty() && status.errors != m_facts.errors);
    setStatus(*status.status, status.errors);
    if (isNews && (isBad(*status.status) || !status.errors.isEmpty())) {
        check(); // it may be over already, and more may be lost
    }
}

void SubscriptionWatch::setStatus(SubscriptionStatusCode status, const QStringList &errors)
{
    if (!isBad(status) || m_facts.status != status || !errors.isEmpty()) {
        m_facts.errors = errors;
    }
    m_facts.status = status;
    if (!m_isRetired && !hasEnded()) {
        m_reactivation.setStatus(status);
    }
    m_facts.reactivationGaveUp = m_reactivation.hasGivenUp();
}

/// Only a registrar can give it another end.
bool SubscriptionWatch::hasEnded() const
{
    return !m_reactivate && m_facts.end.isValid() && m_facts.end <= m_parts.clock.now();
}

void SubscriptionWatch::onEpochStarted()
{
    if (m_epoch == 0) {
        return;
    }
    const auto missing = std::exchange(m_facts.missing, {});
    m_facts.gapTold = false;
    makeRecovery();
    Q_EMIT m_parts.monitor.counterReset(m_key, missing.ranges());
    offerResync(m_epoch, missing);
}

void SubscriptionWatch::onGapDetected(const NumberRange &gap)
{
    m_facts.gapTold = true;
    m_recovery->recover(NumberRanges({gap}));
    update();
}

void SubscriptionWatch::onGapClosed()
{
    m_facts.gapTold = false;
    m_facts.missing = {};
    update();
}

void SubscriptionWatch::onChecked(const StatusReport &report, const QStringList &drift)
{
    if (report.subscription) {
        applySubscription(*report.subscription);
    }
    m_facts.serverCount = report.count;
    const auto ofResource = report.subscription ? std::optional(report.subscription->status) : std::nullopt;
    if (const auto status = worse(ofResource, report.status)) {
        auto errors = report.errors;
        if (errors.isEmpty() && report.subscription && !report.subscription->error.isEmpty() && isBad(*status)) {
            errors << report.subscription->error;
        }
        setStatus(*status, errors);
    }
    if (m_facts.status == SubscriptionStatusCode::Requested) {
        // Nothing tells that it became active where there are no heartbeats.
        checkLater(requestedChecks.delayAfter(++m_requestedChecks));
    } else {
        m_requestedChecks = 0;
    }
    const bool driftChanged = drift != m_facts.drift;
    m_facts.drift = drift;
    Q_EMIT m_parts.monitor.statusChecked(m_key, report);
    if (driftChanged) {
        Q_EMIT m_parts.monitor.driftChanged(m_key, drift);
    }
    update();
}

void SubscriptionWatch::offerResync(quint64 epoch, const NumberRanges &numbers)
{
    const auto first = numbers.isEmpty() ? std::numeric_limits<qint64>::max()
                                         : static_cast<qint64>(numbers.ranges().constFirst().first);
    whenFinished(m_parts.receiver.eventBefore(m_key, epoch, EventNumber::fromInteger(first).value_or(EventNumber())),
                 this, [this, numbers](const Result<std::optional<EventArrival>> &before) {
                     // Without an event before, the loss began when we came or later; of an earlier run nobody knows.
                     auto since = m_isOfEarlierRun ? QDateTime() : m_facts.watchedSince;
                     if (before && *before) {
                         const auto happened = SequenceTracker::comparableTimestamp((*before)->event.timestamp);
                         since = happened.isValid() ? std::min(happened, (*before)->receivedAt) : (*before)->receivedAt;
                     }
                     tellOffer(numbers, since);
                 });
}

void SubscriptionWatch::tellOffer(const NumberRanges &numbers, const QDateTime &since)
{
    auto subscription = m_subscription.value_or(Subscription());
    if (subscription.topic.isEmpty()) {
        subscription.topic = m_topic;
    }
    ResyncOffer offer{.numbers = numbers.ranges(), .since = {}, .searches = {}};
    if (since.isValid()) {
        offer.since = since.addSecs(-SequenceTracker::clockTolerance.count());
    }
    const auto types = resyncTypes(subscription, m_parts.topics, m_focusTypes.values());
    offer.searches = resyncSearches(types, offer.since);
    Q_EMIT m_parts.monitor.resyncNeeded(m_key, offer);
}

QFuture<Result<SubscriptionStatusCode>> SubscriptionWatch::activate()
{
    const SharedPromise<Result<SubscriptionStatusCode>> promise;
    if (m_reactivate) {
        whenFinished(m_reactivate(m_key.webhookId), this, [promise](const Result<Subscription> &subscription) {
            promise.finish(subscription.map([](const Subscription &value) { return value.status; }));
        });
        return promise.future();
    }
    whenFinished(m_parts.client.setStatus(Reference(m_key.subscription).id(), SubscriptionStatusCode::Requested), this,
                 [promise](const Result<ObservedSubscription> &observed) {
                     promise.finish(
                         observed.map([](const ObservedSubscription &value) { return value.subscription.status; }));
                 });
    return promise.future();
}

void SubscriptionWatch::check()
{
    if (!m_isRetired) {
        m_statusCheck.check();
    }
}

void SubscriptionWatch::checkLater(std::chrono::milliseconds delay)
{
    m_parts.clock.callAfter(delay, this, [this, timer = ++m_laterTimer] {
        if (timer == m_laterTimer) {
            check();
        }
    });
}

void SubscriptionWatch::reactivate()
{
    m_reactivation.begin();
    m_facts.reactivationGaveUp = m_reactivation.hasGivenUp();
    update();
}

void SubscriptionWatch::silence()
{
    m_isRetired = true;
    m_statusCheck.stop();
    m_statusCheck.disconnect(this);
    m_heartbeats.disconnect(this);
    m_reactivation.stop();
    m_reactivation.disconnect(this);
}

void SubscriptionWatch::stop()
{
    silence();
    m_recovery->disconnect(this);
    deleteLater();
}

void SubscriptionWatch::retire()
{
    silence();
    connect(m_recovery.get(), &GapRecovery::settled, this, &QObject::deleteLater);
    m_recovery->abandon();
}

SubscriptionHealth SubscriptionWatch::health() const
{
    return healthOf(m_facts, m_parts.clock.now());
}

void SubscriptionWatch::update()
{
    m_heartbeats.expect(heartbeatTimes(m_facts));
    if (m_isRetired) {
        return;
    }
    const auto now = health();
    if (m_told && m_told->state == now.state && m_told->reason == now.reason) {
        return;
    }
    m_told = now;
    Q_EMIT m_parts.monitor.healthChanged(m_key, now);
}

} // namespace Tbs
