// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fakefhirserver.h"

#include <Tbs/codec/codec.h>
#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/webhook/httplistener.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

/// A sandbox, a webhook that takes everything, and the command line for both.
class Scene
{
public:
    explicit Scene(FhirVersion fhirVersion = FhirVersion::R4)
        : version(fhirVersion)
        , sandbox(m_clock)
        , m_webhook([](const HttpRequest &, const HttpReply &reply) {
            reply.send({.body = R"({"resourceType":"Bundle","type":"transaction-response"})"});
        })
    {
        if (!sandbox.listen({}) || !m_webhook.listen({})) {
            qFatal("cannot listen");
        }
    }

    /// `tbs subscriptions COMMAND --server ... OPTIONS`
    [[nodiscard]] Captured run(const QString &command, const QStringList &options = {}, bool terminal = false,
                               const QByteArray &input = {}) const
    {
        return runCommand(QStringList{u"subscriptions"_s, command, u"--server"_s, sandbox.baseUrl(version).toString()}
                              + options,
                          input, terminal);
    }
    [[nodiscard]] QString endpoint(const QString &id = u"w"_s) const
    {
        return u"http://127.0.0.1:%1/webhook/%2"_s.arg(m_webhook.port()).arg(id);
    }
    /// Creates one; \return its id.
    [[nodiscard]] QString created(const QStringList &options = {}) const
    {
        const auto captured =
            run(u"create"_s,
                QStringList{u"--topic"_s, SandboxServer::sampleTopic(), u"--endpoint"_s, endpoint(), u"--wait"_s}
                    + options);
        if (captured.exitCode != 0) {
            qWarning("%s", captured.error.constData());
        }
        return captured.lines().value(0).value("id"_L1).toString();
    }
    void closeWebhook() { m_webhook.close(std::chrono::milliseconds(0)); }

    FhirVersion version;

private:
    SystemClock m_clock;

public:
    SandboxServer sandbox;

private:
    HttpListener m_webhook;
};

QStringList arguments(const QString &topic, const QString &endpoint)
{
    return {u"--topic"_s, topic, u"--endpoint"_s, endpoint};
}

} // namespace

class tst_Subscriptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dryRunPrintsTheResource_data();
    void dryRunPrintsTheResource();
    void dryRunSendsNothing();
    void lifeOfASubscription_data();
    void lifeOfASubscription();
    void secretsAreMasked_data();
    void secretsAreMasked();
    void secretsOfAnotherVersionAreMasked();
    void secretsCanBeShown();
    void createRefuses_data();
    void createRefuses();
    void createFromADefinition();
    void createKnowsTheDefaultChannel();
    void createTellsWhatTheServerChanged();
    void createTellsWhatWasThere();
    void whatDoesNotBecomeActive();
    void listNarrows();
    void listTellsOurs();
    void listOfAnotherVersion();
    void listOnATerminal();
    void deleteAsksOnATerminal();
    void deleteOfWhatIsGone();
    void statusTellsDrift();
    void eventsAreLines();
    void eventsThatAreMissing();
    void theBundleAsItCame();
    void serversWithoutOperations();
    void errorsOfTheServer_data();
    void errorsOfTheServer();
};

