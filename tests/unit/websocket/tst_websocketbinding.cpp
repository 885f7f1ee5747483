// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "channelfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::ChannelFixture;
using Test::handshake;
using Test::idsIn;
using Test::isText;
using Test::NotificationText;
using Test::tokenIn;
using BindMessage = WebSocketProtocol::BindMessage;

/// How a socket is bound and bound again: the forms of the message, tokens for one or for several, renewal.
class TestWebSocketBinding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profilesForm_data();
    void profilesForm();
    void findsTheOtherForm_data();
    void findsTheOtherForm();
    void triesBothFormsAgainEachTime();
    void anythingOfASubscriptionConfirms();
    void othersDoNotConfirm();
    void unconfirmedSubscriptions();
    void oneTokenEach();
    void divides_data();
    void divides();
    void renewsOnTheSameSocket();
    void renewsInTime_data();
    void renewsInTime();
    void renewsOnANewSocket();
    void renewalThatIsNotTakenGoesToANewSocket();
    void renewalThatClosesIsLearnt();
    void renewalThatFailsIsRepeated();
    void renewalThatNeverWorksEndsTheBinding();
    void bindingsThatDoNotExpireAreLeftAlone();
    void socketBreaksDuringRenewal();
    void wrongClock();

private:
    static void confirmTokens(ChannelFixture &fixture, int socket, const QString &text);
};

namespace {

constexpr WebSocketProtocol onePerSocket{.severalSubscriptions = false, .bindsAgain = false, .bindingExpires = false};

QString refusal(const QString &text)
{
    return uR"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","details":{"text":"%1"}}]})"_s
        .arg(text);
}

} // namespace

void TestWebSocketBinding::confirmTokens(ChannelFixture &fixture, int socket, const QString &text)
{
    for (const auto &id : idsIn(tokenIn(text))) {
        fixture.server.send(socket, handshake(id));
    }
}

void TestWebSocketBinding::profilesForm_data()
{
    QTest::addColumn<WebSocketProtocol>("protocol");
    QTest::addColumn<QString>("message");
    QTest::newRow("text") << WebSocketProtocol{.bindMessage = BindMessage::Text} << u"bind-with-token token-1#1"_s;
    QTest::newRow("JSON") << WebSocketProtocol{.bindMessage = BindMessage::Json}
                          << uR"({"payload":{"token":"token-1#1"},"type":"bind-with-token"})"_s;
}

void TestWebSocketBinding::profilesForm()
{
    QFETCH(WebSocketProtocol, protocol);
    QFETCH(QString, message);
    ChannelFixture fixture(ChannelFixture::optionsFor(protocol));
    fixture.confirm(protocol.bindMessage);
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.connected->size(), 1);
    QCOMPARE(fixture.server.messages(0), QStringList{message});
}

void TestWebSocketBinding::findsTheOtherForm_data()
{
    QTest::addColumn<QString>("reaction"); // to the form that the server does not understand
    QTest::addColumn<BindMessage>("understood");
    for (const auto form : {BindMessage::Text, BindMessage::Json}) {
        const auto *name = form == BindMessage::Text ? "text" : "JSON";
        for (const char *reaction : {"silence", "refusal", "close", "cut"}) {
            QTest::addRow("%s, %s", name, reaction) << QString::fromLatin1(reaction) << form;
        }
    }
}

void TestWebSocketBinding::findsTheOtherForm()
{
    QFETCH(QString, reaction);
    QFETCH(BindMessage, understood);
    const auto other = understood == BindMessage::Text ? BindMessage::Json : BindMessage::Text;
    ChannelFixture fixture(ChannelFixture::optionsFor({.bindMessage = other}));
    fixture.server.onMessage([&](int socket, const QString &text) {
        if (isText(text) == (understood == BindMessage::Text)) {
            confirmTokens(fixture, socket, text);
        } else if (reaction == "refusal"_L1) {
            fixture.server.send(socket, refusal(u"what?"_s));
        } else if (reaction == "close"_L1) {
            fixture.server.close(socket, QWebSocketProtocol::CloseCodePolicyViolated);
        } else if (reaction == "cut"_L1) {
            fixture.server.cut(socket);
        }
    });
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.server.messages().size(), reaction == "silence"_L1 ? 1 : 2);
    if (reaction == "silence"_L1) {
        fixture.clock.advance(9999ms);
        QCOMPARE(fixture.state(u"a"_s), WebSocketState::Binding);
        fixture.clock.advance(1ms);
    }
    QTRY_COMPARE(fixture.connected->size(), 1); // without a pause
    QCOMPARE(fixture.disconnected->size(), 0);
    QCOMPARE(fixture.server.messages().size(), 2);
    const auto needsNewToken = reaction == "close"_L1 || reaction == "cut"_L1;
    QCOMPARE(fixture.askedFor.size(), needsNewToken ? 2 : 1);

    // The next time it comes first.
    fixture.server.close(fixture.server.socketCount() - 1);
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 2);
    QCOMPARE(fixture.server.messages().size(), 3);
    QCOMPARE(isText(fixture.server.messages().last().text), understood == BindMessage::Text);
}

