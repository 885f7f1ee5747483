// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>
#include <Tbs/notification/retrypolicy.h>
#include <Tbs/notification/storednotification.h>
#include <Tbs/store/storeworker.h>
#include <Tbs/support/clock.h>

#include <QObject>

#include <memory>

namespace Tbs {

/// DISPATCH: hands stored events to their handlers, in order within a subscription and in parallel across them, again
/// after a failure, and also those that an earlier run left behind.
///
/// The queue is the store's; what is held here is only its head. Lives in one thread, in which handlers are called;
/// take() may be called from any thread.
class TBS_CORE_EXPORT HandlerDispatcher : public QObject
{
    Q_OBJECT

public:
    /// Events held in memory; more wait in the store.
    static constexpr int maximumHeldEvents = 10'000;

    /// \a clock and \a worker must outlive this.
    HandlerDispatcher(Clock &clock, StoreWorker &worker, QObject *parent = nullptr);
    ~HandlerDispatcher() override;

    /// Adds a handler or changes it; one that runs ends first. An event without handler stays in the store until there
    /// is one: then it is handed over, before those that come later.
    void setHandler(const QString &webhookId, EventHandler handler, RetryPolicy retry = {});
    /// Hands over no further events of \a webhookId; they stay in the store. A handler that runs ends, and its result
    /// is stored.
    void removeHandler(const QString &webhookId);

    /// Begins with what the store holds from earlier runs.
    void start();
    /// Hands over no further events; finished() follows when the handlers that run have ended and their results are
    /// stored.
    void finish();

    /// The new events of \a stored, which is committed. Any thread, but in the order of the commits.
    void take(std::shared_ptr<const StoredNotification> stored);

    /// Events with the id \a firstEventId or above have become pending once more, which is committed: they are read
    /// from the store. Any thread, in the order of the commits.
    void takeAgain(qint64 firstEventId);

    /// Events that are with a handler or wait for one in memory.
    [[nodiscard]] int heldEvents() const;

Q_SIGNALS:
    /// The handler succeeded.
    void handled(const Tbs::EventContext &event);
    /// The handler failed. \a nextAttemptAt is invalid when that was the last attempt: the event is a dead letter.
    void handlerFailed(const Tbs::EventContext &event, const Tbs::Error &error, const QDateTime &nextAttemptAt);
    /// Nothing is held here any more, and all results are stored.
    void idle();
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
