// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionoperations_p.h"
#include "wireformatter_p.h"

#include <Tbs/support/text_p.h>

#include <QJsonArray>
#include <QUuid>

#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The values of an input parameter, from the query or from the Parameters of the body.
QStringList inputValues(const RestRequest &request, const QString &name)
{
    auto values = request.values(name);
    const auto items = request.body.value("parameter"_L1).toArray();
    for (const auto &item : items) {
        const auto parameter = item.toObject();
        if (parameter.value("name"_L1).toString() != name) {
            continue;
        }
        for (auto member = parameter.begin(); member != parameter.end(); ++member) {
            if (member.key().startsWith("value"_L1)) {
                values.append(member.value().toVariant().toString());
            }
        }
    }
    return values;
}

std::optional<HttpResponse> checkMethod(const RestRequest &request, const QStringList &allowed)
{
    if (!allowed.contains(QString::fromLatin1(request.method))) {
        return methodNotAllowed(allowed.join(u", "_s).toLatin1());
    }
    if (!request.body.isEmpty() && request.body.value("resourceType"_L1).toString() != "Parameters"_L1) {
        return outcomeResponse(400, u"invalid"_s, Text::tr("the body is to be a Parameters resource"));
    }
    return std::nullopt;
}

HttpResponse statusResponse(SandboxEndpoint &endpoint, const QList<SandboxSubscription *> &subscriptions)
{
    const auto &profile = endpoint.context().profile;
    OutgoingNotification answer;
    answer.bundleId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    answer.timestamp = endpoint.context().clock.now();
    answer.searchset = profile.statusBundle == WireProfile::StatusBundle::Searchset;
    for (const auto *subscription : subscriptions) {
        answer.statuses.append(subscription->currentStatus());
        answer.statusRequestUrl = endpoint.baseUrl() + u"/Subscription/"_s + subscription->value().id + u"/$status"_s;
    }
    const auto bundle = codecFor(endpoint.version()).writeNotification(answer);
    const auto formatted = WireFormatter(profile, endpoint.version(), endpoint.baseUrl()).format(bundle);
    const bool isBare = profile.statusBundle == WireProfile::StatusBundle::None && subscriptions.size() == 1;
    return resourceResponse(200, isBare ? formatted["entry"_L1][0]["resource"_L1].toObject() : formatted);
}

HttpResponse statusOfInstance(SandboxEndpoint &endpoint, const QString &id)
{
    auto *subscription = endpoint.subscriptions().find(id);
    return subscription ? statusResponse(endpoint, {subscription})
                        : outcomeResponse(404, u"not-found"_s, Text::tr("there is no such Subscription"));
}

HttpResponse statusOfType(SandboxEndpoint &endpoint, const RestRequest &request)
{
    const auto ids = inputValues(request, u"id"_s);
    const auto statuses = inputValues(request, u"status"_s);
    QList<SandboxSubscription *> subscriptions;
    for (auto *subscription : endpoint.subscriptions().all()) {
        const auto hasId = ids.isEmpty() || ids.contains(subscription->value().id);
        const auto hasStatus = statuses.isEmpty() || statuses.contains(toCode(subscription->status()));
        if (hasId && hasStatus) {
            subscriptions.append(subscription);
        }
    }
    return statusResponse(endpoint, subscriptions);
}

/// Sets \a number where the parameter is given. \return false when it is given but no event number.
bool readEventNumber(const RestRequest &request, const QString &name, quint64 *number)
{
    const auto values = inputValues(request, name);
    if (values.isEmpty()) {
        return true;
    }
    const auto eventNumber = EventNumber::fromString(QStringView(values.first()));
    *number = eventNumber ? eventNumber->value() : 0;
    return eventNumber && values.size() == 1;
}

HttpResponse eventsOfInstance(SandboxEndpoint &endpoint, const QString &id, const RestRequest &request)
{
    const auto *subscription = endpoint.subscriptions().find(id);
    if (!subscription) {
        return outcomeResponse(404, u"not-found"_s, Text::tr("there is no such Subscription"));
    }
    const auto limit = static_cast<quint64>(endpoint.context().profile.eventsLimit);
    const auto count = subscription->eventCount();
    quint64 first = limit > 0 && count > limit ? count - limit + 1 : 0;
    quint64 last = std::numeric_limits<quint64>::max();
    if (!readEventNumber(request, u"eventsSinceNumber"_s, &first)
        || !readEventNumber(request, u"eventsUntilNumber"_s, &last)) {
        return outcomeResponse(400, u"value"_s, Text::tr("not an event number"));
    }
    const auto contents = inputValues(request, u"content"_s);
    const auto content = contents.isEmpty() ? std::nullopt : payloadContentFromCode(contents.first());
    if (!contents.isEmpty() && !content) {
        return outcomeResponse(400, u"value"_s, Text::tr("not a content code"));
    }
    return resourceResponse(200, subscription->eventsBundle(first, last, content));
}

