// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/storableheaders_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestStorableHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void isBounded();
    void everyHarmlessOneIsFound();
};

void TestStorableHeaders::lines_data()
{
    QTest::addColumn<HttpHeaders>("headers");
    QTest::addColumn<QByteArray>("stored");

    const auto row = [](const char *name, const HttpHeaders &headers, const char *stored) {
        QTest::newRow(name) << headers << QByteArray(stored);
    };
    row("none", {}, "");
    row("harmless", {{"User-Agent", "HAPI-FHIR/6.8"}, {"CONTENT-TYPE", "application/fhir+json"}},
        "User-Agent: HAPI-FHIR/6.8\nCONTENT-TYPE: application/fhir+json");
    row("empty value", {{"Accept", ""}}, "Accept: ");
    row("twice", {{"Via", "1.1 a"}, {"Via", "1.1 b"}}, "Via: 1.1 a\nVia: 1.1 b");
    row("authorization", {{"Authorization", "Bearer secret"}, {"Host", "example.org"}},
        "Authorization\nHost: example.org");
    row("proxy authorization", {{"Proxy-Authorization", "Basic secret"}}, "Proxy-Authorization");
    row("cookie", {{"cookie", "secret"}, {"Set-Cookie", "secret"}}, "cookie\nSet-Cookie");
    row("token", {{"x-api-key", "secret"}}, "x-api-key");
    row("signature", {{"X-Hub-Signature", "sha256=secret"}}, "X-Hub-Signature");
    row("any other", {{"X-Our-Own", "secret"}, {"Hosts", "secret"}, {"Hos", "secret"}, {"", "secret"}},
        "X-Our-Own\nHosts\nHos\n");
    row("token in a harmless one", {{"x-REQUEST-id", "secret"}, {"Via", "1.1 a"}}, "x-REQUEST-id\nVia: 1.1 a");
    row("signature in a harmless one", {{"Forwarded", "secret"}}, "Forwarded");
}

void TestStorableHeaders::lines()
{
    QFETCH(HttpHeaders, headers);
    QFETCH(QByteArray, stored);
    const QByteArray test = QTest::currentDataTag();
    AuthenticationOptions options{.tokens = {"secret"}};
    if (test.endsWith("in a harmless one")) {
        options.tokenHeader = "X-Request-Id";
        options.signatureHeaders = {"forwarded"};
    }
    const auto lines = storableHeaders(headers, RequestAuthenticator(options));
    QCOMPARE(lines, stored);
    QVERIFY(!lines.contains("secret"));
}

void TestStorableHeaders::isBounded()
{
    HttpHeaders headers;
    for (int i = 0; i < 1000; ++i) {
        headers.append({"Via", QByteArray(20, 'x')});
    }
    const auto lines = storableHeaders(headers, {});
    QVERIFY(lines.size() <= 2048);
    QVERIFY(lines.size() > 1900);
    for (const auto &line : lines.split('\n')) {
        QVERIFY(line.size() == 25 || line == "Via"); // whole ones
    }
    QCOMPARE(storableHeaders({{"Via", QByteArray(100'000, 'x')}, {"Host", "a"}}, {}), "Via\nHost: a");
}

/// The list is searched by halving.
void TestStorableHeaders::everyHarmlessOneIsFound()
{
    for (const auto *name : {"accept",
                             "accept-charset",
                             "accept-encoding",
                             "accept-language",
                             "cache-control",
                             "connection",
                             "content-encoding",
                             "content-length",
                             "content-type",
                             "date",
                             "expect",
                             "forwarded",
                             "host",
                             "traceparent",
                             "transfer-encoding",
                             "user-agent",
                             "via",
                             "x-correlation-id",
                             "x-forwarded-for",
                             "x-forwarded-host",
                             "x-forwarded-port",
                             "x-forwarded-proto",
                             "x-real-ip",
                             "x-request-id"}) {
        QCOMPARE(storableHeaders({{name, "1"}}, {}), QByteArray(name) + ": 1");
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestStorableHeaders)
#include "tst_storableheaders.moc"
