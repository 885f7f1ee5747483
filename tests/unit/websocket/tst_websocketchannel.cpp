// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "channelfixture.h"
#include "fixtures.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::ChannelFixture;
using Test::handshake;
using Test::NotificationText;

/// What goes from the socket to the sink, and the subscriptions that come and go.
class TestWebSocketChannel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bindsAndReceives();
    void tellsEveryState();
    void subscriptionsShareASocket();
    void routes_data();
    void routes();
    void twoDefinitionsOfOneSubscription();
    void dividesBundles();
    void keepsTheOrder();
    void oneThatWaitsHoldsUpNoOther();
    void refusedNotificationsAreTold();
    void dropsWhatDoesNotFit();
    void brokenFrames_data();
    void brokenFrames();
    void hugeFrames();
    void tooLargeFrames();
    void addsSubscriptions();
    void removesSubscriptions();
    void replacesSubscriptions();
    void formerSubscriptionsAreNoError();
    void destroyedInEveryState();
    void framesOfHelios_data();
    void framesOfHelios();
};

void TestWebSocketChannel::bindsAndReceives()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.connected->size(), 1);
    QCOMPARE(fixture.server.messages(0), QStringList{u"bind-with-token token-1#1"_s});
    QCOMPARE(fixture.catchUps->size(), 1);
    QCOMPARE(fixture.catchUps->first().first().toString(), u"a"_s);
    QCOMPARE(fixture.channel->status(u"a"_s).state, WebSocketState::Connected);
    QVERIFY(!fixture.channel->status(u"a"_s).error);
    QCOMPARE(fixture.sink.bodies(), QByteArrayList{handshake(u"1"_s).toUtf8()});

    fixture.clock.advance(3s);
    fixture.sendEvent(0, u"1"_s, 1);
    QTRY_COMPARE(fixture.sink.count(), 2);
    const auto incoming = fixture.sink.received().last();
    QCOMPARE(incoming.webhookId, u"a"_s);
    QCOMPARE(incoming.body, ChannelFixture::event(u"1"_s, 1)); // as it came
    QCOMPARE(incoming.origin, NotificationOrigin::WebSocket);
    QCOMPARE(incoming.receivedAt, fixture.clock.now());
    QCOMPARE(fixture.channel->status(u"a"_s).since, fixture.clock.now().addSecs(-3));
    QCOMPARE(fixture.errors->size(), 0);
    QCOMPARE(fixture.disconnected->size(), 0);
}

void TestWebSocketChannel::tellsEveryState()
{
    ChannelFixture fixture;
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Disconnected);
    QVERIFY(!fixture.channel->status(u"a"_s).since.isValid());
    fixture.confirm();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.connected->size(), 1);
    QList<WebSocketState> states;
    for (const auto &change : std::as_const(*fixture.statuses)) {
        QCOMPARE(change.first().toString(), u"a"_s);
        states.append(change.at(1).value<WebSocketStatus>().state);
    }
    QCOMPARE(states,
             (QList{WebSocketState::FetchingToken, WebSocketState::Connecting, WebSocketState::Binding,
                    WebSocketState::Connected}));
    for (const auto state : std::as_const(states)) {
        QVERIFY(!displayText(state).isEmpty());
    }
    fixture.clock.advance(5s);
    fixture.server.close(0);
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    const auto status = fixture.channel->status(u"a"_s);
    QCOMPARE(status.state, WebSocketState::Disconnected);
    QCOMPARE(status.since, fixture.clock.now());
    QCOMPARE(status.error->kind, Error::Kind::Retry);
    QVERIFY(status.nextAttemptAt > fixture.clock.now());
}

void TestWebSocketChannel::subscriptionsShareASocket()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.subscribe({u"c"_s, u"a"_s, u"b"_s});
    QTRY_COMPARE(fixture.connected->size(), 3);
    QCOMPARE(fixture.askedFor, (QList<QStringList>{{u"1"_s, u"2"_s, u"3"_s}}));
    QCOMPARE(fixture.server.socketCount(), 1);
    QCOMPARE(fixture.catchUps->size(), 3);
    fixture.sink.clear();
    for (const auto &id : {u"2"_s, u"1"_s, u"3"_s}) {
        fixture.sendEvent(0, id, 1);
    }
    QTRY_COMPARE(fixture.sink.webhookIds(), (QStringList{u"b"_s, u"a"_s, u"c"_s}));
    QCOMPARE(fixture.channel->webhookIds(), (QStringList{u"a"_s, u"b"_s, u"c"_s}));
}

