// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "directreceiver.h"

#include "notificationrecorder_p.h"

#include <Tbs/store/memorystore.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>
#include <Tbs/support/mailbox_p.h>

#include <QCoreApplication>
#include <QHash>
#include <QThread>

#include <algorithm>
#include <deque>
#include <map>

namespace Tbs {

namespace {

struct Waiting
{
    ArrivedNotification arrived;
    NotificationSink::Done done;
};

} // namespace

class DirectReceiver::Private
{
public:
    /// The notifications of one webhook, one after the other, and what is remembered of its subscriptions.
    struct Endpoint
    {
        EventHandler handler;
        MemoryStore remembered{{.maximumNotifications = rememberedNotifications, .keepBodies = false}};
        std::deque<Waiting> waiting;
        std::shared_ptr<const StoredNotification> current;
        qsizetype nextEvent = 0;
        bool busy = false;
    };

    explicit Private(DirectReceiver *receiver)
        : q(receiver)
        , mailbox(receiver, [this](std::vector<Waiting> arrived) {
            for (auto &one : arrived) {
                enqueue(std::move(one));
            }
        })
    {
    }

    Endpoint &endpointOf(const QString &webhookId);
    void remove(const QString &webhookId);
    void enqueue(Waiting waiting);
    void runNext(Endpoint &endpoint);
    void begin(Endpoint &endpoint);
    void handleAtOnce(Endpoint &endpoint);
    Result<void> handleSynchronously(const Endpoint &endpoint, const EventContext &event) const;
    void handleEvents(Endpoint &endpoint);
    void afterEvent(Endpoint &endpoint, const EventContext &event, const Result<void> &result);
    void succeed(Endpoint &endpoint);
    void end(Endpoint &endpoint, const Result<Receipt> &result);
    EventContext contextOf(const StoredNotification &stored, const StoredEvent &event) const;
    Result<StoredNotification> look(Endpoint &endpoint, const ArrivedNotification &arrived, bool remember);