void tst_Subscriptions::dryRunPrintsTheResource_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void tst_Subscriptions::dryRunPrintsTheResource()
{
    QFETCH(const FhirVersion, version);
    const Scene scene(version);
    const auto captured =
        scene.run(u"create"_s,
                  arguments(u"http://example.org/topic|1"_s, u"https://app.example.org/w"_s)
                      + QStringList{u"--filter"_s, u"Encounter?status=finished&date=ge2024"_s, u"--filter"_s,
                                    u"Encounter?patient=Patient/1"_s, u"--content"_s, u"full-resource"_s,
                                    u"--heartbeat"_s, u"7"_s, u"--timeout"_s, u"8"_s, u"--max-count"_s, u"9"_s,
                                    u"--end"_s, u"2099-12-31T12:00:00+01:00"_s, u"--header"_s, u"X-A: one: two"_s,
                                    u"--dry-run"_s, u"--show-secrets"_s});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QCOMPARE(captured.lines().size(), 1);
    const auto read = codecFor(version).readSubscription(captured.lines().constFirst());
    QVERIFY(read);
    QCOMPARE(read->issues.size(), 0);
    const auto &subscription = read->value;
    QCOMPARE(subscription.topic, u"http://example.org/topic|1"_s);
    QCOMPARE(subscription.filterBy.size(), 3);
    QCOMPARE(subscription.filterBy.at(1).comparator, u"ge"_s);
    QCOMPARE(subscription.endpoint, QUrl(u"https://app.example.org/w"_s));
    QCOMPARE(subscription.content, std::optional(PayloadContent::FullResource));
    QCOMPARE(subscription.heartbeatPeriod, std::optional<quint32>(7));
    QCOMPARE(subscription.timeout, std::optional<quint32>(8));
    QCOMPARE(subscription.maxCount, std::optional<quint32>(9));
    QCOMPARE(subscription.end, QDateTime::fromString(u"2099-12-31T11:00:00Z"_s, Qt::ISODate));
    QCOMPARE(subscription.headers, (QList<SubscriptionHeader>{{u"X-A"_s, u"one: two"_s}}));
    QCOMPARE(subscription.status, SubscriptionStatusCode::Requested);

    const auto webSocket = scene.run(
        u"create"_s, {u"--topic"_s, u"http://example.org/t"_s, u"--channel"_s, u"websocket"_s, u"--dry-run"_s});
    QVERIFY2(webSocket.exitCode == 0, webSocket.error.constData());
    QCOMPARE(codecFor(version).readSubscription(webSocket.lines().constFirst())->value.channelType, u"websocket"_s);
}

void tst_Subscriptions::dryRunSendsNothing()
{
    FakeFhirServer server;
    const auto captured =
        runCommand(QStringList{u"subscriptions"_s, u"create"_s, u"--server"_s, server.baseUrl().toString(),
                               u"--dry-run"_s, u"--fhir-version"_s, u"R5"_s}
                   + arguments(u"http://example.org/t"_s, u"https://app.example.org/w"_s));
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QCOMPARE(server.requestCount(), 0);
    QVERIFY(runCommand(QStringList{u"subscriptions"_s, u"create"_s, u"--server"_s, server.baseUrl().toString(),
                                   u"--dry-run"_s, u"--fhir-version"_s, u"R5"_s}
                           + arguments(u"http://example.org/t"_s, u"https://app.example.org/w"_s),
                       {}, true)
                .output.startsWith("{\n    \""));
}

void tst_Subscriptions::lifeOfASubscription_data()
{
    dryRunPrintsTheResource_data();
}

void tst_Subscriptions::lifeOfASubscription()
{
    QFETCH(const FhirVersion, version);
    const Scene scene(version);
    QCOMPARE(scene.run(u"list"_s).lines().size(), 0);
    const auto id = scene.created();
    QVERIFY(!id.isEmpty());

    const auto listed = scene.run(u"list"_s).lines();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.constFirst().value("id"_L1).toString(), id);
    QCOMPARE(listed.constFirst().value("status"_L1).toString(), u"active"_s);
    QCOMPARE(listed.constFirst().value("endpoint"_L1).toString(), scene.endpoint());
    QVERIFY(listed.constFirst().value("ours"_L1).isNull());

    const auto shown = scene.run(u"show"_s, {u"Subscription/"_s + id});
    QCOMPARE(shown.exitCode, 0);
    QCOMPARE(shown.lines().constFirst().value("resourceType"_L1).toString(), u"Subscription"_s);

    const auto status = scene.run(u"status"_s, {id});
    QCOMPARE(status.exitCode, 0);
    QCOMPARE(status.lines().constFirst().value("status"_L1).toString(), u"active"_s);
    QCOMPARE(status.lines().constFirst().value("drift"_L1), QJsonValue(false));
    QCOMPARE(scene.run(u"status"_s).lines().size(), 1);

    const auto activated = scene.run(u"activate"_s, {id, u"--wait"_s});
    QVERIFY2(activated.exitCode == 0, activated.error.constData());
    QCOMPARE(activated.lines().constFirst().value("status"_L1).toString(), u"active"_s);

    const auto deleted = scene.run(u"delete"_s, {id, u"--yes"_s});
    QCOMPARE(deleted.exitCode, 0);
    QCOMPARE(deleted.lines().constFirst().value("deleted"_L1), QJsonValue(true));
    QCOMPARE(scene.run(u"list"_s).lines().size(), 0);
    const auto gone = scene.run(u"show"_s, {id});
    QCOMPARE(gone.exitCode, 1);
    QCOMPARE(gone.output, QByteArray());
    QVERIFY2(gone.error.contains(id.toUtf8()), gone.error.constData());
}

