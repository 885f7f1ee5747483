// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sqlitestore.h"

#include "sqlschema_p.h"
#include "sqltransaction_p.h"

#include <Tbs/support/logging.h>
#include <Tbs/support/text_p.h>

#include <QFile>
#include <QLockFile>
#include <QSqlError>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tbs {

class SqliteStore::Private
{
public:
    explicit Private(SqliteStoreOptions storeOptions)
        : options(std::move(storeOptions))
        , lockFile(options.path + u".lock"_s)
    {
        lockFile.setStaleLockTime(0); // only a dead process makes a lock stale, not a long life
    }

    Result<void> lock();
    Result<void> createFile() const;
    Result<void> openDatabase();
    void prepareShrinking();
    void checkpoint(bool gaveBackNow);

    SqliteStoreOptions options;
    QLockFile lockFile;
    QSqlDatabase database;
    std::unique_ptr<SqlTransaction> transaction;
    bool gaveBack = false; ///< in the transaction before
};

Result<void> SqliteStore::Private::lock()
{
    if (lockFile.tryLock()) {
        return {};
    }
    if (lockFile.error() != QLockFile::LockFailedError) {
        return failure(
            Error::Kind::ActionRequired,
            Text::tr("The store %1 cannot be locked: check that its folder exists and is writable.").arg(options.path));
    }
    qint64 processId = 0;
    QString host;
    QString application;
    lockFile.getLockInfo(&processId, &host, &application);
    return failure(Error::Kind::ActionRequired,
                   Text::tr("The store %1 is in use by %2 (process %3). Stop that receiver or choose another store.")
                       .arg(options.path, application, QString::number(processId)));
}

Result<void> SqliteStore::Private::createFile() const
{
    // Made by us before SQLite sees it, so that there is no moment in which others may read it.
    QFile file(options.path);
    if (file.exists()) {
        return {};
    }
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("The store %1 cannot be made: %2").arg(options.path, file.errorString()));
    }
    return {};
}

Result<void> SqliteStore::Private::openDatabase()
{
    database = QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString());
    if (!database.isValid()) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("Qt's SQLite driver is missing; install libqt6sql6-sqlite."));
    }
    database.setDatabaseName(options.path);
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(options.busyTimeout.count()));
    if (!database.open()) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("The store %1 cannot be opened: %2").arg(options.path, database.lastError().text()));
    }
    QStringList settings{// Before the first table; of no effect later.
                         u"PRAGMA auto_vacuum = INCREMENTAL"_s, u"PRAGMA journal_mode = WAL"_s,
                         u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s, u"PRAGMA temp_store = MEMORY"_s,
                         // What was removed shall not be read from the file by anybody.
                         u"PRAGMA secure_delete = ON"_s,
                         // A checkpoint costs two fsyncs more: one every 32 MiB of log.
                         u"PRAGMA wal_autocheckpoint = 8192"_s};
    if (options.maximumPages > 0) {
        settings << u"PRAGMA max_page_count = %1"_s.arg(options.maximumPages);
    }
    for (const auto &statement : std::as_const(settings)) {
        if (auto done = executeStatement(database, statement); !done) {
            return done;
        }
    }
    return {};
}

/// The file becomes shorter at a checkpoint only. The usual ones come with the writing; after the last space was given
/// back there may be none for a long time.
void SqliteStore::Private::checkpoint(bool gaveBackNow)
{
    if (std::exchange(gaveBack, gaveBackNow) && !gaveBackNow) {
        // Fails while somebody reads what is older; the next checkpoint will do.
        std::ignore = executeStatement(database, u"PRAGMA wal_checkpoint(PASSIVE)"_s);
    }
}

/// Files of earlier versions cannot be shortened without being written anew, which takes its time.
void SqliteStore::Private::prepareShrinking()
{
    QSqlQuery query(database);
    const auto number = [&](const QString &pragma) {
        return query.exec(u"PRAGMA "_s + pragma) && query.next() ? query.value(0).toLongLong() : -1;
    };
    constexpr int incremental = 2;
    const auto mode = number(u"auto_vacuum"_s);
    const auto bytes = number(u"page_count"_s) * number(u"page_size"_s);
    query.finish();
    if (mode == incremental || mode < 0) {
        return;
    }
    if (bytes > options.rewrittenBytes) {
        qCInfo(logStore) << options.path << "was made by an earlier version: what is removed makes room for what comes,"
                         << "but does not make the file smaller. That takes 'PRAGMA auto_vacuum = 2; VACUUM' once.";
        return;
    }
    auto rewritten = executeStatement(database, u"PRAGMA auto_vacuum = INCREMENTAL"_s).and_then([this] {
        return executeStatement(database, u"VACUUM"_s);
    });
    if (!rewritten) {
        qCInfo(logStore) << options.path << "was not rewritten:" << rewritten.error().toString();
    }
}

SqliteStore::SqliteStore(SqliteStoreOptions options)
    : d(std::make_unique<Private>(std::move(options)))
{
}

SqliteStore::~SqliteStore()
{
    SqliteStore::close();
}

Result<void> SqliteStore::open()
{
    auto result = d->lock()
                      .and_then([this] { return d->createFile(); })
                      .and_then([this] { return d->openDatabase(); })
                      .and_then([this] { return createSchema(d->database, d->options.path); });
    if (!result) {
        close();
        auto error = result.error();
        if (!error.message.contains(d->options.path)) {
            error.location = d->options.path; // SQLite does not name it
        }
        return failure(error);
    }
    d->prepareShrinking();
    d->transaction = std::make_unique<SqlTransaction>(d->database);
    qCInfo(logStore) << "Opened" << d->options.path;
    return {};
}

void SqliteStore::close()
{
    d->transaction.reset();
    if (d->database.isValid()) {
        const auto name = d->database.connectionName();
        d->database.close();
        d->database = {};
        QSqlDatabase::removeDatabase(name);
    }
    d->lockFile.unlock();
}

Result<void> SqliteStore::transaction(const Work &work)
{
    // IMMEDIATE: a lock held by somebody else shows here, not in the middle.
    if (auto begun = executeStatement(d->database, u"BEGIN IMMEDIATE"_s); !begun) {
        return begun;
    }
    auto result = work(*d->transaction).and_then([this] { return d->transaction->flush(); }).and_then([this] {
        return executeStatement(d->database, u"COMMIT"_s);
    });
    const bool gaveBack = d->transaction->gaveBack();
    d->transaction->reset(result.has_value());
    if (!result) {
        // A failed COMMIT may have ended the transaction already; then this fails too, and nothing is lost by it.
        std::ignore = executeStatement(d->database, u"ROLLBACK"_s);
        return result;
    }
    d->checkpoint(gaveBack);
    return result;
}

} // namespace Tbs
