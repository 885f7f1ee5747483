// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxcontext_p.h"
#include "websockethub_p.h"

#include <Tbs/fhir/operationoutcome.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Reaction = WireProfile::WebSocket::Reaction;

constexpr quint64 maximumMessageSize = 64 * 1024; // a client says little

void react(QWebSocket *socket, Reaction reaction, const QString &code, const QString &message)
{
    if (reaction == Reaction::Outcome) {
        const auto outcome =
            writeOperationOutcome({{.severity = Issue::Severity::Error, .code = code, .path = {}, .message = message}});
        socket->sendTextMessage(QString::fromUtf8(outcome));
    } else if (reaction == Reaction::Close) {
        socket->close(QWebSocketProtocol::CloseCodePolicyViolated, message);
    }
}

} // namespace

WebSocketHub::WebSocketHub(SandboxContext &context)
    : m_context(context)
    , m_server(u"libtbs sandbox"_s, QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &WebSocketHub::accept);
}

WebSocketHub::~WebSocketHub()
{
    for (const auto &client : m_clients) {
        client.socket->disconnect(this);
        client.socket->abort();
    }
}

Result<void> WebSocketHub::listen(const QHostAddress &address, quint16 port)
{
    if (m_server.listen(address, port)) {
        return {};
    }
    return failure(Error::Kind::ActionRequired,
                   tr("the websocket port %1 cannot be had: %2").arg(QString::number(port), m_server.errorString()));
}

QUrl WebSocketHub::url(const QString &host) const
{
    if (!m_server.isListening()) {
        return {};
    }
    QUrl url;
    url.setScheme(u"ws"_s);
    url.setHost(host);
    url.setPort(m_server.serverPort());
    url.setPath(u"/ws"_s);
    return url;
}

BindingToken WebSocketHub::issueToken(const QList<BoundSubscription> &subscriptions)
{
    const auto now = m_context.clock.now();
    return m_tokens.issue(subscriptions, now.addMSecs(m_context.profile.webSocket.tokenLifetime.count()), now);
}

void WebSocketHub::accept()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        socket->setMaxAllowedIncomingMessageSize(maximumMessageSize);
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, socket](const QString &text) { onMessage(socket, text); });
        connect(socket, &QWebSocket::binaryMessageReceived, this, [this, socket] { onMessage(socket, {}); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] { onDisconnected(socket); });
        m_clients.push_back({.socket = socket, .bindings = {}});
    }
}

WebSocketHub::Client *WebSocketHub::find(const QWebSocket *socket)
{
    const auto found = std::find_if(m_clients.begin(), m_clients.end(),
                                    [socket](const Client &client) { return client.socket == socket; });
    return found == m_clients.end() ? nullptr : &*found;
}

void WebSocketHub::onDisconnected(QWebSocket *socket)
{
    std::erase_if(m_clients, [socket](const Client &client) { return client.socket == socket; });
    socket->deleteLater();
}

void WebSocketHub::onMessage(QWebSocket *socket, const QString &text)
{
    const auto message = readWebSocketMessage(text);
    const auto &profile = m_context.profile.webSocket;
    if (message.kind == WebSocketMessage::Kind::Unknown || !profile.bindForms.contains(message.form)) {
        react(socket, profile.unknownMessages, u"invalid"_s, tr("bind-with-token is expected"));
    } else if (message.kind == WebSocketMessage::Kind::Bind) {
        bind(socket, message.token);
    } else if (message.kind == WebSocketMessage::Kind::Unbind) {
        find(socket)->bindings.removeIf([&](const Binding &binding) { return binding.token == message.token; });
    } else {
        socket->sendTextMessage(uR"({"type":"pong"})"_s);
    }
}

void WebSocketHub::bind(QWebSocket *socket, const QString &text)
{
    auto *client = find(socket);
    const auto &profile = m_context.profile.webSocket;
    if (client->hasBound && profile.singleBinding) {
        react(socket, Reaction::Close, u"business-rule"_s, tr("a socket is bound once only"));
        return;
    }
    if (m_context.faults.faults().refuseBindings) {
        react(socket, profile.badTokens, u"forbidden"_s, tr("the sandbox was told to refuse bindings"));
        return;
    }
    const auto token = m_tokens.find(text, m_context.clock.now());
    if (!token) {
        react(socket, profile.badTokens, u"security"_s, tr("the token is not known or has expired"));
        return;
    }
    if (profile.tokensAreSingleUse) {
        m_tokens.remove(text);
    }
    addBindings(*client, *token);
}

