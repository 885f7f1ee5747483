// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fakefhirserver.h"
#include "selfsignedcertificate.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

QJsonObject capabilityStatement(const QString &fhirVersion)
{
    return {{u"resourceType"_s, u"CapabilityStatement"_s}, {u"fhirVersion"_s, fhirVersion}};
}

QJsonObject topic(const QString &id, const QString &title = {})
{
    return {{u"resourceType"_s, u"SubscriptionTopic"_s},
            {u"id"_s, id},
            {u"url"_s, u"http://example.org/topic/"_s + id},
            {u"title"_s, title},
            {u"status"_s, u"active"_s},
            {u"resourceTrigger"_s,
             QJsonArray{QJsonObject{{u"resource"_s, u"Encounter"_s},
                                    {u"supportedInteraction"_s, QJsonArray{u"create"_s, u"update"_s}}}}},
            {u"canFilterBy"_s,
             QJsonArray{QJsonObject{{u"resource"_s, u"Encounter"_s},
                                    {u"filterParameter"_s, u"date"_s},
                                    {u"comparator"_s, QJsonArray{u"ge"_s, u"lt"_s}},
                                    {u"modifier"_s, QJsonArray{u"missing"_s}},
                                    {u"description"_s, u"By its beginning"_s}}}}};
}

/// Of R5, with one topic.
void makeGood(FakeFhirServer &server, const QString &title = u"Something began"_s)
{
    server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilityStatement(u"5.0.0"_s)));
    server.answer("GET", u"SubscriptionTopic"_s, FakeAnswer::searchset({topic(u"begun"_s, title)}));
}

QStringList topicsOf(const FakeFhirServer &server, const QStringList &options = {})
{
    return QStringList{u"topics"_s, u"--server"_s, server.baseUrl().toString()} + options;
}

} // namespace

class tst_Topics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsThoseOfTheSandbox_data();
    void listsThoseOfTheSandbox();
    void linesHaveEverything();
    void oneWhole();
    void unknownTopic();
    void noTopics();
    void showsTextOnATerminal();
    void outputCanBeChosen();
    void badServers_data();
    void badServers();
    void theServerIsDown();
    void endlessPagesEnd();
    void noTokenGoesElsewhere();
    void signsIn_data();
    void signsIn();
    void credentialsThatAreNotThere_data();
    void credentialsThatAreNotThere();
    void trustsTheAuthorityThatIsNamed();
    void takesTheConfiguration();
    void theLoginOfTheFileStaysWithItsServer();
    void theFileOfTheFolderIsTaken();
};

void tst_Topics::listsThoseOfTheSandbox_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void tst_Topics::listsThoseOfTheSandbox()
{
    QFETCH(const FhirVersion, version);
    SystemClock clock;
    SandboxServer sandbox(clock);
    QVERIFY(sandbox.listen({}));
    const auto captured = runCommand({u"topics"_s, u"--server"_s, sandbox.baseUrl(version).toString()});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    const auto lines = captured.lines();
    QVERIFY(!lines.isEmpty());
    QCOMPARE(lines.constFirst().value("url"_L1).toString(), SandboxServer::sampleTopic());
    QCOMPARE(lines.constFirst().value("status"_L1).toString(), u"active"_s);
    QVERIFY(!lines.constFirst().value("filters"_L1).toArray().isEmpty());
    QVERIFY(!lines.constFirst().value("triggers"_L1).toArray().isEmpty());

    const auto embedded = runCommand({u"topics"_s, u"--sandbox="_s + toCode(version)});
    QVERIFY2(embedded.exitCode == 0, embedded.error.constData());
    QCOMPARE(embedded.lines(), lines);
}

void tst_Topics::linesHaveEverything()
{
    FakeFhirServer server;
    makeGood(server);
    const auto lines = runCommand(topicsOf(server)).lines();
    QCOMPARE(lines.size(), 1);
    const auto &line = lines.constFirst();
    QCOMPARE(line.value("url"_L1).toString(), u"http://example.org/topic/begun"_s);
    QCOMPARE(line.value("title"_L1).toString(), u"Something began"_s);
    QCOMPARE(line.value("reference"_L1).toString(), u"SubscriptionTopic/begun"_s);
    QCOMPARE(line.value("sources"_L1).toArray(), QJsonArray{u"SubscriptionTopic"_s});
    const auto filter = line.value("filters"_L1).toArray().at(0).toObject();
    QCOMPARE(filter.value("filterParameter"_L1).toString(), u"date"_s);
    QCOMPARE(filter.value("comparators"_L1).toArray(), (QJsonArray{u"ge"_s, u"lt"_s}));
    QCOMPARE(filter.value("modifiers"_L1).toArray(), QJsonArray{u"missing"_s});
    const auto trigger = line.value("triggers"_L1).toArray().at(0).toObject();
    QCOMPARE(trigger.value("resource"_L1).toString(), u"Encounter"_s);
    QCOMPARE(trigger.value("interactions"_L1).toArray(), (QJsonArray{u"create"_s, u"update"_s}));
    QVERIFY(!line.contains("resource"_L1));
}

