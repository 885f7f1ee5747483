// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/support/futures.h>

#include <QtTest>

using namespace Tbs;

class tst_Futures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyFutureIsFinished();
    void finishedFutureCallsAtOnce();
    void laterResultIsDelivered();
    void severalMayWait();
    void cancelledFutureCallsTheOther_data();
    void cancelledFutureCallsTheOther();
    void nothingIsCalledWithoutContext();
    void contextMayDieInTheCallback();
    void callsInTheThreadOfTheContext();
    void finishedByAnotherThread();
};

void tst_Futures::readyFutureIsFinished()
{
    const auto future = readyFuture(Result<int>(3));
    QVERIFY(future.isFinished());
    QVERIFY(!future.isCanceled());
    QCOMPARE(*future.result(), 3);
}

void tst_Futures::finishedFutureCallsAtOnce()
{
    int got = 0;
    whenFinished(readyFuture(5), this, [&](int value) { got = value; });
    QCOMPARE(got, 5);
}

void tst_Futures::laterResultIsDelivered()
{
    int got = 0;
    const SharedPromise<int> promise;
    whenFinished(promise.future(), this, [&](int value) { got = value; });
    promise.finish(7);
    QTRY_COMPARE(got, 7);
}

void tst_Futures::severalMayWait()
{
    QList<int> got;
    const SharedPromise<int> promise;
    const auto future = promise.future();
    for (int i = 0; i < 3; ++i) {
        whenFinished(future, this, [&got, i](int value) { got.append(value + i); });
    }
    promise.finish(10);
    QTRY_COMPARE(got.size(), 3);
    QCOMPARE(QSet<int>(got.begin(), got.end()), (QSet<int>{10, 11, 12}));
}

void tst_Futures::cancelledFutureCallsTheOther_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("cancelled before") << true;
    QTest::newRow("cancelled later") << false;
}

void tst_Futures::cancelledFutureCallsTheOther()
{
    QFETCH(const bool, before);
    bool called = false;
    bool cancelled = false;
    auto promise = std::make_unique<SharedPromise<int>>();
    const auto future = promise->future();
    if (before) {
        promise.reset();
    }
    whenFinished(
        future, this, [&](int) { called = true; }, [&] { cancelled = true; });
    QCOMPARE(cancelled, before);
    promise.reset();
    QTRY_VERIFY(cancelled);
    QVERIFY(!called);
}

void tst_Futures::nothingIsCalledWithoutContext()
{
    bool called = false;
    const SharedPromise<int> promise;
    {
        QObject context;
        whenFinished(
            promise.future(), &context, [&](int) { called = true; }, [&] { called = true; });
        promise.finish(1);
    }
    QCoreApplication::processEvents();
    QVERIFY(!called);
}

void tst_Futures::contextMayDieInTheCallback()
{
    auto *context = new QObject;
    const QPointer<QObject> guard(context);
    const SharedPromise<int> promise;
    whenFinished(promise.future(), context, [context](int) { delete context; });
    promise.finish(1);
    QTRY_VERIFY(guard.isNull());
}

void tst_Futures::callsInTheThreadOfTheContext()
{
    QThread thread;
    QObject context;
    context.moveToThread(&thread);
    thread.start();
    std::atomic<QThread *> calledIn = nullptr;
    whenFinished(readyFuture(1), &context, [&](int) { calledIn = QThread::currentThread(); });
    QTRY_VERIFY(calledIn != nullptr);
    QCOMPARE(calledIn.load(), &thread);
    thread.quit();
    thread.wait();
}

void tst_Futures::finishedByAnotherThread()
{
    QThread *calledIn = nullptr;
    const SharedPromise<int> promise;
    whenFinished(promise.future(), this, [&](int) { calledIn = QThread::currentThread(); });
    const std::unique_ptr<QThread> thread(QThread::create([promise] { promise.finish(1); }));
    thread->start();
    QTRY_VERIFY(calledIn != nullptr);
    QCOMPARE(calledIn, QThread::currentThread());
    thread->wait();
}

QTEST_GUILESS_MAIN(tst_Futures)
#include "tst_futures.moc"
