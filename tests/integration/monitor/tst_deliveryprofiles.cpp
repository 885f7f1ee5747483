// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliveryfixture.h"
#include "waiting.h"

#include <Tbs/support/futures.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::DeliveryFixture;
using Test::DeliverySetup;

/// The same with servers that do not do what the specification says, as the sandbox imitates them.
class TestDeliveryProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void candleRepeatsEvents_data() { versions(); }
    void candleRepeatsEvents();
    void aidboxTakesPostsOnly_data() { versions(); }
    void aidboxTakesPostsOnly();
    void aidboxIsReplaced_data() { versions(); }
    void aidboxIsReplaced();
    void aidboxWithoutRegistrar_data() { versions(); }
    void aidboxWithoutRegistrar();
    void hapiHasNothingToAsk_data() { versions(); }
    void hapiHasNothingToAsk();
    void hapiStartsAnew_data() { versions(); }
    void hapiStartsAnew();
    void heliosHasStatusOnly_data() { versions(); }
    void heliosHasStatusOnly();
    void heliosHealsItself_data() { versions(); }
    void heliosHealsItself();
    void athenaCountsPerBundle_data() { versions(); }
    void athenaCountsPerBundle();
    void athenaTakenForAnother_data() { versions(); }
    void athenaTakenForAnother();

private:
    static void versions();
    [[nodiscard]] static DeliverySetup setup(const QString &wire, const QString &profile = {});
};

void TestDeliveryProfiles::versions()
{
    QTest::addColumn<FhirVersion>("version");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s", qPrintable(toCode(version))) << version;
    }
}

DeliverySetup TestDeliveryProfiles::setup(const QString &wire, const QString &profile)
{
    QFETCH(FhirVersion, version);
    return {.version = version, .wire = wire, .profile = profile.isEmpty() ? wire : profile};
}

void TestDeliveryProfiles::candleRepeatsEvents()
{
    DeliveryFixture fixture(setup(u"candle"_s));
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {2, 5}});
    fixture.fire(4);
    fixture.pass(70s); // three heartbeats, each with the event 4
    fixture.fire(1);
    fixture.pass(30s); // the heartbeat brings the lost event 5 along: no need to fetch it
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({2}));
    QVERIFY(!fixture.tells(u"reset"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryProfiles::aidboxTakesPostsOnly()
{
    DeliveryFixture fixture(setup(u"aidbox"_s));
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {2, 3}});
    fixture.fire(4);
    fixture.pass(10s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({2, 3}));
    QVERIFY(!fixture.tells(u"recovery failed"_s));
    fixture.sandbox->setFaults({.dropEventNumbers = {5}, .silenceHeartbeats = true});
    fixture.fire(1);
    fixture.pass(60s); // $status of one, as a notification bundle
    QCOMPARE(fixture.wronglyHandled(), QStringList());
}

