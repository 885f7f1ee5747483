// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "servicestory.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using namespace Test;

namespace {

const auto added = u"added"_s;
const auto patientTopic = u"https://example.com/SubscriptionTopic/patient-or-observation-changed"_s;

QStringList encounters(const QStringList &ids)
{
    QStringList references;
    for (const auto &id : ids) {
        references.append(u"Encounter/"_s + id);
    }
    return references;
}

std::function<bool(const Subscription &)> hasFilter(const QString &value)
{
    return [value](const Subscription &one) {
        return one.filterBy.size() == 1 && one.filterBy.constFirst().value == value;
    };
}

std::function<bool(const Subscription &)> hasChannel(ChannelType type)
{
    return [type](const Subscription &one) {
        return one.channelType == toCode(type);
    };
}

} // namespace

/// Subscriptions that come, change and go while a ReceiverService runs, against the sandbox over HTTP.
class TestReceiverService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void definedWhileItRuns_data();
    void definedWhileItRuns();
    void otherFilters_data();
    void otherFilters();
    void otherTopic_data();
    void otherTopic();
    void suspendedAndResumed_data();
    void suspendedAndResumed();
    void removed_data();
    void removed();
    void refusedRemovalForgetsNothing_data();
    void refusedRemovalForgetsNothing();
    void refusedSuspensionGoesOn();
    void webSocketWhileItRuns_data();
    void webSocketWhileItRuns();
    void otherChannel_data();
    void otherChannel();

    void removedWhileItIsCreated_data();
    void removedWhileItIsCreated();
    void resumedAtOnce();
    void definedTwice();
    void definedWhileItIsRemoved();
    void suspendedWhileItIsRemoved();
    void changedWhileItIsSuspended();
    void goneOnTheServerAlready();
    void removedAndDefinedAgain();

    void startsSuspended();
    void suspendedIsNotPruned();
    void emptyServiceListens();
    void portThatIsTaken();
    void firstWebhookOpensThePort();
    void websocketsByDefaultOpenNoPort();
    void mistakesChangeNothing();
    void withoutManagement();
    void serverThatDoesNotAnswer();
    void unknownWebhookId();
    void destroyedWhileTheServerIsAsked();

private:
    static void versions();
};

void TestReceiverService::versions()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

#define START(story)                                                                                                   \
    (story).startSteady();                                                                                             \
    if (QTest::currentTestFailed())                                                                                    \
    return

/// Also waits until it is active.
#define DEFINE(story, subscription)                                                                                    \
    (story).define(subscription);                                                                                      \
    QVERIFY((story).becomes([&] { return (story).isActive(added); }))

void TestReceiverService::definedWhileItRuns_data()
{
    versions();
}

void TestReceiverService::definedWhileItRuns()
{
    QFETCH(const FhirVersion, version);
    ServiceStory story(version);
    START(story);
    story.fire(u"before"_s);
    QCOMPARE(story.statusOfWebhook(added), 404);
    int activated = 0;
    connect(story.service->management()->registrar(), &SubscriptionRegistrar::activated, this,
            [&activated](const QString &webhookId) { activated += webhookId == added ? 1 : 0; });
    story.define(ServiceStory::subscription(added, u"mine,mine-too"_s));
    QCOMPARE(story.statusOfWebhook(added), 405); // at once: the handshake comes before the answer
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    QVERIFY(story.becomes([&] { return activated > 0; }));
    QCOMPARE(activated, 1);

    story.fire(u"mine"_s);
    story.fire(u"theirs"_s);
    story.fire(u"mine-too"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));
    QCOMPARE(story.handled(added), encounters({u"mine"_s, u"mine-too"_s}));
    QVERIFY(story.isSteady());
    QCOMPARE(story.service->subscriber().definitions().size(), 2);
}

void TestReceiverService::otherFilters_data()
{
    versions();
}

void TestReceiverService::otherFilters()
{
    QFETCH(const FhirVersion, version);
    ServiceStory story(version);
    START(story);
    DEFINE(story, ServiceStory::subscription(added, u"a1,a2"_s));
    const auto id = story.onServer(added).constFirst().id;
    story.fire(u"a1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));

    story.define(ServiceStory::subscription(added, u"b1"_s));
    QVERIFY(story.becomes([&] { return story.isActive(added, hasFilter(u"b1"_s)); }));
    QCOMPARE(story.onServer(added).constFirst().id, id); // an update
    story.fire(u"a2"_s);
    story.fire(u"b1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));
    QVERIFY(story.isSteady());
    QCOMPARE(story.handled(added), encounters({u"a1"_s, u"b1"_s}));
}

void TestReceiverService::otherTopic_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<bool>("byWebSocket");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s, rest-hook", qPrintable(toCode(version))) << version << false;
        QTest::addRow("%s, websocket", qPrintable(toCode(version))) << version << true;
    }
}

