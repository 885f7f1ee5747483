// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"

#include <QtTest>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace Tbs {

/// Many connections at once, answered from several threads.
class TestHttpListenerLoad : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyConnections_data();
    void manyConnections();
    void manyShortConnections();
};

namespace {

/// Answers requests in its own thread, in the order in which they come and as many at a time as are there.
class Answerer
{
public:
    Answerer()
        : m_thread([this] { run(); })
    {
    }
    Q_DISABLE_COPY_MOVE(Answerer)

    ~Answerer()
    {
        add({}, HttpReply([](const HttpResponse &) {}), true);
        m_thread.join();
    }

    void add(QByteArray body, const HttpReply &reply, bool last = false)
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back({std::move(body), reply});
        m_ended = m_ended || last;
        m_added.notify_one();
    }

private:
    void run()
    {
        std::unique_lock lock(m_mutex);
        while (!m_ended) {
            m_added.wait(lock, [this] { return !m_requests.empty(); });
            const auto requests = std::exchange(m_requests, {});
            lock.unlock();
            for (const auto &[body, reply] : requests) {
                reply.send({.contentType = "text/plain", .body = body});
            }
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_added;
    std::vector<std::pair<QByteArray, HttpReply>> m_requests;
    bool m_ended = false;
    std::thread m_thread; ///< last: it uses the others
};

} // namespace

void TestHttpListenerLoad::manyConnections_data()
{
    QTest::addColumn<int>("edgeThreads");
    QTest::addColumn<bool>("later");
    for (const int edgeThreads : {0, 1, 3}) {
        QTest::addRow("%d threads, at once", edgeThreads) << edgeThreads << false;
        QTest::addRow("%d threads, later", edgeThreads) << edgeThreads << true;
    }
}

void TestHttpListenerLoad::manyConnections()
{
    QFETCH(int, edgeThreads);
    QFETCH(bool, later);

    constexpr int connections = 100;
    constexpr int requestsEach = 50;
    Answerer answerer;
    std::mutex mutex;
    std::set<QThread *> threads;
    HttpListener listener([&](const HttpRequest &request, const HttpReply &reply) {
        {
            const std::lock_guard lock(mutex);
            threads.insert(QThread::currentThread());
        }
        if (later) {
            answerer.add(request.body, reply);
        } else {
            reply.send({.contentType = "text/plain", .body = request.body});
        }
    });
    QVERIFY(listener.listen({.edgeThreads = edgeThreads}));

    std::vector<std::unique_ptr<Test::HttpTestClient>> clients;
    for (int i = 0; i < connections; ++i) {
        clients.push_back(std::make_unique<Test::HttpTestClient>(listener.port()));
    }
    for (int request = 0; request < requestsEach; ++request) {
        for (int i = 0; i < connections; ++i) {
            clients[static_cast<std::size_t>(i)]->send(Test::postRequest(QByteArray::number(i * 1000 + request)));
        }
    }
    for (int i = 0; i < connections; ++i) {
        auto &client = *clients[static_cast<std::size_t>(i)];
        QVERIFY(client.waitForAnswers(requestsEach, 60000));
        const auto answers = client.answers();
        QCOMPARE(answers.size(), requestsEach);
        for (int request = 0; request < requestsEach; ++request) {
            QCOMPARE(answers.at(request).status, 200);
            QCOMPARE(answers.at(request).body, QByteArray::number(i * 1000 + request));
        }
    }
    QCOMPARE(threads.size(), static_cast<std::size_t>(std::max(edgeThreads, 1)));
    QCOMPARE(threads.contains(QThread::currentThread()), edgeThreads == 0);
    listener.close();
}

void TestHttpListenerLoad::manyShortConnections()
{
    HttpListener listener([&](const HttpRequest &request, const HttpReply &reply) {
        reply.send({.contentType = "text/plain", .body = request.body});
    });
    QVERIFY(listener.listen({.limits = {.maximumConnections = 40}, .edgeThreads = 2}));
    int refused = 0;
    for (int round = 0; round < 50; ++round) {
        std::vector<std::unique_ptr<Test::HttpTestClient>> clients;
        for (int i = 0; i < 20; ++i) {
            clients.push_back(std::make_unique<Test::HttpTestClient>(listener.port()));
            clients.back()->send(Test::postRequest("x", "/", "Connection: close\r\n"));
        }
        for (const auto &client : clients) {
            QVERIFY(client->waitForClosed());
            refused += client->statuses() == QList<int>{200} ? 0 : 1;
        }
    }
    QCOMPARE(refused, 0); // places of closed connections are free again at once
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHttpListenerLoad)
#include "tst_httplistenerload.moc"
