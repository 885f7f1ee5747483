// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationreceiver.h"

#include "notificationrecorder_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/notification/gapwatch.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/support/logging.h>
#include <Tbs/support/mailbox_p.h>

#include <QHash>

#include <variant>

namespace Tbs {

namespace {

/// A missing number counts as lost after this; overlapping requests have arrived by then.
constexpr std::chrono::seconds gapGraceTime{5};

struct Rejected
{
    QString webhookId;
    Error error;
};

using Told = std::variant<std::shared_ptr<const StoredNotification>, Rejected>;

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
        for (const auto &status : stored->statuses) {
            gapWatch.setMissing(status.subscription.key, status.missing);
        }
    }

    void tell(const Rejected &rejected) { Q_EMIT q->notificationRejected(rejected.webhookId, rejected.error); }

    AbstractReceiver *q;
    Clock &clock;
    GapWatch gapWatch;
    QHash<QString, ReceiverEndpoint> endpoints;
    Mailbox<Told> mailbox;
};

AbstractReceiver::AbstractReceiver(Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock))
{
    connect(&d->gapWatch, &GapWatch::gapDetected, this, &AbstractReceiver::gapDetected);
    connect(&d->gapWatch, &GapWatch::gapClosed, this, &AbstractReceiver::gapClosed);
}

AbstractReceiver::~AbstractReceiver() = default;

void AbstractReceiver::setEndpoint(const QString &webhookId, ReceiverEndpoint endpoint)
{
    d->endpoints.insert(webhookId, std::move(endpoint));
}

ReceiverEndpoint AbstractReceiver::endpoint(const QString &webhookId) const
{
    return d->endpoints.value(webhookId);
}

void AbstractReceiver::receive(IncomingNotification incoming, Done done)
{
    auto decoded = readNotification(incoming.body);
    if (!decoded) {
        tellRejected(incoming.webhookId, decoded.error());
        done(failure(decoded.error()));
        return;
    }
    take({std::make_shared<const Notification>(std::move(decoded->value)), std::move(decoded->issues),
          std::move(incoming.webhookId), incoming.origin,
          incoming.receivedAt.isValid() ? incoming.receivedAt : d->clock.now()},
         std::move(done));
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
    , m_worker(worker)
    , m_dispatcher(dispatcher)
{
}

NotificationReceiver::~NotificationReceiver()
{
    // Jobs in the store's thread still tell this object and the dispatcher: wait for them.
    std::ignore = m_worker.run([](StoreTransaction &) -> Result<void> { return {}; });
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
