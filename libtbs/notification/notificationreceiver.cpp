// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationreceiver.h"

#include "notificationrecorder_p.h"
#include "notificationreplay_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/notification/gapwatch.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/notification/sequencetracker.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>
#include <Tbs/support/mailbox_p.h>

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <shared_mutex>
#include <tuple>
#include <variant>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// A missing number counts as lost after this; overlapping requests have arrived by then.
constexpr std::chrono::seconds gapGraceTime{5};
/// Notifications that are replayed in one transaction.
constexpr qsizetype replayedAtOnce = 100;

struct Rejected
{
    QString webhookId;
    Error error;
};

/// What is known of a subscription without a notification having come.
struct Known
{
    SubscriptionRecord subscription;
};

using Told = std::variant<std::shared_ptr<const StoredNotification>, Rejected, Known>;
using KnownSubscriptions = QHash<SubscriptionKey, SubscriptionRecord>;

/// Collects the records of all stores that it runs in.
NotificationStore::Work readSubscriptions(std::shared_ptr<KnownSubscriptions> known)
{
    return [known = std::move(known)](StoreTransaction &transaction) -> Result<void> {
        const auto records = transaction.subscriptions();
        if (!records) {
            return failure(records.error());
        }
        for (const auto &record : *records) {
            known->insert(record.key, record);
        }
        return {};
    };
}

Result<SubscriptionRecord> knownSubscription(StoreTransaction &transaction, const SubscriptionKey &key)
{
    const auto records = transaction.subscriptions();
    if (!records) {
        return failure(records.error());
    }
    const auto found = std::find_if(records->begin(), records->end(), [&](const auto &one) { return one.key == key; });
    if (found == records->end()) {
        return failure(Error::Kind::Rejected,
                       QCoreApplication::translate("Tbs", "Nothing has come from %1 yet.").arg(key.subscription));
    }
    return *found;
}

Error undefinedWebhooks(QStringList webhookIds)
{
    webhookIds.removeDuplicates();
    return {
        Error::Kind::Rejected,
        QCoreApplication::translate("Tbs", "There is no handler to hand the events over to. Define %1 to replay them.")
            .arg(webhookIds.join(", "_L1)),
        {}};
}

} // namespace

class AbstractReceiver::Private
{
public:
    Private(AbstractReceiver *receiver, Clock &systemClock)
        : q(receiver)
        , clock(systemClock)
        , gapWatch(systemClock, gapGraceTime)
        , mailbox(receiver, [this](const std::vector<Told> &told) {
            for (const auto &one : told) {
                std::visit([this](const auto &content) { tell(content); }, one);
            }
        })
    {
    }

    void tell(const std::shared_ptr<const StoredNotification> &stored)
    {
        Q_EMIT q->notificationStored(stored);
        if (stored->arrived.origin == NotificationOrigin::Replay) {
            return; // says nothing new of the sequence
        }
        for (const auto &status : stored->statuses) {
            if (status.epochStarted) {
                gapWatch.startEpoch(status.subscription.key);
            }
            gapWatch.setMissing(status.subscription.key, status.missing);
        }
    }

    void tell(const Known &known)
    {
        const auto &key = known.subscription.key;
        if (const auto endpoint = find(key.webhookId); endpoint && !endpoint->isRemoved) {
            gapWatch.setMissing(
                key, SequenceTracker::missing(known.subscription.sequence, endpoint->properties.counterMode));
        }
    }

    void tell(const Rejected &rejected) { Q_EMIT q->notificationRejected(rejected.webhookId, rejected.error); }

    struct Endpoint
    {
        ReceiverEndpoint properties;
        bool isRemoved = false; ///< and kept, for what is in hand
    };

    [[nodiscard]] std::optional<Endpoint> find(const QString &webhookId) const
    {
        const std::shared_lock lock(mutex);
        const auto found = endpoints.constFind(webhookId);
        return found == endpoints.constEnd() ? std::nullopt : std::optional(*found);
    }

    [[nodiscard]] bool isRemoved(const QString &webhookId) const
    {
        const auto endpoint = find(webhookId);
        return endpoint && endpoint->isRemoved;
    }

    void connectGapWatch()
    {
        connect(&gapWatch, &GapWatch::gapDetected, q, [this](const SubscriptionKey &key, const NumberRange &gap) {
            if (!isRemoved(key.webhookId)) {
                Q_EMIT q->gapDetected(key, gap);
            }
        });
        connect(&gapWatch, &GapWatch::gapClosed, q, [this](const SubscriptionKey &key) {
            if (!isRemoved(key.webhookId)) {
                Q_EMIT q->gapClosed(key);
            }
        });
    }

