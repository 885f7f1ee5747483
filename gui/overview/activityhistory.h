// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/activity.h"

#include <array>
#include <optional>

namespace Tbs::Gui {

/// The last five minutes by the second, in a ring. A copyable value.
class ActivitySeries
{
public:
    static constexpr int seconds = 300;

    /// \a ago: 0 is the newest second, less than seconds.
    [[nodiscard]] const ActivityCounts &at(int ago) const;
    /// Of the newest \a count seconds, 1 to seconds.
    [[nodiscard]] ActivityCounts sum(int count) const;
    /// Whether anything happened in them.
    [[nodiscard]] bool isQuiet() const { return m_quietSeconds >= seconds; }

    /// Goes on by \a count seconds in which nothing happened.
    void advance(int count);
    /// To the newest second.
    void add(const ActivityCounts &counts);

private:
    std::array<ActivityCounts, seconds> m_counts{};
    int m_newest = 0;
    int m_quietSeconds = seconds;
};

/// What all subscriptions and each of them did in the last five minutes. Bounded: subscriptions that did nothing in
/// that time are forgotten.
class ActivityHistory
{
public:
    /// Seconds that were not told are seconds in which nothing happened.
    void add(const Activity &activity);
    void clear();

    [[nodiscard]] const ActivitySeries &total() const { return m_total; }
    /// Nothing but zeros where \a webhookId did nothing.
    [[nodiscard]] const ActivitySeries &series(const QString &webhookId) const;
    /// Events a second on the average of the newest \a seconds, or of as many as are known.
    [[nodiscard]] double eventRate(const ActivitySeries &series, int seconds) const;

    /// How many seconds are known, up to ActivitySeries::seconds.
    [[nodiscard]] int length() const { return m_length; }
    /// The end of the newest second, UTC; invalid: none yet.
    [[nodiscard]] const QDateTime &end() const { return m_end; }
    /// How many subscriptions have done anything.
    [[nodiscard]] int seriesCount() const { return static_cast<int>(m_series.size()); }

private:
    void advanceTo(const QDateTime &at);

    ActivitySeries m_total;
    QHash<QString, ActivitySeries> m_series;
    QDateTime m_end;
    int m_length = 0;
};

} // namespace Tbs::Gui
