// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "handlerdispatcher.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/logging.h>
#include <Tbs/support/mailbox_p.h>

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <deque>
#include <variant>

namespace Tbs {

namespace {

constexpr int pageSize = 1000;
/// Synchronous handlers in a row, before the event loop gets its turn.
constexpr int burstSize = 64;

struct RegisteredHandler
{
    EventHandler handler;
    RetryPolicy retry;
};

struct HeldEvent
{
    qint64 id = 0;
    EventContext context;
    QDateTime notBefore; ///< of an attempt that an earlier run had put off
};

/// The events of one subscription, in order; the first is with its handler or waits for its next attempt.
struct Lane
{
    std::deque<HeldEvent> events;
    bool busy = false;
    bool isRunning = false; ///< the first is with its handler
    quint64 wait = 0; ///< the one that counts
};

using Progress = std::vector<EventProgress>;

/// What the store says there is to do, read after everything that was committed before.
struct Page
{
    QList<QueuedEvent> events;
    qint64 lastEventId = 0;
    std::optional<Error> error;
};

bool isFirstSuccess(const EventProgress &progress)
{
    return progress.state == EventState::Done && progress.attempts == 1;
}

/// Neighbours that succeeded at once, which are nearly all, are written together.
Result<void> saveProgress(StoreTransaction &transaction, const Progress &progress)
{
    for (std::size_t i = 0; i < progress.size();) {
        const auto first = i++;
        if (!isFirstSuccess(progress[first])) {
            if (auto done = transaction.updateEvent(progress[first]); !done) {
                return done;
            }
            continue;
        }
        while (i < progress.size() && isFirstSuccess(progress[i])
               && progress[i].eventId == progress[i - 1].eventId + 1) {
            ++i;
        }
        if (auto done = transaction.finishEvents(progress[first].eventId, progress[i - 1].eventId); !done) {
            return done;
        }
    }
    return {};
}

struct Saved
{
    std::shared_ptr<const Progress> progress;
};

/// Events from this id on have become pending once more.
struct Again
{
    qint64 firstEventId = 0;
};

using Message = std::variant<std::shared_ptr<const StoredNotification>, Page, Saved, Again>;

} // namespace

class HandlerDispatcher::Private
{
public:
    Private(HandlerDispatcher *dispatcher, Clock &systemClock, StoreWorker &storeWorker)
        : q(dispatcher)
        , clock(systemClock)
        , worker(storeWorker)
        , mailbox(std::make_shared<Mailbox<Message>>(dispatcher,
                                                     [this](std::vector<Message> messages) { receive(messages); }))
    {
    }

    void receive(const std::vector<Message> &messages);
    void receive(const std::shared_ptr<const StoredNotification> &stored);
    void receive(const Page &page);
    void receive(const Saved &saved);
    void receive(Again again);

    void goBackTo(qint64 firstEventId);
    void readPage();
    void hold(qint64 id, qint64 subscriptionId, EventContext context, const QDateTime &notBefore = {});
    void holdQueued(const QueuedEvent &queued);
    void runNext(qint64 subscriptionId);
    void attemptAfter(qint64 subscriptionId, std::chrono::milliseconds delay);
    void attempt(qint64 subscriptionId);
    void afterAttempt(qint64 subscriptionId, const RetryPolicy &retry, const Result<void> &result);
    void release(qint64 subscriptionId, const EventProgress &progress);
    void save(const EventProgress &progress);
    void flush();
    void checkIdle();
    void checkIdleLater();
    void letGo(const QString &webhookId);

