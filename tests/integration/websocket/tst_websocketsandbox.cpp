// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxchannel.h"

#include <Tbs/codec/codec.h>
#include <Tbs/notification/directreceiver.h>
#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::SandboxChannel;

/// The channel before a whole server: the sandbox in its versions and wire profiles.
class TestWebSocketSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void receives_data();
    void receives();
    void subscriptionsComeAndGo_data();
    void subscriptionsComeAndGo();
    void renews_data();
    void renews();
    void comesBack_data();
    void comesBack();
    void lostEventsAreFetched_data();
    void lostEventsAreFetched();
    void bindingsAreRefused_data();
    void bindingsAreRefused();
    void tokenExpiresOnTheWay();
    void badToken();
    void serverFails();
    void serverRestarts_data();
    void serverRestarts();
    void subscriptionIsDeleted();
    void noWebSocketsHere();
    void learnsHelios();
    void learnsMedplum();
    void heartbeats();

private:
    static void addVersions();
};

void TestWebSocketSandbox::addVersions()
{
    QTest::addColumn<FhirVersion>("version");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s", qPrintable(toCode(version))) << version;
    }
}

void TestWebSocketSandbox::receives_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<bool>("isShared"); // one socket for all
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        for (const auto &profile : {u"strict"_s, u"helios"_s}) {
            QTest::addRow("%s %s", qPrintable(toCode(version)), qPrintable(profile))
                << version << profile << (profile == "strict"_L1);
        }
    }
    QTest::newRow("R4 medplum") << FhirVersion::R4 << u"medplum"_s << false;
}

void TestWebSocketSandbox::receives()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, profile);
    QFETCH(bool, isShared);
    SandboxChannel flow(version, profile, profile);
    flow.connectAll({u"a"_s, u"b"_s, u"c"_s});
    QCOMPARE(flow.tokens, isShared ? 1 : 3);
    QCOMPARE(flow.catchUps->size(), 3);
    QCOMPARE(flow.count(NotificationType::Handshake), 3);
    flow.recordingSink.clear();
    flow.server->fireSampleEvent(version);
    flow.server->fireSampleEvent(version);
    QTRY_COMPARE(flow.recordingSink.count(), 6);
    auto events = flow.events();
    events.sort();
    QCOMPARE(events,
             profile == "medplum"_L1 ? (QStringList{u"a 0"_s, u"a 0"_s, u"b 0"_s, u"b 0"_s, u"c 0"_s, u"c 0"_s})
                                     : (QStringList{u"a 1"_s, u"a 2"_s, u"b 1"_s, u"b 2"_s, u"c 1"_s, u"c 2"_s}));
    for (const auto &incoming : flow.recordingSink.received()) {
        QCOMPARE(incoming.origin, NotificationOrigin::WebSocket);
        QVERIFY(incoming.body.contains(flow.subscriptions.value(incoming.webhookId).toUtf8()));
    }
    QCOMPARE(flow.disconnected->size(), 0);
}

void TestWebSocketSandbox::subscriptionsComeAndGo_data()
{
    QTest::addColumn<QString>("profile");
    QTest::newRow("strict") << u"strict"_s;
    QTest::newRow("helios") << u"helios"_s;
    QTest::newRow("medplum") << u"medplum"_s;
}

void TestWebSocketSandbox::subscriptionsComeAndGo()
{
    QFETCH(QString, profile);
    SandboxChannel flow(FhirVersion::R4B, profile, profile);
    flow.connectAll({u"a"_s});
    flow.connectAll({u"b"_s});
    flow.server->fireSampleEvent(FhirVersion::R4B);
    QTRY_COMPARE(flow.events().size(), 2);
    const auto gone = flow.subscriptions.take(u"a"_s);
    flow.channel->setSubscriptions(flow.subscriptions);
    QVERIFY(flow.wait(flow.client->remove(gone)));
    flow.settle();
    flow.recordingSink.clear();
    flow.server->fireSampleEvent(FhirVersion::R4B);
    QTRY_COMPARE(flow.events().size(), 1);
    QVERIFY(flow.events().first().startsWith(u"b "_s));
    QCOMPARE(flow.disconnected->size(), 0);
    flow.channel->setSubscriptions({});
    QTRY_COMPARE(flow.boundSockets(u"b"_s), 0);
}

