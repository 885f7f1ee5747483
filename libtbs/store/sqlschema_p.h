// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QSqlDatabase>

/// The tables of the SQLite store and their versions, which resources/sql describes.
namespace Tbs {

/// Notification ids that agree but for this many bits stand together in an index; see resources/sql/sqlite-2.sql.
constexpr int bucketBits = 10;

[[nodiscard]] Result<void> executeStatement(const QSqlDatabase &database, const QString &statement);

/// Makes the tables, or brings those of an earlier version up to date. Errors: ActionRequired for the file of another
/// program or of a newer version, else what the database says.
[[nodiscard]] Result<void> createSchema(const QSqlDatabase &database, const QString &path);

/// For those who only read: ActionRequired also for what a receiver has not made or brought up to date yet.
[[nodiscard]] Result<void> checkSchema(const QSqlDatabase &database, const QString &path);

} // namespace Tbs
