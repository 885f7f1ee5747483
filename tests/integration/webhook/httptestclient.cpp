// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"

#include <QtTest>

#include <sys/socket.h>

using namespace std::chrono_literals;

namespace Tbs::Test {

QByteArray HttpAnswer::header(QByteArrayView name) const
{
    for (const auto &[headerName, value] : headers) {
        if (name.compare(headerName, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

HttpTestClient::HttpTestClient(quint16 port)
    : m_socket(std::make_unique<QTcpSocket>())
{
    m_socket->connectToHost(QHostAddress::LocalHost, port);
    if (!m_socket->waitForConnected(5000)) {
        qFatal("cannot connect to port %d", port);
    }
    collect();
}

HttpTestClient::HttpTestClient(quint16 port, const QSslConfiguration &tls)
{
    auto socket = std::make_unique<QSslSocket>();
    socket->setSslConfiguration(tls);
    QObject::connect(socket.get(), &QSslSocket::sslErrors, socket.get(),
                     [raw = socket.get()] { raw->ignoreSslErrors(); });
    socket->connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    m_socket = std::move(socket);
    collect();
}

/// At once, because QTcpSocket forgets what it has when a write fails.
void HttpTestClient::collect()
{
    QObject::connect(m_socket.get(), &QTcpSocket::readyRead, m_socket.get(), [this] {
        if (m_socket->readBufferSize() == 0) {
            m_received += m_socket->readAll();
        }
    });
}

void HttpTestClient::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

void HttpTestClient::shutDownWriting()
{
    if (!QTest::qWaitFor([this] { return m_socket->bytesToWrite() == 0; })) {
        qFatal("the server does not read");
    }
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
}

void HttpTestClient::reset()
{
    const linger hard{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &hard, sizeof(hard));
    m_socket->abort();
}

QByteArray HttpTestClient::received()
{
    if (m_socket->readBufferSize() == 0) {
        m_received += m_socket->readAll();
    }
    return m_received;
}

QList<HttpAnswer> HttpTestClient::answers(bool withoutBodies)
{
    QList<HttpAnswer> answers;
    auto rest = received();
    while (true) {
        const auto headEnd = rest.indexOf("\r\n\r\n");
        if (headEnd < 0) {
            return answers;
        }
        HttpAnswer answer;
        const auto lines = rest.first(headEnd).split('\n');
        answer.status = lines.first().split(' ').value(1).toInt();
        for (const auto &line : lines.sliced(1)) {
            const auto colon = line.indexOf(':');
            answer.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
        }
        const bool hasBody = !withoutBodies && answer.status >= 200 && answer.status != 204;
        const auto size = hasBody ? answer.header("Content-Length").toLongLong() : 0;
        if (rest.size() < headEnd + 4 + size) {
            return answers;
        }
        answer.body = rest.sliced(headEnd + 4, size);
        rest = rest.sliced(headEnd + 4 + size);
        answers.append(answer);
    }
}

QList<int> HttpTestClient::statuses()
{
    QList<int> statuses;
    for (const auto &answer : answers()) {
        statuses.append(answer.status);
    }
    return statuses;
}

bool HttpTestClient::waitForAnswers(qsizetype count, int milliseconds)
{
    return QTest::qWaitFor([&] { return answers().size() >= count; }, milliseconds);
}

bool HttpTestClient::waitForClosed(int milliseconds)
{
    return QTest::qWaitFor(
        [&] {
            received();
            return isClosed();
        },
        milliseconds);
}

QByteArray postRequest(const QByteArray &body, const QByteArray &path, const QByteArray &headers)
{
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

HttpListenerOptions shortTimeouts()
{
    return {
        .limits =
            {
                .headTimeout = 150ms,
                .bodyTimeout = 150ms,
                .idleTimeout = 300ms,
                .handlerTimeout = 300ms,
                .writeTimeout = 300ms,
            },
    };
}

} // namespace Tbs::Test
