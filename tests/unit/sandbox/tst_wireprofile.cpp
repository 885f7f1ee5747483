// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/wireprofile_p.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

class TestWireProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsAll();
    void strictIsTheDefault();
    void knowsQuirks();
    void knowsWebSockets();
    void refuses_data();
    void refuses();
    void knowsNoOther();
};

void TestWireProfile::loadsAll()
{
    const QStringList expected{u"aidbox"_s, u"athena"_s,  u"candle"_s,  u"hapi"_s,
                               u"helios"_s, u"inferno"_s, u"medplum"_s, u"strict"_s};
    QCOMPARE(wireProfileNames(), expected);
    for (const auto &name : expected) {
        const auto profile = loadWireProfile(name);
        QVERIFY2(profile, profile ? "" : qPrintable(name + u": "_s + profile.error().toString()));
        QCOMPARE(profile->name, name);
    }
}

void TestWireProfile::strictIsTheDefault()
{
    const auto strict = loadWireProfile(u"strict"_s);
    QVERIFY(strict->sendsHandshake);
    QVERIFY(strict->sendsHeartbeats);
    QVERIFY(strict->acceptedStatuses.isEmpty());
    QCOMPARE(strict->references, WireProfile::References::Absolute);
    QCOMPARE(strict->entryRequests, WireProfile::EntryRequests::AsSpecified);
    QCOMPARE(strict->eventsMethods.size(), 2);
    QCOMPARE(strict->statusLevels.size(), 2);
}

void TestWireProfile::knowsQuirks()
{
    const auto hapi = loadWireProfile(u"hapi"_s);
    QVERIFY(!hapi->sendsHandshake);
    QCOMPARE(hapi->retry.maximumAttempts, 21);
    QCOMPARE(hapi->retry.factor, 1.1);
    QCOMPARE(hapi->retry.maximumTime, 60s);
    QCOMPARE(hapi->eventTimestamps.value(FhirVersion::R4), WireProfile::EventTimestamp::Date);
    QVERIFY(hapi->statusLevels.isEmpty());
    const auto candle = loadWireProfile(u"candle"_s);
    QCOMPARE(candle->acceptedStatuses, (QList<int>{200, 202, 204}));
    const auto helios = loadWireProfile(u"helios"_s);
    QCOMPARE(helios->numericCounters, (QList<FhirVersion>{FhirVersion::R4B, FhirVersion::R5}));
    const auto athena = loadWireProfile(u"athena"_s);
    QCOMPARE(athena->maximumTimeout, 2s);
}

void TestWireProfile::knowsWebSockets()
{
    using Reaction = WireProfile::WebSocket::Reaction;
    QStringList withWebSocket;
    for (const auto &name : wireProfileNames()) {
        if (loadWireProfile(name)->webSocket.isAvailable()) {
            withWebSocket.append(name);
        }
    }
    QCOMPARE(withWebSocket, (QStringList{u"helios"_s, u"medplum"_s, u"strict"_s}));
    const auto strict = loadWireProfile(u"strict"_s)->webSocket;
    QCOMPARE(strict.bindForms, (QStringList{u"text"_s, u"json"_s}));
    QCOMPARE(strict.tokenLifetime, 1h);
    QVERIFY(strict.bindingsExpire);
    const auto helios = loadWireProfile(u"helios"_s)->webSocket;
    QCOMPARE(helios.tokenLifetime, 30s);
    QCOMPARE(helios.badTokens, Reaction::Close);
    QCOMPARE(helios.tokenMethods, QStringList{u"GET"_s});
    QVERIFY(!helios.tokensNameSubscriptions);
    QVERIFY(helios.tokensAreSingleUse && helios.singleBinding && !helios.bindingsExpire);
    const auto medplum = loadWireProfile(u"medplum"_s)->webSocket;
    QCOMPARE(medplum.bindForms, QStringList{u"json"_s});
    QCOMPARE(medplum.expiredBindings, Reaction::Ignore);
}

void TestWireProfile::refuses_data()
{
    QTest::addColumn<QJsonObject>("json");
    QTest::addColumn<QString>("location");

    const auto row = [](const QString &member, const QJsonValue &value) {
        QTest::addRow("%s: %s", qPrintable(member), QJsonDocument(QJsonArray{value}).toJson().constData())
            << QJsonObject{{u"name"_s, u"x"_s}, {member, value}} << member;
    };
    QTest::newRow("no name") << QJsonObject() << u"name"_s;
    row(u"name"_s, 1);
    row(u"sendsHandshakes"_s, true); // a slip of the pen
    row(u"sendsHandshake"_s, u"true"_s);
    row(u"errorAfter"_s, -1);
    row(u"timeout"_s, u"2s"_s);
    row(u"retry"_s, 3);
    row(u"retry"_s, QJsonObject{{u"attempts"_s, 3}});
    row(u"retry"_s, QJsonObject{{u"maximumAttempts"_s, 0}});
    row(u"batching"_s, u"big"_s);
    row(u"references"_s, QJsonValue::Null);
    row(u"eventTimestamps"_s, QJsonObject{{u"R6"_s, u"none"_s}});
    row(u"eventTimestamps"_s, QJsonObject{{u"R4"_s, u"hour"_s}});
    row(u"numericCounters"_s, QJsonArray{u"R3"_s});
    row(u"ignoresFilters"_s, u"R4"_s);
    row(u"sendsNoHeaders"_s, QJsonArray{5});
    row(u"statusMethods"_s, QJsonArray{u"PUT"_s});
    row(u"statusLevels"_s, QJsonArray{u"system"_s});
    row(u"eventsMethods"_s, u"GET"_s);
    row(u"acceptedStatuses"_s, 200);
    row(u"webSocket"_s, true);
    row(u"webSocket"_s, QJsonObject{{u"bindForms"_s, QJsonArray{u"xml"_s}}});
    row(u"webSocket"_s, QJsonObject{{u"bindForms"_s, u"text"_s}});
    row(u"webSocket"_s, QJsonObject{{u"tokenLevels"_s, QJsonArray{u"system"_s}}});
    row(u"webSocket"_s, QJsonObject{{u"tokenLifetime"_s, u"1h"_s}});
    row(u"webSocket"_s, QJsonObject{{u"tokenMethods"_s, QJsonArray{u"PUT"_s}}});
    row(u"webSocket"_s, QJsonObject{{u"badTokens"_s, u"shout"_s}});
    row(u"webSocket"_s, QJsonObject{{u"bindingExpires"_s, true}}); // a slip of the pen
}

void TestWireProfile::refuses()
{
    QFETCH(QJsonObject, json);
    const auto profile = readWireProfile(json);
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind, Error::Kind::BadData);
    QTEST(profile.error().location, "location");
}

void TestWireProfile::knowsNoOther()
{
    for (const auto &name : {u""_s, u"../strict"_s, u"Strict"_s, u"perfect"_s}) {
        const auto profile = loadWireProfile(name);
        QVERIFY(!profile);
        QCOMPARE(profile.error().kind, Error::Kind::ActionRequired);
    }
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestWireProfile)
#include "tst_wireprofile.moc"
