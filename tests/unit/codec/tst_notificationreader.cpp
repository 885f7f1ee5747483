// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"
#include "notificationbodies.h"
#include "notificationsummary.h"

#include <Tbs/codec/codec.h>

#include <QtTest>

#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The elements of a document, each as the way to it and its value.
void collectPaths(const QJsonValue &value, const QStringList &path, QList<QStringList> &paths)
{
    if (!path.isEmpty()) {
        paths.append(path);
    }
    if (value.isObject()) {
        const auto object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member) {
            collectPaths(member.value(), path + QStringList{member.key()}, paths);
        }
    }
    const auto array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        collectPaths(array.at(i), path + QStringList{QString::number(i)}, paths);
    }
}

QJsonValue valueAt(const QJsonValue &value, const QStringList &path)
{
    if (path.isEmpty()) {
        return value;
    }
    return valueAt(value.isArray() ? value.toArray().at(path.first().toInt()) : value.toObject()[path.first()],
                   path.mid(1));
}

QJsonValue replaced(const QJsonValue &value, const QStringList &path, const QJsonValue &replacement)
{
    if (path.isEmpty()) {
        return replacement;
    }
    if (value.isArray()) {
        auto array = value.toArray();
        const auto index = path.first().toInt();
        array.replace(index, replaced(array.at(index), path.mid(1), replacement));
        return array;
    }
    auto object = value.toObject();
    object.insert(path.first(), replaced(object[path.first()], path.mid(1), replacement));
    return object;
}

QByteArray withRoom(const QByteArray &bytes)
{
    QByteArray copy;
    copy.reserve(bytes.size() + 64);
    copy.append(bytes);
    return copy;
}

} // namespace

class TestNotificationReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deviatingButUnderstood_data();
    void deviatingButUnderstood();
    void refused_data();
    void refused();
    void truncatedAnywhere();
    void wrongTypeAnywhere_data();
    void wrongTypeAnywhere();
    void anyByteChanged_data();
    void anyByteChanged();
    void deepNesting();
    void bigBodies();
    void manyIssuesAreCut();
    void byteOrderMark();
    void copiesOnlyWithoutRoom();
    void bodyWithoutTerminator();
    void manyThreads();
    void sameEventInAllVersions();
    void manyEventsAndEntries();
    void speed_data();
    void speed();
};

void TestNotificationReader::deviatingButUnderstood_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(Test::dataPath(u"codec"_s));
    for (const auto &name : folder.entryList({u"*.in.json"_s}, QDir::Files)) {
        QTest::newRow(qPrintable(name.chopped(8))) << folder.filePath(name.chopped(8));
    }
}

void TestNotificationReader::deviatingButUnderstood()
{
    QFETCH(QString, path);
    const auto result = readNotification(Test::readFile(path + u".in.json"_s));
    QVERIFY2(result, result ? "" : qPrintable(result.error().toString()));
    const auto difference = Test::compareWithFile(summaryOf(result->value, result->issues), path + u".out.json"_s);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    for (const auto &issue : result->issues) {
        QVERIFY(!issue.message.isEmpty());
        QVERIFY2(!issue.message.contains(u"%1"_s), qPrintable(issue.message));
    }
}

