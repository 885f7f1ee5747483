// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionclientfixture.h"

using namespace Qt::StringLiterals;

namespace Tbs {

using namespace Test;

/// Subscriptions as resources: what is sent, and what is made of answers of every kind.
class TestSubscriptionClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lists();
    void listsWhatIsReadable();
    void listingFails_data();
    void listingFails();
    void findsByEndpoint();
    void findsWithoutSearch_data();
    void findsWithoutSearch();
    void searchIsRefused_data();
    void searchIsRefused();
    void secondPageIsRefused();
    void searchesByTheEndpointAsItIs();
    void reads();
    void readingFails_data();
    void readingFails();
    void versionFromETag();
    void createSendsWhatIsWanted_data();
    void createSendsWhatIsWanted();
    void createIsConditional();
    void createTakesAnyAnswer_data();
    void createTakesAnyAnswer();
    void createWithoutAnyTrace();
    void createdWebSocketIsLookedFor();
    void conditionIsRefused_data();
    void conditionIsRefused();
    void conditionIsMisunderstood();
    void conditionFitsSeveral();
    void conditionConflicts();
    void creatingFails_data();
    void creatingFails();
    void updateSendsTheVersion();
    void updateConflicts_data();
    void updateConflicts();
    void updateConflictsForEver();
    void updateIsNotAllowed_data();
    void updateIsNotAllowed();
    void updateWithoutAnswer();
    void updateOfWhatIsGone();
    void changeIsRefusedWithGone_data();
    void changeIsRefusedWithGone();
    void setsTheStatusAlone();
    void removes_data();
    void removes();
    void messagesNameNoSecrets();
};

void TestSubscriptionClient::lists()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription"_s,
                            searchset({stored(sampleSubscription(), u"1"_s), stored(sampleSubscription(), u"2"_s)}));
    QUrlQuery parameters;
    parameters.addQueryItem(u"status"_s, u"active"_s);
    const auto found = wait(fixture.client().list(parameters));
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->at(1).subscription.id, u"2"_s);
    QCOMPARE(found->at(1).lastUpdated, QDateTime(QDate(2026, 1, 1), QTime(12, 0, 1), Qt::UTC));
    QCOMPARE(fixture.server().requests().first().queryValue(u"status"_s), u"active"_s);
}

void TestSubscriptionClient::listsWhatIsReadable()
{
    SubscriptionClientFixture fixture;
    const QJsonObject withoutStatus{{u"resourceType"_s, u"Subscription"_s}, {u"id"_s, u"x"_s}};
    const QJsonObject queryBased{{u"resourceType"_s, u"Subscription"_s},
                                 {u"id"_s, u"q"_s},
                                 {u"status"_s, u"off"_s},
                                 {u"criteria"_s, u"Patient?"_s},
                                 {u"channel"_s, QJsonObject{{u"type"_s, u"websocket"_s}}}};
    fixture.server().answer("GET", u"Subscription"_s, searchset({withoutStatus, queryBased}));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"not understood and left alone"_s));
    const auto found = wait(fixture.client().list());
    QVERIFY(found);
    QCOMPARE(found->size(), 1);
    QVERIFY(!found->first().subscription.isTopicBased());
    QVERIFY(!found->first().lastUpdated.isValid());
    QVERIFY(!found->first().issues.isEmpty());
}

void TestSubscriptionClient::listingFails_data()
{
    addBadAnswers();
}

void TestSubscriptionClient::listingFails()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription"_s, answer);
    const auto found = wait(fixture.client().list());
    QVERIFY(!found);
    QCOMPARE(found.error().kind, kind);
    QVERIFY2(found.error().message.contains(u"/fhir/Subscription"_s), qPrintable(found.error().message));
}

void TestSubscriptionClient::findsByEndpoint()
{
    SubscriptionClientFixture fixture;
    auto other = sampleSubscription();
    other.endpoint = QUrl(u"https://app.example.org/hook/b"_s);
    auto spelled = sampleSubscription();
    spelled.endpoint = QUrl(u"https://app.example.org:443/hook/a/"_s);
    // The server makes of the search what it likes.
    fixture.server().answer(
        "GET", u"Subscription"_s,
        searchset({stored(other, u"1"_s), stored(spelled, u"2"_s), stored(sampleSubscription(), u"3"_s)}));
    const auto found = wait(fixture.client().findByEndpoint(sampleSubscription().endpoint));
    QVERIFY(found);
    QCOMPARE(found->size(), 2);
    QCOMPARE(found->at(0).subscription.id, u"2"_s);
    QCOMPARE(found->at(1).subscription.id, u"3"_s);
}

