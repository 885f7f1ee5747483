// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include <QSet>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

namespace {

/// A notification in the store and its one event.
using EventKey = std::pair<QString, QString>; ///< subscription and event number

EventKey keyOf(const QJsonObject &line)
{
    return {line.value("subscription"_L1).toString(), line.value("eventNumber"_L1).toString()};
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

/// Nothing that was acknowledged is lost when the receiver is killed, and nothing is handled twice without saying so.
class tst_Kill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingAcknowledgedIsLost_data();
    void nothingAcknowledgedIsLost();
};

void tst_Kill::nothingAcknowledgedIsLost_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QStringList>("handler"); ///< FILE stands for the file of this run
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("eventsBeforeKill");
    QTest::newRow("R4") << u"R4"_s << QStringList() << 1500 << 60;
    QTest::newRow("R4B") << u"R4B"_s << QStringList() << 1500 << 60;
    QTest::newRow("R5") << u"R5"_s << QStringList() << 1500 << 60;
    QTest::newRow("R4 file") << u"R4"_s << QStringList{u"--file"_s, u"FILE"_s} << 1500 << 60;
    // Slow, so that most of what was acknowledged waits for its handler when the receiver is killed.
    QTest::newRow("R5 program") << u"R5"_s << QStringList{u"--exec"_s, u"tee"_s, u"-a"_s, u"FILE"_s} << 600 << 10;
}

void tst_Kill::nothingAcknowledgedIsLost()
{
    QFETCH(const QString, version);
    QFETCH(QStringList, handler);
    QFETCH(const int, sent);
    QFETCH(const int, eventsBeforeKill);
    constexpr int kills = 4;
    QTemporaryDir folder;
    const auto file = folder.filePath(u"events.ndjson"_s);
    const auto port = freePort();
    QVERIFY(port > 0);
    QStringList arguments{u"listen"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port), u"--store"_s,
                          u"sqlite:"_s + folder.filePath(u"store.db"_s)};
    arguments += handler.replaceInStrings(u"FILE"_s, file);

    QList<QJsonObject> lines; // of all runs
    auto listen = std::make_unique<Program>(arguments);
    const auto url = listen->waitForUrl();
    QVERIFY(!url.isEmpty());
    Program send({u"send"_s, url, u"--fhir-version"_s, version, u"--count"_s, QString::number(sent), u"--concurrency"_s,
                  u"8"_s, u"--retry"_s, u"--rate"_s, u"500"_s});
    for (int i = 0; i < kills; ++i) {
        QVERIFY(!listen->waitForLine(u"event"_s, eventsBeforeKill).isEmpty());
        listen->kill();
        QCOMPARE(listen->waitForExit(), -2);
        lines += listen->lines();
        listen = std::make_unique<Program>(arguments);
        QVERIFY(!listen->waitForUrl().isEmpty());
    }
    QCOMPARE(send.waitForExit(std::chrono::seconds(90)), 0);

    // Every notification was acknowledged in the end, so every event has to reach its handler.
    QSet<EventKey> handled;
    const auto countHandled = [&] {
        handled.clear();
        for (const auto &line : ofType(lines + listen->lines(), u"event"_s)) {
            handled.insert(keyOf(line));
        }
        return handled.size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(countHandled(), qsizetype(sent), 60'000);
    listen->terminate();
    QCOMPARE(listen->waitForExit(), 0);
    lines += listen->lines();

    int accepted = 0;
    for (const auto &answer : send.lines()) {
        const auto status = answer.value("status"_L1).toInt();
        if (status >= 200 && status < 300) {
            ++accepted;
            QVERIFY(handled.contains({u"Subscription/1"_s, answer.value("eventNumber"_L1).toString()}));
        }
    }
    QCOMPARE(accepted, sent);

    QSet<EventKey> seen;
    for (const auto &line : ofType(lines, u"event"_s)) {
        if (seen.contains(keyOf(line))) {
            QVERIFY2(line.value("redelivered"_L1).toBool(), qUtf8Printable(keyOf(line).second));
        }
        seen.insert(keyOf(line));
    }
    QCOMPARE(ofType(lines, u"deadLetter"_s).size(), 0);
    QCOMPARE(ofType(lines, u"handlerFailed"_s).size(), 0);
    QCOMPARE(ofType(lines, u"rejected"_s).size(), 0);
    if (!handler.isEmpty()) {
        QFile events(file);
        QVERIFY(events.open(QIODevice::ReadOnly));
        QSet<EventKey> written;
        for (const auto &line : jsonLines(events.readAll())) {
            written.insert(keyOf(line));
        }
        QCOMPARE(written.size(), sent);
    }

    // The store agrees: nothing is left for a further run.
    Program last(arguments + QStringList{u"--for"_s, u"500ms"_s});
    QCOMPARE(last.waitForExit(), 0);
    QCOMPARE(last.lines(u"event"_s).size(), 0);
}

QTEST_GUILESS_MAIN(tst_Kill)
#include "tst_kill.moc"