void TestWebSocketSandbox::renews_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<int>("tokens"); // in an hour and a quarter
    QTest::newRow("strict") << u"strict"_s << 2; // good for an hour, renewed after 55 minutes
    QTest::newRow("helios") << u"helios"_s << 1; // the binding outlives the token
    QTest::newRow("medplum") << u"medplum"_s << 2; // which would say nothing
}

void TestWebSocketSandbox::renews()
{
    QFETCH(QString, profile);
    QFETCH(int, tokens);
    SandboxChannel flow(FhirVersion::R4, profile, profile);
    flow.connectAll({u"a"_s});
    for (int step = 1; step <= 15; ++step) { // of five minutes
        flow.clock.advance(5min);
        flow.settle();
        flow.server->fireSampleEvent(FhirVersion::R4);
        QTRY_COMPARE(flow.events().size(), step);
    }
    QCOMPARE(flow.tokens, tokens);
    QCOMPARE(flow.count(NotificationType::Handshake), tokens);
    QCOMPARE(flow.boundSockets(u"a"_s), 1);
    QCOMPARE(flow.disconnected->size(), 0);
    QCOMPARE(flow.catchUps->size(), 1);
}

void TestWebSocketSandbox::comesBack_data()
{
    addVersions();
}

void TestWebSocketSandbox::comesBack()
{
    QFETCH(FhirVersion, version);
    SandboxChannel flow(version);
    flow.connectAll({u"a"_s, u"b"_s});
    flow.server->closeWebSockets();
    QTRY_COMPARE(flow.disconnected->size(), 2);
    flow.server->fireSampleEvent(version); // goes nowhere
    flow.settle();
    QCOMPARE(flow.events().size(), 0);
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.connected->size(), 4);
    QCOMPARE(flow.catchUps->size(), 4);
    // The handshake tells of what was missed, the next event goes on from there.
    const auto handshake = readNotification(flow.recordingSink.bodies().last());
    QCOMPARE(handshake->value.statuses.first().eventsSinceSubscriptionStart->value(), 1U);
    flow.server->fireSampleEvent(version);
    QTRY_COMPARE(flow.events().size(), 2);
    QVERIFY(flow.events().contains(u"a 2"_s) && flow.events().contains(u"b 2"_s));
}

void TestWebSocketSandbox::lostEventsAreFetched_data()
{
    addVersions();
}

void TestWebSocketSandbox::lostEventsAreFetched()
{
    QFETCH(FhirVersion, version);
    SandboxChannel flow(version);
    DirectReceiver receiver(flow.clock);
    QList<quint64> handled;
    receiver.setHandler(u"a"_s, [&](const EventContext &event) { handled.append(event.eventNumber()->value()); });
    flow.sink = &receiver;
    flow.subscribe({u"a"_s});
    // What the DeliveryMonitor does, in short.
    QObject::connect(flow.channel.get(), &WebSocketChannel::catchUpNeeded, flow.channel.get(), [&] {
        whenFinished(flow.client->events(flow.subscriptions.value(u"a"_s), {1, 1'000'000}), flow.channel.get(),
                     [&](const Result<RecoveredEvents> &events) {
                         QVERIFY(events);
                         receiver.receive({.webhookId = u"a"_s,
                                           .body = events->bundle,
                                           .origin = NotificationOrigin::Recovery,
                                           .receivedAt = flow.clock.now()},
                                          [](const Result<Receipt> &receipt) { QVERIFY(receipt); });
                     });
    });
    QTRY_COMPARE(flow.connected->size(), 1);
    flow.server->setFaults({.dropEventNumbers = {2}, .duplicateEventNumbers = {3}});
    for (int round = 1; round <= 3; ++round) {
        for (int i = 0; i < 3; ++i) {
            flow.server->fireSampleEvent(version);
        }
        flow.settle();
        flow.server->closeWebSockets();
        QTRY_COMPARE(flow.disconnected->size(), round);
        flow.server->fireSampleEvent(version); // nobody is there
        flow.goToNextAttempt(u"a"_s);
        QTRY_COMPARE(flow.connected->size(), round + 1);
        QTRY_COMPARE(handled.size(), 4 * round);
    }
    std::sort(handled.begin(), handled.end());
    QCOMPARE(handled, (QList<quint64>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})); // each once
}

