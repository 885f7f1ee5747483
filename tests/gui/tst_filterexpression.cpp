// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleentries.h"
#include "gui/filter/filterexpression.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

const QDateTime now(QDate(2026, 1, 31), QTime(12, 30), Qt::UTC);

class TestFilterExpression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void understands_data();
    void understands();
    void doesNotUnderstand_data();
    void doesNotUnderstand();
    void conditionsCanBeReadAgain_data();
    void conditionsCanBeReadAgain();
    void keysAreUnderstood();
    void passes_data();
    void passes();
};

void TestFilterExpression::understands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<HistoryFilter>("filter");
    using Type = NotificationType;
    using Origin = NotificationOrigin;

    QTest::newRow("nothing") << u""_s << HistoryFilter();
    QTest::newRow("blanks") << u"  \t "_s << HistoryFilter();
    QTest::newRow("text") << u"Müller"_s << HistoryFilter{.texts = {u"Müller"_s}};
    QTest::newRow("texts") << u" one  two "_s << HistoryFilter{.texts = {u"one"_s, u"two"_s}};
    QTest::newRow("quoted text") << u"\"http://a b\""_s << HistoryFilter{.texts = {u"http://a b"_s}};
    QTest::newRow("text with minus") << u"a-b -c"_s << HistoryFilter{.texts = {u"a-b"_s, u"-c"_s}};
    QTest::newRow("empty quotes") << u"\"\""_s << HistoryFilter();
    QTest::newRow("type") << u"type:heartbeat"_s << HistoryFilter{.types = {Type::Heartbeat}};
    QTest::newRow("types") << u"TYPE:Heartbeat,handshake"_s
                           << HistoryFilter{.types = {Type::Handshake, Type::Heartbeat}};
    QTest::newRow("no type") << u"-type:heartbeat,status,events"_s
                             << HistoryFilter{.types = {Type::Handshake, Type::EventNotification}};
    QTest::newRow("several types") << u"type:heartbeat,event -type:event"_s
                                   << HistoryFilter{.types = {Type::Heartbeat}};
    QTest::newRow("origin") << u"origin:recovered"_s << HistoryFilter{.origins = {Origin::Recovery}};
    QTest::newRow("no origin") << u"-origin:webhook,websocket"_s << HistoryFilter{.origins = {Origin::Recovery}};
    QTest::newRow("topic URL") << u"topic:http://example.org/topic|1"_s
                               << HistoryFilter{.topic = u"http://example.org/topic|1"_s};
    QTest::newRow("subscription") << u"subscription:Subscription/1"_s
                                  << HistoryFilter{.subscription = u"Subscription/1"_s};
    QTest::newRow("focus") << u"focus:Patient/1"_s << HistoryFilter{.focus = u"Patient/1"_s};
    QTest::newRow("quoted value") << u"topic:\"a b\" c"_s << HistoryFilter{.topic = u"a b"_s, .texts = {u"c"_s}};
    QTest::newRow("status") << u"status:error"_s << HistoryFilter{.state = EventState::DeadLetter};
    QTest::newRow("duplicate") << u"is:duplicate"_s << HistoryFilter{.withDuplicates = true};
    QTest::newRow("replayed") << u"is:replayed"_s << HistoryFilter{.replayed = true};
    QTest::newRow("replayed duplicates") << u"is:replayed is:duplicate"_s
                                         << HistoryFilter{.withDuplicates = true, .replayed = true};
    QTest::newRow("minutes") << u"after:10m"_s << HistoryFilter{.from = now.addSecs(-600)};
    QTest::newRow("days") << u"before:2d"_s << HistoryFilter{.to = now.addDays(-2)};
    QTest::newRow("day") << u"after:2026-01-30"_s << HistoryFilter{.from = QDateTime(QDate(2026, 1, 30), QTime(0, 0))};
    QTest::newRow("time of today") << u"before:09:15"_s
                                   << HistoryFilter{.to = QDateTime(QDate(2026, 1, 31), QTime(9, 15))};
    QTest::newRow("date and time") << u"before:2026-01-30T09:15"_s
                                   << HistoryFilter{.to = QDateTime(QDate(2026, 1, 30), QTime(9, 15))};
    QTest::newRow("with zone") << u"before:2026-01-30T09:15:00+02:00"_s
                               << HistoryFilter{.to = QDateTime(QDate(2026, 1, 30), QTime(7, 15), Qt::UTC)};
    QTest::newRow("everything") << u"type:event topic:encounter focus:Patient/1 status:error some text"_s
                                << HistoryFilter{.topic = u"encounter"_s,
                                                 .focus = u"Patient/1"_s,
                                                 .types = {Type::EventNotification},
                                                 .state = EventState::DeadLetter,
                                                 .texts = {u"some"_s, u"text"_s}};
}

void TestFilterExpression::understands()
{
    QFETCH(QString, text);
    QFETCH(HistoryFilter, filter);
    const auto parsed = FilterExpression::parse(text, now);
    QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error().toString()));
    QCOMPARE(parsed->history, filter);
    QVERIFY(parsed->kinds.isEmpty());
}

