// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fakeauthorizationserver.h"

#include <Tbs/client/oauth2authentication.h>

#include <QLoggingCategory>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::FakeAnswer;

namespace {

const auto clientId = u"tbs"_s;
const auto secret = u"s3cr3t of ours"_s;

QByteArray authorizationOf(const Result<HttpHeaders> &headers)
{
    return headers && !headers->isEmpty() && headers->last().name == "Authorization" ? headers->last().value
                                                                                     : QByteArray();
}

QString messageOf(const Result<HttpHeaders> &headers)
{
    return headers ? u"headers"_s : headers.error().toString();
}

QtMessageHandler previousHandler = nullptr;
QString logged;

void keepMessage(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    logged += message + u'\n';
    previousHandler(type, context, message);
}

} // namespace

class TestOAuth2Authentication : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsTheSecret_data();
    void showsTheSecret();
    void asksAsTheStandardWants();
    void asksForScopes_data();
    void asksForScopes();
    void refusals_data();
    void refusals();
    void failures_data();
    void failures();
    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();
    void givesUpAfterTheTimeout();
    void nobodyListens();
    void unsafeUrls_data();
    void unsafeUrls();
    void recovers();
    void givesFixedHeadersToo();
    void renewsBeforeTheEnd_data();
    void renewsBeforeTheEnd();
    void parallelCallsShareOneRequest();
    void refusedTokenIsFetchedAnew();
    void goesAwayDuringARequest();
    void logsNoSecret();

private:
    [[nodiscard]] OAuth2Options options() const
    {
        return {.tokenUrl = m_server->tokenUrl(), .clientId = clientId, .clientSecret = secret};
    }
    [[nodiscard]] std::unique_ptr<OAuth2Authentication> authentication(const OAuth2Options &options)
    {
        return std::make_unique<OAuth2Authentication>(options, m_network, *m_clock);
    }
    [[nodiscard]] std::unique_ptr<OAuth2Authentication> authentication() { return authentication(options()); }

    QNetworkAccessManager m_network;
    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Test::FakeAuthorizationServer> m_server;
};

void TestOAuth2Authentication::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_server = std::make_unique<Test::FakeAuthorizationServer>(*m_clock);
    m_server->expectSecret(clientId, secret);
}

void TestOAuth2Authentication::showsTheSecret_data()
{
    QTest::addColumn<ClientSecretMethod>("method");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("key");
    for (const auto &[name, method] :
         {std::pair("basic", ClientSecretMethod::Basic), std::pair("post", ClientSecretMethod::Post)}) {
        QTest::addRow("%s", name) << method << u"tbs"_s << u"s3cr3t"_s;
        QTest::addRow("%s, signs of forms and headers", name)
            << method << u"https://app.example.org/a:b?c=d&e"_s << u"+ %2B:&=\u00a3\u20ac~*\""_s;
        QTest::addRow("%s, empty secret", name) << method << u"tbs"_s << QString();
        QTest::addRow("%s, long", name) << method << u"tbs"_s << QString(4000, u'x');
    }
}

void TestOAuth2Authentication::showsTheSecret()
{
    QFETCH(const ClientSecretMethod, method);
    QFETCH(const QString, id);
    QFETCH(const QString, key);
    m_server->expectSecret(id, key, method);
    const auto ours =
        authentication({.tokenUrl = m_server->tokenUrl(), .clientId = id, .clientSecret = key, .method = method});
    const auto headers = Test::wait(ours->headers());
    QVERIFY2(headers, qUtf8Printable(messageOf(headers)));
    QCOMPARE(headers->size(), 1);
    QVERIFY(m_server->accepts(authorizationOf(headers)));

    const auto other = authentication(
        {.tokenUrl = m_server->tokenUrl(), .clientId = id, .clientSecret = key + u'x', .method = method});
    QVERIFY(!Test::wait(other->headers()));
}