void TestNotificationReader::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("location");

    const auto row = [](const char *name, const QByteArray &body, const char *location) {
        QTest::newRow(name) << body << QString::fromLatin1(location);
    };
    row("nothing", "", "");
    row("only space", " \r\n\t ", "");
    row("only a byte order mark", "\xEF\xBB\xBF", "");
    row("array", "[]", "byte 0");
    row("array of bundle", "[" + smallBundle() + "]", "byte 0");
    row("number", "5", "byte 0");
    row("null", "null", "byte 0");
    row("string", "\"Bundle\"", "byte 0");
    row("not JSON", "<Bundle/>", "byte 0");
    row("form data", "resourceType=Bundle", "byte 0");
    row("empty object", "{}", "resourceType");
    row("resourceType is a number", R"({"resourceType":5})", "resourceType");
    row("another resource", R"({"resourceType":"Patient","id":"p1"})", "Patient");
    row("websocket token", R"({"resourceType":"Parameters","parameter":[{"name":"token","valueString":"t"},
        {"name":"subscription","valueString":"s1"}]})",
        "Parameters");
    row("bundle without entries", R"({"resourceType":"Bundle","type":"history"})", "Bundle");
    row("bundle with no entries", R"({"resourceType":"Bundle","type":"history","entry":[]})", "Bundle");
    row("bundle without status",
        R"({"resourceType":"Bundle","type":"history","entry":[{"resource":{"resourceType":"Patient"}}]})", "Bundle");
    row("message without status",
        R"({"resourceType":"Bundle","type":"message","entry":[{"resource":{"resourceType":"Bundle"}}]})",
        "Bundle.entry[0].resource");
    row("message in message",
        R"({"resourceType":"Bundle","type":"message","entry":[{"resource":
        {"resourceType":"Bundle","type":"message","entry":[{"resource":)"
            + smallBundle() + "}]}}]}",
        "Bundle.entry[0].resource");
    row("two bundles",
        R"({"resourceType":"Bundle","type":"message","entry":[{"resource":)" + smallBundle() + R"(},{"resource":)"
            + smallBundle() + "}]}",
        "Bundle");
    row("entry is an object", R"({"resourceType":"Bundle","type":"history","entry":{}})", "Bundle.entry");
    row("entry is a string", R"({"resourceType":"Bundle","type":"history","entry":"e"})", "Bundle.entry");
    row("entries are numbers", R"({"resourceType":"Bundle","type":"history","entry":[1]})", "Bundle.entry[0]");
    row("entries are null", R"({"resourceType":"Bundle","type":"history","entry":[null]})", "Bundle.entry[0]");

    constexpr auto inStatus = "Bundle.entry[0].resource.";
    const auto status = [&](const char *name, const QByteArray &members, const char *location) {
        row(name, statusWith(members), QByteArray(inStatus).append(location).constData());
    };
    status("type missing", R"("status":"active")", "type");
    status("type unknown", R"("type":"Handshake")", "type");
    status("type empty", R"("type":"")", "type");
    status("type a number", R"("type":1)", "type");
    status("type null", R"("type":null)", "type");
    status("type twice", R"("type":"handshake","type":"handshake")", "type");
    status("type twice, once escaped", R"("type":"handshake","\u0074ype":"heartbeat")", "type");
    status("preview type unknown", R"("notificationType":"x")", "notificationType");
    status("subscription twice", R"("type":"handshake","subscription":{"reference":"Subscription/s2"})",
           "subscription");
    status("reference twice", R"("type":"handshake","topic-destination":{"reference":"a","reference":"b"})",
           "topic-destination.reference");
    status("events an object", R"("type":"query-event","notificationEvent":{"eventNumber":"1"})", "notificationEvent");
    status("events null", R"("type":"query-event","notificationEvent":null)", "notificationEvent");
    status("event a string", R"("type":"query-event","notificationEvent":[{"eventNumber":"1"},"2"])",
           "notificationEvent[1]");
    status("event null", R"("type":"query-event","notificationEvent":[null])", "notificationEvent[0]");
    status("number twice", R"("type":"query-event","notificationEvent":[{"eventNumber":"1","eventNumber":"2"}])",
           "notificationEvent[0].eventNumber");
    status("context no array", R"("type":"query-event","notificationEvent":[{"additionalContext":{"reference":"a"}}])",
           "notificationEvent[0].additionalContext");
    status("system twice", R"("type":"heartbeat","error":[{"coding":[{"system":"a","system":"b"}]}])",
           "error[0].coding[0].system");
    status("errors an object", R"("type":"heartbeat","error":{})", "error");
    status("identifier value twice",
           R"("type":"query-event","notificationEvent":[{"focus":{"identifier":{"value":"a","value":"b"}}}])",
           "notificationEvent[0].focus.identifier.value");

    const auto parameters = [&](const char *name, const QByteArray &members, const char *location) {
        row(name, parametersWith(members), QByteArray(inStatus).append(location).constData());
    };
    parameters("R4 type missing", R"({"name":"status","valueCode":"active"})", "type");
    parameters("R4 type without value", R"({"name":"type"})", "type");
    parameters("R4 type unknown", R"({"name":"type","valueCode":"x"})", "parameter[1].value");
    parameters("R4 type twice", R"({"name":"type","valueCode":"handshake"},{"name":"type","valueCode":"handshake"})",
               "parameter[2]");
    parameters("R4 two values", R"({"name":"type","valueCode":"handshake","valueString":"handshake"})",
               "parameter[1].value");
    parameters("R4 name twice", R"({"name":"type","valueCode":"handshake","name":"type"})", "parameter[1].name");
    parameters("R4 parameter a string", R"({"name":"type","valueCode":"handshake"},"x")", "parameter[2]");
    parameters("R4 part no array", R"({"name":"type","valueCode":"handshake"},{"name":"notification-event","part":{}})",
               "parameter[2].part");
    parameters("R4 part a number",
               R"({"name":"type","valueCode":"handshake"},{"name":"notification-event","part":[1]})",
               "parameter[2].part[0]");
    parameters("R4 number twice", R"({"name":"type","valueCode":"handshake"},{"name":"notification-event","part":[
        {"name":"event-number","valueString":"1"},{"name":"event-number","valueString":"1"}]})",
               "parameter[2].part[1]");
    row("R4 parameter twice", R"({"resourceType":"Parameters","parameter":[{"name":"type","valueCode":"heartbeat"},
        {"name":"status","valueCode":"active"}],"parameter":[]})",
        "Parameters.parameter");

    row("bundle type twice", R"({"resourceType":"Bundle","type":"history","type":"history"})", "Bundle.type");
    row("entry twice", R"({"resourceType":"Bundle","entry":[],"entry":[]})", "Bundle.entry");
    row("fullUrl twice", R"({"resourceType":"Bundle","entry":[{"fullUrl":"a","fullUrl":"a"}]})",
        "Bundle.entry[0].fullUrl");
    row("resource twice", R"({"resourceType":"Bundle","entry":[{"resource":{},"resource":{}}]})",
        "Bundle.entry[0].resource");
    row("method twice", R"({"resourceType":"Bundle","entry":[{"request":{"method":"PUT","method":"PUT"}}]})",
        "Bundle.entry[0].request.method");
    row("response status twice", R"({"resourceType":"Bundle","entry":[{"response":{"status":"1","status":"2"}}]})",
        "Bundle.entry[0].response.status");
}

