// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketclient.h"

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::basePath;
using Test::bindingToken;
using Test::SandboxFixture;
using Test::WebSocketClient;
using Test::webSocketSubscription;

/// The websocket channel of the sandbox over real sockets.
class TestSandboxWebSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notifies_data();
    void notifies();
    void bindsInAnyForm_data();
    void bindsInAnyForm();
    void severalSubscriptionsShareASocket();
    void keepsEventsWhileNobodyIsBound();
    void everySocketGetsTheEvent();
    void heartbeats();
    void faultsHappenHereToo();
    void refuses_data();
    void refuses();
    void refusesWhenTold();
    void tokensExpire();
    void bindingsExpire();
    void rebindingKeepsTheBinding();
    void unbinds();
    void answersPing();
    void closesOnDemand();
    void deletedSubscriptionsUnbind();
    void heliosBindsOnce();
    void medplumWantsJson();
    void medplumForgetsInSilence();
};

void TestSandboxWebSocket::notifies_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<PayloadContent>("content");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        for (const auto content : {PayloadContent::Empty, PayloadContent::IdOnly, PayloadContent::FullResource}) {
            QTest::addRow("%s %s", qPrintable(toCode(version)), qPrintable(toCode(content))) << version << content;
        }
    }
}

void TestSandboxWebSocket::notifies()
{
    QFETCH(FhirVersion, version);
    QFETCH(PayloadContent, content);
    SandboxFixture fixture;
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);

    const auto id = fixture.create(version, webSocketSubscription(fixture, content));
    QCOMPARE(fixture.status(version, id), u"active"_s); // before anybody is bound
    const auto binding = bindingToken(fixture, version, {id});
    WebSocketClient client(binding);
    const auto handshake = client.notification(0);
    QCOMPARE(handshake.fhirVersion, version);
    QCOMPARE(handshake.statuses.first().type, NotificationType::Handshake);
    QCOMPARE(handshake.statuses.first().status, SubscriptionStatusCode::Active);
    QCOMPARE(handshake.statuses.first().subscription.id(), id);
    QCOMPARE(handshake.statuses.first().eventsSinceSubscriptionStart->value(), 0U);

    const auto focus = fixture.server.fireSampleEvent(version);
    QTRY_COMPARE(client.count(), 2);
    const auto notification = client.notification(1);
    const auto &status = notification.statuses.first();
    QCOMPARE(status.type, NotificationType::EventNotification);
    QCOMPARE(status.notificationEvents.size(), 1);
    QCOMPARE(status.notificationEvents.first().eventNumber->value(), 1U);
    QCOMPARE(status.notificationEvents.first().focus.relative(), content == PayloadContent::Empty ? u""_s : focus);
    const auto entry = status.notificationEvents.first().focusEntry;
    QCOMPARE(entry >= 0 && !notification.entries[entry].resource.isEmpty(), content == PayloadContent::FullResource);
    QCOMPARE(delivered.size(), 1);
    QCOMPARE(delivered.first(), (QVariantList{id, u"event-notification"_s, 101}));
}

void TestSandboxWebSocket::bindsInAnyForm_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("blank") << u"bind-with-token %1"_s;
    QTest::newRow("colon") << u"bind-with-token: %1"_s;
    QTest::newRow("JSON") << uR"({"type":"bind-with-token","payload":{"token":"%1"}})"_s;
}

void TestSandboxWebSocket::bindsInAnyForm()
{
    QFETCH(QString, message);
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding.url);
    client.say(message.arg(binding.token));
    QTRY_COMPARE(client.count(), 1);
    QCOMPARE(client.type(0), NotificationType::Handshake);
}

void TestSandboxWebSocket::severalSubscriptionsShareASocket()
{
    SandboxFixture fixture;
    QStringList ids;
    for (int i = 0; i < 3; ++i) {
        ids.append(fixture.create(FhirVersion::R4B, webSocketSubscription(fixture)));
    }
    const auto binding = bindingToken(fixture, FhirVersion::R4B, ids);
    WebSocketClient client(binding.url);
    client.say(u"bind-with-token "_s + binding.token);
    for (int round = 0; round < 2; ++round) { // handshakes, then events
        QTRY_COMPARE(client.count(), 3);
        QStringList seen;
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(client.type(i), round == 0 ? NotificationType::Handshake : NotificationType::EventNotification);
            seen.append(client.subscription(i));
        }
        seen.sort();
        auto expected = ids;
        expected.sort();
        QCOMPARE(seen, expected);
        client.clear();
        fixture.server.fireSampleEvent(FhirVersion::R4B);
    }
}

void TestSandboxWebSocket::keepsEventsWhileNobodyIsBound()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    fixture.server.fireSampleEvent(FhirVersion::R5);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    fixture.settle();
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding);
    QCOMPARE(client.notification(0).statuses.first().eventsSinceSubscriptionStart->value(), 2U);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(client.count(), 2);
    QCOMPARE(client.notification(1).statuses.first().notificationEvents.first().eventNumber->value(), 3U);
    const auto events = fixture.request("GET", u"/r5/Subscription/%1/$events"_s.arg(id)).body;
    QCOMPARE(events["entry"_L1][0]["resource"_L1]["notificationEvent"_L1].toArray().size(), 3);
    QCOMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
}

