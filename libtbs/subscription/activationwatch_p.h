// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionregistrar.h"

#include "duetimer_p.h"

namespace Tbs {

/// Reads a Subscription that is `requested` again and again, until it is not.
class ActivationWatch : public QObject
{
    Q_OBJECT

public:
    /// \a client, \a clock and \a options have to outlive this.
    ActivationWatch(SubscriptionClient &client, Clock &clock, const RegistrarOptions &options, QString id,
                    QObject *parent);

    [[nodiscard]] const QString &id() const { return m_id; }

    /// Reads it soon and then ever more seldom; after RegistrarOptions::activationTime every retryDelay or less often.
    void start();
    /// Reads it now.
    void look();

Q_SIGNALS:
    /// It is `requested` no longer. Nothing follows.
    void settled(const Tbs::ObservedSubscription &subscription);
    /// It was `requested` all the activationTime. Once.
    void delayed(const Tbs::ObservedSubscription &subscription);
    /// The server does not show it any more. Nothing follows.
    void vanished();

private:
    void schedule();
    void onRead(const Result<ObservedSubscription> &subscription);

    SubscriptionClient &m_client;
    Clock &m_clock;
    const RegistrarOptions &m_options;
    QString m_id;
    std::chrono::nanoseconds m_started{0};
    std::chrono::milliseconds m_delay;
    DueTimer m_timer;
    int m_looks = 0; ///< answers of before the last look find another number and do nothing
    bool m_isLate = false; ///< the activationTime is over
    bool m_hasTold = false;
};

} // namespace Tbs
