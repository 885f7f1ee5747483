// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fakefhirserver.h"

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/support/clock.h>
#include <Tbs/webhook/httplistener.h>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

/// A webhook that takes everything, and refuses GET as ours do.
void answer(const HttpRequest &request, const HttpReply &reply)
{
    if (request.method == "POST") {
        reply.send({.body = R"({"resourceType":"Bundle","type":"transaction-response"})"});
        return;
    }
    reply.send({.status = 405, .body = R"({"resourceType":"OperationOutcome"})", .headers = {{"Allow", "POST"}}});
}

/// A sandbox, a webhook and a tbs.yaml for both.
class Scene
{
public:
    explicit Scene(FhirVersion fhirVersion = FhirVersion::R4)
        : version(fhirVersion)
        , sandbox(m_clock)
        , webhook(answer)
    {
        if (!sandbox.listen({}) || !webhook.listen({.edgeThreads = 0})) {
            qFatal("cannot listen");
        }
        port = webhook.port();
        write(definition("one"));
    }

    static QByteArray definition(const QByteArray &id, const QByteArray &more = {})
    {
        return "  - topic: " + SandboxServer::sampleTopic().toUtf8() + "\n    webhookId: " + id + '\n' + more;
    }
    void write(const QByteArray &definitions, const QByteArray &more = {}) const
    {
        QFile file(configuration());
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) {
            qFatal("cannot write");
        }
        file.write("server:\n  baseUrl: " + sandbox.baseUrl(version).toEncoded()
                   + "\nwebhook:\n  token: very-secret\n  publicUrl: http://127.0.0.1:" + QByteArray::number(port)
                   + '\n' + more + "subscriptions:\n" + definitions);
    }
    [[nodiscard]] QString configuration() const { return m_folder.filePath(u"tbs.yaml"_s); }
    [[nodiscard]] Captured run(const QString &command, const QStringList &options = {}, bool terminal = false,
                               const QByteArray &input = {}) const
    {
        return runCommand(QStringList{command, u"--config"_s, configuration()} + options, input, terminal);
    }
    /// The actions of `tbs plan`.
    [[nodiscard]] QStringList planned(const QStringList &options = {}) const
    {
        QStringList actions;
        const auto captured = run(u"plan"_s, options);
        if (captured.exitCode != 0) {
            return {QString::fromUtf8(captured.error)};
        }
        for (const auto &line : captured.lines()) {
            actions.append(line.value("action"_L1).toString());
        }
        actions.sort();
        return actions;
    }
    /// `tbs subscriptions list`
    [[nodiscard]] QList<QJsonObject> subscriptions() const
    {
        return runCommand({u"subscriptions"_s, u"list"_s, u"--config"_s, configuration()}).lines();
    }

    FhirVersion version;

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;

public:
    SandboxServer sandbox;
    HttpListener webhook;
    quint16 port = 0;
};

} // namespace

class tst_Plan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fromNothingToAllAndBack_data();
    void fromNothingToAllAndBack();
    void theDetailedExitCode();
    void differencesAreShown();
    void nothingSecretIsShown();
    void planChangesNothing();
    void deletionsAreConfirmed();
    void pruning();
    void nothingListens();
    void anotherListens();
    void waitsUntilTheyAreActive();
    void failedStepsAreTold();
    void configurationsThatDoNotDo_data();
    void configurationsThatDoNotDo();
    void badServers_data();
    void badServers();
};

