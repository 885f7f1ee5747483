// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gapwatch.h"

namespace Tbs {

GapWatch::GapWatch(Clock &clock, std::chrono::milliseconds graceTime, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_graceTime(graceTime)
{
}

void GapWatch::setMissing(const SubscriptionKey &subscription, const QList<NumberRange> &missing)
{
    if (missing.isEmpty()) {
        startEpoch(subscription);
        return;
    }
    auto &watched = m_watched[subscription];
    watched.missing = NumberRanges(missing);
    if (watched.waiting.isEmpty()) {
        startTimer(subscription, watched);
    }
}

void GapWatch::startEpoch(const SubscriptionKey &subscription)
{
    const auto watched = m_watched.take(subscription);
    if (!watched.told.isEmpty()) {
        Q_EMIT gapClosed(subscription);
    }
}

void GapWatch::startTimer(const SubscriptionKey &subscription, Watched &watched)
{
    watched.waiting = watched.missing.subtracted(watched.told);
    if (watched.waiting.isEmpty()) {
        return;
    }
    watched.generation = ++m_generation;
    m_clock.callAfter(m_graceTime, this,
                      [this, subscription, generation = watched.generation] { tell(subscription, generation); });
}

void GapWatch::tell(const SubscriptionKey &subscription, int generation)
{
    const auto watched = m_watched.find(subscription);
    if (watched == m_watched.end() || watched->generation != generation) {
        return;
    }
    const auto gaps = watched->waiting.intersected(watched->missing);
    for (const auto &gap : gaps.ranges()) {
        watched->told.insert(gap);
    }
    startTimer(subscription, *watched); // what came to be missing meanwhile has its own time to arrive
    for (const auto &gap : gaps.ranges()) {
        Q_EMIT gapDetected(subscription, gap);
    }
}

} // namespace Tbs
