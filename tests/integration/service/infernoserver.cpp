// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "infernoserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

constexpr auto subscriptionId = "4a0c1b9e-0f0e-4b8f-9a1d-2f5f7c3f5b11"_L1;
constexpr auto heartbeatPeriod =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period"_L1;

QJsonObject named(const QString &name, const QString &value, const QJsonValue &content)
{
    return {{u"name"_s, name}, {value, content}};
}

QString focusOf(int number)
{
    return u"Encounter/e"_s + QString::number(number);
}

} // namespace

InfernoServer::InfernoServer()
{
    const auto one = u"Subscription/"_s + subscriptionId;
    m_server.answer("GET", u"metadata"_s,
                    FakeAnswer::json({{u"resourceType"_s, u"CapabilityStatement"_s},
                                      {u"status"_s, u"active"_s},
                                      {u"kind"_s, u"instance"_s},
                                      {u"fhirVersion"_s, u"4.0.1"_s},
                                      {u"format"_s, QJsonArray{u"json"_s}},
                                      {u"rest"_s, QJsonArray{QJsonObject{{u"mode"_s, u"server"_s}}}}}));
    m_server.answer("POST", u"Subscription"_s, [this](const FakeRequest &request) {
        return authorized(request, [this, &request] { return create(request); });
    });
    m_server.answer("GET", one, [this](const FakeRequest &request) {
        return authorized(request, [this] { return FakeAnswer::json(subscription()); });
    });
    m_server.answer("PUT", one, [this](const FakeRequest &request) {
        return authorized(request, [this, &request] { return update(request); });
    });
    m_server.answer("GET", one + u"/$status"_s, [this](const FakeRequest &request) {
        return authorized(request, [this] {
            auto status = notification(u"query-status"_s, {}, PayloadContent::Empty);
            status[u"type"_s] = u"searchset"_s;
            return FakeAnswer::json(status);
        });
    });
    m_server.answer("GET", one + u"/$events"_s, [this](const FakeRequest &request) {
        return authorized(request, [this, &request] {
            QList<int> numbers;
            const int last = request.queryValue(u"eventsUntilNumber"_s).toInt();
            for (int number = request.queryValue(u"eventsSinceNumber"_s).toInt(); number <= last; ++number) {
                numbers.append(number);
            }
            return FakeAnswer::json(notification(u"query-event"_s, numbers, PayloadContent::IdOnly));
        });
    });
}

FakeAnswer InfernoServer::authorized(const FakeRequest &request, const std::function<FakeAnswer()> &answer) const
{
    if (request.header("Authorization") != QByteArray("Bearer ") + accessToken) {
        return FakeAnswer::outcome(401, u"no test run has this token"_s, "login");
    }
    return answer();
}

/// As SubscriptionCreateEndpoint of the test kit.
FakeAnswer InfernoServer::create(const FakeRequest &request)
{
    const auto subscription = request.json();
    const auto channel = subscription[u"channel"].toObject();
    if (subscription[u"resourceType"] != u"Subscription"_s) {
        return FakeAnswer::outcome(400, u"No recognized R4 Subscription in request body"_s, "invalid");
    }
    if (channel[u"type"] != u"rest-hook"_s) {
        return FakeAnswer::outcome(400, u"channel.type must be rest-hook"_s, "business-rule");
    }
    const auto extensions = channel[u"extension"].toArray();
    for (const auto extension : extensions) {
        if (extension[u"url"] == heartbeatPeriod) {
            return FakeAnswer::outcome(400, u"heartbeatPeriod is not supported"_s, "not-supported");
        }
    }
    if (!m_created.isEmpty()) {
        return FakeAnswer::outcome(400, u"Inferno only supports one subscription per test run."_s, "business-rule");
    }
    m_created = subscription;
    m_status = u"requested"_s;
    return FakeAnswer::json(this->subscription(), 201);
}

FakeAnswer InfernoServer::update(const FakeRequest &request)
{
    m_status = request.json()[u"status"].toString();
    return FakeAnswer::json(subscription());
}

QJsonObject InfernoServer::subscription() const
{
    auto subscription = m_created;
    subscription[u"id"_s] = QString(subscriptionId);
    subscription[u"status"_s] = m_status;
    auto channel = subscription[u"channel"_s].toObject();
    channel[u"payload"_s] = u"application/fhir+json"_s;
    subscription[u"channel"_s] = channel;
    return subscription;
}