QJsonObject parameter(const QString &name, const QString &type, const QString &value)
{
    return {{u"name"_s, name}, {type, value}};
}

HttpResponse bindingTokenResponse(SandboxEndpoint &endpoint, const QList<BoundSubscription> &subscriptions)
{
    const auto issued = endpoint.context().webSockets.issueToken(subscriptions);
    QJsonArray parameters{parameter(u"token"_s, u"valueString"_s, issued.token),
                          parameter(u"expiration"_s, u"valueDateTime"_s, toInstant(issued.expiration))};
    if (endpoint.context().profile.webSocket.tokensNameSubscriptions) {
        for (const auto &subscription : subscriptions) {
            parameters.append(parameter(u"subscription"_s, u"valueString"_s, u"Subscription/"_s + subscription.id));
        }
    }
    parameters.append(parameter(u"websocket-url"_s, u"valueUrl"_s, endpoint.webSocketUrl().toString()));
    return resourceResponse(200, QJsonObject{{u"resourceType"_s, u"Parameters"_s}, {u"parameter"_s, parameters}});
}

bool isWebSocket(const SandboxSubscription &subscription)
{
    return subscription.value().channelType == toCode(ChannelType::WebSocket);
}

HttpResponse bindingToken(SandboxEndpoint &endpoint, QStringList ids)
{
    if (ids.isEmpty()) { // a token for all
        for (const auto *subscription : endpoint.subscriptions().all()) {
            if (isWebSocket(*subscription)) {
                ids.append(subscription->value().id);
            }
        }
    }
    ids.removeDuplicates();
    QList<BoundSubscription> subscriptions;
    for (const auto &id : std::as_const(ids)) {
        const auto *subscription = endpoint.subscriptions().find(id);
        if (!subscription) {
            return outcomeResponse(404, u"not-found"_s, Text::tr("there is no such Subscription"));
        }
        if (!isWebSocket(*subscription)) {
            return outcomeResponse(400, u"business-rule"_s,
                                   Text::tr("the channel of the Subscription is not websocket"));
        }
        subscriptions.append({endpoint.version(), id});
    }
    return subscriptions.isEmpty()
        ? outcomeResponse(404, u"not-found"_s, Text::tr("there is no Subscription with the channel websocket"))
        : bindingTokenResponse(endpoint, subscriptions);
}

} // namespace

std::optional<HttpResponse> handleSubscriptionOperation(SandboxEndpoint &endpoint, const RestRequest &request,
                                                        const QString &operation)
{
    const auto &profile = endpoint.context().profile;
    const auto isInstance = request.segments.size() == 3;
    const auto level = isInstance ? u"instance"_s : u"type"_s;
    if (request.segments.size() > 3) {
        return std::nullopt;
    }
    if (operation == "$status"_L1 && profile.statusLevels.contains(level)) {
        if (auto wrong = checkMethod(request, profile.statusMethods)) {
            return wrong;
        }
        return isInstance ? statusOfInstance(endpoint, request.segments[1]) : statusOfType(endpoint, request);
    }
    if (operation == "$events"_L1 && isInstance && !profile.eventsMethods.isEmpty()) {
        if (auto wrong = checkMethod(request, profile.eventsMethods)) {
            return wrong;
        }
        return eventsOfInstance(endpoint, request.segments[1], request);
    }
    const auto &webSocket = profile.webSocket;
    if (operation == "$get-ws-binding-token"_L1 && webSocket.isAvailable() && webSocket.tokenLevels.contains(level)) {
        if (auto wrong = checkMethod(request, webSocket.tokenMethods)) {
            return wrong;
        }
        return bindingToken(endpoint, isInstance ? QStringList{request.segments[1]} : inputValues(request, u"id"_s));
    }
    return std::nullopt;
}

} // namespace Tbs
