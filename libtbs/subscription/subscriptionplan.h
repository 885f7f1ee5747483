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
    bool isSuspended = false; ///< what the server has of it is left alone
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
    QStringList fixedElements; ///< ServerProfile::fixedElements: a difference in one of them is a replacement
    QDateTime now; ///< UTC
    /// A Subscription whose end comes sooner than that is renewed.
    std::chrono::milliseconds renewBefore = std::chrono::hours(1);
    /// Topic-based Subscriptions that no definition wants are deleted when their endpoint is this URL and one segment
    /// more, which has the form of a webhook id; empty: none are.
    QUrl pruneBelow;
    /// Differences that the server insisted on when it was last asked for what is wanted, by webhook id: no reason to
    /// ask it again. Of `end` only that there is a difference counts: it moves with each renewal, whoever did that.
    QHash<QString, QList<SubscriptionDifference>> insisted;
    /// By id the webhook id of what was registered for a definition: it is ours, whatever was wanted then and is now.
    QHash<QString, QString> known;
};

/// What has to be done, in the order in which it is done: first the deletions, then the rest in the order of what is
/// wanted. A definition whose own end has passed has a step only while the server still has its Subscription; one that
/// is suspended has none.
struct TBS_CORE_EXPORT SubscriptionPlan
{
    QList<PlanStep> steps;

    /// Whether nothing has to be done: every step is Keep.
    [[nodiscard]] bool isFulfilled() const;
};

/// When \a actual has to be renewed since the server ends it before \a wanted: \a renewBefore its end, or half its
/// lifetime (from lastUpdated) where that is later, so that short ends do not mean endless updates. Invalid: never.
[[nodiscard]] TBS_CORE_EXPORT QDateTime renewalTime(const Subscription &wanted, const ObservedSubscription &actual,
                                                    std::chrono::milliseconds renewBefore);

/// Compares \a wanted with \a observed (of all definitions; others' Subscriptions are not touched). Pure: the same in,
/// the same out, in every receiver; so of duplicates each of several receivers keeps the same one: active before
/// requested before the rest, then the one that was changed longest ago, then the smallest id.
///
/// Ours is what is topic-based and has the endpoint of a wanted one, whatever else is in it. A wanted one without an
/// endpoint (websocket) is known by reason, topic (without version) and channel type together: the reason names the
/// webhook id (requestedSubscription()), R4 and R4B require it, and servers give it back as they got it, while names
/// and identifiers exist in R5 only. So receivers with the same webhook id for the same topic share one.
///
/// A change of the topic's URL or of the channel is a replacement: the numbers of the events belong to the topic.
[[nodiscard]] TBS_CORE_EXPORT SubscriptionPlan planSubscriptions(const QList<WantedSubscription> &wanted,
                                                                 const QList<ObservedSubscription> &observed,
                                                                 const PlanOptions &options);

} // namespace Tbs
