// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "r5subscription_p.h"
#include "subscriptionelements_p.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto channelTypeSystem = "http://terminology.hl7.org/CodeSystem/subscription-channel-type"_L1;
constexpr std::array systemChannelTypes{"rest-hook"_L1, "websocket"_L1, "email"_L1, "message"_L1};

FilterBy readFilter(const ElementReader &element)
{
    return {
        .resourceType = resourceTypeOf(element.text("resourceType"_L1)),
        .filterParameter = element.text("filterParameter"_L1),
        .comparator = element.text("comparator"_L1),
        .modifier = element.text("modifier"_L1),
        .value = element.text("value"_L1),
    };
}

QList<FilterBy> readFilters(const ElementReader &resource)
{
    QList<FilterBy> filters;
    resource.forEachObject("filterBy"_L1, [&](const ElementReader &element) {
        const auto &filter = filters.emplaceBack(readFilter(element));
        if (filter.filterParameter.isEmpty()) {
            element.reportMissing("filterParameter"_L1);
        }
        if (filter.value.isEmpty()) {
            element.reportMissing("value"_L1);
        }
        if (!filter.comparator.isEmpty() && !filter.modifier.isEmpty()) {
            element.issues().error(
                "invariant"_L1, element.path(),
                QT_TRANSLATE_NOOP("Tbs", "scr-1: a filter has a comparator or a modifier, not both"));
        }
    });
    return filters;
}

QList<SubscriptionHeader> readHeaders(const ElementReader &resource)
{
    QList<SubscriptionHeader> headers;
    resource.forEachObject("parameter"_L1, [&](const ElementReader &element) {
        headers.append({element.text("name"_L1), element.text("value"_L1)});
        for (const auto name : {"name"_L1, "value"_L1}) {
            if (!element.has(name)) {
                element.reportMissing(name);
            }
        }
    });
    return headers;
}

/// The element at \a index of what was received, where its unknown members are.
QJsonObject elementBefore(const QJsonArray &elements, qsizetype index)
{
    return elements.at(index).toObject(); // at() gives undefined beyond the end
}

void writeFilters(const QList<FilterBy> &filters, QJsonObject &resource)
{
    const auto before = resource.value("filterBy"_L1).toArray();
    IssueCollector ignored;
    const ElementPath path("filterBy");
    QJsonArray elements;
    for (qsizetype i = 0; i < filters.size(); ++i) {
        auto element = elementBefore(before, i);
        const auto &filter = filters.at(i);
        if (readFilter(ElementReader(element, path, ignored)) != filter) {
            setMember(element, "resourceType"_L1, filter.resourceType);
            setMember(element, "filterParameter"_L1, filter.filterParameter);
            setMember(element, "comparator"_L1, filter.comparator);
            setMember(element, "modifier"_L1, filter.modifier);
            setMember(element, "value"_L1, filter.value);
        }
        elements.append(element);
    }
    setMember(resource, "filterBy"_L1, elements);
}

void writeHeaders(const QList<SubscriptionHeader> &headers, QJsonObject &resource)
{
    const auto before = resource.value("parameter"_L1).toArray();
    QJsonArray elements;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        auto element = elementBefore(before, i);
        setMember(element, "name"_L1, headers.at(i).name);
        setMember(element, "value"_L1, headers.at(i).value);
        elements.append(element);
    }
    setMember(resource, "parameter"_L1, elements);
}

void writeChannelType(const QString &channelType, QJsonObject &resource)
{
    if (resource.value("channelType"_L1)["code"_L1].toString() == channelType) {
        return;
    }
    QJsonObject coding{{u"code"_s, channelType}};
    if (std::ranges::any_of(systemChannelTypes, [&](QLatin1StringView type) { return channelType == type; })) {
        coding.insert("system"_L1, QString(channelTypeSystem));
    }
    resource.insert("channelType"_L1, coding);
}

std::optional<PayloadContent> readContent(const ElementReader &resource)
{
    const auto code = resource.text("content"_L1);
    const auto content = payloadContentFromCode(code);
    if (!code.isEmpty() && !content) {
        resource.issues().error("code-invalid"_L1, ElementPath(resource.path(), "content"),
                                QT_TRANSLATE_NOOP("Tbs", "This is no known payload content"));
    }
    return content;
}

} // namespace

Result<Decoded<Subscription>> readR5Subscription(const QJsonObject &json)
{
    IssueCollector issues;
    const ElementPath path("Subscription");
    const ElementReader resource(json, path, issues);
    auto subscription = readSubscriptionElements(resource);
    if (!subscription) {
        return failure(std::move(subscription.error()));
    }
    subscription->topic = resource.text("topic"_L1);
    subscription->filterBy = readFilters(resource);
    subscription->channelType = resource.object("channelType"_L1)["code"_L1].toString();
    subscription->endpoint = readEndpoint(resource);
    subscription->headers = readHeaders(resource);
    subscription->heartbeatPeriod = resource.integer("heartbeatPeriod"_L1, 0);
    subscription->timeout = resource.integer("timeout"_L1, 0);
    subscription->maxCount = resource.integer("maxCount"_L1, 1);
    subscription->contentType = resource.text("contentType"_L1);
    subscription->content = readContent(resource);
    if (subscription->topic.isEmpty()) {
        resource.reportMissing("topic"_L1);
    }
    if (subscription->channelType.isEmpty()) {
        resource.reportMissing("channelType"_L1);
    }
    return Decoded<Subscription>{*std::move(subscription), issues.take()};
}

QJsonObject writeR5Subscription(const Subscription &subscription)
{
    auto resource = subscription.raw;
    writeSubscriptionElements(subscription, resource);
    setMember(resource, "topic"_L1, subscription.topic);
    writeFilters(subscription.filterBy, resource);
    writeChannelType(subscription.channelType, resource);
    writeUrl(resource, "endpoint"_L1, subscription.endpoint);
    writeHeaders(subscription.headers, resource);
    setMember(resource, "heartbeatPeriod"_L1, toJson(subscription.heartbeatPeriod));
    setMember(resource, "timeout"_L1, toJson(subscription.timeout));
    setMember(resource, "maxCount"_L1, toJson(subscription.maxCount));
    setMember(resource, "contentType"_L1, subscription.contentType);
    setMember(resource, "content"_L1, subscription.content ? QJsonValue(toCode(*subscription.content)) : QJsonValue());
    return resource;
}

} // namespace Tbs
