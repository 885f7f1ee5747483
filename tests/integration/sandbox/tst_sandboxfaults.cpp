// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxfixture.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::SandboxFixture;

/// The faults one by one, and the control paths for other processes.
class TestSandboxFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventFaults_data();
    void eventFaults();
    void chancesRepeat();
    void delays();
    void overlaps();
    void refusesHandshakes();
    void silencesHeartbeats();
    void staysRequested();
    void altersSubscriptions();
    void masksHeaders();
    void failsRequests();
    void readsWhatItWrites();
    void resetsCounters();
    void isControlledFromOutside();
    void refusesWrongCommands_data();
    void refusesWrongCommands();
    void findsNoSecondPort();
    void knowsNoSuchProfile();
};

void TestSandboxFaults::eventFaults_data()
{
    QTest::addColumn<SandboxFaults>("faults");
    QTest::addColumn<QList<quint64>>("arriving");

    QTest::newRow("none") << SandboxFaults() << QList<quint64>{1, 2, 3, 4};
    QTest::newRow("drop all") << SandboxFaults{.drop = 1} << QList<quint64>{};
    QTest::newRow("drop some") << SandboxFaults{.dropEventNumbers = {1, 3}} << QList<quint64>{2, 4};
    QTest::newRow("duplicate all") << SandboxFaults{.duplicate = 1} << QList<quint64>{1, 1, 2, 2, 3, 3, 4, 4};
    QTest::newRow("duplicate one") << SandboxFaults{.duplicateEventNumbers = {2}} << QList<quint64>{1, 2, 2, 3, 4};
    QTest::newRow("reorder one") << SandboxFaults{.reorderEventNumbers = {2}} << QList<quint64>{1, 3, 2, 4};
    QTest::newRow("reorder two") << SandboxFaults{.reorderEventNumbers = {1, 2}} << QList<quint64>{3, 1, 2, 4};
    QTest::newRow("reorder the last") << SandboxFaults{.reorderEventNumbers = {4}} << QList<quint64>{1, 2, 3};
    QTest::newRow("drop wins") << SandboxFaults{.duplicate = 1, .dropEventNumbers = {2, 3, 4}} << QList<quint64>{1, 1};
    QTest::newRow("reorder and duplicate")
        << SandboxFaults{.duplicateEventNumbers = {1}, .reorderEventNumbers = {1}} << QList<quint64>{2, 1, 1, 3, 4};
}

void TestSandboxFaults::eventFaults()
{
    QFETCH(SandboxFaults, faults);
    QFETCH(QList<quint64>, arriving);
    SandboxFixture fixture;
    const auto id = fixture.createActive(FhirVersion::R4B, fixture.subscription());
    fixture.server.setFaults(faults);
    QSignalSpy delivered(&fixture.server, &SandboxServer::delivered);
    for (int i = 0; i < 4; ++i) {
        fixture.server.fireSampleEvent(FhirVersion::R4B);
    }
    QTRY_COMPARE(delivered.size(), arriving.size());
    fixture.settle();
    QCOMPARE(fixture.webhook.eventNumbers(), arriving);
    for (qsizetype i = 1; i < arriving.size(); ++i) {
        const auto isCopy = arriving[i] == arriving[i - 1];
        QCOMPARE(fixture.webhook.requests()[i].body == fixture.webhook.requests()[i - 1].body, isCopy);
    }
    // However they travel, $events has them all.
    const auto events = fixture.request("GET", u"/r4b/Subscription/%1/$events"_s.arg(id)).body;
    const auto status = events["entry"_L1][0]["resource"_L1];
    QCOMPARE(status["notificationEvent"_L1].toArray().size(), 4);
}

void TestSandboxFaults::chancesRepeat()
{
    QList<quint64> first;
    for (int run = 0; run < 2; ++run) {
        SandboxFixture fixture;
        auto subscription = fixture.subscription();
        subscription.maxCount = 100;
        fixture.createActive(FhirVersion::R4B, subscription);
        fixture.server.setFaults({.drop = 0.5});
        for (int i = 0; i < 40; ++i) {
            fixture.server.fireSampleEvent(FhirVersion::R4B);
        }
        QTRY_COMPARE(fixture.webhook.count(), 1);
        const auto numbers = fixture.webhook.eventNumbers();
        QVERIFY(numbers.size() > 5 && numbers.size() < 35);
        if (run == 0) {
            first = numbers;
        }
        QCOMPARE(numbers, first);
    }
}

void TestSandboxFaults::delays()
{
    SandboxFixture fixture;
    fixture.createActive(FhirVersion::R5, fixture.subscription());
    fixture.server.setFaults({.delay = 3s});
    fixture.server.fireSampleEvent(FhirVersion::R5);
    fixture.settle();
    fixture.clock.advance(2999ms);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 0);
    fixture.clock.advance(1ms);
    QTRY_COMPARE(fixture.webhook.count(), 1);
}