void TestOAuth2Authentication::asksAsTheStandardWants()
{
    auto withUser = options();
    withUser.tokenUrl.setUserInfo(u"somebody:else"_s);
    const auto ours = authentication(withUser);
    QVERIFY(Test::wait(ours->headers()));
    const auto request = m_server->http().requests().constFirst();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.target, "/auth/token");
    QCOMPARE(request.header("Content-Type"), "application/x-www-form-urlencoded");
    QCOMPARE(request.header("Accept"), "application/json");
    QCOMPARE(request.header("Authorization"), "Basic " + QByteArray("tbs:s3cr3t+of+ours").toBase64());
    QVERIFY(!request.hasHeader("Cookie"));
    QCOMPARE(request.body, "grant_type=client_credentials");
}

void TestOAuth2Authentication::asksForScopes_data()
{
    QTest::addColumn<QStringList>("scopes");
    QTest::addColumn<bool>("granted");
    QTest::newRow("none") << QStringList() << true;
    QTest::newRow("one") << QStringList{u"system/*.rs"_s} << true;
    QTest::newRow("two") << QStringList{u"system/*.rs"_s, u"system/Subscription.cruds"_s} << true;
    QTest::newRow("with a query") << QStringList{u"system/Observation.rs?category=a|b&c=d"_s} << true;
    QTest::newRow("unknown") << QStringList{u"system/*.rs"_s, u"system/Secret.rs"_s} << false;
}

void TestOAuth2Authentication::asksForScopes()
{
    QFETCH(const QStringList, scopes);
    QFETCH(const bool, granted);
    m_server->scopes = {u"system/*.rs"_s, u"system/Subscription.cruds"_s, u"system/Observation.rs?category=a|b&c=d"_s};
    auto withScopes = options();
    withScopes.scopes = scopes;
    const auto ours = authentication(withScopes);
    const auto headers = Test::wait(ours->headers());
    QCOMPARE(headers.has_value(), granted);
    QCOMPARE(m_server->http().requests().constFirst().body.contains("scope="), !scopes.isEmpty());
    if (!headers) {
        QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
        QVERIFY2(headers.error().message.contains(u"invalid_scope (unknown scope system/Secret.rs)"_s),
                 qUtf8Printable(messageOf(headers)));
    }
}

void TestOAuth2Authentication::refusals_data()
{
    QTest::addColumn<OAuth2Options>("change");
    const auto row = [](const char *name, const OAuth2Options &change) {
        QTest::newRow(name) << change;
    };
    row("wrong id", {.clientId = u"other"_s, .clientSecret = secret});
    row("wrong secret", {.clientId = clientId, .clientSecret = secret.toUpper()});
    row("nothing", {});
    row("wrong method", {.clientId = clientId, .clientSecret = secret, .method = ClientSecretMethod::Post});
}

void TestOAuth2Authentication::refusals()
{
    QFETCH(OAuth2Options, change);
    change.tokenUrl = m_server->tokenUrl();
    const auto ours = authentication(change);
    const auto headers = Test::wait(ours->headers());
    QVERIFY(!headers);
    QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(headers.error().message.contains(m_server->tokenUrl().toString()), qUtf8Printable(messageOf(headers)));
    QVERIFY2(headers.error().message.contains(u"invalid_client ("_s), qUtf8Printable(messageOf(headers)));
    QVERIFY2(!headers.error().message.contains(u"s3cr3t"_s, Qt::CaseInsensitive), qUtf8Printable(messageOf(headers)));
    QCOMPARE(m_server->requestCount(), 1);
}

