// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFuture>
#include <QThread>

#include <chrono>

namespace Tbs::Test {

/// Handles events until \a isDone(). As QTest::qWaitFor(), but in small steps: what other threads and servers in this
/// process do takes far less than its 10 ms.
template <typename Predicate>
[[nodiscard]] bool waitUntil(Predicate isDone, std::chrono::milliseconds timeout = std::chrono::seconds(10))
{
    const QDeadlineTimer deadline(timeout);
    while (!isDone()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QThread::usleep(50);
    }
    return true;
}

/// The result of \a future; ends the test program when there is none in time.
template <typename T> [[nodiscard]] T waitFor(const QFuture<T> &future)
{
    if (!waitUntil([&] { return future.isFinished(); }) || future.resultCount() == 0) {
        qFatal("No answer.");
    }
    return future.result();
}

} // namespace Tbs::Test
