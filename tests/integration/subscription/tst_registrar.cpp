// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiver.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using namespace Test;

/// The registrar against sandboxes of every version and make.
class TestRegistrar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registers_data();
    void registers();
    void appliesChanges_data();
    void appliesChanges();
    void ownTokenIsPutThere_data();
    void ownTokenIsPutThere();
    void tellsWhatTheServerAlters();
    void renewsForcedEnds_data();
    void renewsForcedEnds();
    void endsWhenItIsToEnd();
    void tellsOfDelays();
    void asksOnceMore();
    void tellsOfRefusedHandshakes();
    void notedStatusIsLookedAt();
    void resolvesDuplicates();
    void stuckDuplicatesAreNotWaitedForEver();
    void prunes();
    void reactivates_data();
    void reactivates();
    void createsAgainWhatVanished();
    void releases_data();
    void releases();
    void triesAgainByItself();
    void otherDefinitionsAreNotHeldUp();
    void plansWithoutTouching();
    void webSocketsAreFoundAgain();
    void destroyedWhileItAsks();
};

namespace {

/// \a versions: in which each profile is tried.
void addProfiles(const QList<FhirVersion> &versions)
{
    QTest::addColumn<QString>("wireProfile");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<bool>("updates");
    for (const auto version : versions) {
        for (const auto &profile : {u"strict"_s, u"hapi"_s, u"candle"_s, u"helios"_s, u"aidbox"_s}) {
            QTest::addRow("%s, %s", qPrintable(profile), qPrintable(toCode(version)))
                << profile << profile << version << (profile != "aidbox"_L1);
        }
    }
    QTest::newRow("inferno") << u"inferno"_s << u"strict"_s << FhirVersion::R4 << true;
    // The profile does not know that there are no updates: 405 teaches it.
    QTest::newRow("aidbox, not known") << u"aidbox"_s << u"strict"_s << FhirVersion::R4B << false;
}

qsizetype countOf(const QStringList &told, const QString &text)
{
    return std::ranges::count(told, text);
}

} // namespace

void TestRegistrar::registers_data()
{
    addProfiles({FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5});
}

void TestRegistrar::registers()
{
    QFETCH(QString, wireProfile);
    QFETCH(QString, profile);
    QFETCH(FhirVersion, version);
    SandboxFixture sandbox(wireProfile);
    Receiver receiver(sandbox, version, profile);
    auto definition = sampleDefinition();
    definition.filterBy = {
        {.resourceType = u"Encounter"_s, .filterParameter = u"patient"_s, .value = u"Patient/1"_s},
        {.resourceType = u"Encounter"_s, .filterParameter = u"date"_s, .comparator = u"ge"_s, .value = u"2020"_s}};
    receiver.define({definition});
    const auto first = receiver.reconcile();
    QCOMPARE(first.plan.steps.size(), 1);
    QCOMPARE(first.plan.steps.first().action, PlanStep::Action::Create);
    QCOMPARE(first.errors.size(), 0);
    QVERIFY(first.registered.contains(u"a"_s));
    QVERIFY(receiver.becomesActive());
    QCOMPARE(receiver.told, (QStringList{u"carriedOut create a"_s, u"registered a"_s, u"activated a"_s}));
    QCOMPARE(receiver.registrar().subscription(u"a"_s)->status, SubscriptionStatusCode::Active);

    // Repeating it changes nothing, here or in the next run of the program.
    const auto before = subscriptionsOf(sandbox, version);
    QCOMPARE(before.size(), 1);
    receiver.told.clear();
    QVERIFY(receiver.reconcile().plan.isFulfilled());
    QCOMPARE(receiver.told, QStringList());
    Receiver next(sandbox, version, profile);
    next.define({definition});
    const auto second = next.reconcile();
    QVERIFY(second.plan.isFulfilled());
    QVERIFY(second.plan.steps.first().differences.isEmpty());
    QCOMPARE(next.told, (QStringList{u"registered a"_s, u"activated a"_s}));
    QCOMPARE(subscriptionsOf(sandbox, version), before);
}

void TestRegistrar::appliesChanges_data()
{
    addProfiles({FhirVersion::R5});
}