void TestFilterExpression::doesNotUnderstand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("position");
    QTest::addColumn<QString>("message");

    QTest::newRow("unknown key") << u"a colour:red"_s << u"2"_s << u"topic:"_s;
    QTest::newRow("URL as text") << u"http://example.org"_s << u"0"_s << u"http:"_s;
    QTest::newRow("unknown type") << u"type:heartbeats"_s << u"0"_s << u"handshake, heartbeat"_s;
    QTest::newRow("one unknown type") << u"type:event,x"_s << u"0"_s << u"x"_s;
    QTest::newRow("unknown state") << u"status:ok"_s << u"0"_s << u"pending, done, error"_s;
    QTest::newRow("unknown origin") << u"origin:mail"_s << u"0"_s << u"recovered"_s;
    QTest::newRow("missing value") << u"text type:"_s << u"5"_s << u"missing"_s;
    QTest::newRow("blank behind the colon") << u"type: event"_s << u"0"_s << u"missing"_s;
    QTest::newRow("only commas") << u"type:,"_s << u"0"_s << u"nothing"_s;
    QTest::newRow("open quote") << u"a \"b"_s << u"2"_s << u"quotes"_s;
    QTest::newRow("quote within") << u"a\"b\""_s << u"0"_s << u"quotes"_s;
    QTest::newRow("value behind a quote") << u"topic:\"a\"b"_s << u"0"_s << u"quotes"_s;
    QTest::newRow("colon alone") << u":"_s << u"0"_s << u"quotes"_s;
    QTest::newRow("negated topic") << u"-topic:x"_s << u"0"_s << u"type: and origin:"_s;
    QTest::newRow("nothing left") << u"type:event -type:event"_s << u"11"_s << u"nothing"_s;
    QTest::newRow("twice") << u"focus:Patient/1 focus:Patient/2"_s << u"16"_s << u"twice"_s;
    QTest::newRow("no time") << u"after:yesterday"_s << u"0"_s << u"10m"_s;
    QTest::newRow("no such day") << u"after:2026-02-31"_s << u"0"_s << u"10m"_s;
    QTest::newRow("too long ago") << u"after:99999999d"_s << u"0"_s << u"10m"_s;
    QTest::newRow("replayed in a list") << u"is:replayed,duplicate"_s << u"0"_s << u"is:replayed"_s;
    QTest::newRow("replayed and gap") << u"is:gap is:replayed"_s << u"7"_s << u"is:replayed"_s;
    QTest::newRow("mixed kinds") << u"is:duplicate,gap"_s << u"0"_s << u"is:duplicate"_s;
}

void TestFilterExpression::doesNotUnderstand()
{
    QFETCH(QString, text);
    QFETCH(QString, position);
    QFETCH(QString, message);
    const auto parsed = FilterExpression::parse(text, now);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, Error::Kind::BadData);
    QCOMPARE(parsed.error().location, position);
    QVERIFY2(parsed.error().message.contains(message), qPrintable(parsed.error().message));
}

void TestFilterExpression::conditionsCanBeReadAgain_data()
{
    QTest::addColumn<QString>("value");
    for (const auto &value : {u"plain"_s, u"Patient/1"_s, u"http://example.org/x|1"_s, u"with blanks"_s, u"a:b c"_s}) {
        QTest::newRow(qPrintable(value)) << value;
    }
}

void TestFilterExpression::conditionsCanBeReadAgain()
{
    QFETCH(QString, value);
    const auto parsed = FilterExpression::parse(FilterExpression::condition(u"topic"_s, value), now);
    QVERIFY(parsed);
    QCOMPARE(parsed->history.topic, value);
}

void TestFilterExpression::keysAreUnderstood()
{
    for (const auto &key : FilterExpression::keys()) {
        const auto parsed = FilterExpression::parse(key + u'x', now);
        QVERIFY2(parsed || !parsed.error().message.contains(u"There is no"_s), qPrintable(key));
    }
}

void TestFilterExpression::passes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<int>>("rows"); // of entriesOfAllKinds()

    QTest::newRow("handshake") << u"type:handshake"_s << QList{0};
    QTest::newRow("duplicate") << u"is:duplicate"_s << QList{3};
    QTest::newRow("recovered") << u"origin:recovered"_s << QList{6};
    QTest::newRow("replayed") << u"is:replayed"_s << QList{7};
    QTest::newRow("gap") << u"is:gap"_s << QList{10};
    QTest::newRow("rejected") << u"is:rejected"_s << QList{12};
    QTest::newRow("failures") << u"is:failed"_s << QList{13, 14};
    QTest::newRow("failed for good") << u"status:error"_s << QList{13};
    QTest::newRow("to be tried again") << u"status:pending"_s << QList{14};
    QTest::newRow("text of an error") << u"\"exit code\""_s << QList{13, 14};
    QTest::newRow("failure of a resource") << u"is:failed focus:Encounter/20"_s << QList{13, 14};
    QTest::newRow("one of several foci") << u"focus:Encounter/9"_s << QList{4, 8};
    QTest::newRow("nothing") << u"focus:Patient/1"_s << QList<int>();
    QTest::newRow("also what is no notification") << u"subscription:patients"_s << QList{2, 5, 8, 12};
}

void TestFilterExpression::passes()
{
    QFETCH(QString, text);
    QFETCH(QList<int>, rows);
    const auto expression = FilterExpression::parse(text, now);
    QVERIFY(expression);
    const auto entries = Test::entriesOfAllKinds();
    QList<int> passed;
    for (int i = 0; i < entries.size(); ++i) {
        if (matches(*expression, entries.at(i))) {
            passed << i;
        }
    }
    QCOMPARE(passed, rows);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestFilterExpression)
#include "tst_filterexpression.moc"