void TestSubscriptionClient::findsWithoutSearch_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("urls"); ///< of the searches
    QTest::addColumn<bool>("found");
    const auto url = sampleSubscription().endpoint.toString();
    for (const auto status : {400, 404, 405, 422, 501}) {
        QTest::addRow("%d", status) << status << QStringList{url, QString()} << true;
    }
    for (const auto status : {401, 500, 503}) {
        QTest::addRow("%d", status) << status << QStringList{url} << false;
    }
}

void TestSubscriptionClient::findsWithoutSearch()
{
    QFETCH(int, status);
    QFETCH(QStringList, urls);
    QFETCH(bool, found);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription"_s, [&](const FakeRequest &request) {
        return request.query.isEmpty() ? searchset({stored(sampleSubscription(), u"7"_s)})
                                       : FakeAnswer::outcome(status, u"no search by url"_s);
    });
    const auto result = wait(fixture.client().findByEndpoint(sampleSubscription().endpoint));
    QCOMPARE(result.has_value(), found);
    QStringList asked;
    for (const auto &request : fixture.server().requests()) {
        asked.append(request.queryValue(u"url"_s));
    }
    QCOMPARE(asked, urls);
    if (found) {
        QCOMPARE(result->size(), 1);
        QCOMPARE(result->first().subscription.id, u"7"_s);
    }
}

void TestSubscriptionClient::searchIsRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("isEmpty"); ///< it does not search at all, so there is nothing to be found
    for (const auto status : {400, 404, 405, 501}) {
        QTest::addRow("%d", status) << status << 2 << true;
    }
    for (const auto status : {409, 410, 422}) {
        QTest::addRow("%d", status) << status << 2 << false;
    }
    for (const auto status : {401, 403, 500}) {
        QTest::addRow("%d", status) << status << 1 << false;
    }
}

void TestSubscriptionClient::searchIsRefused()
{
    QFETCH(int, status);
    QFETCH(int, requests);
    QFETCH(bool, isEmpty);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription"_s, FakeAnswer::outcome(status, u"no"_s));
    const auto found = wait(fixture.client().findByEndpoint(sampleSubscription().endpoint));
    QCOMPARE(found.has_value(), isEmpty);
    QCOMPARE(fixture.server().requestCount(), requests);
}

/// A server that has answered with a first page does search.
void TestSubscriptionClient::secondPageIsRefused()
{
    SubscriptionClientFixture fixture;
    const auto next = fixture.server().url(u"pages"_s).toString();
    fixture.server().answer("GET", u"Subscription"_s,
                            FakeAnswer::searchset({stored(sampleSubscription(), u"1"_s)}, next));
    fixture.server().answer("GET", u"pages"_s, FakeAnswer::outcome(404, u"The search has expired"_s));
    const auto found = wait(fixture.client().findByEndpoint(sampleSubscription().endpoint));
    QVERIFY(!found);
    QVERIFY2(found.error().message.contains(u"has expired"_s), qPrintable(found.error().message));
}

void TestSubscriptionClient::searchesByTheEndpointAsItIs()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription"_s, searchset({}));
    const QUrl endpoint(u"https://app.example.org/hook/a%20b+c/%C3%A4?x=1&y=%26"_s);
    QVERIFY(wait(fixture.client().findByEndpoint(endpoint)));
    QCOMPARE(fixture.server().requests().first().queryValue(u"url"_s), endpoint.toString(QUrl::FullyEncoded));
}

void TestSubscriptionClient::reads()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription/1001"_s, answerFromFile(u"hapi-r4b-active.json"_s));
    const auto found = wait(fixture.client().read(u"1001"_s));
    QVERIFY(found);
    QCOMPARE(found->subscription.id, u"1001"_s);
    QCOMPARE(found->subscription.versionId, u"2"_s);
    QCOMPARE(found->subscription.status, SubscriptionStatusCode::Active);
    QCOMPARE(found->subscription.heartbeatPeriod, 60U);
    QCOMPARE(found->lastUpdated, QDateTime(QDate(2026, 11, 25), QTime(3, 28, 15, 985), Qt::UTC));
    QVERIFY(found->issues.isEmpty());
}