    HandlerDispatcher *q;
    Clock &clock;
    StoreWorker &worker;
    /// Shared with jobs in the store's thread; see ~HandlerDispatcher.
    std::shared_ptr<Mailbox<Message>> mailbox;
    QHash<QString, std::shared_ptr<const RegisteredHandler>> handlers;
    QHash<qint64, Lane> lanes;
    quint64 lastWait = 0;
    int held = 0;
    int running = 0;
    /// Events that are held, or whose end the store does not know yet: a page may still call them pending.
    QSet<qint64> active;
    /// Pages go on behind this one.
    qint64 lastHeldId = 0;
    std::optional<qint64> againFrom; ///< where reading begins anew after the page that is being read
    qint64 leftBehindUpTo = -1; ///< ids up to this one were left by an earlier run; -1: not known yet
    bool started = false;
    bool finishing = false;
    bool finishedTold = false;
    bool moreInStore = true; ///< events wait in the store that are not held here
    bool readingPage = false;
    Progress unsaved;
    bool flushPosted = false;
    std::size_t saving = 0;
};

void HandlerDispatcher::Private::receive(const std::vector<Message> &messages)
{
    for (const auto &message : messages) {
        std::visit([this](const auto &content) { receive(content); }, message);
    }
    checkIdle();
}

void HandlerDispatcher::Private::receive(const std::shared_ptr<const StoredNotification> &stored)
{
    if (moreInStore || finishing) {
        return; // a page will bring them, in their order
    }
    const auto &arrived = stored->arrived;
    if (!handlers.contains(arrived.webhookId)) {
        return;
    }
    for (const auto &event : stored->newEvents) {
        hold(
            event.id, event.subscriptionId,
            EventContext(arrived.notification, event.statusIndex, event.eventIndex,
                         {.webhookId = arrived.webhookId, .origin = arrived.origin, .receivedAt = arrived.receivedAt}));
    }
    moreInStore = held >= maximumHeldEvents;
}

void HandlerDispatcher::Private::receive(const Page &page)
{
    readingPage = false;
    const auto from = std::exchange(againFrom, std::nullopt);
    if (page.error) {
        qCWarning(logNotification) << "The waiting events cannot be read:" << page.error->toString();
        clock.callAfter(std::chrono::seconds(1), q, [this] { readPage(); });
        goBackTo(from.value_or(lastHeldId + 1));
        return;
    }
    if (leftBehindUpTo < 0) {
        leftBehindUpTo = page.lastEventId;
    }
    moreInStore = page.events.size() == pageSize;
    for (const auto &queued : page.events) {
        holdQueued(queued);
    }
    if (from) {
        goBackTo(*from);
    }
    if (moreInStore && held < maximumHeldEvents / 2) {
        readPage();
    }
}

void HandlerDispatcher::Private::receive(const Saved &saved)
{
    saving -= saved.progress->size();
    for (const auto &progress : *saved.progress) {
        if (progress.state != EventState::Pending) {
            active.remove(progress.eventId);
        }
    }
}

void HandlerDispatcher::Private::receive(Again again)
{
    if (!started || finishing) {
        return; // all that is pending will be read, or is left for a later run
    }
    if (readingPage) {
        // Its events stand behind these ones and would have the reading go on behind them.
        againFrom = std::min(againFrom.value_or(again.firstEventId), again.firstEventId);
        return;
    }
    goBackTo(again.firstEventId);
    if (held < maximumHeldEvents / 2) {
        readPage();
    }
}

void HandlerDispatcher::Private::goBackTo(qint64 firstEventId)
{
    lastHeldId = std::min(lastHeldId, firstEventId - 1);
    moreInStore = true;
}

void HandlerDispatcher::Private::readPage()
{
    if (finishing || std::exchange(readingPage, true)) {
        return;
    }
    auto page = std::make_shared<Page>();
    worker.post(
        [page, after = lastHeldId](StoreTransaction &transaction) -> Result<void> {
            auto pending = transaction.pendingEvents(after, pageSize);
            auto lastId = transaction.lastEventId();
            if (!pending || !lastId) {
                return failure(pending ? lastId.error() : pending.error());
            }
            *page = {.events = std::move(*pending), .lastEventId = *lastId};
            return {};
        },
        [page, box = mailbox](const Result<void> &result) {
            if (!result) {
                page->error = result.error();
            }
            box->post(std::move(*page));
        });
}

void HandlerDispatcher::Private::holdQueued(const QueuedEvent &queued)
{
    lastHeldId = std::max(lastHeldId, queued.event.id);
    if (!handlers.contains(queued.webhookId) || active.contains(queued.event.id)) {
        return;
    }
    active.insert(queued.event.id);
    auto decoded = readNotification(queued.notification.body);
    const bool found = decoded && queued.event.statusIndex < decoded->value.statuses.size()
        && queued.event.eventIndex < decoded->value.statuses.at(queued.event.statusIndex).notificationEvents.size();
    if (!found) {
        save({queued.event.id,
              EventState::DeadLetter,
              queued.event.attempts,
              {},
              QCoreApplication::translate("Tbs", "The stored notification cannot be read any more.")});
        return;
    }
    const bool isReplay = queued.event.replayedAt.isValid();
    EventContext::Delivery delivery{
        .webhookId = queued.webhookId,
        .origin = isReplay ? NotificationOrigin::Replay : queued.notification.origin,
        .receivedAt = queued.notification.receivedAt,
        .attempt = queued.event.attempts + 1,
        .redelivered = isReplay || queued.event.id <= leftBehindUpTo,
    };
    hold(queued.event.id, queued.event.subscriptionId,
         EventContext(std::make_shared<const Notification>(std::move(decoded->value)), queued.event.statusIndex,
                      queued.event.eventIndex, std::move(delivery)),
         queued.event.nextAttemptAt);
}

void HandlerDispatcher::Private::hold(qint64 id, qint64 subscriptionId, EventContext context,
                                      const QDateTime &notBefore)
{
    active.insert(id);
    lastHeldId = std::max(lastHeldId, id);
    ++held;
    lanes[subscriptionId].events.push_back({id, std::move(context), notBefore});
    runNext(subscriptionId);
}

void HandlerDispatcher::Private::runNext(qint64 subscriptionId)
{
    // A loop and not a recursion: synchronous handlers finish inside attempt().
    for (int burst = 0;; ++burst) {
        const auto lane = lanes.find(subscriptionId);
        if (lane == lanes.end() || lane->busy || finishing) {
            return;
        }
        if (lane->events.empty()) {
            lanes.erase(lane);
            return;
        }
        if (burst == burstSize) {
            QMetaObject::invokeMethod(
                q, [this, subscriptionId] { runNext(subscriptionId); }, Qt::QueuedConnection);
            return;
        }
        lane->busy = true;
        const auto &event = lane->events.front();
        const auto wait = event.notBefore.isValid() ? clock.now().msecsTo(event.notBefore) : 0;
        if (wait > 0) {
            attemptAfter(subscriptionId, std::chrono::milliseconds(wait));
            return;
        }
        attempt(subscriptionId);
    }
}

void HandlerDispatcher::Private::attemptAfter(qint64 subscriptionId, std::chrono::milliseconds delay)
{
    const auto wait = ++lastWait;
    lanes[subscriptionId].wait = wait;
    clock.callAfter(delay, q, [this, subscriptionId, wait] {
        const auto lane = lanes.constFind(subscriptionId);
        if (lane == lanes.cend() || lane->wait != wait) {
            return; // its handler was removed meanwhile
        }
        attempt(subscriptionId);
        runNext(subscriptionId);
    });
}

void HandlerDispatcher::Private::attempt(qint64 subscriptionId)
{
    if (finishing) {
        return;
    }
    auto &lane = lanes[subscriptionId];
    lane.isRunning = true;
    const auto event = lane.events.front().context;
    const auto registered = handlers.value(event.webhookId()); // kept: it may be changed while it runs
    ++running;
    const auto inside = std::make_shared<bool>(true);
    registered->handler.call(event, q, [this, subscriptionId, inside, registered](const Result<void> &result) {
        --running;
        afterAttempt(subscriptionId, registered->retry, result);
        if (!*inside) {
            runNext(subscriptionId);
            checkIdle();
        }
    });
    *inside = false;
}

void HandlerDispatcher::Private::afterAttempt(qint64 subscriptionId, const RetryPolicy &retry,
                                              const Result<void> &result)
{
    auto &lane = lanes[subscriptionId];
    lane.isRunning = false;
    auto &event = lane.events.front();
    const auto context = event.context;
    const int attempts = context.delivery().attempt;
    if (result) {
        release(subscriptionId, {event.id, EventState::Done, attempts, {}, {}});
        Q_EMIT q->handled(context);
        return;
    }
    const auto message = result.error().toString();
    // Rejected and BadData: the same event would fail again.
    const bool hopeless = result.error().kind == Error::Kind::Rejected || result.error().kind == Error::Kind::BadData;
    if (hopeless || attempts >= retry.attempts) {
        release(subscriptionId, {event.id, EventState::DeadLetter, attempts, {}, message});
        Q_EMIT q->handlerFailed(context, result.error(), {});
        return;
    }
    const auto delay = retry.delayAfter(attempts);
    const auto nextAttemptAt = clock.now().addMSecs(delay.count());
    const EventProgress progress{event.id, EventState::Pending, attempts, nextAttemptAt, message};
    if (handlers.contains(context.webhookId())) {
        save(progress);
        event.context = context.forAttempt(attempts + 1);
        attemptAfter(subscriptionId, delay);
    } else { // removed meanwhile
        active.remove(progress.eventId);
        release(subscriptionId, progress);
    }
    Q_EMIT q->handlerFailed(context, result.error(), nextAttemptAt);
}

void HandlerDispatcher::Private::release(qint64 subscriptionId, const EventProgress &progress)
{
    auto &lane = lanes[subscriptionId];
    lane.events.pop_front();
    lane.busy = false;
    --held;
    save(progress);
    if (moreInStore && held < maximumHeldEvents / 2) {
        readPage();
    }
}

void HandlerDispatcher::Private::save(const EventProgress &progress)
{
    unsaved.push_back(progress);
    if (!std::exchange(flushPosted, true)) {
        QMetaObject::invokeMethod(
            q, [this] { flush(); }, Qt::QueuedConnection);
    }
}

void HandlerDispatcher::Private::flush()
{
    flushPosted = false;
    if (unsaved.empty()) {
        return;
    }
    auto progress = std::make_shared<const Progress>(std::exchange(unsaved, {}));
    saving += progress->size();
    worker.post(
        [progress](StoreTransaction &transaction) -> Result<void> { return saveProgress(transaction, *progress); },
        [progress, box = mailbox](const Result<void> &result) {
            if (!result) {
                // The handler has run; what is lost is only the note of it. A later run will hand the event over again.
                qCWarning(logNotification)
                    << "The end of" << progress->size() << "events was not stored:" << result.error().toString();
            }
            box->post(Saved{progress});
        });
}

void HandlerDispatcher::Private::checkIdle()
{
    if (running > 0 || saving > 0 || flushPosted) {
        return;
    }
    if (finishing) {
        if (!std::exchange(finishedTold, true)) {
            Q_EMIT q->finished();
        }
    } else if (started && held == 0 && !moreInStore && !readingPage) {
        Q_EMIT q->idle();
    }
}

void HandlerDispatcher::Private::checkIdleLater()
{
    QMetaObject::invokeMethod(
        q, [this] { checkIdle(); }, Qt::QueuedConnection);
}

/// What is held for \a webhookId is left to the store, but for what is with its handler now.
void HandlerDispatcher::Private::letGo(const QString &webhookId)
{
    for (auto lane = lanes.begin(); lane != lanes.end();) {
        auto &events = lane->events;
        if (events.empty() || events.front().context.webhookId() != webhookId) {
            ++lane;
            continue;
        }
        const std::size_t kept = lane->isRunning ? 1 : 0;
        for (; events.size() > kept; events.pop_back()) {
            active.remove(events.back().id);
            --held;
        }
        lane = kept > 0 ? std::next(lane) : lanes.erase(lane);
    }
    if (started && moreInStore && held < maximumHeldEvents / 2) {
        readPage();
    }
    checkIdleLater();
}

HandlerDispatcher::HandlerDispatcher(Clock &clock, StoreWorker &worker, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, worker))
{
}

