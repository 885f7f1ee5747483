// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <memory>
#include <type_traits>
#include <utility>

namespace Tbs {

/// A future that is finished with \a value. Any thread.
template <typename T> [[nodiscard]] QFuture<std::decay_t<T>> readyFuture(T &&value)
{
    QPromise<std::decay_t<T>> promise;
    promise.start();
    promise.addResult(std::forward<T>(value));
    promise.finish();
    return promise.future();
}

/// Calls \a callback with the result of \a future in the thread of \a context: before this returns when the future is
/// finished already and \a context lives in this thread, else from its event loop. When the future is cancelled
/// \a cancelled is called instead. Neither is once \a context is gone. May be called several times for one future.
template <typename T, typename Callback, typename Cancelled>
void whenFinished(const QFuture<T> &future, QObject *context, Callback callback, Cancelled cancelled)
{
    if (context->thread() != QThread::currentThread()) {
        QMetaObject::invokeMethod(
            context, [=]() mutable { whenFinished(future, context, std::move(callback), std::move(cancelled)); });
        return;
    }
    // A watcher, since then() keeps one continuation a future and asserts that its context lives (Qt 6.4).
    auto deliver = [future, callback = std::move(callback), cancelled = std::move(cancelled)]() mutable {
        if (future.isCanceled() || future.resultCount() == 0) {
            cancelled();
        } else {
            callback(future.result());
        }
    };
    if (future.isFinished()) {
        deliver();
        return;
    }
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, deliver = std::move(deliver)]() mutable {
                         watcher->deleteLater();
                         deliver();
                     });
    watcher->setFuture(future);
}

/// The same, and nothing is called when the future is cancelled.
template <typename T, typename Callback>
void whenFinished(const QFuture<T> &future, QObject *context, Callback callback)
{
    whenFinished(future, context, std::move(callback), [] {});
}

/// The promise behind a future that callbacks finish later: copyable, and finished once.
template <typename T> class SharedPromise
{
public:
    SharedPromise()
        : m_promise(std::make_shared<QPromise<T>>())
    {
        m_promise->start();
    }

    [[nodiscard]] QFuture<T> future() const { return m_promise->future(); }

    void finish(T result) const
    {
        m_promise->addResult(std::move(result));
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<T>> m_promise;
};

} // namespace Tbs
