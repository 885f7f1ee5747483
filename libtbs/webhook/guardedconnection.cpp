// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "encryptedclientsocket_p.h"
#include "guardedconnection_p.h"
#include "httpstatus_p.h"
#include "plainclientsocket_p.h"

#include <Tbs/support/logging.h>

#include <QScopedValueRollback>

#include <algorithm>
#include <sys/socket.h>

using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr qsizetype keptAnswerCapacity = 16 * 1024;
constexpr int maximumReadsInARow = 16;
constexpr auto maximumLingerTime = 2s;
constexpr qint64 maximumDiscardedBytes = 64 * 1024 * 1024;

EdgeTime now()
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now());
}

std::unique_ptr<ClientSocket> makeSocket(qintptr descriptor, const std::optional<QSslConfiguration> &tls)
{
    if (tls) {
        return std::make_unique<EncryptedClientSocket>(descriptor, *tls, nullptr);
    }
    return std::make_unique<PlainClientSocket>(descriptor, nullptr);
}

/// RFC 9110, 8.6: an answer without content has no Content-Length either.
void removeContentLength(QByteArray &head)
{
    const auto start = head.toLower().indexOf("\r\ncontent-length:");
    if (start >= 0) {
        head.remove(start, head.indexOf("\r\n", start + 2) - start);
    }
}

} // namespace

GuardedConnection::GuardedConnection(ConnectionHost &host, quint64 id, qintptr descriptor, ResourceUsage::Place place,
                                     const std::optional<QSslConfiguration> &tls, QObject *parent)
    : QTcpSocket(parent)
    , m_host(host)
    , m_id(id)
    , m_place(std::move(place))
    , m_socket(makeSocket(descriptor, tls))
    , m_parser(host.limits())
{
    connect(m_socket.get(), &ClientSocket::ready, this, &GuardedConnection::onReady);
    connect(m_socket.get(), &ClientSocket::readyRead, this, &GuardedConnection::onReadyRead);
    connect(m_socket.get(), &ClientSocket::written, this, &GuardedConnection::onBytesWritten);
    connect(m_socket.get(), &ClientSocket::ended, this, &GuardedConnection::onSocketEnded);

    setPeerAddress(m_place->address());
    setSocketState(ConnectedState);
    setOpenMode(ReadWrite);
}

GuardedConnection::~GuardedConnection()
{
    endCount();
    m_socket->disconnect(this);
    setSocketState(UnconnectedState); // else the base class would announce the end once more
    m_host.connectionDestroyed(*this);
}

void GuardedConnection::start()
{
    enter(Phase::Handshake, m_host.limits().headTimeout);
    m_socket->start();
}

void GuardedConnection::onReady()
{
    if (m_phase != Phase::Handshake) {
        return;
    }
    if (m_place->isExcess()) {
        fail(503, "There are too many connections.", "Retry-After: 1\r\n");
        return;
    }
    becomeIdle();
}

void GuardedConnection::becomeIdle()
{
    enter(Phase::Idle, m_host.limits().idleTimeout);
}

void GuardedConnection::enter(Phase phase, std::chrono::milliseconds time)
{
    m_phase = phase;
    m_deadline = now() + time;
}

bool GuardedConnection::isReceiving() const
{
    return m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body;
}

// ---- what the client sends

void GuardedConnection::onReadyRead()
{
    m_readPending = true;
    if (m_phase == Phase::Lingering) {
        discard();
    } else {
        resume();
    }
}

bool GuardedConnection::hasUnread() const
{
    return m_readPending || m_socket->hasBuffered();
}

void GuardedConnection::resume()
{
    if (m_processing) {
        return;
    }
    const QScopedValueRollback processing(m_processing, true);
    processLeftover();
    for (int reads = 0; isReceiving() && hasUnread(); ++reads) {
        if (reads == maximumReadsInARow) { // the others get their turn
            QMetaObject::invokeMethod(this, &GuardedConnection::resume, Qt::QueuedConnection);
            return;
        }
        read();
        processLeftover();
    }
}

