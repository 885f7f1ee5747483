// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fakefhirserver.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

QStringList withSeverity(const Captured &captured, const QString &severity)
{
    QStringList checks;
    for (const auto &line : captured.lines()) {
        if (line.value("severity"_L1).toString() == severity) {
            checks.append(line.value("check"_L1).toString());
        }
    }
    return checks;
}

} // namespace

class tst_DoctorCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aServerThatIsWell_data();
    void aServerThatIsWell();
    void definitionsAreLookedAt();
    void warningsAreFailuresWithStrict();
    void badServers_data();
    void badServers();
    void theServerIsDown();
    void showsTextOnATerminal();
};

void tst_DoctorCommand::aServerThatIsWell_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void tst_DoctorCommand::aServerThatIsWell()
{
    QFETCH(const FhirVersion, version);
    const auto captured = runCommand({u"doctor"_s, u"--sandbox="_s + toCode(version), u"--strict"_s});
    QVERIFY2(captured.exitCode == 0, captured.output.constData());
    QVERIFY(captured.lines().size() >= 8);
    QCOMPARE(withSeverity(captured, u"ok"_s).size(), captured.lines().size());
    QVERIFY2(captured.error.contains("0 that will not work"), captured.error.constData());
}

void tst_DoctorCommand::definitionsAreLookedAt()
{
    SystemClock clock;
    SandboxServer sandbox(clock);
    QVERIFY(sandbox.listen({}));
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"tbs.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("server:\n  baseUrl: " + sandbox.baseUrl(FhirVersion::R4).toEncoded()
               + "\nwebhook:\n  publicUrl: http://127.0.0.1:1\n  token: very-secret\nsubscriptions:\n"
                 "  - topic: http://example.org/other\n    webhookId: one\n");
    file.close();
    const auto captured = runCommand({u"doctor"_s, u"--config"_s, file.fileName()});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(withSeverity(captured, u"fail"_s), QStringList{u"topic"_s});
    QCOMPARE(withSeverity(captured, u"warn"_s), (QStringList{u"subscription"_s, u"webhook"_s}));
    for (const auto &line : captured.lines()) {
        const bool isOk = line.value("severity"_L1) == "ok"_L1;
        QCOMPARE(line.value("advice"_L1).isNull(), isOk);
        QVERIFY(!line.value("message"_L1).toString().isEmpty());
    }
    QVERIFY(!captured.output.contains("very-secret"));
}

void tst_DoctorCommand::warningsAreFailuresWithStrict()
{
    const QStringList doubtful{u"doctor"_s, u"--sandbox"_s, u"--profile"_s, u"hapi"_s};
    QCOMPARE(runCommand(doubtful).exitCode, 0);
    QCOMPARE(runCommand(doubtful + QStringList{u"--strict"_s}).exitCode, 1);
}

void tst_DoctorCommand::badServers_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << QByteArray("no FHIR server");
    QTest::newRow("500") << FakeAnswer::outcome(500, u"out of order"_s) << QByteArray("out of order");
    QTest::newRow("half a JSON") << FakeAnswer::text(200, R"({"resourceType":"C)", "application/fhir+json")
                                 << QByteArray("no FHIR server");
    QTest::newRow("redirect elsewhere") << FakeAnswer::redirect("http://127.0.0.2:9/metadata")
                                        << QByteArray("127.0.0.2");
    QTest::newRow("401") << FakeAnswer::outcome(401, u"who are you?"_s) << QByteArray("who are you?");
    QTest::newRow("wrong version") << FakeAnswer::json(
        {{u"resourceType"_s, u"CapabilityStatement"_s}, {u"fhirVersion"_s, u"3.0.2"_s}})
                                   << QByteArray("3.0.2");
}

void tst_DoctorCommand::badServers()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QByteArray, part);
    FakeFhirServer server;
    server.answer("GET", u"metadata"_s, answer);
    const auto captured = runCommand({u"doctor"_s, u"--server"_s, server.baseUrl().toString()});
    QCOMPARE(captured.exitCode, 1);
    QVERIFY2(captured.output.contains(part), captured.output.constData());
    QVERIFY(!withSeverity(captured, u"fail"_s).isEmpty());
}

void tst_DoctorCommand::theServerIsDown()
{
    FakeFhirServer server;
    server.stop();
    const auto captured = runCommand({u"doctor"_s, u"--server"_s, server.baseUrl().toString()});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().size(), 1);
    QCOMPARE(captured.lines().constFirst().value("check"_L1).toString(), u"server"_s);
    QVERIFY2(captured.output.contains("Is the server up"), captured.output.constData());
}

void tst_DoctorCommand::showsTextOnATerminal()
{
    FakeFhirServer server;
    server.answer("GET", u"metadata"_s, FakeAnswer::outcome(404, u"\u001b[2Jwild"_s));
    const QStringList arguments{u"doctor"_s, u"--server"_s, server.baseUrl().toString()};
    const auto plain = runCommand(arguments, {}, true).output;
    QVERIFY2(plain.startsWith("fail  server          http://127.0.0.1:"), plain.constData());
    QVERIFY2(plain.contains("\n                      -> Look at the base URL"), plain.constData());
    QVERIFY(!plain.contains('\033'));
    QVERIFY(!plain.contains('{'));
    QVERIFY(runCommand(arguments, {}, true, true).output.startsWith("\033[31mfail"));
    QCOMPARE(runCommand(arguments + QStringList{u"--json"_s}, {}, true).lines().size(), 2);
}

QTEST_GUILESS_MAIN(tst_DoctorCommand)
#include "tst_doctorcommand.moc"
