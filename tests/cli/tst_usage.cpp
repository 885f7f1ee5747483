// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"
#include "fixtures.h"
#include "program.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

namespace {

/// All commands, as they are typed.
QList<QStringList> commands()
{
    QList<QStringList> commands;
    for (const auto &name :
         {u"listen"_s, u"validate"_s, u"send"_s, u"sandbox"_s, u"topics"_s, u"plan"_s, u"apply"_s, u"doctor"_s}) {
        commands.append({name});
    }
    for (const auto &name : {u"list"_s, u"show"_s, u"create"_s, u"delete"_s, u"status"_s, u"events"_s, u"activate"_s}) {
        commands.append({u"subscriptions"_s, name});
    }
    return commands;
}

} // namespace

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
    QTest::newRow("group") << QStringList{u"subscriptions"_s};
    QTest::newRow("help of the group") << QStringList{u"subscriptions"_s, u"--help"_s};
    for (const auto &command : commands()) {
        QTest::addRow("%s", qUtf8Printable(command.join(u' '))) << QStringList(command + QStringList{u"--help"_s});
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
    const auto group = runCommand({u"subscriptions"_s}).output;
    for (const auto &command : commands()) {
        const auto &list = command.size() == 1 ? help : group;
        QVERIFY2(list.contains("\n  " + command.constLast().toUtf8() + ' '), qUtf8Printable(command.join(u' ')));
    }
    QVERIFY(help.contains("\n  subscriptions "));
    QVERIFY(help.contains("NO_COLOR"));
}

void tst_Usage::documentationNamesEveryOption_data()
{
    QTest::addColumn<QStringList>("command");
    for (const auto &command : commands()) {
        QTest::addRow("%s", qUtf8Printable(command.join(u' '))) << command;
    }
}

void tst_Usage::documentationNamesEveryOption()
{
    QFETCH(const QStringList, command);
    auto man = readFile(dataPath(u"../../packaging/man/tbs.1"_s));
    man.replace("\\-", "-");
    const auto page = readFile(dataPath(u"../../libtbs/doc/commandline.md"_s));
    const auto help = QString::fromUtf8(runCommand(command + QStringList{u"--help"_s}).output);
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
    row("topics --server fhir.example.org", "fhir.example.org");
    row("topics --server http://127.0.0.1:1 --sandbox", "exclude each other");
    row("topics --server http://127.0.0.1:1 --json --table", "exclude each other");
    row("topics --server http://127.0.0.1:1 --token-env A --token-file b", "exclude each other");
    row("topics --server http://127.0.0.1:1 --username me", "--password-env");
    row("topics --server http://127.0.0.1:1 --username me --password-env A --token-env B", "exclude each other");
    row("topics --server http://127.0.0.1:1 --client-key k", "--client-certificate");
    row("topics --server http://127.0.0.1:1 --request-header X-Tenant", "X-Tenant");
    row("topics --server http://127.0.0.1:1 --request-header-env X-Tenant", "X-Tenant");
    row("topics --server http://127.0.0.1:1 --request-timeout never", "never");
    row("topics --sandbox=R3", "R3");
    row("topics --sandbox --profile unheard", "unheard");
    row("subscriptions lst", "lst");
    row("subscriptions list extra --sandbox", "extra");
    row("subscriptions list", "--server");
    row("subscriptions show --sandbox", "one Subscription");
    row("subscriptions show 1 2 --sandbox", "one Subscription");
    row("subscriptions create --sandbox", "--topic");
    row("subscriptions create --sandbox --topic http://example.org/t", "--endpoint");
    row("subscriptions create --sandbox --topic t --endpoint ftp://127.0.0.1/", "ftp://127.0.0.1/");
    row("subscriptions create --sandbox --topic t --endpoint http://127.0.0.1/ --channel websocket", "--endpoint");
    row("subscriptions create --sandbox --topic t --channel email", "email");
    row("subscriptions create --sandbox --topic t --content all", "all");
    row("subscriptions create --sandbox --topic t --filter Encounter", "Encounter");
    row("subscriptions create --sandbox --topic t --filter Encounter?status=", "Encounter?status=");
    row("subscriptions create --sandbox --topic t --end tomorrow", "tomorrow");
    row("subscriptions create --sandbox --topic t --end 2099-01-01T00:00:00", "2099-01-01T00:00:00");
    row("subscriptions create --sandbox --topic t --max-count 0", "from 1 to");
    row("subscriptions create --sandbox --topic t --channel websocket --header X", "--header");
    row("subscriptions create --sandbox --topic t --channel websocket --wait=soon", "soon");
    row("subscriptions delete --sandbox", "delete");
    row("subscriptions events --sandbox", "events");
    row("subscriptions events 1 --since 3 --until 2 --sandbox", "--until");
    row("subscriptions activate --sandbox", "activate");
    row("subscriptions activate 1 --wait=0s1 --sandbox", "0s1");
    row("plan", "--config");
    row("plan --server http://127.0.0.1:1", "--config");
    row("plan --config x.yaml --prune --no-prune", "exclude each other");
    row("plan --sandbox", "--sandbox");
    row("apply", "--config");
    row("apply --config x.yaml --wait=soon", "soon");
    row("apply --config x.yaml extra", "extra");
    row("doctor --server nowhere", "nowhere");
}

void tst_Usage::wrongUsageIsRefused()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, complaint);
    const QTemporaryDir empty; // without a tbs.yaml
    QVERIFY(QDir::setCurrent(empty.path()));
    const auto captured = runCommand(arguments);
    QCOMPARE(captured.exitCode, 2);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains(complaint), captured.error.constData());
    QVERIFY2(captured.error.contains("--help"), captured.error.constData());
    if (arguments.constFirst() == "subscriptions"_L1 && arguments.value(1) != "lst"_L1) {
        QVERIFY2(captured.error.contains("'tbs subscriptions " + arguments.value(1).toUtf8() + " --help'"),
                 captured.error.constData());
    }
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
