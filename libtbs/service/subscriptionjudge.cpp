// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings_p.h"
#include "subscriptionjudge_p.h"

#include <Tbs/service/wantedsubscriptions.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto check = "subscription"_L1;
/// How long a server may take to activate a Subscription before that is strange.
constexpr qint64 activationSeconds = 120;

QString referenceOf(const Subscription &subscription)
{
    return u"Subscription/"_s + subscription.id;
}

} // namespace

SubscriptionJudge::SubscriptionJudge(Configuration configuration, const QDateTime &now)
    : m_configuration(std::move(configuration))
    , m_now(now)
{
}

Finding SubscriptionJudge::judgeFailure(const Error &error)
{
    return failed(check, {}, error.message, tr("Whether ours are there cannot be told, so each run may make new ones"));
}

QList<Finding> SubscriptionJudge::judge(const QList<ObservedSubscription> &observed) const
{
    PlanOptions options;
    options.now = m_now;
    options.renewBefore = m_configuration.manageSubscriptions.renewBefore;
    options.pruneBelow = webhookBaseUrl(m_configuration.webhook);
    const auto plan = planSubscriptions(wantedSubscriptions(m_configuration), observed, options);
    QList<Finding> findings;
    for (const auto &step : plan.steps) {
        findings += judgeStep(step, observed);
    }
    return findings;
}

QList<Finding> SubscriptionJudge::judgeStep(const PlanStep &step, const QList<ObservedSubscription> &observed) const
{
    if (step.action == PlanStep::Action::Create) {
        return {warning(check, step.webhookId, tr("It is not registered yet"),
                        m_configuration.manageSubscriptions.enabled
                            ? tr("'tbs listen' does that; or 'tbs apply' while it listens")
                            : tr("'tbs apply' does that, while 'tbs listen' listens"))};
    }
    if (step.action == PlanStep::Action::Delete) {
        const auto subject = step.webhookId.isEmpty() ? referenceOf(step.actual) : step.webhookId;
        return {warning(check, subject, tr("%1 is one too many: %2").arg(referenceOf(step.actual), step.reason),
                        step.webhookId.isEmpty() ? tr("'tbs apply --prune' deletes it")
                                                 : tr("'tbs apply' deletes it; else events come twice"))};
    }
    const auto found = std::find_if(observed.begin(), observed.end(), [&step](const ObservedSubscription &one) {
        return one.subscription.id == step.actual.id;
    });
    QList<Finding> findings;
    if (found != observed.end()) {
        findings.append(judgeStatus(step.webhookId, *found));
    }
    if (!step.differences.isEmpty()) {
        QStringList elements;
        for (const auto &difference : step.differences) {
            elements.append(difference.element);
        }
        findings.append(
            warning(check, step.webhookId,
                    tr("%1 is not as it is wanted: %2").arg(referenceOf(step.actual), elements.join(u", "_s)),
                    tr("'tbs plan' shows what is different; servers may insist on values of theirs")));
    }
    return findings;
}

Finding SubscriptionJudge::judgeStatus(const QString &webhookId, const ObservedSubscription &observed) const
{
    const auto &subscription = observed.subscription;
    const auto reference = referenceOf(subscription);
    switch (subscription.status) {
    case SubscriptionStatusCode::Active:
        return ok(check, webhookId, tr("%1 is active").arg(reference));
    case SubscriptionStatusCode::Requested: {
        const bool isLong = observed.lastUpdated.isValid() && observed.lastUpdated.secsTo(m_now) > activationSeconds;
        return warning(
            check, webhookId,
            isLong ? tr("%1 is requested since %2").arg(reference, observed.lastUpdated.toUTC().toString(Qt::ISODate))
                   : tr("%1 is requested, and not active yet").arg(reference),
            tr("The server could not reach the webhook from where it is, or it has no subscriptions switched "
               "on, or it does not know the topic"));
    }
    case SubscriptionStatusCode::Error:
        return failed(
            check, webhookId,
            subscription.error.isEmpty() ? tr("%1 is in error; the server does not say why").arg(reference)
                                         : tr("%1 is in error: %2").arg(reference, subscription.error),
            tr("When the webhook can be reached again: 'tbs subscriptions activate %1 --wait'").arg(subscription.id));
    case SubscriptionStatusCode::Off:
    case SubscriptionStatusCode::EnteredInError:
        break;
    }
    return failed(check, webhookId,
                  tr("%1 is switched off: its status is %2").arg(reference, toCode(subscription.status)),
                  tr("It had too many errors, reached its end, or somebody did it: 'tbs apply' switches it on again"));
}

} // namespace Tbs
