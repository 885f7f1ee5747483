// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakewebsocketserver.h"

using namespace Qt::StringLiterals;

namespace Tbs::Test {

FakeWebSocketServer::FakeWebSocketServer(QObject *parent)
    : QObject(parent)
    , m_server(u"fake"_s, QWebSocketServer::NonSecureMode)
{
    listen(u"ws"_s, u"127.0.0.1"_s);
}

FakeWebSocketServer::FakeWebSocketServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_server(u"fake"_s, QWebSocketServer::SecureMode)
{
    m_server.setSslConfiguration(tls);
    listen(u"wss"_s, u"localhost"_s);
}

FakeWebSocketServer::~FakeWebSocketServer()
{
    stop();
}

void FakeWebSocketServer::listen(const QString &scheme, const QString &host)
{
    connect(&m_server, &QWebSocketServer::newConnection, this, &FakeWebSocketServer::accept);
    if (!m_server.listen(QHostAddress::LocalHost)) {
        qFatal("%s", qUtf8Printable(m_server.errorString()));
    }
    m_url.setScheme(scheme);
    m_url.setHost(host);
    m_url.setPort(m_server.serverPort());
    m_url.setPath(u"/ws"_s);
}

void FakeWebSocketServer::accept()
{
    while (auto *socket = m_server.nextPendingConnection()) {
        const auto number = m_count++;
        m_sockets.insert(number, socket);
        m_requests.insert(number, socket->request());
        connect(socket, &QWebSocket::textMessageReceived, this, [this, number](const QString &text) {
            m_messages.append({number, text});
            if (m_script) {
                m_script(number, text);
            }
        });
        connect(socket, &QWebSocket::disconnected, this, [this, number, socket] {
            m_sockets.remove(number);
            socket->deleteLater();
        });
    }
}

void FakeWebSocketServer::send(int socket, const QString &text)
{
    m_sockets.value(socket)->sendTextMessage(text);
}

void FakeWebSocketServer::sendBinary(int socket, const QByteArray &bytes)
{
    m_sockets.value(socket)->sendBinaryMessage(bytes);
}

void FakeWebSocketServer::close(int socket, QWebSocketProtocol::CloseCode code, const QString &reason)
{
    m_sockets.value(socket)->close(code, reason);
}

void FakeWebSocketServer::cut(int socket)
{
    m_sockets.value(socket)->abort();
}

void FakeWebSocketServer::stop()
{
    m_server.close();
    const auto sockets = m_sockets.values();
    for (auto *socket : sockets) {
        socket->abort();
    }
}

QStringList FakeWebSocketServer::messages(int socket) const
{
    QStringList texts;
    for (const auto &message : m_messages) {
        if (message.socket == socket) {
            texts.append(message.text);
        }
    }
    return texts;
}

QByteArray FakeWebSocketServer::header(int socket, const QByteArray &name) const
{
    return m_requests.value(socket).rawHeader(name);
}

} // namespace Tbs::Test
