// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "resourcerepository_p.h"
#include "searchcriterion_p.h"

#include <Tbs/fhir/subscription.h>
#include <Tbs/fhir/subscriptiontopic.h>

namespace Tbs {

/// What happened to a resource.
struct TBS_SANDBOX_AUTOTEST_EXPORT ResourceChange
{
    enum class Interaction { Create, Update, Delete };

    Interaction interaction = Interaction::Create;
    QJsonObject previous; ///< empty in creations
    QJsonObject current; ///< empty in deletions

    /// What it is about: current, in deletions previous.
    [[nodiscard]] const QJsonObject &resource() const;
    [[nodiscard]] QString resourceType() const;
};

/// `create`, `update` or `delete`.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QString toCode(ResourceChange::Interaction interaction);

/// Decides whether a change fires a topic, by the queryCriteria of its resourceTriggers (one of them is enough).
/// FHIRPath criteria and event triggers are not evaluated. https://hl7.org/fhir/R5/subscriptiontopic.html
class TBS_SANDBOX_AUTOTEST_EXPORT TopicEvaluator
{
public:
    /// \return BadData when \a topic has no url or no trigger that can be evaluated.
    [[nodiscard]] static Result<TopicEvaluator> create(const SubscriptionTopic &topic);

    [[nodiscard]] bool isFiredBy(const ResourceChange &change, const QDateTime &now) const;
    /// The resource types of the triggers.
    [[nodiscard]] QStringList resourceTypes() const;

private:
    struct Trigger
    {
        QString resourceType;
        QStringList interactions; ///< empty: all
        QList<SearchCriterion> previous;
        QList<SearchCriterion> current;
        bool passesForCreate = false;
        bool passesForDelete = false;
        bool requiresBoth = false;
    };

    [[nodiscard]] static Result<Trigger> compile(const SubscriptionTopic::ResourceTrigger &trigger);
    [[nodiscard]] static bool isFiredBy(const Trigger &trigger, const ResourceChange &change, const QDateTime &now);

    QList<Trigger> m_triggers;
};

/// The filters of one subscription. All that apply to a resource have to match.
class TBS_SANDBOX_AUTOTEST_EXPORT SubscriptionFilter
{
public:
    /// \a resourceTypes are those of the topic: where a filter names no type, it applies to all of them that know the
    /// parameter. \return Rejected for a filter that cannot be evaluated, BadData for a malformed value.
    [[nodiscard]] static Result<SubscriptionFilter> create(const QList<FilterBy> &filters,
                                                           const QStringList &resourceTypes);

    [[nodiscard]] bool passes(const ResourceChange &change, const QDateTime &now) const;

private:
    QHash<QString, QList<SearchCriterion>> m_criteria; ///< by resource type
};

/// The resources that go along with \a focus: what the include entries of the topic's notificationShape refer to and
/// what its revInclude entries find, as far as \a repository has them. Parts behind `&` (iterate) are not followed.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QList<QJsonObject>
additionalContext(const SubscriptionTopic &topic, const QJsonObject &focus, const ResourceRepository &repository);

/// The last part of a StructureDefinition URL, or the name itself.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QString resourceTypeFromUri(const QString &uri);

} // namespace Tbs