void TestWebSocketChannel::routes_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("webhookId"); // empty: for nobody
    QTest::newRow("relative") << u"Subscription/2"_s << u"b"_s;
    QTest::newRow("absolute") << u"https://example.org/fhir/Subscription/2"_s << u"b"_s;
    QTest::newRow("absolute, other base") << u"http://10.0.0.1/Subscription/2"_s << u"b"_s;
    QTest::newRow("with a version") << u"Subscription/2/_history/7"_s << u"b"_s;
    QTest::newRow("bare id") << u"2"_s << u"b"_s;
    QTest::newRow("of somebody else") << u"Subscription/22"_s << QString();
    QTest::newRow("beginning alike") << u"Subscription/2x"_s << QString();
    QTest::newRow("urn") << u"urn:uuid:2"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestWebSocketChannel::routes()
{
    QFETCH(QString, reference);
    QFETCH(QString, webhookId);
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    const auto frame = NotificationText{.subscription = reference, .counter = 1, .eventNumbers = {1}}.toJson();
    fixture.server.send(0, QString::fromUtf8(frame));
    fixture.sendEvent(0, u"1"_s, 1); // comes after it
    QTRY_VERIFY(fixture.sink.webhookIds().contains(u"a"_s));
    QCOMPARE(fixture.sink.webhookIds(), webhookId.isEmpty() ? QStringList{u"a"_s} : (QStringList{webhookId, u"a"_s}));
    QCOMPARE(fixture.errors->size(), webhookId.isEmpty() ? 1 : 0);
    QCOMPARE(fixture.disconnected->size(), 0);
}

void TestWebSocketChannel::twoDefinitionsOfOneSubscription()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.channel->setSubscriptions({{u"x"_s, u"1"_s}, {u"y"_s, u"Subscription/1"_s}});
    QTRY_COMPARE(fixture.connected->size(), 2);
    QCOMPARE(fixture.askedFor, (QList<QStringList>{{u"1"_s}}));
    fixture.sink.clear();
    fixture.sendEvent(0, u"1"_s, 1);
    QTRY_COMPARE(fixture.sink.webhookIds(), (QStringList{u"x"_s, u"y"_s}));
}

void TestWebSocketChannel::dividesBundles()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    // Medplum's heartbeat: a status of each subscription.
    const auto status = uR"({"resource":{"resourceType":"SubscriptionStatus","status":"active","type":"heartbeat",)"
                        uR"("subscription":{"reference":"Subscription/%1"}}})"_s;
    fixture.server.send(
        0,
        uR"({"resourceType":"Bundle","id":"h","type":"history","entry":[%1,%2]})"_s.arg(status.arg(2), status.arg(1)));
    QTRY_COMPARE(fixture.sink.webhookIds(), (QStringList{u"a"_s, u"b"_s}));
    QVERIFY(fixture.sink.bodies().at(0).contains("Subscription/1")
            && !fixture.sink.bodies().at(0).contains("Subscription/2"));
    QVERIFY(fixture.sink.bodies().at(1).contains("Subscription/2")
            && !fixture.sink.bodies().at(1).contains("Subscription/1"));
    QCOMPARE(fixture.errors->size(), 0);
}

void TestWebSocketChannel::keepsTheOrder()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    const auto busy = failure(Error::Kind::Retry, u"busy"_s);
    fixture.sink.answerNext({busy, busy});
    for (int number = 1; number <= 3; ++number) {
        fixture.sendEvent(0, u"1"_s, number);
    }
    QTRY_COMPARE(fixture.sink.count(), 1);
    fixture.settle();
    QCOMPARE(fixture.sink.count(), 1); // 2 and 3 wait behind 1
    fixture.clock.advance(999ms);
    QCOMPARE(fixture.sink.count(), 1);
    fixture.clock.advance(1ms);
    QCOMPARE(fixture.sink.count(), 2); // refused again; the pause doubles
    fixture.clock.advance(1999ms);
    QCOMPARE(fixture.sink.count(), 2);
    fixture.clock.advance(1ms);
    QTRY_COMPARE(fixture.sink.count(), 5);
    const auto first = ChannelFixture::event(u"1"_s, 1);
    QCOMPARE(fixture.sink.bodies(),
             (QByteArrayList{first, first, first, ChannelFixture::event(u"1"_s, 2), ChannelFixture::event(u"1"_s, 3)}));
    QCOMPARE(fixture.errors->size(), 2);
    QCOMPARE(ChannelFixture::errorOf(fixture.errors->first()).message, u"busy"_s);
    QCOMPARE(fixture.disconnected->size(), 0);
}

