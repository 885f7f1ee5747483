// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionplan.h"

#include "endpointurl_p.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString urlOf(const QString &topic)
{
    return topic.section(u'|', 0, 0);
}

bool isOurs(const Subscription &wanted, const Subscription &actual)
{
    if (!actual.isTopicBased()) {
        return false;
    }
    if (!wanted.endpoint.isEmpty()) {
        return isSameEndpoint(wanted.endpoint, actual.endpoint);
    }
    return wanted.channelType == actual.channelType && wanted.reason == actual.reason
        && urlOf(wanted.topic) == urlOf(actual.topic);
}

int rankOf(SubscriptionStatusCode status)
{
    switch (status) {
    case SubscriptionStatusCode::Active:
        return 0;
    case SubscriptionStatusCode::Requested:
        return 1;
    case SubscriptionStatusCode::Error:
    case SubscriptionStatusCode::Off:
    case SubscriptionStatusCode::EnteredInError:
        break;
    }
    return 2;
}

bool isSmallerId(const QString &first, const QString &second)
{
    static const QRegularExpression number(u"^[1-9][0-9]*$"_s);
    const bool areNumbers = number.match(first).hasMatch() && number.match(second).hasMatch();
    return areNumbers && first.size() != second.size() ? first.size() < second.size() : first < second;
}

/// Whether every receiver keeps \a first rather than \a second.
bool isBetter(const ObservedSubscription *first, const ObservedSubscription *second)
{
    const auto firstRank = rankOf(first->subscription.status);
    const auto secondRank = rankOf(second->subscription.status);
    if (firstRank != secondRank) {
        return firstRank < secondRank;
    }
    if (first->lastUpdated.isValid() != second->lastUpdated.isValid()) {
        return first->lastUpdated.isValid();
    }
    if (first->lastUpdated != second->lastUpdated) {
        return first->lastUpdated < second->lastUpdated;
    }
    return isSmallerId(first->subscription.id, second->subscription.id);
}

QString elementsOf(const QList<SubscriptionDifference> &differences)
{
    QStringList elements;
    for (const auto &difference : differences) {
        elements.append(difference.element);
    }
    return elements.join(", "_L1);
}

QString labelOf(const Subscription &subscription)
{
    return u"Subscription/"_s + subscription.id;
}

bool allowsUpdate(const Subscription &wanted, const Subscription &actual)
{
    return urlOf(wanted.topic) == urlOf(actual.topic) && wanted.channelType == actual.channelType
        && actual.status != SubscriptionStatusCode::EnteredInError;
}

class Planner
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Planner)

public:
    Planner(const QList<ObservedSubscription> &observed, const PlanOptions &options)
        : m_options(options)
    {
        QSet<QString> ids; // several searches may have found the same one
        for (const auto &one : observed) {
            if (!ids.contains(one.subscription.id)) {
                ids.insert(one.subscription.id);
                m_observed.append(&one);
            }
        }
    }

    SubscriptionPlan plan(const QList<WantedSubscription> &wanted)
    {
        for (const auto &one : wanted) {
            planWanted(one);
        }
        if (!m_options.pruneBelow.isEmpty()) {
            planOrphans();
        }
        return {m_deletions + m_steps};
    }