void GuardedConnection::read()
{
    m_readPending = false;
    auto &buffer = m_host.readBuffer();
    const auto size = m_socket->read(buffer.data(), buffer.size());
    if (size < 0) {
        finish();
        return;
    }
    const auto data = QByteArrayView(buffer).first(size);
    const auto used = m_parser.parse(data);
    if (used < size) {
        m_leftover = data.sliced(used).toByteArray();
        m_leftoverOffset = 0;
    }
    advance();
}

void GuardedConnection::processLeftover()
{
    while (isReceiving() && m_leftoverOffset < m_leftover.size()) {
        m_leftoverOffset += m_parser.parse(QByteArrayView(m_leftover).sliced(m_leftoverOffset));
        advance();
    }
    if (m_leftoverOffset == m_leftover.size()) {
        m_leftover.clear();
        m_leftoverOffset = 0;
    }
}

void GuardedConnection::advance()
{
    if (!countBody()) {
        fail(503, "Too many bytes of bodies are in hand.", "Retry-After: 1\r\n");
        return;
    }
    switch (m_parser.status()) {
    case RequestParser::Status::Failed:
        fail(m_parser.failureStatus(), m_parser.failureReason());
        return;
    case RequestParser::Status::Complete:
        handOver();
        return;
    case RequestParser::Status::Incomplete:
        break;
    }
    if (m_phase == Phase::Idle && m_parser.hasStarted()) {
        enter(Phase::Head, m_host.limits().headTimeout);
    }
    if (m_phase == Phase::Head && m_parser.isHeadComplete()) {
        enter(Phase::Body, m_host.limits().bodyTimeout);
    }
    if (m_parser.takeContinue() && m_leftover.isEmpty()) {
        send("HTTP/1.1 100 Continue\r\n\r\n");
    }
}

void GuardedConnection::handOver()
{
    m_isHeadRequest = m_parser.isHeadRequest();
    m_keepAlive = m_parser.isKeepAlive();
    m_request = m_parser.takeRequest();
    m_request.remoteAddress = peerAddress();
    ++m_requestNumber;
    enter(Phase::Handling, m_host.limits().handlerTimeout);
    m_host.handleRequest(*this);
}

bool GuardedConnection::countBody()
{
    const auto more = m_parser.bodySize() - m_countedBytes;
    if (more == 0) {
        return true;
    }
    m_countedBytes += more;
    return m_host.usage().addBufferedBytes(more);
}

void GuardedConnection::endCount()
{
    if (m_countedBytes > 0) {
        m_host.usage().addBufferedBytes(-std::exchange(m_countedBytes, 0));
    }
}

// ---- what QHttpServer sees