void TestSubscriptionClient::readingFails_data()
{
    addBadAnswers();
    for (const auto status : {404, 410, 422, 501}) {
        QTest::addRow("%d", status) << FakeAnswer::outcome(status, u"no"_s) << Error::Kind::Rejected;
    }
}

void TestSubscriptionClient::readingFails()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription/1"_s, answer);
    const auto found = wait(fixture.client().read(u"1"_s));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, kind);
    QCOMPARE(found.error().isGone(), answer.status == 404 || answer.status == 410);
}

void TestSubscriptionClient::versionFromETag()
{
    SubscriptionClientFixture fixture;
    auto resource = stored(sampleSubscription(), u"1"_s);
    resource.remove("meta"_L1);
    auto answer = FakeAnswer::json(resource);
    answer.headers = {{"ETag", "W/\"23\""}};
    fixture.server().answer("GET", u"Subscription/1"_s, answer);
    QCOMPARE(wait(fixture.client().read(u"1"_s))->subscription.versionId, u"23"_s);
}

void TestSubscriptionClient::createSendsWhatIsWanted_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QString>("criteria");
    QTest::newRow("R4") << FhirVersion::R4 << u"strict"_s << u"Encounter?status=finished"_s;
    QTest::newRow("R4, Aidbox") << FhirVersion::R4 << u"aidbox"_s << u"status=finished"_s;
    QTest::newRow("R4B") << FhirVersion::R4B << u"hapi"_s << u"Encounter?status=finished"_s;
    QTest::newRow("R5") << FhirVersion::R5 << u"strict"_s << QString();
}

void TestSubscriptionClient::createSendsWhatIsWanted()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, profile);
    QFETCH(QString, criteria);
    SubscriptionClientFixture fixture;
    auto wanted = sampleSubscription();
    wanted.id = u"from-elsewhere"_s;
    wanted.filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"status"_s, .value = u"finished"_s}};
    fixture.server().answer("POST", u"Subscription"_s, FakeAnswer::json(stored(wanted, u"1"_s, u"1"_s, version), 201));
    const auto created = wait(fixture.client(version, profile).create(wanted));
    QVERIFY(created);
    QCOMPARE(created->subscription.id, u"1"_s);
    QCOMPARE(fixture.sent(), QStringList{u"POST Subscription"_s});
    const auto &request = fixture.server().requests().first();
    const auto sent = request.json();
    QVERIFY(!sent.contains("id"_L1));
    QCOMPARE(sent["status"_L1].toString(), u"requested"_s);
    QCOMPARE(sent["_criteria"_L1]["extension"_L1][0]["valueString"_L1].toString(), criteria);
    QCOMPARE(sent["filterBy"_L1][0]["value"_L1].toString(), criteria.isEmpty() ? u"finished"_s : QString());
    QCOMPARE(request.header("Prefer"), "return=representation");
}

void TestSubscriptionClient::createIsConditional()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, FakeAnswer::json(stored(sampleSubscription(), u"1"_s), 201));
    QVERIFY(wait(fixture.client().create(sampleSubscription())));
    QCOMPARE(fixture.server().requests().first().header("If-None-Exist"), "url=https://app.example.org/hook/a");

    auto webSocket = sampleSubscription();
    webSocket.endpoint.clear();
    webSocket.channelType = u"websocket"_s;
    QVERIFY(wait(fixture.client().create(webSocket)));
    QVERIFY(!fixture.server().requests().last().hasHeader("If-None-Exist"));

    // Helios stores what is created so, and never acts upon it.
    QVERIFY(wait(fixture.client(FhirVersion::R4B, u"helios"_s).create(sampleSubscription())));
    QVERIFY(!fixture.server().requests().last().hasHeader("If-None-Exist"));
}

