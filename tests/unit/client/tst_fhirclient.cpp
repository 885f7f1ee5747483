// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"1"_s}};

} // namespace

/// What a FhirClient sends, and what it makes of whole answers.
class tst_FhirClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void getAsksForFhirJson();
    void baseUrl_data();
    void baseUrl();
    void pathsAndQueriesAreEncoded();
    void badPathsAreNotSent_data();
    void badPathsAreNotSent();
    void badBaseUrlsAreNotAsked_data();
    void badBaseUrlsAreNotAsked();
    void createSendsTheResource();
    void createConditionally();
    void createTakesWhatIsThere();
    void updateSendsTheVersion_data();
    void updateSendsTheVersion();
    void unusableResourcesAreNotSent();
    void removeTakesGoneForSuccess_data();
    void removeTakesGoneForSuccess();
    void removeNeedsAReference_data();
    void removeNeedsAReference();
    void postSendsParameters();
    void sendGivesAnyStatus_data();
    void sendGivesAnyStatus();
    void getMakesStatusesErrors();
    void responseHasWhatTheServerSays();
    void framingsOfTheBody_data();
    void framingsOfTheBody();
    void headersOfTheOptionsAndTheRequest();
    void lineBreaksInHeadersAreNotSent();
    void nothingIsRememberedBetweenRequests();
    void requestsRunSideBySide();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void tst_FhirClient::init()
{
    m_fixture = std::make_unique<ClientFixture>();
}

void tst_FhirClient::getAsksForFhirJson()
{
    m_fixture->server.answer("GET", u"Patient/1"_s, FakeAnswer::json(patient));
    const auto response = wait(m_fixture->client().get(u"Patient/1"_s));
    QVERIFY(response);
    QCOMPARE(*response->resource(), patient);
    const auto &request = m_fixture->server.requests().first();
    QCOMPARE(request.target, "/fhir/Patient/1");
    QCOMPARE(request.header("Accept"), "application/fhir+json");
    QVERIFY(!request.hasHeader("Content-Type"));
    QVERIFY(!request.hasHeader("Authorization"));
    QVERIFY(!request.hasHeader("Cookie"));
    QVERIFY(request.body.isEmpty());
    QVERIFY(request.header("User-Agent").startsWith("libtbs"));
}

void tst_FhirClient::baseUrl_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("none") << u""_s << "/metadata"_qba;
    QTest::newRow("root") << u"/"_s << "/metadata"_qba;
    QTest::newRow("folder") << u"/fhir"_s << "/fhir/metadata"_qba;
    QTest::newRow("slash") << u"/fhir/"_s << "/fhir/metadata"_qba;
    QTest::newRow("slashes") << u"/a/fhir///"_s << "/a/fhir/metadata"_qba;
    QTest::newRow("encoded") << u"/a%2Fb/f%20r"_s << "/a%2Fb/f%20r/metadata"_qba;
}

void tst_FhirClient::baseUrl()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, target);
    const QUrl base(m_fixture->server.baseUrl().toString(QUrl::RemovePath) + path);
    auto &asking = m_fixture->client({.baseUrl = base});
    QVERIFY(!wait(asking.get(u"metadata"_s)));
    QCOMPARE(m_fixture->server.requests().first().target, target);
    QCOMPARE(asking.baseUrl(), base);
    QVERIFY(!asking.server().endsWith(u'/'));
}

void tst_FhirClient::pathsAndQueriesAreEncoded()
{
    const QString endpoint = u"https://example.org/hook?a=b&c=d+e|f#g"_s;
    QUrlQuery query;
    query.addQueryItem(u"url"_s, QString::fromLatin1(QUrl::toPercentEncoding(endpoint)));
    query.addQueryItem(u"_lastUpdated"_s, u"gt2026-01-01T00:00:00+02:00"_s);
    QVERIFY(!wait(m_fixture->client().get(u"Basic/a b?c#d%41/$op|é"_s, query)));
    const auto &request = m_fixture->server.requests().first();
    QCOMPARE(request.path, u"Basic/a b?c#d%41/$op|é"_s);
    QCOMPARE(request.queryValue(u"url"_s), endpoint);
    QVERIFY2(request.target.contains("=gt2026-01-01T00:00:00%2B02:00"), request.target.constData());
    QVERIFY(!request.target.contains('+'));
}

void tst_FhirClient::badPathsAreNotSent_data()
{
    QTest::addColumn<QString>("path");
    for (const auto *path : {"..", "../admin", "Subscription/../../admin", "Subscription/..", "./x", "/metadata",
                             "//elsewhere.example/x"}) {
        QTest::newRow(path) << QString::fromLatin1(path);
    }
}

