// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFuture>
#include <QTimer>

#include <chrono>

namespace Tbs::Test {

/// What QTest::qWaitFor() does, without its pause of 10 ms after each round of events: an answer from a server in this
/// process takes several.
template <typename Predicate>
[[nodiscard]] bool waitUntil(Predicate predicate, std::chrono::milliseconds timeout = std::chrono::seconds(10))
{
    const QDeadlineTimer deadline(timeout);
    QTimer wakeUp; // for the deadline, and for what changes without an event of this thread
    wakeUp.start(std::chrono::milliseconds(5));
    while (!predicate()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
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
