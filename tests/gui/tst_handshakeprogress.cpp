// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/subscribe/handshakeprogress.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;

namespace {

using Kind = JournalEntry::Kind;
using Severity = JournalEntry::Severity;
using State = HandshakeProgress::State;
using Step = HandshakeProgress::Step;

Severity usualSeverity(Kind kind)
{
    switch (kind) {
    case Kind::Handshake:
    case Kind::Activated:
    case Kind::WebSocketConnected:
        return Severity::Good;
    case Kind::Failed:
    case Kind::ReactivationGaveUp:
    case Kind::Vanished:
    case Kind::Lost:
        return Severity::Bad;
    case Kind::ActivationDelayed:
    case Kind::StatusUnknown:
    case Kind::ServerUnknown:
    case Kind::Altered:
    case Kind::ProblemKnown:
    case Kind::WebSocketBroken:
        return Severity::Warning;
    default:
        return Severity::Information;
    }
}

JournalEntry entry(Kind kind, const QString &webhookId = u"encounters"_s)
{
    return {.at = QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC),
            .kind = kind,
            .severity = usualSeverity(kind),
            .webhookId = webhookId,
            .message = QString::number(static_cast<int>(kind)),
            .advice = {}};
}

HandshakeProgress after(const QList<Kind> &kinds)
{
    HandshakeProgress progress(u"encounters"_s);
    for (const auto kind : kinds) {
        progress.take(entry(kind));
    }
    return progress;
}

} // namespace

class tst_HandshakeProgress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void nothingYet();
    void stepsAreKept();
    void handshakeIsNotTold();
    void othersAreLeftOut();
    void serverIsOfAll();
    void troubleIsOvercome();
    void remarks();
    void anew();
    void unchanged();
};

void tst_HandshakeProgress::states_data()
{
    QTest::addColumn<QList<Kind>>("kinds");
    QTest::addColumn<State>("state");
    QTest::addColumn<int>("current"); // -1: none
    const auto row = [](const char *name, const QList<Kind> &kinds, State state, int current) {
        QTest::newRow(name) << kinds << state << current;
    };
    row("nothing", {}, State::Waiting, 0);
    row("requested", {Kind::Requested}, State::Waiting, 1);
    row("registered", {Kind::Requested, Kind::Registered}, State::Waiting, 2);
    row("handshake", {Kind::Requested, Kind::Registered, Kind::Handshake}, State::Waiting, 3);
    row("active", {Kind::Requested, Kind::Registered, Kind::Handshake, Kind::Activated}, State::Active, -1);
    row("handshake first", {Kind::Requested, Kind::Handshake, Kind::Registered}, State::Waiting, 3);
    row("active before its handshake", {Kind::Requested, Kind::Activated, Kind::Handshake}, State::Active, -1);
    row("websocket", {Kind::Requested, Kind::Registered, Kind::WebSocketConnected}, State::Waiting, 3);
    row("refused", {Kind::Requested, Kind::Failed}, State::Failed, -1);
    row("late", {Kind::Requested, Kind::Registered, Kind::ActivationDelayed}, State::Delayed, 2);
    row("no status", {Kind::Requested, Kind::Registered, Kind::StatusUnknown}, State::Delayed, 2);
    row("socket broke", {Kind::Requested, Kind::Registered, Kind::WebSocketBroken}, State::Delayed, 2);
    row("late, then active", {Kind::Requested, Kind::Registered, Kind::ActivationDelayed, Kind::Activated},
        State::Active, -1);
    row("late, then given up", {Kind::Registered, Kind::ActivationDelayed, Kind::ReactivationGaveUp}, State::Failed,
        -1);
    row("refused, then late", {Kind::Failed, Kind::StatusUnknown}, State::Failed, -1);
    row("gone", {Kind::Requested, Kind::Registered, Kind::Vanished}, State::Failed, -1);
    row("turned off", {Kind::Requested, Kind::Suspended}, State::Failed, -1);
    row("altered only", {Kind::Requested, Kind::Registered, Kind::Altered}, State::Waiting, 2);
    row("problem known", {Kind::ProblemKnown}, State::Waiting, 0);
    row("active, then a hiccup", {Kind::Activated, Kind::StatusUnknown}, State::Active, -1);
    row("another one was deleted", {Kind::Requested, Kind::Removed}, State::Waiting, 1);
    row("events are missing", {Kind::Requested, Kind::Lost, Kind::HeartbeatLate}, State::Waiting, 1);
    row("active, then broken", {Kind::Activated, Kind::Failed}, State::Failed, -1);
}

