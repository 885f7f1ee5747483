// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resourcerepository_p.h"

#include <Tbs/fhir/reference.h>

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tbs {

ResourceRepository::ResourceRepository(qsizetype capacity)
    : m_capacity(capacity)
{
}

Result<QJsonObject> ResourceRepository::put(QJsonObject resource, const QDateTime &now)
{
    const auto type = resource.value("resourceType"_L1).toString();
    if (!isResourceTypeName(type)) {
        return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", "not the name of a resource type"),
                       u"resourceType"_s);
    }
    if (!resource.contains("id"_L1)) {
        resource.insert("id"_L1, QUuid::createUuid().toString(QUuid::WithoutBraces));
    }
    const auto id = resource.value("id"_L1).toString();
    if (!isResourceId(id)) {
        return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", "not a valid id"), type + u".id"_s);
    }

    auto &table = m_tables[type];
    auto position = table.positions.constFind(id);
    int version = 1;
    if (position == table.positions.cend()) {
        if (m_size >= m_capacity) {
            return failure(
                Error::Kind::Rejected,
                QCoreApplication::translate("Tbs", "the sandbox holds no more than %1 resources").arg(m_capacity));
        }
        position = table.positions.insert(id, m_nextPosition++);
        ++m_size;
    } else {
        version = versionId(table.resources.at(*position)).toInt() + 1;
    }
    auto meta = resource.value("meta"_L1).toObject();
    meta.insert("versionId"_L1, QString::number(version));
    meta.insert("lastUpdated"_L1, toInstant(now));
    resource.insert("meta"_L1, meta);
    table.resources.insert_or_assign(*position, resource);
    return resource;
}

std::optional<QJsonObject> ResourceRepository::remove(const QString &resourceType, const QString &id)
{
    auto table = m_tables.find(resourceType);
    if (table == m_tables.end() || !table->positions.contains(id)) {
        return std::nullopt;
    }
    auto node = table->resources.extract(table->positions.take(id));
    --m_size;
    return std::move(node.mapped());
}

void ResourceRepository::clear()
{
    m_tables.clear();
    m_size = 0;
}

std::optional<QJsonObject> ResourceRepository::find(const QString &resourceType, const QString &id) const
{
    const auto table = m_tables.constFind(resourceType);
    if (table == m_tables.cend() || !table->positions.contains(id)) {
        return std::nullopt;
    }
    return table->resources.at(table->positions.value(id));
}

QList<QJsonObject> ResourceRepository::all(const QString &resourceType) const
{
    QList<QJsonObject> resources;
    const auto table = m_tables.constFind(resourceType);
    if (table != m_tables.cend()) {
        for (const auto &[position, resource] : table->resources) {
            resources.append(resource);
        }
    }
    return resources;
}

qsizetype ResourceRepository::size() const
{
    return m_size;
}

QString localReference(const QJsonObject &resource)
{
    return resource.value("resourceType"_L1).toString() + u'/' + resource.value("id"_L1).toString();
}

QString versionId(const QJsonObject &resource)
{
    return resource.value("meta"_L1).toObject().value("versionId"_L1).toString();
}

QString toInstant(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace Tbs
