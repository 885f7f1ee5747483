// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connections.h"

#include <QAbstractListModel>
#include <QSet>

namespace Tbs::Gui {

/// The saved connections in the user's order, with what is open.
class ConnectionListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        StateRole, ///< a word, empty: it is not open
    };

    /// Both must outlive this.
    ConnectionListModel(Connections &connections, Backend &backend, QObject *parent = nullptr);

    [[nodiscard]] QModelIndex indexOf(const QString &id) const;
    [[nodiscard]] QString idAt(const QModelIndex &index) const;
    /// Marks what is not saved.
    void setUnsaved(const QString &id, bool unsaved);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void add(const QString &id);
    void remove(const QString &id);
    void move(const QString &id);
    void updateRow(const QString &id);
    void updateOpen();
    [[nodiscard]] QString textOf(const Connection &connection) const;

    Connections &m_connections;
    Backend &m_backend;
    QStringList m_ids;
    QSet<QString> m_unsaved;
};

} // namespace Tbs::Gui
