// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationhistory.h>
#include <Tbs/support/clock.h>

#include <memory>

namespace Tbs {

/// Reads the file of an SqliteStore over a connection of its own, which only reads, in a thread of its own.
///
/// The file is opened by the first question, and again after that failed. A receiver may have it open or not; one of
/// this program's version has to have opened it before.
class TBS_CORE_EXPORT SqliteHistory final : public NotificationHistory
{
public:
    /// \a path: of the database file. \a clock must outlive this.
    SqliteHistory(const Clock &clock, const QString &path);
    ~SqliteHistory() override;

    [[nodiscard]] QFuture<Result<HistoryExtent>> extent() override;
    [[nodiscard]] QFuture<Result<HistoryMatches>> find(HistoryQuery query) override;
    [[nodiscard]] QFuture<Result<QList<NotificationSummary>>> summaries(QList<qint64> ids) override;
    [[nodiscard]] QFuture<Result<std::optional<NotificationRecord>>> notification(qint64 id) override;
    [[nodiscard]] QFuture<Result<QList<EventRecord>>> events(qint64 notificationId) override;
    [[nodiscard]] QFuture<Result<std::optional<EventRecord>>> previousEvent(EventRecord event) override;
    [[nodiscard]] QFuture<Result<QList<SubscriptionRecord>>> subscriptions() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