void TestWebSocketChannel::oneThatWaitsHoldsUpNoOther()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    fixture.sink.answerNext({failure(Error::Kind::ActionRequired, u"full"_s)});
    fixture.sendEvent(0, u"1"_s, 1);
    fixture.sendEvent(0, u"1"_s, 2);
    fixture.sendEvent(0, u"2"_s, 1);
    QTRY_COMPARE(fixture.sink.webhookIds(), (QStringList{u"a"_s, u"b"_s}));
    fixture.clock.advance(1s);
    QTRY_COMPARE(fixture.sink.webhookIds(), (QStringList{u"a"_s, u"b"_s, u"a"_s, u"a"_s}));
}

void TestWebSocketChannel::refusedNotificationsAreTold()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.sink.answerNext({failure(Error::Kind::BadData, u"strange"_s, u"Bundle.entry"_s)});
    fixture.sendEvent(0, u"1"_s, 1);
    fixture.sendEvent(0, u"1"_s, 2);
    QTRY_COMPARE(fixture.sink.count(), 2); // at once, and the first one not again
    QCOMPARE(fixture.errors->size(), 1);
    QCOMPARE(fixture.errors->first().first().toString(), u"a"_s);
    QCOMPARE(ChannelFixture::errorOf(fixture.errors->first()).location, u"Bundle.entry"_s);
    fixture.clock.advance(20s);
    QCOMPARE(fixture.sink.count(), 2);
}

void TestWebSocketChannel::dropsWhatDoesNotFit()
{
    auto options = ChannelFixture::optionsFor({});
    options.maximumWaitingSize = 3 * ChannelFixture::event(u"1"_s, 1).size();
    ChannelFixture fixture(options);
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.sink.hold();
    for (int number = 1; number <= 5; ++number) {
        fixture.sendEvent(0, u"1"_s, number);
    }
    QTRY_COMPARE(fixture.errors->size(), 1); // told once
    QCOMPARE(ChannelFixture::errorOf(fixture.errors->first()).kind, Error::Kind::Retry);
    fixture.settle();
    QCOMPARE(fixture.sink.count(), 1);
    QCOMPARE(fixture.catchUps->size(), 0);
    fixture.sink.release();
    QTRY_COMPARE(fixture.sink.count(), 3);
    QCOMPARE(fixture.catchUps->size(), 1); // 4 and 5 have to be fetched
    QCOMPARE(fixture.disconnected->size(), 0);
    fixture.sendEvent(0, u"1"_s, 6); // and it goes on
    QTRY_COMPARE(fixture.sink.count(), 4);
}