void tst_HandshakeProgress::states()
{
    QFETCH(const QList<Kind>, kinds);
    QFETCH(const State, state);
    QFETCH(const int, current);
    const auto progress = after(kinds);
    QCOMPARE(progress.state(), state);
    QCOMPARE(progress.current() ? static_cast<int>(*progress.current()) : -1, current);
    QCOMPARE(progress.trouble().has_value(), state == State::Failed || state == State::Delayed);
}

void tst_HandshakeProgress::nothingYet()
{
    const HandshakeProgress progress(u"encounters"_s, ChannelType::WebSocket);
    QCOMPARE(progress.channel(), ChannelType::WebSocket);
    QVERIFY(!progress.reached(Step::Requested));
    QVERIFY(progress.remarks().isEmpty());
}

void tst_HandshakeProgress::stepsAreKept()
{
    const auto progress = after({Kind::Requested, Kind::Registered});
    QVERIFY(progress.reached(Step::Requested));
    QCOMPARE(progress.reached(Step::Registered)->kind, Kind::Registered);
    QVERIFY(!progress.reached(Step::Handshake));
    QVERIFY(!progress.reached(Step::Activated));
}

void tst_HandshakeProgress::handshakeIsNotTold()
{
    const auto progress = after({Kind::Requested, Kind::Registered, Kind::Activated});
    QCOMPARE(progress.state(), State::Active);
    QVERIFY(!progress.reached(Step::Handshake));
}

void tst_HandshakeProgress::othersAreLeftOut()
{
    auto progress = after({Kind::Requested});
    progress.take(entry(Kind::Activated, u"patients"_s));
    progress.take(entry(Kind::Failed, u"patients"_s));
    progress.take(entry(Kind::WebSocketBroken, {}));
    QCOMPARE(progress.state(), State::Waiting);
    QVERIFY(!progress.reached(Step::Activated));
}

void tst_HandshakeProgress::serverIsOfAll()
{
    auto progress = after({Kind::Requested});
    progress.take(entry(Kind::ServerUnknown, {}));
    QCOMPARE(progress.state(), State::Delayed);
    progress.take(entry(Kind::Failed, {})); // nothing could be looked at
    QCOMPARE(progress.state(), State::Failed);
}

void tst_HandshakeProgress::troubleIsOvercome()
{
    auto progress = after({Kind::Requested, Kind::Registered, Kind::ActivationDelayed});
    QVERIFY(progress.trouble());
    progress.take(entry(Kind::Handshake));
    QCOMPARE(progress.state(), State::Waiting);
    QVERIFY(!progress.trouble());
}

void tst_HandshakeProgress::remarks()
{
    const auto progress = after({Kind::ProblemKnown, Kind::Requested, Kind::Registered, Kind::Altered});
    QCOMPARE(progress.remarks().size(), 2);
    QCOMPARE(progress.remarks().constFirst().kind, Kind::ProblemKnown);
}

void tst_HandshakeProgress::anew()
{
    const auto progress = after({Kind::Requested, Kind::Registered, Kind::Failed, Kind::Requested});
    QCOMPARE(progress.state(), State::Waiting);
    QVERIFY(!progress.reached(Step::Registered));
    QCOMPARE(progress.current(), Step::Registered);
}

void tst_HandshakeProgress::unchanged()
{
    HandshakeProgress progress(u"encounters"_s);
    progress.setUnchanged(QDateTime::currentDateTimeUtc());
    QCOMPARE(progress.state(), State::Active);
    QVERIFY(!progress.reached(Step::Activated)->message.isEmpty());
    progress.take(entry(Kind::Requested)); // told late
    QCOMPARE(progress.state(), State::Active);
    progress.take(entry(Kind::Failed));
    QCOMPARE(progress.state(), State::Failed);
}

QTEST_APPLESS_MAIN(tst_HandshakeProgress)
#include "tst_handshakeprogress.moc"
