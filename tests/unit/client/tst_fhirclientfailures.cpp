// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "selfsignedcertificate.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"1"_s}};
const RequestRetry once{.attempts = 1};

/// 2000 letters x by gzip
const auto compressed = QByteArray::fromHex("1f8b0800000000000203aba81805a360148c8251300a46c15007007a650829d0070000");

class FixedToken : public ClientAuthentication
{
public:
    QFuture<Result<HttpHeaders>> headers() override
    {
        return readyFuture(Result<HttpHeaders>(HttpHeaders{{"Authorization", "Bearer secret"}}));
    }
    bool discard(const HttpHeaders &) override { return false; }
};

} // namespace

/// Servers that are down, slow, lying or lead elsewhere.
class tst_FhirClientFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void timesOutByTheClock();
    void timesOutInTheMiddleOfAnAnswer();
    void refusedConnection();
    void unknownHost();
    void closedBeforeTheAnswer_data();
    void closedBeforeTheAnswer();
    void closedInTheMiddle_data();
    void closedInTheMiddle();
    void notHttp_data();
    void notHttp();
    void tooLarge_data();
    void tooLarge();
    void createAnsweredUntilTheEnd_data();
    void createAnsweredUntilTheEnd();
    void justNotTooLarge();
    void decompresses();
    void brokenCompression_data();
    void brokenCompression();
    void unusableBodies_data();
    void unusableBodies();
    void untrustedCertificate();
    void expiredCertificate();
    void trustedCertificate();
    void redirectsAreFollowedWithinTheOrigin_data();
    void redirectsAreFollowedWithinTheOrigin();
    void redirectsElsewhereAreNot_data();
    void redirectsElsewhereAreNot();
    void endlessRedirects_data();
    void endlessRedirects();
    void redirectWithoutLocation();
    void destroyedWhileAsking_data();
    void destroyedWhileAsking();
    void destroyedInTheCallback();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void tst_FhirClientFailures::timesOutByTheClock()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(patient).hold());
    QUrlQuery query;
    query.addQueryItem(u"secret"_s, u"hidden"_s);
    const auto future = m_fixture->client({.timeout = 10s, .retry = once}).get(u"metadata"_s, query);
    QTRY_COMPARE(m_fixture->server.heldAnswers(), 1);
    m_fixture->clock.advance(10s - 1ms);
    m_fixture->settle();
    QVERIFY(!future.isFinished());
    m_fixture->clock.advance(1ms);
    const auto response = wait(future);
    QCOMPARE(response.error().kind, Error::Kind::Retry);
    QCOMPARE(response.error().message,
             u"GET %1/metadata?secret: no answer within 10 s"_s.arg(m_fixture->server.baseUrl().toString()));
}

void tst_FhirClientFailures::timesOutInTheMiddleOfAnAnswer()
{
    auto answer = FakeAnswer::json(patient);
    answer.contentLength = answer.body.size() + 1;
    m_fixture->server.answer("GET", u"metadata"_s, answer);
    const auto future = m_fixture->client({.timeout = 10s, .retry = once}).get(u"metadata"_s);
    QTRY_COMPARE(m_fixture->server.requestCount(), 1);
    m_fixture->settle(); // the answer arrives; it is not whole however long that takes
    QVERIFY(!future.isFinished());
    m_fixture->clock.advance(10s);
    QCOMPARE(wait(future).error().kind, Error::Kind::Retry);
}

void tst_FhirClientFailures::refusedConnection()
{
    m_fixture->server.stop();
    const auto response = wait(m_fixture->client({.retry = once}).get(u"metadata"_s));
    QCOMPARE(response.error().kind, Error::Kind::Retry);
    QVERIFY(response.error().message.startsWith(u"GET "_s + m_fixture->server.url(u"metadata"_s).toString()));
}

void tst_FhirClientFailures::unknownHost()
{
    const QUrl base(u"http://no-such-host.invalid/fhir"_s);
    const auto future = m_fixture->client({.baseUrl = base, .retry = once}).get(u"metadata"_s);
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000);
    QCOMPARE(future.result().error().kind, Error::Kind::Retry);
    QVERIFY(future.result().error().message.contains(u"no-such-host.invalid"_s));
}

void tst_FhirClientFailures::closedBeforeTheAnswer_data()
{
    QTest::addColumn<QByteArray>("method");
    for (const auto *method : {"GET", "POST", "PUT", "DELETE"}) {
        QTest::newRow(method) << QByteArray(method);
    }
}