void TestNotificationReader::refused()
{
    QFETCH(QByteArray, body);
    const auto result = readNotification(body);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QVERIFY(!result.error().message.isEmpty());
    QTEST(result.error().location, "location");
}

void TestNotificationReader::truncatedAnywhere()
{
    QVERIFY(readNotification(smallBundle()));
    for (qsizetype size = 0; size < smallBundle().size(); ++size) {
        const auto result = readNotification(smallBundle().first(size));
        QVERIFY2(!result, qPrintable(QString::number(size)));
        QCOMPARE(result.error().kind, Error::Kind::BadData);
        // The same where more of the text stands behind the end.
        QVERIFY(!readNotification(QByteArray::fromRawData(smallBundle().constData(), size)));
    }
}

void TestNotificationReader::wrongTypeAnywhere_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("SubscriptionStatus") << smallBundle();
    QTest::newRow("Parameters") << smallParameters();
}

void TestNotificationReader::wrongTypeAnywhere()
{
    QFETCH(QByteArray, body);
    const auto accepted = readNotification(body);
    QVERIFY(accepted);
    QCOMPARE(countIssues(accepted->issues), IssueCounts());
    const QJsonValue document = QJsonDocument::fromJson(body).object();
    QList<QStringList> paths;
    collectPaths(document, {}, paths);
    QVERIFY(paths.size() > 40);
    const QList<QJsonValue> values{QJsonValue(), true,          1.5,           u"\u00e4 text"_s,
                                   QJsonArray(), QJsonObject(), QJsonArray{1}, QJsonObject{{u"x"_s, 1}}};
    for (const auto &path : std::as_const(paths)) {
        const auto where = path.join(u'.');
        // The id of a status says nothing to us; text is text where it has no form.
        const bool isText = path.last() == u"id" || path.last() == u"url" || path.last() == u"text"
            || path.last() == u"system" || path.last() == u"code" || path.last() == u"value" || path.last() == u"topic"
            || path.last() == u"valueCanonical" || path.last() == u"resourceType" || path.last() == u"fullUrl"
            || path.last() == u"reference";
        if (where == "entry.0.resource.id"_L1) {
            continue;
        }
        for (const auto &value : values) {
            if ((isText && value.isString()) || value.type() == valueAt(document, path).type()) {
                continue;
            }
            const auto json = QJsonDocument(replaced(document, path, value).toObject()).toJson(QJsonDocument::Compact);
            const auto result = readNotification(json);
            QVERIFY2(!result || !result->issues.isEmpty(), json.constData());
        }
    }
}