/// Another topic counts its events anew: a replacement, whose first events are not taken for repetitions.
void TestReceiverService::otherTopic()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const bool, byWebSocket);
    ServiceStory story(version);
    START(story);
    auto subscription = byWebSocket ? ServiceStory::webSocket(added) : ServiceStory::subscription(added);
    DEFINE(story, subscription);
    const auto id = story.onServer(added).constFirst().id;
    story.settle();
    story.fire(u"a1"_s);
    story.fire(u"a2"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));

    subscription.definition.topic = patientTopic;
    story.define(subscription);
    QVERIFY(story.becomes([&] {
        return story.isActive(
            added, [&](const Subscription &one) { return one.topic.startsWith(patientTopic) && one.id != id; });
    }));
    story.settle();
    QVERIFY(story.sandbox.putResource(version, {{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"p1"_s}}));
    story.fire(u"a3"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 3; }));
    QVERIFY(story.isSteady());
    QCOMPARE(story.handled(added), encounters({u"a1"_s, u"a2"_s}) << u"Patient/p1"_s);
}

void TestReceiverService::suspendedAndResumed_data()
{
    versions();
}

void TestReceiverService::suspendedAndResumed()
{
    QFETCH(const FhirVersion, version);
    ServiceStory story(version);
    story.options.configuration.handleDeliveryErrors.statusPeriod = 10s;
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
    QSignalSpy reactivating(story.service->management()->monitor(), &DeliveryMonitor::reactivating);

    QVERIFY(story.waitFor(story.service->suspend(added)));
    QVERIFY(story.service->isSuspended(added));
    QCOMPARE(story.onServer(added).value(0).status, SubscriptionStatusCode::Off);
    story.fire(u"2"_s);
    // Neither a check of $status nor another reconciliation turns it on again.
    for (int i = 0; i < 60; ++i) {
        story.step();
    }
    std::ignore = story.waitFor(story.service->management()->registrar()->reconcile());
    QCOMPARE(story.onServer(added).value(0).status, SubscriptionStatusCode::Off);
    QCOMPARE(reactivating.size(), 0);
    QCOMPARE(story.statusOfWebhook(added), 405);
    QCOMPARE(story.handled(added), encounters({u"1"_s}));
    const auto watched = story.service->management()->monitor()->subscriptions();
    QCOMPARE(watched.size(), 1);
    QCOMPARE(watched.constFirst().webhookId, u"steady"_s);

    QVERIFY(story.waitFor(story.service->resume(added)));
    QVERIFY(!story.service->isSuspended(added));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    QCOMPARE(story.service->management()->monitor()->subscriptions().size(), 2);
    story.fire(u"3"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));
    QVERIFY(story.isSteady());
    QCOMPARE(story.handled(added), encounters({u"1"_s, u"3"_s}));
}

void TestReceiverService::removed_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<bool>("byWebSocket");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s, rest-hook", qPrintable(toCode(version))) << version << false;
        QTest::addRow("%s, websocket", qPrintable(toCode(version))) << version << true;
    }
}

void TestReceiverService::removed()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const bool, byWebSocket);
    ServiceStory story(version);
    START(story);
    DEFINE(story, byWebSocket ? ServiceStory::webSocket(added) : ServiceStory::subscription(added));
    story.settle();
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));

    const auto future = story.service->remove(added);
    story.fire(u"2"_s);
    QVERIFY(story.waitFor(future));
    QVERIFY(story.onServer(added).isEmpty());
    QCOMPARE(story.statusOfWebhook(added), 404);
    QCOMPARE(story.service->subscriber().definitions().size(), 1);
    QVERIFY(story.service->management()->webSocketChannel()->webhookIds().isEmpty());
    story.fire(u"3"_s);
    QVERIFY(story.isSteady());
    QVERIFY(!story.handled(added).contains(u"Encounter/3"_s));
    std::ignore = story.waitFor(story.service->management()->registrar()->reconcile());
    QVERIFY(story.onServer(added).isEmpty());
    QCOMPARE(story.service->management()->monitor()->subscriptions().size(), 1);
}

