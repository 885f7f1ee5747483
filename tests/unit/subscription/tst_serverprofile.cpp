// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/serverprofile.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

// QVERIFY2 makes its message in any case.
QString messageOf(const Result<ServerProfile> &result)
{
    return result ? QString() : result.error().toString();
}

QJsonObject goodReceiver()
{
    return {{u"description"_s, u"A server"_s},
            {u"counterMode"_s, u"relative"_s},
            {u"filterDialect"_s, u"qualified-parameter"_s},
            {u"acknowledgement"_s, QJsonObject{{u"status"_s, 202}}},
            {u"signature"_s,
             QJsonObject{{u"header"_s, u"X-Sign"_s}, {u"prefix"_s, u"sha1="_s}, {u"algorithm"_s, u"sha1"_s}}},
            {u"operations"_s,
             QJsonObject{{u"statusOfOne"_s, true},
                         {u"statusOfAll"_s, false},
                         {u"events"_s, u"post"_s},
                         {u"webSocketBindingToken"_s, true}}},
            {u"webSocket"_s,
             QJsonObject{{u"bindMessage"_s, u"json"_s},
                         {u"severalSubscriptions"_s, false},
                         {u"bindsAgain"_s, true},
                         {u"bindingExpires"_s, false}}},
            {u"supportsUpdate"_s, false},
            {u"createsConditionally"_s, false},
            {u"fixedElements"_s, QJsonArray{u"content"_s}},
            {u"wantsR5Elements"_s, QJsonArray{u"R4B"_s}},
            {u"sendsHandshake"_s, true},
            {u"sendsHeartbeats"_s, false},
            {u"softwareNames"_s, QJsonArray{u"A Server"_s}},
            {u"knownProblems"_s,
             QJsonArray{QJsonObject{{u"fhirVersions"_s, QJsonArray{u"R4"_s}},
                                    {u"concerns"_s, u"no-filters"_s},
                                    {u"message"_s, u"It does not fire"_s},
                                    {u"advice"_s, u"Take another"_s}}}}};
}

QByteArray toProfile(const QJsonObject &receiver)
{
    return QJsonDocument(QJsonObject{{u"receiver"_s, receiver}, {u"wire"_s, 1}}).toJson();
}

/// \a object with the member at \a path (`a.b`) replaced, or removed when \a value is undefined.
QJsonObject changed(QJsonObject object, const QString &path, const QJsonValue &value)
{
    const auto key = path.section(u'.', 0, 0);
    if (path.contains(u'.')) {
        object[key] = changed(object.value(key).toObject(), path.section(u'.', 1), value);
    } else if (value.isUndefined()) {
        object.remove(key);
    } else {
        object[key] = value;
    }
    return object;
}

} // namespace

class TestServerProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void embeddedProfilesAreGood_data();
    void embeddedProfilesAreGood();
    void embeddedProfilesSayWhatTheServersDo();
    void unknownProfile();
    void reads();
    void rejects_data();
    void rejects();
    void rejectsBadProblems_data();
    void rejectsBadProblems();
    void softwareIsRecognised_data();
    void softwareIsRecognised();
    void rejectsWhatIsNoJson();
};

