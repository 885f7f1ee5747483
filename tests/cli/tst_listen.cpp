// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include <Tbs/codec/codec.h>

#include <QDir>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

namespace {

const QStringList anyPort{u"--listen"_s, u"127.0.0.1:0"_s};

QStringList listenArguments(const QStringList &more = {})
{
    return QStringList{u"listen"_s} + anyPort + more;
}

/// What `tbs send URL ...` ends with.
int sendTo(const QString &url, const QStringList &more = {})
{
    return runCommand(QStringList{u"send"_s, url} + more).exitCode;
}

QStringList eventNumbers(const QList<QJsonObject> &events)
{
    QStringList numbers;
    for (const auto &event : events) {
        numbers.append(event.value("eventNumber"_L1).toString());
    }
    return numbers;
}

QStringList numbersUpTo(int last)
{
    QStringList numbers;
    for (int i = 1; i <= last; ++i) {
        numbers.append(QString::number(i));
    }
    return numbers;
}

void makeScript(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + text) < 0
        || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)) {
        qFatal("%s: %s", qUtf8Printable(path), qUtf8Printable(file.errorString()));
    }
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class tst_Listen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsWhatArrives_data();
    void printsWhatArrives();
    void tellsEveryTypeOfNotification();
    void tellsDuplicatesAndWhatIsRejected();
    void tellsGaps();
    void warnsOfAnotherVersion();
    void asksForTheToken();
    void endsAfterMaximumEvents();
    void maximumEventsIsExact_data();
    void maximumEventsIsExact();
    void endsAfterATime();
    void endsBySignal_data();
    void endsBySignal();
    void secondSignalEndsAtOnce();
    void endsWhenNobodyReads();
    void fullDiskIsAFailedHandler();
    void programFailsThenSucceeds_data();
    void programFailsThenSucceeds();
    void programThatAlwaysFailsMakesADeadLetter();
    void programIsSplitLikeAShellLine();
    void runningProgramFinishesAtTheEnd();
    void appendsToAFile();
    void forwards();
    void readsAConfiguration();
    void sandboxRunsByItself_data();
    void sandboxRunsByItself();
    void sandboxDoesNotMindOtherDefinitions();
    void sandboxSendsByWebSocket();
    void cannotStart_data();
    void cannotStart();
    void storeKeepsWhatIsNotHandled();
};

void tst_Listen::printsWhatArrives_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QStringList>("options");
    for (const auto &version : {u"R4"_s, u"R4B"_s, u"R5"_s}) {
        QTest::addRow("%s memory", qUtf8Printable(version)) << version << QStringList();
        QTest::addRow("%s direct", qUtf8Printable(version)) << version << QStringList{u"--direct"_s};
        QTest::addRow("%s edge threads", qUtf8Printable(version))
            << version << QStringList{u"--edge-threads"_s, u"2"_s};
    }
}

void tst_Listen::printsWhatArrives()
{
    QFETCH(const QString, version);
    QFETCH(const QStringList, options);
    Program listen(listenArguments(options));
    const auto url = listen.waitForUrl();
    QVERIFY(url.endsWith("/webhook/notifications"_L1));
    for (const auto &content : {u"full-resource"_s, u"id-only"_s, u"empty"_s}) {
        QCOMPARE(sendTo(url,
                        {u"--fhir-version"_s, version, u"--count"_s, u"20"_s, u"--events"_s, u"2"_s, u"--content"_s,
                         content, u"--context"_s, u"Patient/1"_s, u"--concurrency"_s, u"4"_s, u"--subscription"_s,
                         u"Subscription/"_s + content}),
                 0);
    }
    QVERIFY(!listen.waitForLine(u"event"_s, 120).isEmpty());
    QHash<QString, QSet<QString>> numbers;
    for (const auto &event : listen.lines(u"event"_s)) {
        const auto subscription = event.value("subscription"_L1).toString();
        numbers[subscription].insert(event.value("eventNumber"_L1).toString());
        QCOMPARE(event.value("fhirVersion"_L1).toString(), version);
        QCOMPARE(event.value("webhookId"_L1).toString(), u"notifications"_s);
        QVERIFY(!event.contains("handler"_L1));
        QCOMPARE(event.value("focus"_L1).isNull(), subscription.endsWith("empty"_L1));
    }
    const auto expected = numbersUpTo(40);
    QCOMPARE(numbers.size(), 3);
    for (const auto &found : std::as_const(numbers)) {
        QCOMPARE(found, QSet<QString>(expected.begin(), expected.end()));
    }
    listen.terminate();
    QCOMPARE(listen.waitForExit(), 0);
    const auto stopped = listen.lines(u"stopped"_s).value(0);
    QCOMPARE(stopped.value("events"_L1).toInt(), 120);
    QCOMPARE(stopped.value("notifications"_L1).toInt(), 60);
    QCOMPARE(stopped.value("heldEvents"_L1).toInt(), 0);
}