void tst_Subscriptions::secretsAreMasked_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("profile");
    QTest::newRow("R4") << FhirVersion::R4 << u"strict"_s;
    QTest::newRow("R5") << FhirVersion::R5 << u"strict"_s;
    QTest::newRow("R4B with the elements of R5 besides") << FhirVersion::R4B << u"helios"_s;
}

void tst_Subscriptions::secretsAreMasked()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, profile);
    qputenv("TBS_TEST_TOKEN", "very-secret");
    const Scene scene(version);
    const QStringList header{u"--header-env"_s, u"X-Api-Key=TBS_TEST_TOKEN"_s, u"--profile"_s, profile};
    const auto id = scene.created(header);
    const auto dry = scene.run(u"create"_s,
                               arguments(u"http://example.org/t"_s, u"https://app.example.org/w"_s) + header
                                   + QStringList{u"--dry-run"_s});
    QVERIFY(dry.output.contains("X-Api-Key"));
    QCOMPARE(dry.output.contains("\"parameter\""), version == FhirVersion::R5 || profile == "helios"_L1);
    QVERIFY(dry.output.contains("********"));
    for (const auto &command : {u"list"_s, u"show"_s, u"status"_s, u"activate"_s}) {
        for (const bool terminal : {false, true}) {
            const auto captured = scene.run(command, command == "list"_L1 ? QStringList() : QStringList{id}, terminal);
            QCOMPARE(captured.exitCode, 0);
            QVERIFY2(!captured.output.contains("very-secret"), captured.output.constData());
            QVERIFY2(!captured.error.contains("very-secret"), captured.error.constData());
        }
    }
    QVERIFY(!dry.output.contains("very-secret"));
}

/// Whatever somebody takes it for.
void tst_Subscriptions::secretsOfAnotherVersionAreMasked()
{
    for (const auto version : {FhirVersion::R4, FhirVersion::R5}) {
        const Scene scene(version);
        const auto id = scene.created({u"--header"_s, u"X-Api-Key: very-secret"_s});
        const auto other = version == FhirVersion::R5 ? u"R4B"_s : u"R5"_s;
        const auto captured = scene.run(u"show"_s, {id, u"--fhir-version"_s, other});
        QVERIFY2(!captured.output.contains("very-secret"), captured.output.constData());
        QVERIFY2(!captured.error.contains("very-secret"), captured.error.constData());
    }
}

void tst_Subscriptions::secretsCanBeShown()
{
    const Scene scene;
    const auto id = scene.created({u"--header"_s, u"X-Api-Key: very-secret"_s});
    for (const bool terminal : {false, true}) {
        const auto captured = scene.run(u"show"_s, {id, u"--show-secrets"_s}, terminal);
        QVERIFY2(captured.output.contains("X-Api-Key: very-secret"), captured.output.constData());
    }
}