void TestServerProfile::embeddedProfilesAreGood_data()
{
    QTest::addColumn<QString>("name");
    const QStringList expected{u"aidbox"_s, u"athena"_s,  u"candle"_s, u"hapi"_s,
                               u"helios"_s, u"medplum"_s, u"strict"_s};
    QCOMPARE(serverProfileNames(), expected);
    for (const auto &name : expected) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestServerProfile::embeddedProfilesAreGood()
{
    QFETCH(QString, name);
    const auto profile = serverProfile(name);
    QVERIFY2(profile, qPrintable(messageOf(profile)));
    QCOMPARE(profile->name, name);
    QVERIFY(!profile->description.isEmpty());
    // Decision 10: a FHIR resource, because HAPI repeats a notification whose answer is none; and exactly 200 for
    // Inferno.
    QCOMPARE(profile->acknowledgement.status, 200);
    QCOMPARE(profile->acknowledgement.contentType, "application/fhir+json");
    QVERIFY(QJsonDocument::fromJson(profile->acknowledgement.body).object().contains("resourceType"_L1));
}

void TestServerProfile::embeddedProfilesSayWhatTheServersDo()
{
    const auto strict = serverProfile(u"strict"_s).value();
    QVERIFY(strict.createsConditionally);
    QVERIFY(strict.supportsUpdate && strict.sendsHandshake && strict.sendsHeartbeats && !strict.signature);
    QCOMPARE(strict.counterMode, CounterMode::Absolute);
    QCOMPARE(strict.operations.events, ServerOperations::Events::Get);

    const auto hapi = serverProfile(u"hapi"_s).value();
    QCOMPARE(hapi.counterMode, CounterMode::Resetting);
    QCOMPARE(hapi.acknowledgement.body, R"({"resourceType":"Bundle","type":"transaction-response"})");
    QVERIFY(!hapi.sendsHandshake && !hapi.sendsHeartbeats && !hapi.operations.statusOfOne);

    const auto athena = serverProfile(u"athena"_s).value();
    QCOMPARE(athena.counterMode, CounterMode::Relative);
    QVERIFY(athena.signature
            == NotificationSignature(
                {.header = "X-Hub-Signature", .prefix = "sha256=", .algorithm = QCryptographicHash::Sha256}));

    const auto medplum = serverProfile(u"medplum"_s).value();
    QCOMPARE(medplum.counterMode, CounterMode::None);
    QVERIFY(medplum.signature == NotificationSignature({.header = "X-Signature", .prefix = ""}));

    const auto aidbox = serverProfile(u"aidbox"_s).value();
    QCOMPARE(aidbox.operations.events, ServerOperations::Events::Post);
    QVERIFY(!aidbox.supportsUpdate);
    QVERIFY(!serverProfile(u"helios"_s)->sendsHeartbeats && !serverProfile(u"helios"_s)->createsConditionally);

    QVERIFY(strict.webSocket == WebSocketProtocol());
    QCOMPARE(medplum.webSocket.bindMessage, WebSocketProtocol::BindMessage::Json);
    QVERIFY(!medplum.webSocket.severalSubscriptions && medplum.webSocket.bindsAgain);
    const auto helios = serverProfile(u"helios"_s)->webSocket;
    QCOMPARE(helios.bindMessage, WebSocketProtocol::BindMessage::Text);
    QVERIFY(!helios.severalSubscriptions && !helios.bindsAgain && !helios.bindingExpires);
}

void TestServerProfile::unknownProfile()
{
    const auto profile = serverProfile(u"HAPY"_s);
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(profile.error().message.contains(u"`HAPY` (did you mean `hapi`?)"_s), qPrintable(profile.error().message));
    QVERIFY(profile.error().message.contains(u"medplum, strict"_s));
    QVERIFY(!serverProfile(u"../profiles/strict"_s));
    QVERIFY(!serverProfile(QString()));
}

void TestServerProfile::reads()
{
    const auto profile = readServerProfile(u"mine"_s, toProfile(goodReceiver()));
    QVERIFY2(profile, qPrintable(messageOf(profile)));
    const ServerProfile expected{
        .name = u"mine"_s,
        .description = u"A server"_s,
        .counterMode = CounterMode::Relative,
        .filterDialect = FilterDialect::QualifiedParameter,
        .acknowledgement = {.status = 202, .contentType = {}, .body = {}},
        .signature = NotificationSignature{"X-Sign", "sha1=", QCryptographicHash::Sha1},
        .operations = {.statusOfOne = true,
                       .statusOfAll = false,
                       .events = ServerOperations::Events::Post,
                       .webSocketBindingToken = true},
        .webSocket = {.bindMessage = WebSocketProtocol::BindMessage::Json,
                      .severalSubscriptions = false,
                      .bindsAgain = true,
                      .bindingExpires = false},
        .supportsUpdate = false,
        .createsConditionally = false,
        .fixedElements = {u"content"_s},
        .wantsR5Elements = {FhirVersion::R4B},
        .sendsHandshake = true,
        .sendsHeartbeats = false,
        .softwareNames = {u"A Server"_s},
        .knownProblems =
            {{{FhirVersion::R4}, KnownProblem::Concern::NoFilters, u"It does not fire"_s, u"Take another"_s}},
    };
    QVERIFY(*profile == expected);

    const auto problem = goodReceiver().value("knownProblems"_L1).toArray().at(0).toObject();
    const auto ofAll = changed(problem, u"concerns"_s, QJsonValue(QJsonValue::Undefined));
    const auto withProblemOfAll =
        readServerProfile(u"mine"_s, toProfile(changed(goodReceiver(), u"knownProblems"_s, QJsonArray{ofAll})));
    QVERIFY2(withProblemOfAll, qPrintable(messageOf(withProblemOfAll)));
    QCOMPARE(withProblemOfAll->knownProblems.first().concerns, KnownProblem::Concern::All);

    const auto silent = readServerProfile(
        u"mine"_s, toProfile(changed(goodReceiver(), u"webSocket"_s, QJsonValue(QJsonValue::Undefined))));
    QVERIFY2(silent, qPrintable(messageOf(silent)));
    QVERIFY(silent->webSocket == WebSocketProtocol());
}

void TestServerProfile::rejects_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("value");

    const auto row = [](const char *path, const char *what, const QJsonValue &value) {
        QTest::addRow("%s %s", path, what) << QString::fromLatin1(path) << value;
    };
    const QStringList optional{u"signature"_s, u"webSocket"_s, u"createsConditionally"_s, u"fixedElements"_s,
                               u"wantsR5Elements"_s};
    const auto receiver = goodReceiver();
    for (auto member = receiver.constBegin(); member != receiver.constEnd(); ++member) {
        if (!optional.contains(member.key())) {
            row(qPrintable(member.key()), "missing", QJsonValue(QJsonValue::Undefined));
        }
        const bool isList = member.value().isArray();
        row(qPrintable(member.key()), "of another type", isList ? QJsonValue(true) : QJsonArray());
    }
    for (const char *member : {"acknowledgement.status", "signature.header", "signature.prefix", "signature.algorithm",
                               "operations.statusOfOne", "operations.statusOfAll", "operations.events",
                               "operations.webSocketBindingToken", "webSocket.bindMessage",
                               "webSocket.severalSubscriptions", "webSocket.bindsAgain", "webSocket.bindingExpires"}) {
        row(member, "missing", QJsonValue(QJsonValue::Undefined));
    }
    for (const char *member :
         {"unknown", "acknowledgement.unknown", "signature.unknown", "operations.unknown", "webSocket.unknown"}) {
        row(member, "present", true);
    }
    row("counterMode", "unknown code", u"Absolute"_s);
    row("filterDialect", "unknown code", QString());
    row("operations.events", "unknown code", u"put"_s);
    row("signature.algorithm", "unknown code", u"md5"_s);
    row("webSocket.bindMessage", "unknown code", u"xml"_s);
    row("fixedElements", "no texts", QJsonArray{1});
    row("wantsR5Elements", "unknown version", QJsonArray{u"R3"_s});
    row("acknowledgement.status", "no success", 302);
    row("acknowledgement.body", "no object", u"{}"_s);
}