void TestOAuth2Authentication::failures_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const FakeAnswer &answer, Error::Kind kind, const QString &message) {
        QTest::newRow(name) << answer << kind << message;
    };
    using Kind = Error::Kind;
    const QByteArray html = "<!DOCTYPE html><html><body>Please sign in</body></html>";
    row("HTML", FakeAnswer::text(200, html), Kind::BadData, u"status 200 (text/html, "_s);
    row("HTML 404", FakeAnswer::text(404, html), Kind::ActionRequired, u"status 404 (text/html, "_s);
    row("HTML 401", FakeAnswer::text(401, html), Kind::ActionRequired, u"status 401 (text/html, "_s);
    row("HTML 502", FakeAnswer::text(502, html), Kind::Retry, u"status 502 (text/html, "_s);
    row("half JSON", FakeAnswer::text(200, R"({"access_token": "abc", "tok)", "application/json"), Kind::BadData,
        u"no JSON object"_s);
    row("nothing", FakeAnswer::text(200, "", "application/json"), Kind::BadData, u"no content"_s);
    row("204", FakeAnswer::noContent(), Kind::BadData, u"status 204"_s);
    row("no token", FakeAnswer::json({{u"token_type"_s, u"bearer"_s}}), Kind::BadData, u"no access_token"_s);
    row("another type", FakeAnswer::json({{u"access_token"_s, u"abc"_s}, {u"token_type"_s, u"mac"_s}}), Kind::BadData,
        u"of type mac"_s);
    row("line break in the token", FakeAnswer::json({{u"access_token"_s, u"abc\r\nX-Evil: 1"_s}}), Kind::BadData,
        u"characters that no header can carry"_s);
    row("error with status 200", FakeAnswer::json({{u"error"_s, u"invalid_client"_s}}), Kind::ActionRequired,
        u"status 200: invalid_client"_s);
    row("temporarily_unavailable", FakeAnswer::json({{u"error"_s, u"temporarily_unavailable"_s}}, 400), Kind::Retry,
        u"temporarily_unavailable"_s);
    row("500", FakeAnswer::outcome(500, u"Out of coffee"_s), Kind::Retry, u"Out of coffee"_s);
    row("429", FakeAnswer::text(429, ""), Kind::Retry, u"status 429"_s);
    row("too large", FakeAnswer::text(200, QByteArray(1024 * 1024 + 1, ' '), "application/json"), Kind::BadData,
        u"larger than"_s);
    row("closed without an answer", FakeAnswer::close(), Kind::Retry, u"closed"_s);
    row("closed within the answer", {.body = QByteArray(1000, ' '), .closeAfter = 500}, Kind::Retry, u"closed"_s);
}

void TestOAuth2Authentication::failures()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, message);
    m_server->answerNext({answer, answer, answer, answer});
    const auto ours = authentication();
    const auto headers = Test::wait(ours->headers());
    QVERIFY(!headers);
    QVERIFY2(headers.error().message.contains(message), qUtf8Printable(messageOf(headers)));
    QVERIFY2(headers.error().message.contains(m_server->tokenUrl().toString()), qUtf8Printable(messageOf(headers)));
    QVERIFY2(headers.error().kind == kind, qUtf8Printable(messageOf(headers)));
    QVERIFY2(!headers.error().message.contains(u"s3cr3t"_s), qUtf8Printable(messageOf(headers)));
    QVERIFY2(!headers.error().message.contains(u"sign in"_s), qUtf8Printable(messageOf(headers)));
}

void TestOAuth2Authentication::redirectsAreNotFollowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("elsewhere");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d, elsewhere", status) << status << true;
        QTest::addRow("%d, same server", status) << status << false;
    }
}

void TestOAuth2Authentication::redirectsAreNotFollowed()
{
    QFETCH(const int, status);
    QFETCH(const bool, elsewhere);
    const Test::FakeFhirServer other;
    const auto target = elsewhere ? other.url(u"/auth/token"_s) : m_server->http().url(u"/other/token"_s);
    m_server->answerNext({FakeAnswer::redirect(target.toEncoded(), status)});
    const auto ours = authentication();
    const auto headers = Test::wait(ours->headers());
    QVERIFY(!headers);
    QCOMPARE(headers.error().kind, Error::Kind::ActionRequired);
    const auto origin = u"http://127.0.0.1:%1"_s.arg(target.port());
    QVERIFY2(headers.error().message.contains(u"status %1, a redirect to %2"_s.arg(QString::number(status), origin)),
             qUtf8Printable(messageOf(headers)));
    QCOMPARE(other.connectionCount(), 0);
    QCOMPARE(m_server->http().requestCount(), 1);
}

