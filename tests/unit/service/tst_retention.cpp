// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "memoryfolder.h"
#include "mockclock.h"
#include "waiting.h"

#include <Tbs/service/retention.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitehistory.h>
#include <Tbs/store/sqlitestore.h>

#include <QFileInfo>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

using Store = std::unique_ptr<NotificationStore>;

/// Fails when told to, and notes how many notifications a transaction took away at most.
class WatchedStore final : public NotificationStore
{
public:
    explicit WatchedStore(Store store)
        : m_store(std::move(store))
    {
    }

    Result<void> open() override { return m_store->open(); }
    void close() override { m_store->close(); }
    Result<void> transaction(const Work &work) override
    {
        if (fails) {
            return failure(Error::Kind::Retry, u"locked"_s);
        }
        return m_store->transaction([&](StoreTransaction &transaction) -> Result<void> {
            const auto before = transaction.countNotifications();
            return work(transaction).map([&] {
                mostRemoved = std::max(mostRemoved.load(), *before - *transaction.countNotifications());
            });
        });
    }

    std::atomic<bool> fails = false;
    std::atomic<qint64> mostRemoved = 0;

private:
    Store m_store;
};

} // namespace

/// Retention over a store with one event a notification.
struct Keeping
{
    explicit Keeping(Store store)
        : watched(new WatchedStore(std::move(store)))
        , worker(Store(watched))
    {
        if (!worker.start()) {
            qFatal("The store does not open.");
        }
    }

    /// Stores \a count notifications, a second after the other; all but \a pending of each ten are done.
    void add(int count, int bodySize = 100, int pendingOfTen = 0)
    {
        const auto start = clock.now();
        store([&](StoreTransaction &transaction) {
            Result<void> done;
            for (int i = 0; i < count && done; ++i) {
                done = insert(transaction, start.addSecs(i + 1), bodySize,
                              i % 10 < pendingOfTen ? EventState::Pending : EventState::Done);
            }
            return done;
        });
        clock.advance(std::chrono::seconds(count));
    }

    void addOne(const QDateTime &receivedAt, int bodySize = 100, EventState state = EventState::Done)
    {
        store([&](StoreTransaction &transaction) { return insert(transaction, receivedAt, bodySize, state); });
    }

    void store(const NotificationStore::Work &work)
    {
        if (const auto done = worker.run(work); !done) {
            qFatal("%s", qUtf8Printable(done.error().toString()));
        }
    }

    static Result<void> insert(StoreTransaction &transaction, const QDateTime &receivedAt, int bodySize,
                               EventState state)
    {
        const auto subscription = transaction.subscription({u"w1"_s, {}, u"Subscription/1"_s});
        const auto id = transaction.insertNotification({.subscriptionId = subscription->id,
                                                        .receivedAt = receivedAt,
                                                        .newEvents = 1,
                                                        .body = QByteArray(bodySize, 'x')});
        return transaction
            .insertEvent({.notificationId = *id,
                          .subscriptionId = subscription->id,
                          .eventNumber = EventNumber::fromInteger(*id),
                          .state = state})
            .map([](qint64) {});
    }

    template <typename Read> auto read(Read ask)
    {
        std::optional<decltype(ask(std::declval<StoreTransaction &>()))> result;
        std::ignore = worker.run([&](StoreTransaction &transaction) -> Result<void> {
            result = ask(transaction);
            return {};
        });
        return **result;
    }

