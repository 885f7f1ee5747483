// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "edgeserver_p.h"
#include "qthttpservercompat_p.h"

#include <Tbs/support/logging.h>

#include <QScopedValueRollback>
#include <QThread>

#include <algorithm>
#include <unistd.h>

using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr qsizetype readBufferSize = 64 * 1024;

EdgeTime now()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

/// One timer looks after the deadlines of all connections; they are met this precisely.
std::chrono::milliseconds tickInterval(const HttpLimits &limits)
{
    const auto shortest = std::min(
        {limits.headTimeout, limits.bodyTimeout, limits.idleTimeout, limits.handlerTimeout, limits.writeTimeout});
    return std::clamp<std::chrono::milliseconds>(shortest / 4, 10ms, 250ms);
}

HttpResponse failureResponse(int status)
{
    return {.status = status, .contentType = {}};
}

} // namespace

/// Brings connections to QHttpServer without ever accepting one.
class EdgeServer::PendingConnections : public QTcpServer
{
public:
    explicit PendingConnections(qintptr listeningSocket)
    {
        setSocketDescriptor(::dup(static_cast<int>(listeningSocket)));
        pause();
    }

    using QTcpServer::addPendingConnection;

    QTcpSocket *nextPendingConnection() override
    {
        auto *connection = QTcpServer::nextPendingConnection();
        pause(); // the base class has just resumed it
        return connection;
    }

private:
    void pause()
    {
        if (isListening()) {
            pauseAccepting();
        }
    }
};

EdgeServer::EdgeServer(std::shared_ptr<const EdgeConfiguration> configuration, qintptr listeningSocket)
    : m_configuration(std::move(configuration))
    , m_inbox(std::make_shared<EdgeInbox>(this))
    , m_readBuffer(readBufferSize, Qt::Uninitialized)
    , m_pendingConnections(new PendingConnections(listeningSocket))
{
    if (!QtHttpServerCompat::bind(m_httpServer, m_pendingConnections)) {
        qCCritical(logWebhook) << "QHttpServer does not take the listening socket";
    }
    QtHttpServerCompat::setMissingHandler(
        m_httpServer, &m_httpServer, [this](QHttpServerResponder &&responder) { callHandler(std::move(responder)); });
    m_timer.setInterval(tickInterval(limits()));
    connect(&m_timer, &QTimer::timeout, this, &EdgeServer::tick);
}

EdgeServer::~EdgeServer()
{
    m_drained = true;
    m_inbox->close();
    for (auto &[id, client] : m_clients) {
        client.responder.reset();
    }
}

void EdgeServer::add(qintptr descriptor, ResourceUsage::Place place)
{
    ++m_connectionCount;
    EdgeInbox::Connection connection{descriptor, std::move(place)};
    if (QThread::currentThread() == thread()) {
        open(std::move(connection));
    } else {
        m_inbox->put(std::move(connection));
    }
}

bool EdgeServer::event(QEvent *event)
{
    if (event->type() != EdgeInbox::wakeUpEvent()) {
        return QObject::event(event);
    }
    auto content = m_inbox->take();
    for (auto &connection : content.connections) {
        open(std::move(connection));
    }
    for (const auto &reply : content.replies) {
        answer(reply);
    }
    return true;
}

void EdgeServer::open(EdgeInbox::Connection connection)
{
    if (m_drainEnd) {
        ::close(static_cast<int>(connection.descriptor));
        --m_connectionCount;
        return;
    }
    const auto id = ++m_lastId;
    auto *guarded = new GuardedConnection(*this, id, connection.descriptor, std::move(connection.place),
                                          m_configuration->tls, m_pendingConnections);
    m_clients[id].connection = guarded;
    m_pendingConnections->addPendingConnection(guarded);
    guarded->start();
    if (!m_timer.isActive()) {
        m_timer.start();
    }
}

void EdgeServer::connectionDestroyed(GuardedConnection &connection)
{
    m_clients.erase(connection.id());
    --m_connectionCount;
    if (!m_clients.empty()) {
        return;
    }
    m_timer.stop();
    if (m_drainEnd) {
        endDrain();
    }
}

