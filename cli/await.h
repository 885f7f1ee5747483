// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QFutureWatcher>

namespace Tbs::Cli {

/// Runs an event loop until \a future is finished. \return whether it has a result.
template <typename T> bool finish(const QFuture<T> &future)
{
    QEventLoop loop;
    QFutureWatcher<T> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished()) {
        loop.exec();
    }
    return !future.isCanceled() && future.resultCount() > 0;
}

/// Runs an event loop until \a future is finished, and returns its result; a value made by default without one.
template <typename T> [[nodiscard]] T await(const QFuture<T> &future)
{
    return finish(future) ? future.result() : T();
}

/// The same; Internal without a result.
template <typename T> [[nodiscard]] Result<T> await(const QFuture<Result<T>> &future)
{
    if (!finish(future)) {
        return failure(Error::Kind::Internal, QCoreApplication::translate("Tbs::Cli", "The request was given up"));
    }
    return future.result();
}

} // namespace Tbs::Cli
