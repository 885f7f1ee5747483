// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "sampleevent.h"

#include <Tbs/service/processhandler.h>

#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

class tst_ProcessHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCodeCounts_data();
    void exitCodeCounts();
    void eventIsOnStandardInput();
    void payloadIsNotRepeatedInErrors();
    void errorsAreShort();
    void missingProgramNeedsAction();
    void slowProgramIsKilledWithItsChildren();
    void programMayIgnoreItsInput();
    void manyAtOnce();
    void isInAGroupOfItsOwn();
    void killedWhenTheHandlerGoes();

private:
    QFuture<Result<void>> runShell(const QString &script, const QStringList &arguments = {})
    {
        m_handler.emplace(m_clock,
                          ProcessHandlerOptions{u"sh"_s, QStringList{u"-c"_s, script, u"sh"_s} + arguments, 60s});
        return (*m_handler)(sampleEvent(7));
    }

    MockClock m_clock;
    std::optional<ProcessHandler> m_handler;
};

void tst_ProcessHandler::exitCodeCounts_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("message");
    QTest::newRow("good") << u"exit 0"_s << QString();
    QTest::newRow("good with words") << u"echo fine; echo well >&2"_s << QString();
    QTest::newRow("one") << u"exit 1"_s << u"sh ended with exit code 1"_s;
    QTest::newRow("255 and words") << u"echo oh no >&2; exit 255"_s << u"sh ended with exit code 255: oh no"_s;
    QTest::newRow("signal") << u"kill -9 $$"_s << u"sh was ended by a signal"_s;
    QTest::newRow("placeholders") << u"echo %1 %2 >&2; exit 2"_s << u"sh ended with exit code 2: %1 %2"_s;
}

void tst_ProcessHandler::exitCodeCounts()
{
    QFETCH(const QString, script);
    QFETCH(const QString, message);
    const auto future = runShell(script);
    QTRY_VERIFY(future.isFinished());
    const auto result = future.result();
    QCOMPARE(result.has_value(), message.isEmpty());
    if (!result) {
        QCOMPARE(result.error().message, message);
        QCOMPARE(result.error().kind, Error::Kind::Retry);
    }
}

void tst_ProcessHandler::eventIsOnStandardInput()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"seen"_s);
    const auto future = runShell(u"cat > \"$1\""_s, {path});
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto content = file.readAll();
    QCOMPARE(content.count('\n'), 1);
    QVERIFY(content.endsWith('\n'));
    QCOMPARE(QJsonDocument::fromJson(content).object(), sampleEvent(7).toJson());
}

void tst_ProcessHandler::payloadIsNotRepeatedInErrors()
{
    const auto future = runShell(u"cat >&2; exit 1"_s);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QVERIFY(!future.result().error().message.contains(u"Encounter/7"_s));
    QVERIFY(future.result().error().message.contains(u"[event]"_s));
}

void tst_ProcessHandler::errorsAreShort()
{
    const auto future = runShell(u"i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done; exit 1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 20'000);
    const auto message = future.result().error().message;
    QVERIFY(message.size() < 400);
    QVERIFY(message.endsWith(u"line 19999"_s));
}

void tst_ProcessHandler::missingProgramNeedsAction()
{
    const ProcessHandler handler(m_clock, {.program = u"/nowhere/at/all"_s});
    const auto future = handler(sampleEvent(1));
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().kind, Error::Kind::ActionRequired);
    QVERIFY(future.result().error().message.contains(u"/nowhere/at/all"_s));
}

void tst_ProcessHandler::slowProgramIsKilledWithItsChildren()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"child"_s);
    const auto future = runShell(u"sleep 100 & echo $! > \"$1\"; wait"_s, {path});
    QTRY_VERIFY(QFileInfo(path).size() > 0);
    QVERIFY(!future.isFinished());
    m_clock.advance(59s);
    QTest::qWait(50);
    QVERIFY(!future.isFinished());
    m_clock.advance(1s);
    QTRY_VERIFY(future.isFinished());
    QCOMPARE(future.result().error().kind, Error::Kind::Retry);
    QVERIFY(future.result().error().message.contains(u"too long"_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto child = file.readAll().trimmed().toInt();
    QVERIFY(child > 0);
    const auto isGone = [child] {
        QFile status(u"/proc/%1/stat"_s.arg(child));
        return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z");
    };
    QTRY_VERIFY(isGone());
}

void tst_ProcessHandler::programMayIgnoreItsInput()
{
    const auto future = runShell(u"exec 0<&-; exit 0"_s);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.result());
}

void tst_ProcessHandler::manyAtOnce()
{
    const ProcessHandler handler(m_clock, {.program = u"cat"_s});
    QList<QFuture<Result<void>>> futures;
    for (int i = 0; i < 50; ++i) {
        futures.append(handler(sampleEvent(i)));
    }
    for (const auto &future : std::as_const(futures)) {
        QTRY_VERIFY(future.isFinished());
        QVERIFY(future.result());
    }
}

void tst_ProcessHandler::isInAGroupOfItsOwn()
{
    const auto future = runShell(u"test \"$(ps -o pgid= -p $$ | tr -d ' ')\" = $$"_s);
    QTRY_VERIFY(future.isFinished());
    if (!future.result() && future.result().error().message.contains(u"not found"_s)) {
        QSKIP("ps is not here");
    }
    QVERIFY2(future.result(), qUtf8Printable(future.result() ? QString() : future.result().error().message));
}

void tst_ProcessHandler::killedWhenTheHandlerGoes()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"started"_s);
    const auto future = runShell(u"echo $$ > \"$1\"; sleep 100"_s, {path});
    QTRY_VERIFY(QFileInfo(path).size() > 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto id = file.readAll().trimmed().toInt();
    m_handler.reset();
    QVERIFY(::kill(id, 0) != 0);
    QVERIFY(future.isCanceled());
}

QTEST_GUILESS_MAIN(tst_ProcessHandler)
#include "tst_processhandler.moc"
