// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings.h"

#include <Tbs/service/serverjudge_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const auto now = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);

Configuration configuration(const QString &profile = u"strict"_s)
{
    Configuration configuration;
    configuration.server.baseUrl = QUrl(u"http://user:secret@fhir.example.org/r4"_s);
    configuration.server.profile = profile;
    return configuration;
}

FhirResponse response(int status, const QByteArray &body, const QByteArray &contentType = "application/fhir+json")
{
    return {.method = "GET",
            .url = QUrl(u"http://fhir.example.org/r4/metadata"_s),
            .status = status,
            .contentType = contentType,
            .body = body};
}

/// For a table: Result compares, and FhirResponse does not.
struct Answer
{
    Result<FhirResponse> value;
};

ServerCapabilities capabilities()
{
    ServerCapabilities capabilities;
    capabilities.fhirVersionText = u"4.0.1"_s;
    capabilities.fhirVersion = FhirVersion::R4;
    capabilities.software = u"Another Server 1.0"_s;
    capabilities.formats = {u"application/fhir+json"_s};
    ResourceCapabilities subscription;
    subscription.type = u"Subscription"_s;
    subscription.interactions = {u"create"_s, u"read"_s, u"update"_s, u"delete"_s, u"search-type"_s};
    subscription.operations = {u"$status"_s, u"$events"_s};
    capabilities.subscription = subscription;
    return capabilities;
}

} // namespace

class tst_ServerJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void schemes_data();
    void schemes();
    void clocks_data();
    void clocks();
    void aGoodServerHasNoWarnings();
    void versions_data();
    void versions();
    void profilesAreSuggested();
    void knownProblemsAreToldByVersion();
    void whatSubscriptionLacks();
    void whatOperationsLack_data();
    void whatOperationsLack();
    void webSocketsOnlyWhereTheyAreWanted();
    void formats();
    void access_data();
    void access();
};

void tst_ServerJudge::answers_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part"); // of message and advice
    const QByteArray good = R"({"resourceType":"CapabilityStatement","fhirVersion":"4.0.1","software":{"name":"X"}})";
    const auto row = [](const char *name, const Result<FhirResponse> &answer, const QString &verdict,
                        const QString &part) {
        QTest::newRow(name) << Answer{answer} << verdict << part;
    };
    row("a server", response(200, good), u"ok server"_s, u"X answers within 12 ms"_s);
    row("without a name", response(200, R"({"resourceType":"CapabilityStatement","fhirVersion":"4.0.1"})"),
        u"ok server"_s, u"without a name"_s);
    row("HTML", response(200, "<!DOCTYPE html><html></html>", "text/html"), u"fail server"_s, u"/fhir"_s);
    row("half a JSON", response(200, good.left(40)), u"fail server"_s, u"no FHIR server"_s);
    row("another resource", response(200, R"({"resourceType":"Patient"})"), u"fail server"_s, u"no FHIR server"_s);
    row("nothing", response(200, ""), u"fail server"_s, u"no FHIR server"_s);
    row("404", response(404, "not here", "text/plain"), u"fail server"_s, u"base URL"_s);
    row("500", response(500, "oh", "text/plain"), u"fail server"_s, u"log"_s);
    row("401", response(401, ""), u"fail server"_s, u"in front of"_s);
    row("down", failure(Error::Kind::Retry, u"Connection refused"_s), u"fail server"_s, u"Is the server up"_s);
    row("redirect", failure(Error::Kind::Rejected, u"redirected to http://elsewhere"_s), u"fail server"_s,
        u"redirects to"_s);
    row("TLS", failure(Error::Kind::ActionRequired, u"self-signed"_s), u"fail server"_s, u"tls"_s);
    row("no HTTP", failure(Error::Kind::BadData, u"no answer of HTTP"_s), u"fail server"_s, u"scheme"_s);
}

