// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/filterby.h>
#include <Tbs/fhir/subscriptiontopic.h>

#include <QCoreApplication>

#include <optional>

namespace Tbs {

/// Why a topic does not take a filter.
struct TBS_CORE_EXPORT FilterObjection
{
    QString element; ///< of FilterBy: `filterParameter`, `comparator` or `modifier`
    QString message; ///< a sentence for people, without the filter's value
    QString advice; ///< what the topic takes instead

    friend bool operator==(const FilterObjection &, const FilterObjection &) = default;
};

/// What a topic can be filtered by: its canFilterBy, asked in the way a filter is written. Pure.
/// https://hl7.org/fhir/R5/subscriptiontopic-definitions.html#SubscriptionTopic.canFilterBy
///
/// A canFilterBy without a resource is for all of them, and one without comparators or modifiers says nothing about
/// them. Of a topic that is only known by its URL nothing can be told.
class TBS_CORE_EXPORT TopicFilters
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::TopicFilters)

public:
    explicit TopicFilters(const SubscriptionTopic &topic);

    /// The types of resources that filters may name, each once.
    [[nodiscard]] QStringList resourceTypes() const;
    /// The parameters for \a resourceType, or for all where that is empty; each once.
    [[nodiscard]] QStringList parameters(const QString &resourceType) const;
    /// What may stand in FilterBy::comparator and FilterBy::modifier: what the topic lists, or all that FHIR has where
    /// it lists none.
    [[nodiscard]] QStringList comparators(const QString &resourceType, const QString &parameter) const;
    [[nodiscard]] QStringList modifiers(const QString &resourceType, const QString &parameter) const;
    /// What the topic says about the parameter; may be empty.
    [[nodiscard]] QString description(const QString &resourceType, const QString &parameter) const;

    /// Absent: the topic takes \a filter. Its value is not looked at.
    [[nodiscard]] std::optional<FilterObjection> objectionTo(const FilterBy &filter) const;

private:
    using CanFilterBy = SubscriptionTopic::CanFilterBy;

    [[nodiscard]] QList<CanFilterBy> matching(const QString &resourceType, const QString &parameter) const;

    QList<CanFilterBy> m_canFilterBy;
    QStringList m_triggers; ///< the types of resources that trigger the topic
};

} // namespace Tbs