    DirectReceiver *q;
    std::map<QString, std::unique_ptr<Endpoint>> endpoints;
    Mailbox<Waiting> mailbox;
};

DirectReceiver::Private::Endpoint &DirectReceiver::Private::endpointOf(const QString &webhookId)
{
    auto &endpoint = endpoints[webhookId];
    if (!endpoint) {
        endpoint = std::make_unique<Endpoint>();
    }
    return *endpoint;
}

/// One that is busy is kept, with what it has remembered.
void DirectReceiver::Private::remove(const QString &webhookId)
{
    const auto found = endpoints.find(webhookId);
    if (found == endpoints.end()) {
        return;
    }
    auto &endpoint = *found->second;
    std::deque<Waiting> refused;
    for (const std::size_t kept = endpoint.busy ? 1 : 0; endpoint.waiting.size() > kept; endpoint.waiting.pop_back()) {
        refused.push_front(std::move(endpoint.waiting.back()));
    }
    const auto forget = [this, webhookId] {
        const auto idle = endpoints.find(webhookId);
        if (idle != endpoints.end() && !idle->second->busy && q->isRemoved(webhookId)) {
            endpoints.erase(idle);
        }
    };
    QMetaObject::invokeMethod(q, forget, Qt::QueuedConnection); // who asks may stand in a slot of it
    for (const auto &waiting : refused) {
        waiting.done(failure(removalError()));
    }
}

void DirectReceiver::Private::enqueue(Waiting waiting)
{
    if (q->isRemoved(waiting.arrived.webhookId)) {
        waiting.done(failure(removalError()));
        return;
    }
    auto &endpoint = endpointOf(waiting.arrived.webhookId);
    endpoint.waiting.push_back(std::move(waiting));
    runNext(endpoint);
}

void DirectReceiver::Private::runNext(Endpoint &endpoint)
{
    while (!endpoint.busy && !endpoint.waiting.empty()) {
        endpoint.busy = true;
        begin(endpoint);
    }
}

/// Sees what is new, handles and remembers it in one transaction: what was not handled is not remembered either.
void DirectReceiver::Private::handleAtOnce(Endpoint &endpoint)
{
    const auto &arrived = endpoint.waiting.front().arrived;
    const auto known = q->endpoint(arrived.webhookId);
    auto stored = std::make_shared<StoredNotification>();
    const auto result = endpoint.remembered.transaction([&](StoreTransaction &transaction) -> Result<void> {
        auto recorded = NotificationRecorder(transaction, {known.server, known.counterMode}).record(arrived);
        if (!recorded) {
            return failure(recorded.error());
        }
        *stored = std::move(*recorded);
        for (const auto &event : std::as_const(stored->newEvents)) {
            auto done = handleSynchronously(endpoint, contextOf(*stored, event)).and_then([&] {
                return transaction.updateEvent({event.id, EventState::Done, 1, {}, {}});
            });
            if (!done) {
                return done;
            }
        }
        return {};
    });
    if (!result) {
        end(endpoint, failure(result.error()));
        return;
    }
    q->tellStored(stored);
    end(endpoint, receiptOf(*stored));
}

Result<void> DirectReceiver::Private::handleSynchronously(const Endpoint &endpoint, const EventContext &event) const
{
    Result<void> result;
    const auto handler = endpoint.handler; // which it may change
    if (handler.isValid()) {
        handler.call(event, q, [&result](Result<void> handlerResult) { result = std::move(handlerResult); });
    }
    if (!result) {
        Q_EMIT q->handlerFailed(event, result.error());
        return failure(Error::Kind::Retry, result.error().toString());
    }
    Q_EMIT q->handled(event);
    return {};
}

/// Sees what is new, without remembering it yet: only what was handled is a duplicate when it comes again.
void DirectReceiver::Private::begin(Endpoint &endpoint)
{
    if (!endpoint.handler.isAsynchronous()) {
        handleAtOnce(endpoint);
        return;
    }
    auto stored = look(endpoint, endpoint.waiting.front().arrived, false);
    if (!stored) {
        end(endpoint, failure(stored.error()));
        return;
    }
    endpoint.current = std::make_shared<const StoredNotification>(std::move(*stored));
    endpoint.nextEvent = 0;
    handleEvents(endpoint);
}

Result<StoredNotification> DirectReceiver::Private::look(Endpoint &endpoint, const ArrivedNotification &arrived,
                                                         bool remember)
{
    const auto known = q->endpoint(arrived.webhookId);
    Result<StoredNotification> recorded;
    const Error taken{Error::Kind::Internal, QStringLiteral("taken back"), {}};
    const auto result = endpoint.remembered.transaction([&](StoreTransaction &transaction) -> Result<void> {
        recorded = NotificationRecorder(transaction, {known.server, known.counterMode}).record(arrived);
        if (!recorded) {
            return failure(recorded.error());
        }
        if (!remember) {
            return failure(taken);
        }
        for (const auto &event : std::as_const(recorded->newEvents)) {
            if (auto done = transaction.updateEvent({event.id, EventState::Done, 1, {}, {}}); !done) {
                return done;
            }
        }
        return {};
    });
    Q_ASSERT(result || !recorded || result.error() == taken);
    return recorded;
}

void DirectReceiver::Private::handleEvents(Endpoint &endpoint)
{
    const auto current = endpoint.current;
    while (current && endpoint.current == current) {
        if (endpoint.nextEvent == current->newEvents.size()) {
            succeed(endpoint);
            return;
        }
        const auto event = contextOf(*current, current->newEvents.at(endpoint.nextEvent));
        const auto inside = std::make_shared<bool>(true);
        const auto finishedInside = std::make_shared<bool>(false);
        endpoint.handler.call(event, q, [this, &endpoint, event, inside, finishedInside](const Result<void> &result) {
            *finishedInside = *inside;
            afterEvent(endpoint, event, result);
            if (!*inside) {
                handleEvents(endpoint);
                runNext(endpoint);
            }
        });
        *inside = false;
        if (!*finishedInside) {
            return;
        }
    }
}

void DirectReceiver::Private::afterEvent(Endpoint &endpoint, const EventContext &event, const Result<void> &result)
{
    if (result) {
        ++endpoint.nextEvent;
        Q_EMIT q->handled(event);
        return;
    }
    Q_EMIT q->handlerFailed(event, result.error());
    end(endpoint, failure(Error::Kind::Retry, result.error().toString()));
}

void DirectReceiver::Private::succeed(Endpoint &endpoint)
{
    const auto remembered = look(endpoint, endpoint.waiting.front().arrived, true);
    if (!remembered) {
        end(endpoint, failure(remembered.error()));
        return;
    }
    q->tellStored(std::make_shared<const StoredNotification>(*remembered)); // as it is now, and not when it was begun
    end(endpoint, receiptOf(*endpoint.current));
}

void DirectReceiver::Private::end(Endpoint &endpoint, const Result<Receipt> &result)
{
    const auto done = std::move(endpoint.waiting.front().done);
    endpoint.waiting.pop_front();
    endpoint.current.reset();
    endpoint.busy = false;
    done(result);
}

EventContext DirectReceiver::Private::contextOf(const StoredNotification &stored, const StoredEvent &event) const
{
    const auto &arrived = stored.arrived;
    return {arrived.notification,
            event.statusIndex,
            event.eventIndex,
            {.webhookId = arrived.webhookId, .origin = arrived.origin, .receivedAt = arrived.receivedAt}};
}

DirectReceiver::DirectReceiver(Clock &clock, QObject *parent)
    : AbstractReceiver(clock, parent)
    , d(std::make_unique<Private>(this))
{
}

DirectReceiver::~DirectReceiver() = default;

void DirectReceiver::removeHandler(const QString &webhookId)
{
    d->remove(webhookId);
}

void DirectReceiver::setHandler(const QString &webhookId, EventHandler handler)
{
    d->endpointOf(webhookId).handler = std::move(handler);
}

bool DirectReceiver::hasAsynchronousHandlers() const
{
    return std::any_of(d->endpoints.begin(), d->endpoints.end(),
                       [](const auto &entry) { return entry.second->handler.isAsynchronous(); });
}

QFuture<Result<int>> DirectReceiver::replay(const QList<qint64> & /*notificationIds*/)
{
    return readyFuture(
        Result<int>(failure(Error::Kind::Rejected,
                            QCoreApplication::translate("Tbs", "Nothing can be handed over again without a store."))));
}

void DirectReceiver::inStore(const QString &webhookId, NotificationStore::Work job,
                             std::function<void(const Result<void> &)> done)
{
    Result<void> result;
    if (!webhookId.isEmpty()) {
        result = d->endpointOf(webhookId).remembered.transaction(job);
    } else {
        for (auto endpoint = d->endpoints.begin(); result && endpoint != d->endpoints.end(); ++endpoint) {
            result = endpoint->second->remembered.transaction(job);
        }
    }
    done(result);
}

void DirectReceiver::take(ArrivedNotification arrived, Done done)
{
    Waiting waiting{std::move(arrived), std::move(done)};
    if (QThread::currentThread() == thread()) {
        d->enqueue(std::move(waiting));
        return;
    }
    d->mailbox.post(std::move(waiting));
}

} // namespace Tbs
