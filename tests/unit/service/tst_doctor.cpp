// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakefhirserver.h"
#include "findings.h"

#include <Tbs/service/doctor.h>
#include <Tbs/support/clock.h>

#include <QJsonArray>
#include <QNetworkAccessManager>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const auto topicUrl = u"http://example.org/SubscriptionTopic/admission"_s;

QJsonObject capabilityStatement()
{
    QJsonArray interactions;
    for (const auto &code : {u"create"_s, u"read"_s, u"update"_s, u"delete"_s, u"search-type"_s}) {
        interactions.append(QJsonObject{{u"code"_s, code}});
    }
    const QJsonObject subscription{{u"type"_s, u"Subscription"_s}, {u"interaction"_s, interactions}};
    return {{u"resourceType"_s, u"CapabilityStatement"_s},
            {u"fhirVersion"_s, u"4.3.0"_s},
            {u"format"_s, QJsonArray{u"json"_s}},
            {u"software"_s, QJsonObject{{u"name"_s, u"Another"_s}}},
            {u"rest"_s, QJsonArray{QJsonObject{{u"mode"_s, u"server"_s}, {u"resource"_s, QJsonArray{subscription}}}}}};
}

QJsonObject topic()
{
    return {{u"resourceType"_s, u"SubscriptionTopic"_s},
            {u"id"_s, u"1"_s},
            {u"url"_s, topicUrl},
            {u"status"_s, u"active"_s},
            {u"resourceTrigger"_s, QJsonArray{QJsonObject{{u"resource"_s, u"Encounter"_s}}}}};
}

FakeAnswer dated(FakeAnswer answer, const QDateTime &date)
{
    const auto text = QLocale::c().toString(date.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    answer.headers.emplaceBack("Date", text.toLatin1());
    return answer;
}

/// A server that is well, and a webhook of ours.
class Surroundings
{
public:
    Surroundings()
    {
        server.answer("GET", u"metadata"_s, [](const FakeRequest &) {
            return dated(FakeAnswer::json(capabilityStatement()), QDateTime::currentDateTimeUtc());
        });
        server.answer("GET", u"Subscription"_s, FakeAnswer::searchset({}));
        server.answer("GET", u"SubscriptionTopic"_s, FakeAnswer::searchset({topic()}));
        auto refusal = FakeAnswer::outcome(405, u"Notifications are sent by POST."_s);
        refusal.headers.emplaceBack("Allow", "POST");
        hook.answer("GET", u"/webhook/w"_s, refusal);
        configuration.server.baseUrl = server.baseUrl();
        configuration.webhook.publicUrl = hook.url(u"/"_s);
        configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"very-secret"_s, {}};
    }

    void define(const QString &url)
    {
        SubscriptionConfiguration subscription;
        subscription.definition.topic = url;
        subscription.definition.webhookId = u"w"_s;
        configuration.subscriptions.append(subscription);
    }

    std::unique_ptr<Doctor> doctor()
    {
        FhirClientOptions options{.baseUrl = configuration.server.baseUrl, .timeout = 500ms};
        options.retry.attempts = 1;
        client = std::make_unique<FhirClient>(options, network, clock);
        return std::make_unique<Doctor>(*client, network, clock,
                                        DoctorOptions{.configuration = configuration, .timeout = 500ms});
    }

    QList<Finding> examined()
    {
        const auto doctor = this->doctor();
        QSignalSpy found(doctor.get(), &Doctor::found);
        const auto future = doctor->examine();
        if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000)) {
            return {};
        }
        const auto findings = future.result();
        for (qsizetype i = 0; i < findings.size(); ++i) {
            if (found.value(i).value(0).value<Finding>() != findings.at(i)) {
                return {}; // each is told when it is made
            }
        }
        return findings;
    }

    FakeFhirServer server;
    FakeFhirServer hook;
    Configuration configuration;

private:
    SystemClock clock;
    QNetworkAccessManager network;
    std::unique_ptr<FhirClient> client;
};

} // namespace