void TestWebSocketBinding::triesBothFormsAgainEachTime()
{
    ChannelFixture fixture; // the server understands neither, until it does
    fixture.server.onMessage([&](int socket, const QString &) { fixture.server.send(socket, refusal(u"no"_s)); });
    fixture.subscribe({u"a"_s});
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QTRY_COMPARE(fixture.disconnected->size(), attempt);
        QCOMPARE(fixture.server.messages().size(), 2 * attempt);
        const auto said = fixture.server.messages().last(2);
        QVERIFY(isText(said[0].text) != isText(said[1].text));
        const auto error = ChannelFixture::errorOf(fixture.disconnected->last());
        QCOMPARE(error.kind, Error::Kind::Rejected);
        QVERIFY2(error.message.endsWith(u": no"_s), qPrintable(error.message));
        if (attempt == 3) {
            fixture.confirm(BindMessage::Json);
        }
        const auto pause = fixture.clock.now().msecsTo(fixture.channel->status(u"a"_s).nextAttemptAt);
        QVERIFY(attempt == 1 ? pause <= 1200 : pause >= 48'000); // refused again: the longest pause
        fixture.goToNextAttempt();
    }
    QTRY_COMPARE(fixture.server.messages().size(), 7);
    QVERIFY(isText(fixture.server.messages().last().text));
    fixture.clock.advance(10s);
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketBinding::anythingOfASubscriptionConfirms()
{
    for (const auto &type : {u"handshake"_s, u"heartbeat"_s, u"event-notification"_s}) {
        ChannelFixture fixture;
        fixture.subscribe({u"a"_s});
        QTRY_COMPARE(fixture.server.messages().size(), 1);
        const NotificationText frame{.type = type, .subscription = u"https://example.org/fhir/Subscription/1"_s};
        fixture.server.send(0, QString::fromUtf8(frame.toJson()));
        QTRY_COMPARE(fixture.connected->size(), 1);
        QCOMPARE(fixture.sink.count(), 1);
    }
}

void TestWebSocketBinding::othersDoNotConfirm()
{
    ChannelFixture fixture;
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.server.messages().size(), 1);
    fixture.server.send(0, handshake(u"11"_s));
    fixture.server.send(0, uR"({"type":"pong"})"_s);
    fixture.server.send(
        0, uR"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]})"_s);
    fixture.server.send(0, u"connected"_s);
    fixture.settle();
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Binding);
    QCOMPARE(fixture.errors->size(), 2); // somebody else's handshake, and what is no notification
    fixture.server.send(0, handshake(u"1"_s));
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketBinding::unconfirmedSubscriptions()
{
    ChannelFixture fixture;
    bool isComplete = false;
    fixture.server.onMessage([&](int socket, const QString &) {
        fixture.server.send(socket, handshake(u"1"_s));
        if (isComplete) {
            fixture.server.send(socket, handshake(u"2"_s));
        }
    });
    fixture.subscribe({u"a"_s, u"b"_s});
    QTRY_COMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    QCOMPARE(fixture.state(u"b"_s), WebSocketState::Binding);
    fixture.clock.advance(10s);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    QCOMPARE(fixture.state(u"b"_s), WebSocketState::Disconnected);
    QCOMPARE(fixture.channel->status(u"b"_s).error->kind, Error::Kind::Retry);
    QCOMPARE(*fixture.connected, (QList<QVariantList>{{u"a"_s}}));
    isComplete = true;
    fixture.goToNextAttempt(u"b"_s);
    QTRY_COMPARE(fixture.state(u"b"_s), WebSocketState::Connected);
    QCOMPARE(fixture.server.socketCount(), 1);
    QCOMPARE(fixture.connected->size(), 2); // a only once
}

