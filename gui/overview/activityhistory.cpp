// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activityhistory.h"

#include <algorithm>

namespace Tbs::Gui {

const ActivityCounts &ActivitySeries::at(int ago) const
{
    Q_ASSERT(ago >= 0 && ago < seconds);
    return m_counts.at(static_cast<std::size_t>((m_newest - ago + seconds) % seconds));
}

ActivityCounts ActivitySeries::sum(int count) const
{
    ActivityCounts sum;
    for (int ago = 0; ago < count; ++ago) {
        sum += at(ago);
    }
    return sum;
}

void ActivitySeries::advance(int count)
{
    for (int i = 0; i < std::min(count, seconds); ++i) {
        m_newest = (m_newest + 1) % seconds;
        m_counts.at(static_cast<std::size_t>(m_newest)) = {};
    }
    m_quietSeconds = std::min(seconds, m_quietSeconds + std::min(count, seconds));
}

void ActivitySeries::add(const ActivityCounts &counts)
{
    m_counts.at(static_cast<std::size_t>(m_newest)) += counts;
    if (counts != ActivityCounts()) {
        m_quietSeconds = 0;
    }
}

void ActivityHistory::add(const Activity &activity)
{
    advanceTo(activity.at);
    m_total.add(activity.total);
    for (auto one = activity.subscriptions.cbegin(); one != activity.subscriptions.cend(); ++one) {
        m_series[one.key()].add(one.value());
    }
}

void ActivityHistory::advanceTo(const QDateTime &at)
{
    // Seconds end a little early or late. Where the clock was set back time goes on by one.
    const auto milliseconds = m_end.isValid() ? m_end.msecsTo(at) : 1000;
    const auto rounded = std::clamp<qint64>((milliseconds + 500) / 1000, 0, ActivitySeries::seconds);
    const int count = milliseconds < 0 ? 1 : static_cast<int>(rounded);
    if (count == 0) {
        return;
    }
    m_end = at;
    m_length = std::min(ActivitySeries::seconds, m_length + count);
    m_total.advance(count);
    for (auto series = m_series.begin(); series != m_series.end();) {
        series->advance(count);
        series = series->isQuiet() ? m_series.erase(series) : std::next(series);
    }
}

void ActivityHistory::clear()
{
    *this = {};
}

const ActivitySeries &ActivityHistory::series(const QString &webhookId) const
{
    static const ActivitySeries nothing;
    const auto found = m_series.constFind(webhookId);
    return found == m_series.constEnd() ? nothing : *found;
}

double ActivityHistory::eventRate(const ActivitySeries &series, int seconds) const
{
    const int known = std::min(seconds, m_length);
    return known == 0 ? 0 : static_cast<double>(series.sum(known).events) / known;
}

} // namespace Tbs::Gui