void tst_Subscriptions::createRefuses_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("part");
    const auto good = arguments(u"http://example.org/t"_s, u"https://app.example.org/w"_s);
    QTest::newRow("relative topic") << arguments(u"encounter"_s, u"https://app.example.org/w"_s)
                                    << QByteArray("encounter");
    QTest::newRow("end in the past") << QStringList(good + QStringList{u"--end"_s, u"2001-01-01T00:00:00Z"_s})
                                     << QByteArray("end");
    QTest::newRow("unset variable") << QStringList(good + QStringList{u"--header-env"_s, u"X=TBS_TEST_UNSET"_s})
                                    << QByteArray("TBS_TEST_UNSET");
    for (const auto &name : {u"Host"_s, u"content-TYPE"_s}) {
        QTest::addRow("header %s", qPrintable(name))
            << QStringList(good + QStringList{u"--header"_s, name + u": very-secret"_s})
            << "--header %1"_L1.arg(name).toUtf8();
    }
    QTest::newRow("header without a value")
        << QStringList(good + QStringList{u"--header"_s, u"X-Key:"_s}) << QByteArray("--header X-Key");
    QTest::newRow("no definitions") << QStringList{u"--webhook-id"_s, u"w"_s} << QByteArray("--config");
    QTest::newRow("topic that the server refuses")
        << arguments(u"http://example.org/other"_s, u"http://127.0.0.1:1/w"_s) << QByteArray("Subscription");
}

void tst_Subscriptions::createRefuses()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, part);
    const Scene scene;
    const auto captured = scene.run(u"create"_s, options);
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains(part), captured.error.constData());
    QVERIFY(!captured.error.contains("very-secret"));
    QCOMPARE(scene.run(u"list"_s).lines().size(), 0);
}

void tst_Subscriptions::createFromADefinition()
{
    const Scene scene;
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tbs.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("webhook:\n  publicUrl: https://app.example.org\n  token: very-secret\n"
               "subscriptions:\n  - topic: http://example.org/t\n    webhookId: one\n    heartbeatPeriod: 33\n"
               "    headers: {X-Gateway: gateway-secret, X-Sender: clinic}\n");
    file.close();
    const QStringList options{u"--config"_s, file.fileName(), u"--webhook-id"_s};
    const auto captured = scene.run(
        u"create"_s, options + QStringList{u"one"_s, u"--max-count"_s, u"5"_s, u"--dry-run"_s, u"--show-secrets"_s});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    const auto subscription = codecFor(FhirVersion::R4).readSubscription(captured.lines().constFirst())->value;
    QCOMPARE(subscription.endpoint, QUrl(u"https://app.example.org/webhook/one"_s));
    QCOMPARE(subscription.heartbeatPeriod, std::optional<quint32>(33));
    QCOMPARE(subscription.maxCount, std::optional<quint32>(5));
    QCOMPARE(subscription.headers,
             (QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"very-secret"_s},
                                        {u"X-Gateway"_s, u"gateway-secret"_s},
                                        {u"X-Sender"_s, u"clinic"_s}}));
    const auto other = scene.run(
        u"create"_s,
        options + QStringList{u"one"_s, u"--header"_s, u"x-sender: ward"_s, u"--dry-run"_s, u"--show-secrets"_s});
    const auto changed = codecFor(FhirVersion::R4).readSubscription(other.lines().constFirst())->value;
    QCOMPARE(changed.headers.size(), 3);
    QCOMPARE(changed.headers.constLast(), (SubscriptionHeader{u"x-sender"_s, u"ward"_s}));
    const auto token =
        scene.run(u"create"_s, options + QStringList{u"one"_s, u"--header"_s, u"x-api-key: other"_s, u"--dry-run"_s});
    QCOMPARE(token.exitCode, 1);
    QVERIFY2(token.error.contains("--header x-api-key") && token.error.contains("webhook.tokenHeader"),
             token.error.constData());
    const auto unknown = scene.run(u"create"_s, options + QStringList{u"two"_s});
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.error.contains("'two'") && unknown.error.contains("one"), unknown.error.constData());
}

