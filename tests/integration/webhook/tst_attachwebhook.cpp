// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"

#include <Tbs/webhook/attachwebhook.h>

#include <QHttpServer>
#include <QTcpServer>
#include <QtTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

/// The webhook in an application's own QHttpServer.
class TestAttachWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void routes_data();
    void routes();
    void replies_data();
    void replies();
    void requestFields();
    void handlerTimeout();
    void badPrefix();

private:
    void attach(const QString &prefix, std::chrono::milliseconds timeout = 5s);

    std::unique_ptr<QHttpServer> m_server;
    quint16 m_port = 0;
    std::optional<HttpRequest> m_last;
};

void TestAttachWebhook::init()
{
    m_server = std::make_unique<QHttpServer>();
    auto *tcpServer = new QTcpServer;
    QVERIFY(tcpServer->listen(QHostAddress::LocalHost));
    m_port = tcpServer->serverPort();
    m_server->bind(tcpServer);
    m_server->route(u"/own"_s, [] { return "own"; });
}

void TestAttachWebhook::cleanup()
{
    m_server.reset();
    m_last.reset();
}

void TestAttachWebhook::attach(const QString &prefix, std::chrono::milliseconds timeout)
{
    const auto attached = attachWebhook(
        *m_server, prefix,
        [this](const HttpRequest &request, const HttpReply &reply) {
            m_last = request;
            const HttpResponse response{.status = 202, .contentType = "text/plain", .body = request.body};
            if (request.body == "throw") {
                throw 42;
            }
            if (request.body == "drop") {
                return;
            }
            if (request.body == "thread") {
                std::thread([reply, response] { reply.send(response); }).detach();
            } else if (request.body == "never") {
                static HttpReply held = reply;
                held = reply;
            } else {
                reply.send(response);
            }
        },
        timeout);
    QVERIFY(attached);
}

void TestAttachWebhook::routes_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("good") << u"webhook"_s << QByteArray("POST") << QByteArray("/webhook/a") << 202;
    QTest::newRow("slashes around the prefix")
        << u"/webhook/"_s << QByteArray("POST") << QByteArray("/webhook/a") << 202;
    QTest::newRow("trailing slash") << u"webhook"_s << QByteArray("POST") << QByteArray("/webhook/a/") << 202;
    QTest::newRow("deep prefix") << u"a/b.c"_s << QByteArray("POST") << QByteArray("/a/b.c/d") << 202;
    QTest::newRow("prefix is no expression") << u"b.c"_s << QByteArray("POST") << QByteArray("/bxc/d") << 404;
    QTest::newRow("empty prefix") << QString() << QByteArray("POST") << QByteArray("/a") << 202;
    QTest::newRow("GET stays the application's")
        << u"webhook"_s << QByteArray("GET") << QByteArray("/webhook/a") << 404;
    QTest::newRow("other paths too") << u"webhook"_s << QByteArray("GET") << QByteArray("/own") << 200;
    QTest::newRow("too deep") << u"webhook"_s << QByteArray("POST") << QByteArray("/webhook/a/b") << 404;
}

void TestAttachWebhook::routes()
{
    QFETCH(QString, prefix);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(int, status);

    attach(prefix);
    Test::HttpTestClient client(m_port);
    client.send(method + ' ' + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{status});
}

void TestAttachWebhook::replies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("at once") << QByteArray("x") << 202;
    QTest::newRow("from another thread") << QByteArray("thread") << 202;
    QTest::newRow("dropped") << QByteArray("drop") << 500;
    QTest::newRow("thrown") << QByteArray("throw") << 500;
}

void TestAttachWebhook::replies()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);

    attach(u"webhook"_s);
    Test::HttpTestClient client(m_port);
    for (int i = 1; i <= 3; ++i) {
        client.send(Test::postRequest(body, "/webhook/a"));
        QVERIFY(client.waitForAnswers(i));
    }
    QCOMPARE(client.statuses(), QList<int>(3, status));
}

void TestAttachWebhook::requestFields()
{
    attach(u"webhook"_s);
    Test::HttpTestClient client(m_port);
    client.send(Test::postRequest("{}", "/webhook/a%20b?x=1", "X-Api-Key: secret\r\n"));
    QVERIFY(client.waitForAnswers(1));
    QVERIFY(m_last);
    QCOMPARE(m_last->method, QByteArray("POST"));
    QCOMPARE(m_last->path, QByteArray("/webhook/a%20b"));
    QCOMPARE(m_last->query, QByteArray("x=1"));
    QCOMPARE(m_last->header("x-api-key"), QByteArray("secret"));
    QCOMPARE(m_last->body, QByteArray("{}"));
    QVERIFY(m_last->body.capacity() >= 66);
    QCOMPARE(m_last->remoteAddress, QHostAddress(QHostAddress::LocalHost));
}

void TestAttachWebhook::handlerTimeout()
{
    if (QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)) {
        QSKIP("the server is answered later");
    }
    attach(u"webhook"_s, 50ms);
    Test::HttpTestClient client(m_port);
    client.send(Test::postRequest("never", "/webhook/a"));
    QVERIFY(client.waitForAnswers(1));
    QCOMPARE(client.statuses(), QList<int>{503});
}

void TestAttachWebhook::badPrefix()
{
    const auto result = attachWebhook(*m_server, u"<arg>"_s, {});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestAttachWebhook)
#include "tst_attachwebhook.moc"