void TestNotificationReader::anyByteChanged_data()
{
    wrongTypeAnywhere_data();
}

void TestNotificationReader::anyByteChanged()
{
    // No claim but that it ends, under the sanitizers without a complaint, and that slices stay inside.
    QFETCH(QByteArray, body);
    for (qsizetype i = 0; i < body.size(); ++i) {
        for (const char byte : {'\0', '"', '\\', '{', '}', '[', ']', ':', ',', '0', '-', ' ', '\n', '\x80', '\xff'}) {
            auto changed = body;
            changed[i] = byte;
            const auto result = readNotification(changed);
            if (!result) {
                QCOMPARE(result.error().kind, Error::Kind::BadData);
                continue;
            }
            for (const auto &entry : result->value.entries) {
                QVERIFY(entry.resource.offset >= 0 && entry.resource.offset + entry.resource.length <= changed.size());
            }
        }
    }
}

void TestNotificationReader::deepNesting()
{
    constexpr qsizetype levels = 100'000;
    for (const auto &[open, close] : {std::pair<QByteArray, QByteArray>("[", "]"), {R"({"a":)", "}"}}) {
        const auto deep = open.repeated(levels) + "1" + close.repeated(levels);
        const auto body = bundleWith(R"({"resourceType":"SubscriptionStatus","type":"heartbeat","x":)" + deep + "}");
        const auto result = readNotification(body);
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(u"512"_s), qPrintable(result.error().toString()));
        QVERIFY(!readNotification(open.repeated(levels)));
        QVERIFY(!readNotification(body.first(body.size() / 2)));
        QVERIFY(!readJsonObject(body));
    }
    const auto allowed = QByteArray("[").repeated(505) + QByteArray("]").repeated(505);
    QVERIFY(readNotification(
        bundleWith(R"({"resourceType":"SubscriptionStatus","type":"heartbeat","x":)" + allowed + "}")));
}

void TestNotificationReader::bigBodies()
{
    constexpr qsizetype size = 50'000'000;
    const QByteArray data(size, 'A');
    const QByteArray before =
        R"({"resourceType":"Bundle","type":"subscription-notification","entry":[{"fullUrl":"urn:uuid:1",
        "resource":{"resourceType":"SubscriptionStatus","type":"event-notification","eventsSinceSubscriptionStart":"1",
        "subscription":{"reference":"Subscription/s1"},"notificationEvent":[{"eventNumber":"1","focus":{"reference":"Binary/b1"}}]}},
        {"fullUrl":"https://ehr.example.org/Binary/b1","resource":)";
    const QByteArray resource = R"({"resourceType":"Binary","id":"b1","data":")" + data + "\"}";
    const auto body = before + resource + " \n} ]}";
    const auto result = readNotification(body);
    QVERIFY(result);
    QVERIFY(result->issues.isEmpty());
    const auto &entry = result->value.entries.first();
    QCOMPARE(result->value.statuses.first().notificationEvents.first().focusEntry, 0);
    QCOMPARE(entry.resource.offset, before.size());
    QVERIFY(result->value.bytes(entry.resource) == resource);
    QVERIFY(!readNotification(body.chopped(1)));
    QVERIFY(!readNotification(data));
    QVERIFY(!readNotification(QByteArray(size, '[')));
    QVERIFY(!readNotification(QByteArray(size, '\0')));
    QVERIFY(!readNotification(QByteArray(size, '"')));
    QVERIFY(!readNotification(QByteArray("{\"a\":\"").append(QByteArray(size, '\\'))));
}