void tst_Plan::fromNothingToAllAndBack_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void tst_Plan::fromNothingToAllAndBack()
{
    QFETCH(const FhirVersion, version);
    const Scene scene(version);
    scene.write(Scene::definition("one") + Scene::definition("two", "    heartbeatPeriod: 0\n"));
    QCOMPARE(scene.planned(), (QStringList{u"create"_s, u"create"_s}));

    const auto applied = scene.run(u"apply"_s, {u"--wait"_s});
    QVERIFY2(applied.exitCode == 0, applied.error.constData());
    QCOMPARE(applied.lines().size(), 2);
    for (const auto &line : applied.lines()) {
        QCOMPARE(line.value("result"_L1).toString(), u"created"_s);
        QCOMPARE(line.value("status"_L1).toString(), u"active"_s);
        QVERIFY(line.value("subscription"_L1).toString().startsWith("Subscription/"_L1));
    }
    QCOMPARE(scene.planned(), (QStringList{u"keep"_s, u"keep"_s}));

    // Again: nothing is changed.
    const auto before = scene.subscriptions();
    const auto again = scene.run(u"apply"_s);
    QVERIFY2(again.exitCode == 0, again.error.constData());
    QCOMPARE(again.lines().constFirst().value("result"_L1).toString(), u"kept"_s);
    QCOMPARE(scene.subscriptions(), before);

    scene.write(Scene::definition("one", "    heartbeatPeriod: 300\n"));
    QCOMPARE(scene.planned(), QStringList{u"update"_s});
    QCOMPARE(scene.planned({u"--prune"_s}), (QStringList{u"delete"_s, u"update"_s}));
    const auto changed = scene.run(u"apply"_s, {u"--prune"_s, u"--yes"_s, u"--wait"_s});
    QVERIFY2(changed.exitCode == 0, changed.error.constData());
    QCOMPARE(scene.subscriptions().size(), 1);
    QCOMPARE(scene.subscriptions().constFirst().value("heartbeatPeriod"_L1).toInt(), 300);
    QCOMPARE(scene.planned(), QStringList{u"keep"_s});
}

void tst_Plan::theDetailedExitCode()
{
    const Scene scene;
    QCOMPARE(scene.run(u"plan"_s).exitCode, 0);
    QCOMPARE(scene.run(u"plan"_s, {u"--detailed-exitcode"_s}).exitCode, 3);
    QCOMPARE(scene.run(u"apply"_s).exitCode, 0);
    QCOMPARE(scene.run(u"plan"_s, {u"--detailed-exitcode"_s}).exitCode, 0);
}

void tst_Plan::differencesAreShown()
{
    const Scene scene;
    const auto created = scene.run(u"plan"_s, {}, true).output;
    QVERIFY2(created.startsWith("+    one  create: "), created.constData());
    QVERIFY2(created.contains("       topic             " + SandboxServer::sampleTopic().toUtf8()),
             created.constData());
    QCOMPARE(scene.run(u"apply"_s).exitCode, 0);
    scene.write(Scene::definition("one", "    heartbeatPeriod: 300\n    payloadContent: empty\n"));
    const auto captured = scene.run(u"plan"_s);
    QStringList elements;
    for (const auto &value : captured.lines().constFirst().value("differences"_L1).toArray()) {
        const auto difference = value.toObject();
        elements.append(u"%1 %2 %3"_s.arg(difference.value("element"_L1).toString(),
                                          difference.value("actual"_L1).toString(),
                                          difference.value("wanted"_L1).toString()));
    }
    QVERIFY2(elements.contains(u"heartbeatPeriod 20 300"_s) || elements.contains(u"heartbeatPeriod 20 s 300 s"_s),
             qPrintable(elements.join(u'\n')));
    QVERIFY2(elements.contains(u"content id-only empty"_s), qPrintable(elements.join(u'\n')));
    const auto text = scene.run(u"plan"_s, {}, true);
    QVERIFY2(text.output.startsWith("~    one  Subscription/"), text.output.constData());
    QVERIFY2(text.output.contains("id-only -> empty"), text.output.constData());
    QVERIFY2(text.error.contains("Plan: 1 to update"), text.error.constData());
    QVERIFY(scene.run(u"plan"_s, {u"--table"_s}).output == text.output);
}

