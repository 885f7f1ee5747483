// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionelements_p.h"
#include "topicelements_p.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr std::array comparatorCodes{"eq"_L1, "ne"_L1, "gt"_L1, "lt"_L1, "ge"_L1, "le"_L1, "sa"_L1, "eb"_L1, "ap"_L1};

bool isComparator(const QString &code)
{
    return std::ranges::any_of(comparatorCodes, [&](QLatin1StringView comparator) { return code == comparator; });
}

SubscriptionTopic::ResourceTrigger readResourceTrigger(const ElementReader &element)
{
    const auto criteriaJson = element.object("queryCriteria"_L1);
    const ElementPath criteriaPath(element.path(), "queryCriteria");
    const ElementReader criteria(criteriaJson, criteriaPath, element.issues());
    return {
        .description = element.text("description"_L1),
        .resource = resourceTypeOf(element.text("resource"_L1)),
        .supportedInteraction = element.texts("supportedInteraction"_L1),
        .queryPrevious = criteria.text("previous"_L1),
        .queryCurrent = criteria.text("current"_L1),
        .resultForCreate = criteria.text("resultForCreate"_L1),
        .resultForDelete = criteria.text("resultForDelete"_L1),
        .requireBoth = criteria.flag("requireBoth"_L1),
        .fhirPathCriteria = element.text("fhirPathCriteria"_L1),
    };
}

void writeResourceTrigger(const SubscriptionTopic::ResourceTrigger &trigger, ComparatorList, QJsonObject &element)
{
    setMember(element, "description"_L1, trigger.description);
    setMember(element, "resource"_L1, trigger.resource);
    setMember(element, "supportedInteraction"_L1, QJsonArray::fromStringList(trigger.supportedInteraction));
    auto criteria = element.value("queryCriteria"_L1).toObject();
    setMember(criteria, "previous"_L1, trigger.queryPrevious);
    setMember(criteria, "resultForCreate"_L1, trigger.resultForCreate);
    setMember(criteria, "current"_L1, trigger.queryCurrent);
    setMember(criteria, "resultForDelete"_L1, trigger.resultForDelete);
    const bool writeRequireBoth = trigger.requireBoth || criteria.contains("requireBoth"_L1);
    setMember(criteria, "requireBoth"_L1, writeRequireBoth ? QJsonValue(trigger.requireBoth) : QJsonValue());
    setMember(element, "queryCriteria"_L1, criteria);
    setMember(element, "fhirPathCriteria"_L1, trigger.fhirPathCriteria);
}

QString conceptText(const QJsonObject &codeableConcept)
{
    const auto codings = codeableConcept["coding"_L1].toArray();
    for (const auto &coding : codings) {
        const auto code = coding["code"_L1].toString();
        const auto system = coding["system"_L1].toString();
        if (!code.isEmpty()) {
            return system.isEmpty() ? code : system + u'|' + code;
        }
    }
    return codeableConcept["text"_L1].toString();
}

QJsonObject conceptOf(const QString &text)
{
    const auto bar = text.lastIndexOf(u'|');
    if (bar < 0) {
        return text.isEmpty() ? QJsonObject() : QJsonObject{{u"text"_s, text}};
    }
    return {{u"coding"_s, QJsonArray{QJsonObject{{u"system"_s, text.first(bar)}, {u"code"_s, text.sliced(bar + 1)}}}}};
}

SubscriptionTopic::EventTrigger readEventTrigger(const ElementReader &element)
{
    return {
        .description = element.text("description"_L1),
        .event = conceptText(element.object("event"_L1)),
        .resource = resourceTypeOf(element.text("resource"_L1)),
    };
}

void writeEventTrigger(const SubscriptionTopic::EventTrigger &trigger, ComparatorList, QJsonObject &element)
{
    setMember(element, "description"_L1, trigger.description);
    if (conceptText(element.value("event"_L1).toObject()) != trigger.event) {
        setMember(element, "event"_L1, conceptOf(trigger.event));
    }
    setMember(element, "resource"_L1, trigger.resource);
}

SubscriptionTopic::CanFilterBy readCanFilterBy(const ElementReader &element)
{
    SubscriptionTopic::CanFilterBy filter{
        .description = element.text("description"_L1),
        .resource = resourceTypeOf(element.text("resource"_L1)),
        .filterParameter = element.text("filterParameter"_L1),
        .filterDefinition = element.text("filterDefinition"_L1),
        .comparators = element.texts("comparator"_L1),
    };
    for (const auto &code : element.texts("modifier"_L1)) {
        if (code == "="_L1) {
            filter.comparators.append(u"eq"_s);
        } else {
            (isComparator(code) ? filter.comparators : filter.modifiers).append(code);
        }
    }
    return filter;
}

void writeCanFilterBy(const SubscriptionTopic::CanFilterBy &filter, ComparatorList comparators, QJsonObject &element)
{
    setMember(element, "description"_L1, filter.description);
    setMember(element, "resource"_L1, filter.resource);
    setMember(element, "filterParameter"_L1, filter.filterParameter);
    setMember(element, "filterDefinition"_L1, filter.filterDefinition);
    const bool merged = comparators == ComparatorList::AmongModifiers;
    setMember(element, "comparator"_L1, merged ? QJsonArray() : QJsonArray::fromStringList(filter.comparators));
    setMember(element, "modifier"_L1,
              QJsonArray::fromStringList(merged ? filter.comparators + filter.modifiers : filter.modifiers));
}