void TestOAuth2Authentication::givesUpAfterTheTimeout()
{
    m_server->holdNext();
    auto patient = options();
    patient.timeout = 20s;
    const auto ours = authentication(patient);
    const auto headers = ours->headers();
    QTRY_COMPARE(m_server->http().heldAnswers(), 1);
    m_clock->advance(19'999ms);
    QCoreApplication::processEvents();
    QVERIFY(!headers.isFinished());
    m_clock->advance(1ms);
    const auto result = Test::wait(headers);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Retry);
    QVERIFY2(result.error().message.contains(u"no answer within"_s), qUtf8Printable(messageOf(result)));
    QVERIFY(Test::wait(ours->headers()));
}

void TestOAuth2Authentication::nobodyListens()
{
    m_server->http().stop();
    const auto ours = authentication();
    const auto headers = Test::wait(ours->headers());
    QVERIFY(!headers);
    QCOMPARE(headers.error().kind, Error::Kind::Retry);
    QVERIFY2(headers.error().message.contains(m_server->tokenUrl().toString()), qUtf8Printable(messageOf(headers)));
}

void TestOAuth2Authentication::unsafeUrls_data()
{
    QTest::addColumn<QUrl>("url");
    for (const auto *url : {"http://auth.example.org/token", "http://10.0.0.1/token", "ftp://127.0.0.1/token",
                            "file:///etc/passwd", "/token", "https:///token", "http://127.0.0.1.example.org/token",
                            "http://user:s3cr3t@auth.example.org/token?key=s3cr3t"}) {
        QTest::newRow(url) << QUrl::fromEncoded(url);
    }
    QTest::newRow("nothing") << QUrl();
}

void TestOAuth2Authentication::unsafeUrls()
{
    QFETCH(const QUrl, url);
    auto withUrl = options();
    withUrl.tokenUrl = url;
    const auto ours = authentication(withUrl);
    const auto future = ours->headers();
    QVERIFY(future.isFinished()); // nothing is sent, and no name is looked up
    QCOMPARE(future.result().error().kind, Error::Kind::ActionRequired);
    QVERIFY2(future.result().error().message.contains(u"https"_s), qUtf8Printable(messageOf(future.result())));
    QVERIFY2(!future.result().error().message.contains(u"s3cr3t"_s), qUtf8Printable(messageOf(future.result())));
}

void TestOAuth2Authentication::recovers()
{
    m_server->answerNext({FakeAnswer::text(503, ""), FakeAnswer::text(200, "<html>")});
    const auto ours = authentication();
    QCOMPARE(Test::wait(ours->headers()).error().kind, Error::Kind::Retry);
    QCOMPARE(Test::wait(ours->headers()).error().kind, Error::Kind::BadData);
    QVERIFY(m_server->accepts(authorizationOf(Test::wait(ours->headers()))));
}

void TestOAuth2Authentication::givesFixedHeadersToo()
{
    auto withHeaders = options();
    withHeaders.headers = {{"X-Tenant", "7"}, {"X-Practice", "lab"}};
    const auto ours = authentication(withHeaders);
    const auto headers = Test::wait(ours->headers());
    QVERIFY2(headers, qUtf8Printable(messageOf(headers)));
    QVERIFY(headers->first(2) == withHeaders.headers);
    QVERIFY(m_server->accepts(authorizationOf(headers)));
    // They are meant for the FHIR server.
    QVERIFY(!m_server->http().requests().constFirst().hasHeader("X-Tenant"));
}

void TestOAuth2Authentication::renewsBeforeTheEnd_data()
{
    QTest::addColumn<QJsonValue>("expiresIn");
    QTest::addColumn<std::chrono::milliseconds>("keptFor");
    QTest::newRow("hour") << QJsonValue(3600) << std::chrono::milliseconds(3540s);
    QTest::newRow("text") << QJsonValue(u"3600"_s) << std::chrono::milliseconds(3540s);
    QTest::newRow("20 s") << QJsonValue(20) << std::chrono::milliseconds(15s);
    QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << std::chrono::milliseconds(240s);
    QTest::newRow("zero") << QJsonValue(0) << std::chrono::milliseconds(240s);
    QTest::newRow("negative") << QJsonValue(-3600) << std::chrono::milliseconds(240s);
    QTest::newRow("no number") << QJsonValue(u"never"_s) << std::chrono::milliseconds(240s);
    QTest::newRow("for ever") << QJsonValue(1e18) << std::chrono::milliseconds(24h - 60s);
}

