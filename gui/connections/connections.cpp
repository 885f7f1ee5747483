// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connections.h"

#include "newconnection.h"

#include <Tbs/service/configurationdraft.h>
#include <Tbs/service/headerjudgement.h>
#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

Connections::Connections(ConnectionStore &store, SecretStore &secrets, Backend &backend, Settings &settings,
                         const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_secrets(secrets)
    , m_backend(backend)
    , m_settings(settings)
    , m_clock(clock)
{
    for (const auto &connection : store.connections()) {
        if (!inlineSecrets(connection.configuration).isEmpty()) {
            m_withSecrets.insert(connection.id);
        }
    }
    connect(&backend, &Backend::connectionChanged, this, &Connections::takeFromBackend);
}

QFuture<Result<Connection>> Connections::complete(const Connection &connection)
{
    const auto values = inlineSecrets(connection.configuration);
    if (std::none_of(values.begin(), values.end(), [](const QString &value) { return value.isEmpty(); })) {
        return readyFuture(Result<Connection>(connection));
    }
    const SharedPromise<Result<Connection>> promise;
    whenFinished(m_secrets.read(connection.id), this, [this, promise, connection](const Result<SecretValues> &kept) {
        if (!kept) {
            promise.finish(failure(kept.error()));
            return;
        }
        m_kept.insert(connection.id, *kept);
        auto completed = connection;
        QStringList missing;
        for (const auto &secret : fillInlineSecrets(completed.configuration, *kept)) {
            missing << secret.description;
        }
        if (missing.isEmpty()) {
            promise.finish(completed);
        } else {
            promise.finish(failure(
                Error::Kind::ActionRequired,
                tr("These secrets are not kept any more, so type them in again: %1.").arg(missing.join(u", "_s))));
        }
    });
    return promise.future();
}

QList<MissingSecret> Connections::missingSecrets(const QString &id) const
{
    const auto *connection = m_store.find(id);
    const auto kept = m_kept.constFind(id);
    if (!connection || kept == m_kept.cend()) {
        return {};
    }
    auto configuration = connection->configuration;
    return fillInlineSecrets(configuration, *kept);
}

QFuture<Result<void>> Connections::keepSecrets(const Connection &connection)
{
    const auto wanted = inlineSecrets(connection.configuration);
    const auto id = connection.id;
    if (const auto known = m_kept.constFind(id); known != m_kept.cend()) {
        return keep(id, wanted, *known);
    }
    if (wanted.isEmpty()) {
        return m_withSecrets.contains(id) ? removeSecrets(id) : readyFuture(Result<void>());
    }
    const SharedPromise<Result<void>> promise;
    whenFinished(m_secrets.read(id), this, [this, promise, id, wanted](const Result<SecretValues> &kept) {
        const bool needsKept =
            std::any_of(wanted.begin(), wanted.end(), [](const QString &value) { return value.isEmpty(); });
        const bool changesNothing =
            std::all_of(wanted.begin(), wanted.end(), [](const QString &value) { return value.isEmpty(); });
        if (!kept && changesNothing) {
            promise.finish({});
        } else if (!kept && needsKept) {
            promise.finish(failure(kept.error()));
        } else {
            whenFinished(keep(id, wanted, kept.value_or(SecretValues())), this,
                         [promise](const Result<void> &result) { promise.finish(result); });
        }
    });
    return promise.future();
}

QFuture<Result<void>> Connections::keep(const QString &id, const SecretValues &wanted, const SecretValues &kept)
{
    SecretValues merged;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        const auto value = it.value().isEmpty() ? kept.value(it.key()) : it.value();
        if (!value.isEmpty()) {
            merged.insert(it.key(), value);
        }
    }
    if (merged == kept) {
        return readyFuture(Result<void>());
    }
    if (merged.isEmpty()) {
        return removeSecrets(id);
    }
    m_withSecrets.insert(id);
    return whenDone(m_secrets.write(id, merged), [this, id, merged] { m_kept.insert(id, merged); });
}

QFuture<Result<void>> Connections::removeSecrets(const QString &id)
{
    return whenDone(m_secrets.remove(id), [this, id] {
        m_kept.remove(id);
        m_withSecrets.remove(id);
    });
}

