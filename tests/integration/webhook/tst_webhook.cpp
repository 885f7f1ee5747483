// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httptestclient.h"
#include "mockclock.h"

#include <Tbs/webhook/webhookrequesthandler.h>

#include <QtTest>

#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Takes everything, in a thread of its own as a store would.
class ThreadedSink final : public NotificationSink
{
public:
    void receive(IncomingNotification incoming, Done done) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_received.append(std::move(incoming));
        }
        std::thread([done = std::move(done)] { done(Receipt{.newEvents = 1}); }).detach();
    }

    [[nodiscard]] QList<IncomingNotification> received()
    {
        const std::lock_guard lock(m_mutex);
        return m_received;
    }

private:
    std::mutex m_mutex;
    QList<IncomingNotification> m_received;
};

} // namespace

/// Listener, handler and sink together.
class TestWebhook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notificationsArrive();
    void endpointsComeAndGo();
};

void TestWebhook::notificationsArrive()
{
    auto router = std::make_shared<EndpointRouter>();
    QVERIFY(router->add(u"webhook"_s, u"new-appointment"_s));
    ThreadedSink sink;
    const Test::MockClock clock;
    HttpListener listener(
        WebhookRequestHandler(router, RequestAuthenticator(AuthenticationOptions{.tokens = {"secret"}}), sink, clock));
    QVERIFY(listener.listen({.edgeThreads = 2}));

    Test::HttpTestClient client(listener.port());
    const QByteArray path = "/webhook/new-appointment";
    client.send(Test::postRequest("{\"a\":1}", path, "X-Api-Key: secret\r\n")
                + Test::postRequest("{\"a\":2}", path, "X-Api-Key: wrong\r\n")
                + Test::postRequest("{\"a\":3}", path + '/', "Authorization: Bearer secret\r\n")
                + Test::postRequest("{\"a\":4}", "/webhook/other", "X-Api-Key: secret\r\n"));
    QVERIFY(client.waitForAnswers(4));
    QCOMPARE(client.statuses(), (QList<int>{200, 401, 200, 404}));
    QCOMPARE(client.answers().constFirst().header("Content-Type"), QByteArray("application/fhir+json"));
    QCOMPARE(client.answers().constFirst().body,
             QByteArray(R"({"resourceType":"Bundle","type":"transaction-response"})"));

    const auto received = sink.received();
    QCOMPARE(received.size(), 2);
    QCOMPARE(received.at(0).webhookId, u"new-appointment"_s);
    QCOMPARE(received.at(0).body, QByteArray("{\"a\":1}"));
    QCOMPARE(received.at(0).origin, NotificationOrigin::Webhook);
    QCOMPARE(received.at(0).receivedAt, clock.now());
    QCOMPARE(received.at(1).body, QByteArray("{\"a\":3}"));
    QVERIFY(received.at(1).body.capacity() >= received.at(1).body.size() + 64);
}

void TestWebhook::endpointsComeAndGo()
{
    auto router = std::make_shared<EndpointRouter>();
    ThreadedSink sink;
    const Test::MockClock clock;
    HttpListener listener(WebhookRequestHandler(router, {}, sink, clock));
    QVERIFY(listener.listen({}));
    Test::HttpTestClient client(listener.port());
    const auto statusNow = [&]() {
        const auto before = client.answers().size();
        client.send(Test::postRequest("{}", "/a"));
        return client.waitForAnswers(before + 1) ? client.statuses().constLast() : 0;
    };
    QCOMPARE(statusNow(), 404);
    QVERIFY(router->add({}, u"a"_s));
    QCOMPARE(statusNow(), 200);
    QVERIFY(router->remove({}, u"a"_s));
    QCOMPARE(statusNow(), 404);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestWebhook)
#include "tst_webhook.moc"