void tst_Listen::tellsEveryTypeOfNotification()
{
    Program listen(
        listenArguments({u"--webhook-id"_s, u"one"_s, u"--webhook-id"_s, u"two"_s, u"--path-prefix"_s, u"a/b"_s}));
    QVERIFY(!listen.waitForLine(u"listening"_s, 2).isEmpty());
    const auto url = listen.lines(u"listening"_s).at(1).value("url"_L1).toString();
    QVERIFY(url.endsWith("/a/b/two"_L1));
    for (const auto &type : {u"handshake"_s, u"heartbeat"_s, u"query-status"_s}) {
        QCOMPARE(sendTo(url, {u"--type"_s, type, u"--fhir-version"_s, u"R4B"_s}), 0);
    }
    QVERIFY(!listen.waitForLine(u"queryStatus"_s).isEmpty());
    const auto handshake = listen.waitForLine(u"handshake"_s);
    QCOMPARE(handshake.value("webhookId"_L1).toString(), u"two"_s);
    QCOMPARE(handshake.value("subscription"_L1).toString(), u"Subscription/1"_s);
    QCOMPARE(handshake.value("status"_L1).toString(), u"requested"_s);
    QCOMPARE(handshake.value("fhirVersion"_L1).toString(), u"R4B"_s);
    QVERIFY(!listen.waitForLine(u"heartbeat"_s).isEmpty());
    QCOMPARE(sendTo(url + u"/unknown"_s), 1);
}

void tst_Listen::tellsDuplicatesAndWhatIsRejected()
{
    QTemporaryDir folder;
    const auto broken = folder.filePath(u"broken.json"_s);
    const auto same = folder.filePath(u"same.json"_s);
    QVERIFY(QFile(broken).open(QIODevice::WriteOnly));
    QFile file(same);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Tbs::OutgoingNotification notification{
        .bundleId = u"b"_s,
        .timestamp = QDateTime::currentDateTimeUtc(),
        .statuses = {{.subscription = Tbs::Reference(u"Subscription/1"_s),
                      .topic = u"http://example.org/t"_s,
                      .status = Tbs::SubscriptionStatusCode::Active,
                      .eventsSinceSubscriptionStart = Tbs::EventNumber::fromInteger(1),
                      .notificationEvents = {{.eventNumber = Tbs::EventNumber::fromInteger(1)}}}}};
    file.write(QJsonDocument(Tbs::codecFor(Tbs::FhirVersion::R5).writeNotification(notification)).toJson());
    file.close();

    Program listen(listenArguments());
    const auto url = listen.waitForUrl();
    QCOMPARE(sendTo(url, {u"--file"_s, same, u"--count"_s, u"3"_s}), 0);
    QCOMPARE(sendTo(url, {u"--file"_s, broken}), 1);
    QVERIFY(!listen.waitForLine(u"duplicate"_s, 2).isEmpty());
    QCOMPARE(listen.waitForLine(u"rejected"_s).value("kind"_L1).toString(), u"BadData"_s);
    QCOMPARE(listen.lines(u"event"_s).size(), 1);
}

