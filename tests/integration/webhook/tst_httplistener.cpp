// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"

#include <QtTest>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace Tbs {

class TestHttpListener : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void request_data();
    void request();
    void keepAlive_data();
    void keepAlive();
    void answersWithoutBody_data();
    void answersWithoutBody();
    void answerHeaders();
    void expectContinue();
    void expectContinueWithTheBody();
    void replies_data();
    void replies();
    void pipeliningInOrder_data();
    void pipeliningInOrder();
    void disconnectBeforeReply_data();
    void disconnectBeforeReply();
    void halfClosed_data();
    void halfClosed();
    void secondReplyHasNoEffect();
    void replyAfterTheListener();
    void listenFails();
    void listenAgain();
    void closedAsSoonAsItListens();
    void drain_data();
    void drain();
    void drainEnds();
    void destructionWithRequestsInHand();

private:
    void handle(const HttpRequest &request, const HttpReply &reply);
    void listen(int edgeThreads, const HttpLimits &limits = {});
    [[nodiscard]] std::size_t heldCount();
    [[nodiscard]] std::vector<HttpReply> takeHeld();

    std::unique_ptr<HttpListener> m_listener;
    std::mutex m_mutex;
    std::vector<HttpReply> m_held; ///< of requests to /hold
    std::optional<HttpRequest> m_last;
    std::atomic_int m_handled = 0;
};

void TestHttpListener::init()
{
    m_listener = std::make_unique<HttpListener>(
        [this](const HttpRequest &request, const HttpReply &reply) { handle(request, reply); });
}

void TestHttpListener::cleanup()
{
    m_listener.reset();
    m_held.clear();
    m_last.reset();
    m_handled = 0;
}

void TestHttpListener::handle(const HttpRequest &request, const HttpReply &reply)
{
    ++m_handled;
    {
        const std::lock_guard lock(m_mutex);
        m_last = request;
    }
    if (request.path == "/hold") {
        const std::lock_guard lock(m_mutex);
        m_held.push_back(reply);
    } else if (request.path == "/thread") {
        std::thread([reply, body = request.body] { reply.send({.contentType = "text/plain", .body = body}); }).detach();
    } else if (request.path == "/timer") {
        QTimer::singleShot(1ms, // clazy:exclude=connect-3arg-lambda
                           [reply, body = request.body] { reply.send({.contentType = "text/plain", .body = body}); });
    } else if (request.path == "/throw") {
        throw std::runtime_error("on purpose");
    } else if (request.path == "/throw-int") {
        throw 42;
    } else if (request.path == "/drop") {
        return;
    } else if (request.path == "/twice") {
        reply.send({.contentType = "text/plain", .body = "first"});
        reply.send({.contentType = "text/plain", .body = "second"});
    } else if (request.path == "/204") {
        reply.send({.status = 204, .contentType = {}});
    } else {
        reply.send({.contentType = "text/plain", .body = request.body});
    }
}

void TestHttpListener::listen(int edgeThreads, const HttpLimits &limits)
{
    QVERIFY(m_listener->listen({.limits = limits, .edgeThreads = edgeThreads}));
    QVERIFY(m_listener->isListening());
    QVERIFY(m_listener->port() != 0);
}

std::size_t TestHttpListener::heldCount()
{
    const std::lock_guard lock(m_mutex);
    return m_held.size();
}

std::vector<HttpReply> TestHttpListener::takeHeld()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_held, {});
}

void TestHttpListener::request_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("Content-Length") << Test::postRequest("{\"a\":1}", "/a/b%20c?x=%2F&y") << QByteArray("POST")
                                    << QByteArray("/a/b%20c") << QByteArray("x=%2F&y") << QByteArray("{\"a\":1}");
    QTest::newRow("chunked") << QByteArray("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                                           "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n")
                             << QByteArray("PUT") << QByteArray("/") << QByteArray() << QByteArray("abc0123456789");
    QTest::newRow("no body") << QByteArray("GET /x HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray("GET")
                             << QByteArray("/x") << QByteArray() << QByteArray();
    QTest::newRow("1 MB") << Test::postRequest(QByteArray(1024 * 1024, 'x')) << QByteArray("POST")
                          << QByteArray("/webhook/test") << QByteArray() << QByteArray(1024 * 1024, 'x');
    QTest::newRow("OPTIONS *") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray("OPTIONS")
                               << QByteArray("*") << QByteArray() << QByteArray();
}

void TestHttpListener::request()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);

    listen(1);
    Test::HttpTestClient client(m_listener->port());
    client.send(bytes);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers().constFirst().status, 200);
    QCOMPARE(client.answers().constFirst().body, body);
    QVERIFY(m_last);
    QCOMPARE(m_last->method, method);
    QCOMPARE(m_last->path, path);
    QCOMPARE(m_last->query, query);
    QCOMPARE(m_last->body, body);
    QVERIFY(body.isEmpty() || m_last->body.capacity() >= body.size() + 64);
    QCOMPARE(m_last->remoteAddress, QHostAddress(QHostAddress::LocalHost));
    QVERIFY(!m_last->header("HOST").isEmpty());
    QVERIFY(m_last->header("X-Absent").isEmpty());
}