void TestSubscriptionClient::createTakesAnyAnswer_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QStringList>("sent");

    const auto post = u"POST Subscription"_s;
    const auto read = u"GET Subscription/1"_s;
    const auto search = u"GET Subscription"_s;
    const auto resource = FakeAnswer::json(stored(sampleSubscription(), u"1"_s), 201);
    const auto withLocation = [](FakeAnswer answer) {
        answer.headers = {{"Location", "http://other.example.org/fhir/Subscription/1/_history/1"}};
        return answer;
    };
    QTest::newRow("resource, 201") << withLocation(resource) << QStringList{post};
    QTest::newRow("resource, no Location") << resource << QStringList{post};
    auto found = resource;
    found.status = 200;
    QTest::newRow("resource, 200") << found << QStringList{post};
    auto withoutId = stored(sampleSubscription(), u"1"_s);
    withoutId.remove("id"_L1);
    QTest::newRow("echo without id") << withLocation(FakeAnswer::json(withoutId, 201)) << QStringList{post};
    QTest::newRow("echo without id and Location") << FakeAnswer::json(withoutId, 201) << QStringList{post, search};
    QTest::newRow("Location alone") << withLocation({.status = 201}) << QStringList{post, read};
    QTest::newRow("Location and OperationOutcome")
        << withLocation(answerFromFile(u"hapi-created-outcome.json"_s, 201)) << QStringList{post, read};
    QTest::newRow("Location and HTML") << withLocation(FakeAnswer::text(201, "<html>")) << QStringList{post, read};
    QTest::newRow("OperationOutcome alone")
        << answerFromFile(u"hapi-created-outcome.json"_s, 201) << QStringList{post, search};
    QTest::newRow("nothing") << FakeAnswer{.status = 201} << QStringList{post, search};
    QTest::newRow("204") << FakeAnswer::noContent() << QStringList{post, search};
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << QStringList{post, search};
    auto elsewhere = FakeAnswer{.status = 201};
    elsewhere.headers = {{"Location", "/fhir/Patient/1"}};
    QTest::newRow("Location of something else") << elsewhere << QStringList{post, search};
}

void TestSubscriptionClient::createTakesAnyAnswer()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(QStringList, sent);
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, answer);
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::json(stored(sampleSubscription(), u"1"_s)));
    auto other = sampleSubscription();
    other.endpoint = QUrl(u"https://app.example.org/hook/b"_s);
    auto queryBased = sampleSubscription();
    queryBased.topic = u"Encounter?"_s;
    fixture.server().answer(
        "GET", u"Subscription"_s,
        searchset({stored(other, u"9"_s), stored(queryBased, u"8"_s, u"9"_s),
                   stored(sampleSubscription(), u"1"_s, u"3"_s), stored(sampleSubscription(), u"2"_s, u"2"_s)}));
    const auto created = wait(fixture.client().create(sampleSubscription()));
    QVERIFY2(created, qPrintable(created ? QString() : created.error().toString()));
    QCOMPARE(created->subscription.id, u"1"_s); // the newest
    QCOMPARE(fixture.sent(), sent);
}

void TestSubscriptionClient::createWithoutAnyTrace()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, FakeAnswer{.status = 201});
    fixture.server().answer("GET", u"Subscription"_s, searchset({}));
    const auto created = wait(fixture.client().create(sampleSubscription()));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, Error::Kind::BadData);
    QVERIFY(created.error().message.contains(u"201"_s));
}

void TestSubscriptionClient::createdWebSocketIsLookedFor()
{
    SubscriptionClientFixture fixture;
    auto wanted = sampleSubscription();
    wanted.endpoint.clear();
    wanted.channelType = u"websocket"_s;
    auto other = wanted;
    other.reason = u"of somebody else"_s;
    fixture.server().answer("POST", u"Subscription"_s, FakeAnswer{.status = 201});
    fixture.server().answer("GET", u"Subscription"_s, searchset({stored(other, u"1"_s), stored(wanted, u"2"_s)}));
    QCOMPARE(wait(fixture.client().create(wanted))->subscription.id, u"2"_s);
}

void TestSubscriptionClient::conditionIsRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isRemembered");
    QTest::newRow("400") << 400 << false;
    QTest::newRow("405") << 405 << false;
    QTest::newRow("501") << 501 << true;
}

void TestSubscriptionClient::conditionIsRefused()
{
    QFETCH(int, status);
    QFETCH(bool, isRemembered);
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, [&](const FakeRequest &request) {
        return request.hasHeader("If-None-Exist") ? FakeAnswer::outcome(status, u"no conditional creates"_s)
                                                  : FakeAnswer::json(stored(sampleSubscription(), u"1"_s), 201);
    });
    auto &client = fixture.client();
    QVERIFY(wait(client.create(sampleSubscription())));
    QCOMPARE(fixture.server().requestCount(), 2);
    QVERIFY(wait(client.create(sampleSubscription())));
    QCOMPARE(fixture.server().requestCount(), isRemembered ? 3 : 4);
}

