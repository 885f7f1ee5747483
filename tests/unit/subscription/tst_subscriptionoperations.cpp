// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notifications.h"
#include "subscriptionclientfixture.h"

#include <Tbs/subscription/websocketbinding_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

using namespace Test;

namespace {

SubscriptionStatus statusOf(const QString &reference, quint64 counter = 5)
{
    SubscriptionStatus status;
    status.subscription = Reference(reference);
    status.topic = u"http://example.org/topic"_s;
    status.status = SubscriptionStatusCode::Error;
    status.type = NotificationType::QueryStatus;
    status.eventsSinceSubscriptionStart = EventNumber::fromInteger(static_cast<qint64>(counter));
    status.errors = {u"http://terminology.hl7.org/CodeSystem/subscription-error|no-response"_s};
    return status;
}

QJsonObject statusBundle(FhirVersion version, const QList<SubscriptionStatus> &statuses, bool searchset = true)
{
    OutgoingNotification answer;
    answer.bundleId = u"b"_s;
    answer.statuses = statuses;
    answer.statusRequestUrl = u"Subscription/1/$status"_s;
    answer.searchset = searchset;
    return codecFor(version).writeNotification(answer);
}

FakeAnswer eventsAnswer(const QList<int> &numbers)
{
    NotificationText text;
    text.type = u"query-event"_s;
    text.counter = 9;
    text.eventNumbers = numbers;
    return {.body = text.toJson()};
}

FakeAnswer missing(int status = 404)
{
    return FakeAnswer::outcome(status, u"no such operation"_s, "not-supported");
}

const QString statusOfOne = u"Subscription/1/$status"_s;
const QString statusOfAll = u"Subscription/$status"_s;
const QString events = u"Subscription/1/$events"_s;
const QString tokenOfOne = u"Subscription/1/$get-ws-binding-token"_s;
const QString tokenOfAll = u"Subscription/$get-ws-binding-token"_s;

QJsonObject tokenParameters()
{
    const auto parameter = [](const QString &name, const QString &member, const QString &value) {
        return QJsonObject{{u"name"_s, name}, {member, value}};
    };
    return {{u"resourceType"_s, u"Parameters"_s},
            {u"parameter"_s,
             QJsonArray{parameter(u"token"_s, u"valueString"_s, u"t0ken"_s),
                        parameter(u"expiration"_s, u"valueDateTime"_s, u"2026-01-01T13:00:00+01:00"_s),
                        parameter(u"subscription"_s, u"valueString"_s, u"1"_s),
                        parameter(u"subscription"_s, u"valueString"_s, u"2"_s),
                        parameter(u"websocket-url"_s, u"valueUrl"_s, u"wss://example.org/socket"_s)}}};
}

/// \a parameters with the parameter \a name changed into \a changed, or without it.
QJsonObject withParameter(QJsonObject parameters, const QString &name, const QJsonObject &changed)
{
    QJsonArray list;
    const auto elements = parameters["parameter"_L1].toArray();
    for (const auto &element : elements) {
        if (element["name"_L1].toString() != name) {
            list.append(element);
        } else if (!changed.isEmpty()) {
            list.append(changed);
        }
    }
    parameters.insert("parameter"_L1, list);
    return parameters;
}

} // namespace

/// `$status`, `$events` and `$get-ws-binding-token`, in all the ways that servers have them, or have not.
class TestSubscriptionOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void status_data();
    void status();
    void statusOfInferno();
    void statusOfTypeOnly_data();
    void statusOfTypeOnly();
    void statusIsMissing_data();
    void statusIsMissing();
    void statusOfOthers_data();
    void statusOfOthers();
    void statusFails_data();
    void statusFails();
    void profileSaysNo();
    void eventsByGet();
    void eventsByPost_data();
    void eventsByPost();
    void eventsTheOtherWay_data();
    void eventsTheOtherWay();
    void eventsAreRefused();
    void eventsArePartial_data();
    void eventsArePartial();
    void eventsFail_data();
    void eventsFail();
    void eventsOfNoRange();
    void bindingOfOne();
    void bindingOfSeveral();
    void bindingFails_data();
    void bindingFails();
    void readsBindings_data();
    void readsBindings();
};

