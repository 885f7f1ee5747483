// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliveryfixture.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::DeliveryFixture;
using Test::DeliverySetup;

/// The sandbox in each FHIR version with each of its faults: in the end every event is handled once, and what happened
/// was told.
class TestDeliveryErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingWrong_data() { setups(); }
    void nothingWrong();
    void lostNotifications_data() { setups(); }
    void lostNotifications();
    void lostAtTheEnd_data() { versions(); }
    void lostAtTheEnd();
    void duplicates_data() { setups(); }
    void duplicates();
    void reordered_data() { setups(); }
    void reordered();
    void counterReset_data() { setups(); }
    void counterReset();
    void resetWithAGap_data() { versions(); }
    void resetWithAGap();
    void silentHeartbeats_data() { versions(); }
    void silentHeartbeats();
    void statusError_data() { setups(); }
    void statusError();
    void statusOff_data() { versions(); }
    void statusOff();
    void refusedHandshake_data() { versions(); }
    void refusedHandshake();
    void endpointThatStaysBroken_data() { versions(); }
    void endpointThatStaysBroken();
    void receiverRestarts_data() { versions(); }
    void receiverRestarts();
    void serverRestarts_data() { versions(); }
    void serverRestarts();
    void serverIsDownDuringRecovery_data() { versions(); }
    void serverIsDownDuringRecovery();
    void serverKeepsTooLittle_data() { versions(); }
    void serverKeepsTooLittle();
    void allAtOnce_data() { setups(); }
    void allAtOnce();

private:
    static void versions();
    static void setups();
    [[nodiscard]] DeliverySetup setup() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestDeliveryErrors::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestDeliveryErrors::versions()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("store");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s", qPrintable(toCode(version))) << version << u"sqlite"_s;
    }
}

void TestDeliveryErrors::setups()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("store");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        for (const auto &store : {u"sqlite"_s, u"memory"_s, u"none"_s}) {
            QTest::addRow("%s, store: %s", qPrintable(toCode(version)), qPrintable(store)) << version << store;
        }
    }
}

DeliverySetup TestDeliveryErrors::setup() const
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, store);
    DeliverySetup setup{.version = version};
    setup.direct = store == "none"_L1;
    if (store == "sqlite"_L1) {
        setup.storePath = m_folder->filePath(u"store.sqlite"_s);
    }
    return setup;
}

void TestDeliveryErrors::nothingWrong()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.fire(3);
    fixture.pass(120s, 5s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().isEmpty());
    fixture.told.removeAll(u"health active"_s);
    QCOMPARE(fixture.told, QStringList());
    QCOMPARE(fixture.health().state, HealthState::Active);
    QCOMPARE(fixture.health().reason, u"Active."_s);
}

void TestDeliveryErrors::lostNotifications()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {2, 3, 5}});
    fixture.fire(6);
    QCOMPARE(fixture.handled.size(), 3);
    fixture.pass(10s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({2, 3, 5}));
    QVERIFY(fixture.tells(u"gap 2-3"_s) && fixture.tells(u"health gap"_s));
    QVERIFY(fixture.tells(u"recovered 2-3"_s) && fixture.tells(u"recovered 5"_s));
    QVERIFY(fixture.tells(u"gap closed"_s));
    QVERIFY(!fixture.tells(u"lost 2-3"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
    QCOMPARE(fixture.health().eventsBehind, quint64(0));
}

/// No later event shows that the last one is missing: the next heartbeat's count does.
void TestDeliveryErrors::lostAtTheEnd()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {3, 4}});
    fixture.fire(4);
    QCOMPARE(fixture.handled.size(), 2);
    fixture.pass(30s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({3, 4}));
}

void TestDeliveryErrors::duplicates()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.duplicate = 1});
    fixture.fire(5);
    fixture.pass(30s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().isEmpty());
}

void TestDeliveryErrors::reordered()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.reorderEventNumbers = {1, 3}});
    fixture.fire(6);
    fixture.pass(30s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().isEmpty());
    QVERIFY(!fixture.tells(u"gap 1"_s)); // overtaken is not lost
    QVERIFY(!fixture.tells(u"gap 3"_s));
}

