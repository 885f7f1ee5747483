// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionlines.h"

#include "../listening/listenlines.h"

#include <Tbs/codec/filtertext.h>
#include <Tbs/codec/subscriptionmask.h>
#include <Tbs/service/wantedsubscriptions.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QJsonValue numberOrNull(const std::optional<quint32> &number)
{
    return number ? QJsonValue(static_cast<qint64>(*number)) : QJsonValue();
}

QJsonValue instantOrNull(const QDateTime &instant)
{
    return instant.isValid() ? QJsonValue(instant.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

const auto mask = u"********"_s;

QUrl withoutPassword(QUrl endpoint)
{
    if (!endpoint.password().isEmpty()) {
        endpoint.setPassword(mask);
    }
    return endpoint;
}

} // namespace

std::function<Ownership(const QString &id)> ownershipOf(const QList<ObservedSubscription> &observed,
                                                        const Configuration &configuration, const QDateTime &now)
{
    if (configuration.subscriptions.isEmpty()) {
        return [](const QString &) {
            return Ownership();
        };
    }
    return [own = ownSubscriptions(configuration, observed, now)](const QString &id) {
        return Ownership{.isKnown = true, .isOurs = own.contains(id), .webhookId = own.value(id)};
    };
}

JsonLine subscriptionLine(const ObservedSubscription &observed, const Ownership &ownership)
{
    const auto &subscription = observed.subscription;
    QJsonArray filters;
    for (const auto &filter : subscription.filterBy) {
        filters.append(toText(filter));
    }
    QJsonArray headers;
    for (const auto &header : subscription.headers) {
        headers.append(header.name + u": "_s + header.value);
    }
    return JsonLine()
        .add(u"id"_s, subscription.id)
        .add(u"status"_s, toCode(subscription.status))
        .add(u"topic"_s, textOrNull(subscription.topic))
        .add(u"filters"_s, filters)
        .add(u"channel"_s, textOrNull(subscription.channelType))
        .add(u"endpoint"_s, textOrNull(subscription.endpoint.toString()))
        .add(u"headers"_s, headers)
        .add(u"content"_s, subscription.content ? QJsonValue(toCode(*subscription.content)) : QJsonValue())
        .add(u"contentType"_s, textOrNull(subscription.contentType))
        .add(u"heartbeatPeriod"_s, numberOrNull(subscription.heartbeatPeriod))
        .add(u"timeout"_s, numberOrNull(subscription.timeout))
        .add(u"maxCount"_s, numberOrNull(subscription.maxCount))
        .add(u"end"_s, instantOrNull(subscription.end))
        .add(u"reason"_s, textOrNull(subscription.reason))
        .add(u"error"_s, textOrNull(subscription.error))
        .add(u"lastUpdated"_s, instantOrNull(observed.lastUpdated))
        .add(u"isTopicBased"_s, subscription.isTopicBased())
        .add(u"ours"_s, ownership.isKnown ? QJsonValue(ownership.isOurs) : QJsonValue())
        .add(u"webhookId"_s, textOrNull(ownership.webhookId));
}

JsonLine failureMembers(const Error &error)
{
    return JsonLine().add(u"kind"_s, toCode(error.kind)).add(u"message"_s, error.toString());
}

QString subscriptionId(const QString &reference)
{
    const auto prefix = u"Subscription/"_s;
    return reference.startsWith(prefix) ? reference.sliced(prefix.size()) : reference;
}

Subscription withoutSecrets(Subscription subscription)
{
    for (auto &header : subscription.headers) {
        header.value = mask;
    }
    subscription.endpoint = withoutPassword(subscription.endpoint);
    subscription.raw = withMaskedSecrets(subscription.raw, mask);
    return subscription;
}

} // namespace Tbs::Cli
