// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"
#include "infernoserver.h"
#include "mockclock.h"

#include <Tbs/client/staticauthentication.h>
#include <Tbs/service/topicsubscriptions.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/webhook/webhookserver.h>

#include <QJsonArray>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr auto topic = "http://fhirserver.org/topics/patient-admission"_L1;
constexpr auto backport = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/"_L1;

/// The client requirements of inferno-requirements-1.1.0.csv: which function shows that we meet them, or why none does.
struct Requirement
{
    int id;
    const char *shownBy;
    const char *reason = nullptr;
};

constexpr Requirement requirements[] = {
    {17, "lostAndRepeatedNotifications"},
    {23, "workflow"},
    {24, "workflow"},
    {61, nullptr, "MAY, not verifiable by Inferno: custom channels are not spoken"},
    {64, "subscriptionThatIsSent"},
    {68, "subscriptionThatIsSent"},
    {71, "workflow"},
    {76, "subscriptionThatIsSent"},
    {81, "errorIsFoundAndReactivated"},
    {82, "errorIsFoundAndReactivated"},
    {85, "lostAndRepeatedNotifications"},
    {86, "subscriptionThatIsSent"},
    {88, nullptr, "MAY, not tested by Inferno: notifications come in the server's version"},
    {96, "subscriptionThatIsSent"},
    {116, "lostAndRepeatedNotifications"},
    {132, nullptr, "MAY, not verifiable by Inferno: the guide does not say what must be supported"},
};

QString extensionValue(const QJsonObject &element, QLatin1StringView name, const QString &valueName)
{
    const auto extensions = element[u"extension"].toArray();
    for (const auto extension : extensions) {
        if (extension[u"url"] == QString(backport + name)) {
            return extension[valueName].toString();
        }
    }
    return {};
}

} // namespace

/// A client of the library and the server of Inferno's client suite.
class Flow
{
public:
    explicit Flow(PayloadContent content = PayloadContent::IdOnly)
        : client({.baseUrl = inferno.baseUrl()}, network, clock,
                 std::make_shared<StaticAuthentication>(
                     HttpHeaders{StaticAuthentication::bearer(Test::InfernoServer::accessToken)}))
        , subscriptions(FhirVersion::R4, {.payloadContent = content, .heartbeatPeriod = 0})
    {
        subscriptions.define(
            {.topic = topic,
             .filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"patient"_s, .value = u"Patient/123"_s}},
             .webhookId = u"admission"_s},
            [this](const EventContext &event) {
                handled.append(event.eventNumber()->toString() + u' ' + event.reference());
                recovered.append(event.isRecovered());
            });
        QObject::connect(&subscriptions, &TopicSubscriptions::notificationStored, &subscriptions,
                         [this](const auto &stored) { issues += stored->arrived.issues; });
    }

    /// Listens, registers, and waits until the Subscription is there.
    void start()
    {
        QVERIFY(server.listen({}));
        const auto ready = subscriptions.setup(server,
                                               {.webhookToken = "hook-secret",
                                                .webhookTokenHeader = "Authorization",
                                                .appUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(server.port())),
                                                .fhirClient = &client,
                                                .manageSubscriptions = true,
                                                .handleDeliveryErrors = true,
                                                .store = std::make_unique<MemoryStore>(),
                                                .clock = &clock});
        QVERIFY2(ready, ready ? "" : qPrintable(ready.error().constFirst().toString()));
        QTRY_VERIFY(!inferno.created().isEmpty());
    }

    Test::MockClock clock;
    Test::InfernoServer inferno;
    QNetworkAccessManager network;
    FhirClient client;
    WebhookServer server;
    TopicSubscriptions subscriptions;
    QStringList handled;
    QList<bool> recovered;
    QList<Issue> issues;
};

/// Plays Inferno's R4 client suite against the library, and the requirements it is made of row by row.
class TestInfernoClientFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequirementHasItsTest();
    void workflow_data();
    void workflow();
    void subscriptionThatIsSent_data();
    void subscriptionThatIsSent();
    void lostAndRepeatedNotifications();
    void errorIsFoundAndReactivated();
    void withoutTheTokenNothingIsRegistered();

private:
    static void contents();
};

void TestInfernoClientFlow::contents()
{
    QTest::addColumn<PayloadContent>("content");
    QTest::newRow("empty") << PayloadContent::Empty;
    QTest::newRow("id-only") << PayloadContent::IdOnly;
    QTest::newRow("full-resource") << PayloadContent::FullResource;
}