void TestReceiverService::refusedRemovalForgetsNothing_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<int>("status");
    for (const auto status : {500, 501}) {
        for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
            QTest::addRow("%d, %s", status, qPrintable(toCode(version))) << version << status;
        }
    }
}

void TestReceiverService::refusedRemovalForgetsNothing()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const int, status);
    ServiceStory story(version);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    story.sandbox.setFaults({.failRequests = status});
    const auto refused = story.waitFor(story.service->remove(added));
    QVERIFY(!refused);
    QVERIFY(!refused.error().message.isEmpty());
    QCOMPARE(story.statusOfWebhook(added), 405);
    QCOMPARE(story.service->subscriber().definitions().size(), 2);

    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
    story.sandbox.setFaults({});
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    // It is looked after as before.
    QVERIFY(story.becomes([&] { return story.service->management()->monitor()->subscriptions().size() == 2; }));
    QVERIFY(story.waitFor(story.service->remove(added)));
    QVERIFY(story.onServer(added).isEmpty());
    QVERIFY(story.isSteady());
}

void TestReceiverService::refusedSuspensionGoesOn()
{
    ServiceStory story(FhirVersion::R5);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    story.sandbox.setFaults({.failRequests = 500});
    const auto first = story.service->suspend(added);
    const auto second = story.service->suspend(added);
    QVERIFY(!story.waitFor(first));
    QVERIFY(!story.waitFor(second));
    QVERIFY(!story.service->isSuspended(added));
    story.sandbox.setFaults({});
    QVERIFY(story.becomes([&] { return story.service->management()->monitor()->subscriptions().size() == 2; }));
    QVERIFY(story.isActive(added));
}

void TestReceiverService::webSocketWhileItRuns_data()
{
    versions();
}

void TestReceiverService::webSocketWhileItRuns()
{
    QFETCH(const FhirVersion, version);
    ServiceStory story(version);
    story.options.configuration.handleDeliveryErrors.enabled = false; // the websocket brings it
    START(story);
    const auto *management = story.service->management();
    QVERIFY(management->monitor()->subscriptions().isEmpty());
    QSignalSpy connected(management->webSocketChannel(), &WebSocketChannel::connected);
    DEFINE(story, ServiceStory::webSocket(added));
    QVERIFY(story.becomes([&] { return connected.size() == 1; }));
    QCOMPARE(management->monitor()->subscriptions().size(), 2);
    story.fire(u"1"_s);
    story.fire(u"2"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));
    // The socket breaks, and what was sent meanwhile is fetched.
    story.sandbox.closeWebSockets();
    story.fire(u"3"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 3; }));

    QVERIFY(story.waitFor(story.service->suspend(added)));
    QVERIFY(management->webSocketChannel()->webhookIds().isEmpty());
    story.fire(u"4"_s);
    QVERIFY(story.waitFor(story.service->resume(added)));
    QVERIFY(story.becomes([&] { return connected.size() >= 3; }));
    story.fire(u"5"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).contains(u"Encounter/5"_s); }));
    QVERIFY(story.isSteady());
}

void TestReceiverService::otherChannel_data()
{
    versions();
}

/// There and back, and the server never keeps two.
void TestReceiverService::otherChannel()
{
    QFETCH(const FhirVersion, version);
    ServiceStory story(version);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));

    const auto *channel = story.service->management()->webSocketChannel();
    story.define(ServiceStory::webSocket(added));
    QVERIFY(story.becomes([&] { return story.isActive(added, hasChannel(ChannelType::WebSocket)); }));
    QVERIFY(story.becomes([&] { return channel->status(added).state == WebSocketState::Connected; }));
    story.fire(u"2"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));

    story.define(ServiceStory::subscription(added));
    QVERIFY(story.becomes([&] { return story.isActive(added, hasChannel(ChannelType::RestHook)); }));
    QVERIFY(story.becomes([&] { return channel->webhookIds().isEmpty(); }));
    story.fire(u"3"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 3; }));
    QVERIFY(story.isSteady());
    QCOMPARE(story.handled(added), encounters({u"1"_s, u"2"_s, u"3"_s}));
}

void TestReceiverService::removedWhileItIsCreated_data()
{
    QTest::addColumn<int>("steps");
    QTest::newRow("before anything was asked") << 0;
    QTest::newRow("on the way") << 1;
    QTest::newRow("later") << 2;
}