void TestServerProfile::rejects()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, value);
    const auto profile = readServerProfile(u"mine"_s, toProfile(changed(goodReceiver(), path, value)));
    QVERIFY(!profile);
    QCOMPARE(profile.error().kind, Error::Kind::BadData);
    if (path != "acknowledgement.body"_L1) { // there the content type is missed first
        QCOMPARE(profile.error().location, u"receiver."_s + path);
    }
}

void TestServerProfile::rejectsBadProblems_data()
{
    QTest::addColumn<QJsonValue>("problem");
    QTest::addColumn<QString>("location");
    const QJsonObject good = goodReceiver().value("knownProblems"_L1).toArray().at(0).toObject();
    const auto row = [&good](const char *name, const QString &member, const QJsonValue &value) {
        QTest::newRow(name) << QJsonValue(changed(good, member, value)) << u"receiver.knownProblems[0]."_s + member;
    };
    row("no message", u"message"_s, QJsonValue(QJsonValue::Undefined));
    row("no advice", u"advice"_s, QJsonValue(QJsonValue::Undefined));
    row("no versions", u"fhirVersions"_s, QJsonValue(QJsonValue::Undefined));
    row("unknown version", u"fhirVersions"_s, QJsonArray{u"R3"_s});
    row("unknown concern", u"concerns"_s, u"everything"_s);
    row("unknown member", u"severity"_s, u"high"_s);
    QTest::newRow("no object") << QJsonValue(1) << u"receiver.knownProblems[0].fhirVersions"_s;
}

void TestServerProfile::rejectsBadProblems()
{
    QFETCH(QJsonValue, problem);
    QFETCH(QString, location);
    const auto receiver = changed(goodReceiver(), u"knownProblems"_s, QJsonArray{problem});
    const auto profile = readServerProfile(u"mine"_s, toProfile(receiver));
    QVERIFY(!profile);
    QCOMPARE(profile.error().location, location);
}

void TestServerProfile::softwareIsRecognised_data()
{
    QTest::addColumn<QString>("software");
    QTest::addColumn<QString>("profile");
    QTest::newRow("hapi") << u"HAPI FHIR Server 8.10.0"_s << u"hapi"_s;
    QTest::newRow("in small letters") << u"hapi fhir server"_s << u"hapi"_s;
    QTest::newRow("candle") << u"fhir-candle 2026.1"_s << u"candle"_s;
    QTest::newRow("helios") << u"Helios FHIR Server 0.2.5"_s << u"helios"_s;
    QTest::newRow("aidbox") << u"Aidbox"_s << u"aidbox"_s;
    QTest::newRow("medplum") << u"medplum"_s << u"medplum"_s;
    QTest::newRow("another") << u"Another Server 1.0"_s << QString();
    QTest::newRow("none") << QString() << QString();
}

void TestServerProfile::softwareIsRecognised()
{
    QFETCH(QString, software);
    QFETCH(QString, profile);
    QCOMPARE(serverProfileForSoftware(software), profile);
}

void TestServerProfile::rejectsWhatIsNoJson()
{
    QVERIFY(!readServerProfile(u"mine"_s, ""));
    QVERIFY(!readServerProfile(u"mine"_s, "[]"));
    QVERIFY(!readServerProfile(u"mine"_s, R"({"wire":{}})"));
    QVERIFY(!readServerProfile(u"mine"_s, R"({"receiver":[]})"));
    const auto cut = readServerProfile(u"mine"_s, toProfile(goodReceiver()).chopped(10));
    QCOMPARE(cut.error().kind, Error::Kind::BadData);
    QVERIFY(cut.error().location.startsWith(u"byte "));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestServerProfile)
#include "tst_serverprofile.moc"