void TestWebSocketSandbox::bindingsAreRefused_data()
{
    QTest::addColumn<QString>("profile");
    QTest::newRow("by an OperationOutcome") << u"strict"_s;
    QTest::newRow("by closing") << u"helios"_s;
}

void TestWebSocketSandbox::bindingsAreRefused()
{
    QFETCH(QString, profile);
    SandboxChannel flow(FhirVersion::R5, profile, profile);
    flow.server->setFaults({.refuseBindings = true});
    flow.subscribe({u"a"_s});
    QTRY_COMPARE(flow.disconnected->size(), 1);
    const auto message = flow.channel->status(u"a"_s).error->message;
    QVERIFY2(message.contains(u"told to refuse"_s), qPrintable(message));
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.disconnected->size(), 2);
    QCOMPARE(flow.connected->size(), 0);
    flow.server->setFaults({});
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.connected->size(), 1);
}

void TestWebSocketSandbox::tokenExpiresOnTheWay()
{
    SandboxChannel flow(FhirVersion::R5);
    const auto direct = flow.fetchBinding;
    flow.fetchBinding = [&](const QStringList &ids) {
        const SharedPromise<Result<WebSocketBinding>> late;
        whenFinished(direct(ids), flow.channel.get(), [&flow, late](const Result<WebSocketBinding> &binding) {
            if (flow.tokens == 1) {
                flow.clock.advance(2h); // the machine slept
            }
            late.finish(binding);
        });
        return late.future();
    };
    flow.subscribe({u"a"_s});
    QTRY_COMPARE(flow.disconnected->size(), 1);
    QCOMPARE(flow.channel->status(u"a"_s).error->kind, Error::Kind::Rejected);
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.connected->size(), 1);
    QCOMPARE(flow.tokens, 2);
}

void TestWebSocketSandbox::badToken()
{
    SandboxChannel flow(FhirVersion::R4);
    const auto direct = flow.fetchBinding;
    flow.fetchBinding = [&](const QStringList &ids) -> QFuture<Result<WebSocketBinding>> {
        if (flow.tokens > 0) {
            return direct(ids);
        }
        ++flow.tokens;
        return readyFuture(Result<WebSocketBinding>(
            WebSocketBinding{.token = u"made-up"_s,
                             .expiration = flow.clock.now().addSecs(60),
                             .subscriptions = {},
                             .url = QUrl(flow.server->state()["versions"_L1][0]["webSocketUrl"_L1].toString())}));
    };
    flow.subscribe({u"a"_s});
    QTRY_COMPARE(flow.disconnected->size(), 1);
    const auto error = *flow.channel->status(u"a"_s).error;
    QCOMPARE(error.kind, Error::Kind::Rejected);
    QVERIFY2(error.message.contains(u"not known or has expired"_s), qPrintable(error.message));
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.connected->size(), 1);
}

void TestWebSocketSandbox::serverFails()
{
    SandboxChannel flow(FhirVersion::R5);
    flow.subscriptions.insert(u"a"_s, flow.create());
    flow.server->setFaults({.failRequests = 500});
    flow.subscribe({u"a"_s});
    QTRY_COMPARE(flow.disconnected->size(), 1);
    QCOMPARE(flow.channel->status(u"a"_s).error->kind, Error::Kind::Retry);
    flow.server->setFaults({});
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.connected->size(), 1);
}

void TestWebSocketSandbox::serverRestarts_data()
{
    addVersions();
}

void TestWebSocketSandbox::serverRestarts()
{
    QFETCH(FhirVersion, version);
    SandboxChannel flow(version);
    flow.connectAll({u"a"_s});
    flow.restartServer(); // with websockets at another port, and without the Subscription
    QTRY_COMPARE(flow.disconnected->size(), 1);
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.disconnected->size(), 2);
    QCOMPARE(flow.channel->status(u"a"_s).error->kind, Error::Kind::Rejected);
    flow.subscriptions.clear(); // the registrar finds out, and creates it again
    flow.connectAll({u"a"_s});
    QCOMPARE(flow.catchUps->size(), 2);
    flow.server->fireSampleEvent(version);
    QTRY_COMPARE(flow.events(), QStringList{u"a 1"_s});
}

