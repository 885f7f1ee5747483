// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "heartbeatwatch_p.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Tbs {

HeartbeatWatch::HeartbeatWatch(Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void HeartbeatWatch::expect(const HeartbeatTimes &times)
{
    m_times = times;
    const bool isInTime = !times.late.isValid() || m_clock.now() < times.late;
    const bool wasLate = m_state != State::InTime;
    if (isInTime) {
        m_state = State::InTime;
    }
    startTimer();
    if (wasLate && isInTime && times.late.isValid()) {
        Q_EMIT back();
    }
}

void HeartbeatWatch::startTimer()
{
    const auto next = m_state == State::InTime ? m_times.late : m_state == State::Late ? m_times.silent : QDateTime();
    if (!next.isValid() || (m_timerAt.isValid() && m_timerAt <= next)) {
        return;
    }
    // Timers hold 24 days at most; so the way to a far end is gone in steps.
    const auto left =
        std::clamp<std::chrono::milliseconds>(std::chrono::milliseconds(m_clock.now().msecsTo(next)), 0ms, 24h);
    m_timerAt = m_clock.now().addMSecs(left.count());
    m_clock.callAfter(left, this, [this, timer = ++m_timer] { onTimer(timer); });
}

void HeartbeatWatch::onTimer(int timer)
{
    if (timer != m_timer) {
        return;
    }
    m_timerAt = {};
    const auto isDue = [now = m_clock.now()](const QDateTime &time) {
        return time.isValid() && now >= time;
    };
    const auto before = m_state;
    m_state = isDue(m_times.silent) ? State::Silent : isDue(m_times.late) ? State::Late : State::InTime;
    startTimer();
    if (before == State::InTime && m_state != State::InTime) {
        Q_EMIT late();
    }
    if (before != State::Silent && m_state == State::Silent) {
        Q_EMIT silent();
    }
}

} // namespace Tbs