void TestWebSocketBinding::oneTokenEach()
{
    ChannelFixture fixture(ChannelFixture::optionsFor(onePerSocket));
    fixture.confirm();
    fixture.subscribe({u"a"_s, u"b"_s});
    QTRY_COMPARE(fixture.connected->size(), 2);
    QCOMPARE(fixture.askedFor.size(), 2);
    QVERIFY(fixture.askedFor.contains(QStringList{u"1"_s}) && fixture.askedFor.contains(QStringList{u"2"_s}));
    QCOMPARE(fixture.server.socketCount(), 2);
    const auto ofB = tokenIn(fixture.server.messages(0).constFirst()).startsWith(u"token-2"_s) ? 0 : 1;
    fixture.server.close(ofB); // the other one is not touched
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(fixture.disconnected->first().first().toString(), u"b"_s);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    fixture.subscribe({u"a"_s, u"b"_s, u"c"_s});
    QTRY_COMPARE(fixture.state(u"c"_s), WebSocketState::Connected);
    fixture.subscribe({u"c"_s});
    QTRY_COMPARE(fixture.server.openSockets(), 1);
    QCOMPARE(fixture.state(u"c"_s), WebSocketState::Connected);
}

void TestWebSocketBinding::divides_data()
{
    QTest::addColumn<bool>("refusesAtOnce"); // else the token is for one of them
    QTest::newRow("no token for several") << true;
    QTest::newRow("a token for one of them") << false;
}

void TestWebSocketBinding::divides()
{
    QFETCH(bool, refusesAtOnce);
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    if (refusesAtOnce) {
        fixture.answers.emplace_back(failure(Error::Kind::Rejected, u"404"_s));
    } else {
        fixture.answers.emplace_back(WebSocketBinding{.token = u"token-1#9"_s,
                                                      .expiration = {},
                                                      .subscriptions = {u"https://example.org/Subscription/1"_s},
                                                      .url = fixture.server.url()});
    }
    fixture.subscribe({u"a"_s, u"b"_s});
    QTRY_COMPARE(fixture.state(u"b"_s), WebSocketState::Connected);
    QCOMPARE(fixture.askedFor, (QList<QStringList>{{u"1"_s, u"2"_s}, {u"2"_s}}));
    QCOMPARE(fixture.server.socketCount(), 2);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    QCOMPARE(fixture.disconnected->size(), 0); // a kept its socket
    fixture.subscribe({u"a"_s, u"b"_s, u"c"_s}); // and it is not tried again
    QTRY_COMPARE(fixture.state(u"c"_s), WebSocketState::Connected);
    QCOMPARE(fixture.askedFor.last(), QStringList{u"3"_s});
}

void TestWebSocketBinding::renewsOnTheSameSocket()
{
    auto options = ChannelFixture::optionsFor({});
    options.pingInterval = 10h; // not what this is about
    ChannelFixture fixture(options);
    fixture.lifetime = 1h;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    for (int round = 2; round <= 4; ++round) {
        fixture.clock.advance(55min - 1ms);
        fixture.settle();
        QCOMPARE(fixture.server.messages().size(), round - 1);
        fixture.clock.advance(1ms);
        QTRY_COMPARE(fixture.server.messages().size(), round);
        QTRY_COMPARE(fixture.sink.count(), 2 * (round - 1)); // handshakes
    }
    QCOMPARE(fixture.server.messages(0).constLast(), u"bind-with-token token-1+2#4"_s);
    QCOMPARE(fixture.server.socketCount(), 1);
    QCOMPARE(fixture.connected->size() + fixture.disconnected->size() + fixture.catchUps->size(), 0);
    QCOMPARE(fixture.errors->size() + fixture.statuses->size(), 0);
}

void TestWebSocketBinding::renewsInTime_data()
{
    QTest::addColumn<std::chrono::milliseconds>("lifetime");
    QTest::addColumn<std::chrono::milliseconds>("renewedAfter"); // 0: never
    QTest::newRow("a day") << std::chrono::milliseconds(24h) << std::chrono::milliseconds(24h - 5min);
    QTest::newRow("a month") << std::chrono::milliseconds(30 * 24h) << std::chrono::milliseconds(30 * 24h - 5min);
    QTest::newRow("half a minute") << std::chrono::milliseconds(30s) << std::chrono::milliseconds(22500ms);
    QTest::newRow("a second") << std::chrono::milliseconds(1s) << std::chrono::milliseconds(750ms);
    QTest::newRow("not said") << std::chrono::milliseconds(0) << std::chrono::milliseconds(0);
}

