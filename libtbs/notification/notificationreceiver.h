// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/countermode.h>
#include <Tbs/notification/notificationsink.h>
#include <Tbs/notification/storednotification.h>
#include <Tbs/store/notificationstore.h>
#include <Tbs/support/clock.h>

#include <QFuture>
#include <QObject>

#include <memory>

namespace Tbs {

class HandlerDispatcher;
class StoreWorker;

/// What a receiver knows of an endpoint.
struct TBS_CORE_EXPORT ReceiverEndpoint
{
    QString server; ///< base URL of its FHIR server; empty: taken from absolute references
    CounterMode counterMode = CounterMode::Absolute;
};

/// The parts that all receivers have: endpoints, parsing, and what they tell.
///
/// What was fetched because it had been missed (answers of $events and $status, NotificationOrigin::Recovery) enters by
/// receive() too: a counter above what arrived shows a loss, and events are new, late or repeated as any others.
///
/// receive() may be called from any thread; everything else, and the signals, belong to the thread it lives in.
class TBS_CORE_EXPORT AbstractReceiver : public QObject, public NotificationSink
{
    Q_OBJECT

public:
    AbstractReceiver(Clock &clock, QObject *parent);
    ~AbstractReceiver() override;

    /// Adds an endpoint or changes it, also while others receive.
    void setEndpoint(const QString &webhookId, ReceiverEndpoint endpoint);
    /// From now on receive() refuses what is for \a webhookId (Rejected), and its gaps are not told any more. What is
    /// in hand is taken as before.
    void removeEndpoint(const QString &webhookId);
    /// The default for a webhook id that never had one. Any thread.
    [[nodiscard]] ReceiverEndpoint endpoint(const QString &webhookId) const;
    /// Any thread.
    [[nodiscard]] bool hasEndpoint(const QString &webhookId) const;

    /// After the endpoints are set: gaps that an earlier run left are told as if they were found now.
    void start();

    void receive(IncomingNotification incoming, Done done) final;

    /// What is known of all subscriptions, also from an earlier run; SequenceTracker::missing() has their gaps. Errors:
    /// as the store gives them.
    [[nodiscard]] QFuture<Result<QList<SubscriptionRecord>>> subscriptions();
    /// Gives up the numbers of \a range that are missing: they go to SequenceState::writtenOff and are no gap any more.
    /// An event that comes nevertheless is still new. \a epoch: the one whose numbers are meant; nothing happens when
    /// it is over. Absent: the current one. Errors: Rejected when the subscription is not known, else as the store
    /// gives them.
    [[nodiscard]] QFuture<Result<void>> writeOff(const SubscriptionKey &subscription, const NumberRange &range,
                                                 std::optional<quint64> epoch = {});
    /// The event with the highest number below \a number that is kept of that epoch, and when it came; nothing when
    /// none is. Errors: as writeOff().
    [[nodiscard]] QFuture<Result<std::optional<EventArrival>>> eventBefore(const SubscriptionKey &subscription,
                                                                           quint64 epoch, EventNumber number);

    /// Hands the new events of stored notifications over to their handlers once more, in the order in which they came,
    /// through the queue as any others: with the retry policy and dead letters, and by the next run when this one ends
    /// before. Their EventState begins anew, so the store says how the handling ended this time, and
    /// EventRecord::replayedAt that it was a replay. What is known of sequences and gaps stays as it is.
    ///
    /// notificationStored() tells each of these notifications again, with NotificationOrigin::Replay, the id it has,
    /// the events that are handed over, and as receivedAt the time of the replay. They are taken in several
    /// transactions, so that receiving goes on.
    ///
    /// \return how many events. Left out: events that wait for their handler anyway, ids that are no longer stored,
    /// and notifications whose webhook id is not defined here. Errors: Rejected without a store, and when there is
    /// nothing to hand over because no webhook id is defined; else as the store gives them, when some of it may have
    /// been handed over already.
    [[nodiscard]] virtual QFuture<Result<int>> replay(const QList<qint64> &notificationIds) = 0;

Q_SIGNALS:
    /// A notification was taken: committed or, without a store, handled. With its duplicates and resets. Or it is
    /// handed over once more.
    void notificationStored(const std::shared_ptr<const Tbs::StoredNotification> &stored);
    /// Something arrived that is no notification, or could not be taken.
    void notificationRejected(const QString &webhookId, const Tbs::Error &error);
    /// An event did not arrive although later ones did, some time ago.
    void gapDetected(const Tbs::SubscriptionKey &subscription, const Tbs::NumberRange &gap);
    /// Nothing is missing any more: it arrived, was given up, or the server began to count anew.
    void gapClosed(const Tbs::SubscriptionKey &subscription);

protected:
    /// Takes a notification that has been parsed. Any thread.
    virtual void take(ArrivedNotification arrived, Done done) = 0;
    /// Runs \a job in a transaction of each store, or of the one that \a webhookId has; it may run twice. Then calls
    /// \a done once, from any thread.
    virtual void inStore(const QString &webhookId, NotificationStore::Work job,
                         std::function<void(const Result<void> &)> done) = 0;

    /// Has notificationStored() emitted, and gaps watched. Any thread.
    void tellStored(std::shared_ptr<const StoredNotification> stored);
    /// Has notificationRejected() emitted. Any thread.
    void tellRejected(const QString &webhookId, const Error &error);
    /// Whether \a webhookId had an endpoint until removeEndpoint(). Any thread.
    [[nodiscard]] bool isRemoved(const QString &webhookId) const;
    /// How what comes for it is refused.
    [[nodiscard]] static Error removalError();
    [[nodiscard]] static Receipt receiptOf(const StoredNotification &stored);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// The durable way: PARSE, SEQUENCE, STORE, then the acknowledgement, then DISPATCH from the stored queue.
///
/// Errors of receive(): BadData, Retry, ActionRequired and Internal, as parsing and the store give them.
class TBS_CORE_EXPORT NotificationReceiver final : public AbstractReceiver
{
    Q_OBJECT

public:
    /// \a clock, \a worker and \a dispatcher must outlive this.
    NotificationReceiver(Clock &clock, StoreWorker &worker, HandlerDispatcher &dispatcher, QObject *parent = nullptr);
    ~NotificationReceiver() override;

    [[nodiscard]] QFuture<Result<int>> replay(const QList<qint64> &notificationIds) override;

protected:
    void take(ArrivedNotification arrived, Done done) override;
    void inStore(const QString &webhookId, NotificationStore::Work job,
                 std::function<void(const Result<void> &)> done) override;

private:
    struct Replay;

    void replayNext(const std::shared_ptr<Replay> &replay);

    Clock &m_clock;
    StoreWorker &m_worker;
    HandlerDispatcher &m_dispatcher;
};

} // namespace Tbs
