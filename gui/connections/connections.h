// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "../backend/backend.h"
#include "connectionstore.h"
#include "secretstore.h"

#include <QSet>

#include <functional>

namespace Tbs::Gui {

/// The saved connections together with their secrets and the one that is open: what the backend changes in it is saved.
/// Lives in the window's thread.
class Connections : public QObject
{
    Q_OBJECT

public:
    /// All of them must outlive this.
    Connections(ConnectionStore &store, SecretStore &secrets, Backend &backend, Settings &settings, const Clock &clock,
                QObject *parent = nullptr);

    [[nodiscard]] ConnectionStore &store() { return m_store; }

    /// \a connection with the values of its Inline secrets, also of those that are kept in the SecretStore, and nothing
    /// else changed. Errors: those of the SecretStore; ActionRequired when it does not have one of them.
    [[nodiscard]] QFuture<Result<Connection>> complete(const Connection &connection);
    /// Of the saved connection those that complete() did not find. Empty while nobody has looked.
    [[nodiscard]] QList<MissingSecret> missingSecrets(const QString &id) const;
    /// Puts the Inline secrets of \a connection that have a value into the SecretStore, keeps those there that have
    /// none, and removes the rest. Errors: those of the SecretStore.
    [[nodiscard]] QFuture<Result<void>> keepSecrets(const Connection &connection);
    /// Keeps the secrets of the open connection once more, after secretsNotKept(). Errors as for keepSecrets().
    [[nodiscard]] QFuture<Result<void>> keepOpenSecrets();
    /// With its secrets. When those cannot be removed the connection is gone nevertheless.
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id);

    /// Has the backend open the saved connection. opening() follows, and openFailed() where that was not to be.
    void open(const QString &id);
    /// That of last time. \return false when there is none.
    bool openLast();
    /// Whether the backend has it open, or tries to.
    [[nodiscard]] bool isOpen(const QString &id) const;
    /// Whether its secrets are being fetched to open it.
    [[nodiscard]] bool isOpening(const QString &id) const { return !id.isEmpty() && m_opening == id; }

Q_SIGNALS:
    void opening(const QString &id);
    void openFailed(const QString &id, const QList<Tbs::Error> &errors);
    /// What the backend has changed in the open connection could not be saved.
    void saveFailed(const QString &id, const Tbs::Error &error);
    /// It was saved, but for new secrets: the next start will not have them.
    void secretsNotKept(const QString &id, const Tbs::Error &error);

private:
    [[nodiscard]] static QList<Error> fetchHeaders(Configuration &configuration);
    void openCompleted(const Result<Connection> &completed, const QString &id);
    void failOpening(const QString &id, const QList<Error> &errors);
    /// The saved connection with what the backend has changed in it.
    [[nodiscard]] std::optional<Connection> withChanges(const Connection &changed) const;
    void takeFromBackend(const Connection &changed);
    [[nodiscard]] QFuture<Result<void>> keep(const QString &id, const SecretValues &wanted, const SecretValues &kept);
    [[nodiscard]] QFuture<Result<void>> removeSecrets(const QString &id);
    [[nodiscard]] QFuture<Result<void>> whenDone(const QFuture<Result<void>> &future, std::function<void()> note);

    ConnectionStore &m_store;
    SecretStore &m_secrets;
    Backend &m_backend;
    Settings &m_settings;
    const Clock &m_clock;
    QString m_opening;
    QHash<QString, SecretValues> m_kept; ///< what is known to be in the SecretStore, by connection
    QSet<QString> m_withSecrets; ///< the connections of which something may be in the SecretStore
};

} // namespace Tbs::Gui