void GuardedConnection::present()
{
    m_placeholder = QByteArrayLiteral("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    Q_EMIT readyRead();
}

qint64 GuardedConnection::bytesAvailable() const
{
    return m_placeholder.size() + QTcpSocket::bytesAvailable();
}

qint64 GuardedConnection::readData(char *data, qint64 maximumSize)
{
    const auto size = std::min<qint64>(maximumSize, m_placeholder.size());
    std::copy_n(m_placeholder.constData(), size, data);
    m_placeholder = m_placeholder.sliced(size);
    return size;
}

qint64 GuardedConnection::writeData(const char *data, qint64 size)
{
    if (m_phase == Phase::Handling) {
        m_answer.append(data, size);
    }
    return size;
}

void GuardedConnection::disconnectFromHost()
{
    closeNow();
}

void GuardedConnection::close()
{
    closeNow();
}

// ---- the answer

void GuardedConnection::finishAnswer()
{
    endCount();
    const auto headEnd = m_answer.indexOf("\r\n\r\n");
    if (m_socketGone || headEnd < 0) {
        finish();
        return;
    }
    completeAnswer(headEnd + 4);
    send(m_answer);
    m_answer.resize(0);
    if (m_answer.capacity() > keptAnswerCapacity) {
        m_answer.squeeze();
    }
    if (m_phase != Phase::Handling) {
        return;
    }
    enter(Phase::Writing, m_host.limits().writeTimeout);
    if (m_socket->unwritten() == 0) {
        onWritten();
    }
}

void GuardedConnection::completeAnswer(qsizetype headSize)
{
    const auto status = QByteArrayView(m_answer).sliced(9, 3); // behind "HTTP/1.1 "
    if (status == QByteArrayView("204") || status == QByteArrayView("304")) {
        m_answer.truncate(headSize);
        removeContentLength(m_answer);
        headSize = m_answer.size();
    } else if (m_isHeadRequest) {
        m_answer.truncate(headSize);
    }
    m_keepAlive = m_keepAlive && !m_draining;
    m_answer.insert(headSize - 2, m_keepAlive ? "Connection: keep-alive\r\n" : "Connection: close\r\n");
}

void GuardedConnection::fail(int status, const QByteArray &reason, const QByteArray &headers)
{
    qCDebug(logWebhook) << "refused a request with" << status << reason;
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(status) + ' ' + httpReason(status)
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + QByteArray::number(reason.size()) + "\r\n"
        + headers + "Connection: close\r\n\r\n";
    if (!m_parser.isHeadRequest()) {
        answer += reason;
    }
    endCount();
    m_leftover.clear();
    m_leftoverOffset = 0;
    m_mustLinger = true;
    enter(Phase::Writing, m_host.limits().writeTimeout);
    send(answer);
    if (m_phase == Phase::Writing && m_socket->unwritten() == 0) {
        onWritten();
    }
}

void GuardedConnection::send(const QByteArray &data)
{
    if (!m_socket->write(data)) {
        finish();
    }
}

void GuardedConnection::onBytesWritten()
{
    if (m_phase == Phase::Writing && m_socket->unwritten() == 0) {
        onWritten();
        resume();
    }
}

void GuardedConnection::onWritten()
{
    const bool clientIsNotDone = hasUnread() || m_leftoverOffset < m_leftover.size();
    if (m_socketGone) {
        finish();
    } else if (m_mustLinger || (!m_keepAlive && clientIsNotDone)) {
        linger();
    } else if (!m_keepAlive) {
        finish();
    } else {
        becomeIdle();
    }
}

// ---- the end

/// Closing while the client still sends would make its system drop our answer unread.
void GuardedConnection::linger()
{
    enter(Phase::Lingering, std::min<std::chrono::milliseconds>(m_host.limits().writeTimeout, maximumLingerTime));
    m_socket->shutDownWriting();
    if (hasUnread()) {
        discard();
    }
}

void GuardedConnection::discard()
{
    m_readPending = false;
    auto &buffer = m_host.readBuffer();
    const auto size = m_socket->read(buffer.data(), buffer.size());
    m_discardedBytes += std::max<qint64>(size, 0);
    if (size < 0 || m_discardedBytes > maximumDiscardedBytes) {
        finish();
    }
}

void GuardedConnection::expire()
{
    switch (m_phase) {
    case Phase::Head:
        return fail(408, "The headers took too long.");
    case Phase::Body:
        return fail(408, "The body took too long.");
    case Phase::Handling:
    case Phase::Closed:
        return;
    default:
        return finish();
    }
}

void GuardedConnection::drain()
{
    m_draining = true;
    if (m_phase == Phase::Idle) {
        m_readPending = true; // a request that has just come is still answered
        resume();
    }
    if (m_phase == Phase::Idle || m_phase == Phase::Handshake) {
        finish();
    }
}

void GuardedConnection::closeNow()
{
    if (m_phase == Phase::Handling) {
        m_socketGone = true; // the end follows the answer
        m_socket->close(false);
    } else {
        finish();
    }
}

void GuardedConnection::onSocketEnded()
{
    if (m_phase == Phase::Handling) {
        m_socketGone = true;
    } else {
        finish();
    }
}

/// QHttpServer may stand above us in the stack, so that it hears of the end from the event loop.
void GuardedConnection::finish()
{
    if (m_phase == Phase::Closed) {
        return;
    }
    const bool isOrderly = (m_phase == Phase::Writing || m_phase == Phase::Lingering) && m_socket->unwritten() == 0;
    m_phase = Phase::Closed;
    endCount();
    m_socket->disconnect(this);
    m_socket->close(isOrderly);
    m_place.reset();
    QMetaObject::invokeMethod(
        this,
        [this] {
            setSocketState(UnconnectedState);
            Q_EMIT disconnected();
        },
        Qt::QueuedConnection);
}

} // namespace Tbs
