// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionoperations_p.h"
#include "websocketbinding_p.h"

#include <Tbs/client/requesturl_p.h>
#include <Tbs/fhir/operationoutcome.h>

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Events = ServerOperations::Events;

QString ofInstance(const QString &id, QLatin1StringView operation)
{
    return u"Subscription/"_s + id + u'/' + operation;
}

QString ofType(QLatin1StringView operation)
{
    return u"Subscription/"_s + operation;
}

FhirRequest get(const QString &path, const QList<std::pair<QString, QString>> &parameters = {})
{
    FhirRequest request{.path = path};
    request.query.setQueryItems(parameters);
    return request;
}

FhirRequest post(const QString &path, const QJsonObject &parameters)
{
    return {.method = "POST", .path = path, .query = {}, .headers = {}, .body = parameters};
}

/// Whether the server has no such operation, or not in this way. HAPI says it with 400 and the code `not-supported`.
bool isMissing(const FhirResponse &response)
{
    if (response.status == 404 || response.status == 405 || response.status == 501) {
        return true;
    }
    const auto resource = response.resource();
    const auto issues = resource ? readOperationOutcome(*resource) : QList<Issue>();
    return response.status >= 400 && response.status < 500
        && std::ranges::any_of(issues, [](const Issue &issue) { return issue.code == "not-supported"_L1; });
}

/// Whether another way to ask may be understood better.
bool isRefused(const FhirResponse &response)
{
    return response.status == 400 || response.status == 415 || response.status == 422;
}

bool isEmptyBundle(const QJsonObject &resource)
{
    return resource["resourceType"_L1].toString() == "Bundle"_L1 && resource["entry"_L1].toArray().isEmpty();
}

/// What the answer holds, read as a notification.
Result<Notification> readAnswer(const FhirResponse &response)
{
    auto decoded = readNotification(response.body);
    if (!decoded) {
        auto error = decoded.error();
        error.message = u"%1: %2"_s.arg(describeRequest(response.method, response.url), error.message);
        return failure(error);
    }
    return std::move(decoded->value);
}

} // namespace

SubscriptionOperations::SubscriptionOperations(FhirClient &client, const Codec &codec, const ServerProfile &profile)
    : m_client(client)
    , m_codec(codec)
    , m_profileName(profile.name)
    , m_operations(profile.operations)
{
}

QFuture<Result<SubscriptionOperations::Answer>> SubscriptionOperations::ask(const QString &operation,
                                                                            const QList<FhirRequest> &ways)
{
    const Question question{operation, ways, 0, {}, {}};
    if (ways.isEmpty()) {
        question.promise.finish(
            failure(Error::Kind::Rejected,
                    tr("The server does not have %1, says the server profile %2").arg(operation, m_profileName)));
    } else {
        askNext(question);
    }
    return question.promise.future();
}

void SubscriptionOperations::askNext(const Question &question)
{
    whenFinished(m_client.send(question.ways.at(question.way)), this,
                 [this, question](const Result<FhirResponse> &response) {
                     if (response) {
                         onAnswered(question, *response);
                     } else {
                         question.promise.finish(failure(response.error()));
                     }
                 });
}

void SubscriptionOperations::onAnswered(Question question, const FhirResponse &response)
{
    if (response.isSuccess()) {
        question.promise.finish(Answer{response, question.way});
        return;
    }
    const bool isUnknown = isMissing(response);
    if (!isUnknown && !isRefused(response)) {
        question.promise.finish(failure(response.error()));
        return;
    }
    if (!isUnknown && !question.error) {
        question.error = response.error();
    }
    if (++question.way < question.ways.size()) {
        askNext(question);
        return;
    }
    question.promise.finish(failure(question.error.value_or(
        Error{Error::Kind::Rejected,
              tr("The server does not have %1: %2").arg(question.operation, response.error().message),
              {}})));
}

QFuture<Result<FetchedStatus>> SubscriptionOperations::status(const QString &id)
{
    const auto operation = "$status"_L1;
    QList<FhirRequest> ways;
    if (m_operations.statusOfOne) {
        ways.append(get(ofInstance(id, operation)));
    }
    if (m_operations.statusOfAll) {
        ways.append(get(ofType(operation), {{u"id"_s, id}}));
    }
    const SharedPromise<Result<FetchedStatus>> promise;
    whenFinished(ask(operation, ways), this, [this, promise, id](const Result<Answer> &answer) {
        auto status = answer ? readStatus(id, answer->response) : failure(answer.error());
        if (status && answer->way > 0) {
            m_operations.statusOfOne = false;
        }
        promise.finish(std::move(status));
    });
    return promise.future();
}