void TestSubscriptionClient::conditionIsMisunderstood()
{
    SubscriptionClientFixture fixture;
    auto other = sampleSubscription();
    other.endpoint = QUrl(u"https://app.example.org/hook/b"_s);
    auto queryBased = sampleSubscription();
    queryBased.topic = u"Encounter?"_s;
    QList<FakeAnswer> found{FakeAnswer::json(stored(other, u"7"_s)), FakeAnswer::json(stored(queryBased, u"8"_s))};
    for (const auto &answer : std::as_const(found)) {
        fixture.server().clearRequests();
        fixture.server().answer("POST", u"Subscription"_s, [&](const FakeRequest &request) {
            return request.hasHeader("If-None-Exist") ? answer
                                                      : FakeAnswer::json(stored(sampleSubscription(), u"1"_s), 201);
        });
        auto &client = fixture.client();
        QCOMPARE(wait(client.create(sampleSubscription()))->subscription.id, u"1"_s);
        QCOMPARE(fixture.server().requestCount(), 2);
        QCOMPARE(wait(client.create(sampleSubscription()))->subscription.id, u"1"_s);
        QCOMPARE(fixture.server().requestCount(), 3);
    }
}

void TestSubscriptionClient::conditionFitsSeveral()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, [&](const FakeRequest &request) {
        return request.hasHeader("If-None-Exist") ? FakeAnswer::outcome(412, u"several"_s)
                                                  : FakeAnswer::json(stored(sampleSubscription(), u"9"_s), 201);
    });
    fixture.server().answer(
        "GET", u"Subscription"_s,
        {searchset({stored(sampleSubscription(), u"1"_s), stored(sampleSubscription(), u"2"_s)}), searchset({})});
    auto &client = fixture.client();
    QCOMPARE(wait(client.create(sampleSubscription()))->subscription.id, u"1"_s);
    QCOMPARE(wait(client.create(sampleSubscription()))->subscription.id, u"9"_s); // none of them is ours
}

void TestSubscriptionClient::conditionConflicts()
{
    SubscriptionClientFixture fixture; // HAPI, when another receiver creates the same at this moment
    fixture.server().answer("POST", u"Subscription"_s, answerFromFile(u"hapi-conditional-conflict.json"_s, 409));
    fixture.server().answer("GET", u"Subscription"_s,
                            {searchset({stored(sampleSubscription(), u"1"_s)}), searchset({})});
    auto &client = fixture.client();
    const auto theirs = wait(client.create(sampleSubscription()));
    QVERIFY(theirs);
    QCOMPARE(theirs->subscription.id, u"1"_s);
    QVERIFY(theirs->existed);
    const auto none = wait(client.create(sampleSubscription()));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, Error::Kind::Retry);
    QVERIFY(none.error().message.contains(u"HAPI-2745"_s));
    QVERIFY(fixture.server().requests().first().hasHeader("If-None-Exist"));
}

void TestSubscriptionClient::creatingFails_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("422") << FakeAnswer::outcome(422, u"HAPI-2322: No SubscriptionTopic exists"_s)
                         << Error::Kind::Rejected << u"HAPI-2322: No SubscriptionTopic exists"_s;
    QTest::newRow("400") << FakeAnswer::outcome(400, u"bad topic"_s) << Error::Kind::Rejected << u"bad topic"_s;
    QTest::newRow("500") << FakeAnswer::text(500, "<html>") << Error::Kind::Retry << u"status 500"_s;
    QTest::newRow("403") << FakeAnswer::outcome(403, u"not you"_s) << Error::Kind::ActionRequired << u"not you"_s;
}

void TestSubscriptionClient::creatingFails()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    QFETCH(QString, text);
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, answer);
    const auto created = wait(fixture.client().create(sampleSubscription()));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, kind);
    QVERIFY2(created.error().message.contains(text), qPrintable(created.error().message));
    QVERIFY(!fixture.sent().contains(u"GET Subscription"_s));
}