void TestWebSocketSandbox::subscriptionIsDeleted()
{
    SandboxChannel flow(FhirVersion::R5);
    flow.connectAll({u"a"_s, u"b"_s});
    QVERIFY(flow.wait(flow.client->remove(flow.subscriptions.value(u"a"_s)))); // by somebody else
    flow.server->fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(flow.events(), QStringList{u"b 1"_s});
    flow.server->closeWebSockets();
    QTRY_COMPARE(flow.disconnected->size(), 2);
    flow.goToNextAttempt(u"b"_s); // no token for both: each for itself
    QTRY_COMPARE(flow.state(u"b"_s), WebSocketState::Connected);
    QTRY_COMPARE(flow.state(u"a"_s), WebSocketState::Disconnected);
    QCOMPARE(flow.channel->status(u"a"_s).error->kind, Error::Kind::Rejected);
}

void TestWebSocketSandbox::noWebSocketsHere()
{
    SandboxChannel flow(FhirVersion::R5, u"candle"_s);
    flow.subscriptions.insert(u"a"_s, u"1"_s);
    flow.subscribe({u"a"_s});
    QTRY_COMPARE(flow.disconnected->size(), 1);
    QCOMPARE(flow.channel->status(u"a"_s).error->kind, Error::Kind::Rejected);
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.disconnected->size(), 2);
    QVERIFY(flow.clock.now().secsTo(flow.channel->status(u"a"_s).nextAttemptAt) >= 47); // no hurry
}

void TestWebSocketSandbox::learnsHelios()
{
    SandboxChannel flow(FhirVersion::R5, u"helios"_s, u"strict"_s);
    flow.connectAll({u"a"_s, u"b"_s});
    QCOMPARE(flow.boundSockets(u"a"_s), 1);
    QCOMPARE(flow.boundSockets(u"b"_s), 1);
    // A second token on a socket closes it; from then on each goes to a socket of its own.
    flow.clock.advance(22500ms);
    QTRY_VERIFY(flow.disconnected->size() >= 1);
    QTRY_VERIFY(flow.state(u"a"_s) != WebSocketState::FetchingToken);
    QElapsedTimer timer;
    timer.start();
    while (flow.connected->size() < 2 + flow.disconnected->size() && timer.elapsed() < 5000) {
        flow.clock.advance(100ms);
        QTest::qWait(1);
    }
    const auto holes = flow.disconnected->size();
    QVERIFY(holes <= 2);
    for (int renewal = 0; renewal < 5; ++renewal) {
        for (int i = 0; i < 4; ++i) {
            flow.clock.advance(6s);
            flow.settle();
        }
    }
    QCOMPARE(flow.disconnected->size(), holes);
    flow.recordingSink.clear();
    flow.server->fireSampleEvent(FhirVersion::R5);
    QTRY_VERIFY(flow.events().contains(u"a 1"_s) && flow.events().contains(u"b 1"_s));
}

void TestWebSocketSandbox::learnsMedplum()
{
    SandboxChannel flow(FhirVersion::R4, u"medplum"_s, u"strict"_s);
    flow.subscribe({u"a"_s});
    QTRY_COMPARE(flow.state(u"a"_s), WebSocketState::Binding);
    flow.settle();
    QCOMPARE(flow.state(u"a"_s), WebSocketState::Binding); // the text form is passed over in silence
    flow.clock.advance(10s);
    QTRY_COMPARE(flow.state(u"a"_s), WebSocketState::Connected);
    flow.server->closeWebSockets();
    QTRY_COMPARE(flow.disconnected->size(), 1);
    flow.goToNextAttempt(u"a"_s);
    QTRY_COMPARE(flow.connected->size(), 2); // at once this time
}

void TestWebSocketSandbox::heartbeats()
{
    SandboxChannel flow(FhirVersion::R4);
    flow.connectAll({u"a"_s, u"b"_s});
    flow.recordingSink.clear();
    flow.server->sendHeartbeats();
    QTRY_COMPARE(flow.count(NotificationType::Heartbeat), 2);
    auto webhookIds = flow.recordingSink.webhookIds();
    webhookIds.sort();
    QCOMPARE(webhookIds, (QStringList{u"a"_s, u"b"_s}));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestWebSocketSandbox)
#include "tst_websocketsandbox.moc"
