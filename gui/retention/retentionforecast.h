// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/requestgeneration.h"

#include <Tbs/service/configuration.h>
#include <Tbs/store/notificationhistory.h>
#include <Tbs/support/clock.h>

#include <QObject>

namespace Tbs::Gui {

/// What a retention would delete now, as far as the history tells.
struct ForecastDeletion
{
    qint64 stored = 0; ///< notifications, at most
    QDateTime oldest; ///< when the oldest of them came; invalid: there is none
    qint64 deleted = 0; ///< by age and number, at most: those with waiting events stay

    friend bool operator==(const ForecastDeletion &, const ForecastDeletion &) = default;
};

/// Asks the history what a retention would delete; who asks again does not care for the answer before.
class RetentionForecast : public QObject
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit RetentionForecast(const Clock &clock, QObject *parent = nullptr);

    /// told() or failed() follows. \a history has to stay while it is asked.
    void ask(NotificationHistory &history, const RetentionConfiguration &retention);
    /// Neither follows any more.
    void cancel() { m_request.advance(); }

Q_SIGNALS:
    void told(const Tbs::Gui::ForecastDeletion &deletion);
    void failed(const Tbs::Error &error);

private:
    template <typename T, typename Take> void ask(QFuture<Result<T>> future, Take take);
    void askForOldest(NotificationHistory &history, const RetentionConfiguration &retention,
                      const HistoryExtent &extent);
    void askByAge(NotificationHistory &history, const RetentionConfiguration &retention, const HistoryExtent &extent,
                  ForecastDeletion deletion);

    const Clock &m_clock;
    RequestGeneration m_request;
};

} // namespace Tbs::Gui