void TestSubscriptionClient::updateSendsTheVersion()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("PUT", u"Subscription/1001"_s, FakeAnswer::json(stored(sampleSubscription(), u"1001"_s)));
    fixture.server().answer("GET", u"Subscription/1001"_s, answerFromFile(u"hapi-r4b-active.json"_s));
    auto &client = fixture.client();
    auto subscription = wait(client.read(u"1001"_s))->subscription;
    subscription.timeout = 7;
    QVERIFY(wait(client.update(subscription)));
    const auto &request = fixture.server().requests().last();
    QCOMPARE(request.header("If-Match"), "W/\"2\"");
    const auto sent = request.json();
    QCOMPARE(sent["id"_L1].toString(), u"1001"_s);
    QCOMPARE(sent["meta"_L1]["tag"_L1][0]["code"_L1].toString(), u"TOPIC"_s); // what is not ours stays
    QCOMPARE(sent["channel"_L1]["extension"_L1][1]["valueUnsignedInt"_L1].toInt(), 7);

    subscription.versionId.clear();
    QVERIFY(wait(client.update(subscription)));
    QVERIFY(!fixture.server().requests().last().hasHeader("If-Match"));
}

void TestSubscriptionClient::updateConflicts_data()
{
    QTest::addColumn<FakeAnswer>("conflict");
    QTest::newRow("412") << FakeAnswer::outcome(412, u"another version"_s);
    QTest::newRow("409, HAPI") << answerFromFile(u"hapi-conflict.json"_s, 409);
}

void TestSubscriptionClient::updateConflicts()
{
    QFETCH(FakeAnswer, conflict);
    SubscriptionClientFixture fixture;
    auto current = stored(sampleSubscription(), u"1"_s, u"5"_s);
    current.insert("language"_L1, u"en"_s);
    fixture.server().answer("PUT", u"Subscription/1"_s, {conflict, FakeAnswer::json(current)});
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::json(current));
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    wanted.versionId = u"4"_s;
    wanted.timeout = 33;
    QVERIFY(wait(fixture.client().update(wanted)));
    const QStringList sent{u"PUT Subscription/1"_s, u"GET Subscription/1"_s, u"PUT Subscription/1"_s};
    QCOMPARE(fixture.sent(), sent);
    const auto last = fixture.server().requests().last();
    QCOMPARE(last.header("If-Match"), "W/\"5\"");
    QCOMPARE(last.json()["language"_L1].toString(), u"en"_s);
    QCOMPARE(codecFor(FhirVersion::R4B).readSubscription(last.json())->value.timeout, 33U);
}

void TestSubscriptionClient::updateConflictsForEver()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("PUT", u"Subscription/1"_s, FakeAnswer::outcome(409, u"another version"_s));
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::json(stored(sampleSubscription(), u"1"_s)));
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    const auto updated = wait(fixture.client().update(wanted));
    QVERIFY(!updated);
    QCOMPARE(updated.error().kind, Error::Kind::Retry);
    QCOMPARE(updated.error().httpStatus, 409);
    QCOMPARE(fixture.sent().count(u"PUT Subscription/1"_s), 3);
}

void TestSubscriptionClient::updateIsNotAllowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("supports");
    QTest::newRow("405") << 405 << false;
    QTest::newRow("501") << 501 << false;
    QTest::newRow("422") << 422 << true;
    QTest::newRow("500") << 500 << true;
}

void TestSubscriptionClient::updateIsNotAllowed()
{
    QFETCH(int, status);
    QFETCH(bool, supports);
    SubscriptionClientFixture fixture;
    fixture.server().answer("PUT", u"Subscription/1"_s, FakeAnswer::outcome(status, u"no"_s));
    auto &client = fixture.client();
    QVERIFY(client.supportsUpdate());
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    const auto updated = wait(client.update(wanted));
    QVERIFY(!updated);
    QCOMPARE(updated.error().kind, status == 500 ? Error::Kind::Retry : Error::Kind::Rejected);
    QCOMPARE(updated.error().httpStatus, status);
    QCOMPARE(client.supportsUpdate(), supports);
    QCOMPARE(updated.error().message.contains(u"does not let Subscriptions be changed"_s), !supports);
    QVERIFY(!fixture.client(FhirVersion::R4, u"aidbox"_s).supportsUpdate());
}

void TestSubscriptionClient::updateWithoutAnswer()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("PUT", u"Subscription/1"_s, FakeAnswer::noContent());
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::json(stored(sampleSubscription(), u"1"_s, u"8"_s)));
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    QCOMPARE(wait(fixture.client().update(wanted))->subscription.versionId, u"8"_s);
}

void TestSubscriptionClient::updateOfWhatIsGone()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("PUT", u"Subscription/1"_s, FakeAnswer::outcome(409, u"another version"_s));
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::outcome(410, u"deleted"_s));
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    const auto updated = wait(fixture.client().update(wanted)); // HAPI would bring it to life again
    QVERIFY(!updated);
    QVERIFY(updated.error().isGone());
    QCOMPARE(fixture.sent().count(u"PUT Subscription/1"_s), 1);
}