void TestSandboxFaults::overlaps()
{
    SandboxFixture fixture;
    fixture.createActive(FhirVersion::R4, fixture.subscription());
    fixture.server.setFaults({.overlap = true});
    fixture.webhook.setSilent(true);
    for (int i = 0; i < 3; ++i) {
        fixture.server.fireSampleEvent(FhirVersion::R4);
    }
    QTRY_COMPARE(fixture.webhook.count(), 3); // none of them answered yet
    auto numbers = fixture.webhook.eventNumbers();
    std::sort(numbers.begin(), numbers.end());
    QCOMPARE(numbers, (QList<quint64>{1, 2, 3}));
}

void TestSandboxFaults::refusesHandshakes()
{
    for (const auto &profile : {u"strict"_s, u"hapi"_s}) {
        SandboxFixture fixture(profile);
        fixture.server.setFaults({.refuseHandshake = true});
        const auto id = fixture.create(FhirVersion::R4B, fixture.subscription());
        QTRY_COMPARE(fixture.status(FhirVersion::R4B, id), u"error"_s);
    }
}

void TestSandboxFaults::silencesHeartbeats()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 10;
    fixture.createActive(FhirVersion::R4B, subscription);
    fixture.server.setFaults({.silenceHeartbeats = true});
    fixture.clock.advance(1min);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 0);
    fixture.server.setFaults({});
    fixture.clock.advance(10s);
    QTRY_COMPARE(fixture.webhook.count(NotificationType::Heartbeat), 1);
}

void TestSandboxFaults::staysRequested()
{
    SandboxFixture fixture;
    fixture.server.setFaults({.staysRequested = true});
    const auto id = fixture.create(FhirVersion::R4B, fixture.subscription());
    fixture.settle();
    fixture.clock.advance(10min);
    fixture.settle();
    QCOMPARE(fixture.webhook.count(), 0);
    QCOMPARE(fixture.status(FhirVersion::R4B, id), u"requested"_s);

    fixture.server.setFaults({});
    auto resource = fixture.request("GET", u"/r4b/Subscription/"_s + id).body;
    QCOMPARE(fixture.request("PUT", u"/r4b/Subscription/"_s + id, resource).status, 200);
    QTRY_COMPARE(fixture.status(FhirVersion::R4B, id), u"active"_s);
}

void TestSandboxFaults::altersSubscriptions()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 60;
    subscription.headers = {{u"X-Api-Key"_s, u"secret"_s}};
    const auto path = u"/r5/Subscription/"_s + fixture.createActive(FhirVersion::R5, subscription);
    auto asked = fixture.request("GET", path).body;
    QVERIFY(!asked.contains("end"_L1));
    fixture.server.setFaults({.maximumLifetime = 10min, .maximumHeartbeatPeriod = 30, .dropHeaders = true});
    QCOMPARE(fixture.request("GET", path).body, asked); // what is there stays

    auto given = fixture.request("PUT", path, asked).body;
    QCOMPARE(given["end"_L1].toString(), u"2026-01-01T12:10:00.000Z"_s);
    QCOMPARE(given["heartbeatPeriod"_L1].toInt(), 30);
    QVERIFY(!given.contains("parameter"_L1));

    asked.insert("end"_L1, u"2026-01-01T12:05:00Z"_s);
    asked.insert("heartbeatPeriod"_L1, 5);
    given = fixture.request("PUT", path, asked).body;
    QCOMPARE(given["end"_L1].toString(), u"2026-01-01T12:05:00Z"_s);
    QCOMPARE(given["heartbeatPeriod"_L1].toInt(), 5);
    fixture.clock.advance(5min);
    QTRY_COMPARE(fixture.status(FhirVersion::R5, given["id"_L1].toString()), u"off"_s);
}

void TestSandboxFaults::masksHeaders()
{
    SandboxFixture fixture;
    fixture.server.setFaults({.maskHeaders = true});
    auto subscription = fixture.subscription();
    subscription.headers = {{u"X-Api-Key"_s, u"secret"_s}};
    const auto id = fixture.create(FhirVersion::R4, subscription);
    QTRY_COMPARE(fixture.webhook.count(), 1);
    QCOMPARE(fixture.webhook.requests().first().header("X-Api-Key"), "secret");
    const auto resource = fixture.request("GET", u"/r4/Subscription/"_s + id).body;
    QCOMPARE(resource["channel"_L1]["header"_L1].toArray(), QJsonArray{u"X-Api-Key: ***"_s});
}

