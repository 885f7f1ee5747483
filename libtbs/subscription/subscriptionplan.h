// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/subscription/subscriptiondifference.h>

#include <QHash>

#include <chrono>

namespace Tbs {

/// A Subscription that is wanted, and for which definition.
struct TBS_CORE_EXPORT WantedSubscription
{
    QString webhookId;
    Subscription subscription; ///< as requestedSubscription() makes it
};

/// One step from what a server has to what is wanted.
struct TBS_CORE_EXPORT PlanStep
{
    enum class Action {
        Create,
        Update, ///< PUT
        Replace, ///< delete and create, where the server or the change allows no update
        Delete, ///< a duplicate of ours, or one that no definition wants any more
        Keep,
    };

    Action action = Action::Keep;
    QString webhookId; ///< empty: of a definition that is no more
    Subscription wanted; ///< empty for Delete
    Subscription actual; ///< with its id; empty for Create
    QList<SubscriptionDifference> differences; ///< why it is updated or replaced; for Keep: what the server altered
    QString reason; ///< a sentence for people
};

/// `create`, `update`, `replace`, `delete` or `keep`.
[[nodiscard]] TBS_CORE_EXPORT QString toCode(PlanStep::Action action);

struct TBS_CORE_EXPORT PlanOptions
{
    bool supportsUpdate = true; ///< ServerProfile::supportsUpdate
    QDateTime now; ///< UTC
    /// A Subscription whose end comes sooner than that is renewed.
    std::chrono::milliseconds renewBefore = std::chrono::hours(1);
    /// Subscriptions with an endpoint below this URL that no definition wants are deleted; empty: none are.
    QUrl pruneBelow;
    /// Differences that the server insisted on when it was last asked for what is wanted, by webhook id: no reason to
    /// ask it again.
    QHash<QString, QList<SubscriptionDifference>> insisted;
};

/// What has to be done, in the order in which it is done.
struct TBS_CORE_EXPORT SubscriptionPlan
{
    QList<PlanStep> steps;

    /// Whether nothing has to be done: every step is Keep.
    [[nodiscard]] bool isFulfilled() const;
};

/// Compares \a wanted with \a observed (of all definitions; others' Subscriptions are not touched). Pure: the same in,
/// the same out, in every receiver; so of duplicates each of several receivers keeps the same one.
[[nodiscard]] TBS_CORE_EXPORT SubscriptionPlan planSubscriptions(const QList<WantedSubscription> &wanted,
                                                                 const QList<ObservedSubscription> &observed,
                                                                 const PlanOptions &options);

} // namespace Tbs
