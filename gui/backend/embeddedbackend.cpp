// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "embeddedbackend.h"

#include "embeddedfhirserver.h"
#include "receivercall.h"

#include <Tbs/service/wantedsubscriptions.h>
#include <Tbs/store/sqlitehistory.h>

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

Error notRunningError()
{
    return {Error::Kind::ActionRequired, EmbeddedBackend::tr("Not connected: open a connection first."), {}};
}

class EmbeddedBackend::Private
{
public:
    Private(EmbeddedBackend *backend, Clock &systemClock, QString storeFolder)
        : q(backend)
        , clock(systemClock)
        , folder(std::move(storeFolder))
    {
        thread.setObjectName(u"tbs-receiver"_s);
    }

    [[nodiscard]] QString storePath(const Connection &connection) const;
    void makeReceiver();
    void connectReceiver();
    void noteStarted(const QUrl &listening, const QUrl &fhirServer, const QString &path);
    void noteFinished();
    [[nodiscard]] EmbeddedReceiver *running() const { return q->state() == State::Running ? receiver : nullptr; }
    /// Changes the connection when \a answer is a success, and answers then.
    [[nodiscard]] QFuture<Result<void>> changeAfter(const QFuture<Result<void>> &answer,
                                                    std::function<void(Connection &)> change);

    EmbeddedBackend *q;
    Clock &clock;
    QString folder;
    QTemporaryDir temporary;
    QThread thread;
    EmbeddedReceiver *receiver = nullptr; ///< lives in the thread, and ends with it
    EmbeddedFhirServer server;
    std::unique_ptr<SqliteHistory> history;
    QUrl listenUrl;
    QUrl serverUrl;
    std::optional<FhirVersion> version;
    QList<ManagedSubscription> subscriptions;
    /// From start() until it is known here that the thread has ended.
    bool active = false;
    bool startAgain = false;
};

EmbeddedBackend::EmbeddedBackend(Clock &clock, QString folder, QObject *parent)
    : Backend(parent)
    , d(std::make_unique<Private>(this, clock, std::move(folder)))
{
}

EmbeddedBackend::~EmbeddedBackend()
{
    disconnect(&d->thread, nullptr, this, nullptr);
    d->server.setReceiver(nullptr);
    if (d->active) {
        EmbeddedBackend::stop();
        d->thread.wait();
    }
}

QString EmbeddedBackend::Private::storePath(const Connection &connection) const
{
    const auto &store = connection.configuration.store;
    const auto name = u'/' + connection.id + u".db"_s;
    if (connection.server == Connection::Server::Sandbox || store.type == StoreConfiguration::Type::Memory) {
        return temporary.path() + name;
    }
    if (!store.path.isEmpty()) {
        return store.path;
    }
    const auto place =
        folder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) : folder;
    QDir().mkpath(place);
    return place + name;
}

void EmbeddedBackend::open(const Connection &connection)
{
    setConnection(connection);
    if (d->active) {
        d->startAgain = true;
        stop();
        return;
    }
    start();
}

void EmbeddedBackend::start()
{
    if (state() == State::Starting || state() == State::Running) {
        return;
    }
    if (d->active) { // what failed has not ended yet
        d->startAgain = true;
        return;
    }
    d->active = true;
    setState(State::Starting);
    d->makeReceiver();
    d->connectReceiver();
    d->thread.start();
}

void EmbeddedBackend::Private::makeReceiver()
{
    auto effective = q->connection();
    const auto path = storePath(effective);
    effective.configuration.store.type = StoreConfiguration::Type::Sqlite;
    effective.configuration.store.path = path;
    receiver = new EmbeddedReceiver(clock, std::move(effective));
    receiver->moveToThread(&thread);
    connect(&thread, &QThread::started, receiver, &EmbeddedReceiver::start);
    connect(&thread, &QThread::finished, receiver, &QObject::deleteLater);
    connect(receiver, &EmbeddedReceiver::stopped, &thread, &QThread::quit, Qt::DirectConnection);
    connect(
        &thread, &QThread::finished, q, [this] { noteFinished(); }, Qt::SingleShotConnection);
    connect(receiver, &EmbeddedReceiver::started, q,
            [this, path](const QUrl &listening, const QUrl &fhirServer) { noteStarted(listening, fhirServer, path); });
}

void EmbeddedBackend::Private::connectReceiver()
{
    connect(receiver, &EmbeddedReceiver::failed, q,
            [this](const QList<Error> &errors) { q->setState(State::Failed, errors); });
    connect(receiver, &EmbeddedReceiver::versionKnown, q, [this](FhirVersion known) {
        version = known;
        Q_EMIT q->subscriptionsChanged();
    });
    connect(receiver, &EmbeddedReceiver::subscriptionsChanged, q, [this](const QList<ManagedSubscription> &list) {
        subscriptions = list;
        Q_EMIT q->subscriptionsChanged();
    });
    connect(receiver, &EmbeddedReceiver::arrived, q, &EmbeddedBackend::arrived);
    connect(receiver, &EmbeddedReceiver::journal, q, &EmbeddedBackend::journal);
    connect(receiver, &EmbeddedReceiver::measured, q, &EmbeddedBackend::measured);
}

void EmbeddedBackend::Private::noteStarted(const QUrl &listening, const QUrl &fhirServer, const QString &path)
{
    listenUrl = listening;
    serverUrl = fhirServer;
    history = std::make_unique<SqliteHistory>(clock, path);
    server.setReceiver(receiver);
    q->setState(State::Running);
}