void tst_Topics::oneWhole()
{
    FakeFhirServer server;
    makeGood(server);
    server.answer("GET", u"SubscriptionTopic"_s, FakeAnswer::searchset({topic(u"begun"_s), topic(u"ended"_s)}));
    for (const auto &name : {u"http://example.org/topic/ended"_s, u"ended"_s, u"SubscriptionTopic/ended"_s}) {
        const auto captured = runCommand(topicsOf(server, {u"--topic"_s, name}));
        QCOMPARE(captured.exitCode, 0);
        QCOMPARE(captured.lines().size(), 1);
        QCOMPARE(captured.lines().constFirst().value("resource"_L1).toObject().value("id"_L1).toString(), u"ended"_s);
    }
    const auto text = runCommand(topicsOf(server, {u"--topic"_s, u"ended"_s, u"--table"_s})).output;
    QVERIFY2(text.contains("By its beginning"), text.constData());
}

void tst_Topics::unknownTopic()
{
    FakeFhirServer server;
    makeGood(server);
    const auto captured = runCommand(topicsOf(server, {u"--topic"_s, u"http://example.org/topic/other"_s}));
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains("http://example.org/topic/other"), captured.error.constData());
}

void tst_Topics::noTopics()
{
    FakeFhirServer server;
    makeGood(server);
    server.answer("GET", u"SubscriptionTopic"_s, FakeAnswer::searchset({}));
    const auto captured = runCommand(topicsOf(server));
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains("no topic"), captured.error.constData());
}

void tst_Topics::showsTextOnATerminal()
{
    FakeFhirServer server;
    makeGood(server, u"\u001b[2Jwild"_s);
    const auto plain = runCommand(topicsOf(server), {}, true).output;
    QVERIFY2(plain.startsWith("http://example.org/topic/begun  active  "), plain.constData());
    QVERIFY2(plain.contains("Encounter?date"), plain.constData());
    QVERIFY2(plain.contains("ge lt :missing"), plain.constData());
    QVERIFY2(plain.contains("create, update"), plain.constData());
    QVERIFY2(plain.contains("SubscriptionTopic as SubscriptionTopic/begun"), plain.constData());
    QVERIFY(!plain.contains('\033'));
    QVERIFY(!plain.contains('{'));
    QVERIFY(runCommand(topicsOf(server), {}, true, true).output.contains("\033[32mactive"));
}

void tst_Topics::outputCanBeChosen()
{
    FakeFhirServer server;
    makeGood(server);
    QCOMPARE(runCommand(topicsOf(server, {u"--json"_s}), {}, true, true).lines().size(), 1);
    const auto table = runCommand(topicsOf(server, {u"--table"_s})).output;
    QVERIFY(table.startsWith("http://example.org/topic/begun"));
    QVERIFY(!table.contains('\t'));
}

void tst_Topics::badServers_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char *name, const char *path, const FakeAnswer &answer, const QByteArray &part) {
        QTest::newRow(name) << QString::fromLatin1(path) << answer << part;
    };
    row("HTML", "metadata", FakeAnswer::text(200, "<html>hello</html>"), "no JSON object");
    row("500", "metadata", FakeAnswer::outcome(500, u"out of order"_s), "out of order");
    row("half a JSON", "metadata", FakeAnswer::text(200, R"({"resourceType":"Cap)", "application/fhir+json"),
        "metadata");
    row("redirect elsewhere", "metadata", FakeAnswer::redirect("http://127.0.0.2:9/fhir/metadata"), "127.0.0.2");
    row("401", "metadata", FakeAnswer::outcome(401, u"who are you?"_s), "who are you?");
    row("another resource", "metadata", FakeAnswer::json({{u"resourceType"_s, u"Patient"_s}}), "Patient");
    row("old version", "metadata", FakeAnswer::json(capabilityStatement(u"3.0.2"_s)), "3.0.2");
    row("no HTTP", "metadata", FakeAnswer{.raw = "SSH-2.0-x\r\n"}, "metadata");
    row("closed", "metadata", FakeAnswer::close(), "metadata");
    row("never answers", "metadata", FakeAnswer::json({}).hold(), "no answer within");
}