void TestWebSocketBinding::renewsInTime()
{
    QFETCH(std::chrono::milliseconds, lifetime);
    QFETCH(std::chrono::milliseconds, renewedAfter);
    auto options = ChannelFixture::optionsFor({});
    options.pingInterval = 10'000h; // not what this is about
    ChannelFixture fixture(options);
    fixture.lifetime = lifetime;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    if (renewedAfter == 0ms) {
        fixture.clock.advance(9'000h);
        QCOMPARE(fixture.askedFor.size(), 0);
        return;
    }
    fixture.clock.advance(renewedAfter - 1ms);
    QCOMPARE(fixture.askedFor.size(), 0);
    fixture.clock.advance(1ms);
    QCOMPARE(fixture.askedFor.size(), 1);
}

void TestWebSocketBinding::renewsOnANewSocket()
{
    ChannelFixture fixture;
    Test::FakeWebSocketServer elsewhere;
    fixture.lifetime = 40s;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.url = elsewhere.url(); // the server has moved its websockets
    fixture.clock.advance(30s);
    QTRY_COMPARE(elsewhere.messages().size(), 1);
    fixture.sendEvent(0, u"1"_s, 1); // still by the old one
    QTRY_COMPARE(fixture.sink.count(), 1);
    QVERIFY(fixture.server.isOpen(0));
    elsewhere.send(0, handshake(u"1"_s));
    QTRY_VERIFY(!fixture.server.isOpen(0));
    elsewhere.send(0, QString::fromUtf8(ChannelFixture::event(u"1"_s, 2)));
    QTRY_COMPARE(fixture.sink.count(), 3);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    QCOMPARE(fixture.disconnected->size() + fixture.catchUps->size(), 0);
}

void TestWebSocketBinding::renewalThatIsNotTakenGoesToANewSocket()
{
    auto options = ChannelFixture::optionsFor({});
    options.pingInterval = 1h;
    ChannelFixture fixture(options);
    fixture.lifetime = 2min;
    QSet<int> boundSockets; // a second token on a socket is passed over
    fixture.server.onMessage([&](int socket, const QString &text) {
        if (!boundSockets.contains(socket)) {
            boundSockets.insert(socket);
            confirmTokens(fixture, socket, text);
        }
    });
    fixture.connectAll({u"a"_s});
    fixture.clock.advance(90s);
    QTRY_COMPARE(fixture.server.messages(0).size(), 2);
    fixture.sendEvent(0, u"1"_s, 1); // an event of the binding that is there proves nothing
    QTRY_COMPARE(fixture.sink.count(), 1);
    fixture.clock.advance(10s);
    QTRY_COMPARE(fixture.server.socketCount(), 2);
    QTRY_VERIFY(!fixture.server.isOpen(0));
    QCOMPARE(fixture.server.messages(1), QStringList{u"bind-with-token token-1#3"_s});
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    QCOMPARE(fixture.disconnected->size(), 0);
}

void TestWebSocketBinding::renewalThatClosesIsLearnt()
{
    ChannelFixture fixture; // Helios, without its profile
    fixture.lifetime = 30s;
    QSet<int> boundSockets;
    fixture.server.onMessage([&](int socket, const QString &text) {
        if (boundSockets.contains(socket)) {
            fixture.server.close(socket, QWebSocketProtocol::CloseCodePolicyViolated, u"single-bind-only"_s);
            return;
        }
        boundSockets.insert(socket);
        confirmTokens(fixture, socket, text);
    });
    fixture.connectAll({u"a"_s});
    fixture.clock.advance(22500ms);
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QVERIFY(ChannelFixture::errorOf(fixture.disconnected->first()).message.contains(u"single-bind-only"_s));
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
    QCOMPARE(fixture.catchUps->size(), 1);
    for (int renewal = 1; renewal <= 3; ++renewal) { // from now on without a hole
        fixture.clock.advance(22500ms);
        QTRY_VERIFY(!fixture.server.isOpen(renewal));
        QVERIFY(fixture.server.isOpen(renewal + 1));
    }
    QCOMPARE(fixture.disconnected->size(), 1);
}

void TestWebSocketBinding::renewalThatFailsIsRepeated()
{
    auto options = ChannelFixture::optionsFor({});
    options.pingInterval = 1h;
    ChannelFixture fixture(options);
    fixture.lifetime = 20min;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.answers.emplace_back(failure(Error::Kind::Retry, u"down"_s));
    fixture.answers.emplace_back(failure(Error::Kind::Retry, u"still down"_s));
    fixture.clock.advance(15min);
    QCOMPARE(fixture.errors->size(), 1);
    fixture.clock.advance(1200ms);
    QCOMPARE(fixture.errors->size(), 2);
    QCOMPARE(ChannelFixture::errorOf(fixture.errors->last()).message, u"still down"_s);
    fixture.clock.advance(2400ms);
    QTRY_COMPARE(fixture.sink.count(), 1); // the handshake of the renewal
    QCOMPARE(fixture.askedFor.size(), 3);
    QCOMPARE(fixture.disconnected->size() + fixture.statuses->size(), 0);
    fixture.server.onMessage([&](int socket, const QString &) { fixture.server.send(socket, refusal(u"no"_s)); });
    fixture.clock.advance(15min);
    QTRY_COMPARE(fixture.errors->size(), 3); // refused: on the same socket again
    fixture.confirm();
    fixture.clock.advance(1200ms);
    QTRY_COMPARE(fixture.sink.count(), 2);
    QCOMPARE(fixture.server.socketCount(), 1);
}

void TestWebSocketBinding::renewalThatNeverWorksEndsTheBinding()
{
    auto options = ChannelFixture::optionsFor({});
    options.pingInterval = 1h;
    ChannelFixture fixture(options);
    fixture.lifetime = 4min;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    for (int i = 0; i < 100; ++i) {
        fixture.answers.emplace_back(failure(Error::Kind::Retry, u"down"_s));
    }
    fixture.clock.advance(4min - 1ms);
    QCOMPARE(fixture.disconnected->size(), 0);
    QVERIFY(fixture.errors->size() >= 2);
    fixture.clock.advance(1ms); // some servers say nothing: Medplum
    QCOMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).message, u"down"_s);
    QTRY_COMPARE(fixture.server.openSockets(), 0);
    fixture.answers.clear();
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketBinding::bindingsThatDoNotExpireAreLeftAlone()
{
    auto options = ChannelFixture::optionsFor(onePerSocket);
    options.pingInterval = 100h;
    ChannelFixture fixture(options);
    fixture.lifetime = 30s;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    fixture.clock.advance(48h);
    fixture.settle();
    QCOMPARE(fixture.askedFor.size(), 0);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
}