void TestSubscriptionOperations::status_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QJsonObject>("answer");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto name = toCode(version).toLatin1();
        const auto one = statusOf(u"https://example.org/fhir/Subscription/1"_s);
        QTest::addRow("%s, searchset", name.constData()) << version << statusBundle(version, {one});
        QTest::addRow("%s, notification", name.constData()) << version << statusBundle(version, {one}, false);
        QTest::addRow("%s, bare", name.constData()) << version << codecFor(version).writeStatus(one);
        QTest::addRow("%s, relative reference", name.constData())
            << version << statusBundle(version, {statusOf(u"Subscription/1"_s)});
        QTest::addRow("%s, other base", name.constData())
            << version << statusBundle(version, {statusOf(u"http://inside:8080/Subscription/1"_s)});
    }
}

void TestSubscriptionOperations::status()
{
    QFETCH(FhirVersion, version);
    QFETCH(QJsonObject, answer);
    SubscriptionClientFixture fixture;
    const auto body = FakeAnswer::json(answer);
    fixture.server().answer("GET", statusOfOne, body);
    const auto fetched = wait(fixture.client(version).status(u"1"_s));
    QVERIFY2(fetched, qPrintable(fetched ? QString() : fetched.error().toString()));
    QCOMPARE(fetched->status.status, SubscriptionStatusCode::Error);
    QCOMPARE(fetched->status.eventsSinceSubscriptionStart, EventNumber::fromInteger(5));
    QCOMPARE(fetched->status.errors.size(), 1);
    QCOMPARE(fetched->bundle, body.body); // as it came
    QCOMPARE(fixture.sent(), QStringList{u"GET "_s + statusOfOne});
}

void TestSubscriptionOperations::statusOfInferno()
{
    const auto path = sharedPath(u"fhir-examples/real-servers/inferno-r4-subscription-status-example.json"_s);
    if (!QFileInfo::exists(path)) {
        QSKIP("the examples are not there");
    }
    auto resource = QJsonDocument::fromJson(readFile(path)).object();
    auto decoded = readNotification(QJsonDocument(resource).toJson());
    QVERIFY(decoded);
    const auto id = decoded->value.statuses.first().subscription.id();
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", u"Subscription/%1/$status"_s.arg(id), FakeAnswer::json(resource));
    QVERIFY(wait(fixture.client(FhirVersion::R4).status(id)));
}

void TestSubscriptionOperations::statusOfTypeOnly_data()
{
    QTest::addColumn<FakeAnswer>("ofInstance");
    QTest::newRow("404") << missing();
    QTest::newRow("405") << missing(405);
    QTest::newRow("501") << missing(501);
    QTest::newRow("400, HAPI") << answerFromFile(u"hapi-missing-operation.json"_s, 400);
    QTest::newRow("404 in HTML") << FakeAnswer::text(404, "<html>");
    QTest::newRow("400 in HTML") << FakeAnswer::text(400, "<html>");
}

void TestSubscriptionOperations::statusOfTypeOnly()
{
    QFETCH(FakeAnswer, ofInstance);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", statusOfOne, ofInstance);
    fixture.server().answer("GET", statusOfAll,
                            FakeAnswer::json(statusBundle(FhirVersion::R4B, {statusOf(u"Subscription/1"_s)})));
    auto &client = fixture.client();
    QVERIFY(wait(client.status(u"1"_s)));
    QCOMPARE(fixture.server().requests().last().queryValue(u"id"_s), u"1"_s);
    QCOMPARE(fixture.server().requestCount(), 2);
    QVERIFY(wait(client.status(u"1"_s))); // and is not asked in vain again
    QCOMPARE(fixture.server().requestCount(), 3);
}

void TestSubscriptionOperations::statusIsMissing_data()
{
    statusOfTypeOnly_data();
}

