// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace Tbs::Test {

/// A wire between a client and a server at 127.0.0.1 that can go dead: nothing comes through, and nobody is told.
class TcpRelay : public QObject
{
    Q_OBJECT

public:
    explicit TcpRelay(quint16 serverPort, QObject *parent = nullptr);

    /// \a url with the port of the relay.
    [[nodiscard]] QUrl url(QUrl url) const;
    /// What comes while it is dead is kept for later.
    void setDead(bool dead);

private:
    void accept();
    void pump(QTcpSocket *from, QTcpSocket *to) const;

    QTcpServer m_listener;
    quint16 m_serverPort;
    QList<std::pair<QTcpSocket *, QTcpSocket *>> m_pairs;
    bool m_isDead = false;
};

} // namespace Tbs::Test
