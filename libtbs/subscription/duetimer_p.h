// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/clock.h>

#include <functional>
#include <optional>

namespace Tbs {

/// Calls something once, however far away the time is. A member of the object whose thread it is called in.
class TBS_CORE_AUTOTEST_EXPORT DueTimer
{
public:
    /// \a clock has to outlive this.
    DueTimer(Clock &clock, QObject *context, std::function<void()> callback);
    Q_DISABLE_COPY_MOVE(DueTimer)
    ~DueTimer() = default;

    /// Calls after \a delay (below 0 is 0), and no more at the time that was set before.
    void start(std::chrono::milliseconds delay);
    /// The same, unless the time that was set before is earlier.
    void startWithin(std::chrono::milliseconds delay);
    void stop();

private:
    void wait();

    Clock &m_clock;
    QObject *m_context;
    std::function<void()> m_callback;
    std::optional<std::chrono::nanoseconds> m_due;
    int m_generation = 0; ///< calls of before the last start or stop find another number and do nothing
};

} // namespace Tbs