void TestRegistrar::appliesChanges()
{
    QFETCH(QString, wireProfile);
    QFETCH(QString, profile);
    QFETCH(FhirVersion, version);
    QFETCH(bool, updates);
    // Some take a change and go on as before.
    const bool isFixed = serverProfile(profile)->fixedElements.contains(u"filterBy"_s);
    const bool isUpdated = updates && !isFixed;
    SandboxFixture sandbox(wireProfile);
    Receiver receiver(sandbox, version, profile);
    auto definition = sampleDefinition();
    receiver.define({definition});
    receiver.reconcile();
    QVERIFY(receiver.becomesActive());
    const auto id = receiver.registrar().subscription(u"a"_s)->id;
    definition.timeout = 7;
    definition.filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"patient"_s, .value = u"Patient/1"_s}};
    receiver.define({definition});
    receiver.told.clear();
    const auto result = receiver.reconcile();
    QCOMPARE(result.errors.size(), 0);
    const auto &step = result.plan.steps.first();
    QCOMPARE(step.differences.size(), 2);
    QCOMPARE(step.action, isUpdated || profile == "strict"_L1 ? PlanStep::Action::Update : PlanStep::Action::Replace);
    QCOMPARE(receiver.told.first(), isUpdated ? u"carriedOut update a"_s : u"carriedOut replace a"_s);
    QCOMPARE(countOf(receiver.told, u"registered a"_s), 1);
    const auto resources = subscriptionsOf(sandbox, version);
    QCOMPARE(resources.size(), 1);
    const auto now = codecFor(version).readSubscription(resources.first())->value;
    QCOMPARE(now.timeout, 7U);
    QCOMPARE(now.filterBy.size(), 1);
    QCOMPARE(now.id == id, isUpdated);
    receiver.told.clear();
    QVERIFY(receiver.reconcile().plan.isFulfilled());
    QVERIFY(!receiver.told.join(u' ').contains(u"carriedOut"_s));
}

void TestRegistrar::ownTokenIsPutThere_data()
{
    QTest::addColumn<QList<SubscriptionHeader>>("found");
    QTest::newRow("another token") << QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"theirs"_s}};
    QTest::newRow("no token") << QList<SubscriptionHeader>{};
    QTest::newRow("another header besides")
        << QList<SubscriptionHeader>{{u"x-api-key"_s, u"ours"_s}, {u"Authorization"_s, u"Bearer theirs"_s}};
}

void TestRegistrar::ownTokenIsPutThere()
{
    QFETCH(QList<SubscriptionHeader>, found);
    for (const auto version : {FhirVersion::R4, FhirVersion::R5}) {
        SandboxFixture sandbox;
        Receiver receiver(sandbox, version, u"strict"_s);
        receiver.define({sampleDefinition()}, u"ours"_s);
        auto theirs = receiver.registrar().wanted().first().subscription;
        theirs.headers = found;
        sandbox.createActive(version, theirs);
        const auto result = receiver.reconcile();
        QCOMPARE(result.plan.steps.first().action, PlanStep::Action::Update);
        QVERIFY(result.plan.steps.first().differences.first().element.startsWith(u"parameter["_s));
        QTRY_COMPARE(sandbox.webhook.count(), 1); // the handshake
        QCOMPARE(sandbox.webhook.requests().first().header("X-Api-Key"), "ours");
        QVERIFY(sandbox.webhook.requests().first().header("Authorization").isEmpty());
        QCOMPARE(receiver.registrar().subscription(u"a"_s)->headers,
                 (QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"ours"_s}}));
    }
}