void TestHttpListener::keepAlive_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("kept");
    QTest::newRow("HTTP/1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
    QTest::newRow("HTTP/1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n") << false;
    QTest::newRow("HTTP/1.1 list") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: te , close\r\n\r\n")
                                   << false;
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("HTTP/1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
}

void TestHttpListener::keepAlive()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, kept);

    listen(1);
    Test::HttpTestClient client(m_listener->port());
    client.send(head);
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.answers().constFirst().header("Connection"), QByteArray(kept ? "keep-alive" : "close"));
    if (kept) {
        client.send(head);
        QVERIFY(client.waitForAnswers(2));
    } else {
        QVERIFY(client.waitForClosed());
    }
}

void TestHttpListener::answersWithoutBody_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentLength");
    QTest::newRow("HEAD") << QByteArray("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc") << 200
                          << QByteArray("3");
    QTest::newRow("204") << QByteArray("GET /204 HTTP/1.1\r\nHost: a\r\n\r\n") << 204 << QByteArray();
}

void TestHttpListener::answersWithoutBody()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, contentLength);

    listen(1);
    Test::HttpTestClient client(m_listener->port());
    client.send(bytes + bytes);
    QTRY_COMPARE(client.answers(true).size(), 2);
    for (const auto &answer : client.answers(true)) {
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.header("Content-Length"), contentLength);
    }
    QVERIFY(client.received().endsWith("\r\n\r\n"));
}

void TestHttpListener::answerHeaders()
{
    HttpListener listener([](const HttpRequest &, const HttpReply &reply) {
        reply.send({
            .status = 422,
            .contentType = "text/plain\r\nX-Injected: 1",
            .body = "abc",
            .headers = {{"X-Good", "yes"},
                        {"X-Bad", "a\r\nX-Injected: 1"},
                        {"X-Bad\r\nX-Injected", "1"},
                        {"Content-Length", "1000"},
                        {"Transfer-Encoding", "chunked"},
                        {"Connection", "upgrade"}},
        });
    });
    QVERIFY(listener.listen({}));
    Test::HttpTestClient client(listener.port());
    client.send(Test::postRequest("{}"));
    QVERIFY(client.waitForAnswers(1));
    const auto answer = client.answers().constFirst();
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.body, QByteArray("abc"));
    QCOMPARE(answer.header("X-Good"), QByteArray("yes"));
    QCOMPARE(answer.header("Content-Length"), QByteArray("3"));
    QCOMPARE(answer.header("Connection"), QByteArray("keep-alive"));
    QVERIFY(!client.received().contains("X-Injected"));
    QVERIFY(!client.received().contains("chunked"));
}

void TestHttpListener::expectContinue()
{
    listen(1);
    Test::HttpTestClient client(m_listener->port());
    for (int i = 1; i <= 2; ++i) {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        QVERIFY(client.waitForAnswers(2 * i - 1));
        client.send("abc");
        QVERIFY(client.waitForAnswers(2 * i));
    }
    QCOMPARE(client.statuses(), (QList<int>{100, 200, 100, 200}));
}

void TestHttpListener::expectContinueWithTheBody()
{
    listen(1);
    Test::HttpTestClient client(m_listener->port());
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");
    QVERIFY(client.waitForAnswers(1));
    client.send("GET / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\n");
    client.send("abc");
    QVERIFY(client.waitForAnswers(2));
    QCOMPARE(client.statuses(), (QList<int>{200, 200}));
}

void TestHttpListener::replies_data()
{
    QTest::addColumn<int>("edgeThreads");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    for (const int edgeThreads : {0, 1, 3}) {
        const auto row = [&](const char *path, int status) {
            QTest::addRow("%d threads, %s", edgeThreads, path) << edgeThreads << QByteArray(path) << status;
        };
        row("/at-once", 200);
        row("/timer", 200);
        row("/thread", 200);
        row("/throw", 500);
        row("/throw-int", 500);
        row("/drop", 500);
    }
}

