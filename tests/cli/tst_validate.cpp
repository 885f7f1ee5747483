// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fixtures.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

namespace {

QByteArray inputOf(const QString &name)
{
    return readFile(dataPath(u"cli/validate/"_s + name));
}

/// The verdict on \a content, given on standard input.
Captured judged(const QByteArray &content, const QStringList &options = {})
{
    return runCommand(QStringList{u"validate"_s} + options + QStringList{u"-"_s}, content);
}

} // namespace

class tst_Validate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesFiles_data();
    void judgesFiles();
    void keysStandInTheirOrder();
    void readsStandardInput();
    void oneLineAFile();
    void missingFilesAreBadInput();
    void foldersNeedRecursive();
    void strictMakesWarningsFail();
    void versionCanBeForced();
    void payloadsAndSecretsAreNotShown();
    void survivesEveryTruncation();
    void survivesBadBytes_data();
    void survivesBadBytes();
    void survivesLargeDocuments();
    void showsTextOnATerminal();
    void examplesOfTheSpecificationAreGood();
};

void tst_Validate::judgesFiles_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("exitCode");
    const QDir folder(dataPath(u"cli/validate"_s));
    const QStringList bad{u"bundle-without-status"_s, u"configuration-broken"_s, u"patient"_s,
                          u"r4-event-number-missing"_s};
    const auto inputs = folder.entryList({u"*.in.json"_s, u"*.in.yaml"_s});
    QVERIFY(inputs.size() >= 14);
    for (const auto &input : inputs) {
        const auto name = input.section(u'.', 0, 0);
        QTest::addRow("%s", qUtf8Printable(name))
            << input << folder.filePath(name + u".out.json"_s) << (bad.contains(name) ? 1 : 0);
    }
}

void tst_Validate::judgesFiles()
{
    QFETCH(const QString, input);
    QFETCH(const QString, expected);
    QFETCH(const int, exitCode);
    // Paths of the configuration's mistakes begin as the file was named.
    const auto before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(dataPath(u"cli/validate"_s)));
    const auto captured = runCommand({u"validate"_s, input});
    QDir::setCurrent(before);
    QCOMPARE(captured.error, QByteArray());
    QCOMPARE(captured.exitCode, exitCode);
    QCOMPARE(captured.lines().size(), 1);
    auto line = captured.lines().constFirst();
    QCOMPARE(line.take(u"file"_s).toString(), input);
    QCOMPARE(compareWithFile(line, expected), QString());
}

void tst_Validate::keysStandInTheirOrder()
{
    const auto output = judged(inputOf(u"r4-id-only.in.json"_s)).output;
    const QByteArrayList keys{"{\"file\":",
                              "\"fhirVersion\":",
                              "\"type\":",
                              "\"status\":",
                              "\"subscription\":",
                              "\"topic\":",
                              "\"eventsSinceSubscriptionStart\":",
                              "\"events\":[{",
                              "\"eventNumber\":",
                              "\"timestamp\":",
                              "\"focus\":",
                              "\"additionalContext\":",
                              "\"resources\":",
                              "\"issues\":["};
    qsizetype position = 0;
    for (const auto &key : keys) {
        const auto found = output.indexOf(key, position);
        QVERIFY2(found >= position, key.constData());
        position = found + 1;
    }
    QVERIFY(output.endsWith("]}\n"));
}

void tst_Validate::readsStandardInput()
{
    const auto captured = judged(inputOf(u"r5-handshake.in.json"_s));
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.lines().constFirst().value("file"_L1).toString(), u"-"_s);
    QCOMPARE(captured.lines().constFirst().value("type"_L1).toString(), u"handshake"_s);
}

void tst_Validate::oneLineAFile()
{
    const auto folder = dataPath(u"cli/validate/"_s);
    const auto captured = runCommand({u"validate"_s, folder + u"r4-id-only.in.json"_s, folder + u"patient.in.json"_s,
                                      folder + u"r5-handshake.in.json"_s});
    QCOMPARE(captured.exitCode, 1);
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).value("issues"_L1).toArray().isEmpty());
    QVERIFY(!lines.at(1).value("issues"_L1).toArray().isEmpty());
    QVERIFY(lines.at(2).value("issues"_L1).toArray().isEmpty());
}

