// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/fhir/operationoutcome.h>
#include <Tbs/webhook/webhookrequesthandler.h>

#include <QJsonDocument>
#include <QtTest>

#include <optional>
#include <stdexcept>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Answers as it is told.
class ScriptedSink final : public NotificationSink
{
public:
    void receive(IncomingNotification incoming, Done done) override
    {
        received.append(std::move(incoming));
        if (throws) {
            throw std::runtime_error("on purpose");
        }
        if (keeps) {
            kept.append(std::move(done));
        } else if (!drops) {
            done(result);
        }
    }

    Result<Receipt> result = Receipt{.newEvents = 1};
    bool throws = false;
    bool keeps = false;
    bool drops = false;
    QList<IncomingNotification> received;
    QList<Done> kept;
};

/// `{}` in gzip, as `printf '{}' | gzip -n` writes it.
QByteArray gzippedObject()
{
    return QByteArray::fromHex("1f8b0800000000000003abae050043bfa6a302000000");
}

} // namespace

class TestWebhookRequestHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void statuses_data();
    void statuses();
    void contentTypes_data();
    void contentTypes();
    void contentEncodings_data();
    void contentEncodings();
    void sinkErrors_data();
    void sinkErrors();
    void acceptances_data();
    void acceptances();
    void duplicates();
    void sinkThrows();
    void sinkForgets();
    void sinkAnswersLater();
    void headersWithoutSecrets();
    void decodedBytesAreLimited();
    void payloadIsNotRepeated();

private:
    [[nodiscard]] std::optional<HttpResponse> handle(const HttpRequest &request);
    [[nodiscard]] std::optional<HttpResponse> post(const HttpHeaders &headers, const QByteArray &body = "{}");

    std::shared_ptr<EndpointRouter> m_router;
    ScriptedSink m_sink;
    Test::MockClock m_clock;
    AuthenticationOptions m_authentication;
    WebhookReplyOptions m_options;
};

void TestWebhookRequestHandler::init()
{
    m_router = std::make_shared<EndpointRouter>();
    QVERIFY(m_router->add(u"webhook"_s, u"a"_s));
    m_sink.result = Receipt{.newEvents = 1};
    m_sink.throws = m_sink.keeps = m_sink.drops = false;
    m_sink.received.clear();
    m_sink.kept.clear();
    m_authentication = {};
    m_options = {};
}

/// The answer, when there was one at once.
std::optional<HttpResponse> TestWebhookRequestHandler::handle(const HttpRequest &request)
{
    const WebhookRequestHandler handler(m_router, RequestAuthenticator(m_authentication), m_sink, m_clock, m_options);
    auto answer = std::make_shared<std::optional<HttpResponse>>();
    handler(request, HttpReply([answer](HttpResponse response) { *answer = std::move(response); }));
    return *answer;
}

std::optional<HttpResponse> TestWebhookRequestHandler::post(const HttpHeaders &headers, const QByteArray &body)
{
    return handle({.method = "POST", .path = "/webhook/a", .headers = headers, .body = body});
}

void TestWebhookRequestHandler::statuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("issueCode");

    const auto row = [](const char *name, const char *method, const char *path, const char *token, int status,
                        const char *header, const char *value, const QString &code) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(path) << QByteArray(token) << status
                            << QByteArray(header) << QByteArray(value) << code;
    };
    row("good", "POST", "/webhook/a", "secret", 200, "", "", {});
    row("wrong token", "POST", "/webhook/a", "wrong", 401, "WWW-Authenticate", "Bearer realm=\"webhook\"", u"login"_s);
    row("unknown path", "POST", "/webhook/b", "secret", 404, "", "", u"not-found"_s);
    row("unknown path and wrong token", "POST", "/webhook/b", "wrong", 401, "", "", u"login"_s);
    row("GET", "GET", "/webhook/a", "secret", 405, "Allow", "POST", u"not-supported"_s);
    row("OPTIONS", "OPTIONS", "/webhook/a", "secret", 405, "Allow", "POST", u"not-supported"_s);
    row("post in lower case", "post", "/webhook/a", "secret", 405, "Allow", "POST", u"not-supported"_s);
    row("GET of an unknown path", "GET", "/", "secret", 404, "", "", u"not-found"_s);
}

