// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventlog_p.h"

#include <QUuid>

#include <algorithm>

namespace Tbs {

EventLog::EventLog(int capacity)
    : m_capacity(static_cast<size_t>(std::max(capacity, 1)))
{
}

LoggedEvent EventLog::append(ResourceChange change, QList<QJsonObject> additionalContext, const QDateTime &timestamp)
{
    ++m_count;
    m_events.push_back({.number = m_count,
                        .id = QUuid::createUuid().toString(QUuid::WithoutBraces),
                        .timestamp = timestamp,
                        .change = std::move(change),
                        .additionalContext = std::move(additionalContext)});
    if (m_events.size() > m_capacity) {
        m_events.pop_front();
    }
    return m_events.back();
}

void EventLog::reset()
{
    m_events.clear();
    m_count = 0;
}

QList<LoggedEvent> EventLog::range(quint64 first, quint64 last) const
{
    QList<LoggedEvent> events;
    for (const auto &event : m_events) {
        if (event.number >= first && event.number <= last) {
            events.append(event);
        }
    }
    return events;
}

QList<LoggedEvent> EventLog::newest(qsizetype number) const
{
    const auto count = std::min(static_cast<qsizetype>(m_events.size()), number);
    return {m_events.end() - count, m_events.end()};
}

} // namespace Tbs
