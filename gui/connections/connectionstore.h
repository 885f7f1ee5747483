// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/connection.h"

#include <Tbs/support/clock.h>
#include <Tbs/support/error.h>

#include <QObject>

namespace Tbs::Gui {

/// The saved connections, each in a file of its own, without their Inline secrets: those are a SecretStore's. Files
/// that cannot be read are told by errors() and left as they are. Lives in one thread.
class ConnectionStore : public QObject
{
    Q_OBJECT

public:
    /// \a folder: where the files are; made when the first one is written. \a clock must outlive this.
    ConnectionStore(QString folder, const Clock &clock, QObject *parent = nullptr);

    /// In the user's order. Inline secrets have no values.
    [[nodiscard]] const QList<Connection> &connections() const { return m_connections; }
    /// nullptr when there is none. Valid until something changes.
    [[nodiscard]] const Connection *find(const QString &id) const;
    /// Why files could not be read, with the file and line as location.
    [[nodiscard]] const QList<Error> &errors() const { return m_errors; }

    // All of these: ActionRequired with the file as location when it cannot be written; then nothing has changed.

    /// Behind all others, with a new id. \return the id.
    [[nodiscard]] Result<QString> add(Connection connection);
    /// Of no effect when it is unchanged, or not there.
    [[nodiscard]] Result<void> change(const Connection &connection);
    [[nodiscard]] Result<void> remove(const QString &id);
    /// \a index: where it stands then.
    [[nodiscard]] Result<void> move(const QString &id, int index);

    /// \a wanted, or with a number behind it so that no other connection has that name.
    [[nodiscard]] QString freeName(const QString &wanted) const;

Q_SIGNALS:
    void added(const QString &id);
    void changed(const QString &id);
    void removed(const QString &id);
    void moved(const QString &id);

private:
    void load();
    [[nodiscard]] int indexOf(const QString &id) const;
    [[nodiscard]] QString fileOf(const QString &id) const;
    [[nodiscard]] Result<void> write(const Connection &connection, int position);

    QString m_folder;
    const Clock &m_clock;
    QList<Connection> m_connections;
    QList<Error> m_errors;
};

} // namespace Tbs::Gui
