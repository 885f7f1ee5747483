// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "duetimer_p.h"

#include <algorithm>
#include <utility>

namespace Tbs {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds longestStep = std::chrono::hours(24); // timers hold 24 days at most

} // namespace

DueTimer::DueTimer(Clock &clock, QObject *context, std::function<void()> callback)
    : m_clock(clock)
    , m_context(context)
    , m_callback(std::move(callback))
{
}

void DueTimer::start(milliseconds delay)
{
    m_due = m_clock.monotonic() + std::max(delay, milliseconds(0));
    wait();
}

void DueTimer::startWithin(milliseconds delay)
{
    if (!m_due || m_clock.monotonic() + delay < *m_due) {
        start(delay);
    }
}

void DueTimer::stop()
{
    m_due.reset();
    ++m_generation;
}

void DueTimer::wait()
{
    const auto left = std::chrono::ceil<milliseconds>(*m_due - m_clock.monotonic());
    m_clock.callAfter(std::clamp(left, milliseconds(0), longestStep), m_context, [this, generation = ++m_generation] {
        if (generation != m_generation) {
            return;
        }
        if (m_clock.monotonic() < *m_due) {
            wait();
            return;
        }
        m_due.reset();
        m_callback();
    });
}

} // namespace Tbs