void TestRegistrar::tellsWhatTheServerAlters()
{
    SandboxFixture sandbox;
    sandbox.server.setFaults({.maximumHeartbeatPeriod = 5, .maskHeaders = true});
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    auto definition = sampleDefinition();
    definition.heartbeatPeriod = 60;
    receiver.define({definition});
    receiver.reconcile();
    const auto altered = u"altered a parameter[X-Api-Key],heartbeatPeriod"_s;
    QCOMPARE(countOf(receiver.told, altered), 1);
    const auto version = subscriptionsOf(sandbox, FhirVersion::R4B).first()["meta"_L1].toObject();
    const auto again = receiver.reconcile();
    QVERIFY(again.plan.isFulfilled());
    QCOMPARE(again.plan.steps.first().differences.size(), 2);
    QCOMPARE(countOf(receiver.told, altered), 1);
    QVERIFY(receiver.becomesActive());

    // The next run of the program asks once, and is told too.
    Receiver next(sandbox, FhirVersion::R4B, u"strict"_s);
    next.define({definition});
    next.reconcile();
    QCOMPARE(countOf(next.told, u"carriedOut update a"_s), 1);
    QCOMPARE(countOf(next.told, altered), 1);
    QVERIFY(next.reconcile().plan.isFulfilled());
    QVERIFY(subscriptionsOf(sandbox, FhirVersion::R4B).first()["meta"_L1].toObject() != version);

    // A new token has to be asked for, though the old one was masked too.
    next.define({definition}, u"n3w"_s);
    sandbox.webhook.clear();
    QCOMPARE(next.reconcile().plan.steps.first().action, PlanStep::Action::Update);
    QTRY_VERIFY(sandbox.webhook.count() > 0);
    QCOMPARE(sandbox.webhook.requests().last().header("X-Api-Key"), "n3w");
}

void TestRegistrar::renewsForcedEnds_data()
{
    QTest::addColumn<QString>("wireProfile");
    QTest::newRow("update") << u"strict"_s;
    QTest::newRow("replace") << u"aidbox"_s;
}

void TestRegistrar::renewsForcedEnds()
{
    QFETCH(QString, wireProfile);
    SandboxFixture sandbox(wireProfile);
    sandbox.server.setFaults({.maximumLifetime = 10min});
    Receiver receiver(sandbox, FhirVersion::R5, wireProfile);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    QVERIFY(receiver.told.contains(u"altered a end"_s));
    QVERIFY(receiver.becomesActive());
    pass(sandbox, 10s); // the look after the creation
    auto end = receiver.registrar().subscription(u"a"_s)->end;
    for (int i = 0; i < 5; ++i) {
        receiver.told.clear();
        const auto half = end.addSecs(-300); // of its life; or a little later, since activation is a change too
        pass(sandbox, std::chrono::milliseconds(sandbox.clock.now().msecsTo(half) - 1));
        QCOMPARE(receiver.told, QStringList());
        sandbox.clock.advance(2s);
        QVERIFY(receiver.becomesActive());
        const auto next = receiver.registrar().subscription(u"a"_s)->end;
        QVERIFY(next > half.addSecs(600) && next < half.addSecs(605));
        end = next;
        pass(sandbox, 10s);
        QCOMPARE(receiver.told.filter(u"carriedOut"_s).size(), 1);
    }
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R5).size(), 1);
}

void TestRegistrar::endsWhenItIsToEnd()
{
    SandboxFixture sandbox;
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    auto definition = sampleDefinition();
    definition.end = sandbox.clock.now().addSecs(1200);
    receiver.define({definition});
    receiver.reconcile();
    QVERIFY(receiver.becomesActive());
    pass(sandbox, 10s); // the look after the creation
    receiver.told.clear();
    sandbox.clock.advance(1201s);
    QTRY_COMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).first()["status"_L1].toString(), u"off"_s);
    QVERIFY(receiver.reconcile().plan.isFulfilled());
    QCOMPARE(receiver.told.join(u'|'), QString());
}

void TestRegistrar::tellsOfDelays()
{
    SandboxFixture sandbox;
    sandbox.server.setFaults({.staysRequested = true});
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    for (const auto second : {1s, 2s, 4s, 8s, 14s}) {
        pass(sandbox, second);
        QVERIFY(!receiver.told.contains(u"delayed a"_s));
    }
    pass(sandbox, 1s);
    QCOMPARE(countOf(receiver.told, u"delayed a"_s), 1);
    for (int i = 0; i < 4; ++i) {
        pass(sandbox, 20s);
    }
    QCOMPARE(countOf(receiver.told, u"carriedOut update a"_s), 1); // asked once more, not for ever
    QCOMPARE(countOf(receiver.told, u"delayed a"_s), 1);
    QVERIFY(!receiver.told.contains(u"activated a"_s));

    // It becomes active after all, by somebody else's doing.
    sandbox.server.setFaults({});
    const auto resource = subscriptionsOf(sandbox, FhirVersion::R4B).first();
    sandbox.request("PUT", u"/r4b/Subscription/"_s + resource["id"_L1].toString(), resource);
    sandbox.settle();
    for (int i = 0; i < 10 && !receiver.told.contains(u"activated a"_s); ++i) {
        pass(sandbox, 10s);
    }
    QCOMPARE(countOf(receiver.told, u"activated a"_s), 1);
}

