// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "edgeinbox_p.h"
#include "guardedconnection_p.h"

#include <QHttpServer>
#include <QHttpServerResponder>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <atomic>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Tbs {

/// What all edge servers of one listener have in common. Not changed once it is shared.
struct EdgeConfiguration
{
    HttpRequestHandler handler;
    HttpLimits limits;
    std::optional<QSslConfiguration> tls;
    std::shared_ptr<ResourceUsage> usage;
};

/// Serves the connections of one thread: one QHttpServer above guarded connections.
///
/// It is the only place where requests become HttpRequest and answers go back. Lives in its edge thread; add() and the
/// replies of its requests may come from any thread.
class EdgeServer final : public QObject, private ConnectionHost
{
    Q_OBJECT

public:
    /// \a listeningSocket is duplicated: QHttpServer insists on a listening server, which never accepts here.
    EdgeServer(std::shared_ptr<const EdgeConfiguration> configuration, qintptr listeningSocket);
    ~EdgeServer() override;

    /// Takes over a connected socket. Thread-safe.
    void add(qintptr descriptor, ResourceUsage::Place place);
    /// Connections, also those on their way here. Thread-safe.
    [[nodiscard]] int connectionCount() const { return m_connectionCount; }

    /// Ends idle connections at once, the others after their request, all after \a time; then emits drained(), once.
    void drain(std::chrono::milliseconds time);

Q_SIGNALS:
    void drained();

protected:
    bool event(QEvent *event) override;

private:
    class PendingConnections;

    struct Client
    {
        GuardedConnection *connection = nullptr;
        std::optional<QHttpServerResponder> responder; ///< while a request is in hand
        bool answered = false;
    };

    void handleRequest(GuardedConnection &connection) override;
    void connectionDestroyed(GuardedConnection &connection) override;
    [[nodiscard]] const HttpLimits &limits() const override { return m_configuration->limits; }
    [[nodiscard]] ResourceUsage &usage() override { return *m_configuration->usage; }
    [[nodiscard]] QByteArray &readBuffer() override { return m_readBuffer; }

    void open(EdgeInbox::Connection connection);
    void callHandler(QHttpServerResponder &&responder);
    [[nodiscard]] HttpReply makeReply(const GuardedConnection &connection);
    void send(EdgeInbox::Reply reply);
    void answer(const EdgeInbox::Reply &reply);
    void answerTimedOut(GuardedConnection &connection);
    [[nodiscard]] std::vector<GuardedConnection *> connections() const;
    void tick();
    void endDrain();

    const std::shared_ptr<const EdgeConfiguration> m_configuration;
    const std::shared_ptr<EdgeInbox> m_inbox;
    QByteArray m_readBuffer;
    QTimer m_timer;
    std::atomic_int m_connectionCount = 0;
    quint64 m_lastId = 0;
    std::unordered_map<quint64, Client> m_clients;
    Client *m_current = nullptr; ///< whose request QHttpServer is being shown
    std::optional<EdgeTime> m_drainEnd;
    bool m_drained = false;
    PendingConnections *m_pendingConnections = nullptr;
    QHttpServer m_httpServer; ///< last, so that it goes first and takes the connections along
};

} // namespace Tbs
