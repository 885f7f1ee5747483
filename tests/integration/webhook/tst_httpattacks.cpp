// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"

#include <QtTest>

#include <atomic>

using namespace std::chrono_literals;

namespace Tbs {

/// What an open port has to stand, row by row of the attacks that QHttpServer alone does not survive.
class TestHttpAttacks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rawRequest_data();
    void rawRequest();
    void endlessHeaderLine();
    void endlessBody_data();
    void endlessBody();
    void pipeliningWithoutReading();
    void resetsInTheMiddle();
    void randomBytes();

private:
    std::atomic_int m_handled = 0;
    std::unique_ptr<HttpListener> m_listener;
};

void TestHttpAttacks::init()
{
    m_handled = 0;
    m_listener = std::make_unique<HttpListener>([this](const HttpRequest &request, const HttpReply &reply) {
        ++m_handled;
        reply.send({.contentType = "text/plain", .body = request.body});
    });
    auto options = Test::shortTimeouts();
    options.limits.maximumRequestLineSize = 1024;
    options.limits.maximumHeadSize = 4096;
    options.limits.maximumBodySize = 1024 * 1024;
    options.limits.headTimeout = 2s;
    options.limits.bodyTimeout = 2s;
    options.limits.idleTimeout = 5s;
    QVERIFY(m_listener->listen(options));
}

void TestHttpAttacks::cleanup()
{
    // Whatever happened, the next client is served.
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("{}"));
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{200});
    m_listener.reset();
}

