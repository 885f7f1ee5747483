// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/subscriptionhealth.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Tbs::SubscriptionFacts)
Q_DECLARE_METATYPE(Tbs::HealthState)

namespace Tbs {

namespace {

using Status = SubscriptionStatusCode;

QDateTime at(int second)
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(second);
}

/// Active, heard from at 0, heartbeats every 20 s with 10 s of tolerance.
SubscriptionFacts active()
{
    SubscriptionFacts facts;
    facts.status = Status::Active;
    facts.watchedSince = at(-100);
    facts.lastNotificationAt = at(0);
    facts.heartbeatPeriod = 20s;
    facts.heartbeatTolerance = 10s;
    facts.highest = 7;
    return facts;
}

template <typename Change> SubscriptionFacts with(Change change, SubscriptionFacts facts = active())
{
    change(facts);
    return facts;
}

NumberRanges numbers(const QString &text)
{
    return *NumberRanges::fromString(text);
}

} // namespace

class TestSubscriptionHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void state_data();
    void state();
    void reasons_data();
    void reasons();
    void reasonsNameLocalTimes_data();
    void reasonsNameLocalTimes();
    void heartbeatTimes_data();
    void heartbeatTimes();
    void eventsBehind_data();
    void eventsBehind();
    void passesTimesOn();
    void codes();
};

void TestSubscriptionHealth::state_data()
{
    QTest::addColumn<SubscriptionFacts>("facts");
    QTest::addColumn<int>("second");
    QTest::addColumn<HealthState>("state");

    QTest::newRow("nothing known") << SubscriptionFacts() << 0 << HealthState::Requested;
    QTest::newRow("requested") << with([](auto &f) { f.status = Status::Requested; }) << 500 << HealthState::Requested;
    QTest::newRow("active") << active() << 5 << HealthState::Active;
    QTest::newRow("active, a heartbeat due") << active() << 20 << HealthState::Active;
    QTest::newRow("within the tolerance") << active() << 29 << HealthState::Active;
    QTest::newRow("late") << active() << 30 << HealthState::HeartbeatLate;
    QTest::newRow("still late") << active() << 69 << HealthState::HeartbeatLate;
    QTest::newRow("silent") << active() << 70 << HealthState::Silent;
    QTest::newRow("no heartbeats agreed")
        << with([](auto &f) { f.heartbeatPeriod = 0s; }) << 90000 << HealthState::Active;
    QTest::newRow("never heard from, watched for a short time") << with([](auto &f) {
        f.lastNotificationAt = {};
        f.watchedSince = at(0);
    }) << 29 << HealthState::Active;
    QTest::newRow("never heard from") << with([](auto &f) { f.lastNotificationAt = {}; }) << 0 << HealthState::Silent;
    QTest::newRow("missing, but perhaps on its way")
        << with([](auto &f) { f.missing = numbers(u"3"_s); }) << 5 << HealthState::Active;
    const auto gap = with([](auto &f) {
        f.missing = numbers(u"3"_s);
        f.gapTold = true;
    });
    QTest::newRow("gap") << gap << 5 << HealthState::Gap;
    QTest::newRow("gap that was filled") << with([](auto &f) { f.gapTold = true; }) << 5 << HealthState::Active;
    QTest::newRow("gap and late") << gap << 30 << HealthState::Gap;
    QTest::newRow("gap and silent") << gap << 70 << HealthState::Silent;
    QTest::newRow("drift") << with([](auto &f) { f.drift = QStringList(u"one thing and another"_s); }) << 5
                           << HealthState::Drift;
    QTest::newRow("drift and late") << with([](auto &f) { f.drift = QStringList(u"x"_s); }) << 30 << HealthState::Drift;
    QTest::newRow("drift and gap") << with([](auto &f) { f.drift = QStringList(u"x"_s); }, gap) << 5
                                   << HealthState::Gap;
    QTest::newRow("error") << with([](auto &f) { f.status = Status::Error; }) << 5 << HealthState::Error;
    QTest::newRow("error, and silent therefore")
        << with([](auto &f) { f.status = Status::Error; }) << 5000 << HealthState::Error;
    QTest::newRow("error and gap") << with([](auto &f) { f.status = Status::Error; }, gap) << 5 << HealthState::Error;
    QTest::newRow("entered in error") << with([](auto &f) { f.status = Status::EnteredInError; }) << 5
                                      << HealthState::Error;
    QTest::newRow("off") << with([](auto &f) { f.status = Status::Off; }, gap) << 5000 << HealthState::Off;
}