void tst_Validate::missingFilesAreBadInput()
{
    const auto captured = runCommand({u"validate"_s, u"/nowhere/at-all.json"_s});
    QCOMPARE(captured.exitCode, 1);
    const auto issue = captured.lines().constFirst().value("issues"_L1).toArray().at(0).toObject();
    QCOMPARE(issue.value("severity"_L1).toString(), u"fatal"_s);
    QCOMPARE(issue.value("code"_L1).toString(), u"not-found"_s);
    QVERIFY(!issue.value("message"_L1).toString().isEmpty());
}

void tst_Validate::foldersNeedRecursive()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath(u"a/b"_s));
    for (const auto &name : {u"one.json"_s, u"a/two.json"_s, u"a/b/three.json"_s}) {
        QVERIFY(QFile::copy(dataPath(u"cli/validate/r5-handshake.in.json"_s), folder.filePath(name)));
    }
    QVERIFY(QFile::copy(dataPath(u"cli/validate/patient.in.json"_s), folder.filePath(u"a/readme.txt"_s)));
    const auto refused = runCommand({u"validate"_s, folder.path()});
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.lines().size(), 1);
    const auto captured = runCommand({u"validate"_s, u"--recursive"_s, folder.path()});
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.lines().size(), 3);
}

void tst_Validate::strictMakesWarningsFail()
{
    // The number came as a JSON number: tolerated, with a warning.
    auto content = inputOf(u"r5-handshake.in.json"_s);
    content.replace("\"eventsSinceSubscriptionStart\": \"0\"", "\"eventsSinceSubscriptionStart\": 0");
    const auto tolerant = judged(content);
    QCOMPARE(tolerant.lines().constFirst().value("issues"_L1).toArray().at(0).toObject().value("severity"_L1),
             QJsonValue(u"warning"_s));
    QCOMPARE(tolerant.exitCode, 0);
    QCOMPARE(judged(content, {u"--strict"_s}).exitCode, 1);
    QCOMPARE(judged(inputOf(u"r5-handshake.in.json"_s), {u"--strict"_s}).exitCode, 0);
}

void tst_Validate::versionCanBeForced()
{
    const auto content = inputOf(u"subscription-r5.in.json"_s);
    QCOMPARE(judged(content).lines().constFirst().value("fhirVersion"_L1).toString(), u"R5"_s);
    const auto forced = judged(content, {u"--fhir-version"_s, u"R4"_s});
    QCOMPARE(forced.lines().constFirst().value("fhirVersion"_L1).toString(), u"R4"_s);
    QCOMPARE(forced.exitCode, 1);
}

void tst_Validate::payloadsAndSecretsAreNotShown()
{
    for (const auto &name : {u"r4b-full-resource.in.json"_s, u"patient.in.json"_s, u"subscription-r5.in.json"_s}) {
        QVERIFY(inputOf(name).toLower().contains("secret"));
        const auto captured = judged(inputOf(name));
        QVERIFY(!captured.output.toLower().contains("secret"));
        QVERIFY(!captured.error.toLower().contains("secret"));
    }
}

void tst_Validate::survivesEveryTruncation()
{
    const auto whole = inputOf(u"r4-id-only.in.json"_s).trimmed();
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto captured = judged(whole.left(length));
        QCOMPARE(captured.exitCode, 1);
        QCOMPARE(captured.lines().size(), 1);
    }
    QCOMPARE(judged(whole).exitCode, 0);
}