void TestHttpAttacks::rawRequest_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<int>>("statuses");
    QTest::addColumn<bool>("closed");
    QTest::addColumn<int>("handled");

    const QByteArray post = "POST /x HTTP/1.1\r\nHost: a\r\n";
    const QByteArray smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
    const auto refused = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << QList<int>{status} << true << 0;
    };
    const auto served = [](const char *name, const QByteArray &bytes, int count = 1) {
        QTest::newRow(name) << bytes << QList<int>(count, 200) << false << count;
    };

    refused("Content-Length of 10 GB", post + "Content-Length: 10000000000\r\n\r\n" + QByteArray(100000, 'x'), 413);
    refused("Content-Length of 2^64", post + "Content-Length: 18446744073709551616\r\n\r\nx", 413);
    refused("Content-Length and Transfer-Encoding",
            post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, 400);
    refused("Transfer-Encoding and Content-Length",
            post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + smuggled, 400);
    refused("two Content-Lengths", post + "Content-Length: 5\r\nContent-Length: 2\r\n\r\nabcde" + smuggled, 400);
    refused("two equal Content-Lengths", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab", 400);
    refused("list of Content-Lengths", post + "Content-Length: 2, 2\r\n\r\nab", 400);
    refused("negative Content-Length", post + "Content-Length: -5\r\n\r\n" + smuggled, 400);
    refused("signed Content-Length", post + "Content-Length: +5\r\n\r\nabcde", 400);
    refused("Content-Length of letters", post + "Content-Length: abc\r\n\r\n" + smuggled, 400);
    refused("hexadecimal Content-Length", post + "Content-Length: 0x5\r\n\r\nabcde", 400);
    refused("empty Content-Length", post + "Content-Length:\r\n\r\n", 400);
    refused("unknown Transfer-Encoding", post + "Transfer-Encoding: xchunked\r\n\r\n" + smuggled, 501);
    refused("Transfer-Encoding gzip", post + "Transfer-Encoding: gzip\r\n\r\n" + smuggled, 501);
    refused("Transfer-Encoding gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501);
    refused("two Transfer-Encodings",
            post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    refused("Transfer-Encoding in HTTP/1.0", "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);

    const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    refused("chunk size of letters", chunked + "xyz\r\nabc\r\n0\r\n\r\n", 400);
    refused("negative chunk size", chunked + "-5\r\nabcde\r\n0\r\n\r\n", 400);
    refused("chunk size 0x5", chunked + "0x5\r\nabcde\r\n0\r\n\r\n", 400);
    refused("chunk size ffffffffffffffff", chunked + "ffffffffffffffff\r\nabc", 413);
    refused("chunk size 7fffffffffffffff", chunked + "7fffffffffffffff\r\nabc", 413);
    refused("chunk size of 1000 zeros and more", chunked + QByteArray(2000, '0') + "\r\n\r\n", 400);
    refused("empty chunk size", chunked + "\r\nabc\r\n", 400);
    refused("chunk without CR LF", chunked + "3\r\nabcd\r\n0\r\n\r\n", 400);
    refused("chunk shorter than its size", chunked + "5\r\nabc\r\n0\r\n\r\n" + smuggled, 400);
    refused("chunk size with a bare LF", chunked + "3\nabc\r\n0\r\n\r\n", 400);
    refused("space after the chunk size", chunked + "3 \r\nabc\r\n0\r\n\r\n", 400);
    refused("malformed trailer", chunked + "0\r\nno colon\r\n\r\n", 400);
    refused("too many trailers", chunked + "0\r\n" + QByteArray("A: b\r\n").repeated(100) + "\r\n", 431);
    refused("too large chunks in total", chunked + ("80000\r\n" + QByteArray(0x80000, 'x') + "\r\n").repeated(3), 413);

    refused("100000 headers", post + QByteArray("A: b\r\n").repeated(100000) + "\r\n", 431);
    refused("100 headers and a body",
            post + "Content-Length: 35\r\n" + QByteArray("A: b\r\n").repeated(99) + "\r\n" + smuggled, 431);
    refused("long headers", post + "A: " + QByteArray(5000, 'x') + "\r\n\r\n", 431);
    refused("long request line", "GET /" + QByteArray(2000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
    refused("header line without a colon", post + "Content-Length 35\r\n\r\n" + smuggled, 400);
    refused("space before the colon", post + "Content-Length : 35\r\n\r\n" + smuggled, 400);
    refused("header without a name", post + ": x\r\n\r\n", 400);
    refused("NUL in a header", post + QByteArray("A: b\0c\r\n\r\n", 10), 400);
    refused("NUL in a header name", post + QByteArray("A\0b: c\r\n\r\n", 10), 400);
    refused("folded header", post + "A: b\r\n c\r\n\r\n", 400);
    refused("folded first header", "POST /x HTTP/1.1\r\n Host: a\r\n\r\n", 400);
    refused("bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400);
    refused("bare LF in the headers", post + "A: b\nContent-Length: 35\r\n\r\n" + smuggled, 400);
    refused("bare CR", post + "A: b\rContent-Length: 5\r\n\r\n", 400);
    refused("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    refused("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400);
    refused("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    refused("bad Host", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400);
    refused("Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400);
    refused("HTTP/9.9", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505);
    refused("HTTP/2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
    refused("HTTP/0.9", "GET /\r\n", 400);
    refused("http/1.1", "GET / http/1.1\r\nHost: a\r\n\r\n", 400);
    refused("HTTP/1.1x", "GET / HTTP/1.1x\r\nHost: a\r\n\r\n", 400);
    refused("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("tab in the request line", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("control character in the target", "GET /a\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("byte above ASCII in the target", "GET /\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("fragment in the target", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("target without a slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("method that is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("endless method", QByteArray(100, 'G') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    refused("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501);
    refused("two empty lines", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    refused("unknown expectation", post + "Expect: money\r\nContent-Length: 2\r\n\r\nab", 417);
    refused("TLS to a plain port", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n", 12), 400);

    served("WebSocket upgrade",
           "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    served("HTTP/2 upgrade",
           "GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
           "HTTP2-Settings: AAMAAABk\r\n\r\n");
    served("one empty line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");
    served("absolute target", "GET http://a:80/x?y HTTP/1.1\r\nHost: a\r\n\r\n");
    served("unknown method", "BREW /x HTTP/1.1\r\nHost: a\r\n\r\n");
    served("chunks with extensions and trailers", chunked + "3;a=b\r\nabc\r\n0\r\nDigest: x\r\n\r\n");
    served("pipelined", smuggled + smuggled + smuggled, 3);

    QTest::newRow("good, then bad") << smuggled + "bad\r\n" << QList<int>{200, 400} << true << 1;
}

void TestHttpAttacks::rawRequest()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<int>, statuses);
    QFETCH(bool, closed);
    QFETCH(int, handled);

    Test::HttpTestClient client(m_listener->port());
    client.send(bytes);
    QVERIFY(client.waitForAnswers(statuses.size()));
    if (closed) {
        QVERIFY(client.waitForClosed());
    } else {
        client.send("GET /after HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(client.waitForAnswers(statuses.size() + 1));
        statuses.append(200);
        ++handled;
    }
    QCOMPARE(client.statuses(), statuses);
    QCOMPARE(client.answers().constLast().header("Connection"), QByteArray(closed ? "close" : "keep-alive"));
    QCOMPARE(m_handled, handled);
}

void TestHttpAttacks::endlessHeaderLine()
{
    Test::HttpTestClient client(m_listener->port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\nA: " + QByteArray(16 * 1024 * 1024, 'x'));
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{431});
    QVERIFY(client.waitForClosed(10000));
}

void TestHttpAttacks::endlessBody_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("Content-Length") << QByteArray("Content-Length: 50000000\r\n\r\n") << QByteArray(1024 * 1024, 'x');
    QTest::newRow("chunked") << QByteArray("Transfer-Encoding: chunked\r\n\r\n")
                             << QByteArray("100000\r\n" + QByteArray(1024 * 1024, 'x') + "\r\n");
    QTest::newRow("tiny chunks") << QByteArray("Transfer-Encoding: chunked\r\n\r\n")
                                 << QByteArray("1\r\nx\r\n").repeated(200000);
}

void TestHttpAttacks::endlessBody()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, part);

    Test::HttpTestClient client(m_listener->port());
    client.send("POST /x HTTP/1.1\r\nHost: a\r\n" + head);
    for (int i = 0; i < 50 && !client.isClosed(); ++i) {
        client.send(part);
        QCoreApplication::processEvents();
    }
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{413});
    QCOMPARE(m_handled, 0);
    QVERIFY(client.waitForClosed(10000));
}

void TestHttpAttacks::pipeliningWithoutReading()
{
    Test::HttpTestClient client(m_listener->port());
    client.setReadBufferSize(1);
    const auto request = Test::postRequest(QByteArray(20000, 'x'));
    while (!client.isClosed() && client.socket().bytesToWrite() < 16 * 1024 * 1024) {
        client.send(request);
        QCoreApplication::processEvents();
    }
    // The server does not take requests whose answers nobody reads; nor does it wait for ever.
    QVERIFY(QTest::qWaitFor([&] { return client.isClosed(); }, 10000));
    QVERIFY2(m_handled < 2000, qPrintable(QString::number(m_handled)));
}

void TestHttpAttacks::resetsInTheMiddle()
{
    const auto request = Test::postRequest(QByteArray(1000, 'x'));
    for (int i = 0; i < 300; ++i) {
        Test::HttpTestClient client(m_listener->port());
        client.send(request.first(1 + (i * 37) % request.size()));
        client.reset();
    }
}

void TestHttpAttacks::randomBytes()
{
    QRandomGenerator random(1);
    for (int i = 0; i < 100; ++i) {
        QByteArray bytes(1 + static_cast<qsizetype>(random.bounded(4000)), Qt::Uninitialized);
        std::generate(bytes.begin(), bytes.end(), [&] { return static_cast<char>(random.bounded(256)); });
        Test::HttpTestClient client(m_listener->port());
        client.send(bytes);
        client.shutDownWriting();
        QVERIFY(client.waitForClosed());
        QVERIFY(!client.statuses().contains(200));
    }
    QCOMPARE(m_handled, 0);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHttpAttacks)
#include "tst_httpattacks.moc"