void TestNotificationReader::manyIssuesAreCut()
{
    const QByteArray event = R"({"eventNumber":"x"})";
    const auto result = readNotification(
        statusWith(R"("type":"query-event","notificationEvent":[)" + (event + ",").repeated(5000) + event + "]"));
    QVERIFY(result);
    QCOMPARE(result->value.statuses.first().notificationEvents.size(), 5001);
    QCOMPARE(result->issues.size(), 101);
    QCOMPARE(result->issues.last().severity, Issue::Severity::Error);
    QCOMPARE(result->issues.last().message.section(u' ', 0, 0), u"4901"_s);
}

void TestNotificationReader::byteOrderMark()
{
    const auto body = "\xEF\xBB\xBF" + smallBundle();
    for (const auto &bytes : {body, withRoom(body)}) {
        const auto result = readNotification(bytes);
        QVERIFY(result);
        QVERIFY(result->issues.isEmpty());
        const auto &notification = result->value;
        QCOMPARE(notification.bytes(notification.entries.first().resource).toByteArray(),
                 R"({ "id": "e1", "resourceType": "Encounter" })");
    }
    QVERIFY(!readNotification("\xEF\xBB\xBF\xEF\xBB\xBF" + smallBundle()));
    QVERIFY(!readNotification("\xFF\xFE" + smallBundle()));
}

void TestNotificationReader::copiesOnlyWithoutRoom()
{
    const auto roomy = withRoom(smallBundle());
    const auto result = readNotification(roomy);
    QVERIFY(result);
    QCOMPARE(static_cast<const void *>(result->value.body.constData()), static_cast<const void *>(roomy.constData()));

    auto tight = smallBundle();
    tight.squeeze();
    const auto copied = readNotification(tight);
    QVERIFY(copied);
    QCOMPARE(copied->value.body, tight);
    QVERIFY(copied->value.body.constData() != tight.constData());

    // Room before the text is of no use.
    auto shifted = withRoom("x" + smallBundle()).remove(0, 1);
    shifted.append("   ");
    QVERIFY(readNotification(shifted));
}

void TestNotificationReader::bodyWithoutTerminator()
{
    const auto text = smallBundle();
    const std::vector<char> bytes(text.begin(), text.end());
    const auto result = readNotification(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())));
    QVERIFY(result);
    QCOMPARE(result->value.body, smallBundle());
}

void TestNotificationReader::manyThreads()
{
    const auto expected = summaryOf(readNotification(smallBundle())->value, {});
    const auto body = withRoom(smallBundle());
    std::atomic_int wrong = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int round = 0; round < 500; ++round) {
                const auto result = readNotification(body);
                wrong += !result || summaryOf(result->value, result->issues) != expected ? 1 : 0;
                wrong += readNotification(body.first(round % body.size())) ? 1 : 0;
            }
        });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    QCOMPARE(wrong.load(), 0);
}

void TestNotificationReader::sameEventInAllVersions()
{
    const SubscriptionStatus status{
        .subscription = Reference(u"https://ehr.example.org/fhir/Subscription/s1"_s),
        .topic = u"https://ehr.example.org/topics/admission"_s,
        .status = SubscriptionStatusCode::Active,
        .type = NotificationType::EventNotification,
        .eventsSinceSubscriptionStart = EventNumber::fromInteger(9007199254740993),
        .notificationEvents = {{
            .eventNumber = EventNumber::fromInteger(9007199254740993),
            .timestamp = QDateTime(QDate(2026, 3, 1), QTime(8, 15), Qt::UTC),
            .timestampText = u"2026-03-01T08:15:00.000Z"_s,
            .focus = Reference(u"https://ehr.example.org/fhir/Encounter/e1"_s),
            .additionalContext = {Reference(u"https://ehr.example.org/fhir/Patient/p1"_s)},
        }},
        .errors = {u"http://terminology.hl7.org/CodeSystem/subscription-error|no-response"_s},
    };
    const OutgoingNotification outgoing{
        .bundleId = u"3f0c6f3a-8a0b-4f53-9a57-1d3a7a1b0001"_s,
        .timestamp = QDateTime(QDate(2026, 3, 1), QTime(8, 15, 1), Qt::UTC),
        .statuses = {status},
        .entries = {{.fullUrl = u"https://ehr.example.org/fhir/Encounter/e1"_s,
                     .requestMethod = u"PUT"_s,
                     .requestUrl = u"Encounter/e1"_s,
                     .responseStatus = u"200"_s,
                     .resource = {{u"resourceType"_s, u"Encounter"_s}, {u"id"_s, u"e1"_s}}}},
        .statusRequestUrl = u"https://ehr.example.org/fhir/Subscription/s1/$status"_s,
    };
    QList<Notification> notifications;
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto json = QJsonDocument(codecFor(version).writeNotification(outgoing)).toJson();
        const auto result = readNotification(json);
        QVERIFY(result);
        QVERIFY2(result->issues.isEmpty(), json.constData());
        QCOMPARE(result->value.fhirVersion, version);
        notifications.append(result->value);
    }
    const auto &first = notifications.first();
    for (const auto &notification : notifications) {
        QCOMPARE(notification.bundleId, first.bundleId);
        QCOMPARE(notification.timestamp, first.timestamp);
        QCOMPARE(notification.statuses, first.statuses);
        QCOMPARE(notification.entries.size(), 1);
        auto entry = notification.entries.first();
        auto expected = first.entries.first();
        QCOMPARE(notification.bytes(entry.resource).toByteArray().simplified(),
                 first.bytes(expected.resource).toByteArray().simplified());
        entry.resource = expected.resource = {};
        entry.responseStatus = expected.responseStatus; // R5's profile has no response
        QCOMPARE(entry, expected);
    }
}

