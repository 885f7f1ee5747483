// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "embeddedbackend.h"

#include "embeddedreceiver.h"

#include <Tbs/store/sqlitehistory.h>
#include <Tbs/support/futures.h>

#include <QTemporaryDir>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

template <typename T> QFuture<Result<T>> notRunning()
{
    return readyFuture(
        Result<T>(failure(Error::Kind::ActionRequired, EmbeddedBackend::tr("Not connected: connect first."))));
}

class NoServer final : public FhirServer
{
public:
    QFuture<Result<DiscoveredTopics>> topics() override { return notRunning<DiscoveredTopics>(); }
    QFuture<Result<QList<ServerSubscription>>> subscriptions() override
    {
        return notRunning<QList<ServerSubscription>>();
    }
    QFuture<Result<SubscriptionPreview>> preview(const SubscriptionConfiguration &) override
    {
        return notRunning<SubscriptionPreview>();
    }
    QFuture<Result<FetchedStatus>> status(const QString &) override { return notRunning<FetchedStatus>(); }
    QFuture<Result<RecoveredEvents>> events(const QString &, const NumberRange &) override
    {
        return notRunning<RecoveredEvents>();
    }
    QFuture<Result<ObservedSubscription>> setStatus(const QString &, SubscriptionStatusCode) override
    {
        return notRunning<ObservedSubscription>();
    }
    QFuture<Result<void>> remove(const QString &) override { return notRunning<void>(); }
};

} // namespace

class EmbeddedBackend::Private
{
public:
    Private(Clock &systemClock, QString path)
        : clock(systemClock)
        , storePath(std::move(path))
    {
        if (storePath.isEmpty()) {
            storePath = folder.filePath(u"notifications.db"_s);
        }
        thread.setObjectName(u"tbs-receiver"_s);
    }

    Clock &clock;
    QTemporaryDir folder;
    QString storePath;
    QThread thread;
    EmbeddedReceiver *receiver = nullptr; ///< lives in the thread, and ends with it
    std::unique_ptr<SqliteHistory> history;
    QUrl listenUrl;
    NoServer server;
};

EmbeddedBackend::EmbeddedBackend(Clock &clock, QString storePath, QObject *parent)
    : Backend(parent)
    , d(std::make_unique<Private>(clock, std::move(storePath)))
{
    setConnection({.id = u"sandbox"_s, .name = tr("Sandbox"), .server = Connection::Server::Sandbox});
}

EmbeddedBackend::~EmbeddedBackend()
{
    if (d->thread.isRunning()) {
        EmbeddedBackend::stop();
        d->thread.wait();
    }
}

void EmbeddedBackend::start()
{
    if (state() == State::Starting || state() == State::Running || d->thread.isRunning()) {
        return;
    }
    setState(State::Starting);
    d->receiver = new EmbeddedReceiver(d->clock, d->storePath);
    d->receiver->moveToThread(&d->thread);
    connect(&d->thread, &QThread::started, d->receiver, &EmbeddedReceiver::start);
    connect(&d->thread, &QThread::finished, d->receiver, &QObject::deleteLater);
    connect(d->receiver, &EmbeddedReceiver::started, this, [this](const QUrl &url) {
        d->listenUrl = url;
        d->history = std::make_unique<SqliteHistory>(d->clock, d->storePath);
        setState(State::Running);
    });
    connect(d->receiver, &EmbeddedReceiver::failed, this,
            [this](const QList<Error> &errors) { setState(State::Failed, errors); });
    connect(d->receiver, &EmbeddedReceiver::arrived, this, &EmbeddedBackend::arrived);
    connect(d->receiver, &EmbeddedReceiver::stopped, &d->thread, &QThread::quit, Qt::DirectConnection);
    connect(
        &d->thread, &QThread::finished, this,
        [this] {
            if (state() != State::Failed) {
                setState(State::Stopped);
            }
            d->history.reset();
        },
        Qt::SingleShotConnection);
    d->thread.start();
}

void EmbeddedBackend::stop()
{
    if (d->thread.isRunning()) {
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
    auto url = listenUrl();
    if (!url.isEmpty()) {
        url.setPath(u"/webhook/"_s + webhookId);
    }
    return url;
}

void EmbeddedBackend::open(const Connection &connection)
{
    setConnection(connection);
    start();
}

QUrl EmbeddedBackend::serverUrl() const
{
    return {};
}

std::optional<FhirVersion> EmbeddedBackend::fhirVersion() const
{
    return {};
}

FhirServer &EmbeddedBackend::server()
{
    return d->server;
}

QList<ManagedSubscription> EmbeddedBackend::subscriptions() const
{
    return {};
}

QFuture<Result<void>> EmbeddedBackend::subscribe(const SubscriptionConfiguration &)
{
    return notRunning<void>();
}

QFuture<Result<void>> EmbeddedBackend::unsubscribe(const QString &)
{
    return notRunning<void>();
}

QFuture<Result<void>> EmbeddedBackend::suspend(const QString &)
{
    return notRunning<void>();
}

QFuture<Result<void>> EmbeddedBackend::resume(const QString &)
{
    return notRunning<void>();
}

void EmbeddedBackend::check(const QString &) { }

void EmbeddedBackend::reactivate(const QString &) { }

QFuture<Result<int>> EmbeddedBackend::replay(const QList<qint64> &)
{
    return notRunning<int>();
}

QFuture<Result<void>> EmbeddedBackend::setRetention(const RetentionConfiguration &)
{
    return notRunning<void>();
}

} // namespace Tbs::Gui