void TestRegistrar::asksOnceMore()
{
    SandboxFixture sandbox(u"helios"_s); // nothing becomes of what is created conditionally
    Receiver receiver(sandbox, FhirVersion::R5, u"strict"_s);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    pass(sandbox, 29s);
    QCOMPARE(sandbox.webhook.count(), 0);
    QVERIFY(receiver.becomesActive());
    QCOMPARE(countOf(receiver.told, u"delayed a"_s), 1);
    QCOMPARE(countOf(receiver.told, u"carriedOut update a"_s), 1);
    QCOMPARE(sandbox.webhook.count(), 1);

    // Who knows it does not create conditionally.
    Receiver knowing(sandbox, FhirVersion::R4, u"helios"_s);
    knowing.define({sampleDefinition()});
    knowing.reconcile();
    QVERIFY(knowing.becomesActive());
    QVERIFY(!knowing.told.contains(u"delayed a"_s));
    const auto status = knowing.client().status(knowing.registrar().subscription(u"a"_s)->id);
    QVERIFY(waitForAll<Result<FetchedStatus>>(sandbox, {status}));
    QCOMPARE(status.result()->status.status, SubscriptionStatusCode::Active); // from the bare resource
}

void TestRegistrar::tellsOfRefusedHandshakes()
{
    SandboxFixture sandbox;
    sandbox.webhook.setAnswer(401);
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    for (int i = 0; i < 10 && receiver.errors.isEmpty(); ++i) {
        pass(sandbox, 1s);
    }
    QCOMPARE(receiver.errors.size(), 1);
    QCOMPARE(receiver.errors.first().kind, Error::Kind::Rejected);
    QCOMPARE(receiver.errors.first().location, u"a"_s);
    QVERIFY2(receiver.errors.first().message.contains(u"401"_s), qPrintable(receiver.errors.first().message));
    QVERIFY(!receiver.told.contains(u"activated a"_s));

    // No endless attempts by itself, but with the next reconciliation.
    const auto tellings = receiver.told.size();
    sandbox.webhook.setAnswer(200);
    pass(sandbox, 5s);
    QCOMPARE(receiver.told.size(), tellings);
    QCOMPARE(receiver.reconcile().plan.steps.first().action, PlanStep::Action::Update);
    QVERIFY(receiver.becomesActive());
}

void TestRegistrar::notedStatusIsLookedAt()
{
    SandboxFixture sandbox;
    sandbox.webhook.setSilent(true);
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    receiver.registrar().noteStatus(u"a"_s, SubscriptionStatusCode::Active); // it is not true yet
    receiver.registrar().noteStatus(u"unknown"_s, SubscriptionStatusCode::Active);
    sandbox.settle();
    QVERIFY(!receiver.told.contains(u"activated a"_s));
    sandbox.webhook.setSilent(false);
    QTRY_COMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).first()["status"_L1].toString(), u"active"_s);
    QVERIFY(!receiver.told.contains(u"activated a"_s)); // since time stands still
    receiver.registrar().noteStatus(u"a"_s, SubscriptionStatusCode::Active);
    QTRY_COMPARE(countOf(receiver.told, u"activated a"_s), 1);
}

