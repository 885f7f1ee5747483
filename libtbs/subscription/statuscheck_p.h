// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationreceiver.h>
#include <Tbs/subscription/deliverymonitor.h>

#include <functional>

namespace Tbs {

/// The requests of a StatusCheck, for the Subscription with the id `id`.
struct StatusRequests
{
    /// As SubscriptionClient::status(). Nothing: the server has no `$status`.
    std::function<QFuture<Result<FetchedStatus>>(const QString &id)> status;
    /// As SubscriptionClient::read(), with nothing where the server says that it is gone.
    std::function<QFuture<Result<std::optional<ObservedSubscription>>>(const QString &id)> read;
};

/// Asks the server from time to time what it knows of one subscription, and tells the receiver: a count above ours
/// proves a loss.
class TBS_CORE_AUTOTEST_EXPORT StatusCheck : public QObject
{
    Q_OBJECT

public:
    /// \a period: 0 for when it is called only. \a receiver and \a clock must outlive this.
    StatusCheck(SubscriptionKey subscription, AbstractReceiver &receiver, StatusRequests requests, Clock &clock,
                std::chrono::milliseconds period, QObject *parent = nullptr);

    /// Asks now, and from time to time from now on. While it is being asked already: once more afterwards.
    void check();
    /// Asks for nothing any more.
    void stop();

Q_SIGNALS:
    /// \a drift: what does not fit together, as sentences.
    void checked(const Tbs::StatusReport &report, const QStringList &drift);
    /// Not all was answered; checked() tells what was.
    void failed(const Tbs::Error &error);
    void vanished();

private:
    struct Check
    {
        std::optional<SubscriptionRecord> record; ///< what the receiver knew before the server was asked
        StatusReport report;
        QStringList drift;
        bool repeated = false; ///< `$status` was asked twice, since it did not fit the resource
        bool statusRefused = false;
    };

    void begin();
    void askStatus();
    void onStatus(const Result<FetchedStatus> &status);
    void take(const FetchedStatus &status);
    void askResource();
    void onResource(const Result<std::optional<ObservedSubscription>> &observed);
    void compareCounts();
    void end();
    void startTimer();
    [[nodiscard]] QString id() const;

    SubscriptionKey m_subscription;
    AbstractReceiver &m_receiver;
    StatusRequests m_requests;
    Clock &m_clock;
    std::chrono::milliseconds m_period;
    std::optional<Check> m_check; ///< that runs
    bool m_again = false;
    bool m_hasStatus = true;
    int m_timer = 0;
};

} // namespace Tbs