void TestHttpListener::replies()
{
    QFETCH(int, edgeThreads);
    QFETCH(QByteArray, path);
    QFETCH(int, status);

    listen(edgeThreads);
    Test::HttpTestClient client(m_listener->port());
    for (int i = 1; i <= 3; ++i) {
        client.send(Test::postRequest("x", path));
        QVERIFY(client.waitForAnswers(i));
    }
    QCOMPARE(client.statuses(), QList<int>(3, status));
    QCOMPARE(m_handled, 3);
}

void TestHttpListener::pipeliningInOrder_data()
{
    QTest::addColumn<int>("edgeThreads");
    QTest::newRow("own thread") << 0;
    QTest::newRow("edge thread") << 1;
}

void TestHttpListener::pipeliningInOrder()
{
    QFETCH(int, edgeThreads);

    listen(edgeThreads);
    const QList<QByteArray> paths{"/timer", "/at-once", "/thread"};
    QByteArray requests;
    constexpr int count = 300;
    for (int i = 0; i < count; ++i) {
        requests += Test::postRequest(QByteArray::number(i), paths.at(i % paths.size()));
    }
    Test::HttpTestClient client(m_listener->port());
    client.send(requests);
    QVERIFY(client.waitForAnswers(count));
    const auto answers = client.answers();
    for (int i = 0; i < count; ++i) {
        QCOMPARE(answers.at(i).body, QByteArray::number(i));
    }
}

void TestHttpListener::disconnectBeforeReply_data()
{
    QTest::addColumn<int>("edgeThreads");
    QTest::addColumn<bool>("fromOtherThread");
    QTest::addColumn<bool>("reset");
    for (const int edgeThreads : {0, 2}) {
        for (const bool fromOtherThread : {false, true}) {
            for (const bool reset : {false, true}) {
                QTest::addRow("%d threads, replies from %s thread, %s", edgeThreads,
                              fromOtherThread ? "another" : "this", reset ? "reset" : "closed")
                    << edgeThreads << fromOtherThread << reset;
            }
        }
    }
}

void TestHttpListener::disconnectBeforeReply()
{
    QFETCH(int, edgeThreads);
    QFETCH(bool, fromOtherThread);
    QFETCH(bool, reset);

    listen(edgeThreads);
    for (int round = 0; round < 30; ++round) {
        std::vector<std::unique_ptr<Test::HttpTestClient>> clients;
        for (int i = 0; i < 10; ++i) {
            clients.push_back(std::make_unique<Test::HttpTestClient>(m_listener->port()));
            clients.back()->send(Test::postRequest("{}", "/hold") + Test::postRequest("{}"));
        }
        QTRY_COMPARE(heldCount(), clients.size());
        for (const auto &client : clients) {
            if (reset) {
                client->reset();
            } else {
                client->socket().close();
            }
        }
        QCoreApplication::processEvents();
        const auto sendAll = [replies = takeHeld()] {
            for (const auto &reply : replies) {
                reply.send({.contentType = "text/plain", .body = "late"});
            }
        };
        if (fromOtherThread) {
            std::thread(sendAll).join();
        } else {
            sendAll();
        }
    }
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("{}"));
    QVERIFY(client.waitForAnswers(1));
}

void TestHttpListener::halfClosed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("at once") << QByteArray("/at-once");
    QTest::newRow("from a timer") << QByteArray("/timer");
    QTest::newRow("from another thread") << QByteArray("/thread");
}

void TestHttpListener::halfClosed()
{
    QFETCH(QByteArray, path);

    listen(1);
    for (int i = 0; i < 20; ++i) {
        Test::HttpTestClient client(m_listener->port());
        client.send(Test::postRequest("x", path));
        client.shutDownWriting();
        QVERIFY(client.waitForClosed());
        QCOMPARE(client.statuses(), QList<int>{200});
    }
}

void TestHttpListener::secondReplyHasNoEffect()
{
    listen(1);
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("x", "/twice") + Test::postRequest("y"));
    QVERIFY(client.waitForAnswers(2));
    QCOMPARE(client.answers().at(0).body, QByteArray("first"));
    QCOMPARE(client.answers().at(1).body, QByteArray("y"));
}

void TestHttpListener::replyAfterTheListener()
{
    listen(1);
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("x", "/hold"));
    QTRY_COMPARE(heldCount(), 1U);
    m_listener.reset();
    takeHeld().front().send({});
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.received(), QByteArray());
}

