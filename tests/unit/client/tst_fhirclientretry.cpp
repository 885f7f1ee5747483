// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"1"_s}};

/// Gives token after token, each until it is discarded.
class CountedTokens : public ClientAuthentication
{
public:
    QFuture<Result<HttpHeaders>> headers() override
    {
        ++asked;
        if (error) {
            return readyFuture(Result<HttpHeaders>(failure(*error)));
        }
        if (fetching) {
            return fetching->future();
        }
        return readyFuture(Result<HttpHeaders>(current()));
    }
    bool discard(const HttpHeaders &refused) override
    {
        ++discarded;
        if (refused == current()) {
            ++token;
        }
        return renewable;
    }
    [[nodiscard]] HttpHeaders current() const
    {
        return {{"Authorization", "Bearer secret" + QByteArray::number(token)}};
    }

    int token = 1;
    int asked = 0;
    int discarded = 0;
    bool renewable = true;
    std::optional<Error> error;
    std::optional<SharedPromise<Result<HttpHeaders>>> fetching;
};

} // namespace

/// What is sent again, and when; and authentication, which is asked for before each attempt.
class tst_FhirClientRetry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void waitsAndSendsAgain();
    void givesTheLastAnswer();
    void retryAfterIsHonoured_data();
    void retryAfterIsHonoured();
    void whatIsRepeatedWithoutAnAnswer_data();
    void whatIsRepeatedWithoutAnAnswer();
    void countsTheAttempts();
    void redirectsStartAnew();
    void authenticationIsSent();
    void renewsOnceAfter401();
    void secondRefusalIsAnAnswer();
    void nothingToRenew();
    void no401WithoutAuthentication();
    void authenticationFails();
    void authenticationIsBrokenOff();
    void destroyedWhileAuthenticating();
    void badAuthenticationHeaders();
    void tokensAreInNoMessage();

private:
    void waitForDelay(int number);

    std::unique_ptr<ClientFixture> m_fixture;
    std::shared_ptr<CountedTokens> m_tokens;
};

void tst_FhirClientRetry::init()
{
    m_fixture = std::make_unique<ClientFixture>();
    m_tokens = std::make_shared<CountedTokens>();
}

/// Waits until the answer of attempt \a number came and the delay before the next one runs.
void tst_FhirClientRetry::waitForDelay(int number)
{
    QTRY_COMPARE(m_fixture->server.requestCount(), number);
    // The time-outs of the attempts stay with the clock until they are due.
    QTRY_COMPARE(m_fixture->clock.pendingCalls(), number + 1);
}

void tst_FhirClientRetry::waitsAndSendsAgain()
{
    auto &server = m_fixture->server;
    server.answer(
        "POST", u"Patient"_s,
        {FakeAnswer::outcome(503, u"busy"_s), FakeAnswer::text(429, "slowly"), FakeAnswer::json(patient, 201)});
    const auto future = m_fixture->client().create(patient);
    waitForDelay(1);
    m_fixture->clock.advance(499ms);
    m_fixture->settle();
    QCOMPARE(server.requestCount(), 1);
    m_fixture->clock.advance(1ms);
    waitForDelay(2);
    m_fixture->clock.advance(999ms);
    m_fixture->settle();
    QCOMPARE(server.requestCount(), 2);
    m_fixture->clock.advance(1ms);
    QCOMPARE(wait(future)->status, 201);
    QCOMPARE(server.requestCount(), 3);
    for (const auto &request : server.requests()) {
        QCOMPARE(request.json(), patient);
    }
}

void tst_FhirClientRetry::givesTheLastAnswer()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::outcome(503, u"busy"_s));
    const RequestRetry atOnce{.attempts = 3, .initialDelay = 0ms};
    const auto future = m_fixture->client({.retry = atOnce}).get(u"metadata"_s);
    waitForDelay(1);
    m_fixture->clock.advance(0ms);
    waitForDelay(2);
    m_fixture->clock.advance(0ms);
    const auto response = wait(future);
    QCOMPARE(response.error().kind, Error::Kind::Retry);
    QVERIFY(response.error().message.contains(u"busy"_s));
    QCOMPARE(m_fixture->server.requestCount(), 3);
}

void tst_FhirClientRetry::retryAfterIsHonoured_data()
{
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<std::chrono::milliseconds>("delay");
    QTest::newRow("seconds") << "90"_qba
                             << ""_qba << std::chrono::milliseconds(90s);
    QTest::newRow("now") << "0"_qba
                         << ""_qba << 0ms;
    QTest::newRow("date, by our clock") << "Thu, 01 Jan 2026 12:01:00 GMT"_qba
                                        << ""_qba << std::chrono::milliseconds(1min);
    QTest::newRow("date, by the server's clock")
        << "Thu, 01 Jan 2026 15:01:00 GMT"_qba
        << "Thu, 01 Jan 2026 15:00:00 GMT"_qba << std::chrono::milliseconds(1min);
    QTest::newRow("unreadable") << "a while"_qba
                                << ""_qba << 500ms;
}

