// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/deliverymonitor.h>
#include <Tbs/subscription/gaprecovery_p.h>
#include <Tbs/subscription/heartbeatwatch_p.h>
#include <Tbs/subscription/reactivation_p.h>
#include <Tbs/subscription/statuscheck_p.h>

#include <QCoreApplication>
#include <QSet>

#include <memory>

namespace Tbs {

/// What a SubscriptionWatch needs of its monitor; all of it outlives the watch.
struct WatchParts
{
    DeliveryMonitor &monitor; ///< whose signals tell what is found
    AbstractReceiver &receiver;
    SubscriptionClient &client;
    Clock &clock;
    MonitorOptions options;
    const QList<SubscriptionTopic> &topics;
};

/// Watches over one subscription: what is known of it, and the parts that act on that.
class SubscriptionWatch : public QObject
{
    Q_OBJECT

public:
    SubscriptionWatch(SubscriptionKey subscription, const WatchParts &parts, QObject *parent);

    /// Nothing, as from the start: changing the status alone.
    void setReactivation(DeliveryMonitor::Reactivate reactivate);

    /// Asks the receiver and the server. \a record: what the receiver knows, where somebody has asked.
    void begin(const std::optional<SubscriptionRecord> &record = {});
    /// It replaces the Subscription of \a before.
    void continueFrom(const SubscriptionWatch &before);
    /// The server has it like that.
    void setSubscription(const Subscription &subscription);
    /// Status \a index of \a stored is about it.
    void onStored(const StoredNotification &stored, qsizetype index);
    void onGapDetected(const NumberRange &gap);
    void onGapClosed();
    void check();
    void reactivate();
    /// The Subscription is gone: gives up what is missing, then deletes itself.
    void retire();
    /// Does nothing any more, then deletes itself.
    void stop();

    [[nodiscard]] const SubscriptionKey &key() const { return m_key; }
    [[nodiscard]] const SubscriptionFacts &facts() const { return m_facts; }
    [[nodiscard]] SubscriptionHealth health() const;

Q_SIGNALS:
    /// The server does not have it any more.
    void vanished();

private:
    [[nodiscard]] FetchEvents fetchEvents();
    void makeRecovery();
    void silence();
    void connectHeartbeats();
    void connectChecks();
    void connectReactivation();
    void load(const SubscriptionRecord &record);
    void noteSequence(const SubscriptionRecord &record, const QList<NumberRange> &missing);
    void noteFocusTypes(const SubscriptionStatus &status);
    void noteStatus(const SubscriptionStatus &status);
    void setStatus(SubscriptionStatusCode status, const QStringList &errors);
    void onEpochStarted();
    void onChecked(const StatusReport &report, const QStringList &drift);
    void applySubscription(const Subscription &subscription);
    void offerResync(quint64 epoch, const NumberRanges &numbers);
    void tellOffer(const NumberRanges &numbers, const QDateTime &since);
    [[nodiscard]] QFuture<Result<SubscriptionStatusCode>> activate();
    [[nodiscard]] bool hasEnded() const;
    void checkLater(std::chrono::milliseconds delay);
    void update();

    SubscriptionKey m_key;
    WatchParts m_parts;
    DeliveryMonitor::Reactivate m_reactivate;
    SubscriptionFacts m_facts;
    std::optional<SubscriptionHealth> m_told;
    std::optional<Subscription> m_subscription;
    QString m_topic; ///< as notifications name it
    QSet<QString> m_focusTypes;
    quint64 m_epoch = 0; ///< 0: nothing is known of its numbers
    bool m_isOfEarlierRun = false;
    bool m_isRetired = false;
    int m_requestedChecks = 0; ///< in a row that found it requested
    int m_laterTimer = 0; ///< the one that counts
    HeartbeatWatch m_heartbeats;
    StatusCheck m_statusCheck;
    Reactivation m_reactivation;
    std::unique_ptr<GapRecovery> m_recovery;
};

} // namespace Tbs