void TestHttpListener::listenFails()
{
    listen(1);
    HttpListener other([](const HttpRequest &, const HttpReply &) {});
    const auto taken = other.listen({.port = m_listener->port()});
    QVERIFY(!taken);
    QCOMPARE(taken.error().kind, Error::Kind::ActionRequired);
    QVERIFY(taken.error().message.contains(QString::number(m_listener->port())));
    QVERIFY(!other.isListening());

    const auto foreign = other.listen({.address = QHostAddress(QStringLiteral("192.0.2.1"))});
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().kind, Error::Kind::ActionRequired);
    QVERIFY(!other.listen({.edgeThreads = -1}));
    QVERIFY(!m_listener->listen({}));
    QVERIFY(m_listener->isListening());
}

void TestHttpListener::listenAgain()
{
    for (const int edgeThreads : {1, 0, 2}) {
        listen(edgeThreads);
        Test::HttpTestClient client(m_listener->port());
        client.send(Test::postRequest("x"));
        QVERIFY(client.waitForAnswers(1));
        m_listener->close();
        QVERIFY(!m_listener->isListening());
        QVERIFY(client.waitForClosed());
    }
    m_listener->close();
}

/// Nobody may end while somebody else is still busy waking it up.
void TestHttpListener::closedAsSoonAsItListens()
{
    const int rounds = qEnvironmentVariableIntValue("TBS_TEST_ROUNDS") + 200;
    for (int i = 0; i < rounds; ++i) {
        listen(i % 4);
        m_listener->close(std::chrono::milliseconds(i % 2));
    }
    QVERIFY(!m_listener->isListening());
}

void TestHttpListener::drain_data()
{
    QTest::addColumn<int>("edgeThreads");
    QTest::newRow("own thread") << 0;
    QTest::newRow("edge threads") << 2;
}

void TestHttpListener::drain()
{
    QFETCH(int, edgeThreads);

    listen(edgeThreads);
    const auto port = m_listener->port();
    Test::HttpTestClient idle(port);
    idle.send(Test::postRequest("x"));
    QVERIFY(idle.waitForAnswers(1));
    Test::HttpTestClient handled(port);
    handled.send(Test::postRequest("x", "/hold") + Test::postRequest("never", "/hold"));
    Test::HttpTestClient halfSent(port);
    halfSent.send(Test::postRequest("x"));
    QVERIFY(halfSent.waitForAnswers(1)); // what the kernel still holds at the end is nobody's request
    halfSent.send(Test::postRequest("half").chopped(1));
    QTRY_COMPARE(heldCount(), 1U);

    bool refused = false;
    QTimer::singleShot(100ms, this, [&] {
        halfSent.send("f");
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, port);
        refused = !late.waitForConnected(1000);
        takeHeld().front().send({.contentType = "text/plain", .body = "drained"});
    });
    QElapsedTimer timer;
    timer.start();
    m_listener->close(10s); // its event loop runs the timer
    QVERIFY(timer.elapsed() < 5000);

    QVERIFY(refused);
    QVERIFY(idle.waitForClosed());
    QVERIFY(handled.waitForClosed());
    QCOMPARE(handled.statuses(), QList<int>{200});
    QCOMPARE(handled.answers().constFirst().body, QByteArray("drained"));
    QCOMPARE(handled.answers().constFirst().header("Connection"), QByteArray("close"));
    QVERIFY(halfSent.waitForClosed());
    QCOMPARE(halfSent.statuses(), QList<int>({200, 200}));
    QCOMPARE(halfSent.answers().constLast().header("Connection"), QByteArray("close"));
    QCOMPARE(heldCount(), 0U);
}

void TestHttpListener::drainEnds()
{
    listen(1, {.headTimeout = 100ms});
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("x", "/hold"));
    QTRY_COMPARE(heldCount(), 1U);
    QElapsedTimer timer;
    timer.start();
    m_listener->close(200ms);
    QVERIFY(timer.elapsed() >= 200);
    QVERIFY(timer.elapsed() < 5000);
    QVERIFY(client.waitForClosed());
}

void TestHttpListener::destructionWithRequestsInHand()
{
    for (const int edgeThreads : {0, 2}) {
        init();
        listen(edgeThreads);
        std::vector<std::unique_ptr<Test::HttpTestClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<Test::HttpTestClient>(m_listener->port()));
            clients.back()->send(Test::postRequest("x", "/hold"));
        }
        QTRY_COMPARE(heldCount(), clients.size());
        auto replies = takeHeld();
        std::thread sender([&] {
            for (const auto &reply : replies) {
                reply.send({});
            }
        });
        m_listener.reset();
        sender.join();
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHttpListener)
#include "tst_httplistener.moc"