/// Where a Subscription cannot be changed it is made anew; with it would go the events that it counted in error.
void TestDeliveryProfiles::aidboxIsReplaced()
{
    DeliveryFixture fixture(setup(u"aidbox"_s));
    auto &client = fixture.receiver->client();
    fixture.receiver->monitor().setReactivation([&](const QString &webhookId) { // as a registrar does it
        const SharedPromise<Result<Subscription>> promise;
        whenFinished(client.read(fixture.subscriptionId), &client, [&, webhookId, promise](const auto &observed) {
            auto wanted = observed->subscription;
            wanted.id.clear();
            wanted.raw = {};
            wanted.status = SubscriptionStatusCode::Requested;
            whenFinished(client.remove(fixture.subscriptionId), &client, [&, webhookId, promise, wanted](const auto &) {
                whenFinished(client.create(wanted), &client, [&, webhookId, promise](const auto &created) {
                    fixture.subscriptionId = created->subscription.id;
                    fixture.receiver->monitor().watch(webhookId, created->subscription);
                    promise.finish(Result<Subscription>(created->subscription));
                });
            });
        });
        return promise.future();
    });
    fixture.subscribe();
    const auto first = fixture.subscriptionId;
    fixture.fire(1);
    fixture.receiver->setBroken(true);
    fixture.fire(3);
    fixture.pass(15s);
    fixture.receiver->setBroken(false);
    fixture.pass(90s);
    QVERIFY(fixture.tells(u"reactivated"_s));
    QVERIFY(fixture.subscriptionId != first);
    fixture.fire(2);
    fixture.pass(10s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({2, 3, 4}));
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryProfiles::aidboxWithoutRegistrar()
{
    auto two = setup(u"aidbox"_s);
    two.monitor.reactivationAttempts = 2;
    DeliveryFixture fixture(two);
    fixture.subscribe();
    fixture.receiver->setBroken(true);
    fixture.fire(3);
    fixture.pass(15s);
    fixture.receiver->setBroken(false);
    fixture.pass(120s);
    QCOMPARE(fixture.told.count(u"reactivation failed"_s), 2);
    QCOMPARE(fixture.told.count(u"gave up"_s), 1);
    QCOMPARE(fixture.health().state, HealthState::Error);
    QCOMPARE(fixture.wronglyHandled(), QStringList()); // fetched all the same
}

void TestDeliveryProfiles::hapiHasNothingToAsk()
{
    DeliveryFixture fixture(setup(u"hapi"_s));
    fixture.subscribe({});
    fixture.sandbox->setFaults({.dropEventNumbers = {2, 3}, .duplicateEventNumbers = {4}});
    fixture.fire(5);
    fixture.pass(10s);
    QCOMPARE(fixture.told.count(u"unavailable"_s), 1);
    QVERIFY(fixture.tells(u"resync 2-3"_s));
    QCOMPARE(fixture.receiver->offers.size(), 1);
    const auto offer = fixture.receiver->offers.first();
    QCOMPARE(offer.searches, QStringList(u"Encounter?_lastUpdated=gt"_s + offer.since.toString(Qt::ISODate)));
    QVERIFY(offer.since < fixture.clock.now().addSecs(-60)); // before the first event that is missing
    QCOMPARE(fixture.health().state, HealthState::Gap);
    fixture.pass(130s, 5s);
    QVERIFY(fixture.tells(u"lost 2-3"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
    QCOMPARE(fixture.wronglyHandled().size(), 2);
    QVERIFY(fixture.recovered().isEmpty());
    QVERIFY(!fixture.tells(u"late"_s)); // there are no heartbeats to wait for

    fixture.sandbox->setFaults({.dropEventNumbers = {6}});
    fixture.fire(2);
    fixture.pass(10s);
    QCOMPARE(fixture.told.count(u"unavailable"_s), 1); // said once
    QVERIFY(fixture.tells(u"resync 6"_s));
}

/// It counts in memory.
void TestDeliveryProfiles::hapiStartsAnew()
{
    DeliveryFixture fixture(setup(u"hapi"_s));
    fixture.subscribe({});
    fixture.fire(3);
    fixture.sandbox->resetCounters();
    fixture.sandbox->setFaults({.duplicate = 1});
    fixture.fire(3);
    fixture.pass(10s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.told.count(u"reset"_s), 1);
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryProfiles::heliosHasStatusOnly()
{
    DeliveryFixture fixture(setup(u"helios"_s));
    fixture.subscribe({});
    fixture.sandbox->setFaults({.dropEventNumbers = {3}});
    fixture.fire(3); // the last one is lost, and no heartbeat tells
    fixture.pass(310s, 5s);
    QVERIFY(fixture.tells(u"gap 3"_s)); // $status did
    QVERIFY(fixture.tells(u"unavailable"_s) && fixture.tells(u"resync 3"_s));
    fixture.pass(130s, 5s);
    QVERIFY(fixture.tells(u"lost 3"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
    QCOMPARE(fixture.handled.size(), 2);
}

void TestDeliveryProfiles::heliosHealsItself()
{
    DeliveryFixture fixture(setup(u"helios"_s));
    fixture.subscribe({});
    fixture.fire(1);
    fixture.receiver->setBroken(true);
    fixture.fire(1);
    fixture.pass(10s);
    fixture.receiver->setBroken(false);
    fixture.pass(60s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().isEmpty());
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryProfiles::athenaCountsPerBundle()
{
    DeliveryFixture fixture(setup(u"athena"_s));
    fixture.subscribe({});
    fixture.sandbox->setFaults({.duplicate = 0.5, .dropEventNumbers = {2}, .reorderEventNumbers = {4}});
    fixture.fire(10);
    fixture.pass(60s, 5s);
    QCOMPARE(fixture.wronglyHandled(), QStringList(u"not handled: 2 of 10"_s)); // nobody could have known
    fixture.told.removeAll(u"health active"_s);
    QCOMPARE(fixture.told, QStringList()); // neither gaps, nor resets, nor requests that fail
    QCOMPARE(fixture.health().state, HealthState::Active);
    QCOMPARE(fixture.health().eventsBehind, quint64(0));
}

/// Its numbers show after some time that they mean nothing.
void TestDeliveryProfiles::athenaTakenForAnother()
{
    DeliveryFixture fixture(setup(u"athena"_s, u"strict"_s));
    fixture.subscribe({});
    fixture.fire(20);
    fixture.pass(60s, 5s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.told.count(u"reset"_s) <= 3);
    QCOMPARE(fixture.health().state, HealthState::Active);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestDeliveryProfiles)
#include "tst_deliveryprofiles.moc"
