// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionstore.h"

#include "connectionfile.h"
#include "connectionsecrets.h"

#include <QDir>
#include <QSaveFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr qint64 maximumFileSize = 1024 * 1024;

bool comesBefore(const SavedConnection &first, const SavedConnection &second)
{
    return std::pair(first.position, first.connection.name) < std::pair(second.position, second.connection.name);
}

} // namespace

ConnectionStore::ConnectionStore(QString folder, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_clock(clock)
{
    load();
}

void ConnectionStore::load()
{
    std::vector<SavedConnection> read;
    const QDir folder(m_folder);
    const auto names = folder.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    for (const auto &name : names) {
        const auto id = name.chopped(5);
        if (QUuid(id).toString(QUuid::WithoutBraces) != id) {
            continue; // not ours
        }
        const auto path = folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            m_errors.append({Error::Kind::ActionRequired, file.errorString(), path});
            continue;
        }
        auto saved = readConnection(file.read(maximumFileSize + 1), id, path, m_clock.now());
        if (saved) {
            read.push_back(std::move(*saved));
        } else {
            m_errors.append(saved.error());
        }
    }
    std::stable_sort(read.begin(), read.end(), comesBefore);
    for (auto &saved : read) {
        m_connections.append(std::move(saved.connection));
    }
}

int ConnectionStore::indexOf(const QString &id) const
{
    const auto found = std::find_if(m_connections.begin(), m_connections.end(),
                                    [&id](const Connection &connection) { return connection.id == id; });
    return found == m_connections.end() ? -1 : static_cast<int>(found - m_connections.begin());
}

const Connection *ConnectionStore::find(const QString &id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_connections.at(index);
}

QString ConnectionStore::fileOf(const QString &id) const
{
    return QDir(m_folder).filePath(id + u".yaml"_s);
}

Result<void> ConnectionStore::write(const Connection &connection, int position)
{
    const auto path = fileOf(connection.id);
    QDir().mkpath(m_folder);
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
        && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)
        && file.write(writeConnection({connection, position})) > 0 && file.commit();
    if (!written) {
        return failure(Error::Kind::ActionRequired, tr("The connection was not saved: %1").arg(file.errorString()),
                       path);
    }
    return {};
}

Result<QString> ConnectionStore::add(Connection connection)
{
    connection.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    connection.configuration = withoutSecretValues(std::move(connection.configuration));
    if (const auto written = write(connection, static_cast<int>(m_connections.size())); !written) {
        return failure(written.error());
    }
    m_connections.append(connection);
    Q_EMIT added(connection.id);
    return connection.id;
}

Result<void> ConnectionStore::change(const Connection &connection)
{
    const int index = indexOf(connection.id);
    auto changed = connection;
    changed.configuration = withoutSecretValues(std::move(changed.configuration));
    if (index < 0 || m_connections.at(index) == changed) {
        return {};
    }
    if (auto written = write(changed, index); !written) {
        return written;
    }
    m_connections[index] = changed;
    Q_EMIT this->changed(changed.id);
    return {};
}

Result<void> ConnectionStore::remove(const QString &id)
{
    const int index = indexOf(id);
    if (index < 0) {
        return {};
    }
    QFile file(fileOf(id));
    if (file.exists() && !file.remove()) {
        return failure(Error::Kind::ActionRequired, tr("The connection was not deleted: %1").arg(file.errorString()),
                       file.fileName());
    }
    m_connections.removeAt(index);
    Q_EMIT removed(id);
    return {};
}

Result<void> ConnectionStore::move(const QString &id, int index)
{
    const int from = indexOf(id);
    const int to = std::clamp(index, 0, static_cast<int>(m_connections.size()) - 1);
    if (from < 0 || from == to) {
        return {};
    }
    auto ordered = m_connections;
    ordered.move(from, to);
    for (int i = std::min(from, to); i <= std::max(from, to); ++i) {
        if (auto written = write(ordered.at(i), i); !written) {
            return written;
        }
    }
    m_connections = ordered;
    Q_EMIT moved(id);
    return {};
}

QString ConnectionStore::freeName(const QString &wanted) const
{
    const auto isTaken = [this](const QString &name) {
        return std::any_of(m_connections.begin(), m_connections.end(),
                           [&name](const Connection &connection) { return connection.name == name; });
    };
    auto name = wanted;
    for (int number = 2; isTaken(name); ++number) {
        name = tr("%1 (%2)").arg(wanted).arg(number);
    }
    return name;
}

} // namespace Tbs::Gui