void TestDeliveryErrors::counterReset()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.fire(3);
    fixture.sandbox->resetCounters();
    fixture.fire(4);
    fixture.pass(30s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().isEmpty());
    QCOMPARE(fixture.told.count(u"reset"_s), 1);
    QCOMPARE(fixture.receiver->offers.size(), 1); // what came between the last event and the reset nobody knows
    QCOMPARE(fixture.receiver->offers.first().searches.size(), 1);
    QVERIFY(fixture.receiver->offers.first().searches.first().startsWith(u"Encounter?_lastUpdated=gt"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryErrors::resetWithAGap()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {2}});
    fixture.fire(3);
    fixture.sandbox->resetCounters(); // 2 cannot be fetched any more
    fixture.fire(3);
    fixture.pass(30s);
    const auto wrong = fixture.wronglyHandled();
    QCOMPARE(wrong, QStringList(u"not handled: 2 of 6"_s));
    QCOMPARE(fixture.recovered(), QList<int>({5})); // the number 2 of the new count
    QCOMPARE(fixture.told.count(u"reset"_s), 1);
    QVERIFY(fixture.tells(u"resync 2"_s)); // and that is said
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryErrors::silentHeartbeats()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.fire(1);
    fixture.sandbox->setFaults({.dropEventNumbers = {2}, .silenceHeartbeats = true});
    fixture.fire(1);
    fixture.pass(25s);
    QVERIFY(!fixture.tells(u"late"_s));
    fixture.pass(15s);
    QVERIFY(fixture.tells(u"late"_s) && fixture.tells(u"health heartbeat-late"_s));
    QCOMPARE(fixture.wronglyHandled(), QStringList()); // $status told of the event, $events had it
    QCOMPARE(fixture.recovered(), QList<int>({2}));
    fixture.pass(60s);
    QCOMPARE(fixture.health().state, HealthState::Silent);
    fixture.sandbox->setFaults({});
    fixture.pass(25s);
    QVERIFY(fixture.tells(u"back"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryErrors::statusError()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.fire(2);
    fixture.receiver->setBroken(true);
    fixture.fire(3); // three failures and it is `error`
    fixture.pass(15s);
    fixture.receiver->setBroken(false);
    fixture.fire(2); // counted, not sent
    QCOMPARE(fixture.handled.size(), 2);
    fixture.pass(90s); // the next heartbeat tells of the error
    QVERIFY(fixture.tells(u"health error"_s));
    QVERIFY(fixture.tells(u"attempt 1"_s));
    QVERIFY(fixture.tells(u"reactivated"_s));
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({3, 4, 5, 6, 7}));
    QCOMPARE(fixture.health().state, HealthState::Active);
    fixture.fire(1);
    QCOMPARE(fixture.handled.last(), fixture.fired.last());
}

/// Nothing is sent any more: $status tells.
void TestDeliveryErrors::statusOff()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.fire(1);
    fixture.receiver->setBroken(true);
    fixture.fire(1);
    for (int i = 0; i < 10; ++i) {
        fixture.sandbox->sendHeartbeats();
        fixture.pass(20s);
    }
    fixture.receiver->setBroken(false);
    QVERIFY(fixture.tells(u"late"_s));
    fixture.pass(400s, 5s);
    QVERIFY(fixture.tells(u"reactivated"_s));
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.health().state, HealthState::Active);
}