/// The defaults of a file are for its definitions; what is said on the command line is a rest-hook unless it says so.
void tst_Subscriptions::createKnowsTheDefaultChannel()
{
    const Scene scene;
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tbs.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("server: {baseUrl: 'https://fhir.example.org'}\nmanageSubscriptions: true\n"
               "defaults: {channel: websocket}\n"
               "subscriptions:\n  - topic: http://example.org/t\n    webhookId: one\n");
    file.close();
    const auto channelOf = [&](const QStringList &options) {
        const auto captured =
            scene.run(u"create"_s, QStringList{u"--config"_s, file.fileName(), u"--dry-run"_s} + options);
        const auto subscription = codecFor(FhirVersion::R4).readSubscription(captured.lines().value(0));
        return subscription ? subscription->value.channelType : QString::fromUtf8(captured.error);
    };
    QCOMPARE(channelOf({u"--webhook-id"_s, u"one"_s}), u"websocket"_s);
    QCOMPARE(channelOf({u"--topic"_s, u"http://example.org/t"_s, u"--endpoint"_s, u"https://app.example.org/w"_s}),
             u"rest-hook"_s);
    const QStringList endpoint{u"--webhook-id"_s, u"one"_s, u"--endpoint"_s, u"https://app.example.org/w"_s};
    const auto refused = channelOf(endpoint);
    QVERIFY2(refused.contains(u"--endpoint"_s) && refused.contains(u"websocket"_s) && refused.contains(u"'one'"_s),
             qPrintable(refused));
    QCOMPARE(channelOf(endpoint + QStringList{u"--channel"_s, u"rest-hook"_s}), u"rest-hook"_s);
}

void tst_Subscriptions::createTellsWhatTheServerChanged()
{
    FakeFhirServer server;
    server.answer("POST", u"Subscription"_s, [](const FakeRequest &request) {
        auto resource = request.json();
        resource.insert(u"id"_s, u"7"_s);
        resource.insert(u"heartbeatPeriod"_s, 600);
        resource.insert(u"status"_s, u"active"_s);
        return FakeAnswer::json(resource, 201);
    });
    const auto captured = runCommand(QStringList{u"subscriptions"_s, u"create"_s, u"--server"_s,
                                                 server.baseUrl().toString(), u"--fhir-version"_s, u"R5"_s}
                                     + arguments(u"http://example.org/t"_s, u"https://app.example.org/w"_s));
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QVERIFY2(captured.error.contains("heartbeatPeriod") && captured.error.contains("600"), captured.error.constData());
}

void tst_Subscriptions::createTellsWhatWasThere()
{
    const Scene scene;
    const auto id = scene.created();
    const auto again = scene.run(u"create"_s, arguments(SandboxServer::sampleTopic(), scene.endpoint()));
    QVERIFY2(again.exitCode == 0, again.error.constData());
    QCOMPARE(again.lines().constFirst().value("id"_L1).toString(), id);
    QVERIFY2(again.error.contains("was there before"), again.error.constData());
    QCOMPARE(scene.run(u"list"_s).lines().size(), 1);
}

void tst_Subscriptions::whatDoesNotBecomeActive()
{
    Scene scene;
    scene.closeWebhook();
    const auto captured = scene.run(
        u"create"_s, arguments(SandboxServer::sampleTopic(), scene.endpoint()) + QStringList{u"--wait=20s"_s});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().constFirst().value("status"_L1).toString(), u"error"_s);
    QVERIFY2(captured.error.contains("is in error"), captured.error.constData());

    auto faults = scene.sandbox.faults();
    faults.staysRequested = true;
    scene.sandbox.setFaults(faults);
    const auto stuck = scene.run(
        u"create"_s, arguments(SandboxServer::sampleTopic(), scene.endpoint(u"x"_s)) + QStringList{u"--wait=700ms"_s});
    QCOMPARE(stuck.exitCode, 1);
    QVERIFY2(stuck.error.contains("still requested"), stuck.error.constData());
}

void tst_Subscriptions::listNarrows()
{
    const Scene scene;
    QVERIFY(!scene.created().isEmpty());
    const auto count = [&scene](const QStringList &options) {
        return scene.run(u"list"_s, options).lines().size();
    };
    QCOMPARE(count({u"--status"_s, u"active"_s}), 1);
    QCOMPARE(count({u"--status"_s, u"error"_s}), 0);
    QCOMPARE(count({u"--topic"_s, SandboxServer::sampleTopic()}), 1);
    QCOMPARE(count({u"--topic"_s, SandboxServer::sampleTopic() + u"|9"_s}), 1);
    QCOMPARE(count({u"--topic"_s, u"http://example.org/other"_s}), 0);
    QVERIFY(scene.run(u"list"_s, {u"--status"_s, u"off"_s}).error.contains("None of the server's 1"));
}