void tst_ServerJudge::answers()
{
    QFETCH(const Answer, answer);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    const auto finding = ServerJudge(configuration()).judgeAnswer(answer.value, 12ms);
    const auto text = toText({finding});
    QCOMPARE(verdicts({finding}), verdict);
    QVERIFY2(text.contains(part), qPrintable(text));
    QVERIFY(!text.contains("secret"_L1));
    QCOMPARE(finding.subject, u"http://fhir.example.org/r4"_s);
    QCOMPARE(finding.advice.isEmpty(), finding.severity == Finding::Severity::Ok);
}

void tst_ServerJudge::schemes_data()
{
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("https") << u"https://fhir.example.org/r4"_s << true;
    QTest::newRow("http") << u"http://fhir.example.org/r4"_s << false;
    QTest::newRow("http, private") << u"http://192.168.1.5/r4"_s << false;
    QTest::newRow("localhost") << u"http://localhost:8080/fhir"_s << true;
    QTest::newRow("127.0.0.1") << u"http://127.0.0.1:8080/fhir"_s << true;
    QTest::newRow("::1") << u"http://[::1]:8080/fhir"_s << true;
}

void tst_ServerJudge::schemes()
{
    QFETCH(const QString, baseUrl);
    QFETCH(const bool, isGood);
    auto settings = configuration();
    settings.server.baseUrl = QUrl(baseUrl);
    const auto finding = ServerJudge(settings).judgeScheme();
    QCOMPARE(finding.has_value(), !isGood);
    QVERIFY(isGood || verdicts({*finding}) == u"warn tls"_s);
}

void tst_ServerJudge::clocks_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    QTest::newRow("same") << qint64(0) << u"ok clock"_s << u"agree"_s;
    QTest::newRow("5 s") << qint64(5) << u"ok clock"_s << u"agree"_s;
    QTest::newRow("6 s ahead") << qint64(6) << u"warn clock"_s << u"6 s ahead"_s;
    QTest::newRow("59 s behind") << qint64(-59) << u"warn clock"_s << u"59 s behind"_s;
    QTest::newRow("an hour behind") << qint64(-3600) << u"fail clock"_s << u"3600 s behind"_s;
}

void tst_ServerJudge::clocks()
{
    QFETCH(const qint64, seconds);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    const auto finding = ServerJudge::judgeClock(now.addSecs(seconds), now);
    QCOMPARE(verdicts({finding}), verdict);
    QVERIFY2(finding.message.contains(part), qPrintable(finding.message));
    QCOMPARE(verdicts({ServerJudge::judgeClock({}, now)}), u"ok clock"_s);
}

void tst_ServerJudge::aGoodServerHasNoWarnings()
{
    const auto findings = ServerJudge(configuration()).judgeCapabilities(capabilities());
    QCOMPARE(verdicts(findings), u"ok fhirVersion, ok profile, ok subscriptions, ok operations"_s);
}

void tst_ServerJudge::versions_data()
{
    QTest::addColumn<QString>("declared");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    QTest::newRow("as declared") << u"R4"_s << u"4.0.1"_s << u"ok fhirVersion"_s << u"R4 (4.0.1)"_s;
    QTest::newRow("not declared") << QString() << u"4.3.0"_s << u"ok fhirVersion"_s << u"R4B (4.3.0)"_s;
    QTest::newRow("another one") << u"R5"_s << u"4.0.1"_s << u"fail fhirVersion"_s << u"R5 was said"_s;
    QTest::newRow("too old") << QString() << u"3.0.2"_s << u"fail fhirVersion"_s << u"3.0.2"_s;
    QTest::newRow("none") << u"R4"_s << QString() << u"fail fhirVersion"_s << u"no FHIR version"_s;
}