void TestWebSocketChannel::brokenFrames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("binary");
    const auto text = [](const char *name, const QString &frame) {
        QTest::newRow(name) << frame << QByteArray();
    };
    const auto good = QString::fromUtf8(ChannelFixture::event(u"1"_s, 1));
    text("half a notification", good.left(good.size() / 2));
    text("two notifications", good + good);
    text("no JSON", u"hello"_s);
    text("HTML", u"<html><body>502</body></html>"_s);
    text("list", u"[]"_s);
    text("number", u"1"_s);
    text("null", u"null"_s);
    text("empty object", u"{}"_s);
    text("another resource", uR"({"resourceType":"Patient","id":"1"})"_s);
    text("bundle without status", uR"({"resourceType":"Bundle","type":"history","entry":[]})"_s);
    text("entries are no list", uR"({"resourceType":"Bundle","type":"history","entry":{}})"_s);
    text("deep", u"["_s.repeated(100'000));
    text("surrogate", u"{\"a\":\"\\ud800\"}"_s);
    text("refusal of nothing", uR"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"x"}]})"_s);
    text("OperationOutcome without issues", uR"({"resourceType":"OperationOutcome"})"_s);
    QTest::newRow("binary") << QString() << QByteArray::fromHex("00ff10803fc0");
    QTest::newRow("binary, no UTF-8") << QString() << QByteArray("{\"a\":\"\xff\"}");
    QTest::newRow("binary zeros") << QString() << QByteArray(100'000, '\0');
}

void TestWebSocketChannel::brokenFrames()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, binary);
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    if (binary.isEmpty()) {
        fixture.server.send(0, text);
    } else {
        fixture.server.sendBinary(0, binary);
    }
    fixture.sendEvent(0, u"1"_s, 7);
    QTRY_COMPARE(fixture.sink.count(), 1);
    QCOMPARE(fixture.sink.bodies().constFirst(), ChannelFixture::event(u"1"_s, 7));
    QCOMPARE(fixture.errors->size(), 1);
    QVERIFY(fixture.errors->first().first().toString().isEmpty());
    QVERIFY(!ChannelFixture::errorOf(fixture.errors->first()).message.isEmpty());
    QCOMPARE(fixture.disconnected->size(), 0);
    QCOMPARE(fixture.server.openSockets(), 1);
}

void TestWebSocketChannel::hugeFrames()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.server.send(0, QString(50'000'000, u'x'));
    fixture.sendEvent(0, u"1"_s, 7);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.sink.count(), 1, 30'000);
    QCOMPARE(fixture.errors->size(), 1);
    QCOMPARE(fixture.disconnected->size(), 0);
    // A binary frame with a notification is one, too.
    fixture.server.sendBinary(0, ChannelFixture::event(u"1"_s, 8));
    QTRY_COMPARE(fixture.sink.count(), 2);
}

void TestWebSocketChannel::tooLargeFrames()
{
    auto options = ChannelFixture::optionsFor({});
    options.maximumMessageSize = 10'000;
    ChannelFixture fixture(options);
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.server.send(0, QString(20'000, u'x'));
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
    QCOMPARE(fixture.catchUps->size(), 1);
}

void TestWebSocketChannel::addsSubscriptions()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.subscribe({u"a"_s, u"b"_s});
    QTRY_COMPARE(fixture.state(u"b"_s), WebSocketState::Connected);
    QCOMPARE(fixture.askedFor, (QList<QStringList>{{u"1"_s, u"2"_s}}));
    QCOMPARE(fixture.server.socketCount(), 1);
    QCOMPARE(fixture.server.messages(0).size(), 2);
    QCOMPARE(*fixture.connected, (QList<QVariantList>{{u"b"_s}})); // a was all the time
    QCOMPARE(*fixture.catchUps, (QList<QVariantList>{{u"b"_s}}));
    QCOMPARE(fixture.disconnected->size(), 0);
    fixture.settle();
    fixture.sink.clear();
    fixture.sendEvent(0, u"1"_s, 1);
    fixture.sendEvent(0, u"2"_s, 1);
    QTRY_COMPARE(fixture.sink.webhookIds(), (QStringList{u"a"_s, u"b"_s}));
}

void TestWebSocketChannel::removesSubscriptions()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    fixture.subscribe({u"b"_s});
    fixture.settle();
    QCOMPARE(fixture.askedFor.size(), 0);
    QVERIFY(fixture.server.isOpen(0));
    fixture.sendEvent(0, u"1"_s, 1);
    fixture.sendEvent(0, u"2"_s, 1);
    QTRY_COMPARE(fixture.sink.webhookIds(), QStringList{u"b"_s});
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Disconnected);
    fixture.subscribe({});
    QTRY_COMPARE(fixture.server.openSockets(), 0);
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(fixture.server.socketCount(), 1); // it does not come back
    QCOMPARE(fixture.disconnected->size(), 0); // nor is that an error
}

void TestWebSocketChannel::replacesSubscriptions()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.channel->setSubscriptions({{u"a"_s, u"9"_s}}); // created anew by the registrar
    QTRY_COMPARE(fixture.connected->size(), 1);
    QCOMPARE(fixture.askedFor, (QList<QStringList>{{u"9"_s}}));
    QTRY_COMPARE(fixture.server.openSockets(), 1);
    fixture.sink.clear();
    fixture.sendEvent(1, u"9"_s, 1);
    QTRY_COMPARE(fixture.sink.webhookIds(), QStringList{u"a"_s});
}