void TestWebSocketBinding::socketBreaksDuringRenewal()
{
    ChannelFixture fixture;
    Test::FakeWebSocketServer elsewhere;
    fixture.lifetime = 40s;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    fixture.url = elsewhere.url();
    fixture.clock.advance(30s);
    QTRY_COMPARE(elsewhere.messages().size(), 1);
    elsewhere.send(0, handshake(u"1"_s));
    QTRY_COMPARE(fixture.sink.count(), 1);
    fixture.server.cut(0); // a is bound on the new socket already, b nowhere
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(fixture.disconnected->first().first().toString(), u"b"_s);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connected);
    QCOMPARE(fixture.state(u"b"_s), WebSocketState::Binding); // no pause
    elsewhere.send(0, handshake(u"2"_s));
    QTRY_COMPARE(fixture.state(u"b"_s), WebSocketState::Connected);
    QCOMPARE(*fixture.catchUps, (QList<QVariantList>{{u"b"_s}}));
    QCOMPARE(elsewhere.socketCount(), 1);
}

void TestWebSocketBinding::wrongClock()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.answers.emplace_back(WebSocketBinding{.token = u"token-1#x"_s,
                                                  .expiration = fixture.clock.now().addSecs(-3600),
                                                  .subscriptions = {},
                                                  .url = fixture.server.url()});
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.connected->size(), 1); // all the same
    QCOMPARE(fixture.errors->size(), 1);
    QCOMPARE(ChannelFixture::errorOf(fixture.errors->first()).kind, Error::Kind::ActionRequired);
    fixture.clock.advance(29s);
    QCOMPARE(fixture.askedFor.size(), 1);
    fixture.clock.advance(1s);
    QCOMPARE(fixture.askedFor.size(), 2);
    QCOMPARE(fixture.disconnected->size(), 0);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestWebSocketBinding)
#include "tst_websocketbinding.moc"