void tst_Plan::nothingSecretIsShown()
{
    const Scene scene;
    scene.write(Scene::definition("one", "    headers: {X-Gateway: gateway-very-secret}\n"));
    QCOMPARE(scene.run(u"apply"_s).exitCode, 0);
    QCOMPARE(scene.planned(), QStringList{u"keep"_s});
    QFile file(scene.configuration());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll().replace("very-secret", "other-secret");
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
    file.close();
    for (const bool terminal : {false, true}) {
        const auto captured = scene.run(u"plan"_s, {}, terminal);
        QVERIFY2(captured.output.contains("X-Api-Key"), captured.output.constData());
        QVERIFY2(captured.output.contains("X-Gateway"), captured.output.constData());
        QVERIFY2(!captured.output.contains("-secret"), captured.output.constData());
        QVERIFY2(!captured.error.contains("-secret"), captured.error.constData());
    }
}

void tst_Plan::planChangesNothing()
{
    const Scene scene;
    QCOMPARE(scene.planned(), QStringList{u"create"_s});
    QCOMPARE(scene.subscriptions().size(), 0);
}

void tst_Plan::deletionsAreConfirmed()
{
    const Scene scene;
    scene.write(Scene::definition("one") + Scene::definition("two"));
    QCOMPARE(scene.run(u"apply"_s).exitCode, 0);
    scene.write(Scene::definition("one"));
    const auto nobody = scene.run(u"apply"_s, {u"--prune"_s});
    QCOMPARE(nobody.exitCode, 1);
    QVERIFY2(nobody.error.contains("--yes"), nobody.error.constData());
    const auto no = scene.run(u"apply"_s, {u"--prune"_s}, true, "n\n");
    QCOMPARE(no.exitCode, 1);
    QVERIFY2(no.output.startsWith("-    Subscription/"), no.output.constData());
    QCOMPARE(scene.subscriptions().size(), 2);
    const auto yes = scene.run(u"apply"_s, {u"--prune"_s}, true, "y\n");
    QVERIFY2(yes.exitCode == 0, yes.error.constData());
    QVERIFY2(yes.output.contains("deleted"), yes.output.constData());
    QCOMPARE(scene.subscriptions().size(), 1);
}

void tst_Plan::pruning()
{
    const Scene scene;
    scene.write(Scene::definition("one") + Scene::definition("two"));
    QCOMPARE(scene.run(u"apply"_s).exitCode, 0);
    scene.write(Scene::definition("one"));
    QCOMPARE(scene.planned(), QStringList{u"keep"_s});
    scene.write(Scene::definition("one"), "manageSubscriptions:\n  prune: true\n");
    QCOMPARE(scene.planned(), (QStringList{u"delete"_s, u"keep"_s}));
    QCOMPARE(scene.planned({u"--no-prune"_s}), QStringList{u"keep"_s});
}

void tst_Plan::nothingListens()
{
    Scene scene;
    scene.webhook.close(std::chrono::milliseconds(0));
    const auto captured = scene.run(u"apply"_s);
    QCOMPARE(captured.exitCode, 1);
    QVERIFY2(captured.error.contains("tbs listen"), captured.error.constData());
    QVERIFY2(captured.error.contains("--no-check"), captured.error.constData());
    QCOMPARE(scene.subscriptions().size(), 0);
    const auto all = scene.run(u"apply"_s, {u"--no-check"_s, u"--wait=20s"_s});
    QCOMPARE(all.exitCode, 1); // it is there, and in error
    QCOMPARE(scene.subscriptions().size(), 1);
}

void tst_Plan::anotherListens()
{
    Scene scene;
    FakeFhirServer other;
    scene.port = static_cast<quint16>(other.baseUrl().port());
    scene.write(Scene::definition("one"));
    other.answerOthers([](const FakeRequest &) { return FakeAnswer::outcome(401, u"no"_s); });
    const auto token = scene.run(u"apply"_s);
    QCOMPARE(token.exitCode, 1);
    QVERIFY2(token.error.contains("token"), token.error.constData());
    other.answerOthers([](const FakeRequest &) { return FakeAnswer::outcome(404, u"no"_s); });
    const auto path = scene.run(u"apply"_s);
    QCOMPARE(path.exitCode, 1);
    QVERIFY2(path.error.contains("knows no such webhook"), path.error.constData());
    QCOMPARE(scene.subscriptions().size(), 0);
    other.answerOthers([](const FakeRequest &) { return FakeAnswer::text(200, "welcome"); });
    const auto foreign = scene.run(u"apply"_s);
    QCOMPARE(foreign.exitCode, 0);
    QVERIFY2(foreign.error.contains("does not look like"), foreign.error.constData());
    QCOMPARE(scene.subscriptions().size(), 1);
}