/// Also on a connection that was used before, where servers close whenever they like.
void tst_FhirClientFailures::closedBeforeTheAnswer()
{
    QFETCH(const QByteArray, method);
    m_fixture->server.answer("GET", u"ok"_s, FakeAnswer::json(patient));
    m_fixture->server.answer(method, u"Patient/1"_s, FakeAnswer::close());
    auto &asking = m_fixture->client({.retry = once});
    QVERIFY(wait(asking.get(u"ok"_s)));
    const auto body = method == "POST" || method == "PUT" ? patient : QJsonObject();
    const auto response = wait(asking.send({.method = method, .path = u"Patient/1"_s, .body = body}));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::Retry);
    QVERIFY2(response.error().message.contains(u"closed"_s), qPrintable(response.error().message));
    if (method == "POST") {
        QCOMPARE(m_fixture->server.requests(method, u"Patient/1"_s).size(), 1);
    }
}

void tst_FhirClientFailures::closedInTheMiddle_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<qsizetype>("bytes");
    for (const auto *method : {"GET", "POST", "PUT", "DELETE"}) {
        for (const bool chunked : {false, true}) {
            for (const qsizetype bytes : {1, 12, 30, 60, 100}) {
                QTest::addRow("%s, %s, %d bytes", method, chunked ? "chunked" : "by length", static_cast<int>(bytes))
                    << QByteArray(method) << chunked << bytes;
            }
        }
    }
}

void tst_FhirClientFailures::closedInTheMiddle()
{
    QFETCH(const QByteArray, method);
    QFETCH(const bool, chunked);
    QFETCH(const qsizetype, bytes);
    auto answer = FakeAnswer::json(patient);
    answer.chunked = chunked;
    answer.closeAfter = bytes;
    m_fixture->server.answer(method, u"Patient"_s, answer);
    const auto body = method == "POST" || method == "PUT" ? patient : QJsonObject();
    const auto future = m_fixture->client({.retry = once}).send({.method = method, .path = u"Patient"_s, .body = body});
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 1000)) {
        m_fixture->clock.advance(30s); // Qt 6.4 does not notice an end between the size of a chunk and its bytes
    }
    const auto response = wait(future);
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::Retry);
    if (method == "POST") {
        QCOMPARE(m_fixture->server.requestCount(), 1);
    }
}

void tst_FhirClientFailures::notHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("text") << "SSH-2.0-OpenSSH_9.2\r\n"_qba;
    QTest::newRow("other version") << "HTTP/9.9 what\r\n\r\n"_qba;
    QTest::newRow("no status") << "HTTP/1.1 OK\r\n\r\n"_qba;
    QTest::newRow("zeros") << QByteArray(100, '\0');
    QTest::newRow("JSON") << "{\"resourceType\":\"Patient\"}\r\n\r\n"_qba;
}

void tst_FhirClientFailures::notHttp()
{
    QFETCH(const QByteArray, bytes);
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer{.raw = bytes});
    const auto response = wait(m_fixture->client({.retry = once}).get(u"metadata"_s));
    QVERIFY(!response);
    QVERIFY2(response.error().kind == Error::Kind::BadData || response.error().kind == Error::Kind::Retry,
             qPrintable(response.error().message));
    QVERIFY(response.error().message.contains(u"metadata"_s));
    QVERIFY(!response.error().httpStatus);
}

void tst_FhirClientFailures::tooLarge_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    auto answer = FakeAnswer::text(200, QByteArray(1001, 'x'));
    QTest::newRow("said at once") << answer;
    answer.chunked = true;
    QTest::newRow("chunked") << answer;
    answer.status = 404;
    QTest::newRow("of an error") << answer;
    QTest::newRow("until the end") << FakeAnswer{.raw = "HTTP/1.0 200 OK\r\n\r\n" + QByteArray(1'000'000, 'x')};
    QTest::newRow("compressed") << FakeAnswer{.body = compressed, .headers = {{"Content-Encoding", "gzip"}}};
    QTest::newRow("announced") << FakeAnswer{.body = "{}", .contentLength = 1'000'000'000'000};
}

void tst_FhirClientFailures::tooLarge()
{
    QFETCH(const FakeAnswer, answer);
    m_fixture->server.answer("GET", u"metadata"_s, answer);
    const auto response = wait(m_fixture->client({.maximumBodySize = 1000}).get(u"metadata"_s));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::Rejected); // and so nothing that is tried again
    QVERIFY(response.error().message.contains(u"1000 bytes"_s));
    QVERIFY(!response.error().httpStatus);
}

void tst_FhirClientFailures::createAnsweredUntilTheEnd_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {0, 1, 1000, 100'000, 1'000'000}) {
        QTest::addRow("%d bytes", bytes) << bytes;
    }
}