    QList<qint64> ids()
    {
        QList<qint64> ids;
        for (const auto &one : read([](StoreTransaction &all) { return all.oldestNotifications(0, 100'000); })) {
            ids << one.id;
        }
        return ids;
    }

    qint64 events()
    {
        return read([](StoreTransaction &all) { return all.countEvents(EventState::Done); })
            + read([](StoreTransaction &all) { return all.countEvents(EventState::Pending); })
            + read([](StoreTransaction &all) { return all.countEvents(EventState::DeadLetter); });
    }

    StoreSize size()
    {
        return read([](StoreTransaction &all) { return all.size(); });
    }

    /// Waits until it has nothing more to do for now.
    [[nodiscard]] bool settle()
    {
        return Test::waitUntil([this] { return clock.pendingCalls() == 1; }, 30s);
    }

    /// The next look.
    [[nodiscard]] bool look()
    {
        clock.advance(Retention::period);
        return settle();
    }

    Test::MockClock clock;
    WatchedStore *watched;
    StoreWorker worker;
    Retention retention{clock, worker};
};

class TestRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = Test::makeMemoryFolder(); }
    void nothingIsAsked_data() { stores(); }
    void nothingIsAsked();
    void number_data() { stores(); }
    void number();
    void age_data() { stores(); }
    void age();
    void size_data() { stores(); }
    void size();
    void severalLimits_data() { stores(); }
    void severalLimits();
    void pendingOnesStay_data() { stores(); }
    void pendingOnesStay();
    void limitsChange_data() { stores(); }
    void limitsChange();
    void clockWasAhead_data() { stores(); }
    void clockWasAhead();
    void failureIsNoEnd_data() { stores(); }
    void failureIsNoEnd();
    void deadLettersGo_data() { stores(); }
    void deadLettersGo();
    void emptyStore_data() { stores(); }
    void emptyStore();
    void nothingFitsIn_data() { stores(); }
    void nothingFitsIn();
    void fileBecomesSmaller_data();
    void fileBecomesSmaller();
    void removedIsNotInTheFile();
    void oldFileIsRewritten_data();
    void oldFileIsRewritten();
    void historyMeanwhile();

private:
    static void stores()
    {
        QTest::addColumn<bool>("sqlite");
        QTest::newRow("memory") << false;
        QTest::newRow("sqlite") << true;
    }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"store.sqlite"_s); }
    [[nodiscard]] Store sqliteStore() const
    {
        return std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path()});
    }
    [[nodiscard]] Store makeStore() const
    {
        QFETCH(bool, sqlite);
        return sqlite ? sqliteStore() : std::make_unique<MemoryStore>();
    }
    void turnAutoVacuumOff() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

QList<qint64> numbers(qint64 first, qint64 last)
{
    QList<qint64> all;
    for (auto number = first; number <= last; ++number) {
        all << number;
    }
    return all;
}

void TestRetention::nothingIsAsked()
{
    Keeping keeping(makeStore());
    keeping.add(5);
    keeping.retention.start();
    keeping.clock.advance(24h * 10'000);
    QCOMPARE(keeping.clock.pendingCalls(), 0);
    QCOMPARE(keeping.ids(), numbers(1, 5));
}

void TestRetention::number()
{
    Keeping keeping(makeStore());
    keeping.add(200);
    const QSignalSpy removed(&keeping.retention, &Retention::removed);
    keeping.retention.setLimits({.maximumNotifications = 7});
    QCOMPARE(keeping.clock.pendingCalls(), 0); // not before it is started
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), numbers(194, 200));
    QCOMPARE(keeping.events(), 7);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed.at(0).at(0).toLongLong(), 193);
    QVERIFY2(keeping.watched->mostRemoved <= 64, qPrintable(QString::number(keeping.watched->mostRemoved)));

    keeping.addOne(keeping.clock.now());
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), numbers(195, 201));
    QVERIFY(keeping.look());
    QCOMPARE(removed.count(), 2); // nothing had to go
}

void TestRetention::age()
{
    Keeping keeping(makeStore());
    keeping.add(100);
    keeping.retention.setLimits({.maximumAge = 60s});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), numbers(40, 100)); // the one of exactly that age stays
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), numbers(42, 100)); // two seconds later
    keeping.clock.advance(24h);
    QVERIFY(keeping.settle());
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), QList<qint64>());
    QCOMPARE(keeping.events(), 0);
    keeping.addOne(keeping.clock.now());
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), numbers(101, 101));
}

void TestRetention::size()
{
    constexpr qint64 maximum = 1024 * 1024;
    Keeping keeping(makeStore());
    keeping.add(300, 20'000);
    QVERIFY(keeping.size().used > 5 * maximum);
    keeping.retention.setLimits({.maximumSize = maximum});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    const auto size = keeping.size();
    QVERIFY(size.used <= Retention::lowWater(maximum));
    QVERIFY(size.used > maximum / 2); // and not more than it had to
    QVERIFY(size.total <= maximum);
    const auto kept = keeping.ids();
    QCOMPARE(kept, numbers(kept.constFirst(), 300));

    keeping.add(1, 1'000); // between low water and maximum nothing happens
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids().constFirst(), kept.constFirst());
    keeping.add(20, 20'000);
    QVERIFY(keeping.look());
    QVERIFY(keeping.size().used <= Retention::lowWater(maximum));
    QVERIFY(keeping.ids().constFirst() > kept.constFirst());
    QCOMPARE(keeping.ids().constLast(), 321);
}

void TestRetention::severalLimits()
{
    Keeping keeping(makeStore());
    keeping.add(100);
    keeping.retention.setLimits({.maximumAge = 30s, .maximumNotifications = 50, .maximumSize = 1024 * 1024 * 1024});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), numbers(70, 100));
    keeping.retention.setLimits({.maximumAge = 30s, .maximumNotifications = 5});
    QTRY_COMPARE(keeping.ids(), numbers(96, 100));
}