void TestWebhookRequestHandler::statuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, token);
    QFETCH(int, status);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    QFETCH(QString, issueCode);

    m_authentication.tokens = {"secret"};
    const auto answer = handle({.method = method, .path = path, .headers = {{"X-Api-Key", token}}, .body = "{}"});
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(m_sink.received.size(), status == 200 ? 1 : 0);
    if (!header.isEmpty()) {
        QCOMPARE((HttpRequest{.headers = answer->headers}.header(header)), value);
    }
    const auto issues = readOperationOutcome(QJsonDocument::fromJson(answer->body).object());
    QCOMPARE(issues.size(), status == 200 ? 0 : 1);
    if (!issues.isEmpty()) {
        QCOMPARE(issues.first().code, issueCode);
        QVERIFY(!issues.first().message.isEmpty());
        QCOMPARE(answer->contentType, QByteArray("application/fhir+json"));
    }
}

void TestWebhookRequestHandler::contentTypes_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<int>("status");
    const auto row = [](const char *type, int status) {
        QTest::newRow(type) << HttpHeaders{{"Content-Type", type}} << status;
    };
    QTest::newRow("none") << HttpHeaders{} << 200;
    row("", 200);
    row("application/fhir+json", 200);
    row("application/fhir+json; charset=UTF-8", 200);
    row("application/fhir+json;fhirVersion=4.0", 200);
    row("Application/FHIR+JSON", 200);
    row("application/json", 200);
    row("application/json ; charset=utf-8", 200);
    row("text/json", 200);
    row("application/json+fhir", 200);
    row("text/plain", 200);
    row("application/fhir+xml", 415);
    row("application/xml", 415);
    row("text/xml", 415);
    row("text/html", 415);
    row("application/x-www-form-urlencoded", 415);
    row("application/fhir+jsonx", 415);
    row("json", 415);
}

void TestWebhookRequestHandler::contentTypes()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(int, status);
    const auto answer = post(headers);
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(m_sink.received.size(), status == 200 ? 1 : 0);
}

void TestWebhookRequestHandler::contentEncodings_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("identity") << QByteArray("identity") << QByteArray("{}") << 200;
    QTest::newRow("gzip") << QByteArray("gzip") << gzippedObject() << 200;
    QTest::newRow("not gzip") << QByteArray("gzip") << QByteArray("{}") << 422;
    QTest::newRow("br") << QByteArray("br") << QByteArray("{}") << 415;
    QTest::newRow("too large") << QByteArray() << QByteArray(1001, 'x') << 413;
    QTest::newRow("just fits") << QByteArray() << QByteArray(1000, 'x') << 200;
    QTest::newRow("bomb") << QByteArray("deflate") << qCompress(QByteArray(1001, 'x')).sliced(4) << 413;
    QTest::newRow("deflate, just fits") << QByteArray("deflate") << qCompress(QByteArray(1000, 'x')).sliced(4) << 200;
}

void TestWebhookRequestHandler::contentEncodings()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(int, status);

    m_options.maximumBodySize = 1000;
    HttpHeaders headers;
    if (!encoding.isEmpty()) {
        headers.append({"Content-Encoding", encoding});
    }
    const auto answer = post(headers, body);
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    if (encoding == "gzip" && status == 200) {
        QCOMPARE(m_sink.received.first().body, QByteArray("{}"));
    }
}

void TestWebhookRequestHandler::sinkErrors_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::newRow("not a notification") << Error::Kind::BadData << 422 << QByteArray();
    QTest::newRow("refused") << Error::Kind::Rejected << 422 << QByteArray();
    QTest::newRow("passing") << Error::Kind::Retry << 503 << QByteArray("7");
    QTest::newRow("to be repaired") << Error::Kind::ActionRequired << 503 << QByteArray("7");
    QTest::newRow("defect") << Error::Kind::Internal << 500 << QByteArray();
}

void TestWebhookRequestHandler::sinkErrors()
{
    QFETCH(Error::Kind, kind);
    QFETCH(int, status);
    QFETCH(QByteArray, retryAfter);

    m_options.retryAfter = std::chrono::seconds(7);
    m_sink.result = failure(kind, u"what is wrong"_s, u"Bundle.entry[0]"_s);
    const auto answer = post({});
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE((HttpRequest{.headers = answer->headers}.header("Retry-After")), retryAfter);
    const auto issues = readOperationOutcome(QJsonDocument::fromJson(answer->body).object());
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues.first().severity, Issue::Severity::Error);
    if (status == 422) {
        QCOMPARE(issues.first().message, u"what is wrong"_s);
        QCOMPARE(issues.first().path, u"Bundle.entry[0]"_s);
    }
    if (status == 500) { // a defect's details are for the log
        QVERIFY(!issues.first().message.contains(u"what is wrong"_s));
    }
}