void tst_Subscriptions::listTellsOurs()
{
    const Scene scene;
    QVERIFY(!scene.created().isEmpty());
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tbs.yaml"_s));
    const auto listed = [&](const QByteArray &publicUrl, const QByteArray &id) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
            qFatal("cannot write");
        }
        file.write("webhook:\n  publicUrl: " + publicUrl + "\nsubscriptions:\n  - topic: "
                   + SandboxServer::sampleTopic().toUtf8() + "\n    webhookId: " + id + '\n');
        file.close();
        return scene.run(u"list"_s, {u"--config"_s, file.fileName()}).lines().value(0);
    };
    const auto here = QUrl(scene.endpoint()).resolved(QUrl(u"/"_s)).toEncoded();
    const auto ours = listed(here, "w");
    QCOMPARE(ours.value("ours"_L1), QJsonValue(true));
    QCOMPARE(ours.value("webhookId"_L1).toString(), u"w"_s);
    const auto leftOver = listed(here, "other");
    QCOMPARE(leftOver.value("ours"_L1), QJsonValue(true));
    QVERIFY(leftOver.value("webhookId"_L1).isNull());
    const auto others = listed("https://elsewhere.example.org", "w");
    QCOMPARE(others.value("ours"_L1), QJsonValue(false));
}

void tst_Subscriptions::listOfAnotherVersion()
{
    const Scene scene(FhirVersion::R4);
    const auto id = scene.created();
    QCOMPARE(scene.run(u"list"_s, {u"--fhir-version"_s, u"R4"_s}).error, QByteArray());
    const auto captured = scene.run(u"list"_s, {u"--fhir-version"_s, u"R5"_s});
    QCOMPARE(captured.exitCode, 0);
    QVERIFY2(captured.error.contains("not as FHIR R5 has them") && captured.error.contains(id.toUtf8()),
             captured.error.constData());
}

void tst_Subscriptions::listOnATerminal()
{
    const Scene scene;
    const auto id = scene.created();
    const auto text = scene.run(u"list"_s, {}, true).output;
    QVERIFY2(text.startsWith("ID "), text.constData());
    QVERIFY2(text.contains('\n' + id.toUtf8() + "  active  "), text.constData());
    QVERIFY(!text.contains('{'));
    QCOMPARE(scene.run(u"list"_s, {u"--table"_s}).output, text);
}

void tst_Subscriptions::deleteAsksOnATerminal()
{
    const Scene scene;
    const auto id = scene.created();
    const auto nobody = scene.run(u"delete"_s, {id});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.error.contains("--yes"), nobody.error.constData());
    const auto no = scene.run(u"delete"_s, {id}, true, "n\n");
    QCOMPARE(no.exitCode, 1);
    QVERIFY2(no.error.contains(scene.endpoint().toUtf8()), no.error.constData());
    QCOMPARE(scene.run(u"list"_s).lines().size(), 1);
    const auto yes = scene.run(u"delete"_s, {id}, true, "yes\n");
    QCOMPARE(yes.exitCode, 0);
    QCOMPARE(scene.run(u"list"_s).lines().size(), 0);
}

void tst_Subscriptions::deleteOfWhatIsGone()
{
    const Scene scene;
    const auto captured = scene.run(u"delete"_s, {u"nothing"_s, u"--yes"_s});
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.lines().constFirst().value("deleted"_L1), QJsonValue(true));
}

