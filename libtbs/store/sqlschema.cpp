// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sqlrecords_p.h"
#include "sqlschema_p.h"

#include <Tbs/support/logging.h>
#include <Tbs/support/text_p.h>

#include <QFile>
#include <QSqlError>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

static void initialiseSqlResources()
{
    Q_INIT_RESOURCE(tbs_sql);
}

namespace Tbs {

namespace {

/// PRAGMA application_id of our files, "TbsS".
constexpr int applicationId = 0x54627353;
constexpr int schemaVersion = 4;

struct SchemaState
{
    int version = 0;
    int application = 0;
    bool anyTables = false;
};

/// The statements that lead from the version before to \a version; our files have no semicolon elsewhere than behind a
/// statement.
QStringList statements(int version)
{
    initialiseSqlResources();
    QFile file(u":/tbs/sql/sqlite-%1.sql"_s.arg(version));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("The resource %s is missing from this build.", qUtf8Printable(file.fileName()));
    }
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    lines.removeIf([](const QString &line) { return line.startsWith("--"_L1); });
    auto all = lines.join(u'\n').split(u';', Qt::SkipEmptyParts);
    all.removeIf([](const QString &statement) { return statement.trimmed().isEmpty(); });
    return all;
}

Result<int> pragma(const QSqlDatabase &database, const QString &name)
{
    QSqlQuery query(database);
    if (!query.exec(u"PRAGMA "_s + name) || !query.next()) {
        return failure(errorFromSql(query.lastError()));
    }
    return query.value(0).toInt();
}

Result<SchemaState> readState(const QSqlDatabase &database)
{
    const auto version = pragma(database, u"user_version"_s);
    const auto application = pragma(database, u"application_id"_s);
    const auto tables = pragma(database, u"schema_version"_s);
    if (!version || !application || !tables) {
        return failure(!version ? version.error() : !application ? application.error() : tables.error());
    }
    return SchemaState{*version, *application, *tables != 0};
}

Result<void> checkOwner(const SchemaState &state, const QString &path)
{
    if (state.application != applicationId) {
        return failure(Error::Kind::ActionRequired, Text::tr("%1 is a database of another program.").arg(path));
    }
    if (state.version > schemaVersion) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("The store %1 was written by a newer version of this program.").arg(path));
    }
    return {};
}

} // namespace

Result<void> executeStatement(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement)) {
        return failure(errorFromSql(query.lastError()));
    }
    return {};
}

Result<void> createSchema(const QSqlDatabase &database, const QString &path)
{
    const auto state = readState(database);
    if (!state) {
        return failure(state.error());
    }
    if (state->version != 0 || state->anyTables) {
        if (auto ours = checkOwner(*state, path); !ours || state->version == schemaVersion) {
            return ours;
        }
        qCInfo(logStore) << "Upgrading" << path << "from version" << state->version << "to" << schemaVersion;
    }
    QStringList all{u"BEGIN IMMEDIATE"_s};
    for (int version = state->version + 1; version <= schemaVersion; ++version) {
        all += statements(version);
    }
    all << u"PRAGMA application_id = %1"_s.arg(applicationId) << u"PRAGMA user_version = %1"_s.arg(schemaVersion)
        << u"COMMIT"_s;
    for (const auto &statement : std::as_const(all)) {
        if (auto done = executeStatement(database, statement); !done) {
            return done;
        }
    }
    return {};
}

Result<void> checkSchema(const QSqlDatabase &database, const QString &path)
{
    const auto state = readState(database);
    if (!state) {
        return failure(state.error());
    }
    if (auto ours = checkOwner(*state, path); !ours) {
        return ours;
    }
    if (state->version < schemaVersion) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("The store %1 is of an earlier version. A receiver that opens it brings it up to date.")
                           .arg(path));
    }
    return {};
}

} // namespace Tbs