private:
    /// Takes those that are ours for \a wanted out of what was observed; the one to be kept comes first.
    QList<const ObservedSubscription *> takeOurs(const WantedSubscription &wanted)
    {
        QList<const ObservedSubscription *> ours;
        m_observed.removeIf([&](const ObservedSubscription *candidate) {
            const auto &actual = candidate->subscription;
            if (m_options.known.value(actual.id) != wanted.webhookId && !isOurs(wanted.subscription, actual)) {
                return false;
            }
            ours.append(candidate);
            return true;
        });
        std::ranges::sort(ours, isBetter);
        return ours;
    }

    void planWanted(const WantedSubscription &wanted)
    {
        auto ours = takeOurs(wanted);
        if (wanted.isSuspended) {
            return;
        }
        if (ours.isEmpty()) {
            planMissing(wanted);
            return;
        }
        const auto *kept = ours.takeFirst();
        for (const auto *duplicate : std::as_const(ours)) {
            addDeletion(wanted.webhookId, *duplicate, tr("it is a duplicate of %1").arg(labelOf(kept->subscription)));
        }
        planKept(wanted, *kept);
    }

    void planMissing(const WantedSubscription &wanted)
    {
        if (hasEnded(wanted.subscription)) {
            return;
        }
        m_steps.append({.action = PlanStep::Action::Create,
                        .webhookId = wanted.webhookId,
                        .wanted = wanted.subscription,
                        .actual = {},
                        .differences = {},
                        .reason = tr("the server has none")});
    }

    void planKept(const WantedSubscription &wanted, const ObservedSubscription &kept)
    {
        const auto &actual = kept.subscription;
        PlanStep step{.action = PlanStep::Action::Keep,
                      .webhookId = wanted.webhookId,
                      .wanted = wanted.subscription,
                      .actual = actual,
                      .differences = compareSubscriptions(wanted.subscription, actual),
                      .reason = {}};
        const auto reasons = hasEnded(wanted.subscription) ? QStringList() : reasonsForChange(step, kept);
        if (reasons.isEmpty()) {
            step.reason = reasonForKeeping(step);
        } else {
            const bool isUpdate =
                m_options.supportsUpdate && allowsUpdate(wanted.subscription, actual) && !hasFixedDifference(step);
            step.action = isUpdate ? PlanStep::Action::Update : PlanStep::Action::Replace;
            step.reason = reasons.join("; "_L1);
        }
        m_steps.append(std::move(step));
    }

    QStringList reasonsForChange(const PlanStep &step, const ObservedSubscription &kept) const
    {
        QStringList reasons;
        auto differences = step.differences;
        differences.removeIf(
            [&](const SubscriptionDifference &difference) { return isInsistedOn(step.webhookId, difference); });
        if (!differences.isEmpty()) {
            reasons.append(tr("other than wanted: %1").arg(elementsOf(differences)));
        }
        if (rankOf(step.actual.status) > 1) {
            reasons.append(tr("its status is %1").arg(toCode(step.actual.status)));
        }
        const auto renewal = renewalTime(step.wanted, kept, m_options.renewBefore);
        if (renewal.isValid() && renewal <= m_options.now) {
            reasons.append(tr("it ends at %1").arg(step.actual.end.toUTC().toString(Qt::ISODate)));
        }
        return reasons;
    }

    bool hasFixedDifference(const PlanStep &step) const
    {
        return std::ranges::any_of(step.differences, [&](const SubscriptionDifference &difference) {
            return m_options.fixedElements.contains(difference.element) && !isInsistedOn(step.webhookId, difference);
        });
    }

    QString reasonForKeeping(const PlanStep &step) const
    {
        if (hasEnded(step.wanted)) {
            return tr("it was wanted until %1").arg(step.wanted.end.toUTC().toString(Qt::ISODate));
        }
        return step.differences.isEmpty() ? tr("it is as wanted")
                                          : tr("the server keeps its own: %1").arg(elementsOf(step.differences));
    }

    bool isInsistedOn(const QString &webhookId, const SubscriptionDifference &difference) const
    {
        const auto insisted = m_options.insisted.value(webhookId);
        return std::ranges::any_of(insisted, [&](const SubscriptionDifference &known) {
            const bool isMovedEnd = known.element == difference.element && known.wanted == difference.wanted
                && difference.element == "end"_L1;
            return isMovedEnd || known == difference;
        });
    }

    bool hasEnded(const Subscription &wanted) const { return wanted.end.isValid() && wanted.end <= m_options.now; }

    void planOrphans()
    {
        static const QRegularExpression webhookId(u"^[A-Za-z0-9_-]{1,64}$"_s);
        for (const auto *one : std::as_const(m_observed)) {
            const auto &endpoint = one->subscription.endpoint;
            if (one->subscription.isTopicBased() && isDirectlyBelow(endpoint, m_options.pruneBelow)
                && webhookId.match(endpoint.adjusted(QUrl::StripTrailingSlash).fileName()).hasMatch()) {
                addDeletion({}, *one, tr("no definition has its endpoint"));
            }
        }
    }

    void addDeletion(const QString &id, const ObservedSubscription &actual, const QString &reason)
    {
        m_deletions.append({.action = PlanStep::Action::Delete,
                            .webhookId = id,
                            .wanted = {},
                            .actual = actual.subscription,
                            .differences = {},
                            .reason = reason});
    }

    const PlanOptions &m_options;
    QList<const ObservedSubscription *> m_observed; ///< that nobody has claimed so far
    QList<PlanStep> m_deletions;
    QList<PlanStep> m_steps;
};

} // namespace

QString toCode(PlanStep::Action action)
{
    switch (action) {
    case PlanStep::Action::Create:
        return u"create"_s;
    case PlanStep::Action::Update:
        return u"update"_s;
    case PlanStep::Action::Replace:
        return u"replace"_s;
    case PlanStep::Action::Delete:
        return u"delete"_s;
    case PlanStep::Action::Keep:
        break;
    }
    return u"keep"_s;
}

bool SubscriptionPlan::isFulfilled() const
{
    return std::ranges::all_of(steps, [](const PlanStep &step) { return step.action == PlanStep::Action::Keep; });
}

QDateTime renewalTime(const Subscription &wanted, const ObservedSubscription &actual,
                      std::chrono::milliseconds renewBefore)
{
    const auto end = actual.subscription.end;
    const bool endsAsWanted = wanted.end.isValid() && end.toSecsSinceEpoch() >= wanted.end.toSecsSinceEpoch();
    if (!end.isValid() || endsAsWanted) {
        return {};
    }
    auto lead = static_cast<qint64>(renewBefore.count());
    if (actual.lastUpdated.isValid() && actual.lastUpdated < end) {
        lead = std::min(lead, actual.lastUpdated.msecsTo(end) / 2);
    }
    return end.addMSecs(-lead);
}

SubscriptionPlan planSubscriptions(const QList<WantedSubscription> &wanted, const QList<ObservedSubscription> &observed,
                                   const PlanOptions &options)
{
    return Planner(observed, options).plan(wanted);
}

} // namespace Tbs
