// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventhandler.h"

#include <QCoreApplication>
#include <QFutureWatcher>

#include <exception>

namespace Tbs {

namespace {

Error handlerError(const QString &reason)
{
    return {Error::Kind::Retry, QCoreApplication::translate("Tbs", "The handler failed: %1").arg(reason), {}};
}

Result<void> resultOf(const QFuture<Result<void>> &future)
{
    if (future.isCanceled() || future.resultCount() == 0) {
        return failure(handlerError(QCoreApplication::translate("Tbs", "it was cancelled")));
    }
    return future.result();
}

template <typename Call> auto guarded(Call call, const EventHandler::Done &done) -> std::optional<decltype(call())>
{
    try {
        return call();
    } catch (const std::exception &exception) {
        done(failure(handlerError(QString::fromUtf8(exception.what()))));
    } catch (...) {
        done(failure(handlerError(QCoreApplication::translate("Tbs", "it threw an exception"))));
    }
    return std::nullopt;
}

} // namespace

void EventHandler::call(const EventContext &event, QObject *context, Done done) const
{
    if (m_synchronous) {
        if (auto result = guarded([&] { return m_synchronous(event); }, done)) {
            done(std::move(*result));
        }
        return;
    }
    const auto future = guarded([&] { return m_asynchronous(event); }, done);
    if (!future) {
        return;
    }
    // A watcher and not QFuture::then(): before Qt 6.8 a continuation can run twice on a QPromise (see
    // doc/architecture.md).
    auto *watcher = new QFutureWatcher<Result<void>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
        const auto finished = watcher->future();
        watcher->deleteLater();
        std::optional<Result<void>> result;
        try {
            result = resultOf(finished);
        } catch (const std::exception &exception) {
            result = failure(handlerError(QString::fromUtf8(exception.what())));
        }
        done(std::move(*result));
    });
    watcher->setFuture(*future);
}

} // namespace Tbs