void tst_FhirClient::badPathsAreNotSent()
{
    QFETCH(const QString, path);
    const auto future = m_fixture->client().get(path);
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::BadData);
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClient::badBaseUrlsAreNotAsked_data()
{
    QTest::addColumn<QString>("url");
    for (const auto *url : {"relative", "ftp://example.org/", "http://", "file:///etc/passwd", "http:/fhir"}) {
        QTest::newRow(url) << QString::fromLatin1(url);
    }
}

void tst_FhirClient::badBaseUrlsAreNotAsked()
{
    QFETCH(const QString, url);
    const auto future = m_fixture->client({.baseUrl = QUrl(url)}).get(u"metadata"_s);
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::ActionRequired);
}

void tst_FhirClient::createSendsTheResource()
{
    m_fixture->server.answer("POST", u"Patient"_s, FakeAnswer::json(patient, 201));
    const QJsonObject resource{{u"resourceType"_s, u"Patient"_s}, {u"active"_s, true}};
    const auto response = wait(m_fixture->client().create(resource));
    QVERIFY(response);
    QCOMPARE(response->status, 201);
    QCOMPARE(response->reference(), u"Patient/1"_s);
    const auto &request = m_fixture->server.requests().first();
    QCOMPARE(request.json(), resource);
    QCOMPARE(request.header("Content-Type"), "application/fhir+json");
    QCOMPARE(request.header("Prefer"), "return=representation");
    QVERIFY(!request.hasHeader("If-None-Exist"));
    QVERIFY(!request.hasHeader("If-Match"));
}

void tst_FhirClient::createConditionally()
{
    m_fixture->server.answer("POST", u"Patient"_s, FakeAnswer::json(patient, 201));
    QUrlQuery ifNoneExist;
    ifNoneExist.addQueryItem(u"url"_s, u"https://example.org/hook"_s);
    ifNoneExist.addQueryItem(u"date"_s, u"2026-01-01T00:00:00+01:00"_s);
    QVERIFY(wait(m_fixture->client().create(patient, ifNoneExist)));
    QCOMPARE(m_fixture->server.requests().first().header("If-None-Exist"),
             "url=https://example.org/hook&date=2026-01-01T00:00:00%2B01:00");
}

void tst_FhirClient::createTakesWhatIsThere()
{
    m_fixture->server.answer("POST", u"Patient"_s, FakeAnswer::json(patient, 200));
    QUrlQuery ifNoneExist;
    ifNoneExist.addQueryItem(u"identifier"_s, u"a"_s);
    QCOMPARE(wait(m_fixture->client().create(patient, ifNoneExist))->status, 200);
    m_fixture->server.answer("POST", u"Patient"_s, FakeAnswer::outcome(412, u"two match"_s));
    const auto response = wait(m_fixture->client().create(patient, ifNoneExist));
    QCOMPARE(response.error().kind, Error::Kind::Rejected);
    QVERIFY(response.error().message.contains(u"two match"_s));
}

void tst_FhirClient::updateSendsTheVersion_data()
{
    QTest::addColumn<QString>("versionId");
    QTest::addColumn<QByteArray>("ifMatch");
    QTest::newRow("1") << u"1"_s << "W/\"1\""_qba;
    QTest::newRow("a-b.c") << u"a-b.c"_s << "W/\"a-b.c\""_qba;
    QTest::newRow("none") << QString() << QByteArray();
}

void tst_FhirClient::updateSendsTheVersion()
{
    QFETCH(const QString, versionId);
    QFETCH(const QByteArray, ifMatch);
    m_fixture->server.answer("PUT", u"Patient/1"_s, FakeAnswer::json(patient));
    QVERIFY(wait(m_fixture->client().update(patient, versionId)));
    const auto &request = m_fixture->server.requests().first();
    QCOMPARE(request.header("If-Match"), ifMatch);
    QCOMPARE(request.hasHeader("If-Match"), !versionId.isEmpty());
    QCOMPARE(request.header("Prefer"), "return=representation");
    QCOMPARE(request.json(), patient);
}

void tst_FhirClient::unusableResourcesAreNotSent()
{
    auto &asking = m_fixture->client();
    const QJsonObject withoutId{{u"resourceType"_s, u"Patient"_s}};
    const QJsonObject badId{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"../1"_s}};
    const QJsonObject badType{{u"resourceType"_s, u"Patient/1"_s}, {u"id"_s, u"1"_s}};
    for (const auto &future : {asking.create({}), asking.create(badType), asking.update({}), asking.update(withoutId),
                               asking.update(badId), asking.update(badType)}) {
        QVERIFY(future.isFinished());
        QCOMPARE(future.result().error().kind, Error::Kind::BadData);
    }
    QCOMPARE(wait(asking.update(patient, u"1\r\nX-Evil: 1"_s)).error().kind, Error::Kind::BadData);
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClient::removeTakesGoneForSuccess_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("succeeds");
    for (const int status : {200, 202, 204, 404, 410}) {
        QTest::addRow("%d", status) << status << true;
    }
    for (const int status : {400, 401, 403, 405, 409, 500, 501}) {
        QTest::addRow("%d", status) << status << false;
    }
}