Result<FetchedStatus> SubscriptionOperations::readStatus(const QString &id, const FhirResponse &response) const
{
    const auto resource = response.resource();
    if (!resource) {
        return failure(resource.error());
    }
    const auto unknown = failure(Error::Kind::Rejected,
                                 tr("%1 was answered with nothing about Subscription/%2")
                                     .arg(describeRequest(response.method, response.url), id));
    if (isEmptyBundle(*resource)) {
        return unknown;
    }
    const auto answer = readAnswer(response);
    if (!answer) {
        return failure(answer.error());
    }
    const auto &statuses = answer->statuses;
    const auto found = std::ranges::find_if(statuses, [&](const SubscriptionStatus &status) {
        const auto named = status.subscription.id();
        return named == id || (named.isEmpty() && statuses.size() == 1);
    });
    if (found == statuses.end()) {
        return unknown;
    }
    if (statuses.size() == 1) {
        return FetchedStatus{*found, response.body};
    }
    OutgoingNotification alone; // the others are not asked for
    alone.bundleId = answer->bundleId;
    alone.timestamp = answer->timestamp;
    alone.statuses = {*found};
    alone.statusRequestUrl = m_client.server() + u'/' + ofInstance(id, "$status"_L1);
    alone.searchset = true;
    return FetchedStatus{*found, QJsonDocument(m_codec.writeNotification(alone)).toJson(QJsonDocument::Compact)};
}

QFuture<Result<RecoveredEvents>> SubscriptionOperations::events(const QString &id, const NumberRange &range,
                                                                std::optional<PayloadContent> content)
{
    const SharedPromise<Result<RecoveredEvents>> promise;
    const auto first = EventNumber::fromString(QStringView(QString::number(range.first)));
    const auto last = EventNumber::fromString(QStringView(QString::number(range.last)));
    if (!first || !last || *last < *first) {
        promise.finish(failure(Error::Kind::BadData,
                               tr("%1 to %2 is no range of event numbers").arg(range.first).arg(range.last)));
        return promise.future();
    }
    const auto operation = "$events"_L1;
    const auto path = ofInstance(id, operation);
    QList<std::pair<QString, QString>> query{{u"eventsSinceNumber"_s, first->toString()},
                                             {u"eventsUntilNumber"_s, last->toString()}};
    if (content) {
        query.append({u"content"_s, toCode(*content)});
    }
    QList<FhirRequest> ways;
    for (const auto &parameters : m_codec.writeEventsParameters(*first, *last, content)) {
        ways.append(post(path, parameters));
    }
    const auto way = m_operations.events;
    if (way == Events::None) {
        ways.clear();
    } else {
        ways.insert(way == Events::Get ? 0 : ways.size(), get(path, query));
    }
    whenFinished(ask(operation, ways), this, [this, promise](const Result<Answer> &answer) {
        if (!answer) {
            promise.finish(failure(answer.error()));
            return;
        }
        m_operations.events = answer->response.method == "GET" ? Events::Get : Events::Post;
        promise.finish(readEvents(answer->response));
    });
    return promise.future();
}

Result<RecoveredEvents> SubscriptionOperations::readEvents(const FhirResponse &response)
{
    const auto resource = response.resource();
    if (!resource) {
        return failure(resource.error());
    }
    if (isEmptyBundle(*resource)) {
        return RecoveredEvents();
    }
    const auto answer = readAnswer(response);
    if (!answer) {
        return failure(answer.error());
    }
    RecoveredEvents recovered{response.body, {}};
    for (const auto &status : answer->statuses) {
        for (const auto &event : status.notificationEvents) {
            if (event.eventNumber) {
                recovered.numbers.insert(event.eventNumber->value());
            }
        }
    }
    return recovered;
}

QFuture<Result<WebSocketBinding>> SubscriptionOperations::webSocketBinding(const QStringList &ids)
{
    const auto operation = "$get-ws-binding-token"_L1;
    QList<std::pair<QString, QString>> query;
    QJsonArray parameters;
    for (const auto &id : ids) {
        query.append({u"id"_s, id});
        parameters.append(QJsonObject{{u"name"_s, u"id"_s}, {u"valueId"_s, id}});
    }
    const QJsonObject input{{u"resourceType"_s, u"Parameters"_s}};
    auto inputOfType = input;
    inputOfType.insert("parameter"_L1, parameters);
    QList<FhirRequest> ways;
    if (m_operations.webSocketBindingToken && ids.size() == 1) {
        const auto path = ofInstance(ids.first(), operation);
        ways += {get(path), post(path, input)};
    }
    if (m_operations.webSocketBindingToken) {
        ways += {get(ofType(operation), query), post(ofType(operation), inputOfType)};
    }
    const SharedPromise<Result<WebSocketBinding>> promise;
    whenFinished(ask(operation, ways), this, [promise](const Result<Answer> &answer) {
        if (!answer) {
            promise.finish(failure(answer.error()));
            return;
        }
        const auto asked = describeRequest(answer->response.method, answer->response.url);
        promise.finish(answer->response.resource().and_then(readWebSocketBinding).map_error([&](Error error) {
            error.message = u"%1: %2"_s.arg(asked, error.message);
            return error;
        }));
    });
    return promise.future();
}

} // namespace Tbs