/// It goes to `error` before it was ever active.
void TestDeliveryErrors::refusedHandshake()
{
    DeliveryFixture fixture(setup());
    fixture.sandbox->setFaults({.refuseHandshake = true});
    fixture.create();
    fixture.pass(20s);
    QVERIFY(fixture.tells(u"health error"_s));
    QVERIFY(fixture.tells(u"attempt 1"_s));
    fixture.sandbox->setFaults({});
    fixture.pass(60s);
    QVERIFY(fixture.tells(u"reactivated"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
    fixture.fire(2);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
}

void TestDeliveryErrors::endpointThatStaysBroken()
{
    auto broken = setup();
    broken.monitor.reactivationAttempts = 3;
    DeliveryFixture fixture(broken);
    fixture.subscribe();
    fixture.receiver->setBroken(true);
    fixture.fire(3);
    fixture.pass(900s, 5s);
    QVERIFY(fixture.tells(u"attempt 3"_s));
    QVERIFY(!fixture.tells(u"attempt 4"_s));
    QCOMPARE(fixture.told.count(u"gave up"_s), 1);
    QCOMPARE(fixture.health().state, HealthState::Error);
    QVERIFY(fixture.health().reason.contains(u"did not help"_s));
    // The events themselves were fetched all the same.
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    fixture.receiver->setBroken(false);
    fixture.receiver->monitor().reactivate(u"encounters"_s); // a person has looked
    fixture.pass(20s);
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryErrors::receiverRestarts()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {2}});
    fixture.fire(3);
    fixture.stopReceiver(); // with a gap
    fixture.fire(2);
    fixture.startReceiver(); // nobody tells it which Subscription is its own: the store does
    fixture.pass(30s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().contains(2));
    QCOMPARE(fixture.health().state, HealthState::Active);
    fixture.fire(1);
    fixture.pass(2s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
}

void TestDeliveryErrors::serverRestarts()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.fire(2);
    fixture.restartSandbox(); // which forgot everything
    fixture.pass(60s);
    QVERIFY(fixture.tells(u"late"_s));
    QVERIFY(fixture.tells(u"vanished"_s));
    QVERIFY(fixture.receiver->monitor().subscriptions().isEmpty());
    fixture.subscribe(); // as a registrar does when it is told
    fixture.fire(3);
    fixture.pass(30s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.health().state, HealthState::Active);
}

void TestDeliveryErrors::serverIsDownDuringRecovery()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {2}, .failRequests = 500});
    fixture.fire(3);
    fixture.pass(20s);
    QVERIFY(fixture.tells(u"recovery failed"_s));
    QCOMPARE(fixture.health().state, HealthState::Gap);
    fixture.fire(2); // what is sent is received all the same
    QCOMPARE(fixture.handled.size(), 4);
    fixture.pass(60s);
    fixture.sandbox->setFaults({});
    fixture.pass(120s, 5s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QCOMPARE(fixture.recovered(), QList<int>({2}));
    QVERIFY(!fixture.tells(u"lost 2"_s));
    QCOMPARE(fixture.health().state, HealthState::Active);
}

/// What the server does not have any more is lost in the end, and loudly.
void TestDeliveryErrors::serverKeepsTooLittle()
{
    auto little = setup();
    little.retainedEvents = 3;
    DeliveryFixture fixture(little);
    fixture.subscribe();
    fixture.sandbox->setFaults({.dropEventNumbers = {1, 2, 3, 4, 5}});
    fixture.fire(6);
    fixture.pass(10s);
    QCOMPARE(fixture.recovered(), QList<int>({4, 5}));
    QCOMPARE(fixture.health().state, HealthState::Gap);
    fixture.pass(300s, 5s);
    QVERIFY(fixture.tells(u"resync 1-3"_s));
    QVERIFY(fixture.tells(u"lost 1-3"_s));
    QCOMPARE(fixture.wronglyHandled().size(), 3);
    QCOMPARE(fixture.health().state, HealthState::Active); // and not for ever
}

void TestDeliveryErrors::allAtOnce()
{
    DeliveryFixture fixture(setup());
    fixture.subscribe();
    fixture.sandbox->setFaults({.drop = 0.3, .duplicate = 0.3, .reorder = 0.3, .overlap = true});
    fixture.fire(40);
    fixture.sandbox->setFaults({.silenceHeartbeats = true});
    fixture.pass(60s);
    QCOMPARE(fixture.wronglyHandled(), QStringList());
    QVERIFY(fixture.recovered().size() > 3);
    fixture.sandbox->setFaults({});
    fixture.pass(30s);
    QCOMPARE(fixture.health().state, HealthState::Active);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestDeliveryErrors)
#include "tst_deliveryerrors.moc"