void tst_Subscriptions::statusTellsDrift()
{
    FakeFhirServer server;
    const QJsonObject subscription{{u"resourceType"_s, u"Subscription"_s},
                                   {u"id"_s, u"1"_s},
                                   {u"status"_s, u"active"_s},
                                   {u"topic"_s, u"http://example.org/t"_s}};
    const QJsonObject status{{u"resourceType"_s, u"SubscriptionStatus"_s},
                             {u"status"_s, u"error"_s},
                             {u"type"_s, u"query-status"_s},
                             {u"eventsSinceSubscriptionStart"_s, u"9007199254740993"_s},
                             {u"subscription"_s, QJsonObject{{u"reference"_s, u"Subscription/1"_s}}},
                             {u"error"_s, QJsonArray{QJsonObject{{u"text"_s, u"no-response"_s}}}}};
    server.answer("GET", u"Subscription/1"_s, FakeAnswer::json(subscription));
    server.answer("GET", u"Subscription/1/$status"_s,
                  FakeAnswer::json({{u"resourceType"_s, u"Bundle"_s},
                                    {u"type"_s, u"searchset"_s},
                                    {u"entry"_s, QJsonArray{QJsonObject{{u"resource"_s, status}}}}}));
    const QStringList question{u"subscriptions"_s,          u"status"_s,         u"1"_s, u"--server"_s,
                               server.baseUrl().toString(), u"--fhir-version"_s, u"R5"_s};
    const auto captured = runCommand(question);
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    const auto line = captured.lines().constFirst();
    QCOMPARE(line.value("resourceStatus"_L1).toString(), u"active"_s);
    QCOMPARE(line.value("status"_L1).toString(), u"error"_s);
    QCOMPARE(line.value("drift"_L1), QJsonValue(true));
    QCOMPARE(line.value("eventsSinceSubscriptionStart"_L1).toString(), u"9007199254740993"_s);
    QCOMPARE(line.value("errors"_L1).toArray(), QJsonArray{u"no-response"_s});
    const auto text = runCommand(question, {}, true).output;
    QVERIFY2(text.contains("no-response"), text.constData());
}

void tst_Subscriptions::eventsAreLines()
{
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        Scene scene(version);
        const auto id = scene.created();
        for (int i = 0; i < 3; ++i) {
            QVERIFY(!scene.sandbox.fireSampleEvent(version).isEmpty());
        }
        QTRY_COMPARE(scene.run(u"status"_s, {id}).lines().value(0).value("eventsSinceSubscriptionStart"_L1).toString(),
                     u"3"_s);
        const auto all = scene.run(u"events"_s, {id});
        QVERIFY2(all.exitCode == 0, all.error.constData());
        QCOMPARE(all.lines(u"event"_s).size(), 3);
        QCOMPARE(all.lines().constLast().value("eventNumber"_L1).toString(), u"3"_s);
        QVERIFY(all.lines().constFirst().value("focus"_L1).toString().startsWith("Encounter/"_L1));
        const auto some = scene.run(u"events"_s, {id, u"--since"_s, u"2"_s, u"--until"_s, u"2"_s});
        QCOMPARE(some.lines().size(), 1);
        QCOMPARE(some.lines().constFirst().value("eventNumber"_L1).toString(), u"2"_s);
        const auto later = scene.run(u"events"_s, {id, u"--since"_s, u"4"_s});
        QCOMPARE(later.exitCode, 0);
        QVERIFY2(later.error.contains("no events"), later.error.constData());
    }
}

void tst_Subscriptions::eventsThatAreMissing()
{
    Scene scene;
    const auto id = scene.created();
    QVERIFY(!scene.sandbox.fireSampleEvent(scene.version).isEmpty());
    const auto captured = scene.run(u"events"_s, {id, u"--since"_s, u"1"_s, u"--until"_s, u"5"_s});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QCOMPARE(captured.lines().size(), 1);
    QVERIFY2(captured.error.contains("2-5 of 1-5"), captured.error.constData());
}