void TestReceiverService::removedWhileItIsCreated()
{
    QFETCH(const int, steps);
    ServiceStory story(FhirVersion::R4B);
    START(story);
    story.define(ServiceStory::subscription(added));
    for (int i = 0; i < steps; ++i) {
        QCoreApplication::processEvents();
    }
    QVERIFY(story.waitFor(story.service->remove(added)));
    QVERIFY(story.onServer(added).isEmpty());
    for (int i = 0; i < 40; ++i) { // with everything that was to be tried again, or looked at
        story.step();
    }
    QVERIFY(story.onServer(added).isEmpty());
    QCOMPARE(story.statusOfWebhook(added), 404);
}

void TestReceiverService::resumedAtOnce()
{
    ServiceStory story(FhirVersion::R5);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    const auto suspended = story.service->suspend(added);
    QCoreApplication::processEvents(); // the server is being asked
    const auto resumed = story.service->resume(added);
    std::ignore = story.waitFor(suspended);
    QVERIFY(story.waitFor(resumed));
    QVERIFY(!story.service->isSuspended(added));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));

    // And the other way round.
    std::ignore = story.service->suspend(added);
    std::ignore = story.service->resume(added);
    QVERIFY(story.waitFor(story.service->suspend(added)));
    for (int i = 0; i < 20; ++i) {
        story.step();
    }
    QCOMPARE(story.onServer(added).value(0).status, SubscriptionStatusCode::Off);
}

void TestReceiverService::definedTwice()
{
    ServiceStory story(FhirVersion::R4B);
    START(story);
    story.define(ServiceStory::subscription(added, u"a1"_s));
    QCoreApplication::processEvents();
    story.define(ServiceStory::subscription(added, u"b1"_s));
    QVERIFY(story.becomes([&] { return story.isActive(added, hasFilter(u"b1"_s)); }));
    // Other channels, so that neither finds what the other has made by its endpoint.
    story.define(ServiceStory::webSocket(added, u"c1"_s));
    QCoreApplication::processEvents();
    story.define(ServiceStory::subscription(added, u"d1"_s));
    QVERIFY(story.becomes([&] { return story.isActive(added, hasFilter(u"d1"_s)); }));
    story.fire(u"a1"_s);
    story.fire(u"b1"_s);
    story.fire(u"c1"_s);
    story.fire(u"d1"_s);
    QVERIFY(story.isSteady());
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
    QCOMPARE(story.handled(added), encounters({u"d1"_s}));
}

void TestReceiverService::definedWhileItIsRemoved()
{
    ServiceStory story(FhirVersion::R5);
    START(story);
    DEFINE(story, ServiceStory::subscription(added, u"a1"_s));
    const auto removal = story.service->remove(added);
    QCoreApplication::processEvents();
    story.define(ServiceStory::subscription(added, u"b1"_s));
    const auto result = story.waitFor(removal);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Rejected);
    QVERIFY(story.becomes([&] { return story.isActive(added, hasFilter(u"b1"_s)); }));
    QCOMPARE(story.statusOfWebhook(added), 405);
    story.fire(u"b1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added) == encounters({u"b1"_s}); }));
    QVERIFY(story.isSteady());
}

void TestReceiverService::suspendedWhileItIsRemoved()
{
    ServiceStory story(FhirVersion::R5);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    const auto removal = story.service->remove(added);
    QVERIFY(story.waitFor(story.service->suspend(added)));
    QVERIFY(!story.waitFor(removal));
    QVERIFY(story.service->isSuspended(added));
    QVERIFY(!story.isActive(added));
    QVERIFY(story.waitFor(story.service->resume(added)));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
}

