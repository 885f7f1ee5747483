// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>
#include <Tbs/notification/notificationreceiver.h>
#include <Tbs/notification/retrypolicy.h>
#include <Tbs/service/configuration.h>
#include <Tbs/store/notificationstore.h>
#include <Tbs/subscription/topicsubscription.h>
#include <Tbs/support/clock.h>

#include <QObject>

#include <memory>

namespace Tbs {

struct TBS_CORE_EXPORT SubscriberOptions
{
    SubscriptionDefaults defaults;
    /// Base URL of the FHIR server; empty when it is not known.
    QString server;
    /// What the server's event numbers mean.
    CounterMode counterMode = CounterMode::Absolute;
    /// How often an event is handed over again after its handler failed; only with a store.
    RetryPolicy retry;
};

/// Definitions, their handlers and the way a notification takes between them: everything of a subscriber but its
/// channels.
///
/// With a store a notification is committed, then acknowledged, then handled from the stored queue. Without one the
/// handlers finish before the acknowledgement (direct mode). Lives in one thread, in which handlers are called and
/// signals emitted.
class TBS_CORE_EXPORT Subscriber : public QObject
{
    Q_OBJECT

public:
    /// \a store: nothing chooses direct mode. \a clock must outlive the subscriber.
    Subscriber(Clock &clock, SubscriberOptions options, std::unique_ptr<NotificationStore> store = {},
               QObject *parent = nullptr);
    /// Stops handing over; events that are not handled stay in the store.
    ~Subscriber() override;

    /// Adds a definition, or after start() changes the one with its webhook id; its events that an earlier run or an
    /// earlier definition left in the store are handed over then. \a retry: absent for that of the options.
    /// \return after start(): every mistake of the definition at once (BadData), and nothing was changed then; before
    /// it start() tells of them.
    tl::expected<void, QList<Error>> define(TopicSubscription definition, EventHandler handler,
                                            std::optional<RetryPolicy> retry = {});
    /// Forgets the definition with \a webhookId, after start(): what comes for it is refused from now on, what is not
    /// handled stays in the store. \return whether there was one.
    bool remove(const QString &webhookId);
    /// The definitions with their webhook ids and defaults filled in.
    [[nodiscard]] QList<TopicSubscription> definitions() const;
    [[nodiscard]] bool isDurable() const;
    [[nodiscard]] bool hasAsynchronousHandlers() const;

    /// Validates the definitions, opens the store and begins with what an earlier run left in it.
    /// \return every mistake at once; nothing has been started then.
    [[nodiscard]] tl::expected<void, QList<Error>> start();
    /// Where the channels deliver. Valid from start() on.
    [[nodiscard]] NotificationSink &sink();
    /// The same with what a DeliveryMonitor needs of it. Valid from start() on.
    [[nodiscard]] AbstractReceiver &receiver();

    /// As AbstractReceiver::subscriptions(). From start() on.
    [[nodiscard]] QFuture<Result<QList<SubscriptionRecord>>> subscriptions();
    /// As AbstractReceiver::writeOff(). From start() on.
    [[nodiscard]] QFuture<Result<void>> writeOff(const SubscriptionKey &subscription, const NumberRange &range,
                                                 std::optional<quint64> epoch = {});

    /// As AbstractReceiver::replay(). From start() on.
    [[nodiscard]] QFuture<Result<int>> replay(const QList<qint64> &notificationIds);

    /// What is thrown away from now on, as Retention does it; at first nothing. Before start() or later. Of no effect
    /// without a store.
    void setRetention(const RetentionConfiguration &retention);

    /// Hands over no further events; finished() follows when the handlers that run have ended.
    void finish();

    /// Events in memory that wait for their handler or are with it.
    [[nodiscard]] int heldEvents() const;

Q_SIGNALS:
    /// define() has added or changed a definition after start(). It is in definitions().
    void definitionChanged(const QString &webhookId);
    /// remove() has forgotten a definition.
    void definitionRemoved(const QString &webhookId);
    /// A notification of any type was taken, with what was found: duplicates, a reset, missing numbers. Or it is handed
    /// over once more (NotificationOrigin::Replay).
    void notificationStored(const std::shared_ptr<const Tbs::StoredNotification> &stored);
    /// Something arrived that is no notification, or could not be stored.
    void notificationRejected(const QString &webhookId, const Tbs::Error &error);
    /// An event did not arrive although later ones did, some time ago.
    void gapDetected(const Tbs::SubscriptionKey &subscription, const Tbs::NumberRange &gap);
    void gapClosed(const Tbs::SubscriptionKey &subscription);
    void handled(const Tbs::EventContext &event);
    /// \a nextAttemptAt is invalid when there will be none: with a store the event is a dead letter then, without one
    /// the server is asked to repeat it.
    void handlerFailed(const Tbs::EventContext &event, const Tbs::Error &error, const QDateTime &nextAttemptAt);
    /// Nothing waits for a handler, and all results are stored (only with a store).
    void idle();
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
