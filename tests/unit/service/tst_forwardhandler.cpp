// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "sampleevent.h"

#include <Tbs/service/forwardhandler.h>

#include <QNetworkAccessManager>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

/// A server that gives every request the same answer; an empty one: it says nothing.
class FixedServer : public QTcpServer
{
public:
    explicit FixedServer(QByteArray answer)
    {
        connect(this, &QTcpServer::newConnection, this, [this, answer] {
            auto *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, answer, buffer = QByteArray()]() mutable {
                buffer += socket->readAll();
                if (!buffer.endsWith('}')) {
                    return;
                }
                requests.append(buffer);
                if (!answer.isEmpty()) {
                    socket->write(answer);
                    socket->disconnectFromHost();
                }
            });
        });
        if (!listen(QHostAddress::LocalHost)) {
            qFatal("cannot listen");
        }
    }

    [[nodiscard]] QUrl url() const { return QUrl(u"http://127.0.0.1:%1/events?a=b"_s.arg(serverPort())); }

    QByteArrayList requests;
};

class tst_ForwardHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusDecides_data();
    void statusDecides();
    void sendsTheEvent();
    void redirectsAreNotFollowed();
    void givesUpAfterTheTimeout();
    void refusedConnectionIsRetried();

private:
    MockClock m_clock;
    QNetworkAccessManager m_network;
};

void tst_ForwardHandler::statusDecides_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<std::optional<Error::Kind>>("kind");
    const auto row = [](const char *status, std::optional<Error::Kind> kind) {
        QTest::newRow(status) << QByteArray(status) << kind;
    };
    row("200 OK", {});
    row("202 Accepted", {});
    row("299 Odd", {});
    for (const auto *status : {"400 Bad Request", "410 Gone", "422 Unprocessable"}) {
        row(status, Error::Kind::Rejected);
    }
    for (const auto *status : {"401 Unauthorized", "403 Forbidden", "404 Not Found", "408 Timeout", "409 Conflict",
                               "429 Too Many", "500 Oops", "502 Bad", "503 Busy"}) {
        row(status, Error::Kind::Retry);
    }
}

void tst_ForwardHandler::statusDecides()
{
    QFETCH(const QByteArray, status);
    QFETCH(const std::optional<Error::Kind>, kind);
    const FixedServer server("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    const ForwardHandler handler(m_network, m_clock, {.url = server.url()});
    const auto future = handler(sampleEvent(3));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().has_value(), !kind.has_value());
    if (kind) {
        QCOMPARE(future.result().error().kind, *kind);
        QVERIFY(future.result().error().message.contains(QString::fromLatin1(status.left(3))));
        QVERIFY(!future.result().error().message.contains(u"Encounter"_s));
    }
}

void tst_ForwardHandler::sendsTheEvent()
{
    const FixedServer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    const ForwardHandler handler(m_network, m_clock,
                                 {.url = server.url(), .headers = {{"Authorization", "Bearer abc"}}});
    const auto future = handler(sampleEvent(3));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(server.requests.size(), 1);
    const auto &request = server.requests.constFirst();
    QVERIFY(request.startsWith("POST /events?a=b HTTP/1.1\r\n"));
    QVERIFY(request.contains("Content-Type: application/json\r\n"));
    QVERIFY(request.contains("Authorization: Bearer abc\r\n"));
    QCOMPARE(QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n"))).object(), sampleEvent(3).toJson());
}

void tst_ForwardHandler::redirectsAreNotFollowed()
{
    const FixedServer other("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    const FixedServer server("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + other.url().toEncoded()
                             + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    const ForwardHandler handler(m_network, m_clock, {.url = server.url()});
    const auto future = handler(sampleEvent(3));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::Retry);
    QCOMPARE(other.requests.size(), 0);
}

void tst_ForwardHandler::givesUpAfterTheTimeout()
{
    const FixedServer server({});
    const ForwardHandler handler(m_network, m_clock, {.url = server.url(), .timeout = 30s});
    const auto future = handler(sampleEvent(3));
    QTRY_COMPARE(server.requests.size(), 1);
    m_clock.advance(29s);
    QVERIFY(!future.isFinished());
    m_clock.advance(1s);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::Retry);
}

void tst_ForwardHandler::refusedConnectionIsRetried()
{
    QUrl url;
    {
        const FixedServer server({});
        url = server.url();
    }
    const ForwardHandler handler(m_network, m_clock, {.url = url});
    const auto future = handler(sampleEvent(3));
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::Retry);
}

QTEST_GUILESS_MAIN(tst_ForwardHandler)
#include "tst_forwardhandler.moc"
