// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "historystatement_p.h"

#include <Tbs/support/clock.h>

#include <QSqlDatabase>

#include <memory>

class QSqlQuery;

namespace Tbs {

/// What SqliteHistory does in its thread: the same functions, blocking, on a connection that only reads.
class HistoryReader
{
public:
    /// \a clock must outlive this.
    HistoryReader(const Clock &clock, QString path);
    ~HistoryReader();
    Q_DISABLE_COPY_MOVE(HistoryReader)

    [[nodiscard]] Result<HistoryExtent> extent();
    [[nodiscard]] Result<HistoryMatches> find(const HistoryQuery &query);
    [[nodiscard]] Result<QList<NotificationSummary>> summaries(const QList<qint64> &ids);
    [[nodiscard]] Result<std::optional<NotificationRecord>> notification(qint64 id);
    [[nodiscard]] Result<QList<EventRecord>> events(qint64 notificationId);
    [[nodiscard]] Result<std::optional<EventRecord>> previousEvent(const EventRecord &event);
    [[nodiscard]] Result<QList<SubscriptionRecord>> subscriptions();

private:
    struct Statements;

    [[nodiscard]] Result<void> open();
    void close();
    [[nodiscard]] Result<HistoryWindow> range(const HistoryQuery &query);
    [[nodiscard]] Result<HistoryMatches> search(const HistoryQuery &query, const HistoryStatement &statement,
                                                HistoryWindow range);
    [[nodiscard]] Result<qint64> firstIdSince(const QDateTime &time, HistoryWindow window);
    [[nodiscard]] Result<bool> readSummary(qint64 id, NotificationSummary &summary);
    [[nodiscard]] Result<void> readEventsInto(NotificationSummary &summary);

    const Clock &m_clock;
    QString m_path;
    QSqlDatabase m_database;
    std::unique_ptr<Statements> m_statements;
};

} // namespace Tbs