void TestWebSocketChannel::formerSubscriptionsAreNoError()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    fixture.subscribe({u"b"_s});
    fixture.settle();
    fixture.sendEvent(0, u"1"_s, 1); // the server goes on to send it
    fixture.sendEvent(0, u"2"_s, 1);
    QTRY_COMPARE(fixture.sink.count(), 1);
    QCOMPARE(fixture.errors->size(), 0);
}

void TestWebSocketChannel::destroyedInEveryState()
{
    {
        ChannelFixture fixture;
        fixture.subscribe({u"a"_s}); // before it took effect
    }
    for (const auto state : {WebSocketState::FetchingToken, WebSocketState::Connecting, WebSocketState::Binding,
                             WebSocketState::Connected, WebSocketState::Disconnected}) {
        ChannelFixture fixture;
        fixture.holdsTokens = state == WebSocketState::FetchingToken;
        if (state == WebSocketState::Connected) {
            fixture.confirm();
        } else if (state == WebSocketState::Disconnected) {
            fixture.answers.emplace_back(failure(Error::Kind::Retry, u"down"_s));
        }
        bool isReached = false;
        QObject::connect(
            fixture.channel.get(), &WebSocketChannel::statusChanged, fixture.channel.get(),
            [&](const QString &, const WebSocketStatus &status) { isReached = isReached || status.state == state; });
        fixture.subscribe({u"a"_s});
        QTRY_VERIFY(isReached);
        if (state == WebSocketState::Connected) { // and with something in the sink's hands
            fixture.sink.hold();
            fixture.sendEvent(0, u"1"_s, 1);
            QTRY_COMPARE(fixture.sink.count(), 2);
        }
        fixture.channel.reset();
        fixture.sink.release();
        fixture.clock.advance(1h);
        fixture.settle();
    }
}

void TestWebSocketChannel::framesOfHelios_data()
{
    QTest::addColumn<QString>("handshake");
    QTest::addColumn<QString>("event");
    QTest::newRow("R4") << u"helios-r4-handshake.json"_s << u"helios-r4-event.json"_s;
    QTest::newRow("R5") << u"helios-r5-handshake.json"_s << u"helios-r5-event.json"_s;
}

void TestWebSocketChannel::framesOfHelios()
{
    QFETCH(QString, handshake);
    QFETCH(QString, event);
    const auto frame = [](const QString &name) {
        return Test::readFile(Test::dataPath(u"websocket/"_s + name));
    };
    const auto protocol = serverProfile(u"helios"_s)->webSocket;
    ChannelFixture fixture(ChannelFixture::optionsFor(protocol));
    fixture.namesSubscriptions = false;
    fixture.lifetime = 30s;
    QSet<int> boundSockets;
    fixture.server.onMessage([&](int socket, const QString &text) { // as it was seen to do
        if (!Test::isText(text) || boundSockets.contains(socket)) {
            fixture.server.close(socket, QWebSocketProtocol::CloseCodePolicyViolated, u"expected-bind-with-token"_s);
            return;
        }
        boundSockets.insert(socket);
        fixture.server.send(socket, QString::fromUtf8(frame(handshake)));
    });
    fixture.channel->setSubscriptions({{u"a"_s, u"01a210dc-07f9-7392-8f85-000000000001"_s}});
    QTRY_COMPARE(fixture.connected->size(), 1);
    fixture.server.send(0, QString::fromUtf8(frame(event)));
    QTRY_COMPARE(fixture.sink.bodies(), (QByteArrayList{frame(handshake), frame(event)}));
    fixture.clock.advance(29s); // its token expires, the binding does not
    fixture.settle();
    fixture.clock.advance(2s);
    fixture.settle();
    QCOMPARE(fixture.askedFor.size(), 1);
    QCOMPARE(fixture.errors->size() + fixture.disconnected->size(), 0);
    fixture.server.close(0, QWebSocketProtocol::CloseCodePolicyViolated, u"invalid-or-expired-token"_s);
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 2);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestWebSocketChannel)
#include "tst_websocketchannel.moc"