    AbstractReceiver *q;
    Clock &clock;
    GapWatch gapWatch;
    mutable std::shared_mutex mutex; ///< of the endpoints
    QHash<QString, Endpoint> endpoints; ///< by webhook id
    Mailbox<Told> mailbox;
};

AbstractReceiver::AbstractReceiver(Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
    d->connectGapWatch();
}

AbstractReceiver::~AbstractReceiver() = default;

void AbstractReceiver::setEndpoint(const QString &webhookId, ReceiverEndpoint endpoint)
{
    const std::unique_lock lock(d->mutex);
    d->endpoints.insert(webhookId, {.properties = std::move(endpoint)});
}

void AbstractReceiver::removeEndpoint(const QString &webhookId)
{
    const std::unique_lock lock(d->mutex);
    if (const auto found = d->endpoints.find(webhookId); found != d->endpoints.end()) {
        found->isRemoved = true;
    }
}

ReceiverEndpoint AbstractReceiver::endpoint(const QString &webhookId) const
{
    return d->find(webhookId).value_or(Private::Endpoint()).properties;
}

bool AbstractReceiver::hasEndpoint(const QString &webhookId) const
{
    const auto endpoint = d->find(webhookId);
    return endpoint && !endpoint->isRemoved;
}

void AbstractReceiver::receive(IncomingNotification incoming, Done done)
{
    if (d->isRemoved(incoming.webhookId)) {
        done(failure(removalError()));
        return;
    }
    auto decoded = readNotification(incoming.body);
    if (!decoded) {
        tellRejected(incoming.webhookId, decoded.error());
        done(failure(decoded.error()));
        return;
    }
    take({std::make_shared<const Notification>(std::move(decoded->value)), std::move(decoded->issues),
          std::move(incoming.webhookId), incoming.origin,
          incoming.receivedAt.isValid() ? incoming.receivedAt : d->clock.now(), incoming.epoch,
          std::move(incoming.headers)},
         std::move(done));
}

void AbstractReceiver::start()
{
    const auto known = std::make_shared<KnownSubscriptions>();
    inStore({}, readSubscriptions(known), [this, known](const Result<void> &result) {
        if (!result) {
            qCWarning(logNotification) << "Gaps of earlier runs are not known:" << result.error().toString();
            return;
        }
        for (const auto &record : std::as_const(*known)) {
            d->mailbox.post(Known{record});
        }
    });
}

QFuture<Result<QList<SubscriptionRecord>>> AbstractReceiver::subscriptions()
{
    const SharedPromise<Result<QList<SubscriptionRecord>>> promise;
    const auto known = std::make_shared<KnownSubscriptions>();
    inStore({}, readSubscriptions(known), [promise, known](const Result<void> &result) {
        promise.finish(result.map([&] {
            auto records = known->values();
            std::sort(records.begin(), records.end(), [](const auto &a, const auto &b) {
                return std::tie(a.key.webhookId, a.id) < std::tie(b.key.webhookId, b.id);
            });
            return records;
        }));
    });
    return promise.future();
}

QFuture<Result<void>> AbstractReceiver::writeOff(const SubscriptionKey &subscription, const NumberRange &range,
                                                 std::optional<quint64> epoch)
{
    const SharedPromise<Result<void>> promise;
    const auto record = std::make_shared<SubscriptionRecord>();
    inStore(
        subscription.webhookId,
        [subscription, range, epoch, record](StoreTransaction &transaction) -> Result<void> {
            auto known = knownSubscription(transaction, subscription);
            if (!known) {
                return failure(known.error());
            }
            if (!epoch || known->sequence.epoch == *epoch) {
                known->sequence = SequenceTracker::writeOff(std::move(known->sequence), range);
            }
            *record = std::move(*known);
            return transaction.updateSubscription(*record);
        },
        [this, promise, record](const Result<void> &result) {
            if (result) {
                d->mailbox.post(Known{*record});
            }
            promise.finish(result);
        });
    return promise.future();
}

QFuture<Result<std::optional<EventArrival>>> AbstractReceiver::eventBefore(const SubscriptionKey &subscription,
                                                                           quint64 epoch, EventNumber number)
{
    const SharedPromise<Result<std::optional<EventArrival>>> promise;
    const auto arrival = std::make_shared<std::optional<EventArrival>>();
    inStore(
        subscription.webhookId,
        [subscription, epoch, number, arrival](StoreTransaction &transaction) {
            return knownSubscription(transaction, subscription)
                .and_then(
                    [&](const SubscriptionRecord &record) { return transaction.eventBefore(record.id, epoch, number); })
                .map([&](std::optional<EventArrival> found) { *arrival = std::move(found); });
        },
        [promise, arrival](const Result<void> &result) { promise.finish(result.map([&] { return *arrival; })); });
    return promise.future();
}

