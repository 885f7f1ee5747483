// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bindingtokens_p.h"
#include "websocketmessage_p.h"

#include <Tbs/support/error.h>

#include <QHostAddress>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <vector>

namespace Tbs {

struct SandboxContext;

/// The server's end of the websocket channel: who connects says a token and is then bound to the token's subscriptions.
/// How it reacts to what is wrong is the wire profile's. Backport IG, channels.html#websockets
class TBS_SANDBOX_AUTOTEST_EXPORT WebSocketHub : public QObject
{
    Q_OBJECT

public:
    /// Writes the handshake of a subscription; nothing when there is no such subscription.
    using HandshakeWriter = std::function<std::optional<QByteArray>(const BoundSubscription &)>;

    /// \a context outlives this.
    explicit WebSocketHub(SandboxContext &context);
    ~WebSocketHub() override;

    void setHandshakeWriter(HandshakeWriter writer) { m_writeHandshake = std::move(writer); }

    /// \return ActionRequired when the port cannot be had.
    [[nodiscard]] Result<void> listen(const QHostAddress &address, quint16 port);
    /// `ws://127.0.0.1:PORT/ws`; its host is \a host. Empty before listen().
    [[nodiscard]] QUrl url(const QString &host) const;

    /// A token for \a subscriptions that is good for as long as the profile says.
    [[nodiscard]] BindingToken issueToken(const QList<BoundSubscription> &subscriptions);

    /// Sends \a body to every websocket that is bound to \a subscription. \return how many those are
    int send(const BoundSubscription &subscription, const QByteArray &body);
    [[nodiscard]] QList<QWebSocket *> boundSockets(const BoundSubscription &subscription) const;
    /// Ends its bindings; a socket without any is closed.
    void unbind(const BoundSubscription &subscription);
    /// Closes every websocket, as a server does that is about to restart.
    void closeAll();

private:
    struct Binding
    {
        BoundSubscription subscription;
        QString token;
    };
    struct Client
    {
        QWebSocket *socket = nullptr;
        QList<Binding> bindings;
        bool hasBound = false;
    };

    void accept();
    void onMessage(QWebSocket *socket, const QString &text);
    void onDisconnected(QWebSocket *socket);
    void bind(QWebSocket *socket, const QString &token);
    void addBindings(Client &client, const BindingToken &token);
    void scheduleExpiry(QWebSocket *socket, const BindingToken &token);
    void onExpired(QWebSocket *socket, const QString &token);
    [[nodiscard]] Client *find(const QWebSocket *socket);

    SandboxContext &m_context;
    HandshakeWriter m_writeHandshake;
    BindingTokens m_tokens;
    QWebSocketServer m_server;
    std::vector<Client> m_clients;
};

} // namespace Tbs
