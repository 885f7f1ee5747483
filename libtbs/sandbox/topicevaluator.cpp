// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "searchvalue_p.h"
#include "topicevaluator_p.h"

#include <Tbs/fhir/reference.h>
#include <Tbs/support/text_p.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

const QJsonObject &ResourceChange::resource() const
{
    return interaction == Interaction::Delete ? previous : current;
}

QString ResourceChange::resourceType() const
{
    return resource().value("resourceType"_L1).toString();
}

QString toCode(ResourceChange::Interaction interaction)
{
    switch (interaction) {
    case ResourceChange::Interaction::Create:
        return u"create"_s;
    case ResourceChange::Interaction::Update:
        return u"update"_s;
    case ResourceChange::Interaction::Delete:
        return u"delete"_s;
    }
    return {};
}

QString resourceTypeFromUri(const QString &uri)
{
    return uri.section(u'/', -1);
}

Result<TopicEvaluator> TopicEvaluator::create(const SubscriptionTopic &topic)
{
    if (topic.url.isEmpty()) {
        return failure(Error::Kind::BadData, Text::tr("a topic needs a url"), u"SubscriptionTopic.url"_s);
    }
    TopicEvaluator evaluator;
    for (const auto &trigger : topic.resourceTrigger) {
        // Where criteria are given in FHIRPath only, guessing would fire the wrong events.
        if (!trigger.fhirPathCriteria.isEmpty() && trigger.queryCurrent.isEmpty() && trigger.queryPrevious.isEmpty()) {
            continue;
        }
        auto compiled = compile(trigger);
        if (!compiled) {
            return failure(compiled.error());
        }
        evaluator.m_triggers.append(*std::move(compiled));
    }
    if (evaluator.m_triggers.isEmpty()) {
        return failure(Error::Kind::BadData, Text::tr("a topic needs a resource trigger without FHIRPath"),
                       u"SubscriptionTopic.resourceTrigger"_s);
    }
    return evaluator;
}

Result<TopicEvaluator::Trigger> TopicEvaluator::compile(const SubscriptionTopic::ResourceTrigger &trigger)
{
    const auto type = resourceTypeFromUri(trigger.resource);
    if (!isKnownResourceType(type)) {
        return failure(Error::Kind::BadData, Text::tr("not the name of a resource type"),
                       u"SubscriptionTopic.resourceTrigger.resource"_s);
    }
    const auto previous = readSearchCriteria(type, trigger.queryPrevious);
    const auto current = readSearchCriteria(type, trigger.queryCurrent);
    for (const auto &criteria : {previous, current}) {
        if (!criteria) {
            return failure(Error::Kind::BadData, criteria.error().message,
                           u"SubscriptionTopic.resourceTrigger.queryCriteria"_s);
        }
    }
    return Trigger{.resourceType = type,
                   .interactions = trigger.supportedInteraction,
                   .previous = *previous,
                   .current = *current,
                   .passesForCreate = trigger.resultForCreate == "test-passes"_L1,
                   .passesForDelete = trigger.resultForDelete == "test-passes"_L1,
                   .requiresBoth = trigger.requireBoth};
}

bool TopicEvaluator::isFiredBy(const ResourceChange &change, const QDateTime &now) const
{
    return std::any_of(m_triggers.begin(), m_triggers.end(),
                       [&](const Trigger &trigger) { return isFiredBy(trigger, change, now); });
}

bool TopicEvaluator::isFiredBy(const Trigger &trigger, const ResourceChange &change, const QDateTime &now)
{
    if (change.resourceType() != trigger.resourceType
        || (!trigger.interactions.isEmpty() && !trigger.interactions.contains(toCode(change.interaction)))) {
        return false;
    }
    const auto isCreate = change.interaction == ResourceChange::Interaction::Create;
    const auto isDelete = change.interaction == ResourceChange::Interaction::Delete;
    const auto previousPasses = isCreate ? trigger.passesForCreate : matchesAll(change.previous, trigger.previous, now);
    const auto currentPasses = isDelete ? trigger.passesForDelete : matchesAll(change.current, trigger.current, now);
    if (trigger.previous.isEmpty() && trigger.current.isEmpty()) {
        return true;
    }
    if (trigger.previous.isEmpty()) {
        return currentPasses;
    }
    if (trigger.current.isEmpty()) {
        return previousPasses;
    }
    return trigger.requiresBoth ? previousPasses && currentPasses : previousPasses || currentPasses;
}