void TestSubscriptionOperations::statusIsMissing()
{
    QFETCH(FakeAnswer, ofInstance);
    if (ofInstance.status == 400 && ofInstance.contentType.startsWith("text/html")) {
        ofInstance.status = 404; // a plain 400 says that the question was bad
    }
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", statusOfOne, ofInstance);
    fixture.server().answer("GET", statusOfAll, ofInstance);
    const auto fetched = wait(fixture.client().status(u"1"_s));
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().kind, Error::Kind::Rejected);
    QVERIFY2(fetched.error().message.contains(u"does not have $status"_s), qPrintable(fetched.error().message));
    QVERIFY(fetched.error().message.contains(QString::number(ofInstance.status)));
    QVERIFY(!fetched.error().isGone()); // it is the operation that is not there
}

void TestSubscriptionOperations::statusOfOthers_data()
{
    QTest::addColumn<QList<SubscriptionStatus>>("statuses");
    QTest::addColumn<bool>("hasOurs");
    const auto ours = statusOf(u"Subscription/1"_s, 7);
    const auto other = statusOf(u"Subscription/2"_s, 8);
    const auto unnamed = statusOf({}, 9);
    using List = QList<SubscriptionStatus>;
    QTest::newRow("among others") << List{other, ours} << true;
    QTest::newRow("others only") << List{other, statusOf(u"Subscription/3"_s)} << false;
    QTest::newRow("another one") << List{other} << false;
    QTest::newRow("one without a name") << List{unnamed} << true;
    QTest::newRow("several without a name") << List{unnamed, other} << false;
    QTest::newRow("none") << List{} << false;
}

void TestSubscriptionOperations::statusOfOthers()
{
    QFETCH(QList<SubscriptionStatus>, statuses);
    QFETCH(bool, hasOurs);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", statusOfOne, FakeAnswer::json(statusBundle(FhirVersion::R5, statuses)));
    const auto fetched = wait(fixture.client(FhirVersion::R5).status(u"1"_s));
    QCOMPARE(fetched.has_value(), hasOurs);
    if (!hasOurs) {
        QCOMPARE(fetched.error().kind, Error::Kind::Rejected);
        QVERIFY(fetched.error().message.contains(u"Subscription/1"_s));
        return;
    }
    // What goes on to a sink speaks of ours alone.
    const auto read = readNotification(fetched->bundle);
    QVERIFY(read);
    QCOMPARE(read->value.statuses.size(), 1);
    QCOMPARE(read->value.statuses.first().eventsSinceSubscriptionStart, fetched->status.eventsSinceSubscriptionStart);
}

void TestSubscriptionOperations::statusFails_data()
{
    addBadAnswers();
    QTest::newRow("422") << FakeAnswer::outcome(422, u"no"_s) << Error::Kind::Rejected;
}

void TestSubscriptionOperations::statusFails()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", statusOfOne, answer);
    fixture.server().answer("GET", statusOfAll, answer);
    const auto fetched = wait(fixture.client().status(u"1"_s));
    QVERIFY(!fetched);
    QCOMPARE(fetched.error().kind, kind);
    QVERIFY2(fetched.error().message.contains(u"$status"_s), qPrintable(fetched.error().message));
}

void TestSubscriptionOperations::profileSaysNo()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client(FhirVersion::R4B, u"hapi"_s);
    const QList<Error> errors{wait(client.status(u"1"_s)).error(), wait(client.events(u"1"_s, {1, 2})).error(),
                              wait(client.webSocketBinding({u"1"_s})).error()};
    for (const auto &error : errors) {
        QCOMPARE(error.kind, Error::Kind::Rejected);
        QVERIFY(error.message.contains(u"hapi"_s));
    }
    QVERIFY(errors.at(1).message.contains(u"$events"_s));
    QCOMPARE(fixture.server().requestCount(), 0);
}

