// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/store/memorystore.h>
#include <Tbs/store/storeworker.h>

#include <QtTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Counts its transactions and fails when it is told to.
class CountingStore final : public NotificationStore
{
public:
    Result<void> open() override { return openResult; }
    void close() override { closed = true; }
    Result<void> transaction(const Work &work) override
    {
        ++transactions;
        auto result = m_store.transaction(work);
        return failWith ? failure(*failWith) : result;
    }

    Result<void> openResult;
    std::optional<Error> failWith;
    std::atomic_int transactions = 0;
    std::atomic_bool closed = false;

private:
    MemoryStore m_store;
};

} // namespace

class TestStoreWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsWhatWaits();
    void aFailureLeavesNeighboursAlone();
    void aBrokenStoreFailsAllAtOnce();
    void openFailure();
    void stopFinishesWhatWasPosted();
};

Result<void> nothing(StoreTransaction &)
{
    return {};
}

void TestStoreWorker::groupsWhatWaits()
{
    auto owned = std::make_unique<CountingStore>();
    auto &store = *owned;
    StoreWorker worker(std::move(owned));
    QVERIFY(worker.start());

    std::latch blocked(1);
    std::latch finished(101);
    worker.post(
        [&](StoreTransaction &) -> Result<void> {
            blocked.wait();
            return {};
        },
        [&](const Result<void> &) { finished.count_down(); });
    for (int i = 0; i < 100; ++i) {
        worker.post(nothing, [&](const Result<void> &) { finished.count_down(); });
    }
    blocked.count_down();
    finished.wait();
    QVERIFY2(store.transactions <= 3, qPrintable(QString::number(store.transactions)));
}

void TestStoreWorker::aFailureLeavesNeighboursAlone()
{
    StoreWorker worker(std::make_unique<MemoryStore>());
    QVERIFY(worker.start());
    std::latch blocked(1);
    std::latch finished(3);
    std::atomic_int good = 0;
    std::atomic_int bad = 0;
    const auto done = [&](const Result<void> &result) {
        ++(result ? good : bad);
        finished.count_down();
    };
    worker.post(
        [&](StoreTransaction &) -> Result<void> {
            blocked.wait();
            return {};
        },
        [](const Result<void> &) {});
    const auto insert = [](StoreTransaction &transaction) {
        return transaction.insertNotification({.body = "{}"}).map([](qint64) {});
    };
    worker.post(insert, done);
    worker.post([](StoreTransaction &) -> Result<void> { return failure(Error::Kind::Internal, u"mine alone"_s); },
                done);
    worker.post(insert, done);
    blocked.count_down();
    finished.wait();
    QCOMPARE(good.load(), 2);
    QCOMPARE(bad.load(), 1);
    QVERIFY(worker.run([](StoreTransaction &transaction) -> Result<void> {
        return transaction.countNotifications() == 2 ? Result<void>() : failure(Error::Kind::Internal, {});
    }));
}

void TestStoreWorker::aBrokenStoreFailsAllAtOnce()
{
    auto owned = std::make_unique<CountingStore>();
    auto &store = *owned;
    store.failWith = Error{Error::Kind::Retry, u"disk full"_s, {}};
    StoreWorker worker(std::move(owned));
    QVERIFY(worker.start());
    std::latch blocked(1);
    std::latch finished(51);
    for (int i = 0; i < 51; ++i) {
        worker.post(
            [&](StoreTransaction &) -> Result<void> {
                blocked.wait();
                return {};
            },
            [&](const Result<void> &result) {
                Q_ASSERT(result.error().message == u"disk full"_s);
                finished.count_down();
            });
    }
    blocked.count_down();
    finished.wait();
    QVERIFY2(store.transactions <= 2, "each waited for a broken store on its own");
}

void TestStoreWorker::openFailure()
{
    auto store = std::make_unique<CountingStore>();
    store->openResult = failure(Error::Kind::ActionRequired, u"no such folder"_s);
    StoreWorker worker(std::move(store));
    QCOMPARE(worker.start().error().message, u"no such folder"_s);
    QCOMPARE(worker.run(nothing).error().kind, Error::Kind::Retry);
}

void TestStoreWorker::stopFinishesWhatWasPosted()
{
    auto owned = std::make_unique<CountingStore>();
    StoreWorker worker(std::move(owned));
    QVERIFY(worker.start());
    std::atomic_int done = 0;
    for (int i = 0; i < 1000; ++i) {
        worker.post(nothing, [&](const Result<void> &result) { done += result ? 1 : 0; });
    }
    worker.stop();
    QCOMPARE(done.load(), 1000);
    QVERIFY(!worker.run(nothing));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestStoreWorker)
#include "tst_storeworker.moc"
