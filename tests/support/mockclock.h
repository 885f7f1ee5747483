// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/clock.h>

#include <list>
#include <mutex>

namespace Tbs::Test {

/// Time that stands until advance() is called.
class MockClock final : public Clock
{
public:
    explicit MockClock(QDateTime start = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC));

    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) override;

    /// Moves time on and calls, in this thread and in order, what falls due on the way (also what is added meanwhile).
    void advance(std::chrono::milliseconds duration);
    /// How many calls are waiting.
    [[nodiscard]] int pendingCalls() const;

private:
    struct Call
    {
        std::chrono::milliseconds due;
        QPointer<QObject> context;
        std::function<void()> callback;
    };

    mutable std::mutex m_mutex;
    QDateTime m_start;
    std::chrono::milliseconds m_elapsed{0};
    std::list<Call> m_calls;
};

} // namespace Tbs::Test