void TestSubscriptionOperations::eventsByGet()
{
    SubscriptionClientFixture fixture;
    const auto answer = eventsAnswer({4, 5, 6});
    fixture.server().answer("GET", events, answer);
    const auto recovered = wait(fixture.client(FhirVersion::R5).events(u"1"_s, {4, 6}, PayloadContent::FullResource));
    QVERIFY(recovered);
    QCOMPARE(recovered->numbers.toString(), u"4-6"_s);
    QCOMPARE(recovered->bundle, answer.body);
    const auto request = fixture.server().requests().first();
    QCOMPARE(request.queryValue(u"eventsSinceNumber"_s), u"4"_s);
    QCOMPARE(request.queryValue(u"eventsUntilNumber"_s), u"6"_s);
    QCOMPARE(request.queryValue(u"content"_s), u"full-resource"_s);

    QVERIFY(wait(fixture.client(FhirVersion::R5).events(u"1"_s, {4, 6})));
    QVERIFY(!fixture.server().requests().last().query.hasQueryItem(u"content"_s));
}

void TestSubscriptionOperations::eventsByPost_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("member");
    QTest::newRow("R4") << FhirVersion::R4 << u"valueString"_s;
    QTest::newRow("R4B") << FhirVersion::R4B << u"valueString"_s;
    QTest::newRow("R5") << FhirVersion::R5 << u"valueInteger64"_s;
}

void TestSubscriptionOperations::eventsByPost()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, member);
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", events, eventsAnswer({7}));
    const auto recovered =
        wait(fixture.client(version, u"aidbox"_s).events(u"1"_s, {1, 9223372036854775807}, PayloadContent::IdOnly));
    QVERIFY(recovered);
    const QJsonObject expected{
        {u"resourceType"_s, u"Parameters"_s},
        {u"parameter"_s,
         QJsonArray{QJsonObject{{u"name"_s, u"eventsSinceNumber"_s}, {member, u"1"_s}},
                    QJsonObject{{u"name"_s, u"eventsUntilNumber"_s}, {member, u"9223372036854775807"_s}},
                    QJsonObject{{u"name"_s, u"content"_s}, {u"valueCode"_s, u"id-only"_s}}}}};
    QCOMPARE(fixture.server().requests().first().json(), expected);
}

void TestSubscriptionOperations::eventsTheOtherWay_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QByteArray>("method"); ///< that works
    QTest::newRow("GET, then POST") << u"strict"_s << QByteArray("POST");
    QTest::newRow("POST, then GET") << u"aidbox"_s << QByteArray("GET");
}

void TestSubscriptionOperations::eventsTheOtherWay()
{
    QFETCH(QString, profile);
    QFETCH(QByteArray, method);
    for (const auto status : {400, 404, 405, 501}) {
        SubscriptionClientFixture fixture;
        fixture.server().answer("GET", events, missing(status));
        fixture.server().answer("POST", events, missing(status));
        fixture.server().answer(method, events, eventsAnswer({2}));
        auto &client = fixture.client(FhirVersion::R4B, profile);
        QCOMPARE(wait(client.events(u"1"_s, {1, 2}))->numbers.toString(), u"2"_s);
        QCOMPARE(fixture.server().requestCount(), 2);
        QVERIFY(wait(client.events(u"1"_s, {1, 2}))); // it has learnt
        QCOMPARE(fixture.server().requestCount(), 3);
    }
    // In R5 the numbers may have to be texts.
    SubscriptionClientFixture fixture;
    fixture.server().answer("POST", events, [](const FakeRequest &request) {
        return request.body.contains("valueString") ? eventsAnswer({1}) : FakeAnswer::outcome(422, u"no text"_s);
    });
    fixture.server().answer("GET", events, missing());
    QCOMPARE(wait(fixture.client(FhirVersion::R5, profile).events(u"1"_s, {1, 2}))->numbers.toString(), u"1"_s);
}