void tst_Validate::survivesBadBytes_data()
{
    QTest::addColumn<QByteArray>("content");
    const auto good = inputOf(u"r5-handshake.in.json"_s);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blanks") << QByteArray(10'000, ' ');
    QTest::newRow("zeros") << QByteArray(10'000, '\0');
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("number") << QByteArray("1e999999");
    QTest::newRow("text") << QByteArray("\"x\"");
    QTest::newRow("array") << QByteArray("[{}]");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("100000 arrays") << QByteArray(100'000, '[') + QByteArray(100'000, ']');
    QTest::newRow("100000 objects") << QByteArray("{\"a\":").repeated(100'000) + "1" + QByteArray(100'000, '}');
    QTest::newRow("deep in a bundle") << "{\"resourceType\":\"Bundle\",\"type\":\"history\",\"entry\":"
            + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
    QTest::newRow("deep in a subscription")
        << "{\"resourceType\":\"Subscription\",\"status\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}";
    QTest::newRow("invalid UTF-8") << QByteArray(good).replace("handshake", "hand\xff\xfe");
    QTest::newRow("half a surrogate") << QByteArray(good).replace("handshake", "\\ud800");
    QTest::newRow("control characters") << QByteArray(good).replace("handshake", QByteArray("\x01\n\t", 3));
    QTest::newRow("twice") << good + good;
    QTest::newRow("other type") << QByteArray(R"({"resourceType":{"a":1}})");
    QTest::newRow("status as array") << QByteArray(
        R"({"resourceType":"Bundle","type":"history","entry":[{"resource":[1]}]})");
    QTest::newRow("xml") << QByteArray("<Bundle xmlns=\"http://hl7.org/fhir\"/>");
}

void tst_Validate::survivesBadBytes()
{
    QFETCH(const QByteArray, content);
    const auto captured = judged(content);
    QCOMPARE(captured.exitCode, 1);
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 1);
    QVERIFY(!lines.constFirst().value("issues"_L1).toArray().isEmpty());
}

void tst_Validate::survivesLargeDocuments()
{
    auto content = inputOf(u"r4b-full-resource.in.json"_s);
    content.replace("Secretfamily", QByteArray(50 * 1024 * 1024, 'x'));
    const auto captured = judged(content);
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.lines().constFirst().value("resources"_L1).toInt(), 2);
    QVERIFY(captured.output.size() < 2000);
}

void tst_Validate::showsTextOnATerminal()
{
    const auto folder = dataPath(u"cli/validate/"_s);
    const QStringList arguments{u"validate"_s, folder + u"r4-id-only.in.json"_s, folder + u"patient.in.json"_s};
    const auto plain = runCommand(arguments, {}, true, false);
    QCOMPARE(plain.exitCode, 1);
    QVERIFY(!plain.output.contains('{'));
    QVERIFY(!plain.output.contains('\033'));
    QVERIFY2(plain.output.startsWith("ok      R4  event-notification"), plain.output.constData());
    QVERIFY(plain.output.contains("\nerror       Patient"));
    QVERIFY(runCommand(arguments, {}, true, true).output.contains("\033[32mok"));
    // What came from outside cannot change the terminal.
    const auto wild =
        runCommand({u"validate"_s, u"-"_s}, QByteArray(R"({"resourceType":"\u001b[2JPatient"})"), true, false);
    QVERIFY(!wild.output.contains('\033'));
}

void tst_Validate::examplesOfTheSpecificationAreGood()
{
    const auto folder = sharedPath(u"fhir-examples"_s);
    if (!QFileInfo::exists(folder)) {
        QSKIP("the examples are not here");
    }
    const auto captured =
        runCommand({u"validate"_s, u"--recursive"_s, folder + u"/r4"_s, folder + u"/r4b"_s, folder + u"/r5"_s});
    QVERIFY(captured.lines().size() > 50);
    QStringList unknown;
    for (const auto &line : captured.lines()) {
        const auto name = line.value("file"_L1).toString().section(u'/', -1);
        if (name.contains("notification"_L1) && line.value("fhirVersion"_L1).isNull()) {
            unknown.append(name);
        }
    }
    QCOMPARE(unknown, QStringList());
}

QTEST_GUILESS_MAIN(tst_Validate)
#include "tst_validate.moc"