HandlerDispatcher::~HandlerDispatcher()
{
    // Jobs that still run in the store's thread hold the mailbox, which would call this object: wait for them.
    std::ignore = d->worker.run([](StoreTransaction &) -> Result<void> { return {}; });
}

void HandlerDispatcher::setHandler(const QString &webhookId, EventHandler handler, RetryPolicy retry)
{
    const bool isNew = !d->handlers.contains(webhookId);
    d->handlers.insert(webhookId,
                       std::make_shared<const RegisteredHandler>(RegisteredHandler{std::move(handler), retry}));
    if (isNew) {
        d->receive(Again{1}); // some may have been passed over
    }
}

void HandlerDispatcher::removeHandler(const QString &webhookId)
{
    if (d->handlers.remove(webhookId) > 0) {
        d->letGo(webhookId);
    }
}

void HandlerDispatcher::start()
{
    d->started = true;
    d->readPage();
}

void HandlerDispatcher::finish()
{
    d->finishing = true;
    if (!d->unsaved.empty()) {
        d->flush();
    }
    d->checkIdleLater();
}

void HandlerDispatcher::take(std::shared_ptr<const StoredNotification> stored)
{
    d->mailbox->post(std::move(stored));
}

void HandlerDispatcher::takeAgain(qint64 firstEventId)
{
    d->mailbox->post(Again{firstEventId});
}

int HandlerDispatcher::heldEvents() const
{
    return d->held;
}

} // namespace Tbs
