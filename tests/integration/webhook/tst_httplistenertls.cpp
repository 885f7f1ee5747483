// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"
#include "selfsignedcertificate.h"

#include <QSslKey>
#include <QtTest>

#include <thread>

namespace Tbs {

class TestHttpListenerTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void requests_data();
    void requests();
    void largeBody();
    void malformed();
    void plainClient();
    void silentClient();
    void drain();
    void clientCertificate();
    void unusableConfiguration();

private:
    [[nodiscard]] HttpListenerOptions options() const;

    QSslConfiguration m_tls;
    std::unique_ptr<HttpListener> m_listener;
};

void TestHttpListenerTls::initTestCase()
{
    if (!QSslSocket::supportsSsl()) {
        QSKIP("Qt has no TLS here");
    }
    const auto configuration = Test::selfSignedConfiguration();
    if (!configuration) {
        QSKIP("the openssl command is not installed");
    }
    m_tls = *configuration;
}

void TestHttpListenerTls::init()
{
    m_listener = std::make_unique<HttpListener>([](const HttpRequest &request, const HttpReply &reply) {
        const HttpResponse response{.contentType = "text/plain", .body = request.body};
        if (request.path == "/thread") {
            std::thread([reply, response] { reply.send(response); }).detach();
        } else {
            reply.send(response);
        }
    });
}

void TestHttpListenerTls::cleanup()
{
    m_listener.reset();
}

HttpListenerOptions TestHttpListenerTls::options() const
{
    return {.edgeThreads = 1, .tls = m_tls};
}

void TestHttpListenerTls::requests_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("at once") << QByteArray("/");
    QTest::newRow("from another thread") << QByteArray("/thread");
}

void TestHttpListenerTls::requests()
{
    QFETCH(QByteArray, path);

    QVERIFY(m_listener->listen(options()));
    Test::HttpTestClient client(m_listener->port(), {});
    QByteArray pipelined;
    for (int i = 0; i < 2000; ++i) {
        pipelined += Test::postRequest(QByteArray::number(i), path);
    }
    client.send(pipelined);
    QVERIFY(client.waitForAnswers(2000, 30000));
    const auto answers = client.answers();
    for (int i = 0; i < 2000; ++i) {
        QCOMPARE(answers.at(i).status, 200);
        QCOMPARE(answers.at(i).body, QByteArray::number(i));
    }
    client.send(Test::postRequest("last", path, "Connection: close\r\n"));
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.answers().constLast().body, QByteArray("last"));
}

void TestHttpListenerTls::largeBody()
{
    QVERIFY(m_listener->listen(options()));
    Test::HttpTestClient client(m_listener->port(), {});
    const QByteArray body(4 * 1024 * 1024, 'x');
    client.send(Test::postRequest(body));
    QVERIFY(client.waitForAnswers(1, 30000));
    QCOMPARE(client.answers().constFirst().body, body);
}

void TestHttpListenerTls::malformed()
{
    QVERIFY(m_listener->listen(options()));
    Test::HttpTestClient client(m_listener->port(), {});
    client.send("GET / HTTP/1.1\nHost: a\n\n");
    QVERIFY(client.waitForClosed());
    QCOMPARE(client.statuses(), QList<int>{400});
}

void TestHttpListenerTls::plainClient()
{
    QVERIFY(m_listener->listen(options()));
    Test::HttpTestClient client(m_listener->port());
    client.send(Test::postRequest("{}"));
    QVERIFY(client.waitForClosed());
    QVERIFY(!client.received().startsWith("HTTP"));
}

void TestHttpListenerTls::silentClient()
{
    auto shortened = Test::shortTimeouts();
    shortened.tls = m_tls;
    QVERIFY(m_listener->listen(shortened));
    Test::HttpTestClient client(m_listener->port());
    QVERIFY(client.waitForClosed());
}

void TestHttpListenerTls::drain()
{
    QVERIFY(m_listener->listen(options()));
    Test::HttpTestClient client(m_listener->port(), {});
    client.send(Test::postRequest("x"));
    QVERIFY(client.waitForAnswers(1));
    m_listener->close();
    QVERIFY(client.waitForClosed());
}

void TestHttpListenerTls::clientCertificate()
{
    auto asking = options();
    asking.tls->setPeerVerifyMode(QSslSocket::VerifyPeer);
    asking.tls->setCaCertificates({m_tls.localCertificate()});
    QVERIFY(m_listener->listen(asking));

    Test::HttpTestClient without(m_listener->port(), {});
    without.send(Test::postRequest("x"));
    QVERIFY(without.waitForClosed());
    QCOMPARE(without.received(), QByteArray());

    QSslConfiguration configuration;
    configuration.setLocalCertificate(m_tls.localCertificate());
    configuration.setPrivateKey(m_tls.privateKey());
    Test::HttpTestClient with(m_listener->port(), configuration);
    with.send(Test::postRequest("x"));
    QVERIFY(with.waitForAnswers(1));
    QCOMPARE(with.statuses(), QList<int>{200});
}

void TestHttpListenerTls::unusableConfiguration()
{
    QSslConfiguration withoutKey;
    withoutKey.setLocalCertificate(m_tls.localCertificate());
    for (const auto &configuration : {QSslConfiguration(), withoutKey}) {
        const auto result = m_listener->listen({.tls = configuration});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::ActionRequired);
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHttpListenerTls)
#include "tst_httplistenertls.moc"