void TestOAuth2Authentication::renewsBeforeTheEnd()
{
    QFETCH(const QJsonValue, expiresIn);
    QFETCH(const std::chrono::milliseconds, keptFor);
    m_server->expiresIn = expiresIn;
    const auto ours = authentication();
    const auto first = Test::wait(ours->headers());
    m_clock->advance(keptFor - 1ms);
    QVERIFY(*Test::wait(ours->headers()) == *first);
    QCOMPARE(m_server->requestCount(), 1);
    m_clock->advance(1ms);
    const auto second = Test::wait(ours->headers());
    QVERIFY(*second != *first);
    QVERIFY(m_server->accepts(authorizationOf(second)));
    QCOMPARE(m_server->requestCount(), 2);
}

void TestOAuth2Authentication::parallelCallsShareOneRequest()
{
    m_server->holdNext();
    const auto ours = authentication();
    QList<QFuture<Result<HttpHeaders>>> futures;
    for (int i = 0; i < 50; ++i) {
        futures.append(ours->headers());
    }
    QTRY_COMPARE(m_server->http().heldAnswers(), 1);
    futures.append(ours->headers());
    m_server->http().release();
    for (const auto &future : futures) {
        QVERIFY(m_server->accepts(authorizationOf(Test::wait(future))));
    }
    QCOMPARE(m_server->requestCount(), 1);
}

void TestOAuth2Authentication::refusedTokenIsFetchedAnew()
{
    const auto ours = authentication();
    const auto first = Test::wait(ours->headers());
    m_server->revokeAll();
    QVERIFY(ours->discard(*first));
    const auto second = Test::wait(ours->headers());
    QVERIFY(m_server->accepts(authorizationOf(second)));
    QVERIFY(ours->discard(*first)); // late, and about the old one
    QVERIFY(*Test::wait(ours->headers()) == *second);
    QCOMPARE(m_server->requestCount(), 2);
}

void TestOAuth2Authentication::goesAwayDuringARequest()
{
    m_server->holdNext();
    auto ours = authentication();
    const auto headers = ours->headers();
    QTRY_COMPARE(m_server->http().heldAnswers(), 1);
    ours.reset();
    QTRY_VERIFY(headers.isFinished());
    QVERIFY(headers.isCanceled());
    m_server->http().release();
    m_clock->advance(1h);
    QCoreApplication::processEvents();
}

void TestOAuth2Authentication::logsNoSecret()
{
    logged.clear();
    previousHandler = qInstallMessageHandler(&keepMessage);
    QLoggingCategory::setFilterRules(u"tbs.*=true"_s);
    {
        m_server->answerNext({FakeAnswer::text(503, "")});
        const auto ours = authentication();
        QVERIFY(!Test::wait(ours->headers()));
        const auto headers = Test::wait(ours->headers());
        QVERIFY(headers);
        m_clock->advance(250s);
        m_server->answerNext({FakeAnswer::text(503, "")});
        QVERIFY(*Test::wait(ours->headers()) == *headers);
    }
    QLoggingCategory::setFilterRules({});
    qInstallMessageHandler(std::exchange(previousHandler, nullptr));
    QVERIFY2(logged.contains(u"300000 ms"_s), qUtf8Printable(logged)); // something was logged at all
    QVERIFY2(logged.contains(u"could not be renewed yet"_s), qUtf8Printable(logged));
    for (const auto &token : m_server->issuedTokens()) {
        QVERIFY2(!logged.contains(QString::fromLatin1(token)), qUtf8Printable(logged));
    }
    QVERIFY2(!logged.contains(u"s3cr3t"_s) && !logged.contains(u"Basic"_s), qUtf8Printable(logged));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestOAuth2Authentication)
#include "tst_oauth2authentication.moc"
