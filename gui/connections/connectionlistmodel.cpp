// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionlistmodel.h"

#include "../application/symbols.h"
#include "../application/tone.h"

#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Appearance
{
    QString symbol;
    Tone tone = Tone::Neutral;
    QString word;
};

Appearance appearanceOf(Backend::State state)
{
    switch (state) {
    case Backend::State::Stopped:
        return {u"stop"_s, Tone::Neutral, {}};
    case Backend::State::Starting:
        return {u"retrying"_s, Tone::Information, ConnectionListModel::tr("Connecting…")};
    case Backend::State::Running:
        return {u"done"_s, Tone::Good, ConnectionListModel::tr("Connected")};
    case Backend::State::Failed:
        break;
    }
    return {u"failed"_s, Tone::Bad, ConnectionListModel::tr("Failed")};
}

} // namespace

ConnectionListModel::ConnectionListModel(Connections &connections, Backend &backend, QObject *parent)
    : QAbstractListModel(parent)
    , m_connections(connections)
    , m_backend(backend)
{
    const auto &store = connections.store();
    for (const auto &connection : store.connections()) {
        m_ids << connection.id;
    }
    connect(&store, &ConnectionStore::added, this, &ConnectionListModel::add);
    connect(&store, &ConnectionStore::removed, this, &ConnectionListModel::remove);
    connect(&store, &ConnectionStore::moved, this, &ConnectionListModel::move);
    connect(&store, &ConnectionStore::changed, this, &ConnectionListModel::updateRow);
    connect(&backend, &Backend::stateChanged, this, &ConnectionListModel::updateOpen);
    connect(&backend, &Backend::connectionChanged, this, &ConnectionListModel::updateOpen);
}

QModelIndex ConnectionListModel::indexOf(const QString &id) const
{
    const auto row = static_cast<int>(m_ids.indexOf(id));
    return row < 0 ? QModelIndex() : index(row);
}

QString ConnectionListModel::idAt(const QModelIndex &index) const
{
    return m_ids.value(index.row());
}

void ConnectionListModel::setUnsaved(const QString &id, bool unsaved)
{
    if (unsaved == m_unsaved.contains(id)) {
        return;
    }
    if (unsaved) {
        m_unsaved.insert(id);
    } else {
        m_unsaved.remove(id);
    }
    updateRow(id);
}

void ConnectionListModel::add(const QString &id)
{
    const auto row = static_cast<int>(m_ids.size());
    beginInsertRows({}, row, row);
    m_ids << id;
    endInsertRows();
}

void ConnectionListModel::remove(const QString &id)
{
    const auto row = static_cast<int>(m_ids.indexOf(id));
    beginRemoveRows({}, row, row);
    m_ids.removeAt(row);
    m_unsaved.remove(id);
    endRemoveRows();
}

void ConnectionListModel::move(const QString &id)
{
    const auto &saved = m_connections.store().connections();
    const auto from = static_cast<int>(m_ids.indexOf(id));
    const auto to = static_cast<int>(
        std::find_if(saved.begin(), saved.end(), [&id](const Connection &connection) { return connection.id == id; })
        - saved.begin());
    beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    m_ids.move(from, to);
    endMoveRows();
}

void ConnectionListModel::updateRow(const QString &id)
{
    if (const auto index = indexOf(id); index.isValid()) {
        Q_EMIT dataChanged(index, index);
    }
}

void ConnectionListModel::updateOpen()
{
    if (!m_ids.isEmpty()) {
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_ids.size()) - 1));
    }
}

int ConnectionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QString ConnectionListModel::textOf(const Connection &connection) const
{
    const bool isSandbox = connection.server == Connection::Server::Sandbox;
    const auto url = connection.configuration.server.baseUrl.toDisplayString();
    const auto server = isSandbox ? tr("inside of this program") : url.isEmpty() ? tr("no server yet") : url;
    const auto state = m_connections.isOpen(connection.id) ? appearanceOf(m_backend.state()).word : QString();
    const auto name = m_unsaved.contains(connection.id) ? tr("%1 (not saved)").arg(connection.name) : connection.name;
    return name + QChar::LineSeparator + (state.isEmpty() ? server : tr("%1 – %2").arg(state, server));
}

QVariant ConnectionListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto *connection = m_connections.store().find(m_ids.at(index.row()));
    if (!connection) {
        return {};
    }
    const auto open = appearanceOf(m_connections.isOpen(connection->id) ? m_backend.state() : Backend::State::Stopped);
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*connection);
    case Qt::ToolTipRole:
        return textOf(*connection).replace(QChar::LineSeparator, u'\n').toHtmlEscaped();
    case Qt::DecorationRole:
        return open.word.isEmpty() ? symbol(u"off"_s)
                                   : coloredSymbol(open.symbol, toneColor(open.tone, QGuiApplication::palette()));
    case IdRole:
        return connection->id;
    case StateRole:
        return open.word;
    default:
        return {};
    }
}

} // namespace Tbs::Gui
