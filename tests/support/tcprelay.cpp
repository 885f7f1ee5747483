// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "tcprelay.h"

namespace Tbs::Test {

TcpRelay::TcpRelay(quint16 serverPort, QObject *parent)
    : QObject(parent)
    , m_serverPort(serverPort)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &TcpRelay::accept);
    if (!m_listener.listen(QHostAddress::LocalHost)) {
        qFatal("%s", qUtf8Printable(m_listener.errorString()));
    }
}

QUrl TcpRelay::url(QUrl url) const
{
    url.setPort(m_listener.serverPort());
    return url;
}

void TcpRelay::setDead(bool dead)
{
    m_isDead = dead;
    for (const auto &[client, server] : std::as_const(m_pairs)) {
        pump(client, server);
        pump(server, client);
    }
}

void TcpRelay::accept()
{
    while (auto *client = m_listener.nextPendingConnection()) {
        auto *server = new QTcpSocket(this);
        client->setParent(this);
        m_pairs.append(std::pair(client, server));
        const auto join = [this](QTcpSocket *from, QTcpSocket *to) {
            connect(from, &QTcpSocket::readyRead, this, [=, this] { pump(from, to); });
            connect(from, &QTcpSocket::disconnected, this, [=, this] {
                if (!m_isDead) {
                    to->disconnectFromHost();
                }
            });
        };
        join(client, server);
        join(server, client);
        connect(server, &QTcpSocket::connected, this, [=, this] { pump(client, server); });
        server->connectToHost(QHostAddress::LocalHost, m_serverPort);
    }
}

void TcpRelay::pump(QTcpSocket *from, QTcpSocket *to) const
{
    if (!m_isDead && to->state() == QAbstractSocket::ConnectedState && from->bytesAvailable() > 0) {
        to->write(from->readAll());
    }
}

} // namespace Tbs::Test
