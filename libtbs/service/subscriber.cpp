// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriber.h"

#include <Tbs/notification/directreceiver.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/service/retention.h>
#include <Tbs/store/storeworker.h>

#include <algorithm>

namespace Tbs {

class Subscriber::Private
{
public:
    struct Defined
    {
        TopicSubscription definition;
        EventHandler handler;
        RetryPolicy retry;
    };

    Private(Subscriber *subscriber, Clock &systemClock, SubscriberOptions subscriberOptions,
            std::unique_ptr<NotificationStore> notificationStore)
        : q(subscriber)
        , clock(systemClock)
        , options(std::move(subscriberOptions))
        , worker(notificationStore ? std::make_unique<StoreWorker>(std::move(notificationStore)) : nullptr)
        , retention(worker ? std::make_unique<Retention>(clock, *worker) : nullptr)
    {
    }

    [[nodiscard]] QList<Defined>::iterator find(const QString &webhookId);
    void serve(const Defined &one);
    void startDurable();
    void startDirect();
    void connectReceiver();

    Subscriber *q;
    Clock &clock;
    SubscriberOptions options;
    QList<Defined> defined;
    // Destroyed from the last to the first: the receiver tells the dispatcher, all wait for the worker.
    std::unique_ptr<StoreWorker> worker;
    std::unique_ptr<Retention> retention;
    std::unique_ptr<HandlerDispatcher> dispatcher;
    std::unique_ptr<AbstractReceiver> receiver;
    DirectReceiver *direct = nullptr; ///< the receiver without a store
};

QList<Subscriber::Private::Defined>::iterator Subscriber::Private::find(const QString &webhookId)
{
    return std::find_if(defined.begin(), defined.end(),
                        [&](const Defined &one) { return one.definition.webhookId == webhookId; });
}

/// Has the notifications for it taken and its events handed over.
void Subscriber::Private::serve(const Defined &one)
{
    const auto &webhookId = one.definition.webhookId;
    if (dispatcher) {
        dispatcher->setHandler(webhookId, one.handler, one.retry);
    } else {
        direct->setHandler(webhookId, one.handler);
    }
    receiver->setEndpoint(webhookId, {options.server, options.counterMode});
}

Subscriber::Subscriber(Clock &clock, SubscriberOptions options, std::unique_ptr<NotificationStore> store,
                       QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, std::move(options), std::move(store)))
{
}

Subscriber::~Subscriber() = default;

tl::expected<void, QList<Error>> Subscriber::define(TopicSubscription definition, EventHandler handler,
                                                    std::optional<RetryPolicy> retry)
{
    const Private::Defined one{withDefaults(std::move(definition), d->options.defaults), std::move(handler),
                               retry.value_or(d->options.retry)};
    if (!d->receiver) {
        d->defined.append(one);
        return {};
    }
    if (auto mistakes = mistakesOf(one.definition, d->clock.now()); !mistakes.isEmpty()) {
        return tl::unexpected(std::move(mistakes));
    }
    const auto &webhookId = one.definition.webhookId;
    if (const auto known = d->find(webhookId); known != d->defined.end()) {
        *known = one;
    } else {
        d->defined.append(one);
    }
    d->serve(one);
    Q_EMIT definitionChanged(webhookId);
    return {};
}

bool Subscriber::remove(const QString &webhookId)
{
    const auto known = d->find(webhookId);
    if (!d->receiver || known == d->defined.end()) {
        return false;
    }
    const auto id = known->definition.webhookId; // which may be what was given
    d->defined.erase(known);
    d->receiver->removeEndpoint(id);
    if (d->dispatcher) {
        d->dispatcher->removeHandler(id);
    } else {
        d->direct->removeHandler(id);
    }
    Q_EMIT definitionRemoved(id);
    return true;
}

QList<TopicSubscription> Subscriber::definitions() const
{
    QList<TopicSubscription> definitions;
    for (const auto &defined : std::as_const(d->defined)) {
        definitions.append(defined.definition);
    }
    return definitions;
}

