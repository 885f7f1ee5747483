// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>

#include <map>
#include <optional>

namespace Tbs {

/// The newest version of each resource of one server, in memory. Not thread-safe.
class TBS_SANDBOX_AUTOTEST_EXPORT ResourceRepository
{
public:
    explicit ResourceRepository(qsizetype capacity = 100'000);

    /// Stores \a resource under its resourceType and id, making an id where it has none, with the next version and \a
    /// now in meta. \return what was stored; BadData without a valid type and id, Rejected when the repository is full.
    Result<QJsonObject> put(QJsonObject resource, const QDateTime &now);
    /// What was there before.
    std::optional<QJsonObject> remove(const QString &resourceType, const QString &id);
    void clear();

    [[nodiscard]] std::optional<QJsonObject> find(const QString &resourceType, const QString &id) const;
    /// All of one type, in the order in which they were created.
    [[nodiscard]] QList<QJsonObject> all(const QString &resourceType) const;
    [[nodiscard]] qsizetype size() const;

private:
    struct Table
    {
        QHash<QString, quint64> positions; ///< by id
        std::map<quint64, QJsonObject> resources; ///< by position
    };

    qsizetype m_capacity;
    qsizetype m_size = 0;
    quint64 m_nextPosition = 0;
    QHash<QString, Table> m_tables;
};

/// `Type/id` of \a resource.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QString localReference(const QJsonObject &resource);

/// meta.versionId of \a resource.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QString versionId(const QJsonObject &resource);

/// A FHIR instant with milliseconds, in UTC.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QString toInstant(const QDateTime &time);

} // namespace Tbs