/// Qt 6.4 wants to send a request again when the end of the connection ends its answer.
void tst_FhirClientFailures::createAnsweredUntilTheEnd()
{
    QFETCH(const int, bytes);
    m_fixture->server.answer("POST", u"Patient"_s,
                             FakeAnswer{.raw = "HTTP/1.1 201 Created\r\n\r\n" + QByteArray(bytes, 'x')});
    const auto response = wait(m_fixture->client().create(patient));
    QVERIFY2(response, response ? "" : qPrintable(response.error().message));
    QCOMPARE(response->status, 201);
    QCOMPARE(response->body.size(), bytes);
    m_fixture->settle();
    QCOMPARE(m_fixture->server.requestCount(), 1);
}

void tst_FhirClientFailures::justNotTooLarge()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::text(200, QByteArray(1000, 'x')));
    const auto response = wait(m_fixture->client({.maximumBodySize = 1000}).get(u"metadata"_s));
    QVERIFY(response);
    QCOMPARE(response->body.size(), 1000);
}

void tst_FhirClientFailures::decompresses()
{
    m_fixture->server.answer("GET", u"metadata"_s,
                             FakeAnswer{.body = compressed, .headers = {{"Content-Encoding", "gzip"}}});
    const auto response = wait(m_fixture->client({.maximumBodySize = 2000}).get(u"metadata"_s));
    QVERIFY2(response, response ? "" : qPrintable(response.error().message));
    QCOMPARE(response->body, QByteArray(2000, 'x'));
}

void tst_FhirClientFailures::brokenCompression_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("none") << R"({"resourceType":"Patient"})"_qba;
    QTest::newRow("broken") << compressed.first(10) + QByteArray(20, '\xFF');
}

void tst_FhirClientFailures::brokenCompression()
{
    QFETCH(const QByteArray, body);
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer{.body = body, .headers = {{"Content-Encoding", "gzip"}}});
    const auto response = wait(m_fixture->client().get(u"metadata"_s));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::BadData);
    QVERIFY2(response.error().message.contains(u"decompressed"_s), qPrintable(response.error().message));
    QCOMPARE(m_fixture->server.requestCount(), 1);
}

void tst_FhirClientFailures::unusableBodies_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QStringList>("says");
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>private</html>")
                          << QStringList{u"status 200"_s, u"text/html, 20 bytes"_s};
    QTest::newRow("XML") << FakeAnswer::text(200, "<Patient/>", "application/fhir+xml")
                         << QStringList{u"application/fhir+xml"_s};
    QTest::newRow("half") << FakeAnswer{.body = R"({"resourceType":"Patient","name":[{"family":"private")"}
                          << QStringList{u"application/fhir+json"_s, u"bytes"_s};
    QTest::newRow("empty") << FakeAnswer{} << QStringList{u"without a resource"_s};
    QTest::newRow("no content") << FakeAnswer::noContent() << QStringList{u"status 204"_s};
    QTest::newRow("array") << FakeAnswer{.body = "[1]"} << QStringList{u"no JSON object"_s};
    QTest::newRow("number") << FakeAnswer{.body = "1"} << QStringList{u"no JSON object"_s};
    QTest::newRow("null") << FakeAnswer{.body = "null"} << QStringList{u"no JSON object"_s};
    QTest::newRow("other JSON") << FakeAnswer{.body = R"({"error":"private"})"} << QStringList{u"resourceType"_s};
    QTest::newRow("odd resourceType") << FakeAnswer{.body = R"({"resourceType":{"private":1}})"}
                                      << QStringList{u"resourceType"_s};
    QTest::newRow("not UTF-8") << FakeAnswer{.body = "{\"resourceType\":\"P\xFF\"}"} << QStringList{u"bytes"_s};
    QTest::newRow("shorter length") << FakeAnswer{.body = R"({"resourceType":"Patient"})", .contentLength = 10}
                                    << QStringList{u"10 bytes"_s};
    QTest::newRow("no type") << FakeAnswer::text(200, "private", {}) << QStringList{u"7 bytes"_s};
}

void tst_FhirClientFailures::unusableBodies()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QStringList, says);
    m_fixture->server.answer("GET", u"Patient/1"_s, answer);
    const auto response = wait(m_fixture->client().get(u"Patient/1"_s));
    QVERIFY(response);
    const auto resource = response->resource();
    QVERIFY(!resource);
    QCOMPARE(resource.error().kind, Error::Kind::BadData);
    const auto &message = resource.error().message;
    QVERIFY2(message.startsWith(u"GET "_s + m_fixture->server.url(u"Patient/1"_s).toString()), qPrintable(message));
    QVERIFY2(!message.contains(u"private"_s), qPrintable(message));
    for (const auto &text : says) {
        QVERIFY2(message.contains(text), qPrintable(message));
    }
}