void TestNotificationReader::manyEventsAndEntries()
{
    // Not only right but in time: quadratic matching would need minutes.
    constexpr int count = 50'000;
    QByteArray events;
    QByteArray entries;
    for (int i = 1; i <= count; ++i) {
        const auto number = QByteArray::number(i);
        events += (i > 1 ? "," : "") + QByteArray(R"({"eventNumber":")") + number
            + R"(","focus":{"reference":"Encounter/e)" + number
            + R"("},"additionalContext":[{"reference":"Patient/p"}]})";
        entries += R"(,{"fullUrl":"https://a.example.org/Encounter/e)" + QByteArray::number(count + 1 - i)
            + R"(","request":{"method":"PUT","url":"Encounter/e)" + QByteArray::number(count + 1 - i) + R"("}})"
            + R"(,{"fullUrl":"https://)" + number + R"(.example.org/Patient/p"})";
    }
    const auto body = R"({"resourceType":"Bundle","type":"subscription-notification","entry":[{"fullUrl":"urn:uuid:1",
        "resource":{"resourceType":"SubscriptionStatus","type":"query-event","eventsSinceSubscriptionStart":"50000",
        "subscription":{"reference":"Subscription/s1"},"notificationEvent":[)"
        + events + "]}}" + entries + "]}";
    const auto result = readNotification(body);
    QVERIFY(result);
    QVERIFY(result->issues.isEmpty());
    const auto &found = result->value.statuses.first().notificationEvents;
    QCOMPARE(found.size(), count);
    for (int i = 0; i < count; ++i) {
        QCOMPARE(found.at(i).focusEntry, 2 * (count - 1 - i));
        QCOMPARE(found.at(i).additionalContextEntries, QList<qsizetype>{1});
    }
}

void TestNotificationReader::speed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("one event, one resource") << withRoom(smallBundle());
    QTest::newRow("Parameters") << withRoom(smallParameters());
    QByteArray entries;
    for (int i = 0; i < 200; ++i) {
        entries += R"(,{"fullUrl":"https://ehr.example.org/fhir/Observation/o)" + QByteArray::number(i)
            + R"(","resource":{"resourceType":"Observation","id":"o)" + QByteArray::number(i)
            + R"(","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4","display":"Heart rate"}]},
                "subject":{"reference":"Patient/p1"},"effectiveDateTime":"2026-03-01T08:15:00Z",
                "valueQuantity":{"value":72.5,"unit":"beats/minute","system":"http://unitsofmeasure.org","code":"/min"}}})";
    }
    QTest::newRow("200 resources") << withRoom(smallBundle().first(smallBundle().lastIndexOf(']')) + entries + "]}");
}

void TestNotificationReader::speed()
{
    QFETCH(QByteArray, body);
    QBENCHMARK
    {
        QVERIFY(readNotification(body));
    }
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestNotificationReader)
#include "tst_notificationreader.moc"