void tst_Plan::waitsUntilTheyAreActive()
{
    Scene scene;
    scene.sandbox.setFaults({.staysRequested = true});
    const auto captured = scene.run(u"apply"_s, {u"--wait=1s"_s});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().constFirst().value("status"_L1).toString(), u"requested"_s);
    QVERIFY2(captured.error.contains("still requested"), captured.error.constData());
}

void tst_Plan::failedStepsAreTold()
{
    const Scene scene;
    scene.write(Scene::definition("one") + "  - topic: http://example.org/unknown\n    webhookId: two\n");
    const auto captured = scene.run(u"apply"_s);
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().size(), 2);
    QCOMPARE(captured.lines().at(0).value("result"_L1).toString(), u"created"_s);
    QCOMPARE(captured.lines().at(1).value("result"_L1).toString(), u"failed"_s);
    QVERIFY(!captured.lines().at(1).value("message"_L1).toString().isEmpty());
}

void tst_Plan::configurationsThatDoNotDo_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("no server") << QByteArray("webhook:\n  publicUrl: http://127.0.0.1:1\n")
                               << QByteArray("server.baseUrl");
    QTest::newRow("no definitions") << QByteArray("server:\n  baseUrl: http://127.0.0.1:1\nfhirVersion: R4\n")
                                    << QByteArray("definitions");
    QTest::newRow("no public URL") << QByteArray("server:\n  baseUrl: http://127.0.0.1:1\nfhirVersion: R4\n"
                                                 "subscriptions:\n  - topic: http://example.org/t\n")
                                   << QByteArray("publicUrl");
    QTest::newRow("broken") << QByteArray("server: [\n") << QByteArray("tbs.yaml");
}

void tst_Plan::configurationsThatDoNotDo()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QByteArray, part);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tbs.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(yaml);
    file.close();
    for (const auto &command : {u"plan"_s, u"apply"_s}) {
        const auto captured = runCommand({command, u"--config"_s, file.fileName()});
        QCOMPARE(captured.exitCode, 1);
        QCOMPARE(captured.output, QByteArray());
        QVERIFY2(captured.error.contains(part), captured.error.constData());
    }
}

void tst_Plan::badServers_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << QByteArray("no JSON object");
    QTest::newRow("500") << FakeAnswer::outcome(500, u"out of order"_s) << QByteArray("out of order");
    QTest::newRow("403") << FakeAnswer::outcome(403, u"not you"_s) << QByteArray("not you");
    QTest::newRow("closed") << FakeAnswer::close() << QByteArray("Subscription");
    QTest::newRow("redirect elsewhere") << FakeAnswer::redirect("http://127.0.0.2:9/x") << QByteArray("127.0.0.2");
}

void tst_Plan::badServers()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QByteArray, part);
    FakeFhirServer server;
    server.answerOthers([answer](const FakeRequest &) { return answer; });
    const Scene scene;
    for (const auto &command : {u"plan"_s, u"apply"_s}) {
        const auto captured =
            scene.run(command, {u"--server"_s, server.baseUrl().toString(), u"--fhir-version"_s, u"R4"_s});
        QCOMPARE(captured.exitCode, 1);
        QCOMPARE(captured.output, QByteArray());
        QVERIFY2(captured.error.contains(part), captured.error.constData());
    }
    for (const auto &request : server.requests()) {
        QCOMPARE(request.method, "GET"); // what cannot be looked at is not changed
    }
}

QTEST_GUILESS_MAIN(tst_Plan)
#include "tst_plan.moc"