void tst_FhirClientRetry::retryAfterIsHonoured()
{
    QFETCH(const QByteArray, retryAfter);
    QFETCH(const QByteArray, date);
    QFETCH(const std::chrono::milliseconds, delay);
    auto busy = FakeAnswer::outcome(429, u"slowly"_s);
    busy.headers = {{"Retry-After", retryAfter}};
    if (!date.isEmpty()) {
        busy.headers.append({"Date", date});
    }
    m_fixture->server.answer("GET", u"metadata"_s, {busy, FakeAnswer::json(patient)});
    const auto future = m_fixture->client({.timeout = 1h}).get(u"metadata"_s);
    waitForDelay(1);
    if (delay > 0ms) {
        m_fixture->clock.advance(delay - 1ms);
        m_fixture->settle();
        QCOMPARE(m_fixture->server.requestCount(), 1);
    }
    m_fixture->clock.advance(1ms);
    QVERIFY(wait(future));
    QCOMPARE(m_fixture->server.requestCount(), 2);
}

void tst_FhirClientRetry::whatIsRepeatedWithoutAnAnswer_data()
{
    QTest::addColumn<FhirRequest>("request");
    QTest::addColumn<bool>("repeated");
    QTest::newRow("read") << FhirRequest{.path = u"Patient/1"_s} << true;
    QTest::newRow("update") << FhirRequest{.method = "PUT", .path = u"Patient/1"_s, .body = patient} << true;
    QTest::newRow("delete") << FhirRequest{.method = "DELETE", .path = u"Patient/1"_s} << true;
    QTest::newRow("conditional create") << FhirRequest{.method = "POST",
                                                       .path = u"Patient/1"_s,
                                                       .headers = {{"if-none-exist", "x=y"}},
                                                       .body = patient}
                                        << true;
    QTest::newRow("create") << FhirRequest{.method = "POST", .path = u"Patient/1"_s, .body = patient} << false;
    QTest::newRow("operation without a body") << FhirRequest{.method = "POST", .path = u"Patient/1"_s} << false;
    QTest::newRow("patch") << FhirRequest{.method = "PATCH", .path = u"Patient/1"_s, .body = patient} << false;
}

void tst_FhirClientRetry::whatIsRepeatedWithoutAnAnswer()
{
    QFETCH(const FhirRequest, request);
    QFETCH(const bool, repeated);
    m_fixture->server.answer(request.method, u"Patient/1"_s,
                             {FakeAnswer::json(patient).hold(), FakeAnswer::json(patient)});
    const auto future = m_fixture->client({.timeout = 10s}).send(request);
    QTRY_COMPARE(m_fixture->server.heldAnswers(), 1);
    m_fixture->clock.advance(10s); // and the delay begins
    m_fixture->clock.advance(500ms);
    const auto response = wait(future);
    QCOMPARE(response.has_value(), repeated);
    QCOMPARE(m_fixture->server.requestCount(), repeated ? 2 : 1);
    if (!response) {
        QCOMPARE(response.error().kind, Error::Kind::Retry);
    }
}

void tst_FhirClientRetry::countsTheAttempts()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(patient).hold());
    const auto future =
        m_fixture->client({.timeout = 10s, .retry = {.attempts = 2, .initialDelay = 1s}}).get(u"metadata"_s);
    QTRY_COMPARE(m_fixture->server.heldAnswers(), 1);
    m_fixture->clock.advance(11s);
    QTRY_COMPARE(m_fixture->server.heldAnswers(), 2);
    m_fixture->clock.advance(10s);
    const auto response = wait(future);
    QCOMPARE(response.error().kind, Error::Kind::Retry);
    QVERIFY2(response.error().message.endsWith(u"(2 attempts)"_s), qPrintable(response.error().message));
}

void tst_FhirClientRetry::redirectsStartAnew()
{
    auto &server = m_fixture->server;
    server.answer("GET", u"metadata"_s, {FakeAnswer::redirect("/a"), FakeAnswer::json(patient)});
    server.answer("GET", u"/a"_s, FakeAnswer::outcome(503, u"busy"_s));
    const auto future = m_fixture->client({.maximumRedirects = 1}).get(u"metadata"_s);
    QTRY_COMPARE(m_fixture->clock.pendingCalls(), 3); // two time-outs and a delay
    m_fixture->clock.advance(500ms);
    QVERIFY(wait(future));
    QCOMPARE(server.requests("GET", u"metadata"_s).size(), 2);
}

void tst_FhirClientRetry::authenticationIsSent()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(patient));
    const FhirClientOptions options{.headers = {{"Authorization", "Basic other"}, {"X-Tenant", "a"}}};
    QVERIFY(wait(m_fixture->client(options, m_tokens).get(u"metadata"_s)));
    const auto &request = m_fixture->server.requests().first();
    QCOMPARE(request.header("Authorization"), "Bearer secret1");
    QCOMPARE(request.header("X-Tenant"), "a");
    QCOMPARE(m_tokens->asked, 1);
}