QStringList TopicEvaluator::resourceTypes() const
{
    QStringList types;
    for (const auto &trigger : m_triggers) {
        if (!types.contains(trigger.resourceType)) {
            types.append(trigger.resourceType);
        }
    }
    return types;
}

Result<SubscriptionFilter> SubscriptionFilter::create(const QList<FilterBy> &filters, const QStringList &resourceTypes)
{
    SubscriptionFilter result;
    for (const auto &filter : filters) {
        const auto types =
            filter.resourceType.isEmpty() ? resourceTypes : QStringList{resourceTypeFromUri(filter.resourceType)};
        bool isUsed = false;
        for (const auto &type : types) {
            if (filter.resourceType.isEmpty() && !findSearchParameter(type, filter.filterParameter)) {
                continue;
            }
            auto criterion =
                makeSearchCriterion(type, filter.filterParameter, filter.modifier, filter.comparator, filter.value);
            if (!criterion) {
                return failure(criterion.error());
            }
            result.m_criteria[type].append(*std::move(criterion));
            isUsed = true;
        }
        if (!isUsed) {
            return failure(Error::Kind::Rejected,
                           Text::tr("the parameter %1 is not supported").arg(filter.filterParameter));
        }
    }
    return result;
}

bool SubscriptionFilter::passes(const ResourceChange &change, const QDateTime &now) const
{
    return matchesAll(change.resource(), m_criteria.value(change.resourceType()), now);
}

namespace {

/// `Encounter:patient&iterate=Patient.link` without what is behind the ampersand, as type and parameter.
std::optional<SearchParameter> includedParameter(const QString &include)
{
    const auto path = include.section(u'&', 0, 0);
    const auto parameter = findSearchParameter(path.section(u':', 0, 0), path.section(u':', 1, 1));
    return parameter && parameter->type == SearchParameter::Type::Reference ? parameter : std::nullopt;
}

QList<QJsonObject> included(const SearchParameter &parameter, const QJsonObject &focus,
                            const ResourceRepository &repository)
{
    QList<QJsonObject> resources;
    for (const auto &path : parameter.paths) {
        for (const auto &value : valuesAt(focus, path)) {
            const Reference reference(value.toObject().value("reference"_L1).toString());
            if (!parameter.target.isEmpty() && reference.resourceType() != parameter.target) {
                continue;
            }
            if (const auto found = repository.find(reference.resourceType(), reference.id())) {
                resources.append(*found);
            }
        }
    }
    return resources;
}

QList<QJsonObject> reverseIncluded(const QString &include, const QJsonObject &focus,
                                   const ResourceRepository &repository)
{
    const auto type = include.section(u':', 0, 0);
    const auto parameter = includedParameter(include);
    if (!parameter) {
        return {};
    }
    const SearchCriterion criterion{
        .parameter = *parameter, .modifier = {}, .alternatives = {{u"eq"_s, localReference(focus)}}};
    QList<QJsonObject> resources;
    for (const auto &candidate : repository.all(type)) {
        if (matches(candidate, criterion, QDateTime())) {
            resources.append(candidate);
        }
    }
    return resources;
}

} // namespace

QList<QJsonObject> additionalContext(const SubscriptionTopic &topic, const QJsonObject &focus,
                                     const ResourceRepository &repository)
{
    QList<QJsonObject> resources;
    for (const auto &shape : topic.notificationShape) {
        if (resourceTypeFromUri(shape.resource) != focus.value("resourceType"_L1).toString()) {
            continue;
        }
        for (const auto &include : shape.include) {
            if (const auto parameter = includedParameter(include)) {
                resources.append(included(*parameter, focus, repository));
            }
        }
        for (const auto &include : shape.revInclude) {
            resources.append(reverseIncluded(include, focus, repository));
        }
    }
    QList<QJsonObject> distinct;
    for (const auto &resource : std::as_const(resources)) {
        if (!distinct.contains(resource) && localReference(resource) != localReference(focus)) {
            distinct.append(resource);
        }
    }
    return distinct;
}

} // namespace Tbs
