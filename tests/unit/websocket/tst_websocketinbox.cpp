// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "recordingsink.h"

#include <Tbs/websocket/websocketinbox_p.h>

#include <QSignalSpy>
#include <QtTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

/// What the channel's tests do not reach: thousands in a row, other threads, and the limit.
class TestWebSocketInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thousandsInARow();
    void answersFromAnotherThread();
    void errorsByKind_data();
    void errorsByKind();
    void pausesGrowToTheLongest();
    void oneFitsInAnyCase();
    void limitCountsAll();
    void goneBeforeTheAnswer();
};

namespace {

constexpr RetryPolicy redelivery{.maximumDelay = 4s};

/// Answers from a thread of its own.
class ThreadedSink final : public NotificationSink
{
public:
    ~ThreadedSink() override
    {
        for (auto &thread : m_threads) {
            thread.join();
        }
    }
    void receive(IncomingNotification incoming, Done done) override
    {
        bodies.append(incoming.body);
        m_threads.emplace_back([done = std::move(done)] { done(Receipt()); });
    }
    QByteArrayList bodies;

private:
    std::vector<std::thread> m_threads;
};

} // namespace

void TestWebSocketInbox::thousandsInARow()
{
    Test::MockClock clock;
    Test::RecordingSink sink;
    WebSocketInbox inbox(clock, sink, redelivery, 1'000'000'000);
    sink.answerNext({failure(Error::Kind::Retry, u"busy"_s)});
    for (int i = 0; i < 100'000; ++i) {
        inbox.add(u"a"_s, QByteArray::number(i));
    }
    QCOMPARE(sink.count(), 1);
    clock.advance(1s); // all at once, and not by recursion
    QCOMPARE(sink.count(), 100'001);
    QCOMPARE(sink.bodies().constLast(), "99999");
    QCOMPARE(inbox.waitingSize(), 0);
}

void TestWebSocketInbox::answersFromAnotherThread()
{
    Test::MockClock clock;
    ThreadedSink sink;
    WebSocketInbox inbox(clock, sink, redelivery, 1'000'000);
    QByteArrayList expected;
    for (int i = 0; i < 50; ++i) {
        expected.append(QByteArray::number(i));
        inbox.add(u"a"_s, expected.last());
    }
    QTRY_COMPARE(sink.bodies, expected);
    QTRY_COMPARE(inbox.waitingSize(), 0);
}

void TestWebSocketInbox::errorsByKind_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("isRepeated");
    QTest::newRow("Retry") << Error::Kind::Retry << true;
    QTest::newRow("ActionRequired") << Error::Kind::ActionRequired << true; // a full disk may be emptied
    QTest::newRow("Internal") << Error::Kind::Internal << true;
    QTest::newRow("BadData") << Error::Kind::BadData << false;
    QTest::newRow("Rejected") << Error::Kind::Rejected << false;
}

void TestWebSocketInbox::errorsByKind()
{
    QFETCH(Error::Kind, kind);
    QFETCH(bool, isRepeated);
    Test::MockClock clock;
    Test::RecordingSink sink;
    WebSocketInbox inbox(clock, sink, redelivery, 1'000'000);
    QSignalSpy refused(&inbox, &WebSocketInbox::refused);
    QSignalSpy delayed(&inbox, &WebSocketInbox::delayed);
    sink.answerNext({failure(kind, u"no"_s)});
    inbox.add(u"a"_s, "1");
    QCOMPARE(delayed.size(), isRepeated ? 1 : 0);
    QCOMPARE(refused.size(), isRepeated ? 0 : 1);
    clock.advance(1h);
    QCOMPARE(sink.count(), isRepeated ? 2 : 1);
    QCOMPARE(inbox.waitingSize(), 0);
}

void TestWebSocketInbox::pausesGrowToTheLongest()
{
    Test::MockClock clock;
    Test::RecordingSink sink;
    WebSocketInbox inbox(clock, sink, redelivery, 1'000'000);
    sink.answerNext(QList<Result<Receipt>>(6, failure(Error::Kind::Retry, u"busy"_s)));
    inbox.add(u"a"_s, "1");
    inbox.add(u"a"_s, "2");
    qsizetype calls = 1;
    for (const auto pause : {1s, 2s, 4s, 4s, 4s, 4s}) {
        clock.advance(pause - 1ms);
        QCOMPARE(sink.count(), calls);
        clock.advance(1ms);
        calls += calls == 6 ? 2 : 1; // the last one takes it, and the next follows
        QCOMPARE(sink.count(), calls);
    }
    sink.answerNext({failure(Error::Kind::Retry, u"busy"_s)});
    inbox.add(u"a"_s, "3");
    clock.advance(1s); // it begins with the shortest pause again
    QCOMPARE(sink.count(), calls + 2);
}

void TestWebSocketInbox::oneFitsInAnyCase()
{
    Test::MockClock clock;
    Test::RecordingSink sink;
    WebSocketInbox inbox(clock, sink, redelivery, 10);
    QSignalSpy dropped(&inbox, &WebSocketInbox::dropped);
    inbox.add(u"a"_s, QByteArray(100, 'x'));
    QCOMPARE(sink.count(), 1);
    sink.hold();
    inbox.add(u"a"_s, QByteArray(100, 'y'));
    QCOMPARE(inbox.waitingSize(), 100);
    inbox.add(u"a"_s, "z");
    QCOMPARE(dropped.size(), 1);
    QCOMPARE(inbox.waitingSize(), 100);
    sink.release();
}

void TestWebSocketInbox::limitCountsAll()
{
    Test::MockClock clock;
    Test::RecordingSink sink;
    WebSocketInbox inbox(clock, sink, redelivery, 100);
    QSignalSpy dropped(&inbox, &WebSocketInbox::dropped);
    QSignalSpy caughtUp(&inbox, &WebSocketInbox::caughtUp);
    sink.hold();
    inbox.add(u"a"_s, QByteArray(60, 'x'));
    inbox.add(u"b"_s, QByteArray(40, 'x'));
    inbox.add(u"b"_s, "y");
    inbox.add(u"b"_s, "y");
    QCOMPARE(dropped.size(), 1); // once for b
    QCOMPARE(dropped.first().first().toString(), u"b"_s);
    inbox.add(u"a"_s, "y");
    QCOMPARE(dropped.size(), 2); // and for a
    sink.release();
    QTRY_COMPARE(caughtUp.size(), 2);
    inbox.add(u"a"_s, "z");
    QCOMPARE(sink.bodies().constLast(), "z");
    QCOMPARE(caughtUp.size(), 2);
}

void TestWebSocketInbox::goneBeforeTheAnswer()
{
    Test::MockClock clock;
    Test::RecordingSink sink;
    {
        WebSocketInbox inbox(clock, sink, redelivery, 100);
        sink.hold();
        inbox.add(u"a"_s, "1");
        inbox.add(u"a"_s, "2");
    }
    sink.release();
    QCoreApplication::processEvents();
    clock.advance(1h);
    QCOMPARE(sink.count(), 1);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestWebSocketInbox)
#include "tst_websocketinbox.moc"