void TestSubscriptionOperations::eventsAreRefused()
{
    // What a server says of the one way that it knows is worth more than that it does not know the other.
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", events, FakeAnswer::outcome(400, u"the range is too old"_s, "too-old"));
    fixture.server().answer("POST", events, missing(405));
    const auto recovered = wait(fixture.client().events(u"1"_s, {1, 2}));
    QVERIFY(!recovered);
    QCOMPARE(recovered.error().kind, Error::Kind::Rejected);
    QVERIFY2(recovered.error().message.contains(u"too old"_s), qPrintable(recovered.error().message));

    fixture.server().answer("GET", events, missing(405));
    const auto gone = wait(fixture.client().events(u"1"_s, {1, 2}));
    QVERIFY(gone.error().message.contains(u"does not have $events"_s));
}

void TestSubscriptionOperations::eventsArePartial_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QString>("numbers");
    QTest::addColumn<bool>("hasBundle");
    QTest::newRow("some") << eventsAnswer({3, 5}) << u"3,5"_s << true;
    QTest::newRow("more") << eventsAnswer({1, 2, 3, 4, 5, 6, 7, 8, 9}) << u"1-9"_s << true;
    QTest::newRow("a status without events") << eventsAnswer({}) << QString() << true;
    QTest::newRow("empty bundle") << FakeAnswer{.body = R"({"resourceType":"Bundle","type":"history"})"} << QString()
                                  << false;
}

void TestSubscriptionOperations::eventsArePartial()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(QString, numbers);
    QFETCH(bool, hasBundle);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", events, answer);
    const auto recovered = wait(fixture.client(FhirVersion::R5).events(u"1"_s, {2, 6}));
    QVERIFY2(recovered, qPrintable(recovered ? QString() : recovered.error().toString()));
    QCOMPARE(recovered->numbers.toString(), numbers);
    QCOMPARE(!recovered->bundle.isEmpty(), hasBundle);
}

void TestSubscriptionOperations::eventsFail_data()
{
    addBadAnswers();
}

void TestSubscriptionOperations::eventsFail()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", events, answer);
    const auto recovered = wait(fixture.client().events(u"1"_s, {2, 6}));
    QVERIFY(!recovered);
    QCOMPARE(recovered.error().kind, kind);
    QVERIFY2(recovered.error().message.contains(u"$events"_s), qPrintable(recovered.error().message));
    QVERIFY(!fixture.sent().contains(u"POST "_s + events));
}

void TestSubscriptionOperations::eventsOfNoRange()
{
    SubscriptionClientFixture fixture;
    auto &client = fixture.client();
    for (const auto &range : {NumberRange{3, 2}, NumberRange{1, Q_UINT64_C(9223372036854775808)}}) {
        const auto recovered = wait(client.events(u"1"_s, range));
        QVERIFY(!recovered);
        QCOMPARE(recovered.error().kind, Error::Kind::BadData);
    }
    QCOMPARE(fixture.server().requestCount(), 0);
}

void TestSubscriptionOperations::bindingOfOne()
{
    for (const auto &method : {"GET"_ba, "POST"_ba}) {
        for (const auto &path : {tokenOfOne, tokenOfAll}) {
            SubscriptionClientFixture fixture;
            for (const auto &other : {tokenOfOne, tokenOfAll}) {
                fixture.server().answer("GET", other, missing(405));
                fixture.server().answer("POST", other, missing(405));
            }
            fixture.server().answer(method, path, FakeAnswer::json(tokenParameters()));
            const auto binding = wait(fixture.client().webSocketBinding({u"1"_s}));
            QVERIFY(binding);
            QCOMPARE(binding->token, u"t0ken"_s);
            QCOMPARE(binding->expiration, QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC));
            QCOMPARE(binding->subscriptions, (QStringList{u"1"_s, u"2"_s}));
            QCOMPARE(binding->url, QUrl(u"wss://example.org/socket"_s));
        }
    }
}