void WebSocketHub::addBindings(Client &client, const BindingToken &token)
{
    const auto &profile = m_context.profile.webSocket;
    QByteArrayList handshakes;
    for (const auto &subscription : token.subscriptions) {
        const auto handshake = m_writeHandshake ? m_writeHandshake(subscription) : std::nullopt;
        if (!handshake) {
            continue; // deleted since the token was issued
        }
        client.bindings.removeIf([&](const Binding &binding) { return binding.subscription == subscription; });
        client.bindings.append({.subscription = subscription, .token = token.token});
        handshakes.append(*handshake);
    }
    if (handshakes.isEmpty()) {
        react(client.socket, profile.badTokens, u"not-found"_s, tr("the token's subscriptions are gone"));
        return;
    }
    client.hasBound = true;
    for (const auto &handshake : std::as_const(handshakes)) {
        client.socket->sendTextMessage(QString::fromUtf8(handshake));
    }
    if (profile.bindingsExpire) {
        scheduleExpiry(client.socket, token);
    }
}

void WebSocketHub::scheduleExpiry(QWebSocket *socket, const BindingToken &token)
{
    // Timers hold 24 days at most; so the way to a far end is gone in steps.
    const std::chrono::milliseconds left(m_context.clock.now().msecsTo(token.expiration));
    if (left.count() <= 0) {
        onExpired(socket, token.token);
        return;
    }
    m_context.clock.callAfter(std::min<std::chrono::milliseconds>(left, std::chrono::hours(24)), socket,
                              [this, socket, token] { scheduleExpiry(socket, token); });
}

void WebSocketHub::onExpired(QWebSocket *socket, const QString &token)
{
    auto *client = find(socket);
    if (!client) {
        return;
    }
    const auto removed = client->bindings.removeIf([&](const Binding &binding) { return binding.token == token; });
    if (removed == 0) {
        return; // bound again with a newer token
    }
    const auto reaction = m_context.profile.webSocket.expiredBindings;
    react(socket, reaction, u"expired"_s, tr("the token has expired"));
    if (reaction == Reaction::Outcome && client->bindings.isEmpty()) {
        socket->close(QWebSocketProtocol::CloseCodePolicyViolated, tr("the token has expired"));
    }
}

int WebSocketHub::send(const BoundSubscription &subscription, const QByteArray &body)
{
    const auto text = QString::fromUtf8(body);
    const auto sockets = boundSockets(subscription);
    for (auto *socket : sockets) {
        socket->sendTextMessage(text);
    }
    return static_cast<int>(sockets.size());
}

QList<QWebSocket *> WebSocketHub::boundSockets(const BoundSubscription &subscription) const
{
    QList<QWebSocket *> sockets;
    for (const auto &client : m_clients) {
        const auto isBound = std::any_of(client.bindings.begin(), client.bindings.end(),
                                         [&](const Binding &binding) { return binding.subscription == subscription; });
        if (isBound && client.socket->state() == QAbstractSocket::ConnectedState) {
            sockets.append(client.socket);
        }
    }
    return sockets;
}

void WebSocketHub::unbind(const BoundSubscription &subscription)
{
    for (auto &client : m_clients) {
        const auto removed =
            client.bindings.removeIf([&](const Binding &binding) { return binding.subscription == subscription; });
        if (removed > 0 && client.bindings.isEmpty()) {
            QMetaObject::invokeMethod(
                client.socket, [socket = client.socket] { socket->close(); }, Qt::QueuedConnection);
        }
    }
}

void WebSocketHub::closeAll()
{
    // On a copy: what is closed takes itself out of the list.
    const auto clients = m_clients;
    for (const auto &client : clients) {
        client.socket->close(QWebSocketProtocol::CloseCodeGoingAway);
    }
}

} // namespace Tbs
