// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

WebSocketClient::WebSocketClient(const QUrl &url)
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &text) { m_frames.append(text); });
    m_socket.open(url);
    if (!QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; })) {
        QTest::qFail("the websocket is not connected", __FILE__, __LINE__);
    }
}

WebSocketClient::WebSocketClient(const BindingAnswer &binding)
    : WebSocketClient(binding.url)
{
    say(u"bind-with-token "_s + binding.token);
    if (!QTest::qWaitFor([this] { return !m_frames.isEmpty(); })) {
        QTest::qFail("no answer to the token", __FILE__, __LINE__);
    }
}

QJsonObject WebSocketClient::json(qsizetype index) const
{
    return QJsonDocument::fromJson(m_frames.at(index).toUtf8()).object();
}

Notification WebSocketClient::notification(qsizetype index) const
{
    auto decoded = readNotification(m_frames.at(index).toUtf8());
    if (!decoded) {
        QTest::qFail(qPrintable(decoded.error().toString()), __FILE__, __LINE__);
        Notification none;
        none.statuses.append(SubscriptionStatus());
        return none;
    }
    return std::move(decoded->value);
}

QString WebSocketClient::subscription(qsizetype index) const
{
    return notification(index).statuses.first().subscription.id();
}

NotificationType WebSocketClient::type(qsizetype index) const
{
    return notification(index).statuses.first().type;
}

BindingAnswer bindingToken(SandboxFixture &fixture, FhirVersion version, const QStringList &ids)
{
    auto path = basePath(version) + u"/Subscription/"_s;
    path += ids.size() == 1 ? ids.first() + u"/$get-ws-binding-token"_s
                            : u"$get-ws-binding-token?id="_s + ids.join(u"&id="_s);
    const auto answer = fixture.request("GET", path);
    if (answer.status != 200) {
        QTest::qFail("no token", __FILE__, __LINE__);
    }
    BindingAnswer binding;
    for (const auto &parameter : answer.body["parameter"_L1].toArray()) {
        if (parameter["name"_L1].toString() == "token"_L1) {
            binding.token = parameter["valueString"_L1].toString();
        } else if (parameter["name"_L1].toString() == "websocket-url"_L1) {
            binding.url = QUrl(parameter["valueUrl"_L1].toString());
        }
    }
    return binding;
}

Subscription webSocketSubscription(const SandboxFixture &fixture, PayloadContent content)
{
    auto subscription = fixture.subscription(content);
    subscription.channelType = toCode(ChannelType::WebSocket);
    subscription.endpoint = QUrl();
    return subscription;
}

} // namespace Tbs::Test