void TestSubscriptionHealth::state()
{
    QFETCH(SubscriptionFacts, facts);
    QFETCH(int, second);
    const auto health = healthOf(facts, at(second));
    QTEST(health.state, "state");
    QVERIFY(health.reason.endsWith(u'.') || health.state == HealthState::Drift);
}

void TestSubscriptionHealth::reasons_data()
{
    QTest::addColumn<SubscriptionFacts>("facts");
    QTest::addColumn<int>("second");
    QTest::addColumn<QString>("part");

    QTest::newRow("missing numbers") << with([](auto &f) {
        f.missing = numbers(u"3-5,9"_s);
        f.gapTold = true;
    }) << 5 << u"did not arrive: 3-5,9."_s;
    QTest::newRow("many missing numbers") << with([](auto &f) {
        f.missing = numbers(u"1,3,5,7,9-11,13"_s);
        f.gapTold = true;
    }) << 5 << u"did not arrive: 1,3,5,7,9-11 and more."_s;
    QTest::newRow("late since when") << active() << 30 << u"2026-01-01T12:00:20Z"_s;
    QTest::newRow("silent since when") << active() << 100 << u"2026-01-01T12:00:00Z"_s;
    QTest::newRow("never heard from") << with([](auto &f) { f.lastNotificationAt = {}; }) << 0 << u"ever"_s;
    QTest::newRow("what the server says") << with([](auto &f) {
        f.status = Status::Error;
        f.errors = QStringList({u"no-response"_s, u"timeout"_s});
    }) << 0 << u"no-response; timeout"_s;
    QTest::newRow("nothing helped") << with([](auto &f) {
        f.status = Status::Off;
        f.reactivationGaveUp = true;
    }) << 0 << u"did not help"_s;
    QTest::newRow("its end has come") << with([](auto &f) {
        f.status = Status::Off;
        f.end = at(-1);
    }) << 0 << u"ended at 2026-01-01T11:59:59Z"_s;
    QTest::newRow("off before its end") << with([](auto &f) {
        f.status = Status::Off;
        f.end = at(1);
    }) << 0 << u"turned it off"_s;
    QTest::newRow("nothing has come") << with([](auto &f) {
        f.lastNotificationAt = {};
        f.heartbeatPeriod = 0s;
    }) << 0 << u"nothing has come yet"_s;
    QTest::newRow("drift") << with([](auto &f) {
        f.drift = QStringList({u"One."_s, u"Two."_s});
    }) << 0 << u"One. Two."_s;
}

void TestSubscriptionHealth::reasons()
{
    QFETCH(SubscriptionFacts, facts);
    QFETCH(int, second);
    QFETCH(QString, part);
    const auto health = healthOf(facts, at(second));
    QVERIFY2(health.reason.contains(part), qPrintable(health.reason));
}

void TestSubscriptionHealth::reasonsNameLocalTimes_data()
{
    QTest::addColumn<SubscriptionFacts>("facts");
    QTest::addColumn<int>("second");
    QTest::addColumn<QString>("part");
    QTest::newRow("late") << active() << 30 << u"due at 01.01.26 17:30:20"_s;
    QTest::newRow("silent") << active() << 100 << u"since 01.01.26 17:30:00"_s;
    QTest::newRow("ended") << with([](auto &f) {
        f.status = Status::Off;
        f.end = at(-1);
    }) << 0 << u"ended at 01.01.26 17:29:59"_s;
}

