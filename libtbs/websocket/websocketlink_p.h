// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "websocketchannel.h"

#include <QWebSocket>

namespace Tbs {

/// One socket: opens in time, notices when the other side is silent, and ends with one reason.
class WebSocketLink : public QObject
{
    Q_OBJECT

public:
    /// The references outlive this.
    WebSocketLink(Clock &clock, const WebSocketChannelOptions &options, QObject *parent);
    ~WebSocketLink() override;

    /// Once. \a headers go with the opening request.
    void open(const QUrl &url, const HttpHeaders &headers);
    void send(const QString &message);
    /// Closes it and destroys this later; no signal comes any more.
    void close();

Q_SIGNALS:
    void opened();
    /// A whole message, text or binary.
    void received(const QByteArray &message);
    /// It could not be opened, or it is over. Once.
    void ended(const Tbs::Error &reason);

private:
    void onOpened();
    void onMessage(const QByteArray &message);
    void onError(QAbstractSocket::SocketError error);
    void onDisconnected();
    void end(Error::Kind kind, const QString &message);
    void schedulePing(std::chrono::milliseconds delay);
    void pingWhenSilent();
    [[nodiscard]] std::chrono::milliseconds silence() const;

    Clock &m_clock;
    const WebSocketChannelOptions &m_options;
    QWebSocket m_socket;
    QString m_host; ///< for messages
    std::chrono::nanoseconds m_lastHeard{0};
    bool m_isOpen = false;
    bool m_isCut = false; ///< without the words that end a websocket
    bool m_isOver = false;
};

} // namespace Tbs
