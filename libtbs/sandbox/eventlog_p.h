// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "topicevaluator_p.h"

#include <deque>

namespace Tbs {

/// One event of one subscription, with the resources as they were when it happened.
struct TBS_SANDBOX_AUTOTEST_EXPORT LoggedEvent
{
    quint64 number = 0;
    QString id; ///< of the notificationEvent element
    QDateTime timestamp;
    ResourceChange change;
    QList<QJsonObject> additionalContext;
};

/// Numbers the events of one subscription from 1 and keeps the newest of them for $events.
class TBS_SANDBOX_AUTOTEST_EXPORT EventLog
{
public:
    /// \a capacity >= 1
    explicit EventLog(int capacity);

    LoggedEvent append(ResourceChange change, QList<QJsonObject> additionalContext, const QDateTime &timestamp);
    /// Forgets all events; the next one is number 1 again.
    void reset();

    /// Events since the start of the subscription, the forgotten ones too.
    [[nodiscard]] quint64 count() const { return m_count; }
    /// What is kept of the events numbered from \a first to \a last.
    [[nodiscard]] QList<LoggedEvent> range(quint64 first, quint64 last) const;
    /// The newest \a number events at most.
    [[nodiscard]] QList<LoggedEvent> newest(qsizetype number) const;

private:
    std::deque<LoggedEvent> m_events;
    size_t m_capacity;
    quint64 m_count = 0;
};

} // namespace Tbs