void tst_FhirClient::removeTakesGoneForSuccess()
{
    QFETCH(const int, status);
    QFETCH(const bool, succeeds);
    m_fixture->server.answer("DELETE", u"Patient/1"_s, FakeAnswer{.status = status});
    const auto response = wait(m_fixture->client().remove(u"Patient/1"_s));
    QCOMPARE(response.has_value(), succeeds);
    QVERIFY(response || response.error().httpStatus == status);
    QCOMPARE(m_fixture->server.requests().first().method, "DELETE");
    QVERIFY(m_fixture->server.requests().first().body.isEmpty());
}

void tst_FhirClient::removeNeedsAReference_data()
{
    QTest::addColumn<QString>("reference");
    for (const auto *reference : {"", "Patient", "Patient/", "/Patient/1", "Patient/../1", "patient/1", "Patient/1/2",
                                  "https://elsewhere.example/Patient/1", "Patient/1?x=y", "urn:uuid:1"}) {
        QTest::newRow(reference) << QString::fromLatin1(reference);
    }
}

void tst_FhirClient::removeNeedsAReference()
{
    QFETCH(const QString, reference);
    const auto future = m_fixture->client().remove(reference);
    QVERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::BadData);
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClient::postSendsParameters()
{
    m_fixture->server.answer("POST", u"Subscription/1/$events"_s, FakeAnswer::json(patient));
    const QJsonObject parameters{{u"resourceType"_s, u"Parameters"_s}};
    QVERIFY(wait(m_fixture->client().post(u"Subscription/1/$events"_s, parameters)));
    QCOMPARE(m_fixture->server.requests().first().target, "/fhir/Subscription/1/$events");
    QCOMPARE(m_fixture->server.requests().first().json(), parameters);
}

void tst_FhirClient::sendGivesAnyStatus_data()
{
    QTest::addColumn<int>("status");
    for (const int status :
         {200, 201, 202, 204, 300, 304, 400, 401, 403, 404, 405, 409, 410, 412, 418, 422, 451, 500, 501, 505, 599}) {
        QTest::addRow("%d", status) << status;
    }
}

void tst_FhirClient::sendGivesAnyStatus()
{
    QFETCH(const int, status);
    auto answer = FakeAnswer::json(patient, status);
    if (status == 204 || status == 304) {
        answer.body.clear();
    }
    answer.headers = {{"WWW-Authenticate", "Bearer realm=\"x\""}};
    m_fixture->server.answerOthers([answer](const FakeRequest &) { return answer; });
    for (const auto *method : {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
        const auto response =
            wait(m_fixture->client().send({.method = method, .path = u"Patient/1"_s, .body = patient}));
        QVERIFY2(response, response ? "" : qPrintable(response.error().message));
        QCOMPARE(response->status, status);
        QCOMPARE(response->body, answer.body);
        QCOMPARE(response->method, method);
    }
    QCOMPARE(m_fixture->server.requestCount(), 5);
}

void tst_FhirClient::getMakesStatusesErrors()
{
    m_fixture->server.answer("GET", u"Patient/1"_s, FakeAnswer::outcome(422, u"The topic is unknown"_s));
    const auto response = wait(m_fixture->client().get(u"Patient/1"_s));
    QCOMPARE(response.error().kind, Error::Kind::Rejected);
    QCOMPARE(response.error().httpStatus, 422);
    QCOMPARE(response.error().message,
             u"GET %1/Patient/1 was answered with status 422: The topic is unknown"_s.arg(
                 m_fixture->server.baseUrl().toString()));
}

void tst_FhirClient::responseHasWhatTheServerSays()
{
    auto answer = FakeAnswer::json(patient, 503);
    answer.headers = {{"Location", "http://elsewhere.example/Patient/7/_history/2"},
                      {"ETag", "W/\"2\""},
                      {"Date", "Thu, 01 Jan 2026 11:00:00 GMT"},
                      {"Retry-After", "Thu, 01 Jan 2026 15:00:00 GMT"}};
    m_fixture->server.answer("POST", u"Patient"_s, answer);
    const auto response = wait(m_fixture->client().send({.method = "POST", .path = u"Patient"_s, .body = patient}));
    QVERIFY(response);
    QCOMPARE(response->url, m_fixture->server.url(u"Patient"_s));
    QCOMPARE(response->contentType, "application/fhir+json");
    QCOMPARE(response->eTag, "W/\"2\"");
    QCOMPARE(response->date, QDateTime(QDate(2026, 1, 1), QTime(11, 0), Qt::UTC));
    QCOMPARE(response->location, "http://elsewhere.example/Patient/7/_history/2");
    QCOMPARE(response->reference(), u"Patient/7"_s);
    QVERIFY(response->retryAfter == std::chrono::hours(4)); // by the server's clock, not by ours
    QCOMPARE(m_fixture->server.requestCount(), 1); // longer than RequestRetry::maximumRetryAfter
}

void tst_FhirClient::framingsOfTheBody_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    const auto whole = FakeAnswer::json(patient);
    QTest::newRow("Content-Length") << whole;
    auto answer = whole;
    answer.chunked = true;
    QTest::newRow("chunked") << answer;
    answer = whole;
    answer.closeAtEnd = true;
    QTest::newRow("Connection: close") << answer;
    QTest::newRow("until the end") << FakeAnswer{.raw = "HTTP/1.0 200 OK\r\nContent-Type: application/fhir+json\r\n\r\n"
                                                     + whole.body};
    QTest::newRow("byte order mark") << FakeAnswer{.body = "\xEF\xBB\xBF" + whole.body};
}