void tst_Listen::tellsGaps()
{
    Program listen(listenArguments());
    const auto url = listen.waitForUrl();
    QCOMPARE(sendTo(url, {u"--count"_s, u"2"_s}), 0);
    QCOMPARE(sendTo(url, {u"--count"_s, u"1"_s, u"--start-number"_s, u"6"_s}), 0);
    const auto gap = listen.waitForLine(u"gap"_s);
    QCOMPARE(gap.value("firstEventNumber"_L1).toString(), u"3"_s);
    QCOMPARE(gap.value("lastEventNumber"_L1).toString(), u"5"_s);
    QCOMPARE(sendTo(url, {u"--count"_s, u"3"_s, u"--start-number"_s, u"3"_s}), 0);
    QVERIFY(!listen.waitForLine(u"gapClosed"_s).isEmpty());
}

void tst_Listen::warnsOfAnotherVersion()
{
    Program listen(listenArguments({u"--fhir-version"_s, u"R4"_s}));
    const auto url = listen.waitForUrl();
    QCOMPARE(sendTo(url, {u"--fhir-version"_s, u"R4"_s}), 0);
    QCOMPARE(
        sendTo(url, {u"--fhir-version"_s, u"R5"_s, u"--count"_s, u"3"_s, u"--subscription"_s, u"Subscription/2"_s}), 0);
    QVERIFY(!listen.waitForLine(u"event"_s, 4).isEmpty());
    QTRY_COMPARE(listen.error().count("R5"), 1);
}

void tst_Listen::asksForTheToken()
{
    QTemporaryDir folder;
    const auto tokenFile = folder.filePath(u"token"_s);
    QFile file(tokenFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("correct horse\n");
    file.close();
    Program listen(listenArguments({u"--token-env"_s, u"TBS_TEST_TOKEN"_s}), {u"TBS_TEST_TOKEN=correct horse"_s});
    const auto url = listen.waitForUrl();
    QCOMPARE(sendTo(url), 1);
    QCOMPARE(sendTo(url, {u"--token-file"_s, tokenFile}), 0);
    QVERIFY(!listen.waitForLine(u"event"_s).isEmpty());
    QVERIFY(!listen.output().contains("correct horse"));
    QVERIFY(!listen.error().contains("correct horse"));

    Program unset(listenArguments({u"--token-env"_s, u"TBS_TEST_TOKEN_NOT_SET"_s}));
    QCOMPARE(unset.waitForExit(), 1);
    QVERIFY(unset.error().contains("TBS_TEST_TOKEN_NOT_SET"));
}

void tst_Listen::endsAfterMaximumEvents()
{
    Program listen(listenArguments({u"--max-events"_s, u"3"_s}));
    QCOMPARE(sendTo(listen.waitForUrl(), {u"--count"_s, u"3"_s}), 0);
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(eventNumbers(listen.lines(u"event"_s)), numbersUpTo(3));
    const auto stopped = listen.lines(u"stopped"_s).value(0);
    QCOMPARE(stopped.value("reason"_L1).toString(), u"max-events"_s);
    QCOMPARE(stopped.value("events"_L1).toInt(), 3);
}

void tst_Listen::maximumEventsIsExact_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("memory") << QStringList();
    QTest::newRow("direct") << QStringList{u"--direct"_s};
}

void tst_Listen::maximumEventsIsExact()
{
    QFETCH(const QStringList, options);
    Program listen(listenArguments(options + QStringList{u"--max-events"_s, u"7"_s}));
    Program send({u"send"_s, listen.waitForUrl(), u"--count"_s, u"500"_s, u"--events"_s, u"5"_s, u"--concurrency"_s,
                  u"6"_s, u"--timeout"_s, u"5s"_s});
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(listen.lines(u"event"_s).size(), 7);
    QCOMPARE(send.waitForExit(), 1);
}

void tst_Listen::endsAfterATime()
{
    QElapsedTimer timer;
    timer.start();
    Program listen(listenArguments({u"--for"_s, u"300ms"_s}));
    QCOMPARE(listen.waitForExit(), 0);
    QVERIFY(timer.elapsed() >= 300);
    QCOMPARE(listen.lines(u"stopped"_s).value(0).value("reason"_L1).toString(), u"for"_s);
}

void tst_Listen::endsBySignal_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("SIGTERM memory") << SIGTERM << QStringList();
    QTest::newRow("SIGINT memory") << SIGINT << QStringList();
    QTest::newRow("SIGHUP direct") << SIGHUP << QStringList{u"--direct"_s};
    QTest::newRow("SIGTERM direct") << SIGTERM << QStringList{u"--direct"_s};
}

