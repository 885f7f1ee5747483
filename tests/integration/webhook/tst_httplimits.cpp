// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"

#include <QtTest>

#include <atomic>
#include <mutex>
#include <sys/resource.h>
#include <vector>

using namespace std::chrono_literals;

namespace Tbs {

/// One test for each of HttpLimits.
class TestHttpLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();

    void maximumConnections();
    void maximumConnectionsPerAddress();
    void fileLimit();
    void maximumRequestLineSize();
    void maximumHeadSize();
    void maximumHeaderCount();
    void maximumBodySize();
    void maximumBufferedBytes();
    void headTimeout();
    void headTimeoutOfTrickle();
    void bodyTimeout();
    void bodyTimeoutOfTrickle();
    void idleTimeout();
    void idleTimeoutBeforeFirstByte();
    void handlerTimeout();
    void writeTimeout();

private:
    void listen(const HttpListenerOptions &options);
    [[nodiscard]] int statusOf(const QByteArray &bytes) const;
    /// Whether a client is served before long.
    [[nodiscard]] bool becomesFree() const;

    std::unique_ptr<HttpListener> m_listener;
    std::mutex m_mutex;
    std::vector<HttpReply> m_held; ///< of requests to /hold
};

void TestHttpLimits::listen(const HttpListenerOptions &options)
{
    m_listener = std::make_unique<HttpListener>([this](const HttpRequest &request, const HttpReply &reply) {
        if (request.path == "/hold") {
            const std::lock_guard lock(m_mutex);
            m_held.push_back(reply);
        } else if (request.path == "/large") {
            reply.send({.contentType = "text/plain", .body = QByteArray(64 * 1024 * 1024, 'x')});
        } else {
            reply.send({.contentType = "text/plain", .body = "done"});
        }
    });
    QVERIFY(m_listener->listen(options));
}

void TestHttpLimits::cleanup()
{
    m_listener.reset();
    m_held.clear();
}

/// The status of the one answer to \a bytes; the connection must end when it is an error.
int TestHttpLimits::statusOf(const QByteArray &bytes) const
{
    Test::HttpTestClient client(m_listener->port());
    client.send(bytes);
    if (!client.waitForAnswers(1)) {
        return 0;
    }
    const int status = client.statuses().constFirst();
    return status == 200 || client.waitForClosed() ? status : -status;
}

bool TestHttpLimits::becomesFree() const
{
    return QTest::qWaitFor([this] { return statusOf(Test::postRequest("{}")) == 200; });
}

void TestHttpLimits::maximumConnections()
{
    listen({.limits = {.maximumConnections = 3}});
    std::vector<std::unique_ptr<Test::HttpTestClient>> clients;
    for (int i = 0; i < 3; ++i) {
        clients.push_back(std::make_unique<Test::HttpTestClient>(m_listener->port()));
        clients.back()->send(Test::postRequest("{}"));
        QVERIFY(clients.back()->waitForAnswers(1));
    }
    Test::HttpTestClient excess(m_listener->port());
    QVERIFY(excess.waitForClosed());
    QCOMPARE(excess.statuses(), QList<int>{503});
    QCOMPARE(excess.answers().constFirst().header("Retry-After"), QByteArray("1"));

    clients.pop_back();
    QVERIFY(becomesFree());
}

void TestHttpLimits::maximumConnectionsPerAddress()
{
    listen({.address = QHostAddress::Any, .limits = {.maximumConnectionsPerAddress = 1}});
    Test::HttpTestClient first(m_listener->port());
    first.send(Test::postRequest("{}"));
    QVERIFY(first.waitForAnswers(1));

    Test::HttpTestClient second(m_listener->port());
    QVERIFY(second.waitForClosed());
    QCOMPARE(second.statuses(), QList<int>{503});

    QTcpSocket other; // 127.0.0.2 is another address
    other.bind(QHostAddress(QStringLiteral("127.0.0.2")));
    other.connectToHost(QHostAddress::LocalHost, m_listener->port());
    other.write(Test::postRequest("{}"));
    QTRY_VERIFY(other.peek(15) == "HTTP/1.1 200 OK");

    first.socket().abort();
    QVERIFY(becomesFree());
}

void TestHttpLimits::fileLimit()
{
    constexpr rlim_t reserved = 64;
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit lowered = before;
    lowered.rlim_cur = reserved + 5;
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &lowered), 0);
    const auto restore = qScopeGuard([&] { setrlimit(RLIMIT_NOFILE, &before); });

    listen({.limits = {.maximumConnections = 1000}});
    std::vector<std::unique_ptr<Test::HttpTestClient>> clients;
    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<Test::HttpTestClient>(m_listener->port()));
        clients.back()->send(Test::postRequest("{}"));
        QVERIFY(clients.back()->waitForAnswers(1));
        QCOMPARE(clients.back()->statuses(), QList<int>{200});
    }
    Test::HttpTestClient excess(m_listener->port());
    QVERIFY(excess.waitForClosed());
    QCOMPARE(excess.statuses(), QList<int>{503});
}

