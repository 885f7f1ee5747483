// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/records.h>
#include <Tbs/support/clock.h>

#include <QHash>
#include <QObject>

namespace Tbs {

/// Waits a while before a missing event counts as lost: requests overlap, and order is not promised.
///
/// Lives in one thread.
class TBS_CORE_EXPORT GapWatch : public QObject
{
    Q_OBJECT

public:
    /// \a graceTime: how long a number may be missing, >= 0. \a clock must outlive this.
    GapWatch(Clock &clock, std::chrono::milliseconds graceTime, QObject *parent = nullptr);

    /// Tells what is missing of \a subscription now; the whole list each time.
    void setMissing(const SubscriptionKey &subscription, const QList<NumberRange> &missing);
    /// Its numbers began anew: what was told before is closed, and the same numbers may be missed again.
    void startEpoch(const SubscriptionKey &subscription);

Q_SIGNALS:
    /// Once for each gap that outlasted the grace time.
    void gapDetected(const Tbs::SubscriptionKey &subscription, const Tbs::NumberRange &gap);
    /// Nothing is missing any more of what had been told: it arrived or was given up.
    void gapClosed(const Tbs::SubscriptionKey &subscription);

private:
    struct Watched
    {
        NumberRanges missing;
        NumberRanges told;
        NumberRanges waiting; ///< will be told when the time is up; empty: no timer runs
        int generation = 0; ///< of the timer
    };

    void startTimer(const SubscriptionKey &subscription, Watched &watched);
    void tell(const SubscriptionKey &subscription, int generation);

    Clock &m_clock;
    std::chrono::milliseconds m_graceTime;
    QHash<SubscriptionKey, Watched> m_watched;
    int m_generation = 0;
};

} // namespace Tbs