void tst_Listen::endsBySignal()
{
    QFETCH(const int, signal);
    QFETCH(const QStringList, options);
    Program listen(listenArguments(options));
    Program send({u"send"_s, listen.waitForUrl(), u"--count"_s, u"100000"_s, u"--concurrency"_s, u"4"_s, u"--timeout"_s,
                  u"5s"_s});
    QVERIFY(!listen.waitForLine(u"event"_s, 20).isEmpty());
    ::kill(static_cast<pid_t>(listen.processId()), signal);
    QCOMPARE(listen.waitForExit(), 0);
    send.terminate();
    QCOMPARE(send.waitForExit(), 1);
    // What was acknowledged was handled, though only the memory held it.
    QSet<QString> handled;
    for (const auto &event : listen.lines(u"event"_s)) {
        handled.insert(event.value("eventNumber"_L1).toString());
    }
    int accepted = 0;
    for (const auto &answer : send.lines()) {
        if (answer.value("status"_L1).toInt() == 200) {
            ++accepted;
            QVERIFY2(handled.contains(answer.value("eventNumber"_L1).toString()),
                     qUtf8Printable(answer.value("eventNumber"_L1).toString()));
        }
    }
    QVERIFY(accepted >= 20);
    QCOMPARE(listen.lines(u"stopped"_s).value(0).value("heldEvents"_L1).toInt(), 0);
}

void tst_Listen::secondSignalEndsAtOnce()
{
    Program listen(listenArguments({u"--exec"_s, u"sleep"_s, u"30"_s}));
    QCOMPARE(sendTo(listen.waitForUrl()), 0);
    QTest::qWait(200);
    listen.terminate();
    QTRY_VERIFY(listen.error().contains("Finishing"));
    listen.terminate();
    QCOMPARE(listen.waitForExit(std::chrono::seconds(5)), -2);
}

void tst_Listen::endsWhenNobodyReads()
{
    QTemporaryDir folder;
    const auto code = folder.filePath(u"code"_s);
    const auto store = u"sqlite:"_s + folder.filePath(u"s.db"_s);
    QProcess shell;
    shell.start(u"sh"_s,
                {u"-c"_s, u"(\"$0\" listen --listen 127.0.0.1:0 --store $1; echo $? > $2) | head -n 1"_s,
                 Program::path(), store, code});
    QVERIFY(shell.waitForStarted());
    QTRY_VERIFY(shell.canReadLine());
    const auto url = jsonLines(shell.readLine()).constFirst().value("url"_L1).toString();
    QCOMPARE(sendTo(url), 0);
    QVERIFY(shell.waitForFinished());
    QTRY_COMPARE(contentOf(code), QByteArray("1\n"));
    QVERIFY(shell.readAllStandardError().contains("Standard output cannot be written"));
    // It was acknowledged, and is not lost.
    Program next(listenArguments({u"--store"_s, store, u"--max-events"_s, u"1"_s}));
    QCOMPARE(next.waitForExit(), 0);
    QCOMPARE(eventNumbers(next.lines(u"event"_s)), QStringList{u"1"_s});
}

void tst_Listen::fullDiskIsAFailedHandler()
{
    if (!QFile::exists(u"/dev/full"_s)) {
        QSKIP("/dev/full is not here");
    }
    QTemporaryDir folder;
    // A shell, for the redirection.
    QProcess shell;
    const auto database = folder.filePath(u"store.db"_s);
    QTcpServer portFinder;
    QVERIFY(portFinder.listen(QHostAddress::LocalHost));
    const auto port = portFinder.serverPort();
    portFinder.close();
    const auto address = u"127.0.0.1:%1"_s.arg(port);
    shell.start(u"sh"_s,
                {u"-c"_s, u"exec \"$0\" listen --listen %1 --store sqlite:%2 > /dev/full"_s.arg(address, database),
                 Program::path()});
    QVERIFY(shell.waitForStarted());
    const auto url = u"http://%1/webhook/notifications"_s.arg(address);
    QCOMPARE(sendTo(url, {u"--retry"_s}), 0);
    QTest::qWait(300);
    QCOMPARE(shell.state(), QProcess::Running);
    shell.terminate();
    QVERIFY(shell.waitForFinished());
    // It was acknowledged and not handled, so the next run hands it over.
    Program next(listenArguments({u"--store"_s, u"sqlite:"_s + database, u"--max-events"_s, u"1"_s}));
    QCOMPARE(next.waitForExit(), 0);
    QCOMPARE(eventNumbers(next.lines(u"event"_s)), QStringList{u"1"_s});
}

