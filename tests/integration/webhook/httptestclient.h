// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/webhook/httplistener.h>

#include <QSslSocket>
#include <QTcpSocket>

#include <memory>

namespace Tbs::Test {

/// One answer as it came over the wire.
struct HttpAnswer
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// A client that sends raw bytes. Event-driven, so that it may share its thread with the server.
class HttpTestClient
{
public:
    /// Connects; fails the test's process when it cannot.
    explicit HttpTestClient(quint16 port);
    /// Over TLS, whatever the certificate.
    HttpTestClient(quint16 port, const QSslConfiguration &tls);
    Q_DISABLE_COPY_MOVE(HttpTestClient)
    ~HttpTestClient() = default;

    void send(const QByteArray &bytes);
    /// Sends nothing more, but goes on reading.
    void shutDownWriting();
    /// Ends the connection with a reset.
    void reset();
    /// From now on at most \a bytes are taken from the system, and only socket().read() gets at them.
    void setReadBufferSize(qint64 bytes) { m_socket->setReadBufferSize(bytes); }

    /// Everything that came so far.
    QByteArray received();
    /// The complete answers among it. With \a withoutBodies they end with their head, as those to HEAD do.
    [[nodiscard]] QList<HttpAnswer> answers(bool withoutBodies = false);
    [[nodiscard]] QList<int> statuses();
    [[nodiscard]] bool isClosed() const { return m_socket->state() == QAbstractSocket::UnconnectedState; }

    [[nodiscard]] bool waitForAnswers(qsizetype count, int milliseconds = 5000);
    [[nodiscard]] bool waitForClosed(int milliseconds = 5000);

    [[nodiscard]] QTcpSocket &socket() { return *m_socket; }

private:
    void collect();

    std::unique_ptr<QTcpSocket> m_socket;
    QByteArray m_received;
};

/// `POST <path>` with the headers a peer sends, and \a body.
[[nodiscard]] QByteArray postRequest(const QByteArray &body, const QByteArray &path = "/webhook/test",
                                     const QByteArray &headers = {});

/// Short enough for tests of them, on the loopback address.
[[nodiscard]] HttpListenerOptions shortTimeouts();

} // namespace Tbs::Test
