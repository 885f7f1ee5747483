// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QFutureWatcher>

namespace Tbs::Cli {

/// Runs an event loop until \a future is finished, and returns its result; Internal when it was cancelled.
template <typename T> [[nodiscard]] Result<T> await(const QFuture<Result<T>> &future)
{
    QEventLoop loop;
    QFutureWatcher<Result<T>> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished()) {
        loop.exec();
    }
    if (future.isCanceled() || future.resultCount() == 0) {
        return failure(Error::Kind::Internal, QCoreApplication::translate("Tbs::Cli", "The request was given up"));
    }
    return future.result();
}

} // namespace Tbs::Cli