void tst_Listen::programFailsThenSucceeds_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("memory") << QStringList{u"--retry-delay"_s, u"50ms"_s};
    QTest::newRow("direct") << QStringList{u"--direct"_s};
}

void tst_Listen::programFailsThenSucceeds()
{
    QFETCH(const QStringList, options);
    QTemporaryDir folder;
    const auto script = folder.filePath(u"handler.sh"_s);
    makeScript(script,
               "cat >> \"$1/seen\"\n"
               "if [ ! -e \"$1/failed\" ]; then touch \"$1/failed\"; echo not yet >&2; exit 3; fi\n");
    Program listen(
        listenArguments(options + QStringList{u"--max-events"_s, u"1"_s, u"--exec"_s, script, folder.path()}));
    QCOMPARE(sendTo(listen.waitForUrl(), {u"--retry"_s}), 0);
    QCOMPARE(listen.waitForExit(), 0);
    const auto failed = listen.lines(u"handlerFailed"_s);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.constFirst().value("message"_L1).toString().contains("exit code 3: not yet"_L1));
    QCOMPARE(failed.constFirst().contains("nextAttemptAt"_L1), !options.contains(u"--direct"_s));
    const auto events = listen.lines(u"event"_s);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.constFirst().value("handler"_L1).toString(), u"exec"_s);
    const auto seen = jsonLines(contentOf(folder.filePath(u"seen"_s)));
    QCOMPARE(seen.size(), 2);
    QCOMPARE(seen.at(1).value("eventNumber"_L1).toString(), u"1"_s);
}

void tst_Listen::programThatAlwaysFailsMakesADeadLetter()
{
    Program listen(listenArguments({u"--attempts"_s, u"3"_s, u"--retry-delay"_s, u"10ms"_s, u"--exec"_s, u"false"_s}));
    QCOMPARE(sendTo(listen.waitForUrl()), 0);
    const auto dead = listen.waitForLine(u"deadLetter"_s);
    QCOMPARE(dead.value("attempt"_L1).toInt(), 3);
    QCOMPARE(listen.lines(u"handlerFailed"_s).size(), 2);
    listen.terminate();
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(listen.lines(u"event"_s).size(), 0);
    QCOMPARE(listen.lines(u"stopped"_s).value(0).value("deadLetters"_L1).toInt(), 1);
}

void tst_Listen::programIsSplitLikeAShellLine()
{
    QTemporaryDir folder;
    const auto seen = folder.filePath(u"seen"_s);
    Program listen(listenArguments({u"--exec"_s, u"tee -a "_s + seen, u"--max-events"_s, u"1"_s}));
    QCOMPARE(sendTo(listen.waitForUrl()), 0);
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(jsonLines(contentOf(seen)).size(), 1);
    QCOMPARE(listen.lines().constFirst().value("type"_L1).toString(), u"listening"_s); // nothing of the program's
}

void tst_Listen::runningProgramFinishesAtTheEnd()
{
    QTemporaryDir folder;
    const auto script = folder.filePath(u"slow.sh"_s);
    makeScript(script, "touch \"$1/started\"; sleep 0.7; touch \"$1/done\"\n");
    Program listen(
        listenArguments({u"--store"_s, u"sqlite:"_s + folder.filePath(u"s.db"_s), u"--exec"_s, script, folder.path()}));
    QCOMPARE(sendTo(listen.waitForUrl(), {u"--count"_s, u"3"_s}), 0);
    QTRY_VERIFY(QFile::exists(folder.filePath(u"started"_s)));
    listen.terminate();
    QCOMPARE(listen.waitForExit(), 0);
    QVERIFY(QFile::exists(folder.filePath(u"done"_s)));
    QCOMPARE(listen.lines(u"event"_s).size(), 1);
    QCOMPARE(listen.lines(u"stopped"_s).value(0).value("heldEvents"_L1).toInt(), 2);
}