void TestSubscriptionOperations::bindingOfSeveral()
{
    SubscriptionClientFixture fixture;
    fixture.server().answer("GET", tokenOfAll, missing());
    fixture.server().answer("POST", tokenOfAll, FakeAnswer::json(tokenParameters()));
    QVERIFY(wait(fixture.client().webSocketBinding({u"1"_s, u"2"_s})));
    QCOMPARE(fixture.sent(), (QStringList{u"GET "_s + tokenOfAll, u"POST "_s + tokenOfAll}));
    QCOMPARE(fixture.server().requests()[0].query.allQueryItemValues(u"id"_s), (QStringList{u"1"_s, u"2"_s}));
    const auto parameters = fixture.server().requests()[1].json()["parameter"_L1].toArray();
    const QJsonArray expected{QJsonObject{{u"name"_s, u"id"_s}, {u"valueId"_s, u"1"_s}},
                              QJsonObject{{u"name"_s, u"id"_s}, {u"valueId"_s, u"2"_s}}};
    QCOMPARE(parameters, expected);
}

void TestSubscriptionOperations::bindingFails_data()
{
    addBadAnswers();
    QTest::newRow("missing") << answerFromFile(u"hapi-missing-operation.json"_s, 400) << Error::Kind::Rejected;
}

void TestSubscriptionOperations::bindingFails()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    SubscriptionClientFixture fixture;
    fixture.server().answerOthers([&](const FakeRequest &) { return answer; });
    const auto binding = wait(fixture.client().webSocketBinding({u"1"_s}));
    QVERIFY(!binding);
    QCOMPARE(binding.error().kind, kind);
    QVERIFY2(binding.error().message.contains(u"$get-ws-binding-token"_s), qPrintable(binding.error().message));
}

void TestSubscriptionOperations::readsBindings_data()
{
    QTest::addColumn<QJsonObject>("parameters");
    QTest::addColumn<bool>("isGood");

    const auto good = tokenParameters();
    const auto url = [](const QString &member, const QString &value) {
        return QJsonObject{{u"name"_s, u"websocket-url"_s}, {member, value}};
    };
    QTest::newRow("as specified") << good << true;
    QTest::newRow("address as a text") << withParameter(good, u"websocket-url"_s,
                                                        url(u"valueString"_s, u"ws://example.org/"_s))
                                       << true;
    QTest::newRow("address as a uri") << withParameter(good, u"websocket-url"_s,
                                                       url(u"valueUri"_s, u"ws://example.org/"_s))
                                      << true;
    QTest::newRow("no expiration") << withParameter(good, u"expiration"_s, {}) << true;
    QTest::newRow("no subscriptions") << withParameter(good, u"subscription"_s, {}) << true;
    QTest::newRow("no token") << withParameter(good, u"token"_s, {}) << false;
    QTest::newRow("token of another kind")
        << withParameter(good, u"token"_s, {{u"name"_s, u"token"_s}, {u"valueInteger"_s, 5}}) << false;
    QTest::newRow("empty token") << withParameter(good, u"token"_s,
                                                  {{u"name"_s, u"token"_s}, {u"valueString"_s, QString()}})
                                 << false;
    QTest::newRow("no address") << withParameter(good, u"websocket-url"_s, {}) << false;
    QTest::newRow("http address") << withParameter(good, u"websocket-url"_s,
                                                   url(u"valueUrl"_s, u"http://example.org/"_s))
                                  << false;
    QTest::newRow("relative address") << withParameter(good, u"websocket-url"_s, url(u"valueUrl"_s, u"/socket"_s))
                                      << false;
    QTest::newRow("no host") << withParameter(good, u"websocket-url"_s, url(u"valueUrl"_s, u"wss:///x"_s)) << false;
    QTest::newRow("nothing") << QJsonObject() << false;
    QTest::newRow("OperationOutcome") << QJsonObject{{u"resourceType"_s, u"OperationOutcome"_s}} << false;
}

void TestSubscriptionOperations::readsBindings()
{
    QFETCH(QJsonObject, parameters);
    QFETCH(bool, isGood);
    const auto binding = readWebSocketBinding(parameters);
    QCOMPARE(binding.has_value(), isGood);
    if (!isGood) {
        QCOMPARE(binding.error().kind, Error::Kind::BadData);
        QVERIFY(!binding.error().message.contains(u"t0ken"_s));
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriptionOperations)

#include "tst_subscriptionoperations.moc"
