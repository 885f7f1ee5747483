// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "backportsubscription_p.h"
#include "extensions_p.h"
#include "filtercriteria_p.h"
#include "subscriptionelements_p.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The required binding of Subscription.channel.type; other channels are rest-hook with an extension.
constexpr std::array coreChannelTypes{"rest-hook"_L1, "websocket"_L1, "email"_L1, "sms"_L1, "message"_L1};

/// The holder of a primitive's extensions, `_criteria` for `criteria`.
template <typename Visit>
void forEachPrimitiveExtension(const ElementReader &element, QLatin1StringView sibling, QLatin1StringView url,
                               Visit visit)
{
    const auto holder = element.object(sibling);
    const ElementPath path(element.path(), std::string_view(sibling.data(), static_cast<std::size_t>(sibling.size())));
    forEachExtension(ElementReader(holder, path, element.issues()), url, visit);
}

std::optional<quint32> readInteger(const ElementReader &element, QLatin1StringView url, QLatin1StringView valueName,
                                   quint32 minimum)
{
    std::optional<quint32> number;
    forEachExtension(element, url, [&](const ElementReader &extension) {
        const auto found = valueNameOf(extension.json()).toLatin1();
        const ElementPath path(extension.path(), "value");
        if (found.isEmpty()) {
            extension.issues().error("required"_L1, path, QT_TRANSLATE_NOOP("Tbs", "There is no value"));
            return;
        }
        if (found != QByteArrayView(valueName.data(), valueName.size())) {
            extension.issues().warning("structure"_L1, path,
                                       QT_TRANSLATE_NOOP("Tbs", "A value of another type is expected here: %1"),
                                       valueName.mid(5));
        }
        number = extension.integer(QLatin1StringView(found), minimum);
    });
    return number;
}

QList<FilterBy> readFilters(const ElementReader &resource)
{
    QList<FilterBy> filters;
    forEachPrimitiveExtension(
        resource, "_criteria"_L1, BackportExtension::filterCriteria, [&](const ElementReader &extension) {
            filters += readFilterCriteria(extension.text("valueString"_L1), extension.path(), extension.issues());
        });
    return filters;
}

std::optional<SubscriptionHeader> readHeader(const QString &text)
{
    // The colon is the standard's, the equals sign fhir-candle's. A name holds neither, a value may.
    const auto separator = text.indexOf(QRegularExpression(u"[:=]"_s));
    if (separator <= 0) {
        return std::nullopt;
    }
    return SubscriptionHeader{text.first(separator).trimmed(), text.sliced(separator + 1).trimmed()};
}

QList<SubscriptionHeader> readHeaders(const ElementReader &channel)
{
    QList<SubscriptionHeader> headers;
    const auto texts = channel.texts("header"_L1);
    for (qsizetype i = 0; i < texts.size(); ++i) {
        auto header = readHeader(texts.at(i));
        if (!header) {
            channel.issues().error("value"_L1, ElementPath(channel.path(), "header", i),
                                   QT_TRANSLATE_NOOP("Tbs", "A header is written as Name: value"));
            continue;
        }
        headers.append(*std::move(header));
    }
    return headers;
}

QString readChannelType(const ElementReader &channel)
{
    auto type = channel.text("type"_L1);
    if (type.isEmpty()) {
        channel.reportMissing("type"_L1);
    }
    forEachPrimitiveExtension(channel, "_type"_L1, BackportExtension::channelType, [&](const ElementReader &extension) {
        const auto code = extension.object("valueCoding"_L1)["code"_L1].toString();
        if (!code.isEmpty()) {
            type = code;
        }
    });
    return type;
}

std::optional<PayloadContent> readContent(const ElementReader &channel)
{
    std::optional<PayloadContent> content;
    forEachPrimitiveExtension(
        channel, "_payload"_L1, BackportExtension::payloadContent, [&](const ElementReader &extension) {
            content = payloadContentFromCode(extension.text("valueCode"_L1));
            if (!content) {
                extension.issues().error("code-invalid"_L1, ElementPath(extension.path(), "value"),
                                         QT_TRANSLATE_NOOP("Tbs", "This is no known payload content"));
            }
        });
    return content;
}

void readChannel(const ElementReader &channel, Subscription &subscription)
{
    subscription.channelType = readChannelType(channel);
    subscription.endpoint = readEndpoint(channel);
    subscription.headers = readHeaders(channel);
    subscription.contentType = channel.text("payload"_L1);
    subscription.content = readContent(channel);
    subscription.heartbeatPeriod = readInteger(channel, BackportExtension::heartbeatPeriod, "valueUnsignedInt"_L1, 0);
    subscription.timeout = readInteger(channel, BackportExtension::timeout, "valueUnsignedInt"_L1, 0);
    subscription.maxCount = readInteger(channel, BackportExtension::maxCount, "valuePositiveInt"_L1, 1);
}

void checkProfile(const ElementReader &resource, const Subscription &subscription)
{
    if (subscription.topic.isEmpty()) {
        resource.reportMissing("criteria"_L1);
        return;
    }
    auto &issues = resource.issues();
    if (!subscription.isTopicBased()) {
        issues.information("informational"_L1, ElementPath(resource.path(), "criteria"),
                           QT_TRANSLATE_NOOP("Tbs", "The subscription is query-based: its criteria are no topic"));
        return;
    }
    const ElementPath channel(resource.path(), "channel");
    if (subscription.contentType.isEmpty()) {
        issues.warning("required"_L1, ElementPath(channel, "payload"),
                       QT_TRANSLATE_NOOP("Tbs", "The element is missing"));
    }
    if (!resource.json()["channel"_L1]["_payload"_L1].isObject()) {
        issues.warning("required"_L1, ElementPath(channel, "payload"),
                       QT_TRANSLATE_NOOP("Tbs", "The extension with the payload content is missing"));
    }
}