void tst_Listen::appendsToAFile()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"events.ndjson"_s);
    Program listen(listenArguments({u"--file"_s, path, u"--fsync"_s, u"--max-events"_s, u"3"_s}));
    QCOMPARE(sendTo(listen.waitForUrl(), {u"--count"_s, u"3"_s}), 0);
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(eventNumbers(jsonLines(contentOf(path))), numbersUpTo(3));
    QCOMPARE(listen.lines(u"event"_s).value(0).value("handler"_L1).toString(), u"file"_s);
}

void tst_Listen::forwards()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QByteArray received;
    int requests = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        auto *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [&, socket, buffer = QByteArray()]() mutable {
            buffer += socket->readAll();
            if (!buffer.endsWith('}')) {
                return;
            }
            received = buffer;
            socket->write(requests++ == 0 ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                          : "HTTP/1.1 204 Ok\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    Program listen(listenArguments({u"--forward"_s, u"http://127.0.0.1:%1/in"_s.arg(server.serverPort()),
                                    u"--retry-delay"_s, u"20ms"_s, u"--max-events"_s, u"1"_s}));
    QCOMPARE(sendTo(listen.waitForUrl()), 0);
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(requests, 2);
    QVERIFY(received.startsWith("POST /in HTTP/1.1\r\n"));
    QVERIFY(received.contains("application/json"));
    QVERIFY(received.contains("\"eventNumber\":\"1\""));
    QCOMPARE(listen.lines(u"event"_s).value(0).value("handler"_L1).toString(), u"forward"_s);
}

void tst_Listen::readsAConfiguration()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"tbs.yaml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("webhook: {listen: '127.0.0.1:0', pathPrefix: in, token: abc}\n"
               "store: sqlite:tbs.db\n"
               "subscriptions:\n"
               "  - topic: http://example.org/t1\n"
               "    webhookId: first\n"
               "    handler: {file: first.ndjson}\n"
               "  - topic: http://example.org/t2\n"
               "    webhookId: second\n");
    file.close();
    Program listen({u"listen"_s, u"--config"_s, path, u"--max-events"_s, u"2"_s}, {u"TBS_TEST_TOKEN=abc"_s});
    QVERIFY(!listen.waitForLine(u"listening"_s, 2).isEmpty());
    qputenv("TBS_TEST_TOKEN", "abc");
    for (const auto &line : listen.lines(u"listening"_s)) {
        QCOMPARE(sendTo(line.value("url"_L1).toString(), {u"--token-env"_s, u"TBS_TEST_TOKEN"_s}), 0);
    }
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(listen.lines(u"event"_s).size(), 2);
    QCOMPARE(jsonLines(contentOf(folder.filePath(u"first.ndjson"_s))).size(), 1);
    QVERIFY(QFile::exists(folder.filePath(u"tbs.db"_s)));
}

void tst_Listen::sandboxRunsByItself_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("version");
    QTest::newRow("default") << u"--sandbox"_s << u"R4"_s;
    QTest::newRow("R4B") << u"--sandbox=R4B"_s << u"R4B"_s;
    QTest::newRow("R5") << u"--sandbox=R5"_s << u"R5"_s;
}

void tst_Listen::sandboxRunsByItself()
{
    QFETCH(const QString, option);
    QFETCH(const QString, version);
    Program listen(listenArguments({option, u"--max-events"_s, u"2"_s, u"--for"_s, u"30s"_s}));
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(eventNumbers(listen.lines(u"event"_s)), numbersUpTo(2));
    QCOMPARE(listen.lines(u"event"_s).constFirst().value("fhirVersion"_L1).toString(), version);
    QCOMPARE(listen.lines(u"handshake"_s).size(), 1);
    QCOMPARE(listen.lines(u"sandbox"_s).value(0).value("fhirVersion"_L1).toString(), version);
    QCOMPARE(listen.lines(u"stopped"_s).value(0).value("reason"_L1).toString(), u"max-events"_s);
}

