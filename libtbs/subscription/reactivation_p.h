// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/notification/retrypolicy.h>
#include <Tbs/subscription/deliverymonitor.h>

#include <functional>

namespace Tbs {

/// Has one Subscription in `error` or `off` activated again: with growing delays, and not for ever.
class TBS_CORE_AUTOTEST_EXPORT Reactivation : public QObject
{
    Q_OBJECT

public:
    /// Asks the server. \return the status that the Subscription has then, usually `requested`.
    using Activate = std::function<QFuture<Result<SubscriptionStatusCode>>()>;

    /// \a clock must outlive this.
    Reactivation(Activate activate, Clock &clock, const MonitorOptions &options, QObject *parent = nullptr);

    /// The Subscription of \a before was replaced by this one: its attempts count here too.
    void continueFrom(const Reactivation &before);
    /// The server told \a status; each time it does.
    void setStatus(SubscriptionStatusCode status);
    /// Asks now if it is needed; the attempts are counted anew.
    void begin();
    /// Asks for nothing any more.
    void stop();
    [[nodiscard]] bool hasGivenUp() const { return m_gaveUp; }

Q_SIGNALS:
    void attempting(int attempt);
    /// The server took the request, and has it in \a status now; whether that helps its next status tells.
    void asked(Tbs::SubscriptionStatusCode status);
    void succeeded();
    /// \a nextAttemptAt is invalid when that was the last attempt.
    void failed(const Tbs::Error &error, const QDateTime &nextAttemptAt);
    void gaveUp();

private:
    [[nodiscard]] bool isNeeded() const;
    [[nodiscard]] bool isLimitReached() const;
    void onActive();
    /// \return when the next attempt is made
    QDateTime schedule();
    void attempt();
    void onAnswer(const Result<SubscriptionStatusCode> &answer);
    void giveUp();

    Activate m_activate;
    Clock &m_clock;
    MonitorOptions m_options;
    RetryPolicy m_delays;
    std::optional<SubscriptionStatusCode> m_status;
    QDateTime m_activeSince;
    int m_attempts = 0; ///< in a row that reached the server
    int m_errors = 0; ///< in a row that did not
    int m_timer = 0; ///< the one that counts
    bool m_scheduled = false;
    bool m_running = false;
    bool m_asked = false; ///< since it was active
    bool m_gaveUp = false;
};

} // namespace Tbs