void TestSubscriptionClient::changeIsRefusedWithGone_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<bool>("isGone");
    QTest::newRow("404") << FakeAnswer::outcome(404, u"no"_s) << false;
    QTest::newRow("404, a proxy") << FakeAnswer::text(404, "<html>") << false;
    QTest::newRow("410") << FakeAnswer::outcome(410, u"deleted"_s) << true;
}

/// What has just been read is there: a server that says otherwise of the path does not let it be changed.
void TestSubscriptionClient::changeIsRefusedWithGone()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(bool, isGone);
    SubscriptionClientFixture fixture;
    const auto conflict = FakeAnswer::outcome(412, u"another version"_s);
    fixture.server().answer("PUT", u"Subscription/1"_s, {answer, conflict, answer});
    fixture.server().answer("GET", u"Subscription/1"_s, FakeAnswer::json(stored(sampleSubscription(), u"1"_s)));
    auto &client = fixture.client();
    const auto changed = wait(client.setStatus(u"1"_s, SubscriptionStatusCode::Off));
    QVERIFY(!changed);
    QCOMPARE(changed.error().kind, Error::Kind::Rejected);
    QCOMPARE(changed.error().isGone(), isGone);
    QVERIFY(changed.error().message.contains(QString::number(answer.status)));

    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    const auto updated = wait(client.update(wanted)); // read after the conflict
    QVERIFY(!updated);
    QCOMPARE(updated.error().isGone(), isGone);
    QCOMPARE(fixture.sent().count(u"PUT Subscription/1"_s), 3);
    QVERIFY(client.supportsUpdate());
}

void TestSubscriptionClient::setsTheStatusAlone()
{
    SubscriptionClientFixture fixture;
    const auto before = QJsonDocument::fromJson(answerFromFile(u"hapi-r4b-active.json"_s).body).object();
    fixture.server().answer("GET", u"Subscription/1001"_s, FakeAnswer::json(before));
    fixture.server().answer("PUT", u"Subscription/1001"_s,
                            [](const FakeRequest &request) { return FakeAnswer::json(request.json()); });
    const auto off = wait(fixture.client().setStatus(u"1001"_s, SubscriptionStatusCode::Off));
    QVERIFY(off);
    QCOMPARE(off->subscription.status, SubscriptionStatusCode::Off);
    auto expected = before;
    expected.insert("status"_L1, u"off"_s);
    QCOMPARE(fixture.server().requests().last().json(), expected);
    QCOMPARE(fixture.server().requests().last().header("If-Match"), "W/\"2\"");
}

void TestSubscriptionClient::removes_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("succeeds");
    for (const auto status : {200, 202, 204, 404, 410}) {
        QTest::addRow("%d", status) << status << true;
    }
    for (const auto status : {403, 405, 409, 500}) {
        QTest::addRow("%d", status) << status << false;
    }
}

void TestSubscriptionClient::removes()
{
    QFETCH(int, status);
    QFETCH(bool, succeeds);
    SubscriptionClientFixture fixture;
    fixture.server().answer("DELETE", u"Subscription/1"_s,
                            status == 204 ? FakeAnswer::noContent() : FakeAnswer::outcome(status, u"x"_s));
    const auto future = fixture.client().remove(u"1"_s);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().has_value(), succeeds);
}

void TestSubscriptionClient::messagesNameNoSecrets()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", u"Subscription"_s, FakeAnswer::outcome(422, u"no"_s));
    fixture.server().answer("PUT", u"Subscription/1"_s, FakeAnswer::outcome(422, u"no"_s));
    fixture.server().answer("GET", u"Subscription"_s, FakeAnswer::outcome(500, u"no"_s));
    auto wanted = sampleSubscription();
    wanted.id = u"1"_s;
    auto &client = fixture.client();
    const QStringList messages{wait(client.create(wanted)).error().message, wait(client.update(wanted)).error().message,
                               wait(client.findByEndpoint(wanted.endpoint)).error().message};
    for (const auto &message : messages) {
        QVERIFY(!message.contains(u"s3cret"_s));
        QVERIFY(!message.contains(u"app.example.org"_s));
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriptionClient)

#include "tst_subscriptionclient.moc"