void TestRegistrar::resolvesDuplicates()
{
    SandboxFixture sandbox;
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    const auto wanted = receiver.registrar().wanted().first().subscription;
    const auto oldest = sandbox.createActive(FhirVersion::R4B, wanted);
    sandbox.clock.advance(1s);
    for (int i = 0; i < 3; ++i) {
        sandbox.createActive(FhirVersion::R4B, wanted);
    }
    auto others = wanted;
    others.endpoint = QUrl(wanted.endpoint.toString() + u"/other"_s);
    sandbox.createActive(FhirVersion::R4B, others);
    const auto result = receiver.reconcile();
    QCOMPARE(result.plan.steps.size(), 4);
    QCOMPARE(countOf(receiver.told, u"carriedOut delete a"_s), 3);
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).size(), 2);
    QCOMPARE(receiver.registrar().subscription(u"a"_s)->id, oldest);
}

void TestRegistrar::stuckDuplicatesAreNotWaitedForEver()
{
    SandboxFixture sandbox;
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    const auto wanted = receiver.registrar().wanted().first().subscription;
    sandbox.server.setFaults({.staysRequested = true});
    sandbox.create(FhirVersion::R4B, wanted);
    sandbox.server.setFaults({});
    const auto good = sandbox.createActive(FhirVersion::R4B, wanted);

    const auto before = sandbox.clock.now();
    receiver.reconcile(); // it may yet become active
    const auto waited = before.secsTo(sandbox.clock.now());
    QVERIFY2(waited >= 25 && waited <= 35, qPrintable(QString::number(waited)));
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).size(), 1);
    QCOMPARE(receiver.registrar().subscription(u"a"_s)->id, good);

    // What has been so for long is not waited for.
    sandbox.server.setFaults({.staysRequested = true});
    sandbox.create(FhirVersion::R4B, wanted);
    sandbox.clock.advance(31s);
    const auto later = sandbox.clock.now();
    receiver.reconcile();
    QVERIFY(later.secsTo(sandbox.clock.now()) < 15); // the time goes on while it is waited for slow answers
    QCOMPARE(receiver.registrar().subscription(u"a"_s)->id, good);
}

void TestRegistrar::prunes()
{
    SandboxFixture sandbox;
    RegistrarOptions options;
    options.pruneBelow = sandbox.webhook.url();
    Receiver before(sandbox, FhirVersion::R5, u"strict"_s);
    before.define({sampleDefinition(u"a"_s), sampleDefinition(u"gone"_s)});
    before.reconcile();
    auto others = before.registrar().wanted().first().subscription;
    others.endpoint = QUrl(sandbox.webhook.url().toString() + u"2/gone"_s);
    sandbox.create(FhirVersion::R5, others);

    Receiver keeping(sandbox, FhirVersion::R5, u"strict"_s);
    keeping.define({sampleDefinition(u"a"_s)});
    keeping.reconcile();
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R5).size(), 3);
    Receiver pruning(sandbox, FhirVersion::R5, u"strict"_s, options);
    pruning.define({sampleDefinition(u"a"_s)});
    pruning.reconcile();
    QCOMPARE(countOf(pruning.told, u"carriedOut delete"_s), 1);
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R5).size(), 2);
    QVERIFY(pruning.reconcile().plan.isFulfilled());

    // To activate one again is no reason to take the others for orphans.
    pruning.define({sampleDefinition(u"a"_s), sampleDefinition(u"b"_s)});
    pruning.reconcile();
    const auto again = pruning.registrar().reactivate(u"a"_s);
    QVERIFY(waitForAll<Result<Subscription>>(sandbox, {again}));
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R5).size(), 3);
}

void TestRegistrar::reactivates_data()
{
    addProfiles({FhirVersion::R5});
}

