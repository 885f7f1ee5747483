// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sqlitehistory.h"

#include "historyreader_p.h"

#include <Tbs/support/futures.h>

#include <QThread>

namespace Tbs {

class SqliteHistory::Private
{
public:
    Private(const Clock &systemClock, const QString &databasePath)
        : clock(systemClock)
        , path(databasePath)
    {
        context.moveToThread(&thread);
        thread.setObjectName(QStringLiteral("tbs-history"));
        thread.start();
    }

    ~Private()
    {
        stopping = true;
        // The connection ends in the thread that made it.
        QMetaObject::invokeMethod(
            &context, [this] { reader.reset(); }, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Private)

    /// Calls \a function with the reader in the thread.
    template <typename Function> auto ask(Function function)
    {
        using Answer = std::invoke_result_t<Function, HistoryReader &>;
        SharedPromise<Answer> promise;
        QMetaObject::invokeMethod(
            &context,
            [this, promise, function = std::move(function)] {
                if (stopping || promise.future().isCanceled()) {
                    return;
                }
                if (!reader) {
                    reader = std::make_unique<HistoryReader>(clock, path);
                }
                promise.finish(function(*reader));
            },
            Qt::QueuedConnection);
        return promise.future();
    }

private:
    const Clock &clock;
    QString path;
    std::atomic<bool> stopping = false;
    QThread thread;
    QObject context;
    std::unique_ptr<HistoryReader> reader; ///< of the thread
};

SqliteHistory::SqliteHistory(const Clock &clock, const QString &path)
    : d(std::make_unique<Private>(clock, path))
{
}

SqliteHistory::~SqliteHistory() = default;

QFuture<Result<HistoryExtent>> SqliteHistory::extent()
{
    return d->ask([](HistoryReader &reader) { return reader.extent(); });
}

QFuture<Result<HistoryMatches>> SqliteHistory::find(HistoryQuery query)
{
    return d->ask([query = std::move(query)](HistoryReader &reader) { return reader.find(query); });
}

QFuture<Result<QList<NotificationSummary>>> SqliteHistory::summaries(QList<qint64> ids)
{
    return d->ask([ids = std::move(ids)](HistoryReader &reader) { return reader.summaries(ids); });
}

QFuture<Result<std::optional<NotificationRecord>>> SqliteHistory::notification(qint64 id)
{
    return d->ask([id](HistoryReader &reader) { return reader.notification(id); });
}

QFuture<Result<QList<EventRecord>>> SqliteHistory::events(qint64 notificationId)
{
    return d->ask([notificationId](HistoryReader &reader) { return reader.events(notificationId); });
}

QFuture<Result<std::optional<EventRecord>>> SqliteHistory::previousEvent(EventRecord event)
{
    return d->ask([event = std::move(event)](HistoryReader &reader) { return reader.previousEvent(event); });
}

QFuture<Result<QList<SubscriptionRecord>>> SqliteHistory::subscriptions()
{
    return d->ask([](HistoryReader &reader) { return reader.subscriptions(); });
}

} // namespace Tbs