void TestSubscriptionHealth::reasonsNameLocalTimes()
{
    QFETCH(SubscriptionFacts, facts);
    QFETCH(int, second);
    QFETCH(QString, part);
    const MomentFormat moments(QLocale(QLocale::German, QLocale::Germany), QTimeZone("Asia/Kolkata"));
    const auto health = healthOf(facts, at(second), moments);
    QVERIFY2(health.reason.contains(part), qPrintable(health.reason));
    QCOMPARE(health.state, healthOf(facts, at(second)).state);
}

void TestSubscriptionHealth::heartbeatTimes_data()
{
    QTest::addColumn<SubscriptionFacts>("facts");
    QTest::addColumn<QDateTime>("due");

    QTest::newRow("active") << active() << at(20);
    QTest::newRow("heard from before it was watched") << with([](auto &f) { f.watchedSince = at(100); }) << at(120);
    QTest::newRow("requested") << with([](auto &f) { f.status = Status::Requested; }) << QDateTime();
    QTest::newRow("error") << with([](auto &f) { f.status = Status::Error; }) << QDateTime();
    QTest::newRow("no status") << with([](auto &f) { f.status.reset(); }) << QDateTime();
    QTest::newRow("no period") << with([](auto &f) { f.heartbeatPeriod = 0s; }) << QDateTime();
    QTest::newRow("no time at all") << with([](auto &f) { f.lastNotificationAt = f.watchedSince = {}; }) << QDateTime();
}

void TestSubscriptionHealth::heartbeatTimes()
{
    QFETCH(SubscriptionFacts, facts);
    QFETCH(QDateTime, due);
    const auto times = Tbs::heartbeatTimes(facts);
    QCOMPARE(times.due, due);
    QCOMPARE(times.late, due.isValid() ? due.addSecs(10) : QDateTime());
    QCOMPARE(times.silent, due.isValid() ? due.addSecs(50) : QDateTime());
}

void TestSubscriptionHealth::eventsBehind_data()
{
    QTest::addColumn<QString>("missing");
    QTest::addColumn<int>("serverCount"); // -1: none
    QTest::addColumn<quint64>("behind");

    QTest::newRow("none") << u""_s << -1 << quint64(0);
    QTest::newRow("missing") << u"2-3,5"_s << -1 << quint64(3);
    QTest::newRow("the server counts the same") << u"2"_s << 7 << quint64(1);
    QTest::newRow("the server counts further") << u"2"_s << 9 << quint64(3);
    QTest::newRow("an old count") << u""_s << 4 << quint64(0);
}

void TestSubscriptionHealth::eventsBehind()
{
    QFETCH(QString, missing);
    QFETCH(int, serverCount);
    auto facts = active();
    facts.missing = numbers(missing);
    if (serverCount >= 0) {
        facts.serverCount = static_cast<quint64>(serverCount);
    }
    QTEST(healthOf(facts, at(0)).eventsBehind, "behind");
}

void TestSubscriptionHealth::passesTimesOn()
{
    auto facts = active();
    facts.lastEventAt = at(-7);
    const auto health = healthOf(facts, at(1));
    QCOMPARE(health.lastNotificationAt, at(0));
    QCOMPARE(health.lastEventAt, at(-7));
    QCOMPARE(health.nextHeartbeatDue, at(20));
    QCOMPARE(healthOf(facts, at(1)), health);
}

void TestSubscriptionHealth::codes()
{
    QSet<QString> codes;
    for (int state = 0; state <= static_cast<int>(HealthState::Off); ++state) {
        codes.insert(toCode(static_cast<HealthState>(state)));
    }
    QCOMPARE(codes.size(), static_cast<int>(HealthState::Off) + 1);
    QCOMPARE(toCode(HealthState::HeartbeatLate), u"heartbeat-late"_s);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestSubscriptionHealth)
#include "tst_subscriptionhealth.moc"