class tst_Doctor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aServerAlone();
    void definitionsAndTheirWebhook();
    void badServers_data();
    void badServers();
    void theServerIsDown();
    void refusedAccessEndsTheQuestions_data();
    void refusedAccessEndsTheQuestions();
    void topicsThatCannotBeAskedFor();
    void unknownTopicsAreFailures();
    void endlessPagesEnd();
    void clocksAreCompared();
    void nothingListens();
    void unknownHosts();
    void webSocketsNeedNoWebhook();
    void nothingSecretIsTold();
    void nothingIsChanged();
    void destroyedInTheMiddle();
};

void tst_Doctor::initTestCase()
{
    qRegisterMetaType<Finding>("Tbs::Finding");
}

void tst_Doctor::aServerAlone()
{
    Surroundings surroundings;
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(findings),
             u"ok server, ok clock, ok fhirVersion, ok profile, ok subscriptions, ok operations, ok authentication, "
             "ok topics"_s);
}

void tst_Doctor::definitionsAndTheirWebhook()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(findings.mid(8)), u"ok topic, warn subscription, ok publicUrl, ok token, ok webhook"_s);
    // The token is shown to the webhook as the server will show it.
    QCOMPARE(surroundings.hook.requests().constFirst().header("X-Api-Key"), "very-secret");
}

void tst_Doctor::badServers_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const FakeAnswer &answer, const QString &part) {
        QTest::newRow(name) << answer << part;
    };
    row("HTML", FakeAnswer::text(200, "<html>hello</html>"), u"no FHIR server"_s);
    row("half a JSON", FakeAnswer::text(200, R"({"resourceType":"Capab)", "application/fhir+json"),
        u"no FHIR server"_s);
    row("500", FakeAnswer::text(500, "oh"), u"status 500"_s);
    row("404", FakeAnswer::text(404, "none"), u"base URL"_s);
    row("redirect elsewhere", FakeAnswer::redirect("http://elsewhere.example.org/metadata"), u"redirects to"_s);
    row("redirect in a circle", FakeAnswer::redirect("metadata"), u"redirects to"_s);
    row("closed", FakeAnswer::close(), u"Is the server up"_s);
    row("never answers", FakeAnswer::json({}).hold(), u"no answer within"_s);
    row("no HTTP", FakeAnswer{.raw = "SSH-2.0-OpenSSH_9.2\r\n"}, u"server"_s);
}

void tst_Doctor::badServers()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QString, part);
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.server.answer("GET", u"metadata"_s, answer);
    const auto findings = surroundings.examined();
    QVERIFY(!findings.isEmpty());
    QCOMPARE(verdicts({findings.constFirst()}), u"fail server"_s);
    QVERIFY2(toText(findings).contains(part), qPrintable(toText(findings)));
    // Nothing more is asked of it; our own side is looked at all the same.
    QCOMPARE(surroundings.server.requests("GET", u"Subscription"_s).size(), 0);
    QCOMPARE(verdicts(ofCheck(findings, u"webhook"_s)), u"ok webhook"_s);
}

void tst_Doctor::theServerIsDown()
{
    Surroundings surroundings;
    surroundings.server.stop();
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(findings), u"fail server"_s);
    QVERIFY2(findings.constFirst().advice.contains("Is the server up"_L1), qPrintable(toText(findings)));
}

void tst_Doctor::refusedAccessEndsTheQuestions_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("401") << 401 << u"fail authentication"_s;
    QTest::newRow("403") << 403 << u"fail authentication"_s;
    QTest::newRow("500") << 500 << u"fail authentication"_s;
}

void tst_Doctor::refusedAccessEndsTheQuestions()
{
    QFETCH(const int, status);
    QFETCH(const QString, verdict);
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.server.answer("GET", u"Subscription"_s, FakeAnswer::outcome(status, u"no"_s));
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"authentication"_s)), verdict);
    QCOMPARE(verdicts(ofCheck(findings, u"topics"_s)), QString());
    QCOMPARE(verdicts(ofCheck(findings, u"webhook"_s)), u"ok webhook"_s);
}

void tst_Doctor::topicsThatCannotBeAskedFor()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.server.answer("GET", u"SubscriptionTopic"_s, FakeAnswer::outcome(500, u"broken"_s));
    const auto findings = surroundings.examined();
    QVERIFY2(!ofCheck(findings, u"topics"_s).isEmpty(), qPrintable(toText(findings)));
    QVERIFY(ofCheck(findings, u"topics"_s).constFirst().severity != Finding::Severity::Ok);
    QCOMPARE(verdicts(ofCheck(findings, u"topic"_s)), u"warn topic"_s);
}