void TestRegistrar::reactivates()
{
    QFETCH(QString, wireProfile);
    QFETCH(QString, profile);
    QFETCH(FhirVersion, version);
    QFETCH(bool, updates);
    SandboxFixture sandbox(wireProfile);
    Receiver receiver(sandbox, version, profile);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    QVERIFY(receiver.becomesActive());
    const auto id = receiver.registrar().subscription(u"a"_s)->id;
    receiver.told.clear();
    sandbox.webhook.clear();
    const auto again = receiver.registrar().reactivate(u"a"_s);
    QVERIFY(waitForAll<Result<Subscription>>(sandbox, {again}));
    QVERIFY(again.result());
    QCOMPARE(again.result()->id == id, updates);
    QVERIFY(receiver.becomesActive());
    QCOMPARE(countOf(receiver.told, u"registered a"_s), 1);
    QCOMPARE(subscriptionsOf(sandbox, version).size(), 1);
    QCOMPARE(sandbox.webhook.count() > 0, wireProfile != "hapi"_L1); // a new handshake

    const auto unknown = receiver.registrar().reactivate(u"x"_s);
    QVERIFY(waitForAll<Result<Subscription>>(sandbox, {unknown}));
    QCOMPARE(unknown.result().error().kind, Error::Kind::Rejected);

    // One that is gone is created.
    sandbox.request("DELETE", basePath(version) + u"/Subscription/"_s + again.result()->id);
    const auto created = receiver.registrar().reactivate(u"a"_s);
    QVERIFY(waitForAll<Result<Subscription>>(sandbox, {created}));
    QVERIFY(created.result());
    QCOMPARE(subscriptionsOf(sandbox, version).size(), 1);
    QCOMPARE(subscriptionsOf(sandbox, version).first()["id"_L1].toString(), created.result()->id);
}

void TestRegistrar::createsAgainWhatVanished()
{
    SandboxFixture sandbox;
    sandbox.server.setFaults({.staysRequested = true});
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    receiver.reconcile();
    pass(sandbox, 10s); // the look after the creation
    const auto id = receiver.registrar().subscription(u"a"_s)->id;
    sandbox.server.setFaults({});
    sandbox.request("DELETE", u"/r4b/Subscription/"_s + id);
    QVERIFY(receiver.becomesActive());
    QVERIFY(receiver.registrar().subscription(u"a"_s)->id != id);
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).size(), 1);
}

void TestRegistrar::releases_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<RemovalPolicy>("policy");
    QTest::addColumn<QStringList>("left"); ///< the statuses of ours
    const auto both = [](const QString &status) {
        return QStringList{status, status};
    };
    QTest::newRow("keep") << u"strict"_s << RemovalPolicy::Keep << both(u"active"_s);
    QTest::newRow("off") << u"strict"_s << RemovalPolicy::Off << both(u"off"_s);
    QTest::newRow("delete") << u"strict"_s << RemovalPolicy::Delete << QStringList();
    QTest::newRow("off, no update") << u"aidbox"_s << RemovalPolicy::Off << QStringList();
}

void TestRegistrar::releases()
{
    QFETCH(QString, profile);
    QFETCH(RemovalPolicy, policy);
    QFETCH(QStringList, left);
    SandboxFixture sandbox(profile);
    auto others = sandbox.subscription();
    others.endpoint = QUrl(sandbox.webhook.url().toString() + u"/other"_s);
    const auto othersId = sandbox.createActive(FhirVersion::R4B, others);
    Receiver receiver(sandbox, FhirVersion::R4B, profile);
    receiver.define({sampleDefinition(u"a"_s), sampleDefinition(u"b"_s)});
    receiver.reconcile();
    for (const auto &resource : subscriptionsOf(sandbox, FhirVersion::R4B)) {
        QTRY_COMPARE(sandbox.status(FhirVersion::R4B, resource["id"_L1].toString()), u"active"_s);
    }
    const auto released = receiver.registrar().release(policy);
    QVERIFY(waitForAll<Result<void>>(sandbox, {released}));
    QVERIFY(released.result());
    QStringList statuses;
    for (const auto &resource : subscriptionsOf(sandbox, FhirVersion::R4B)) {
        if (resource["id"_L1].toString() == othersId) {
            QCOMPARE(resource["status"_L1].toString(), u"active"_s);
        } else {
            statuses.append(resource["status"_L1].toString());
        }
    }
    QCOMPARE(statuses, left);

    // Nothing is done any more.
    receiver.told.clear();
    QVERIFY(!receiver.registrar().reconcile().result());
    QVERIFY(!receiver.registrar().reactivate(u"a"_s).result());
    pass(sandbox, 10s);
    pass(sandbox, 1h);
    QCOMPARE(receiver.told, QStringList());
}