bool Subscriber::isDurable() const
{
    return d->worker != nullptr;
}

bool Subscriber::hasAsynchronousHandlers() const
{
    return std::any_of(d->defined.cbegin(), d->defined.cend(),
                       [](const auto &defined) { return defined.handler.isAsynchronous(); });
}

tl::expected<void, QList<Error>> Subscriber::start()
{
    if (const auto mistakes = validate(definitions(), d->clock.now()); !mistakes.isEmpty()) {
        return tl::unexpected(mistakes);
    }
    if (d->worker) {
        if (const auto started = d->worker->start(); !started) {
            return tl::unexpected(QList<Error>{started.error()});
        }
        d->startDurable();
    } else {
        d->startDirect();
    }
    d->receiver->start();
    return {};
}

void Subscriber::Private::startDurable()
{
    dispatcher = std::make_unique<HandlerDispatcher>(clock, *worker);
    receiver = std::make_unique<NotificationReceiver>(clock, *worker, *dispatcher);
    QObject::connect(dispatcher.get(), &HandlerDispatcher::handled, q, &Subscriber::handled);
    QObject::connect(dispatcher.get(), &HandlerDispatcher::handlerFailed, q, &Subscriber::handlerFailed);
    QObject::connect(dispatcher.get(), &HandlerDispatcher::idle, q, &Subscriber::idle);
    QObject::connect(dispatcher.get(), &HandlerDispatcher::finished, q, &Subscriber::finished);
    connectReceiver();
    dispatcher->start();
    retention->start();
}

void Subscriber::Private::startDirect()
{
    auto made = std::make_unique<DirectReceiver>(clock);
    direct = made.get();
    QObject::connect(direct, &DirectReceiver::handled, q, &Subscriber::handled);
    QObject::connect(direct, &DirectReceiver::handlerFailed, q, [this](const EventContext &event, const Error &error) {
        Q_EMIT q->handlerFailed(event, error, {});
    });
    receiver = std::move(made);
    connectReceiver();
}

void Subscriber::Private::connectReceiver()
{
    for (const auto &one : std::as_const(defined)) {
        serve(one);
    }
    QObject::connect(receiver.get(), &AbstractReceiver::notificationStored, q, &Subscriber::notificationStored);
    QObject::connect(receiver.get(), &AbstractReceiver::notificationRejected, q, &Subscriber::notificationRejected);
    QObject::connect(receiver.get(), &AbstractReceiver::gapDetected, q, &Subscriber::gapDetected);
    QObject::connect(receiver.get(), &AbstractReceiver::gapClosed, q, &Subscriber::gapClosed);
}

NotificationSink &Subscriber::sink()
{
    return receiver();
}

AbstractReceiver &Subscriber::receiver()
{
    Q_ASSERT(d->receiver);
    return *d->receiver;
}

QFuture<Result<QList<SubscriptionRecord>>> Subscriber::subscriptions()
{
    return receiver().subscriptions();
}

QFuture<Result<void>> Subscriber::writeOff(const SubscriptionKey &subscription, const NumberRange &range,
                                           std::optional<quint64> epoch)
{
    return receiver().writeOff(subscription, range, epoch);
}

QFuture<Result<int>> Subscriber::replay(const QList<qint64> &notificationIds)
{
    return receiver().replay(notificationIds);
}

void Subscriber::setRetention(const RetentionConfiguration &retention)
{
    if (d->retention) {
        d->retention->setLimits(retention);
    }
}

void Subscriber::finish()
{
    if (d->dispatcher) {
        d->dispatcher->finish();
        return;
    }
    QMetaObject::invokeMethod(this, &Subscriber::finished, Qt::QueuedConnection);
}

int Subscriber::heldEvents() const
{
    return d->dispatcher ? d->dispatcher->heldEvents() : 0;
}

} // namespace Tbs
