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
        const auto watched = m_watched.take(subscription);
        if (!watched.told.isEmpty()) {
            Q_EMIT gapClosed(subscription);
        }
        return;
    }
    auto &watched = m_watched[subscription];
    watched.missing = missing;
    if (std::exchange(watched.waiting, true)) {
        return;
    }
    m_clock.callAfter(m_graceTime, this, [this, subscription] { tell(subscription); });
}

void GapWatch::tell(const SubscriptionKey &subscription)
{
    const auto watched = m_watched.find(subscription);
    if (watched == m_watched.end()) {
        return;
    }
    watched->waiting = false;
    QList<NumberRange> gaps;
    for (const auto &missing : std::as_const(watched->missing)) {
        gaps += watched->told.missingFrom(missing);
    }
    for (const auto &gap : std::as_const(gaps)) {
        watched->told.insert(gap);
    }
    for (const auto &gap : std::as_const(gaps)) {
        Q_EMIT gapDetected(subscription, gap);
    }
}

} // namespace Tbs