void TestRegistrar::triesAgainByItself()
{
    SandboxFixture sandbox;
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition(u"a"_s), sampleDefinition(u"b"_s)});
    sandbox.server.setFaults({.failRequests = 503});
    const auto failing = receiver.registrar().reconcile();
    QVERIFY(waitForAll<Result<Reconciliation>>(sandbox, {failing}));
    QVERIFY(!failing.result());
    QCOMPARE(failing.result().error().kind, Error::Kind::Retry);
    QCOMPARE(receiver.told, QStringList{u"failed"_s});

    // Ever more seldom.
    for (const auto delay : {10s, 20s, 40s, 80s, 100s, 100s}) {
        receiver.told.clear();
        pass(sandbox, delay - 1ms);
        QCOMPARE(receiver.told, QStringList());
        pass(sandbox, 1ms);
        QCOMPARE(receiver.told, QStringList{u"failed"_s});
    }

    sandbox.server.setFaults({});
    sandbox.clock.advance(100s);
    QVERIFY(receiver.becomesActive(u"a"_s) && receiver.becomesActive(u"b"_s));
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).size(), 2);
}

void TestRegistrar::otherDefinitionsAreNotHeldUp()
{
    SandboxFixture sandbox;
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    auto refused = sampleDefinition(u"bad"_s);
    refused.topic = u"http://example.org/unknown"_s;
    receiver.define({refused, sampleDefinition(u"good"_s)});
    const auto result = receiver.reconcile();
    QCOMPARE(result.errors.size(), 1);
    QCOMPARE(result.errors.first().location, u"bad"_s);
    QCOMPARE(result.errors.first().kind, Error::Kind::Rejected);
    QVERIFY(result.errors.first().message.contains(u"topic"_s));
    QCOMPARE(result.registered.keys(), QStringList{u"good"_s});
    QVERIFY(receiver.told.contains(u"failed bad"_s));
    QVERIFY(!receiver.registrar().subscription(u"bad"_s));
}

void TestRegistrar::plansWithoutTouching()
{
    SandboxFixture sandbox;
    Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
    receiver.define({sampleDefinition()});
    const auto plan = receiver.registrar().plan();
    QVERIFY(waitForAll<Result<SubscriptionPlan>>(sandbox, {plan}));
    QCOMPARE(plan.result()->steps.first().action, PlanStep::Action::Create);
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).size(), 0);
    QCOMPARE(receiver.told, QStringList());
    sandbox.server.setFaults({.failRequests = 500});
    const auto failed = receiver.registrar().plan();
    QVERIFY(waitForAll<Result<SubscriptionPlan>>(sandbox, {failed}));
    QVERIFY(!failed.result());
}

void TestRegistrar::webSocketsAreFoundAgain()
{
    for (const auto version : {FhirVersion::R4, FhirVersion::R5}) {
        SandboxFixture sandbox;
        auto definition = sampleDefinition();
        definition.channel = ChannelType::WebSocket;
        Receiver first(sandbox, version, u"strict"_s);
        first.define({definition});
        first.reconcile();
        QVERIFY(first.becomesActive());
        Receiver next(sandbox, version, u"strict"_s);
        next.define({definition});
        QVERIFY(next.reconcile().plan.isFulfilled());
        QCOMPARE(next.registrar().subscription(u"a"_s)->id, first.registrar().subscription(u"a"_s)->id);
        auto other = definition;
        other.webhookId = u"b"_s;
        next.define({definition, other});
        next.reconcile();
        QCOMPARE(subscriptionsOf(sandbox, version).size(), 2);
    }
}

void TestRegistrar::destroyedWhileItAsks()
{
    SandboxFixture sandbox;
    QFuture<Result<Reconciliation>> reconciliation;
    QFuture<Result<Subscription>> reactivation;
    {
        Receiver receiver(sandbox, FhirVersion::R4B, u"strict"_s);
        receiver.define({sampleDefinition()});
        reconciliation = receiver.registrar().reconcile();
        reactivation = receiver.registrar().reactivate(u"a"_s);
    }
    QTRY_VERIFY(reconciliation.isFinished() && reactivation.isFinished());
    QVERIFY(reconciliation.isCanceled() && reactivation.isCanceled());
    sandbox.clock.advance(1h);
    sandbox.settle();
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestRegistrar)

#include "tst_registrar.moc"