void tst_Topics::badServers()
{
    QFETCH(const QString, path);
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QByteArray, part);
    FakeFhirServer server;
    makeGood(server);
    server.answer("GET", path, answer);
    const auto captured = runCommand(topicsOf(server, {u"--request-timeout"_s, u"300ms"_s}));
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains(part), captured.error.constData());
    QVERIFY2(captured.error.contains("tbs doctor"), captured.error.constData());
}

void tst_Topics::theServerIsDown()
{
    FakeFhirServer server;
    server.stop();
    const auto captured = runCommand(topicsOf(server));
    QCOMPARE(captured.exitCode, 1);
    QVERIFY2(captured.error.contains("metadata"), captured.error.constData());
    // Also when it is not asked for its version.
    const auto told = runCommand(topicsOf(server, {u"--fhir-version"_s, u"R4"_s}));
    QCOMPARE(told.exitCode, 1);
    QVERIFY(!told.error.isEmpty());
}

void tst_Topics::endlessPagesEnd()
{
    FakeFhirServer server;
    makeGood(server);
    server.answer("GET", u"SubscriptionTopic"_s, [&server](const FakeRequest &) {
        return FakeAnswer::searchset({topic(u"begun"_s)}, server.url(u"SubscriptionTopic"_s).toString() + u"?page=2"_s);
    });
    const auto captured = runCommand(topicsOf(server));
    QVERIFY2(captured.error.contains("SubscriptionTopic"), captured.error.constData());
    QVERIFY(server.requestCount() < 20);
}

void tst_Topics::noTokenGoesElsewhere()
{
    FakeFhirServer server;
    FakeFhirServer elsewhere;
    makeGood(server);
    qputenv("TBS_TEST_TOKEN", "very-secret");
    server.answer("GET", u"SubscriptionTopic"_s,
                  FakeAnswer::redirect(elsewhere.url(u"SubscriptionTopic"_s).toEncoded()));
    const auto captured = runCommand(topicsOf(server, {u"--token-env"_s, u"TBS_TEST_TOKEN"_s}));
    QCOMPARE(elsewhere.requestCount(), 0);
    QVERIFY(server.requestCount() > 0);
    QVERIFY(!captured.error.contains("very-secret"));
    QVERIFY(!captured.output.contains("very-secret"));
}

void tst_Topics::signsIn_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("none") << QStringList() << QByteArray("Authorization") << QByteArray();
    QTest::newRow("token") << QStringList{u"--token-env"_s, u"TBS_TEST_TOKEN"_s} << QByteArray("Authorization")
                           << QByteArray("Bearer very-secret");
    QTest::newRow("basic") << QStringList{u"--username"_s, u"me"_s, u"--password-env"_s, u"TBS_TEST_TOKEN"_s}
                           << QByteArray("Authorization")
                           << QByteArray("Basic " + QByteArray("me:very-secret").toBase64());
    QTest::newRow("header") << QStringList{u"--request-header"_s, u"X-Tenant: ward: 3"_s} << QByteArray("X-Tenant")
                            << QByteArray("ward: 3");
    QTest::newRow("secret header") << QStringList{u"--request-header-env"_s, u"X-Key=TBS_TEST_TOKEN"_s}
                                   << QByteArray("X-Key") << QByteArray("very-secret");
    QTest::newRow("both") << QStringList{u"--token-env"_s, u"TBS_TEST_TOKEN"_s, u"--request-header"_s, u"X-Tenant: 3"_s}
                          << QByteArray("X-Tenant") << QByteArray("3");
}

void tst_Topics::signsIn()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, value);
    qputenv("TBS_TEST_TOKEN", "very-secret");
    FakeFhirServer server;
    makeGood(server);
    const auto captured = runCommand(topicsOf(server, options));
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    for (const auto &request : server.requests()) {
        QCOMPARE(request.header(header), value);
    }
}

void tst_Topics::credentialsThatAreNotThere_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("variable") << QStringList{u"--token-env"_s, u"TBS_TEST_UNSET"_s} << QByteArray("TBS_TEST_UNSET");
    QTest::newRow("file") << QStringList{u"--token-file"_s, u"/nowhere/token"_s} << QByteArray("/nowhere/token");
    QTest::newRow("password") << QStringList{u"--username"_s, u"me"_s, u"--password-env"_s, u"TBS_TEST_UNSET"_s}
                              << QByteArray("TBS_TEST_UNSET");
    QTest::newRow("header") << QStringList{u"--request-header-env"_s, u"X-Key=TBS_TEST_UNSET"_s}
                            << QByteArray("TBS_TEST_UNSET");
    QTest::newRow("authority") << QStringList{u"--ca-file"_s, u"/nowhere/ca.pem"_s} << QByteArray("/nowhere/ca.pem");
    QTest::newRow("certificate") << QStringList{u"--client-certificate"_s, u"/nowhere/c.pem"_s, u"--client-key"_s,
                                                u"/nowhere/k.pem"_s}
                                 << QByteArray("/nowhere/");
}