void tst_FhirClientFailures::untrustedCertificate()
{
    const auto tls = selfSignedConfiguration();
    if (!tls) {
        QSKIP("no openssl command");
    }
    FakeFhirServer server(*tls);
    server.answer("GET", u"metadata"_s, FakeAnswer::json(patient));
    const auto response = wait(m_fixture->client({.baseUrl = server.baseUrl()}).get(u"metadata"_s));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(response.error().message.contains(u"certificate"_s), qPrintable(response.error().message));
    QCOMPARE(server.requestCount(), 0);
}

void tst_FhirClientFailures::expiredCertificate()
{
    const auto tls = expiredConfiguration();
    if (!tls) {
        QSKIP("no openssl command");
    }
    FakeFhirServer server(*tls);
    server.answer("GET", u"metadata"_s, FakeAnswer::json(patient));
    auto trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates({tls->localCertificateChain().constLast()});
    auto base = server.baseUrl();
    base.setHost(u"localhost"_s);
    const auto response = wait(m_fixture->client({.baseUrl = base, .tls = trusting}).get(u"metadata"_s));
    QVERIFY(!response);
    QCOMPARE(response.error().kind, Error::Kind::ActionRequired); // asking again does not help
    for (const auto &text : {base.authority(), u"the certificate of localhost expired on 2024-02-01"_s, u"renewed"_s}) {
        QVERIFY2(response.error().message.contains(text), qPrintable(response.error().message));
    }
    QCOMPARE(server.requestCount(), 0);
}

void tst_FhirClientFailures::trustedCertificate()
{
    const auto tls = selfSignedConfiguration();
    if (!tls) {
        QSKIP("no openssl command");
    }
    FakeFhirServer server(*tls);
    server.answer("GET", u"metadata"_s, FakeAnswer::json(patient));
    auto trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates({tls->localCertificate()});
    auto base = server.baseUrl();
    base.setHost(u"localhost"_s);
    const auto response = wait(m_fixture->client({.baseUrl = base, .tls = trusting}).get(u"metadata"_s));
    QVERIFY2(response, response ? "" : qPrintable(response.error().message));
    // The right authority and the wrong name.
    const auto other = wait(m_fixture->client({.baseUrl = server.baseUrl(), .tls = trusting}).get(u"metadata"_s));
    QCOMPARE(other.error().kind, Error::Kind::ActionRequired);
}

void tst_FhirClientFailures::redirectsAreFollowedWithinTheOrigin_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("then");
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const auto *method : {"GET", "POST", "PUT"}) {
            QTest::addRow("%d %s", status, method)
                << status << QByteArray(method) << QByteArray(status == 303 ? "GET" : method);
        }
    }
}

void tst_FhirClientFailures::redirectsAreFollowedWithinTheOrigin()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, then);
    auto &server = m_fixture->server;
    server.answer(method, u"Patient/1"_s, FakeAnswer::redirect("/other/x", status));
    server.answer(then, u"/other/x"_s, FakeAnswer::redirect(server.url(u"/other/y"_s).toEncoded(), 307));
    server.answer(then, u"/other/y"_s, FakeAnswer::json(patient));
    auto &asking = m_fixture->client({}, std::make_shared<FixedToken>());
    const auto response = wait(asking.send({.method = method, .path = u"Patient/1"_s, .body = patient}));
    QVERIFY2(response, response ? "" : qPrintable(response.error().message));
    QCOMPARE(response->status, 200);
    QCOMPARE(response->url, server.url(u"/other/y"_s));
    QCOMPARE(server.requestCount(), 3);
    const auto &last = server.requests().last();
    QCOMPARE(last.header("Authorization"), "Bearer secret");
    QCOMPARE(last.json(), status == 303 ? QJsonObject() : patient);
    QCOMPARE(last.hasHeader("Content-Type"), status != 303);
}

