// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketlink_p.h"

#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

Error::Kind kindOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Error::Kind::ActionRequired;
    default:
        return Error::Kind::Retry;
    }
}

/// Qt names its own function in front of what the server said.
QString withoutFunctionName(const QString &message)
{
    const auto prefix = "QWebSocketPrivate::processHandshake: "_L1;
    return message.startsWith(prefix) ? message.mid(prefix.size()) : message;
}

} // namespace

WebSocketLink::WebSocketLink(Clock &clock, const WebSocketChannelOptions &options, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_options(options)
{
    const auto maximumSize = static_cast<quint64>(options.maximumMessageSize);
    m_socket.setMaxAllowedIncomingFrameSize(maximumSize);
    m_socket.setMaxAllowedIncomingMessageSize(maximumSize);
    m_socket.setSslConfiguration(options.tls);
    connect(&m_socket, &QWebSocket::connected, this, &WebSocketLink::onOpened);
    connect(&m_socket, &QWebSocket::disconnected, this, &WebSocketLink::onDisconnected);
    connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this, &WebSocketLink::onError);
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &message) { onMessage(message.toUtf8()); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &WebSocketLink::onMessage);
    connect(&m_socket, &QWebSocket::pong, this, [this] { m_lastHeard = m_clock.monotonic(); });
}

WebSocketLink::~WebSocketLink()
{
    m_socket.disconnect(this);
}

void WebSocketLink::open(const QUrl &url, const HttpHeaders &headers)
{
    m_host = url.host();
    QNetworkRequest request(url);
    for (const auto &header : headers) {
        request.setRawHeader(header.name, header.value);
    }
    m_socket.open(request);
    m_clock.callAfter(m_options.connectTimeout, this, [this] {
        if (!m_isOpen) {
            end(Error::Kind::Retry, tr("The websocket at %1 did not open in time.").arg(m_host));
        }
    });
}

void WebSocketLink::send(const QString &message)
{
    m_socket.sendTextMessage(message);
}

void WebSocketLink::close()
{
    m_isOver = true;
    disconnect(this, nullptr, nullptr, nullptr);
    m_socket.close();
    deleteLater();
}

void WebSocketLink::onOpened()
{
    if (m_isOver) {
        return;
    }
    m_isOpen = true;
    m_lastHeard = m_clock.monotonic();
    schedulePing(m_options.pingInterval);
    Q_EMIT opened();
}

void WebSocketLink::onMessage(const QByteArray &message)
{
    m_lastHeard = m_clock.monotonic();
    if (!m_isOver) {
        Q_EMIT received(message);
    }
}

void WebSocketLink::onError(QAbstractSocket::SocketError error)
{
    if (error == QAbstractSocket::RemoteHostClosedError) {
        m_isCut = true; // onDisconnected() comes next
        return;
    }
    const auto text = withoutFunctionName(m_socket.errorString());
    end(kindOf(error),
        m_isOpen ? tr("The websocket to %1 broke: %2").arg(m_host, text)
                 : tr("The websocket at %1 cannot be opened: %2").arg(m_host, text));
}

void WebSocketLink::onDisconnected()
{
    if (!m_isOpen) {
        end(Error::Kind::Retry, tr("The websocket at %1 cannot be opened: the server hung up.").arg(m_host));
        return;
    }
    if (m_isCut) {
        end(Error::Kind::Retry, tr("The websocket to %1 was cut off.").arg(m_host));
        return;
    }
    const auto code = QString::number(m_socket.closeCode());
    const auto reason = m_socket.closeReason().simplified();
    end(Error::Kind::Retry,
        reason.isEmpty() ? tr("The websocket to %1 was closed (%2).").arg(m_host, code)
                         : tr("The websocket to %1 was closed (%2, %3).").arg(m_host, code, reason));
}

void WebSocketLink::end(Error::Kind kind, const QString &message)
{
    if (m_isOver) {
        return;
    }
    m_isOver = true;
    if (m_socket.state() != QAbstractSocket::UnconnectedState) {
        m_socket.abort();
    }
    Q_EMIT ended({.kind = kind, .message = message, .location = {}});
}

std::chrono::milliseconds WebSocketLink::silence() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - m_lastHeard);
}

void WebSocketLink::schedulePing(std::chrono::milliseconds delay)
{
    m_clock.callAfter(delay, this, [this] { pingWhenSilent(); });
}

void WebSocketLink::pingWhenSilent()
{
    if (m_isOver) {
        return;
    }
    if (silence() < m_options.pingInterval) {
        schedulePing(m_options.pingInterval - silence());
        return;
    }
    const auto heardBefore = m_lastHeard;
    m_socket.ping();
    m_clock.callAfter(m_options.pongTimeout, this, [this, heardBefore] {
        if (m_lastHeard == heardBefore) {
            end(Error::Kind::Retry, tr("The websocket to %1 is dead: a ping was not answered.").arg(m_host));
        } else {
            pingWhenSilent();
        }
    });
}

} // namespace Tbs