void tst_Topics::credentialsThatAreNotThere()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, part);
    FakeFhirServer server;
    makeGood(server);
    const auto captured = runCommand(topicsOf(server, options));
    QCOMPARE(captured.exitCode, 1);
    QVERIFY2(captured.error.contains(part), captured.error.constData());
    QCOMPARE(server.requestCount(), 0);
}

void tst_Topics::trustsTheAuthorityThatIsNamed()
{
    const auto tls = selfSignedConfiguration();
    if (!tls) {
        QSKIP("the openssl command is not installed");
    }
    FakeFhirServer server(*tls);
    makeGood(server);
    auto url = server.baseUrl();
    url.setHost(u"localhost"_s); // as the certificate says
    const QTemporaryDir folder;
    QFile authority(folder.filePath(u"ca.pem"_s));
    QVERIFY(authority.open(QIODevice::WriteOnly));
    authority.write(tls->localCertificate().toPem());
    authority.close();
    const QStringList question{u"topics"_s, u"--server"_s, url.toString()};
    const auto untrusted = runCommand(question);
    QCOMPARE(untrusted.exitCode, 1);
    QVERIFY2(untrusted.error.contains("no secure connection"), untrusted.error.constData());
    QCOMPARE(server.requestCount(), 0);
    const auto trusted = runCommand(question + QStringList{u"--ca-file"_s, authority.fileName()});
    QVERIFY2(trusted.exitCode == 0, trusted.error.constData());
    const QStringList doctor{u"doctor"_s, u"--server"_s, url.toString()};
    QVERIFY(runCommand(doctor).output.contains(R"({"severity":"fail","check":"tls")"));
    const auto looked = runCommand(doctor + QStringList{u"--ca-file"_s, authority.fileName()}).output;
    QVERIFY2(looked.contains(R"({"severity":"warn","check":"tls")"), looked.constData()); // it is for two days only
}

void tst_Topics::takesTheConfiguration()
{
    FakeFhirServer server;
    makeGood(server);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"my.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("server:\n  baseUrl: " + server.baseUrl().toEncoded()
               + "\n  auth:\n    type: bearer\n    token: very-secret\n");
    file.close();
    const auto captured = runCommand({u"topics"_s, u"--config"_s, file.fileName()});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QCOMPARE(server.requests().constFirst().header("Authorization"), "Bearer very-secret");

    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("server:\n  baseUrl: [1]\nnonsense: 1\n");
    file.close();
    const auto broken = runCommand({u"topics"_s, u"--config"_s, file.fileName()});
    QCOMPARE(broken.exitCode, 1);
    QVERIFY2(broken.error.contains("my.yaml:2") && broken.error.contains("my.yaml:3"), broken.error.constData());

    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("webhook:\n  token: a\n");
    file.close();
    const auto without = runCommand({u"topics"_s, u"--config"_s, file.fileName()});
    QCOMPARE(without.exitCode, 1);
    QVERIFY2(without.error.contains("server.baseUrl"), without.error.constData());
}

void tst_Topics::theLoginOfTheFileStaysWithItsServer()
{
    FakeFhirServer server;
    FakeFhirServer other;
    makeGood(server);
    makeGood(other);
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tbs.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("server:\n  baseUrl: " + server.baseUrl().toEncoded()
               + "\n  auth:\n    type: bearer\n    token: very-secret\n");
    file.close();
    const auto captured =
        runCommand({u"topics"_s, u"--config"_s, file.fileName(), u"--server"_s, other.baseUrl().toString()});
    QVERIFY2(captured.exitCode == 0, captured.error.constData());
    QVERIFY2(captured.error.contains("another server"), captured.error.constData());
    QVERIFY(other.requestCount() > 0);
    for (const auto &request : other.requests()) {
        QVERIFY(!request.hasHeader("Authorization"));
    }
}

void tst_Topics::theFileOfTheFolderIsTaken()
{
    FakeFhirServer server;
    makeGood(server);
    const QTemporaryDir folder;
    const auto before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    const auto none = runCommand({u"topics"_s});
    QFile file(folder.filePath(u"tbs.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("server:\n  baseUrl: " + server.baseUrl().toEncoded() + '\n');
    file.close();
    const auto found = runCommand({u"topics"_s});
    QVERIFY(QDir::setCurrent(before));
    QCOMPARE(none.exitCode, 2);
    QVERIFY2(none.error.contains("--server"), none.error.constData());
    QVERIFY2(found.exitCode == 0, found.error.constData());
    QCOMPARE(found.lines().size(), 1);
}

QTEST_GUILESS_MAIN(tst_Topics)
#include "tst_topics.moc"