void TestRetention::pendingOnesStay()
{
    Keeping keeping(makeStore());
    keeping.add(200, 100, 2);
    keeping.retention.setLimits({.maximumNotifications = 5});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    const auto kept = keeping.ids();
    QVERIFY2(kept.size() == 40, qPrintable(QString::number(kept.size())));
    for (const auto &one : keeping.read([](StoreTransaction &all) { return all.oldestNotifications(0, 1000); })) {
        QVERIFY(one.isPending || one.id > 195);
    }
    QCOMPARE(keeping.read([](StoreTransaction &all) { return all.countEvents(EventState::Pending); }), 40);

    QVERIFY(keeping.worker.run([](StoreTransaction &all) { return all.finishEvents(1, 200); }));
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids().size(), 40); // they are looked at again once an hour
    keeping.clock.advance(1h);
    QVERIFY(keeping.settle());
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids().size(), 5);
}

void TestRetention::limitsChange()
{
    Keeping keeping(makeStore());
    keeping.add(300);
    keeping.retention.start();
    keeping.retention.setLimits({.maximumNotifications = 250});
    keeping.retention.setLimits({.maximumNotifications = 200}); // while the first step runs
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), numbers(101, 300));
    keeping.retention.setLimits({.maximumNotifications = 400});
    QTRY_COMPARE(keeping.clock.pendingCalls(), 1);
    QCOMPARE(keeping.ids(), numbers(101, 300));
    keeping.retention.setLimits({});
    keeping.add(10);
    QTRY_COMPARE(keeping.clock.pendingCalls(), 0);
    QCOMPARE(keeping.ids(), numbers(101, 310));
    keeping.retention.setLimits({.maximumNotifications = 1});
    QTRY_COMPARE(keeping.ids(), numbers(310, 310));
}

void TestRetention::clockWasAhead()
{
    Keeping keeping(makeStore());
    keeping.add(10);
    for (int i = 0; i < 100; ++i) {
        keeping.addOne(keeping.clock.now().addYears(12));
    }
    keeping.add(10);
    keeping.clock.advance(1h);
    keeping.add(1);
    keeping.retention.setLimits({.maximumAge = 30min});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), numbers(11, 110) + numbers(121, 121));
}

void TestRetention::failureIsNoEnd()
{
    Keeping keeping(makeStore());
    keeping.add(100);
    keeping.watched->fails = true;
    const QSignalSpy removed(&keeping.retention, &Retention::removed);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"locked"_s)); // once
    keeping.retention.setLimits({.maximumNotifications = 1});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QVERIFY(keeping.look());
    QVERIFY(removed.isEmpty());
    keeping.watched->fails = false;
    QCOMPARE(keeping.ids().size(), 100);
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), numbers(100, 100));
}

void TestRetention::deadLettersGo()
{
    Keeping keeping(makeStore());
    keeping.addOne(keeping.clock.now(), 10, EventState::DeadLetter);
    keeping.add(3);
    keeping.retention.setLimits({.maximumNotifications = 3});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), numbers(2, 4));
    QCOMPARE(keeping.read([](StoreTransaction &all) { return all.countEvents(EventState::DeadLetter); }), 0);
}

void TestRetention::emptyStore()
{
    Keeping keeping(makeStore());
    keeping.retention.setLimits({.maximumAge = 1min, .maximumNotifications = 1, .maximumSize = 1024 * 1024});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), QList<qint64>());
}

