// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHash>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>

namespace Tbs::Test {

/// What a client said to a FakeWebSocketServer.
struct FakeWebSocketMessage
{
    int socket = 0; ///< the first one that connected is 0
    QString text;

    friend bool operator==(const FakeWebSocketMessage &, const FakeWebSocketMessage &) = default;
};

/// A websocket server on a port of its own at 127.0.0.1, which does as it is told and remembers what it heard. Runs in
/// the thread that made it.
class FakeWebSocketServer : public QObject
{
    Q_OBJECT

public:
    using Script = std::function<void(int socket, const QString &text)>;

    explicit FakeWebSocketServer(QObject *parent = nullptr);
    /// With TLS, at localhost.
    explicit FakeWebSocketServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FakeWebSocketServer() override;

    /// `ws://127.0.0.1:PORT/ws`
    [[nodiscard]] QUrl url() const { return m_url; }

    /// What is done with each message; nothing before.
    void onMessage(Script script) { m_script = std::move(script); }

    void send(int socket, const QString &text);
    void sendBinary(int socket, const QByteArray &bytes);
    void close(int socket, QWebSocketProtocol::CloseCode code = QWebSocketProtocol::CloseCodeNormal,
               const QString &reason = {});
    /// Cuts the connection without saying so.
    void cut(int socket);
    /// Cuts all connections and refuses new ones.
    void stop();

    [[nodiscard]] const QList<FakeWebSocketMessage> &messages() const { return m_messages; }
    /// Those of one socket.
    [[nodiscard]] QStringList messages(int socket) const;
    /// That were ever opened.
    [[nodiscard]] int socketCount() const { return m_count; }
    [[nodiscard]] bool isOpen(int socket) const { return m_sockets.contains(socket); }
    [[nodiscard]] qsizetype openSockets() const { return m_sockets.size(); }
    /// A header of the opening request.
    [[nodiscard]] QByteArray header(int socket, const QByteArray &name) const;

private:
    void listen(const QString &scheme, const QString &host);
    void accept();

    QWebSocketServer m_server;
    QUrl m_url;
    Script m_script;
    QHash<int, QWebSocket *> m_sockets;
    QHash<int, QNetworkRequest> m_requests;
    QList<FakeWebSocketMessage> m_messages;
    int m_count = 0;
};

} // namespace Tbs::Test