QJsonObject InfernoServer::notification(const QString &type, const QList<int> &numbers, PayloadContent content) const
{
    const auto url = m_server.url(u"Subscription/"_s + subscriptionId).toString();
    QJsonArray parameters{named(u"subscription"_s, u"valueReference"_s, QJsonObject{{u"reference"_s, url}}),
                          named(u"topic"_s, u"valueCanonical"_s, m_created[u"criteria"_s]),
                          named(u"status"_s, u"valueCode"_s, m_status), named(u"type"_s, u"valueCode"_s, type),
                          named(u"events-since-subscription-start"_s, u"valueString"_s, QString::number(m_events))};
    QJsonArray entries;
    for (const int number : numbers) {
        QJsonArray parts{
            named(u"event-number"_s, u"valueString"_s, QString::number(number)),
            named(u"timestamp"_s, u"valueInstant"_s, u"2026-05-29T11:44:%1Z"_s.arg(number, 2, 10, QChar(u'0')))};
        if (content != PayloadContent::Empty) {
            const auto focus = m_server.url(focusOf(number)).toString();
            parts.append(named(u"focus"_s, u"valueReference"_s, QJsonObject{{u"reference"_s, focus}}));
            QJsonObject entry{{u"fullUrl"_s, focus},
                              {u"request"_s, QJsonObject{{u"method"_s, u"POST"_s}, {u"url"_s, u"Encounter"_s}}},
                              {u"response"_s, QJsonObject{{u"status"_s, u"201"_s}}}};
            if (content == PayloadContent::FullResource) {
                entry[u"resource"_s] = QJsonObject{{u"resourceType"_s, u"Encounter"_s},
                                                   {u"id"_s, focusOf(number).section(u'/', 1)},
                                                   {u"status"_s, u"finished"_s}};
            }
            entries.append(entry);
        }
        parameters.append(QJsonObject{{u"name"_s, u"notification-event"_s}, {u"part"_s, parts}});
    }
    entries.prepend(QJsonObject{
        {u"fullUrl"_s, u"urn:uuid:292d3c72-edc1-4d8a-afaa-d85e19c7f563"_s},
        {u"resource"_s, QJsonObject{{u"resourceType"_s, u"Parameters"_s}, {u"parameter"_s, parameters}}},
        {u"request"_s, QJsonObject{{u"method"_s, u"GET"_s}, {u"url"_s, url + u"/$status"_s}}},
        {u"response"_s, QJsonObject{{u"status"_s, u"200"_s}}},
    });
    return {{u"resourceType"_s, u"Bundle"_s},
            {u"id"_s, u"notification-%1-%2"_s.arg(type).arg(numbers.value(0))},
            {u"type"_s, u"history"_s},
            {u"timestamp"_s, u"2026-05-29T11:45:00Z"_s},
            {u"entry"_s, entries}};
}

int InfernoServer::sendHandshake()
{
    const auto status = post(notification(u"handshake"_s, {}, PayloadContent::Empty));
    m_status = status >= 200 && status < 300 ? u"active"_s : u"error"_s;
    return status;
}

int InfernoServer::sendEvent(int number, PayloadContent content)
{
    m_events = std::max(m_events, number);
    return post(notification(u"event-notification"_s, {number}, content));
}

void InfernoServer::fail()
{
    m_status = u"error"_s;
}

int InfernoServer::post(const QJsonObject &notification)
{
    const auto channel = m_created[u"channel"_s].toObject();
    QNetworkRequest request(QUrl(channel[u"endpoint"_s].toString()));
    request.setRawHeader("Content-Type", "application/fhir+json");
    const auto headers = channel[u"header"_s].toArray();
    for (const auto header : headers) {
        const auto parts = header.toString().split(u": "_s); // colon and blank, as the test kit has it
        request.setRawHeader(parts.value(0).toUtf8(), parts.value(1).toUtf8());
    }
    const std::unique_ptr<QNetworkReply> reply(m_network.post(request, QJsonDocument(notification).toJson()));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait()) {
        return 0;
    }
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace Tbs::Test