void TestReceiverService::changedWhileItIsSuspended()
{
    ServiceStory story(FhirVersion::R4B);
    START(story);
    DEFINE(story, ServiceStory::subscription(added, u"a1"_s));
    QVERIFY(story.waitFor(story.service->suspend(added)));
    story.define(ServiceStory::webSocket(added, u"b1"_s));
    for (int i = 0; i < 15; ++i) {
        story.step();
    }
    QVERIFY(story.service->isSuspended(added));
    QCOMPARE(story.onServer(added).size(), 1);
    QCOMPARE(story.onServer(added).constFirst().status, SubscriptionStatusCode::Off);
    QVERIFY(story.waitFor(story.service->resume(added)));
    // The old one is not left behind.
    QVERIFY(story.becomes([&] { return story.isActive(added, hasChannel(ChannelType::WebSocket)); }));
    story.settle();
    story.fire(u"a1"_s);
    story.fire(u"b1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added) == encounters({u"b1"_s}); }));
    QVERIFY(story.isSteady());
}

void TestReceiverService::goneOnTheServerAlready()
{
    ServiceStory story(FhirVersion::R4B);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    auto *subscriptions = story.service->subscriptions();
    QVERIFY(subscriptions);
    QVERIFY(story.waitFor(subscriptions->remove(story.onServer(added).constFirst().id)));
    QVERIFY(story.waitFor(story.service->remove(added)));
    QCOMPARE(story.statusOfWebhook(added), 404);
}

void TestReceiverService::removedAndDefinedAgain()
{
    ServiceStory story(FhirVersion::R4B);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
    QVERIFY(story.waitFor(story.service->remove(added)));
    DEFINE(story, ServiceStory::subscription(added));
    story.fire(u"2"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 2; }));
    QVERIFY(story.isSteady());
    QVERIFY(story.becomes([&] { return story.service->management()->monitor()->subscriptions().size() == 2; }));
}

void TestReceiverService::startsSuspended()
{
    ServiceStory story(FhirVersion::R5);
    story.options.configuration.subscriptions = {ServiceStory::subscription(added)};
    story.options.suspended = {added};
    START(story);
    for (int i = 0; i < 15; ++i) {
        story.step();
    }
    QVERIFY(story.service->isSuspended(added));
    QVERIFY(story.onServer(added).isEmpty());
    QCOMPARE(story.statusOfWebhook(added), 405);
    QVERIFY(story.waitFor(story.service->resume(added)));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
}

/// What no definition wants is deleted; what is wanted later is not.
void TestReceiverService::suspendedIsNotPruned()
{
    ServiceStory story(FhirVersion::R5);
    story.options.configuration.manageSubscriptions.prune = true;
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    QVERIFY(story.waitFor(story.service->suspend(added)));
    const auto reconciled = story.waitFor(story.service->management()->registrar()->reconcile());
    QVERIFY(reconciled);
    QCOMPARE(story.onServer(added).size(), 1);
}

void TestReceiverService::emptyServiceListens()
{
    ServiceStory story(FhirVersion::R4B);
    QVERIFY(story.start());
    QVERIFY(!story.service->localEndpoint(added).isEmpty());
    QCOMPARE(story.statusOfWebhook(added), 404);
    DEFINE(story, ServiceStory::subscription(added));
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
}

void TestReceiverService::portThatIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServiceStory story(FhirVersion::R4B);
    story.options.configuration.webhook.port = other.serverPort();
    const auto started = story.start();
    QVERIFY(!started);
    QCOMPARE(started.error().size(), 1);
    QVERIFY(!story.service->define(ServiceStory::subscription(added)));
}

/// What comes by websocket needs no port, so it is opened for the first that does.
void TestReceiverService::firstWebhookOpensThePort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServiceStory story(FhirVersion::R5);
    story.options.configuration.webhook.port = other.serverPort();
    story.options.configuration.subscriptions = {ServiceStory::webSocket(u"steady"_s)};
    QVERIFY(story.start());
    QVERIFY(story.becomes([&] { return story.isActive(u"steady"_s); }));
    story.settle();
    const auto refused = story.service->define(ServiceStory::subscription(added));
    QVERIFY(!refused);
    QCOMPARE(refused.error().constFirst().kind, Error::Kind::ActionRequired);
    QCOMPARE(story.service->subscriber().definitions().size(), 1);
    QVERIFY(story.service->localEndpoint(added).isEmpty());

    other.close();
    DEFINE(story, ServiceStory::subscription(added));
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
    QVERIFY(story.isSteady());
}

/// Neither before the first subscription.
void TestReceiverService::websocketsByDefaultOpenNoPort()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    ServiceStory story(FhirVersion::R5);
    story.options.configuration.webhook.port = other.serverPort(); // taken
    story.options.configuration.defaults.channel = ChannelType::WebSocket;
    story.options.configuration.subscriptions.clear();
    QVERIFY(story.start());
    DEFINE(story, ServiceStory::subscription(added));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    QVERIFY(story.service->localEndpoint(added).isEmpty());
    story.fire(u"1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
}