void tst_FhirClientFailures::redirectsElsewhereAreNot_data()
{
    QTest::addColumn<QString>("location"); // PORT is that of the server, OTHER that of another one
    QTest::addColumn<QString>("origin");
    QTest::newRow("other port") << u"http://127.0.0.1:OTHER/fhir/x?token=private"_s << u"http://127.0.0.1:OTHER"_s;
    QTest::newRow("other name") << u"http://localhost:PORT/fhir/x"_s << u"http://localhost:PORT"_s;
    QTest::newRow("other scheme") << u"https://127.0.0.1:PORT/fhir/x"_s << u"https://127.0.0.1:PORT"_s;
    QTest::newRow("without scheme") << u"//127.0.0.1:OTHER/fhir/x"_s << u"http://127.0.0.1:OTHER"_s;
    QTest::newRow("user") << u"http://127.0.0.1:PORT@127.0.0.1:OTHER/fhir/x"_s << u"http://127.0.0.1:OTHER"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << u"file:"_s;
    QTest::newRow("data") << u"data:application/json,{}"_s << u"data:"_s;
    QTest::newRow("no URL") << u"http://[private"_s << QString();
}

void tst_FhirClientFailures::redirectsElsewhereAreNot()
{
    QFETCH(QString, location);
    QFETCH(QString, origin);
    FakeFhirServer other;
    auto &server = m_fixture->server;
    for (auto *text : {&location, &origin}) {
        text->replace(u"PORT"_s, QString::number(server.baseUrl().port()));
        text->replace(u"OTHER"_s, QString::number(other.baseUrl().port()));
    }
    for (const int status : {301, 307}) {
        server.answer("GET", u"metadata"_s, FakeAnswer::redirect(location.toUtf8(), status));
        const auto response = wait(m_fixture->client({}, std::make_shared<FixedToken>()).get(u"metadata"_s));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, Error::Kind::Rejected);
        QCOMPARE(response.error().httpStatus, status);
        QVERIFY2(response.error().message.contains(origin), qPrintable(response.error().message));
        QVERIFY2(!response.error().message.contains(u"private"_s), qPrintable(response.error().message));
    }
    QCOMPARE(other.connectionCount(), 0);
    QCOMPARE(server.requestCount(), 2);
}

void tst_FhirClientFailures::endlessRedirects_data()
{
    QTest::addColumn<int>("maximum");
    for (const int maximum : {0, 1, 3}) {
        QTest::addRow("%d", maximum) << maximum;
    }
}

void tst_FhirClientFailures::endlessRedirects()
{
    QFETCH(const int, maximum);
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::redirect("metadata"));
    const auto response = wait(m_fixture->client({.maximumRedirects = maximum}).get(u"metadata"_s));
    QCOMPARE(response.error().kind, Error::Kind::Rejected);
    QCOMPARE(m_fixture->server.requestCount(), 1 + maximum);
}

void tst_FhirClientFailures::redirectWithoutLocation()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer{.status = 302});
    QCOMPARE(wait(m_fixture->client().send({.path = u"metadata"_s}))->status, 302);
    QCOMPARE(wait(m_fixture->client().get(u"metadata"_s)).error().kind, Error::Kind::Rejected);
}

void tst_FhirClientFailures::destroyedWhileAsking_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    auto answer = FakeAnswer::json(patient);
    QTest::newRow("no answer yet") << answer.hold();
    answer.contentLength = 1000;
    QTest::newRow("half an answer") << answer;
    QTest::newRow("waiting for the next attempt") << FakeAnswer{.status = 503};
}

void tst_FhirClientFailures::destroyedWhileAsking()
{
    QFETCH(const FakeAnswer, answer);
    m_fixture->server.answerOthers([answer](const FakeRequest &) { return answer; });
    auto &asking = m_fixture->client();
    const auto response = asking.get(u"metadata"_s);
    const auto found = asking.search(u"Patient"_s, {});
    QTRY_COMPARE(m_fixture->server.requestCount(), 2);
    m_fixture->settle(); // the answers arrive, or not
    m_fixture->destroyClient();
    QTRY_VERIFY(response.isFinished() && found.isFinished());
    QVERIFY(response.isCanceled());
    QVERIFY(found.isCanceled());
    m_fixture->server.release();
    m_fixture->clock.advance(1h);
    m_fixture->settle();
    QCOMPARE(m_fixture->server.requestCount(), 2);
}

void tst_FhirClientFailures::destroyedInTheCallback()
{
    m_fixture->server.answerOthers([](const FakeRequest &) { return FakeAnswer::json(patient); });
    bool called = false;
    QObject context;
    whenFinished(m_fixture->client().get(u"metadata"_s), &context, [&](const Result<FhirResponse> &) {
        m_fixture->destroyClient();
        called = true;
    });
    QTRY_VERIFY(called);
}

QTEST_GUILESS_MAIN(tst_FhirClientFailures)
#include "tst_fhirclientfailures.moc"
