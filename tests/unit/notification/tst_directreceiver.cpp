// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "notifications.h"

#include <Tbs/notification/directreceiver.h>

#include <QSignalSpy>
#include <QtTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QByteArray events(const QList<int> &numbers)
{
    return Test::NotificationText{.eventNumbers = numbers}.toJson();
}

} // namespace

class TestDirectReceiver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void handlesBeforeItReturns();
    void failureAsksForARepetition();
    void repetitionIsHandledOnce();
    void asynchronousHandlerDelaysTheAnswer();
    void asynchronousHandlerFails();
    void fromAnotherThread();
    void rejectsWhatIsNoNotification();

private:
    /// Receives; the answer must be there when this returns.
    Result<Receipt> receive(const QByteArray &body);

    Test::MockClock m_clock;
    std::unique_ptr<DirectReceiver> m_receiver;
    QStringList m_handled;
};

void TestDirectReceiver::init()
{
    m_handled.clear();
    m_receiver = std::make_unique<DirectReceiver>(m_clock);
    m_receiver->setHandler(u"w1"_s, [this](const EventContext &event) { m_handled << event.reference(); });
}

Result<Receipt> TestDirectReceiver::receive(const QByteArray &body)
{
    std::optional<Result<Receipt>> receipt;
    m_receiver->receive({.webhookId = u"w1"_s, .body = body}, [&](const Result<Receipt> &result) { receipt = result; });
    return receipt.value_or(failure(Error::Kind::Internal, u"no answer yet"_s));
}

void TestDirectReceiver::handlesBeforeItReturns()
{
    QCOMPARE(receive(events({1, 2}))->newEvents, 2);
    QCOMPARE(m_handled, QStringList({u"Encounter/1"_s, u"Encounter/2"_s}));
    QVERIFY(receive(Test::NotificationText{.type = u"heartbeat"_s, .counter = 2}.toJson()));
    QCOMPARE(m_handled.size(), 2);
}

void TestDirectReceiver::failureAsksForARepetition()
{
    bool broken = true;
    m_receiver->setHandler(u"w1"_s, [&](const EventContext &event) -> Result<void> {
        if (broken) {
            return failure(Error::Kind::Rejected, u"no"_s);
        }
        m_handled << event.reference();
        return {};
    });
    const QSignalSpy failed(m_receiver.get(), &DirectReceiver::handlerFailed);
    const auto receipt = receive(events({1}));
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().kind, Error::Kind::Retry); // the server keeps the event, whatever the handler thinks of it
    QCOMPARE(failed.count(), 1);
    broken = false;
    QCOMPARE(receive(events({1}))->newEvents, 1);
    QCOMPARE(m_handled.size(), 1);
}

void TestDirectReceiver::repetitionIsHandledOnce()
{
    QVERIFY(receive(events({1})));
    const auto again = receive(events({1}));
    QCOMPARE(again->newEvents, 0);
    QCOMPARE(again->duplicateEvents, 1);
    QCOMPARE(m_handled.size(), 1);
}

void TestDirectReceiver::asynchronousHandlerDelaysTheAnswer()
{
    std::vector<QPromise<void>> running;
    m_receiver->setHandler(u"w1"_s, [&](const EventContext &event) {
        m_handled << event.reference();
        QPromise<void> promise;
        promise.start();
        auto future = promise.future();
        running.push_back(std::move(promise));
        return future;
    });
    QVERIFY(m_receiver->hasAsynchronousHandlers());
    std::optional<Result<Receipt>> first;
    std::optional<Result<Receipt>> second;
    m_receiver->receive({.webhookId = u"w1"_s, .body = events({1})}, [&](const auto &result) { first = result; });
    m_receiver->receive({.webhookId = u"w1"_s, .body = events({1})}, [&](const auto &result) { second = result; });
    QVERIFY(!first && !second);
    QCOMPARE(running.size(), 1U);
    running.front().finish();
    QTRY_VERIFY(first && second);
    QCOMPARE((*first)->newEvents, 1);
    QCOMPARE((*second)->duplicateEvents, 1); // the repetition came while the first was in hand
    QCOMPARE(running.size(), 1U);
}

void TestDirectReceiver::asynchronousHandlerFails()
{
    std::vector<QPromise<Result<void>>> running;
    m_receiver->setHandler(u"w1"_s, [&](const EventContext &) {
        QPromise<Result<void>> promise;
        promise.start();
        auto future = promise.future();
        running.push_back(std::move(promise));
        return future;
    });
    QList<Result<Receipt>> receipts;
    for (int i = 0; i < 2; ++i) {
        m_receiver->receive({.webhookId = u"w1"_s, .body = events({1, 2})},
                            [&](const auto &result) { receipts << result; });
    }
    running.front().addResult(failure(Error::Kind::Retry, u"no"_s));
    running.front().finish();
    QTRY_COMPARE(receipts.size(), 1);
    QVERIFY(!receipts.first());
    QTRY_COMPARE(running.size(), 2U); // the repetition, from its first event on
}

void TestDirectReceiver::fromAnotherThread()
{
    const auto *mine = QThread::currentThread();
    m_receiver->setHandler(u"w1"_s, [&](const EventContext &event) {
        if (QThread::currentThread() == mine) {
            m_handled << event.reference();
        }
    });
    std::atomic_int answered = 0;
    std::thread sender([&] {
        for (int i = 1; i <= 100; ++i) {
            m_receiver->receive({.webhookId = u"w1"_s, .body = events({i})},
                                [&](const Result<Receipt> &receipt) { answered += receipt ? 1 : 0; });
        }
    });
    sender.join();
    QTRY_COMPARE(answered.load(), 100);
    QCOMPARE(m_handled.size(), 100);
    QCOMPARE(m_handled.last(), u"Encounter/100"_s);
}

void TestDirectReceiver::rejectsWhatIsNoNotification()
{
    const auto receipt = receive("nonsense");
    QVERIFY(!receipt);
    QCOMPARE(receipt.error().kind, Error::Kind::BadData);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestDirectReceiver)
#include "tst_directreceiver.moc"