void tst_Subscriptions::theBundleAsItCame()
{
    Scene scene;
    const auto id = scene.created();
    QVERIFY(!scene.sandbox.fireSampleEvent(scene.version).isEmpty());
    const auto captured =
        scene.run(u"events"_s,
                  {id, u"--since"_s, u"1"_s, u"--until"_s, u"1"_s, u"--bundle"_s, u"--content"_s, u"full-resource"_s});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QCOMPARE(QJsonDocument::fromJson(captured.output).object().value("resourceType"_L1).toString(), u"Bundle"_s);
    const auto judged = runCommand({u"validate"_s, u"-"_s}, captured.output);
    QCOMPARE(judged.exitCode, 0);
    QVERIFY(judged.lines().constFirst().value("resources"_L1).toInt() > 0);
}

void tst_Subscriptions::serversWithoutOperations()
{
    FakeFhirServer server;
    const QJsonObject subscription{{u"resourceType"_s, u"Subscription"_s},
                                   {u"id"_s, u"1"_s},
                                   {u"status"_s, u"active"_s},
                                   {u"topic"_s, u"http://example.org/t"_s}};
    server.answer("GET", u"Subscription/1"_s, FakeAnswer::json(subscription));
    const auto asked = [&server](const QStringList &arguments) {
        return runCommand(QStringList{u"subscriptions"_s} + arguments
                          + QStringList{u"--server"_s, server.baseUrl().toString(), u"--fhir-version"_s, u"R5"_s});
    };
    const auto status = asked({u"status"_s, u"1"_s});
    QCOMPARE(status.exitCode, 1);
    QCOMPARE(status.lines().size(), 1);
    QVERIFY(!status.lines().constFirst().value("message"_L1).toString().isEmpty());
    const auto events = asked({u"events"_s, u"1"_s});
    QCOMPARE(events.exitCode, 1);
    QVERIFY2(events.error.contains("--until"), events.error.constData());
    const auto range = asked({u"events"_s, u"1"_s, u"--until"_s, u"3"_s});
    QCOMPARE(range.exitCode, 1);
    QVERIFY2(range.error.contains("$events"), range.error.constData());
}

void tst_Subscriptions::errorsOfTheServer_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << QByteArray("no JSON object");
    QTest::newRow("500") << FakeAnswer::outcome(500, u"out of order"_s) << QByteArray("out of order");
    QTest::newRow("401") << FakeAnswer::outcome(401, u"who are you?"_s) << QByteArray("who are you?");
    QTest::newRow("half") << FakeAnswer::text(200, R"({"resourceType":"Sub)", "application/fhir+json")
                          << QByteArray("Subscription");
    QTest::newRow("redirect") << FakeAnswer::redirect("http://127.0.0.2:9/Subscription") << QByteArray("127.0.0.2");
    QTest::newRow("closed") << FakeAnswer::close() << QByteArray("Subscription");
}

void tst_Subscriptions::errorsOfTheServer()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QByteArray, part);
    FakeFhirServer server;
    server.answerOthers([answer](const FakeRequest &) { return answer; });
    const QList<QStringList> commands{
        {u"list"_s},
        {u"show"_s, u"1"_s},
        {u"status"_s},
        {u"status"_s, u"1"_s},
        {u"events"_s, u"1"_s, u"--until"_s, u"2"_s},
        {u"activate"_s, u"1"_s},
        {u"delete"_s, u"1"_s, u"--yes"_s},
        QStringList{u"create"_s} + arguments(u"http://example.org/t"_s, u"https://app.example.org/w"_s),
    };
    for (const auto &command : commands) {
        const auto captured =
            runCommand(QStringList{u"subscriptions"_s} + command
                       + QStringList{u"--server"_s, server.baseUrl().toString(), u"--fhir-version"_s, u"R4"_s});
        if (command.constFirst() == "delete"_L1 && captured.exitCode == 0) {
            continue; // an answer of 200 is a success, whatever is in it
        }
        QVERIFY2(captured.exitCode == 1, qPrintable(command.join(u' ')));
        const QByteArray told = captured.error + captured.output;
        QVERIFY2(told.contains(part), qPrintable(command.join(u' ') + u": "_s + QString::fromUtf8(told)));
    }
}

QTEST_GUILESS_MAIN(tst_Subscriptions)
#include "tst_subscriptions.moc"