void writeFilters(const QList<FilterBy> &filters, FilterDialect dialect, QJsonObject &resource)
{
    IssueCollector ignored;
    const ElementPath path("Subscription");
    if (readFilters(ElementReader(resource, path, ignored)) == filters) {
        return; // keeps the server's own spelling
    }
    QJsonArray extensions;
    for (const auto &criteria : writeFilterCriteria(filters, dialect)) {
        extensions.append(
            QJsonObject{{u"url"_s, QString(BackportExtension::filterCriteria)}, {u"valueString"_s, criteria}});
    }
    auto holder = resource.value("_criteria"_L1).toObject();
    setExtensions(holder, BackportExtension::filterCriteria, extensions);
    setMember(resource, "_criteria"_L1, holder);
}

void writeHeaders(const QList<SubscriptionHeader> &headers, QJsonObject &channel)
{
    IssueCollector ignored;
    const ElementPath path("channel");
    if (readHeaders(ElementReader(channel, path, ignored)) == headers) {
        return;
    }
    QJsonArray texts;
    for (const auto &header : headers) {
        texts.append(QString(header.name + ": "_L1 + header.value));
    }
    setMember(channel, "header"_L1, texts);
}

void writeChannelType(const QString &channelType, QJsonObject &channel)
{
    IssueCollector ignored;
    const ElementPath path("channel");
    if (readChannelType(ElementReader(channel, path, ignored)) == channelType) {
        return;
    }
    const bool isCore =
        std::ranges::any_of(coreChannelTypes, [&](QLatin1StringView type) { return channelType == type; });
    auto holder = channel.value("_type"_L1).toObject();
    setExtension(holder, BackportExtension::channelType, "valueCoding"_L1,
                 isCore ? QJsonValue(QJsonValue::Undefined) : QJsonObject{{u"code"_s, channelType}});
    setMember(channel, "_type"_L1, holder);
    channel.insert("type"_L1, isCore ? channelType : u"rest-hook"_s);
}

void writeChannel(const Subscription &subscription, QJsonObject &channel)
{
    setExtension(channel, BackportExtension::heartbeatPeriod, "valueUnsignedInt"_L1,
                 toJson(subscription.heartbeatPeriod));
    setExtension(channel, BackportExtension::timeout, "valueUnsignedInt"_L1, toJson(subscription.timeout));
    setExtension(channel, BackportExtension::maxCount, "valuePositiveInt"_L1, toJson(subscription.maxCount));
    writeChannelType(subscription.channelType, channel);
    writeUrl(channel, "endpoint"_L1, subscription.endpoint);
    writeHeaders(subscription.headers, channel);
    setMember(channel, "payload"_L1, subscription.contentType);
    auto holder = channel.value("_payload"_L1).toObject();
    setExtension(holder, BackportExtension::payloadContent, "valueCode"_L1,
                 subscription.content ? QJsonValue(toCode(*subscription.content)) : QJsonValue(QJsonValue::Undefined));
    setMember(channel, "_payload"_L1, holder);
}

void addProfile(QJsonObject &resource)
{
    auto meta = resource.value("meta"_L1).toObject();
    auto profiles = meta.value("profile"_L1).toArray();
    const QString profile = BackportExtension::subscriptionProfile;
    if (!profiles.contains(profile)) {
        profiles.append(profile);
    }
    meta.insert("profile"_L1, profiles);
    resource.insert("meta"_L1, meta);
}

} // namespace

Result<Decoded<Subscription>> readBackportSubscription(const QJsonObject &json)
{
    IssueCollector issues;
    const ElementPath path("Subscription");
    const ElementReader resource(json, path, issues);
    auto subscription = readSubscriptionElements(resource);
    if (!subscription) {
        return failure(std::move(subscription.error()));
    }
    if (subscription->status == SubscriptionStatusCode::EnteredInError) {
        issues.warning("code-invalid"_L1, ElementPath(path, "status"),
                       QT_TRANSLATE_NOOP("Tbs", "This status exists since R5 only"));
    }
    if (subscription->reason.isEmpty()) {
        issues.warning("required"_L1, ElementPath(path, "reason"), QT_TRANSLATE_NOOP("Tbs", "The element is missing"));
    }
    subscription->topic = resource.text("criteria"_L1);
    subscription->filterBy = readFilters(resource);
    subscription->error = resource.text("error"_L1);
    if (!resource.has("channel"_L1)) {
        resource.reportMissing("channel"_L1);
    }
    const auto channel = resource.object("channel"_L1);
    readChannel(ElementReader(channel, ElementPath(path, "channel"), issues), *subscription);
    checkProfile(resource, *subscription);
    return Decoded<Subscription>{*std::move(subscription), issues.take()};
}

QJsonObject writeBackportSubscription(const Subscription &subscription, FilterDialect dialect)
{
    auto resource = subscription.raw;
    writeSubscriptionElements(subscription, resource);
    if (subscription.isTopicBased()) {
        addProfile(resource);
    }
    setMember(resource, "criteria"_L1, subscription.topic);
    writeFilters(subscription.filterBy, dialect, resource);
    setMember(resource, "error"_L1, subscription.error);
    auto channel = resource.value("channel"_L1).toObject();
    writeChannel(subscription, channel);
    resource.insert("channel"_L1, channel);
    return resource;
}

} // namespace Tbs