void EdgeServer::handleRequest(GuardedConnection &connection)
{
    auto &client = m_clients.at(connection.id());
    client.answered = false;
    {
        const QScopedValueRollback current(m_current, &client);
        connection.present();
    }
    if (!client.responder) {
        qCCritical(logWebhook) << "QHttpServer did not pass a request on";
        connection.finishAnswer(); // which is none
    } else if (client.answered) {
        client.responder.reset();
        connection.finishAnswer();
    }
}

/// Called by QHttpServer, in whose stack no exception may pass.
void EdgeServer::callHandler(QHttpServerResponder &&responder)
{
    if (!m_current) {
        return;
    }
    m_current->responder.emplace(std::move(responder));
    auto &connection = *m_current->connection;
    const auto reply = makeReply(connection);
    try {
        m_configuration->handler(connection.takeRequest(), reply);
    } catch (const std::exception &exception) {
        qCCritical(logWebhook) << "the request handler threw" << exception.what();
        reply.send(failureResponse(500));
    } catch (...) {
        qCCritical(logWebhook) << "the request handler threw";
        reply.send(failureResponse(500));
    }
}

HttpReply EdgeServer::makeReply(const GuardedConnection &connection)
{
    return HttpReply([this, inbox = m_inbox, edgeThread = thread(), id = connection.id(),
                      number = connection.requestNumber()](HttpResponse response) {
        EdgeInbox::Reply reply{id, number, std::move(response)};
        if (QThread::currentThread() == edgeThread && inbox->isOpen()) {
            send(std::move(reply));
        } else {
            inbox->put(std::move(reply));
        }
    });
}

/// A reply of this thread goes out at once, but for one that is given while another client's request is being handled:
/// answering it would start handling its next request inside.
void EdgeServer::send(EdgeInbox::Reply reply)
{
    if (!m_current || m_current->connection->id() == reply.connectionId) {
        answer(reply);
    } else {
        m_inbox->put(std::move(reply));
    }
}

void EdgeServer::answer(const EdgeInbox::Reply &reply)
{
    const auto found = m_clients.find(reply.connectionId);
    if (found == m_clients.end()) {
        return;
    }
    auto &client = found->second;
    auto &connection = *client.connection;
    if (!client.responder || client.answered || connection.requestNumber() != reply.requestNumber) {
        return; // it came after the handler's time
    }
    QtHttpServerCompat::write(*client.responder, reply.response);
    client.answered = true;
    if (m_current == &client) {
        return; // handleRequest() sends it
    }
    client.responder.reset();
    connection.finishAnswer();
    connection.resume();
}

void EdgeServer::answerTimedOut(GuardedConnection &connection)
{
    qCWarning(logWebhook) << "a request was not answered in time";
    connection.closeAfterAnswer();
    answer({connection.id(), connection.requestNumber(), failureResponse(503)});
}

std::vector<GuardedConnection *> EdgeServer::connections() const
{
    std::vector<GuardedConnection *> connections;
    connections.reserve(m_clients.size());
    for (const auto &[id, client] : m_clients) {
        connections.push_back(client.connection);
    }
    return connections;
}

void EdgeServer::tick()
{
    const auto time = now();
    for (auto *connection : connections()) {
        if (!connection->isExpired(time)) {
            continue;
        }
        if (connection->isHandling()) {
            answerTimedOut(*connection);
        } else {
            connection->expire();
        }
    }
    if (m_drainEnd && time >= *m_drainEnd) {
        endDrain();
    }
}

void EdgeServer::drain(std::chrono::milliseconds time)
{
    if (m_drainEnd) {
        return;
    }
    m_drainEnd = now() + time;
    m_pendingConnections->close();
    if (time <= 0ms) {
        endDrain();
        return;
    }
    m_timer.start();
    for (auto *connection : connections()) {
        connection->drain();
    }
    if (m_clients.empty()) {
        endDrain();
    }
}

void EdgeServer::endDrain()
{
    if (std::exchange(m_drained, true)) {
        return;
    }
    m_timer.stop();
    for (auto *connection : connections()) {
        connection->closeNow();
    }
    Q_EMIT drained();
}

} // namespace Tbs