void tst_ServerJudge::versions()
{
    QFETCH(const QString, declared);
    QFETCH(const QString, told);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    auto settings = configuration();
    settings.fhirVersion = fhirVersionFromCode(declared);
    auto server = capabilities();
    server.fhirVersionText = told;
    server.fhirVersion = fhirVersionFromCode(told);
    const auto findings = ofCheck(ServerJudge(settings).judgeCapabilities(server), u"fhirVersion"_s);
    QCOMPARE(verdicts(findings), verdict);
    QVERIFY2(findings.constFirst().message.contains(part), qPrintable(toText(findings)));
}

void tst_ServerJudge::profilesAreSuggested()
{
    auto server = capabilities();
    server.software = u"HAPI FHIR Server 8.10.0"_s;
    server.fhirVersion = FhirVersion::R5;
    const auto strict = ofCheck(ServerJudge(configuration()).judgeCapabilities(server), u"profile"_s);
    QCOMPARE(verdicts(strict), u"warn profile"_s);
    QVERIFY2(strict.constFirst().advice.contains("server.profile: hapi"_L1), qPrintable(toText(strict)));
    const auto hapi = ofCheck(ServerJudge(configuration(u"hapi"_s)).judgeCapabilities(server), u"profile"_s);
    QCOMPARE(verdicts(hapi), u"ok profile"_s);
    server.software = u"Another Server 1.0"_s;
    const auto doubtful = ofCheck(ServerJudge(configuration(u"hapi"_s)).judgeCapabilities(server), u"profile"_s);
    QCOMPARE(verdicts(doubtful), u"warn profile"_s);
}

void tst_ServerJudge::knownProblemsAreToldByVersion()
{
    auto server = capabilities();
    server.software = u"HAPI FHIR Server 8.10.0"_s;
    const auto messages = [&server](FhirVersion version) {
        server.fhirVersion = version;
        return toText(ofCheck(ServerJudge(configuration(u"hapi"_s)).judgeCapabilities(server), u"knownProblem"_s));
    };
    QVERIFY(messages(FhirVersion::R4).contains("none ever fires"_L1));
    QVERIFY(!messages(FhirVersion::R4B).contains("none ever fires"_L1));
    QVERIFY(messages(FhirVersion::R4B).contains("drops it for good"_L1));
}

void tst_ServerJudge::whatSubscriptionLacks()
{
    const ServerJudge judge(configuration());
    auto server = capabilities();
    server.subscription->interactions = {u"read"_s, u"search-type"_s};
    auto findings = ofCheck(judge.judgeCapabilities(server), u"subscriptions"_s);
    QCOMPARE(verdicts(findings), u"warn subscriptions, warn subscriptions"_s);
    QVERIFY(findings.constFirst().message.contains("create, delete missing"_L1));
    QCOMPARE(findings.at(1).subject, u"update"_s);

    server.subscription.reset();
    findings = judge.judgeCapabilities(server);
    QCOMPARE(verdicts(ofCheck(findings, u"subscriptions"_s)), u"fail subscriptions"_s);

    // Where the profile knows that nothing can be changed, that is no news.
    server = capabilities();
    server.subscription->interactions.removeOne(u"update"_s);
    findings = ofCheck(ServerJudge(configuration(u"aidbox"_s)).judgeCapabilities(server), u"subscriptions"_s);
    QCOMPARE(verdicts(findings), u"ok subscriptions"_s);
}

void tst_ServerJudge::whatOperationsLack_data()
{
    QTest::addColumn<QString>("profile");
    QTest::addColumn<QStringList>("announced");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    QTest::newRow("both") << u"hapi"_s << QStringList{u"$status"_s, u"$events"_s} << u"ok operations"_s
                          << u"fetched again"_s;
    QTest::newRow("by the profile") << u"strict"_s << QStringList() << u"ok operations"_s << u"Profile strict says"_s;
    QTest::newRow("neither") << u"hapi"_s << QStringList() << u"warn operations"_s << u"$status, $events"_s;
    QTest::newRow("no $events") << u"hapi"_s << QStringList{u"$status"_s} << u"warn operations"_s << u"_lastUpdated"_s;
    QTest::newRow("no $status") << u"hapi"_s << QStringList{u"$events"_s} << u"warn operations"_s << u"later ones"_s;
}