void TestSandboxWebSocket::everySocketGetsTheEvent()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R4, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R4, {id});
    WebSocketClient first(binding);
    WebSocketClient second(binding);
    WebSocketClient stranger(binding.url);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(first.count(), 2);
    QTRY_COMPARE(second.count(), 2);
    QCOMPARE(first.frames()[1], second.frames()[1]);
    QCOMPARE(stranger.count(), 0);
}

void TestSandboxWebSocket::heartbeats()
{
    SandboxFixture fixture;
    auto subscription = webSocketSubscription(fixture);
    subscription.heartbeatPeriod = 20;
    const auto id = fixture.create(FhirVersion::R5, subscription);
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding);
    fixture.clock.advance(20s);
    QTRY_COMPARE(client.count(), 2);
    QCOMPARE(client.type(1), NotificationType::Heartbeat);
    fixture.server.sendHeartbeats();
    QTRY_COMPARE(client.count(), 3);
}

void TestSandboxWebSocket::faultsHappenHereToo()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R4B, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R4B, {id});
    WebSocketClient client(binding);
    client.clear();
    fixture.server.setFaults(
        {.dropEventNumbers = {1}, .duplicateEventNumbers = {3}, .reorderEventNumbers = {2}, .delay = 5s});
    for (int i = 0; i < 4; ++i) {
        fixture.server.fireSampleEvent(FhirVersion::R4B);
    }
    fixture.settle();
    QCOMPARE(client.count(), 0); // delayed
    const QList<quint64> expected{3, 3, 2, 4};
    for (int sent = 1; sent <= expected.size(); ++sent) {
        fixture.clock.advance(5s);
        QTRY_COMPARE(client.count(), sent);
        fixture.settle();
    }
    for (int i = 0; i < expected.size(); ++i) {
        QCOMPARE(client.notification(i).statuses.first().notificationEvents.first().eventNumber->value(), expected[i]);
    }
}

void TestSandboxWebSocket::refuses_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QByteArray>("binary");
    QTest::newRow("bad token") << u"bind-with-token nonsense"_s << QByteArray();
    QTest::newRow("half a token") << u"bind-with-token HALF"_s << QByteArray();
    QTest::newRow("bad token in JSON") << uR"({"type":"bind-with-token","payload":{"token":"x"}})"_s << QByteArray();
    QTest::newRow("no token") << u"bind-with-token"_s << QByteArray();
    QTest::newRow("old core R4 protocol") << u"bind 1"_s << QByteArray();
    QTest::newRow("half a JSON") << uR"({"type":"bind-with-token")"_s << QByteArray();
    QTest::newRow("empty") << u""_s << QByteArray();
    QTest::newRow("binary") << u""_s << QByteArray::fromHex("00ff00ff");
}

void TestSandboxWebSocket::refuses()
{
    QFETCH(QString, message);
    QFETCH(QByteArray, binary);
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding.url);
    if (binary.isEmpty()) {
        client.say(message.replace(u"HALF"_s, binding.token.left(binding.token.size() / 2)));
    } else {
        client.sayBinary(binary);
    }
    QTRY_COMPARE(client.count(), 1);
    QCOMPARE(client.json(0)["resourceType"_L1].toString(), u"OperationOutcome"_s);
    client.say(u"bind-with-token "_s + binding.token); // the socket is as good as before
    QTRY_COMPARE(client.count(), 2);
    QCOMPARE(client.type(1), NotificationType::Handshake);
}

void TestSandboxWebSocket::refusesWhenTold()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    fixture.server.setFaults({.refuseBindings = true});
    WebSocketClient client(binding);
    QCOMPARE(client.json(0)["resourceType"_L1].toString(), u"OperationOutcome"_s);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    fixture.settle();
    QCOMPARE(client.count(), 1);
}

void TestSandboxWebSocket::tokensExpire()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding.url);
    fixture.clock.advance(1h);
    client.say(u"bind-with-token "_s + binding.token);
    QTRY_COMPARE(client.count(), 1);
    QCOMPARE(client.json(0)["resourceType"_L1].toString(), u"OperationOutcome"_s);
}

void TestSandboxWebSocket::bindingsExpire()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding);
    fixture.clock.advance(59min);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(client.count(), 2);
    fixture.clock.advance(1min);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(client.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QCOMPARE(client.count(), 3);
    QCOMPARE(client.json(2)["resourceType"_L1].toString(), u"OperationOutcome"_s);
}

void TestSandboxWebSocket::rebindingKeepsTheBinding()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding);
    fixture.clock.advance(50min);
    binding = bindingToken(fixture, FhirVersion::R5, {id});
    client.say(u"bind-with-token "_s + binding.token);
    QTRY_COMPARE(client.count(), 2); // another handshake
    fixture.clock.advance(59min);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(client.count(), 3); // once
    QCOMPARE(client.type(2), NotificationType::EventNotification);
    fixture.settle();
    QCOMPARE(client.count(), 3);
}