void EmbeddedBackend::Private::noteFinished()
{
    active = false;
    server.setReceiver(nullptr);
    receiver = nullptr;
    version.reset();
    subscriptions.clear();
    const bool again = std::exchange(startAgain, false);
    if (q->state() != State::Failed || again) {
        q->setState(State::Stopped);
    }
    Q_EMIT q->subscriptionsChanged();
    history.reset();
    if (again) {
        q->start();
    }
}

void EmbeddedBackend::stop()
{
    d->server.setReceiver(nullptr);
    if (d->active) {
        QMetaObject::invokeMethod(d->receiver, &EmbeddedReceiver::stop, Qt::QueuedConnection);
    }
}

NotificationHistory *EmbeddedBackend::history()
{
    return state() == State::Running ? d->history.get() : nullptr;
}

QUrl EmbeddedBackend::listenUrl() const
{
    return state() == State::Running ? d->listenUrl : QUrl();
}

QUrl EmbeddedBackend::endpoint(const QString &webhookId) const
{
    if (state() != State::Running) {
        return {};
    }
    auto webhook = connection().configuration.webhook;
    if (webhook.publicUrl.isEmpty() || connection().server == Connection::Server::Sandbox) {
        webhook.publicUrl = d->listenUrl;
    }
    return webhookEndpoint(webhook, webhookId);
}

QUrl EmbeddedBackend::serverUrl() const
{
    return state() == State::Running ? d->serverUrl : QUrl();
}

std::optional<FhirVersion> EmbeddedBackend::fhirVersion() const
{
    return d->version;
}

FhirServer &EmbeddedBackend::server()
{
    return d->server;
}

QList<ManagedSubscription> EmbeddedBackend::subscriptions() const
{
    return d->subscriptions;
}

QFuture<Result<void>> EmbeddedBackend::Private::changeAfter(const QFuture<Result<void>> &answer,
                                                            std::function<void(Connection &)> change)
{
    const SharedPromise<Result<void>> promise;
    whenFinished(answer, q, [this, promise, change = std::move(change)](const Result<void> &result) {
        if (result) {
            auto changed = q->connection();
            change(changed);
            q->setConnection(changed);
        }
        promise.finish(result);
    });
    return promise.future();
}

QFuture<Result<void>> EmbeddedBackend::subscribe(const SubscriptionConfiguration &subscription)
{
    auto wanted = subscription;
    if (wanted.definition.webhookId.isEmpty()) {
        wanted.definition.webhookId = defaultWebhookId(wanted.definition);
    }
    const auto answer =
        callReceiver<void>(d->running(), [wanted](auto &receiver) { return receiver.subscribe(wanted); });
    return d->changeAfter(answer, [wanted](Connection &connection) {
        setSubscription(connection.configuration, wanted);
        connection.suspended.removeAll(wanted.definition.webhookId);
    });
}

QFuture<Result<void>> EmbeddedBackend::unsubscribe(const QString &webhookId)
{
    const auto answer =
        callReceiver<void>(d->running(), [webhookId](auto &receiver) { return receiver.unsubscribe(webhookId); });
    return d->changeAfter(answer, [webhookId](Connection &connection) {
        removeSubscription(connection.configuration, webhookId);
        connection.suspended.removeAll(webhookId);
    });
}

QFuture<Result<void>> EmbeddedBackend::suspend(const QString &webhookId)
{
    const auto answer =
        callReceiver<void>(d->running(), [webhookId](auto &receiver) { return receiver.suspend(webhookId); });
    return d->changeAfter(answer, [webhookId](Connection &connection) {
        if (!connection.suspended.contains(webhookId)) {
            connection.suspended.append(webhookId);
        }
    });
}

QFuture<Result<void>> EmbeddedBackend::resume(const QString &webhookId)
{
    auto *receiver = d->running();
    if (receiver != nullptr) { // wanted from now on, also when the server refuses this time
        auto changed = connection();
        changed.suspended.removeAll(webhookId);
        setConnection(changed);
    }
    return callReceiver<void>(receiver, [webhookId](auto &running) { return running.resume(webhookId); });
}

void EmbeddedBackend::check(const QString &webhookId)
{
    if (auto *receiver = d->running()) {
        QMetaObject::invokeMethod(receiver, [receiver, webhookId] { receiver->check(webhookId); });
    }
}

void EmbeddedBackend::reactivate(const QString &webhookId)
{
    if (auto *receiver = d->running()) {
        QMetaObject::invokeMethod(receiver, [receiver, webhookId] { receiver->reactivate(webhookId); });
    }
}

QFuture<Result<int>> EmbeddedBackend::replay(const QList<qint64> &notificationIds)
{
    return callReceiver<int>(d->running(),
                             [notificationIds](auto &receiver) { return receiver.replay(notificationIds); });
}

QFuture<Result<void>> EmbeddedBackend::setRetention(const RetentionConfiguration &retention)
{
    const auto answer = callReceiver<void>(d->running(), [retention](auto &receiver) {
        receiver.setRetention(retention);
        return readyFuture(Result<void>());
    });
    return d->changeAfter(
        answer, [retention](Connection &connection) { connection.configuration.store.retention = retention; });
}

} // namespace Tbs::Gui