void TestReceiverService::mistakesChangeNothing()
{
    ServiceStory story(FhirVersion::R4B);
    START(story);
    DEFINE(story, ServiceStory::subscription(added, u"a1"_s));
    auto wrong = ServiceStory::subscription(added);
    wrong.definition.topic = u"encounter-complete"_s;
    wrong.definition.filterBy = {{.filterParameter = u"_id"_s}};
    const auto refused = story.service->define(wrong);
    QVERIFY(!refused);
    QCOMPARE(refused.error().size(), 2);
    QCOMPARE(refused.error().constFirst().kind, Error::Kind::BadData);
    const auto definitions = story.service->subscriber().definitions();
    QCOMPARE(definitions.size(), 2);
    QCOMPARE(definitions.constLast().topic, SandboxServer::sampleTopic());
    story.fire(u"a1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added) == encounters({u"a1"_s}); }));
}

void TestReceiverService::withoutManagement()
{
    ServiceStory story(FhirVersion::R5);
    story.options.configuration.manageSubscriptions.enabled = false;
    story.options.configuration.handleDeliveryErrors.enabled = false;
    QVERIFY(story.start());
    QVERIFY(!story.service->management());
    QVERIFY(!story.service->subscriptions());
    QVERIFY(story.service->fhirClient());
    QCOMPARE(story.service->fhirClient()->baseUrl(), story.sandbox.baseUrl(FhirVersion::R5));

    story.define(ServiceStory::subscription(added));
    QCOMPARE(story.statusOfWebhook(added), 405);
    const auto byWebSocket = story.service->define(ServiceStory::webSocket(u"socket"_s));
    QVERIFY(!byWebSocket);
    QCOMPARE(byWebSocket.error().constFirst().kind, Error::Kind::BadData);
    const auto suspended = story.waitFor(story.service->suspend(added));
    QCOMPARE(suspended.error().kind, Error::Kind::ActionRequired);
    QVERIFY(story.waitFor(story.service->remove(added)));
    QCOMPARE(story.statusOfWebhook(added), 404);
    QVERIFY(story.onServer(added).isEmpty());

    story.options.configuration.server.tls = {.certificate = u"/nowhere.pem"_s, .key = u"/nowhere.key"_s};
    QVERIFY(story.start()); // nothing needs it
    QVERIFY(!story.service->fhirClient());
    story.options.configuration.server = {};
    QVERIFY(story.start());
    QVERIFY(!story.service->fhirClient());
}

/// Nobody knows whether the server has the Subscription: the definition stays, and the user may ask again.
void TestReceiverService::serverThatDoesNotAnswer()
{
    ServiceStory story(FhirVersion::R4B);
    story.options.configuration.fhirVersion.reset();
    story.options.configuration.server.baseUrl.setPort(1);
    QVERIFY(story.start());
    story.define(ServiceStory::subscription(added));
    QCOMPARE(story.statusOfWebhook(added), 405);
    const auto refused = story.waitFor(story.service->remove(added));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Retry);
    QCOMPARE(story.service->subscriber().definitions().size(), 1);
}

void TestReceiverService::unknownWebhookId()
{
    ServiceStory story(FhirVersion::R4B);
    START(story);
    for (const auto &future :
         {story.service->remove(u"x"_s), story.service->suspend(u"x"_s), story.service->resume(u"x"_s)}) {
        QCOMPARE(story.waitFor(future).error().kind, Error::Kind::Rejected);
    }
    bool finished = false;
    connect(story.service.get(), &ReceiverService::finished, this, [&finished] { finished = true; });
    story.service->stop();
    QVERIFY(!story.service->define(ServiceStory::subscription(added)));
    QCOMPARE(story.waitFor(story.service->remove(u"steady"_s)).error().kind, Error::Kind::Rejected);
    QVERIFY(waitUntil([&] { return (story.clock.advance(10ms), finished); }));
}

void TestReceiverService::destroyedWhileTheServerIsAsked()
{
    ServiceStory story(FhirVersion::R5);
    START(story);
    DEFINE(story, ServiceStory::subscription(added));
    const auto suspended = story.service->suspend(u"steady"_s);
    const auto removed = story.service->remove(added);
    QCoreApplication::processEvents();
    story.service.reset();
    QVERIFY(suspended.isCanceled());
    QVERIFY(removed.isCanceled());
    QVERIFY(story.onServer(added).size() <= 1); // a round trip, in which nothing was called that is gone
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestReceiverService)

#include "tst_receiverservice.moc"