bool AbstractReceiver::isRemoved(const QString &webhookId) const
{
    return d->isRemoved(webhookId);
}

Error AbstractReceiver::removalError()
{
    return {Error::Kind::Rejected,
            QCoreApplication::translate("Tbs", "The subscription that this was for is not defined any more."),
            {}};
}

void AbstractReceiver::tellStored(std::shared_ptr<const StoredNotification> stored)
{
    d->mailbox.post(std::move(stored));
}

void AbstractReceiver::tellRejected(const QString &webhookId, const Error &error)
{
    d->mailbox.post(Rejected{webhookId, error});
}

Receipt AbstractReceiver::receiptOf(const StoredNotification &stored)
{
    return {static_cast<int>(stored.newEvents.size()), stored.duplicateEvents};
}

NotificationReceiver::NotificationReceiver(Clock &clock, StoreWorker &worker, HandlerDispatcher &dispatcher,
                                           QObject *parent)
    : AbstractReceiver(clock, parent)
    , m_clock(clock)
    , m_worker(worker)
    , m_dispatcher(dispatcher)
{
}

NotificationReceiver::~NotificationReceiver()
{
    // Jobs in the store's thread still tell this object and the dispatcher: wait for them.
    std::ignore = m_worker.run([](StoreTransaction &) -> Result<void> { return {}; });
}

struct NotificationReceiver::Replay
{
    QList<qint64> remaining;
    int events = 0;
    QStringList undefined; ///< webhook ids
    SharedPromise<Result<int>> promise;
};

QFuture<Result<int>> NotificationReceiver::replay(const QList<qint64> &notificationIds)
{
    const auto replay = std::make_shared<Replay>();
    replay->remaining = notificationIds;
    auto &ids = replay->remaining;
    std::sort(ids.begin(), ids.end());
    ids.resize(std::unique(ids.begin(), ids.end()) - ids.begin());
    replayNext(replay);
    return replay->promise.future();
}

void NotificationReceiver::replayNext(const std::shared_ptr<Replay> &replay)
{
    if (replay->remaining.isEmpty()) {
        const bool inVain = replay->events == 0 && !replay->undefined.isEmpty();
        replay->promise.finish(inVain ? Result<int>(failure(undefinedWebhooks(replay->undefined))) : replay->events);
        return;
    }
    const auto ids = replay->remaining.mid(0, replayedAtOnce);
    replay->remaining = replay->remaining.mid(replayedAtOnce);
    const auto replayed = std::make_shared<ReplayedNotifications>();
    m_worker.post(
        [this, ids, replayed, at = m_clock.now()](StoreTransaction &transaction) {
            const auto isDefined = [this](const QString &webhookId) {
                return hasEndpoint(webhookId);
            };
            return NotificationReplay(transaction, isDefined, at).replay(ids).map([&](ReplayedNotifications all) {
                *replayed = std::move(all);
            });
        },
        [this, replay, replayed](const Result<void> &result) {
            if (result && replayed->events > 0) {
                m_dispatcher.takeAgain(replayed->firstEventId);
                for (const auto &stored : std::as_const(replayed->told)) {
                    tellStored(stored);
                }
            }
            QMetaObject::invokeMethod(this, [this, replay, replayed, result] {
                if (!result) {
                    replay->promise.finish(failure(result.error()));
                    return;
                }
                replay->events += replayed->events;
                replay->undefined += replayed->undefined;
                replayNext(replay);
            });
        });
}

void NotificationReceiver::inStore(const QString & /*webhookId*/, NotificationStore::Work job,
                                   std::function<void(const Result<void> &)> done)
{
    m_worker.post(std::move(job), std::move(done));
}

void NotificationReceiver::take(ArrivedNotification arrived, Done done)
{
    auto stored = std::make_shared<StoredNotification>();
    const auto known = endpoint(arrived.webhookId);
    const auto webhookId = arrived.webhookId;
    m_worker.post(
        [stored, arrived = std::move(arrived), known](StoreTransaction &transaction) -> Result<void> {
            auto recorded = NotificationRecorder(transaction, {known.server, known.counterMode}).record(arrived);
            if (!recorded) {
                return failure(recorded.error());
            }
            *stored = std::move(*recorded);
            return {};
        },
        [this, stored, webhookId, done = std::move(done)](const Result<void> &result) {
            if (!result) {
                qCWarning(logNotification) << "A notification was not taken:" << result.error().toString();
                tellRejected(webhookId, result.error());
                done(failure(result.error()));
                return;
            }
            done(receiptOf(*stored));
            m_dispatcher.take(stored);
            tellStored(stored);
        });
}

} // namespace Tbs
