// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <algorithm>

namespace Tbs::Test {

MockClock::MockClock(QDateTime start)
    : m_start(std::move(start))
{
}

QDateTime MockClock::now() const
{
    const std::lock_guard lock(m_mutex);
    return m_start.addMSecs(m_elapsed.count());
}

std::chrono::nanoseconds MockClock::monotonic() const
{
    const std::lock_guard lock(m_mutex);
    return m_elapsed;
}

void MockClock::callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback)
{
    const std::lock_guard lock(m_mutex);
    m_calls.push_back({m_elapsed + delay, context, std::move(callback)});
}

void MockClock::advance(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_mutex);
    const auto end = m_elapsed + duration;
    while (true) {
        const auto next = std::min_element(m_calls.begin(), m_calls.end(),
                                           [](const Call &a, const Call &b) { return a.due < b.due; });
        if (next == m_calls.end() || next->due > end) {
            break;
        }
        const Call call = std::move(*next);
        m_calls.erase(next);
        m_elapsed = std::max(m_elapsed, call.due);
        lock.unlock();
        if (call.context) {
            call.callback();
        }
        lock.lock();
    }
    m_elapsed = end;
}

int MockClock::pendingCalls() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_calls.size());
}

} // namespace Tbs::Test
