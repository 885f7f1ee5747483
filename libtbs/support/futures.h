// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QFuture>
#include <QObject>
#include <QPromise>

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
/// finished already and \a context lives in this thread. Never when the future is cancelled, nor once \a context is
/// gone.
template <typename T, typename Callback>
void whenFinished(QFuture<T> future, QObject *context, Callback callback) // by value: then() is not const
{
    future.then(context, [callback = std::move(callback)](T result) mutable { callback(std::move(result)); });
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