void TestSandboxFaults::readsWhatItWrites()
{
    const SandboxFaults all{.drop = 0.1,
                            .duplicate = 0.2,
                            .reorder = 0.3,
                            .dropEventNumbers = {1, 2},
                            .duplicateEventNumbers = {3},
                            .reorderEventNumbers = {4},
                            .delay = 5ms,
                            .overlap = true,
                            .refuseHandshake = true,
                            .staysRequested = true,
                            .refuseBindings = true,
                            .silenceHeartbeats = true,
                            .maximumLifetime = 6ms,
                            .maximumHeartbeatPeriod = 7,
                            .dropHeaders = true,
                            .maskHeaders = true,
                            .failRequests = 508,
                            .failRequestCount = 9};
    const auto json = toJson(all);
    QCOMPARE(*readSandboxFaults(json), all);
    const auto none = toJson(SandboxFaults());
    QCOMPARE(none.keys(), json.keys());
    for (const auto &name : json.keys()) {
        QVERIFY2(none[name] != json[name], qPrintable(name)); // or this test forgot it
    }
    QCOMPARE(*readSandboxFaults(none, all), SandboxFaults());
}

void TestSandboxFaults::failsRequests()
{
    SandboxFixture fixture;
    fixture.server.setFaults({.failRequests = 503, .failRequestCount = 2});
    QCOMPARE(fixture.request("GET", u"/r4/metadata"_s).status, 200);
    QCOMPARE(fixture.request("GET", u"/r4/Subscription"_s).status, 503);
    const auto second = fixture.request("POST", u"/r5/Patient"_s, {{u"resourceType"_s, u"Patient"_s}});
    QCOMPARE(second.status, 503);
    QCOMPARE(second.body["resourceType"_L1].toString(), u"OperationOutcome"_s);
    QCOMPARE(fixture.request("GET", u"/r4/Subscription"_s).status, 200);
    QCOMPARE(fixture.server.faults().failRequestCount, 0);
}

void TestSandboxFaults::resetsCounters()
{
    SandboxFixture fixture;
    const auto id = fixture.createActive(FhirVersion::R5, fixture.subscription());
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1}));
    QCOMPARE(fixture.request("POST", u"/$sandbox/reset-counters"_s).status, 200);
    const auto status =
        fixture.request("GET", u"/r5/Subscription/%1/$status"_s.arg(id)).body["entry"_L1][0]["resource"_L1];
    QCOMPARE(status["eventsSinceSubscriptionStart"_L1].toString(), u"0"_s);
    fixture.server.fireSampleEvent(FhirVersion::R5);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 1}));
    QCOMPARE(fixture.status(FhirVersion::R5, id), u"active"_s);
}

void TestSandboxFaults::isControlledFromOutside()
{
    SandboxFixture fixture;
    auto subscription = fixture.subscription();
    subscription.heartbeatPeriod = 1000;
    const auto id = fixture.createActive(FhirVersion::R4B, subscription);

    const auto faults = fixture.request("POST", u"/$sandbox/faults"_s, {{u"dropEventNumbers"_s, QJsonArray{2}}});
    QCOMPARE(faults.status, 200);
    QCOMPARE(fixture.server.faults(), (SandboxFaults{.dropEventNumbers = {2}}));
    QCOMPARE(fixture.request("GET", u"/$sandbox/faults"_s).body, faults.body);

    const auto fired = fixture.request("POST", u"/$sandbox/fire?version=r4b&count=3"_s);
    QCOMPARE(fired.status, 200);
    QCOMPARE(fired.body["focus"_L1].toArray().size(), 3);
    QTRY_COMPARE(fixture.webhook.eventNumbers(), (QList<quint64>{1, 3}));
    const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"p"_s}};
    QCOMPARE(fixture.request("POST", u"/$sandbox/fire?version=R5"_s, patient).body["focus"_L1].toArray(),
             QJsonArray{u"Patient/p"_s});
    QCOMPARE(fixture.request("GET", u"/r5/Patient/p"_s).status, 200);

    QCOMPARE(fixture.request("POST", u"/$sandbox/heartbeat"_s).status, 200);
    QTRY_COMPARE(fixture.webhook.count(NotificationType::Heartbeat), 1);

    const QJsonObject topic{{u"resourceType"_s, u"SubscriptionTopic"_s},
                            {u"url"_s, u"http://example.org/any-task"_s},
                            {u"status"_s, u"active"_s},
                            {u"resourceTrigger"_s, QJsonArray{QJsonObject{{u"resource"_s, u"Task"_s}}}}};
    QCOMPARE(fixture.request("POST", u"/$sandbox/topics"_s, topic).status, 200);

    const auto state = fixture.request("GET", u"/$sandbox/state"_s).body;
    QCOMPARE(state["wireProfile"_L1].toString(), u"strict"_s);
    const auto r4b = state["versions"_L1][1];
    QCOMPARE(r4b["version"_L1].toString(), u"R4B"_s);
    QVERIFY(r4b["topics"_L1].toArray().contains(u"http://example.org/any-task"_s));
    const auto first = r4b["subscriptions"_L1][0];
    QCOMPARE(first["id"_L1].toString(), id);
    QCOMPARE(first["status"_L1].toString(), u"active"_s);
    QCOMPARE(first["eventsSinceSubscriptionStart"_L1].toInt(), 3);
}