void TestSandboxWebSocket::unbinds()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding);
    client.say(uR"({"type":"unbind-from-token","payload":{"token":"%1"}})"_s.arg(binding.token));
    client.say(uR"({"type":"ping"})"_s); // answered after the other was taken
    QTRY_COMPARE(client.count(), 2);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    fixture.settle();
    QCOMPARE(client.count(), 2);
}

void TestSandboxWebSocket::answersPing()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    WebSocketClient client(bindingToken(fixture, FhirVersion::R5, {id}).url);
    client.say(uR"({"type":"ping"})"_s);
    QTRY_COMPARE(client.frames(), QStringList{uR"({"type":"pong"})"_s});
}

void TestSandboxWebSocket::closesOnDemand()
{
    SandboxFixture fixture;
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient first(binding);
    WebSocketClient second(binding.url);
    fixture.server.closeWebSockets();
    QTRY_VERIFY(first.isClosed());
    QTRY_VERIFY(second.isClosed());
    QCOMPARE(first.closeCode(), QWebSocketProtocol::CloseCodeGoingAway);

    WebSocketClient again(binding); // the token is good for more than one socket
    QCOMPARE(fixture.request("POST", u"/$sandbox/close-websockets"_s).status, 200);
    QTRY_VERIFY(again.isClosed());
}

void TestSandboxWebSocket::deletedSubscriptionsUnbind()
{
    SandboxFixture fixture;
    const auto gone = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto stays = fixture.create(FhirVersion::R5, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {gone, stays});
    WebSocketClient client(binding);
    QTRY_COMPARE(client.count(), 2);
    QCOMPARE(fixture.request("DELETE", u"/r5/Subscription/"_s + gone).status, 204);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(client.count(), 3);
    QCOMPARE(client.subscription(2), stays);
    QCOMPARE(fixture.request("DELETE", u"/r5/Subscription/"_s + stays).status, 204);
    QTRY_VERIFY(client.isClosed());

    WebSocketClient late(binding);
    QCOMPARE(late.json(0)["resourceType"_L1].toString(), u"OperationOutcome"_s);
}

void TestSandboxWebSocket::heliosBindsOnce()
{
    SandboxFixture fixture(u"helios"_s);
    const auto id = fixture.create(FhirVersion::R5, webSocketSubscription(fixture, PayloadContent::FullResource));
    const auto binding = bindingToken(fixture, FhirVersion::R5, {id});
    WebSocketClient client(binding);
    fixture.clock.advance(1h); // the binding outlives its token
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(client.count(), 2);

    WebSocketClient thief(binding.url); // the token is used up
    thief.say(u"bind-with-token "_s + binding.token);
    QTRY_VERIFY(thief.isClosed());
    QCOMPARE(thief.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    QCOMPARE(thief.count(), 0);

    client.say(u"bind-with-token "_s + bindingToken(fixture, FhirVersion::R5, {id}).token);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(fixture.request("GET", u"/r5/Subscription/$get-ws-binding-token"_s).status, 404);
}

void TestSandboxWebSocket::medplumWantsJson()
{
    SandboxFixture fixture(u"medplum"_s);
    const auto id = fixture.create(FhirVersion::R4, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R4, {id});
    WebSocketClient client(binding.url);
    client.say(u"bind-with-token "_s + binding.token); // passed over in silence
    client.say(uR"({"type":"ping"})"_s);
    QTRY_COMPARE(client.frames(), QStringList{uR"({"type":"pong"})"_s});
    client.say(uR"({"type":"bind-with-token","payload":{"token":"%1"}})"_s.arg(binding.token));
    QTRY_COMPARE(client.count(), 2);
    QCOMPARE(client.json(1)["entry"_L1][0]["resource"_L1]["resourceType"_L1].toString(), u"SubscriptionStatus"_s);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    QTRY_COMPARE(client.count(), 3);
    const auto status = client.notification(2).statuses.first();
    QVERIFY(!status.eventsSinceSubscriptionStart);
    QCOMPARE(status.notificationEvents.first().eventNumber->value(), 0U);
}

void TestSandboxWebSocket::medplumForgetsInSilence()
{
    SandboxFixture fixture(u"medplum"_s);
    const auto id = fixture.create(FhirVersion::R4, webSocketSubscription(fixture));
    const auto binding = bindingToken(fixture, FhirVersion::R4, {id});
    WebSocketClient client(binding.url);
    client.say(uR"({"type":"bind-with-token","payload":{"token":"%1"}})"_s.arg(binding.token));
    QTRY_COMPARE(client.count(), 1);
    fixture.clock.advance(1h);
    fixture.server.fireSampleEvent(FhirVersion::R4);
    fixture.settle();
    QCOMPARE(client.count(), 1);
    QVERIFY(!client.isClosed());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSandboxWebSocket)
#include "tst_sandboxwebsocket.moc"
