// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fixtures.h"
#include "program.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

class tst_Usage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpTeaches_data();
    void helpTeaches();
    void helpListsTheCommands();
    void documentationNamesEveryOption_data();
    void documentationNamesEveryOption();
    void versionIsShown();
    void wrongUsageIsRefused_data();
    void wrongUsageIsRefused();
    void theProgramEndsLikeItsCommands();
};

void tst_Usage::helpTeaches_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("none") << QStringList();
    QTest::newRow("tbs") << QStringList{u"--help"_s};
    QTest::newRow("short") << QStringList{u"-h"_s};
    for (const auto &command : {u"listen"_s, u"validate"_s, u"send"_s, u"sandbox"_s}) {
        QTest::addRow("%s", qUtf8Printable(command)) << QStringList{command, u"--help"_s};
    }
}

void tst_Usage::helpTeaches()
{
    QFETCH(const QStringList, arguments);
    const auto captured = runCommand(arguments);
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.error, QByteArray());
    for (const auto &part : {"Usage: tbs", "Examples:\n  tbs ", "Exit codes:\n  0  ", "-h,--help"}) {
        QVERIFY2(captured.output.contains(part), part);
    }
    QVERIFY(!captured.output.contains("\n\n\n"));
    for (const auto &line : captured.output.split('\n')) {
        QVERIFY2(line.size() <= 120, line.constData());
    }
}

void tst_Usage::helpListsTheCommands()
{
    const auto help = runCommand({u"--help"_s}).output;
    for (const auto &command : {"\n  listen ", "\n  validate ", "\n  send ", "\n  sandbox "}) {
        QVERIFY2(help.contains(command), command);
    }
    QVERIFY(help.contains("NO_COLOR"));
}

void tst_Usage::documentationNamesEveryOption_data()
{
    QTest::addColumn<QString>("command");
    for (const auto &command : {u"listen"_s, u"validate"_s, u"send"_s, u"sandbox"_s}) {
        QTest::addRow("%s", qUtf8Printable(command)) << command;
    }
}

void tst_Usage::documentationNamesEveryOption()
{
    QFETCH(const QString, command);
    auto man = readFile(dataPath(u"../../packaging/man/tbs.1"_s));
    man.replace("\\-", "-");
    const auto page = readFile(dataPath(u"../../libtbs/doc/commandline.md"_s));
    const auto help = QString::fromUtf8(runCommand({command, u"--help"_s}).output);
    static const QRegularExpression option(u"^  (?:-[a-z],)?(--[a-z-]+)"_s, QRegularExpression::MultilineOption);
    auto found = option.globalMatch(help);
    int options = 0;
    while (found.hasNext()) {
        const auto name = found.next().captured(1).toUtf8();
        QVERIFY2(man.contains(name), name.constData());
        QVERIFY2(name == "--help" || page.contains(name), name.constData());
        ++options;
    }
    QVERIFY(options >= 4);
}

void tst_Usage::versionIsShown()
{
    const auto captured = runCommand({u"--version"_s});
    QCOMPARE(captured.exitCode, 0);
    QVERIFY2(QRegularExpression(u"\\Atbs [0-9]+\\.[0-9]+\\.[0-9]+\n\\z"_s)
                 .match(QString::fromUtf8(captured.output))
                 .hasMatch(),
             captured.output.constData());
}

void tst_Usage::wrongUsageIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char *line, const char *complaint) {
        QTest::addRow("%s", line) << QString::fromLatin1(line).split(u' ') << QByteArray(complaint);
    };
    row("lisen", "lisen");
    row("--lissen", "--lissen");
    row("validate", "FILE");
    row("validate --unknown x.json", "--unknown");
    row("validate --fhir-version R3 x.json", "R3");
    row("listen extra", "extra");
    row("listen --listen", "--listen");
    row("listen --listen nowhere", "nowhere");
    row("listen --listen 127.0.0.1:65536", "65536");
    row("listen --listen ::1:80", "::1:80");
    row("listen --fhir-version 6", "R4, R4B or R5");
    row("listen --for soon", "--for");
    row("listen --for 0s", "0s");
    row("listen --max-events 0", "at least 1");
    row("listen --max-events many", "many");
    row("listen --exec", "--exec");
    row("listen --exec true --file x", "exclude each other");
    row("listen --file x --forward http://127.0.0.1/", "exclude each other");
    row("listen --forward ftp://127.0.0.1/", "ftp://127.0.0.1/");
    row("listen --forward /relative", "/relative");
    row("listen --direct --store memory", "exclude each other");
    row("listen --store postgres", "postgres");
    row("listen --store sqlite:", "sqlite:");
    row("listen --sandbox=R6", "R6");
    row("listen --sandbox --no-sandbox", "exclude each other");
    row("listen --profile unheard", "unheard");
    row("listen --token-env A --token-file b", "exclude each other");
    row("listen --config tbs.yaml --topic http://example.org/t", "--topic");
    row("listen --edge-threads -1", "-1");
    row("send", "URL");
    row("send http://127.0.0.1:1/ http://127.0.0.1:2/", "one URL");
    row("send not-a-url", "not-a-url");
    row("send http://127.0.0.1:1/ --type event", "event");
    row("send http://127.0.0.1:1/ --content all", "all");
    row("send http://127.0.0.1:1/ --count -1", "-1");
    row("send http://127.0.0.1:1/ --rate -2", "-2");
    row("send http://127.0.0.1:1/ --concurrency 0", "from 1 to");
    row("send http://127.0.0.1:1/ --context nobody", "nobody");
    row("send http://127.0.0.1:1/ --focus 7", "'7'");
    row("sandbox --listen x", "x");
    row("sandbox --drop 2", "from 0 to 1");
    row("sandbox --fail-requests 404", "404");
}

void tst_Usage::wrongUsageIsRefused()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, complaint);
    const auto captured = runCommand(arguments);
    QCOMPARE(captured.exitCode, 2);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains(complaint), captured.error.constData());
    QVERIFY2(captured.error.contains("--help"), captured.error.constData());
}

void tst_Usage::theProgramEndsLikeItsCommands()
{
    Program help({u"send"_s, u"--help"_s});
    QCOMPARE(help.waitForExit(), 0);
    QVERIFY(help.output().contains("Examples:"));
    Program wrong({u"send"_s});
    QCOMPARE(wrong.waitForExit(), 2);
    QCOMPARE(wrong.output(), QByteArray());
    Program bad({u"validate"_s, u"/nowhere/at-all.json"_s});
    QCOMPARE(bad.waitForExit(), 1);
    QCOMPARE(bad.lines().size(), 1);
}

QTEST_GUILESS_MAIN(tst_Usage)
#include "tst_usage.moc"