void TestWebhookRequestHandler::acceptances_data()
{
    QTest::addColumn<WebhookReplyOptions>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("default") << WebhookReplyOptions{} << 200 << QByteArray("application/fhir+json")
                             << QByteArray(R"({"resourceType":"Bundle","type":"transaction-response"})");
    QTest::newRow("own") << WebhookReplyOptions{.status = 202, .contentType = "text/plain", .body = "ok"} << 202
                         << QByteArray("text/plain") << QByteArray("ok");
    QTest::newRow("204") << WebhookReplyOptions{.status = 204} << 204 << QByteArray() << QByteArray();
}

void TestWebhookRequestHandler::acceptances()
{
    QFETCH(WebhookReplyOptions, options);
    QFETCH(int, status);
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);

    m_options = options;
    const auto answer = post({});
    QVERIFY(answer);
    QCOMPARE(answer->status, status);
    QCOMPARE(answer->contentType, contentType);
    QCOMPARE(answer->body, body);
}

void TestWebhookRequestHandler::duplicates()
{
    m_sink.result = Receipt{.newEvents = 0, .duplicateEvents = 1};
    const auto answer = post({});
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
}

void TestWebhookRequestHandler::sinkThrows()
{
    m_sink.throws = true;
    const auto answer = post({});
    QVERIFY(answer);
    QCOMPARE(answer->status, 500);
}

void TestWebhookRequestHandler::sinkForgets()
{
    m_sink.drops = true;
    const auto answer = post({});
    QVERIFY(answer);
    QCOMPARE(answer->status, 500);
}

void TestWebhookRequestHandler::sinkAnswersLater()
{
    m_sink.keeps = true;
    const WebhookRequestHandler handler(m_router, {}, m_sink, m_clock);
    std::optional<HttpResponse> answer;
    handler({.method = "POST", .path = "/webhook/a", .body = "{}"},
            HttpReply([&](HttpResponse response) { answer = std::move(response); }));
    QVERIFY(!answer);
    QCOMPARE(m_sink.kept.size(), 1);
    m_sink.kept.first()(Receipt{});
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(m_sink.received.first().webhookId, u"a"_s);
    QCOMPARE(m_sink.received.first().receivedAt, m_clock.now());
}

void TestWebhookRequestHandler::headersWithoutSecrets()
{
    m_authentication.tokens = {"secret"};
    m_authentication.tokenHeader = "X-Request-Id";
    QCOMPARE(post({{"X-Request-Id", "secret"}, {"User-Agent", "a server"}, {"X-Other", "secret"}})->status, 200);
    QCOMPARE(m_sink.received.first().headers, "X-Request-Id\nUser-Agent: a server\nX-Other");
}

void TestWebhookRequestHandler::decodedBytesAreLimited()
{
    m_options.maximumDecodedBytes = 1500;
    m_sink.keeps = true;
    const WebhookRequestHandler handler(m_router, {}, m_sink, m_clock, m_options);
    QList<int> statuses;
    const auto send = [&] {
        handler({.method = "POST",
                 .path = "/webhook/a",
                 .headers = {{"Content-Encoding", "deflate"}},
                 .body = qCompress(QByteArray(1000, 'x')).sliced(4)},
                HttpReply([&](const HttpResponse &response) { statuses.append(response.status); }));
    };
    send();
    QCOMPARE(statuses, QList<int>{});
    send();
    QCOMPARE(statuses, QList<int>{503});
    m_sink.kept.takeFirst()(Receipt{});
    QCOMPARE(statuses, (QList<int>{503, 200}));
    send();
    QCOMPARE(m_sink.kept.size(), 1);
    m_sink.kept.clear();
}

void TestWebhookRequestHandler::payloadIsNotRepeated()
{
    const QByteArray body = "{\"patient\":\"Smith\"}";
    for (const auto kind : {Error::Kind::BadData, Error::Kind::Retry, Error::Kind::Internal}) {
        m_sink.result = failure(kind, u"not a Bundle"_s);
        const auto answer = post({}, body);
        QVERIFY(answer);
        QVERIFY(!answer->body.contains("Smith"));
    }
    m_sink.result = Receipt{};
    QVERIFY(!post({}, body)->body.contains("Smith"));
    QVERIFY(!post({{"Content-Encoding", "gzip"}}, body)->body.contains("Smith"));
    QVERIFY(!post({{"Content-Type", "text/xml"}}, body)->body.contains("Smith"));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestWebhookRequestHandler)
#include "tst_webhookrequesthandler.moc"
