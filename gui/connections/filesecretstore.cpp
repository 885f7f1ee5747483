// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filesecretstore.h"

#include <Tbs/support/futures.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr auto onlyOwner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

FileSecretStore::FileSecretStore(QString path)
    : m_path(std::move(path))
{
}

Result<FileSecretStore::Entries> FileSecretStore::readAll() const
{
    QFile file(m_path);
    if (!file.exists()) {
        return Entries();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error::Kind::ActionRequired,
                       tr("The file of secrets cannot be read: %1").arg(file.errorString()), m_path);
    }
    const auto document = QJsonDocument::fromJson(file.readAll());
    const auto object = document.object();
    Entries entries;
    bool isOurs = document.isObject();
    for (auto it = object.begin(); it != object.end() && isOurs; ++it) {
        const auto values = secretValuesFromJson(QJsonDocument(it.value().toObject()).toJson());
        isOurs = it.value().isObject() && values;
        entries.insert(it.key(), values.value_or(SecretValues()));
    }
    if (!isOurs) {
        return failure(Error::Kind::BadData,
                       tr("The file of secrets is damaged. Mend it, or delete it and type the secrets in again."),
                       m_path);
    }
    return entries;
}

Result<void> FileSecretStore::writeAll(const Entries &entries) const
{
    QJsonObject object;
    for (auto it = entries.begin(); it != entries.end(); ++it) {
        object.insert(it.key(), QJsonDocument::fromJson(toJson(it.value())).object());
    }
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(onlyOwner)
        && file.write(QJsonDocument(object).toJson()) > 0 && file.commit();
    if (!written) {
        return failure(Error::Kind::ActionRequired,
                       tr("The file of secrets was not written: %1").arg(file.errorString()), m_path);
    }
    return {};
}

QFuture<Result<SecretValues>> FileSecretStore::read(const QString &connectionId)
{
    return readyFuture(readAll().map([&](const Entries &entries) { return entries.value(connectionId); }));
}

QFuture<Result<void>> FileSecretStore::write(const QString &connectionId, const SecretValues &values)
{
    return readyFuture(readAll().and_then([&](Entries entries) {
        entries.insert(connectionId, values);
        return writeAll(entries);
    }));
}

QFuture<Result<void>> FileSecretStore::remove(const QString &connectionId)
{
    return readyFuture(readAll().and_then(
        [&](Entries entries) { return entries.remove(connectionId) > 0 ? writeAll(entries) : Result<void>(); }));
}

} // namespace Tbs::Gui