void TestHttpLimits::maximumRequestLineSize()
{
    const QByteArray shortest = "GET / HTTP/1.1\r\n";
    listen({.limits = {.maximumRequestLineSize = shortest.size()}});
    QCOMPARE(statusOf(shortest + "Host: a\r\n\r\n"), 200);
    QCOMPARE(statusOf("GET /x HTTP/1.1\r\nHost: a\r\n\r\n"), 414);
}

void TestHttpLimits::maximumHeadSize()
{
    const QByteArray head = "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\n";
    listen({.limits = {.maximumHeadSize = head.size()}});
    QCOMPARE(statusOf(head), 200);
    QCOMPARE(statusOf("GET / HTTP/1.1\r\nHost: a\r\nA: bc\r\n\r\n"), 431);
}

void TestHttpLimits::maximumHeaderCount()
{
    listen({.limits = {.maximumHeaderCount = 3}});
    QCOMPARE(statusOf("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\n\r\n"), 200);
    QCOMPARE(statusOf("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nA: b\r\nA: b\r\n\r\n"), 431);
}

void TestHttpLimits::maximumBodySize()
{
    listen({.limits = {.maximumBodySize = 10}});
    const QByteArray chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    QCOMPARE(statusOf(Test::postRequest("1234567890")), 200);
    QCOMPARE(statusOf(Test::postRequest("12345678901")), 413);
    QCOMPARE(statusOf(chunked + "5\r\n12345\r\n5\r\n67890\r\n0\r\n\r\n"), 200);
    QCOMPARE(statusOf(chunked + "5\r\n12345\r\n6\r\n678901\r\n0\r\n\r\n"), 413);
}

void TestHttpLimits::maximumBufferedBytes()
{
    listen({.limits = {.maximumBufferedBytes = 1000}, .edgeThreads = 2});
    const auto request = Test::postRequest(QByteArray(800, 'x'), "/hold");
    Test::HttpTestClient first(m_listener->port());
    first.send(request);
    const auto heldCount = [this] {
        const std::lock_guard lock(m_mutex);
        return m_held.size();
    };
    QTRY_COMPARE(heldCount(), 1U);

    Test::HttpTestClient second(m_listener->port());
    second.send(Test::postRequest(QByteArray(800, 'x')));
    QVERIFY(second.waitForClosed());
    QCOMPARE(second.statuses(), QList<int>{503});
    QCOMPARE(second.answers().constFirst().header("Retry-After"), QByteArray("1"));
    QCOMPARE(statusOf(Test::postRequest("small")), 200);

    m_held.front().send({});
    QVERIFY(first.waitForAnswers(1));
    QCOMPARE(statusOf(Test::postRequest(QByteArray(800, 'x'))), 200);
}

void TestHttpLimits::headTimeout()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    client.send("GET / HTTP/1.1\r\nHo");
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.statuses(), QList<int>{408});
}

void TestHttpLimits::headTimeoutOfTrickle()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    client.send("GET / HTTP/1.1\r\nHost: ");
    QTimer trickle;
    connect(&trickle, &QTimer::timeout, &trickle, [&] { client.send("a"); });
    trickle.start(20ms);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{408});
}

void TestHttpLimits::bodyTimeout()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("12345").chopped(1));
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.statuses(), QList<int>{408});
}

void TestHttpLimits::bodyTimeoutOfTrickle()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTimer trickle;
    connect(&trickle, &QTimer::timeout, &trickle, [&] { client.send("1\r\nx\r\n"); });
    trickle.start(20ms);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{408});
}

void TestHttpLimits::idleTimeout()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("{}"));
    QVERIFY(client.waitForAnswers(1));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(client.waitForClosed());
    QVERIFY(timer.elapsed() >= 200);
    QCOMPARE(client.statuses(), QList<int>{200});
}

void TestHttpLimits::idleTimeoutBeforeFirstByte()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.received(), QByteArray());
}

void TestHttpLimits::handlerTimeout()
{
    listen(Test::shortTimeouts());
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("{}", "/hold"));
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.statuses(), QList<int>{503});
    m_held.front().send({}); // too late, and without effect
    QCOMPARE(statusOf(Test::postRequest("{}")), 200);
}

void TestHttpLimits::writeTimeout()
{
    auto options = Test::shortTimeouts();
    options.limits.maximumConnections = 1;
    listen(options);
    Test::HttpTestClient client(m_listener->port());
    client.setReadBufferSize(1000);
    client.send(Test::postRequest("{}", "/large"));
    QTRY_VERIFY(client.socket().bytesAvailable() > 0);
    QCOMPARE(statusOf(Test::postRequest("{}")), 503);

    QTimer trickle; // taking a little now and then does not help
    connect(&trickle, &QTimer::timeout, &trickle, [&] { client.socket().read(100); });
    trickle.start(20ms);
    QVERIFY(becomesFree());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHttpLimits)
#include "tst_httplimits.moc"
