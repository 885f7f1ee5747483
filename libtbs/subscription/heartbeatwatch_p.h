// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/subscriptionhealth.h>
#include <Tbs/support/clock.h>

#include <QObject>

namespace Tbs {

/// Notices when nothing has come from a subscription for too long. However often it is heard from, one timer runs.
class TBS_CORE_AUTOTEST_EXPORT HeartbeatWatch : public QObject
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit HeartbeatWatch(Clock &clock, QObject *parent = nullptr);

    /// Waits for a sign of life until \a times; called again after each that came. Invalid times: none is to be
    /// expected.
    void expect(const HeartbeatTimes &times);

Q_SIGNALS:
    void late();
    void silent();
    /// It had been late.
    void back();

private:
    enum class State { InTime, Late, Silent };

    void startTimer();
    void onTimer(int timer);

    Clock &m_clock;
    HeartbeatTimes m_times;
    State m_state = State::InTime;
    int m_timer = 0; ///< the one that counts
    QDateTime m_timerAt; ///< invalid: none runs
};

} // namespace Tbs