SubscriptionTopic::NotificationShape readNotificationShape(const ElementReader &element)
{
    return {
        .resource = resourceTypeOf(element.text("resource"_L1)),
        .include = element.texts("include"_L1),
        .revInclude = element.texts("revInclude"_L1),
    };
}

void writeNotificationShape(const SubscriptionTopic::NotificationShape &shape, ComparatorList, QJsonObject &element)
{
    setMember(element, "resource"_L1, shape.resource);
    setMember(element, "include"_L1, QJsonArray::fromStringList(shape.include));
    setMember(element, "revInclude"_L1, QJsonArray::fromStringList(shape.revInclude));
}

template <typename Value>
QList<Value> readAll(const ElementReader &resource, QLatin1StringView name, Value (*read)(const ElementReader &))
{
    QList<Value> values;
    resource.forEachObject(name, [&](const ElementReader &element) { values.append(read(element)); });
    return values;
}

/// Writes \a values over the elements that were there, those that mean the same left alone.
template <typename Value>
void writeAll(const QList<Value> &values, QLatin1StringView name, ComparatorList comparators, QJsonObject &resource,
              Value (*read)(const ElementReader &), void (*write)(const Value &, ComparatorList, QJsonObject &))
{
    IssueCollector ignored;
    const ElementPath path("SubscriptionTopic");
    const auto before = resource.value(name).toArray();
    QJsonArray elements;
    for (qsizetype i = 0; i < values.size(); ++i) {
        auto element = before.at(i).toObject();
        if (element.isEmpty() || read(ElementReader(element, path, ignored)) != values.at(i)) {
            write(values.at(i), comparators, element);
        }
        elements.append(element);
    }
    setMember(resource, name, elements);
}

void checkComparators(const ElementReader &resource, ComparatorList comparators)
{
    resource.forEachObject("canFilterBy"_L1, [&](const ElementReader &element) {
        const auto modifiers = element.texts("modifier"_L1);
        const bool mixed = std::ranges::any_of(modifiers, isComparator) || modifiers.contains("="_L1);
        if (comparators == ComparatorList::OnItsOwn && mixed) {
            element.issues().warning("structure"_L1, ElementPath(element.path(), "modifier"),
                                     QT_TRANSLATE_NOOP("Tbs", "Comparators have an element of their own since R5"));
        }
        if (element.text("filterParameter"_L1).isEmpty()) {
            element.reportMissing("filterParameter"_L1);
        }
    });
}

} // namespace

Result<Decoded<SubscriptionTopic>> readNativeTopic(const QJsonObject &json, ComparatorList comparators)
{
    if (json["resourceType"_L1].toString() != "SubscriptionTopic"_L1) {
        return unexpectedResource(u"SubscriptionTopic"_s, json);
    }
    IssueCollector issues;
    const ElementPath path("SubscriptionTopic");
    auto topic = readTopicElements(ElementReader(json, path, issues), comparators);
    topic.raw = json;
    return Decoded<SubscriptionTopic>{std::move(topic), issues.take()};
}

SubscriptionTopic readTopicElements(const ElementReader &resource, ComparatorList comparators)
{
    SubscriptionTopic topic{
        .id = resource.text("id"_L1),
        .url = resource.text("url"_L1),
        .version = resource.text("version"_L1),
        .title = resource.text("title"_L1),
        .status = resource.text("status"_L1),
        .description = resource.text("description"_L1),
        .derivedFrom = resource.texts("derivedFrom"_L1),
        .resourceTrigger = readAll(resource, "resourceTrigger"_L1, readResourceTrigger),
        .eventTrigger = readAll(resource, "eventTrigger"_L1, readEventTrigger),
        .canFilterBy = readAll(resource, "canFilterBy"_L1, readCanFilterBy),
        .notificationShape = readAll(resource, "notificationShape"_L1, readNotificationShape),
    };
    for (const auto name : {"url"_L1, "status"_L1}) {
        if (resource.text(name).isEmpty()) {
            resource.reportMissing(name);
        }
    }
    checkComparators(resource, comparators);
    return topic;
}

QJsonObject writeNativeTopic(const SubscriptionTopic &topic, ComparatorList comparators)
{
    auto resource = topic.raw;
    resource.insert("resourceType"_L1, u"SubscriptionTopic"_s);
    setMember(resource, "id"_L1, topic.id);
    writeTopicElements(topic, comparators, resource);
    return resource;
}

void writeTopicElements(const SubscriptionTopic &topic, ComparatorList comparators, QJsonObject &resource)
{
    setMember(resource, "url"_L1, topic.url);
    setMember(resource, "version"_L1, topic.version);
    setMember(resource, "title"_L1, topic.title);
    setMember(resource, "status"_L1, topic.status);
    setMember(resource, "description"_L1, topic.description);
    setMember(resource, "derivedFrom"_L1, QJsonArray::fromStringList(topic.derivedFrom));
    writeAll(topic.resourceTrigger, "resourceTrigger"_L1, comparators, resource, readResourceTrigger,
             writeResourceTrigger);
    writeAll(topic.eventTrigger, "eventTrigger"_L1, comparators, resource, readEventTrigger, writeEventTrigger);
    writeAll(topic.canFilterBy, "canFilterBy"_L1, comparators, resource, readCanFilterBy, writeCanFilterBy);
    writeAll(topic.notificationShape, "notificationShape"_L1, comparators, resource, readNotificationShape,
             writeNotificationShape);
}

} // namespace Tbs