/// The list of the test kit: every row that is about clients is in the table above, and its function exists.
void TestInfernoClientFlow::everyRequirementHasItsTest()
{
    for (const auto &requirement : requirements) {
        QVERIFY((requirement.shownBy == nullptr) != (requirement.reason == nullptr));
        if (requirement.shownBy) {
            const auto signature = QByteArray(requirement.shownBy) + "()";
            QVERIFY2(metaObject()->indexOfSlot(signature.constData()) >= 0, requirement.shownBy);
        }
    }
    const auto path = Test::sharedPath(u"fhir-examples/real-servers/inferno-requirements-1.1.0.csv"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        QSKIP("The requirements are not at hand.");
    }
    QList<int> known;
    for (const auto &requirement : requirements) {
        known.append(requirement.id);
    }
    // Fields hold line breaks and commas; the beginnings of rows and their actor do not.
    static const QRegularExpression row(
        uR"(^hl7\.fhir\.uv\.subscriptions_1\.1\.0,(\d+),[^,]*,("(?:[^"]|"")*"|[^,"]*),[^,]*,Client,)"_s,
        QRegularExpression::MultilineOption);
    QList<int> listed;
    for (auto match = row.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();) {
        listed.append(match.next().captured(1).toInt());
    }
    QCOMPARE(listed, known);
}

void TestInfernoClientFlow::workflow_data()
{
    contents();
}

/// Create, handshake, event, $status: what Inferno's run consists of.
void TestInfernoClientFlow::workflow()
{
    QFETCH(const PayloadContent, content);
    Flow flow(content);
    flow.start();
    const auto channel = flow.inferno.created()[u"channel"].toObject();
    QCOMPARE(channel[u"type"], u"rest-hook"_s);
    QCOMPARE(channel[u"endpoint"], flow.subscriptions.endpoint(u"admission"_s).toString());

    QSignalSpy activated(flow.subscriptions.management()->registrar(), &SubscriptionRegistrar::activated);
    QCOMPARE(flow.inferno.sendHandshake(), 200);
    QTRY_VERIFY((flow.clock.advance(1s), activated.size() == 1)); // the handshake says requested: it has to be read

    QCOMPARE(flow.inferno.sendEvent(1, content), 200);
    QTRY_COMPARE(flow.handled.size(), 1);
    QCOMPARE(flow.handled.constFirst(), content == PayloadContent::Empty ? u"1 "_s : u"1 Encounter/e1"_s);
    QVERIFY2(flow.issues.isEmpty(), qPrintable(flow.issues.isEmpty() ? QString() : flow.issues.constFirst().message));

    auto *monitor = flow.subscriptions.management()->monitor();
    QSignalSpy checked(monitor, &DeliveryMonitor::statusChecked);
    monitor->check(u"admission"_s);
    QTRY_VERIFY(std::any_of(checked.cbegin(), checked.cend(), [](const auto &arguments) {
        const auto report = arguments.at(1).template value<StatusReport>();
        return report.status == SubscriptionStatusCode::Active && report.count == 1U;
    }));
    QCOMPARE(flow.inferno.rest().requests("POST", u"Subscription"_s).size(), 1);
}

void TestInfernoClientFlow::subscriptionThatIsSent_data()
{
    contents();
}

void TestInfernoClientFlow::subscriptionThatIsSent()
{
    QFETCH(const PayloadContent, content);
    Flow flow(content);
    flow.start();
    const auto sent = flow.inferno.created();
    QCOMPARE(sent[u"status"], u"requested"_s);
    QCOMPARE(sent[u"criteria"], QString(topic));
    QVERIFY(!sent[u"reason"].toString().isEmpty());
    QVERIFY(sent[u"meta"][u"profile"].toArray().contains(QString(backport + "backport-subscription"_L1)));
    QCOMPARE(extensionValue(sent[u"_criteria"].toObject(), "backport-filter-criteria"_L1, u"valueString"_s),
             u"Encounter?patient=Patient/123"_s);
    const auto channel = sent[u"channel"].toObject();
    QCOMPARE(channel[u"payload"], u"application/fhir+json"_s);
    QCOMPARE(extensionValue(channel[u"_payload"].toObject(), "backport-payload-content"_L1, u"valueCode"_s),
             toCode(content));
    QCOMPARE(channel[u"header"].toArray(), QJsonArray{u"Authorization: Bearer hook-secret"_s});
    const QRegularExpression crossVersion(uR"(http://hl7\.org/fhir/[0-9]+\.[0-9]+/StructureDefinition/)"_s);
    QVERIFY(!QString::fromUtf8(QJsonDocument(sent).toJson()).contains(crossVersion));
}

/// A lost event is fetched by $events, in the content that was asked for; a repeated one is not handled again.
void TestInfernoClientFlow::lostAndRepeatedNotifications()
{
    Flow flow;
    flow.start();
    QCOMPARE(flow.inferno.sendHandshake(), 200);
    QCOMPARE(flow.inferno.sendEvent(1, PayloadContent::IdOnly), 200);
    QCOMPARE(flow.inferno.sendEvent(1, PayloadContent::IdOnly), 200);
    QCOMPARE(flow.inferno.sendEvent(4, PayloadContent::IdOnly), 200);
    QTRY_COMPARE(flow.handled.size(), 2);
    // The gap counts as one after a while, during which overlapping requests may arrive.
    QTRY_VERIFY((flow.clock.advance(1s), flow.handled.size() == 4));
    QCOMPARE(flow.handled,
             (QStringList{u"1 Encounter/e1"_s, u"4 Encounter/e4"_s, u"2 Encounter/e2"_s, u"3 Encounter/e3"_s}));
    QCOMPARE(flow.recovered, (QList<bool>{false, false, true, true}));
    const auto &asked = flow.inferno.rest().requests();
    const auto events = std::find_if(asked.cbegin(), asked.cend(),
                                     [](const auto &request) { return request.path.endsWith("$events"_L1); });
    QVERIFY(events != asked.cend());
    QCOMPARE(events->queryValue(u"eventsSinceNumber"_s), u"2"_s);
    QCOMPARE(events->queryValue(u"eventsUntilNumber"_s), u"3"_s);
    QCOMPARE(events->queryValue(u"content"_s), u"id-only"_s);
}

void TestInfernoClientFlow::errorIsFoundAndReactivated()
{
    Flow flow;
    flow.start();
    QCOMPARE(flow.inferno.sendHandshake(), 200);
    QCOMPARE(flow.inferno.sendEvent(1, PayloadContent::IdOnly), 200);
    flow.inferno.fail();
    flow.subscriptions.management()->monitor()->check(u"admission"_s);
    QTRY_VERIFY((flow.clock.advance(5s), flow.inferno.status() == "requested"_L1));
    QCOMPARE(flow.inferno.rest().requests("POST", u"Subscription"_s).size(), 1);
    QCOMPARE(flow.inferno.sendHandshake(), 200);
    const auto *monitor = flow.subscriptions.management()->monitor();
    QTRY_VERIFY(
        (flow.clock.advance(1s), monitor->health(monitor->subscriptions().constFirst()).state == HealthState::Active));
}

void TestInfernoClientFlow::withoutTheTokenNothingIsRegistered()
{
    Test::MockClock clock;
    Test::InfernoServer inferno;
    QNetworkAccessManager network;
    FhirClient client({.baseUrl = inferno.baseUrl()}, network, clock);
    WebhookServer server;
    QVERIFY(server.listen({}));
    TopicSubscriptions subscriptions(FhirVersion::R4, {.heartbeatPeriod = 0});
    subscriptions.define({.topic = topic, .webhookId = u"admission"_s}, [](const EventContext &) {});
    QVERIFY(subscriptions.setup(server,
                                {.appUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(server.port())),
                                 .fhirClient = &client,
                                 .manageSubscriptions = true,
                                 .clock = &clock}));
    Error error;
    QObject::connect(subscriptions.management(), &ManagedSubscriptions::began, &subscriptions, [&] {
        QObject::connect(subscriptions.management()->registrar(), &SubscriptionRegistrar::failed, &subscriptions,
                         [&error](const QString &, const Error &found) { error = found; });
    });
    QTRY_VERIFY(!error.message.isEmpty());
    QCOMPARE(error.kind, Error::Kind::ActionRequired);
    QVERIFY2(error.message.contains("401"_L1), qPrintable(error.message));
    QVERIFY(inferno.created().isEmpty());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestInfernoClientFlow)

#include "tst_infernoclientflow.moc"
