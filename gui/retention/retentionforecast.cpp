// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "retentionforecast.h"

#include <Tbs/support/futures.h>

#include <algorithm>

namespace Tbs::Gui {

RetentionForecast::RetentionForecast(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

template <typename T, typename Take> void RetentionForecast::ask(QFuture<Result<T>> future, Take take)
{
    const auto takeResult = [this, take = std::move(take)](const Result<T> &result) {
        if (result) {
            take(*result);
        } else {
            Q_EMIT failed(result.error());
        }
    };
    whenFinished(future, this, m_request.whileCurrent(takeResult));
}

void RetentionForecast::ask(NotificationHistory &history, const RetentionConfiguration &retention)
{
    cancel();
    ask(history.extent(), [this, &history, retention](const HistoryExtent &extent) {
        if (extent.firstId == 0) {
            Q_EMIT told({});
            return;
        }
        askForOldest(history, retention, extent);
    });
}

void RetentionForecast::askForOldest(NotificationHistory &history, const RetentionConfiguration &retention,
                                     const HistoryExtent &extent)
{
    ask(history.summaries({extent.firstId}),
        [this, &history, retention, extent](const QList<NotificationSummary> &oldest) {
            ForecastDeletion deletion{.stored = extent.estimatedCount};
            if (!oldest.isEmpty()) {
                deletion.oldest = oldest.constFirst().notification.receivedAt;
            }
            if (retention.maximumNotifications) {
                deletion.deleted = std::max<qint64>(0, extent.estimatedCount - *retention.maximumNotifications);
            }
            if (!retention.maximumAge) {
                Q_EMIT told(deletion);
                return;
            }
            askByAge(history, retention, extent, deletion);
        });
}

/// Ids ascend with the times, so the first one that stays says how many do not.
void RetentionForecast::askByAge(NotificationHistory &history, const RetentionConfiguration &retention,
                                 const HistoryExtent &extent, ForecastDeletion deletion)
{
    const HistoryQuery firstThatStays{.filter = {.from = m_clock.now().addMSecs(-retention.maximumAge->count())},
                                      .order = Qt::AscendingOrder,
                                      .limit = 1};
    ask(history.find(firstThatStays), [this, extent, deletion](const HistoryMatches &matches) {
        auto told = deletion;
        const auto first = matches.ids.isEmpty() ? extent.lastId + 1 : matches.ids.constFirst();
        told.deleted = std::max(told.deleted, first - extent.firstId);
        Q_EMIT this->told(told);
    });
}

} // namespace Tbs::Gui