void TestSandboxFaults::refusesWrongCommands_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");

    const QJsonObject none;
    QTest::newRow("unknown") << QByteArray("POST") << u"explode"_s << none << 404;
    QTest::newRow("nothing") << QByteArray("GET") << u""_s << none << 404;
    QTest::newRow("GET fire") << QByteArray("GET") << u"fire?version=r4"_s << none << 405;
    QTest::newRow("POST state") << QByteArray("POST") << u"state"_s << none << 405;
    QTest::newRow("DELETE faults") << QByteArray("DELETE") << u"faults"_s << none << 405;
    QTest::newRow("no version") << QByteArray("POST") << u"fire"_s << none << 400;
    QTest::newRow("no such version") << QByteArray("POST") << u"fire?version=r3"_s << none << 400;
    QTest::newRow("count 0") << QByteArray("POST") << u"fire?version=r4&count=0"_s << none << 400;
    QTest::newRow("count a million") << QByteArray("POST") << u"fire?version=r4&count=1000000"_s << none << 400;
    QTest::newRow("count x") << QByteArray("POST") << u"fire?version=r4&count=x"_s << none << 400;
    QTest::newRow("fire a Subscription") << QByteArray("POST") << u"fire?version=r4"_s
                                         << QJsonObject{{u"resourceType"_s, u"Subscription"_s}} << 400;
    QTest::newRow("fire nonsense") << QByteArray("POST") << u"fire?version=r4"_s << QJsonObject{{u"a"_s, 1}} << 400;
    const auto faults = u"faults"_s;
    QTest::newRow("drop 2") << QByteArray("POST") << faults << QJsonObject{{u"drop"_s, 2}} << 400;
    QTest::newRow("drop text") << QByteArray("POST") << faults << QJsonObject{{u"drop"_s, u"1"_s}} << 400;
    QTest::newRow("delay -1") << QByteArray("POST") << faults << QJsonObject{{u"delay"_s, -1}} << 400;
    QTest::newRow("failRequests 404") << QByteArray("POST") << faults << QJsonObject{{u"failRequests"_s, 404}} << 400;
    QTest::newRow("lifetime -1") << QByteArray("POST") << faults << QJsonObject{{u"maximumLifetime"_s, -1}} << 400;
    QTest::newRow("heartbeat -1") << QByteArray("POST") << faults << QJsonObject{{u"maximumHeartbeatPeriod"_s, -1}}
                                  << 400;
    QTest::newRow("staysRequested text") << QByteArray("POST") << faults << QJsonObject{{u"staysRequested"_s, u"yes"_s}}
                                         << 400;
    QTest::newRow("overlap 1") << QByteArray("POST") << faults << QJsonObject{{u"overlap"_s, 1}} << 400;
    QTest::newRow("event number -1") << QByteArray("POST") << faults
                                     << QJsonObject{{u"dropEventNumbers"_s, QJsonArray{-1}}} << 400;
    QTest::newRow("unknown fault") << QByteArray("POST") << faults << QJsonObject{{u"burn"_s, true}} << 400;
    QTest::newRow("topic without url") << QByteArray("POST") << u"topics"_s
                                       << QJsonObject{{u"resourceType"_s, u"SubscriptionTopic"_s}} << 400;
}

void TestSandboxFaults::refusesWrongCommands()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QJsonObject, body);
    SandboxFixture fixture;
    const auto answer = fixture.request(method, u"/$sandbox/"_s + path, body);
    QTEST(answer.status, "status");
    QCOMPARE(answer.body["resourceType"_L1].toString(), u"OperationOutcome"_s);
    QCOMPARE(fixture.server.faults(), SandboxFaults());
}

void TestSandboxFaults::findsNoSecondPort()
{
    SandboxFixture fixture;
    SandboxServer other(fixture.clock);
    const auto listening = other.listen({.port = fixture.server.port()});
    QVERIFY(!listening);
    QCOMPARE(listening.error().kind, Error::Kind::ActionRequired);
}

void TestSandboxFaults::knowsNoSuchProfile()
{
    Test::MockClock clock;
    SandboxServer server(clock);
    const auto listening = server.listen({.wireProfile = u"perfect"_s});
    QVERIFY(!listening);
    QCOMPARE(listening.error().kind, Error::Kind::ActionRequired);
    QCOMPARE(server.port(), 0);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSandboxFaults)
#include "tst_sandboxfaults.moc"