/// Notes a success before it is told.
QFuture<Result<void>> Connections::whenDone(const QFuture<Result<void>> &future, std::function<void()> note)
{
    const SharedPromise<Result<void>> promise;
    whenFinished(future, this, [promise, note = std::move(note)](const Result<void> &result) {
        if (result) {
            note();
        }
        promise.finish(result);
    });
    return promise.future();
}

QFuture<Result<void>> Connections::remove(const QString &id)
{
    const auto *connection = m_store.find(id);
    const bool mayHaveSecrets =
        m_withSecrets.contains(id) || (connection && !inlineSecrets(connection->configuration).isEmpty());
    if (auto removed = m_store.remove(id); !removed) {
        return readyFuture(removed);
    }
    return mayHaveSecrets ? removeSecrets(id) : readyFuture(Result<void>());
}

bool Connections::isOpen(const QString &id) const
{
    return !id.isEmpty() && m_backend.connection().id == id && m_backend.state() != Backend::State::Stopped;
}

void Connections::open(const QString &id)
{
    const auto *connection = m_store.find(id);
    if (!connection) {
        return;
    }
    m_opening = id;
    Q_EMIT opening(id);
    whenFinished(complete(*connection), this, [this, id](const Result<Connection> &completed) {
        if (m_opening == id) { // and not another one meanwhile
            openCompleted(completed, id);
        }
    });
}

/// Of a sandbox nothing else stands in files or variables.
QList<Error> Connections::fetchHeaders(Configuration &configuration)
{
    QList<Error> mistakes;
    for (auto &subscription : configuration.subscriptions) {
        auto judged = judgeHeaders(subscription, configuration, processEnvironment);
        mistakes += judged.mistakes;
        subscription = std::move(judged.subscription);
    }
    return mistakes;
}

void Connections::openCompleted(const Result<Connection> &completed, const QString &id)
{
    if (!completed) {
        failOpening(id, {completed.error()});
        return;
    }
    auto connection = *completed;
    if (connection.server == Connection::Server::Configured) {
        auto judgement = judgeConfiguration(withPublicUrl(connection.configuration), processEnvironment, m_clock.now());
        if (!judgement.mistakes.isEmpty()) {
            failOpening(id, judgement.mistakes);
            return;
        }
        judgement.configuration.webhook.publicUrl = connection.configuration.webhook.publicUrl;
        connection.configuration = std::move(judgement.configuration);
    } else if (auto mistakes = fetchHeaders(connection.configuration); !mistakes.isEmpty()) {
        failOpening(id, mistakes);
        return;
    }
    m_opening.clear();
    m_settings.setValue(Setting::LastConnection, id);
    m_backend.open(connection);
}

void Connections::failOpening(const QString &id, const QList<Error> &errors)
{
    m_opening.clear();
    Q_EMIT openFailed(id, errors);
}

bool Connections::openLast()
{
    const auto id = m_settings.value(Setting::LastConnection).toString();
    if (!m_store.find(id)) {
        return false;
    }
    open(id);
    return true;
}

std::optional<Connection> Connections::withChanges(const Connection &changed) const
{
    const auto *saved = m_store.find(changed.id);
    if (!saved) {
        return {};
    }
    // The rest is what the user has edited meanwhile.
    auto connection = *saved;
    connection.suspended = changed.suspended;
    connection.configuration.subscriptions = changed.configuration.subscriptions;
    connection.configuration.store = changed.configuration.store;
    for (auto &subscription : connection.configuration.subscriptions) {
        subscription.definition.location.clear();
    }
    return connection;
}

void Connections::takeFromBackend(const Connection &changed)
{
    const auto connection = withChanges(changed);
    if (!connection) {
        return;
    }
    if (const auto written = m_store.change(*connection); !written) {
        Q_EMIT saveFailed(changed.id, written.error());
        return;
    }
    whenFinished(keepSecrets(*connection), this, [this, id = changed.id](const Result<void> &kept) {
        if (!kept) {
            Q_EMIT secretsNotKept(id, kept.error());
        }
    });
}

QFuture<Result<void>> Connections::keepOpenSecrets()
{
    const auto connection = withChanges(m_backend.connection());
    return connection ? keepSecrets(*connection) : readyFuture(Result<void>());
}

} // namespace Tbs::Gui
