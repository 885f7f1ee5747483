// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/fhirresponse.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;

/// What is read out of an answer; unusable bodies are in tst_FhirClientFailures.
class tst_FhirResponse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data();
    void kinds();
    void texts_data();
    void texts();
    void longTextsAreShortened();
    void references_data();
    void references();
};

static FhirResponse answered(int status, const QByteArray &body = {},
                             const QByteArray &contentType = "application/fhir+json")
{
    FhirResponse response;
    response.method = "PUT";
    response.url = QUrl(u"https://h/fhir/Subscription/1?x=secret"_s);
    response.status = status;
    response.contentType = contentType;
    response.body = body;
    return response;
}

void tst_FhirResponse::kinds_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<Error::Kind>("kind");
    for (const int status : {408, 429, 500, 502, 503, 504, 507, 599}) {
        QTest::addRow("%d", status) << status << Error::Kind::Retry;
    }
    for (const int status : {401, 403}) {
        QTest::addRow("%d", status) << status << Error::Kind::ActionRequired;
    }
    for (const int status : {300, 304, 400, 404, 405, 409, 410, 412, 415, 422, 501}) {
        QTest::addRow("%d", status) << status << Error::Kind::Rejected;
    }
}

void tst_FhirResponse::kinds()
{
    QFETCH(const int, status);
    QFETCH(const Error::Kind, kind);
    const auto response = answered(status);
    QCOMPARE(response.error().kind, kind);
    QCOMPARE(response.error().httpStatus, status);
    QCOMPARE(response.error().isGone(), status == 404 || status == 410);
    QVERIFY(!response.isSuccess());
}

void tst_FhirResponse::texts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected"); // behind "was answered with status 422"
    const auto outcome = [](const char *issues) {
        return QByteArray(R"({"resourceType":"OperationOutcome","issue":[)") + issues + "]}";
    };
    QTest::newRow("nothing") << QByteArray() << u" (no content)"_s;
    QTest::newRow("HTML") << "<html>private</html>"_qba << u" (application/fhir+json, 20 bytes)"_s;
    QTest::newRow("other resource") << R"({"resourceType":"Patient"})"_qba << u" (application/fhir+json, 26 bytes)"_s;
    QTest::newRow("diagnostics") << outcome(R"({"severity":"error","code":"value","diagnostics":"No such topic"})")
                                 << u": No such topic"_s;
    QTest::newRow("details and path") << outcome(R"({"severity":"error","code":"value","diagnostics":"HAPI-1: x",
        "details":{"text":"No such\n  topic"},"expression":["Subscription.topic"]})")
                                      << u": No such topic (Subscription.topic)"_s;
    QTest::newRow("code alone") << outcome(R"({"severity":"error","code":"not-supported"})") << u": not-supported"_s;
    QTest::newRow("half") << outcome(R"({"severity":"error","code":"x")") << u" (application/fhir+json, 76 bytes)"_s;
    QTest::newRow("errors before others") << outcome(R"({"severity":"warning","code":"x","diagnostics":"W"},
        {"severity":"error","code":"x","diagnostics":"A"},{"severity":"fatal","code":"x","diagnostics":"B"},
        {"severity":"error","code":"x","diagnostics":"A"})")
                                          << u": A; B"_s;
    QTest::newRow("no errors") << outcome(R"({"severity":"information","code":"x","diagnostics":"I"})") << u": I"_s;
    QTest::newRow("no issues") << outcome("") << u" (application/fhir+json, 46 bytes)"_s;
    QTest::newRow("odd issues") << outcome(R"(1,null,{"severity":{},"code":[],"details":"x"})")
                                << u" (application/fhir+json, 92 bytes)"_s;
}

void tst_FhirResponse::texts()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, expected);
    const auto start = u"PUT https://h/fhir/Subscription/1?x was answered with status 422"_s;
    QCOMPARE(answered(422, body).error().message, start + expected);
    auto asksToWait = answered(422, body);
    asksToWait.retryAfter = 1500ms;
    QCOMPARE(asksToWait.error().message, start + expected + u" (asks to wait 2 s)"_s);
}

void tst_FhirResponse::longTextsAreShortened()
{
    QByteArray issues;
    for (int i = 0; i < 1000; ++i) {
        issues += R"({"severity":"error","code":"x","diagnostics":")" + QByteArray::number(i) + QByteArray(5000, 'x')
            + "\"},";
    }
    issues.chop(1);
    const auto message =
        answered(400, R"({"resourceType":"OperationOutcome","issue":[)" + issues + "]}").error().message;
    QVERIFY2(message.size() < 4000, qPrintable(QString::number(message.size())));
    QVERIFY(answered(400, "x", QByteArray(5000, 'x')).error().message.size() < 400);
}

void tst_FhirResponse::references_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    const auto body = R"({"resourceType":"Subscription","id":"b"})"_qba;
    QTest::newRow("Location") << "https://h/fhir/Subscription/a/_history/1"_qba << body << u"Subscription/a"_s;
    QTest::newRow("relative") << "Subscription/a"_qba << body << u"Subscription/a"_s;
    QTest::newRow("absolute path") << "/fhir/Subscription/a/_history/1"_qba
                                   << ""_qba << u"Subscription/a"_s;
    QTest::newRow("none") << ""_qba << body << u"Subscription/b"_s;
    QTest::newRow("of something else") << "https://h/jobs/7"_qba << body << u"Subscription/b"_s;
    QTest::newRow("OperationOutcome") << ""_qba
                                      << R"({"resourceType":"OperationOutcome","id":"b"})"_qba << QString();
    QTest::newRow("no id") << ""_qba
                           << R"({"resourceType":"Subscription"})"_qba << QString();
    QTest::newRow("bad id") << ""_qba
                            << R"({"resourceType":"Subscription","id":"../x"})"_qba << QString();
    QTest::newRow("nothing") << ""_qba
                             << ""_qba << QString();
    QTest::newRow("half") << ""_qba << body.chopped(1) << QString();
}

void tst_FhirResponse::references()
{
    QFETCH(const QByteArray, location);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, expected);
    auto response = answered(201, body);
    response.location = location;
    QCOMPARE(response.reference(), expected);
}

QTEST_GUILESS_MAIN(tst_FhirResponse)
#include "tst_fhirresponse.moc"
