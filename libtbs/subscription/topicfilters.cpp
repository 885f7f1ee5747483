// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicfilters.h"

#include "closestmatch_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isForResource(const SubscriptionTopic::CanFilterBy &canFilterBy, const QString &resourceType)
{
    return canFilterBy.resource.isEmpty() || resourceType.isEmpty() || canFilterBy.resource == resourceType;
}

/// As quoted(), but whole.
QString inQuotes(const QString &text)
{
    return u'`' + text + u'`';
}

QString nameOf(const FilterBy &filter)
{
    return filter.resourceType.isEmpty() ? filter.filterParameter : filter.resourceType + u'?' + filter.filterParameter;
}

/// The codes that all of \a matching list; \a all where one of them says nothing.
QStringList joined(const QList<SubscriptionTopic::CanFilterBy> &matching,
                   QStringList SubscriptionTopic::CanFilterBy::*codes, const QStringList &all)
{
    QStringList found;
    for (const auto &one : matching) {
        if ((one.*codes).isEmpty()) {
            return all;
        }
        found += one.*codes;
    }
    found.removeDuplicates();
    return found.isEmpty() ? all : found;
}

} // namespace

TopicFilters::TopicFilters(const SubscriptionTopic &topic)
    : m_canFilterBy(topic.canFilterBy)
{
    for (const auto &trigger : topic.resourceTrigger) {
        m_triggers.append(trigger.resource);
    }
    for (const auto &trigger : topic.eventTrigger) {
        m_triggers.append(trigger.resource);
    }
}

QStringList TopicFilters::resourceTypes() const
{
    QStringList types;
    for (const auto &one : m_canFilterBy) {
        types.append(one.resource.isEmpty() ? m_triggers : QStringList{one.resource});
    }
    if (m_canFilterBy.isEmpty()) {
        types = m_triggers;
    }
    types.removeDuplicates();
    types.removeAll(QString());
    return types;
}

QList<TopicFilters::CanFilterBy> TopicFilters::matching(const QString &resourceType, const QString &parameter) const
{
    QList<CanFilterBy> found;
    std::copy_if(m_canFilterBy.begin(), m_canFilterBy.end(), std::back_inserter(found), [&](const CanFilterBy &one) {
        return isForResource(one, resourceType) && (parameter.isEmpty() || one.filterParameter == parameter);
    });
    return found;
}

QStringList TopicFilters::parameters(const QString &resourceType) const
{
    QStringList names;
    for (const auto &one : matching(resourceType, {})) {
        names.append(one.filterParameter);
    }
    names.removeDuplicates();
    names.removeAll(QString());
    return names;
}

QStringList TopicFilters::comparators(const QString &resourceType, const QString &parameter) const
{
    return joined(matching(resourceType, parameter), &CanFilterBy::comparators, filterComparators());
}

QStringList TopicFilters::modifiers(const QString &resourceType, const QString &parameter) const
{
    return joined(matching(resourceType, parameter), &CanFilterBy::modifiers, filterModifiers());
}

QString TopicFilters::description(const QString &resourceType, const QString &parameter) const
{
    const auto found = parameter.isEmpty() ? QList<CanFilterBy>() : matching(resourceType, parameter);
    return found.isEmpty() ? QString() : found.constFirst().description;
}

std::optional<FilterObjection> TopicFilters::objectionTo(const FilterBy &filter) const
{
    const auto name = nameOf(filter);
    const auto found =
        filter.filterParameter.isEmpty() ? QList<CanFilterBy>() : matching(filter.resourceType, filter.filterParameter);
    if (found.isEmpty()) {
        const auto names = parameters(filter.resourceType);
        return FilterObjection{
            u"filterParameter"_s,
            tr("The topic cannot be filtered by %1%2").arg(inQuotes(name), didYouMean(filter.filterParameter, names)),
            names.isEmpty() ? tr("It takes no filters; the handler has to look at the events itself")
                            : tr("It can be by %1").arg(names.join(u", "_s))};
    }
    const auto comparatorCodes = comparators(filter.resourceType, filter.filterParameter);
    if (!filter.comparator.isEmpty() && !comparatorCodes.contains(filter.comparator)) {
        return FilterObjection{
            u"comparator"_s,
            tr("The topic does not take the comparator %1 of %2").arg(quoted(filter.comparator), inQuotes(name)),
            tr("It takes %1").arg(comparatorCodes.join(u", "_s))};
    }
    const auto modifierCodes = modifiers(filter.resourceType, filter.filterParameter);
    if (!filter.modifier.isEmpty() && !modifierCodes.contains(filter.modifier)) {
        return FilterObjection{
            u"modifier"_s,
            tr("The topic does not take the modifier %1 of %2").arg(quoted(filter.modifier), inQuotes(name)),
            tr("It takes %1").arg(modifierCodes.join(u", "_s))};
    }
    return std::nullopt;
}

} // namespace Tbs