/// Less than the tables themselves take: everything goes, and it ends.
void TestRetention::nothingFitsIn()
{
    Keeping keeping(makeStore());
    keeping.add(100, 10'000);
    keeping.retention.setLimits({.maximumSize = 1});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QCOMPARE(keeping.ids(), QList<qint64>());
    keeping.add(1);
    QVERIFY(keeping.look());
    QCOMPARE(keeping.ids(), QList<qint64>());
}

void TestRetention::fileBecomesSmaller_data()
{
    QTest::addColumn<RetentionConfiguration>("limits");
    QTest::addColumn<qint64>("most"); ///< MiB of the file, from 29

    QTest::newRow("size") << RetentionConfiguration{.maximumSize = 10 * 1024 * 1024} << qint64(10);
    // A quarter and 16 MiB stay for what comes.
    QTest::newRow("number") << RetentionConfiguration{.maximumNotifications = 10} << qint64(18);
    QTest::newRow("age") << RetentionConfiguration{.maximumAge = 10s} << qint64(18);
}

void TestRetention::fileBecomesSmaller()
{
    QFETCH(RetentionConfiguration, limits);
    QFETCH(qint64, most);
    Keeping keeping(sqliteStore());
    keeping.add(300, 100'000);
    QVERIFY(keeping.size().total > 28 * 1024 * 1024);
    keeping.retention.setLimits(limits);
    keeping.retention.start();
    QVERIFY(keeping.settle());
    // Now, and not when the store is closed.
    QVERIFY2(QFileInfo(path()).size() <= most * 1024 * 1024, qPrintable(QString::number(QFileInfo(path()).size())));
    QCOMPARE(keeping.ids().constLast(), 300);
}

void TestRetention::removedIsNotInTheFile()
{
    {
        Keeping keeping(sqliteStore());
        keeping.add(50, 10'000);
        keeping.retention.setLimits({.maximumNotifications = 1});
        keeping.retention.start();
        QVERIFY(keeping.settle());
        QVERIFY(QFileInfo(path()).size() > 0);
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto left = file.readAll().count('x');
    QVERIFY2(left >= 10'000 && left < 11'000, qPrintable(QString::number(left)));
}

/// As in the files of earlier versions.
void TestRetention::turnAutoVacuumOff() const
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(path());
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"PRAGMA auto_vacuum = NONE"_s));
        QVERIFY(query.exec(u"VACUUM"_s));
        QVERIFY(query.exec(u"PRAGMA auto_vacuum"_s) && query.next());
        QCOMPARE(query.value(0).toInt(), 0);
    }
    QSqlDatabase::removeDatabase(u"other"_s);
}

void TestRetention::oldFileIsRewritten_data()
{
    QTest::addColumn<qint64>("rewrittenBytes");
    QTest::addColumn<bool>("becomesSmaller");
    QTest::newRow("small enough") << qint64(1024 * 1024 * 1024) << true;
    QTest::newRow("too large") << qint64(1) << false;
}

void TestRetention::oldFileIsRewritten()
{
    QFETCH(qint64, rewrittenBytes);
    QFETCH(bool, becomesSmaller);
    constexpr qint64 maximum = 2 * 1024 * 1024;
    {
        Keeping keeping(sqliteStore());
        keeping.add(100, 100'000);
    }
    turnAutoVacuumOff();
    Keeping keeping(
        std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path(), .rewrittenBytes = rewrittenBytes}));
    QCOMPARE(keeping.ids().size(), 100);
    keeping.retention.setLimits({.maximumSize = maximum});
    keeping.retention.start();
    QVERIFY(keeping.settle());
    QVERIFY(keeping.size().used <= maximum); // what is free is used for what comes
    QCOMPARE(keeping.size().total <= maximum, becomesSmaller);
}

void TestRetention::historyMeanwhile()
{
    Keeping keeping(sqliteStore());
    keeping.add(100);
    SqliteHistory history(keeping.clock, path());
    const auto ids = Test::waitFor(history.find({.order = Qt::AscendingOrder, .limit = 30}));
    QCOMPARE(ids->ids, numbers(1, 30));
    keeping.retention.setLimits({.maximumNotifications = 75});
    keeping.retention.start();
    QVERIFY(keeping.settle());

    const auto extent = Test::waitFor(history.extent());
    QCOMPARE(*extent, (HistoryExtent{26, 100, 75}));
    const auto summaries = Test::waitFor(history.summaries(ids->ids));
    QCOMPARE(summaries->size(), 5);
    QCOMPARE(summaries->constFirst().notification.id, 26);
    QVERIFY(!Test::waitFor(history.notification(3))->has_value());
    QCOMPARE(Test::waitFor(history.events(3))->size(), 0);
    const auto older = Test::waitFor(history.find({.after = 40, .limit = 100}));
    QCOMPARE(older->ids.size(), 14);
    QVERIFY(!older->resumeAfter);
    const auto gone = Test::waitFor(history.find({.after = 20}));
    QCOMPARE(gone->ids, QList<qint64>());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestRetention)
#include "tst_retention.moc"