void tst_Doctor::unknownTopicsAreFailures()
{
    Surroundings surroundings;
    surroundings.define(topicUrl + u'2');
    const auto findings = ofCheck(surroundings.examined(), u"topic"_s);
    QCOMPARE(verdicts(findings), u"fail topic"_s);
    QVERIFY(findings.constFirst().message.contains(topicUrl));
    QCOMPARE(worstOf(findings), Finding::Severity::Failure);
}

void tst_Doctor::endlessPagesEnd()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.server.answer("GET", u"Subscription"_s, [&surroundings](const FakeRequest &request) {
        const auto page = request.queryValue(u"page"_s).toInt();
        const auto next = surroundings.server.url(u"Subscription"_s).toString() + u"?page=%1"_s.arg(page % 3 + 1);
        return FakeAnswer::searchset({}, next);
    });
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"webhook"_s)), u"ok webhook"_s);
    QCOMPARE(verdicts(ofCheck(findings, u"subscription"_s)), u"fail subscription"_s);
}

void tst_Doctor::clocksAreCompared()
{
    Surroundings surroundings;
    surroundings.server.answer(
        "GET", u"metadata"_s,
        dated(FakeAnswer::json(capabilityStatement()), QDateTime::currentDateTimeUtc().addSecs(600)));
    const auto findings = ofCheck(surroundings.examined(), u"clock"_s);
    QCOMPARE(verdicts(findings), u"fail clock"_s);
    QVERIFY2(findings.constFirst().message.contains("ahead"_L1), qPrintable(toText(findings)));
}

void tst_Doctor::nothingListens()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.hook.stop();
    const auto findings = ofCheck(surroundings.examined(), u"webhook"_s);
    QCOMPARE(verdicts(findings), u"warn webhook"_s);
    QVERIFY(findings.constFirst().advice.contains("tbs listen"_L1));
}

void tst_Doctor::unknownHosts()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.configuration.webhook.publicUrl = QUrl(u"http://nowhere.invalid"_s);
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"publicHost"_s)), u"fail publicHost"_s);
    QCOMPARE(verdicts(ofCheck(findings, u"webhook"_s)), QString());
    QCOMPARE(verdicts(ofCheck(findings, u"subscription"_s)), u"warn subscription"_s);
}

void tst_Doctor::webSocketsNeedNoWebhook()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    surroundings.configuration.subscriptions.first().definition.channel = ChannelType::WebSocket;
    surroundings.configuration.webhook.publicUrl.clear();
    const auto findings = surroundings.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"publicUrl"_s)), QString());
    QCOMPARE(verdicts(ofCheck(findings, u"webSocket"_s)), u"ok webSocket"_s);
}

void tst_Doctor::nothingSecretIsTold()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    auto &server = surroundings.configuration.server;
    server.authentication.type = ServerAuthentication::Type::Bearer;
    server.authentication.token = {ConfiguredSecret::Origin::Inline, u"very-secret"_s, {}};
    surroundings.server.answer("GET", u"Subscription"_s, FakeAnswer::outcome(401, u"no"_s));
    QVERIFY(!toText(surroundings.examined()).contains("very-secret"_L1));
}

void tst_Doctor::nothingIsChanged()
{
    Surroundings surroundings;
    surroundings.define(topicUrl);
    QVERIFY(!surroundings.examined().isEmpty());
    for (const auto *server : {&surroundings.server, &surroundings.hook}) {
        for (const auto &request : server->requests()) {
            QCOMPARE(request.method, "GET");
        }
    }
}

void tst_Doctor::destroyedInTheMiddle()
{
    Surroundings surroundings;
    surroundings.server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilityStatement()).hold());
    auto doctor = surroundings.doctor();
    const auto future = doctor->examine();
    QTRY_COMPARE(surroundings.server.heldAnswers(), 1);
    doctor.reset();
    QVERIFY(future.isCanceled());
    QCOMPARE(future.resultCount(), 0);
    surroundings.server.release();
    QVERIFY(!surroundings.examined().isEmpty());
}

QTEST_GUILESS_MAIN(tst_Doctor)
#include "tst_doctor.moc"