void tst_FhirClient::framingsOfTheBody()
{
    QFETCH(const FakeAnswer, answer);
    m_fixture->server.answer("GET", u"Patient/1"_s, answer);
    for (int i = 0; i < 2; ++i) {
        const auto response = wait(m_fixture->client().get(u"Patient/1"_s));
        QVERIFY2(response, response ? "" : qPrintable(response.error().message));
        QCOMPARE(*response->resource(), patient);
    }
    QVERIFY(m_fixture->server.requestCount() >= 2); // Qt repeats a GET that ends with its connection
}

void tst_FhirClient::headersOfTheOptionsAndTheRequest()
{
    m_fixture->server.answer("GET", u"Patient/1"_s, FakeAnswer::json(patient));
    auto &asking =
        m_fixture->client({.headers = {{"X-Tenant", "a"}, {"Accept", "application/json"}, {"User-Agent", "mine"}}});
    QVERIFY(wait(asking.send({.path = u"Patient/1"_s, .headers = {{"X-Tenant", "b"}, {"X-Other", "c"}}})));
    const auto &request = m_fixture->server.requests().first();
    QCOMPARE(request.header("X-Tenant"), "b");
    QCOMPARE(request.header("X-Other"), "c");
    QCOMPARE(request.header("Accept"), "application/json");
    QCOMPARE(request.header("User-Agent"), "mine");
}

void tst_FhirClient::lineBreaksInHeadersAreNotSent()
{
    auto &asking = m_fixture->client();
    for (const auto &header : {HttpHeader{"X-A", "1\r\nX-Evil: secret"}, HttpHeader{"X-A\nX-Evil", "secret"}}) {
        const auto response = wait(asking.send({.path = u"Patient/1"_s, .headers = {header}}));
        QCOMPARE(response.error().kind, Error::Kind::BadData);
        QVERIFY(!response.error().message.contains(u"secret"_s));
    }
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClient::nothingIsRememberedBetweenRequests()
{
    auto answer = FakeAnswer::json(patient);
    answer.headers = {{"Set-Cookie", "session=1; Path=/"}, {"Cache-Control", "max-age=3600"}, {"ETag", "W/\"1\""}};
    m_fixture->server.answer("GET", u"Patient/1"_s, answer);
    auto &asking = m_fixture->client();
    QVERIFY(wait(asking.get(u"Patient/1"_s)));
    QVERIFY(wait(asking.get(u"Patient/1"_s)));
    QCOMPARE(m_fixture->server.requestCount(), 2);
    const auto &second = m_fixture->server.requests().last();
    QVERIFY(!second.hasHeader("Cookie"));
    QVERIFY(!second.hasHeader("If-None-Match"));
}

void tst_FhirClient::requestsRunSideBySide()
{
    m_fixture->server.answer("GET", u"Patient/1"_s, FakeAnswer::json(patient).hold());
    m_fixture->server.answer("GET", u"Patient/2"_s, FakeAnswer::json(patient));
    auto &asking = m_fixture->client();
    const auto first = asking.get(u"Patient/1"_s);
    QTRY_COMPARE(m_fixture->server.heldAnswers(), 1);
    QVERIFY(wait(asking.get(u"Patient/2"_s)));
    QVERIFY(!first.isFinished());
    m_fixture->server.release();
    QVERIFY(wait(first));
}

QTEST_GUILESS_MAIN(tst_FhirClient)
#include "tst_fhirclient.moc"
