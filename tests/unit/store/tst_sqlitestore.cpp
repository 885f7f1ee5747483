// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"

#include <Tbs/store/sqlitestore.h>

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestSqliteStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileIsPrivate();
    void secondReceiverIsRefused();
    void survivesReopening();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void namesWhatIsNoDatabase();
    void upgradesVersion1();
    void lockedStoreIsARetry();
    void fullDiskIsARetry();
    void missingFolder();

private:
    static Result<void> countOne(SqliteStore &store);
    static void executeSql(const QString &path, const QStringList &statements);
    static Result<void> insertOne(StoreTransaction &transaction);
};

Result<void> TestSqliteStore::insertOne(StoreTransaction &transaction)
{
    const auto subscription = transaction.subscription({u"w"_s, {}, u"Subscription/1"_s});
    if (!subscription) {
        return failure(subscription.error());
    }
    return transaction
        .insertNotification({.subscriptionId = subscription->id,
                             .receivedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC),
                             .body = QByteArray(100'000, 'x')})
        .map([](qint64) {});
}

Result<void> TestSqliteStore::countOne(SqliteStore &store)
{
    return store.transaction([](StoreTransaction &transaction) -> Result<void> {
        const auto count = transaction.countNotifications();
        return count == 1 ? Result<void>() : failure(Error::Kind::Internal, u"not one notification"_s);
    });
}

void TestSqliteStore::executeSql(const QString &path, const QStringList &statements)
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        for (const auto &statement : statements) {
            QVERIFY2(query.exec(statement), qPrintable(statement));
        }
    }
    QSqlDatabase::removeDatabase(u"other"_s);
}

void TestSqliteStore::fileIsPrivate()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    SqliteStore store({.path = path});
    QVERIFY(store.open());
    QVERIFY(store.transaction(insertOne));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const auto &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        QVERIFY2(QFileInfo::exists(path + suffix), qPrintable(suffix));
        QCOMPARE(QFile::permissions(path + suffix) & others, QFile::Permissions());
    }
}

void TestSqliteStore::secondReceiverIsRefused()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    SqliteStore first({.path = path});
    QVERIFY(first.open());
    SqliteStore second({.path = path});
    const auto opened = second.open();
    QCOMPARE(opened.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(opened.error().message.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(opened.error().message));
    first.close();
    QVERIFY(second.open());
}

void TestSqliteStore::survivesReopening()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    {
        SqliteStore store({.path = path});
        QVERIFY(store.open());
        QVERIFY(store.transaction(insertOne));
    }
    SqliteStore store({.path = path});
    QVERIFY(store.open());
    QVERIFY(countOne(store));
}

void TestSqliteStore::refusesOtherFiles_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QString>("message");

    QTest::newRow("other program") << u"CREATE TABLE x (y)"_s << u"another program"_s;
    QTest::newRow("newer version") << u"PRAGMA user_version = 1000"_s << u"newer version"_s;
}

void TestSqliteStore::refusesOtherFiles()
{
    QFETCH(QString, statement);
    QFETCH(QString, message);
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    if (statement.startsWith("PRAGMA"_L1)) {
        SqliteStore store({.path = path});
        QVERIFY(store.open());
    }
    executeSql(path, {statement});
    SqliteStore store({.path = path});
    const auto opened = store.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(opened.error().message.contains(message), qPrintable(opened.error().message));
}

void TestSqliteStore::namesWhatIsNoDatabase()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"notes.txt"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(10'000, 'x')) > 0);
    file.close();
    SqliteStore store({.path = path});
    const auto opened = store.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::ActionRequired);
    QVERIFY2(opened.error().toString().contains(path), qPrintable(opened.error().toString()));
    QVERIFY(opened.error().message.contains(u"no database"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(10'000, 'x')); // left alone
}

void TestSqliteStore::upgradesVersion1()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    QStringList lines = QString::fromUtf8(Test::readFile(Test::dataPath(u"store/version-1.sql"_s))).split(u'\n');
    lines.removeIf([](const QString &line) { return line.startsWith("--"_L1); });
    auto statements = lines.join(u'\n').split(u';');
    statements.removeIf([](const QString &statement) { return statement.trimmed().isEmpty(); });
    executeSql(path, statements);

    for (int opening = 0; opening < 2; ++opening) {
        SqliteStore store({.path = path});
        QVERIFY(store.open());
        QList<SubscriptionRecord> subscriptions;
        QList<QueuedEvent> pending;
        const auto read = store.transaction([&](StoreTransaction &transaction) -> Result<void> {
            subscriptions = transaction.subscriptions().value_or(QList<SubscriptionRecord>());
            pending = transaction.pendingEvents(0, 10).value_or(QList<QueuedEvent>());
            return {};
        });
        QVERIFY(read);
        QCOMPARE(subscriptions.size(), 1);
        QCOMPARE(subscriptions.constFirst().sequence.seen.toString(), u"1-2"_s);
        QCOMPARE(pending.size(), 1);
        QCOMPARE(pending.constFirst().event.focus, u"Encounter/2"_s);
        QCOMPARE(pending.constFirst().notification.bundleId, u"b2"_s);
        QVERIFY(store.transaction([&](StoreTransaction &transaction) -> Result<void> {
            const auto old = transaction.notification(pending.constFirst().notification.id);
            return (*old)->headers.isEmpty() && !(*old)->body.isEmpty() ? Result<void>()
                                                                        : failure(Error::Kind::Internal, {});
        }));
    }
    executeSql(path,
               {u"SELECT 1 FROM event INDEXED BY event_by_bucket_and_focus WHERE notification_id >> 10 = 0 "
                "AND focus = 'Encounter/2' AND focus <> ''"_s,
                u"SELECT 1 FROM event INDEXED BY event_replayed WHERE replayed_at IS NOT NULL"_s});
}

void TestSqliteStore::lockedStoreIsARetry()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    SqliteStore store({.path = path, .busyTimeout = std::chrono::milliseconds(1)});
    QVERIFY(store.open());
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"BEGIN EXCLUSIVE"_s));
        const auto refused = store.transaction(insertOne);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Retry);
        QVERIFY(query.exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    QVERIFY(store.transaction(insertOne));
    QVERIFY(countOne(store));
}

void TestSqliteStore::fullDiskIsARetry()
{
    // A disk that is really full: /dev/full cannot hold a database, a limit on the pages gives SQLite's same error.
    const QTemporaryDir folder;
    SqliteStore store({.path = folder.filePath(u"store.sqlite"_s), .maximumPages = 60});
    QVERIFY(store.open());
    Result<void> result;
    int stored = 0;
    while ((result = store.transaction(insertOne)) && stored < 100) {
        ++stored;
    }
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Retry);
    const auto counted = store.transaction([stored](StoreTransaction &transaction) -> Result<void> {
        return transaction.countNotifications() == stored ? Result<void>() : failure(Error::Kind::Internal, {});
    });
    QVERIFY(counted);
}

void TestSqliteStore::missingFolder()
{
    const QTemporaryDir folder;
    SqliteStore store({.path = folder.filePath(u"missing/store.sqlite"_s)});
    const auto opened = store.open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, Error::Kind::ActionRequired);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSqliteStore)
#include "tst_sqlitestore.moc"
