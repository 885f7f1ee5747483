// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clientsocket_p.h"
#include "requestparser_p.h"
#include "resourceusage_p.h"

#include <QSslConfiguration>
#include <QTcpSocket>

#include <memory>
#include <optional>

namespace Tbs {

class GuardedConnection;

/// Monotonic time in milliseconds.
using EdgeTime = std::chrono::time_point<std::chrono::steady_clock, std::chrono::milliseconds>;

/// What the connections of one edge thread share and whom they report to.
class ConnectionHost
{
public:
    ConnectionHost() = default;
    virtual ~ConnectionHost() = default;
    Q_DISABLE_COPY_MOVE(ConnectionHost)

    /// One whole request is there: show it to QHttpServer with GuardedConnection::present() and see to its answer.
    virtual void handleRequest(GuardedConnection &connection) = 0;
    /// \a connection is about to be destroyed.
    virtual void connectionDestroyed(GuardedConnection &connection) = 0;

    [[nodiscard]] virtual const HttpLimits &limits() const = 0;
    [[nodiscard]] virtual ResourceUsage &usage() = 0;
    /// What connections read into; its content means nothing between two reads.
    [[nodiscard]] virtual QByteArray &readBuffer() = 0;
};

/// One client's connection, seen from QHttpServer.
///
/// QHttpServer believes that it talks to a TCP socket that brings it one small, perfectly formed request after the
/// other. In truth the real socket is owned in here; this class reads and checks the client's bytes, keeps limits and
/// deadlines, shows QHttpServer a placeholder for each whole request, collects the answer and sends it in one piece. A
/// disconnect is shown only when no request is in hand, because QHttpServer 6.4 uses freed memory otherwise.
///
/// Belongs to QHttpServer, which deletes it after disconnected(). Used in one thread.
class GuardedConnection : public QTcpSocket
{
public:
    /// \a host must outlive the connection. \a descriptor is a connected socket; with \a tls the handshake comes first.
    GuardedConnection(ConnectionHost &host, quint64 id, qintptr descriptor, ResourceUsage::Place place,
                      const std::optional<QSslConfiguration> &tls, QObject *parent);
    ~GuardedConnection() override;

    /// Begins to read. Apart from the constructor, so that QHttpServer can connect its slots before.
    void start();

    [[nodiscard]] quint64 id() const { return m_id; }
    /// Counts the requests of this connection, from 1.
    [[nodiscard]] quint64 requestNumber() const { return m_requestNumber; }
    [[nodiscard]] bool isHandling() const { return m_phase == Phase::Handling; }
    [[nodiscard]] bool isExpired(EdgeTime now) const { return m_phase != Phase::Closed && now >= m_deadline; }

    /// Makes QHttpServer read the placeholder, which makes it call its handler.
    void present();
    /// The request in hand; to be called once.
    [[nodiscard]] HttpRequest takeRequest() { return std::move(m_request); }
    /// Sends what QHttpServer has written as the answer to the request in hand.
    void finishAnswer();
    /// Goes on with what the client has sent meanwhile; to be called after an answer that came later than present().
    void resume() override;
    /// The connection ends with the answer in hand.
    void closeAfterAnswer() { m_keepAlive = false; }

    /// For a deadline that has passed, other than the handler's.
    void expire();
    /// No more requests: closes at once when idle, else after the request in hand.
    void drain();
    /// Closes at once.
    void closeNow();

    [[nodiscard]] qint64 bytesAvailable() const override;
    void disconnectFromHost() override;
    void close() override;

protected:
    qint64 readData(char *data, qint64 maximumSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    enum class Phase {
        Handshake, ///< of TLS
        Idle, ///< between two requests
        Head,
        Body,
        Handling, ///< the request was handed on
        Writing, ///< the client is slow to read the answer
        Lingering, ///< we are done, the client is not
        Closed,
    };

    void becomeIdle();
    void enter(Phase phase, std::chrono::milliseconds time);
    [[nodiscard]] bool isReceiving() const;

    void onReady();
    void onReadyRead();
    void onBytesWritten();
    void onSocketEnded();
    [[nodiscard]] bool hasUnread() const;
    void read();
    void processLeftover();
    void advance();
    void handOver();
    [[nodiscard]] bool countBody();
    void endCount();
    void fail(int status, const QByteArray &reason, const QByteArray &headers = {});

    void completeAnswer(qsizetype headSize);
    void send(const QByteArray &data);
    void onWritten();
    void linger();
    void discard();
    void finish();

    ConnectionHost &m_host;
    const quint64 m_id;
    std::optional<ResourceUsage::Place> m_place;
    const std::unique_ptr<ClientSocket> m_socket;

    Phase m_phase = Phase::Handshake;
    EdgeTime m_deadline;
    RequestParser m_parser;
    QByteArray m_leftover; ///< read, but behind the request in hand
    qsizetype m_leftoverOffset = 0;
    bool m_processing = false;
    bool m_readPending = false; ///< the socket announced bytes while a request was in hand
    bool m_socketGone = false;
    qsizetype m_countedBytes = 0;
    qint64 m_discardedBytes = 0;

    HttpRequest m_request;
    quint64 m_requestNumber = 0;
    bool m_isHeadRequest = false;
    bool m_keepAlive = true;
    bool m_draining = false;
    bool m_mustLinger = false;
    QByteArray m_placeholder; ///< what QHttpServer has still to read
    QByteArray m_answer; ///< what QHttpServer has written
};

} // namespace Tbs