void tst_FhirClientRetry::renewsOnceAfter401()
{
    m_fixture->server.answer("POST", u"Patient"_s,
                             {FakeAnswer::outcome(401, u"expired"_s), FakeAnswer::json(patient, 201)});
    const auto response = wait(m_fixture->client({.retry = {.attempts = 1}}, m_tokens).create(patient));
    QVERIFY(response);
    QCOMPARE(response->status, 201);
    QCOMPARE(m_fixture->server.requestCount(), 2);
    QCOMPARE(m_fixture->server.requests().last().header("Authorization"), "Bearer secret2");
    QCOMPARE(m_fixture->server.requests().last().json(), patient);
    QCOMPARE(m_tokens->discarded, 1);
}

void tst_FhirClientRetry::secondRefusalIsAnAnswer()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::outcome(401, u"who are you"_s));
    auto &asking = m_fixture->client({}, m_tokens);
    const auto response = wait(asking.get(u"metadata"_s));
    QCOMPARE(response.error().kind, Error::Kind::ActionRequired);
    QVERIFY(response.error().message.contains(u"who are you"_s));
    QCOMPARE(m_fixture->server.requestCount(), 2);
    QCOMPARE(wait(asking.send({.path = u"metadata"_s}))->status, 401);
}

void tst_FhirClientRetry::nothingToRenew()
{
    m_tokens->renewable = false;
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::outcome(401, u"no"_s));
    QCOMPARE(wait(m_fixture->client({}, m_tokens).get(u"metadata"_s)).error().kind, Error::Kind::ActionRequired);
    QCOMPARE(m_fixture->server.requestCount(), 1);
    QCOMPARE(m_tokens->discarded, 1);
}

void tst_FhirClientRetry::no401WithoutAuthentication()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::outcome(401, u"no"_s));
    QCOMPARE(wait(m_fixture->client().get(u"metadata"_s)).error().kind, Error::Kind::ActionRequired);
    QCOMPARE(m_fixture->server.requestCount(), 1);
}

void tst_FhirClientRetry::authenticationFails()
{
    const Error error{Error::Kind::ActionRequired, u"The server does not say where it issues tokens"_s, {}};
    m_tokens->error = error;
    m_tokens->error->httpStatus = 404; // of something else than what is asked for here
    const auto response = wait(m_fixture->client({}, m_tokens).get(u"metadata"_s));
    QCOMPARE(response.error(), error);
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClientRetry::authenticationIsBrokenOff()
{
    m_tokens->fetching.emplace();
    const auto future = m_fixture->client({}, m_tokens).get(u"metadata"_s);
    QVERIFY(!future.isFinished());
    m_tokens->fetching.reset();
    QCOMPARE(wait(future).error().kind, Error::Kind::Retry);
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClientRetry::destroyedWhileAuthenticating()
{
    m_tokens->fetching.emplace();
    const auto future = m_fixture->client({}, m_tokens).get(u"metadata"_s);
    m_fixture->destroyClient();
    m_tokens->fetching->finish(m_tokens->current());
    m_fixture->settle();
    QVERIFY(future.isCanceled());
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClientRetry::badAuthenticationHeaders()
{
    m_tokens->fetching.emplace();
    const auto future = m_fixture->client({}, m_tokens).get(u"metadata"_s);
    m_tokens->fetching->finish(HttpHeaders{{"Authorization", "Bearer secret\r\nX-Evil: 1"}});
    const auto response = wait(future);
    QCOMPARE(response.error().kind, Error::Kind::BadData);
    QVERIFY(!response.error().message.contains(u"secret"_s));
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

void tst_FhirClientRetry::tokensAreInNoMessage()
{
    auto &server = m_fixture->server;
    server.answer("GET", u"401"_s, FakeAnswer::text(401, "secret"));
    server.answer("GET", u"closed"_s, FakeAnswer::close());
    server.answer("GET", u"redirect"_s, FakeAnswer::redirect("https://elsewhere.example/?token=secret"));
    server.answer("GET", u"html"_s, FakeAnswer::text(200, "secret"));
    auto &asking = m_fixture->client({.retry = {.attempts = 1}}, m_tokens);
    for (const auto *path : {"401", "closed", "redirect", "html"}) {
        const auto response = wait(asking.get(QString::fromLatin1(path)));
        const auto error = response ? response->resource().error() : response.error();
        QVERIFY(!error.message.isEmpty());
        QVERIFY2(!error.message.contains(u"secret"_s), qPrintable(error.message));
    }
}

QTEST_GUILESS_MAIN(tst_FhirClientRetry)
#include "tst_fhirclientretry.moc"