/// A configuration may want topics that the sandbox does not have: it is told, and the first definition gets its
/// samples.
void tst_Listen::sandboxDoesNotMindOtherDefinitions()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"tbs.yaml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("webhook: {listen: '127.0.0.1:0'}\nstore: memory\nsubscriptions:\n"
               "  - {webhookId: first, topic: 'https://example.com/one'}\n"
               "  - {webhookId: second, topic: 'https://example.com/two'}\n");
    file.close();
    Program listen({u"listen"_s, u"--config"_s, path, u"--sandbox"_s, u"--max-events"_s, u"2"_s, u"--for"_s, u"30s"_s});
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(listen.lines(u"event"_s).constFirst().value("webhookId"_L1).toString(), u"first"_s);
    QCOMPARE(listen.lines(u"registrationFailed"_s).value(0).value("webhookId"_L1).toString(), u"second"_s);
    QCOMPARE(listen.lines(u"stopped"_s).value(0).value("reason"_L1).toString(), u"max-events"_s);
}

void tst_Listen::sandboxSendsByWebSocket()
{
    Program listen(
        {u"listen"_s, u"--sandbox"_s, u"--channel"_s, u"websocket"_s, u"--max-events"_s, u"2"_s, u"--for"_s, u"30s"_s});
    QCOMPARE(listen.waitForExit(), 0);
    QVERIFY(!listen.lines(u"connected"_s).isEmpty());
    QCOMPARE(listen.lines(u"event"_s).size(), 2);
    QCOMPARE(listen.lines(u"listening"_s).constFirst().value("channel"_L1).toString(), u"websocket"_s);
}

void tst_Listen::cannotStart_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("no configuration") << QStringList{u"--config"_s, u"/nowhere/tbs.yaml"_s}
                                      << QByteArray("/nowhere/tbs.yaml");
    QTest::newRow("no token file") << QStringList{u"--token-file"_s, u"/nowhere/token"_s}
                                   << QByteArray("/nowhere/token");
    QTest::newRow("no folder for the store")
        << QStringList{u"--store"_s, u"sqlite:/nowhere/at/all.db"_s} << QByteArray("/nowhere/at/all.db");
    QTest::newRow("foreign address") << QStringList{u"--listen"_s, u"192.0.2.1:0"_s} << QByteArray("192.0.2.1");
    QTest::newRow("webhook id") << QStringList{u"--webhook-id"_s, u"a/b"_s} << QByteArray("a/b");
    QTest::newRow("webhook id twice") << QStringList{u"--webhook-id"_s, u"a"_s, u"--webhook-id"_s, u"a"_s}
                                      << QByteArray("a");
    QTest::newRow("topic") << QStringList{u"--topic"_s, u"relative"_s} << QByteArray("relative");
}

void tst_Listen::cannotStart()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, complaint);
    const auto captured = runCommand(QStringList{u"listen"_s, u"--for"_s, u"5s"_s} + options);
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains(complaint), captured.error.constData());
}

void tst_Listen::storeKeepsWhatIsNotHandled()
{
    QTemporaryDir folder;
    const auto store = u"sqlite:"_s + folder.filePath(u"s.db"_s);
    {
        Program listen(listenArguments({u"--store"_s, store, u"--exec"_s, u"false"_s}));
        QCOMPARE(sendTo(listen.waitForUrl(), {u"--count"_s, u"5"_s}), 0);
        QVERIFY(!listen.waitForLine(u"handlerFailed"_s).isEmpty());
        listen.terminate();
        QCOMPARE(listen.waitForExit(), 0);
    }
    Program next(listenArguments({u"--store"_s, store, u"--max-events"_s, u"5"_s}));
    QCOMPARE(next.waitForExit(), 0);
    QCOMPARE(eventNumbers(next.lines(u"event"_s)), numbersUpTo(5));
    for (const auto &event : next.lines(u"event"_s)) {
        QVERIFY(event.value("redelivered"_L1).toBool());
    }
}

QTEST_GUILESS_MAIN(tst_Listen)
#include "tst_listen.moc"