void tst_ServerJudge::whatOperationsLack()
{
    QFETCH(const QString, profile);
    QFETCH(const QStringList, announced);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    auto server = capabilities();
    server.subscription->operations = announced;
    const auto findings = ofCheck(ServerJudge(configuration(profile)).judgeCapabilities(server), u"operations"_s);
    QCOMPARE(verdicts(findings), verdict);
    QVERIFY2(toText(findings).contains(part), qPrintable(toText(findings)));
}

void tst_ServerJudge::webSocketsOnlyWhereTheyAreWanted()
{
    auto settings = configuration(u"hapi"_s);
    const auto judged = [&settings](const ServerCapabilities &server) {
        return verdicts(ofCheck(ServerJudge(settings).judgeCapabilities(server), u"webSocket"_s));
    };
    QCOMPARE(judged(capabilities()), QString());
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.definition.channel = ChannelType::WebSocket;
    settings.subscriptions.append(subscription);
    QCOMPARE(judged(capabilities()), u"fail webSocket"_s);
    auto server = capabilities();
    server.webSocketUrl = QUrl(u"wss://fhir.example.org/ws"_s);
    QCOMPARE(judged(server), u"ok webSocket"_s);
    server = capabilities();
    server.subscription->operations.append(u"$get-ws-binding-token"_s);
    QCOMPARE(judged(server), u"ok webSocket"_s);
}

void tst_ServerJudge::formats()
{
    const ServerJudge judge(configuration());
    auto server = capabilities();
    server.formats = {u"application/fhir+xml"_s};
    QCOMPARE(verdicts(ofCheck(judge.judgeCapabilities(server), u"format"_s)), u"fail format"_s);
    server.formats = {u"xml"_s, u"json"_s};
    QCOMPARE(verdicts(ofCheck(judge.judgeCapabilities(server), u"format"_s)), QString());
}

void tst_ServerJudge::access_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<bool>("signsIn");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const Result<FhirResponse> &answer, bool signsIn, const QString &verdict,
                        const QString &part) {
        QTest::newRow(name) << Answer{answer} << signsIn << verdict << part;
    };
    row("open", response(200, "{}"), false, u"ok authentication"_s, u"without a login"_s);
    row("let in", response(200, "{}"), true, u"ok authentication"_s, u"let in"_s);
    row("wants a login", response(401, ""), false, u"fail authentication"_s, u"set server.auth"_s);
    row("wrong login", response(401, ""), true, u"fail authentication"_s, u"credentials are wrong"_s);
    row("not allowed", response(403, ""), true, u"fail authentication"_s, u"system/Subscription"_s);
    row("no search", response(405, ""), false, u"warn authentication"_s, u"not found again"_s);
    row("not there", response(404, ""), false, u"warn authentication"_s, u"cannot be searched"_s);
    row("broken", response(500, ""), false, u"fail authentication"_s, u"log"_s);
    row("no token", failure(Error::Kind::ActionRequired, u"the token endpoint refused"_s), true,
        u"fail authentication"_s, u"refused"_s);
}

void tst_ServerJudge::access()
{
    QFETCH(const Answer, answer);
    QFETCH(const bool, signsIn);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    auto settings = configuration();
    settings.server.authentication.type =
        signsIn ? ServerAuthentication::Type::Bearer : ServerAuthentication::Type::None;
    const auto finding = ServerJudge(settings).judgeAccess(answer.value);
    QCOMPARE(verdicts({finding}), verdict);
    QVERIFY2(toText({finding}).contains(part), qPrintable(toText({finding})));
}

QTEST_GUILESS_MAIN(tst_ServerJudge)
#include "tst_serverjudge.moc"
