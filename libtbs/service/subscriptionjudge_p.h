// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/service/finding.h>
#include <Tbs/subscription/subscriptionplan.h>

#include <QCoreApplication>

namespace Tbs {

/// Judges the Subscriptions that are on a server: whether ours are there, and well. Pure.
class TBS_CORE_AUTOTEST_EXPORT SubscriptionJudge
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::SubscriptionJudge)

public:
    /// \a now: UTC.
    SubscriptionJudge(Configuration configuration, const QDateTime &now);

    [[nodiscard]] QList<Finding> judge(const QList<ObservedSubscription> &observed) const;
    /// Why they could not be listed.
    [[nodiscard]] static Finding judgeFailure(const Error &error);

private:
    [[nodiscard]] QList<Finding> judgeStep(const PlanStep &step, const QList<ObservedSubscription> &observed) const;
    [[nodiscard]] Finding judgeStatus(const QString &webhookId, const ObservedSubscription &observed) const;

    Configuration m_configuration;
    QDateTime m_now;
};

} // namespace Tbs
