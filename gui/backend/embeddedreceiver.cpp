// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "embeddedreceiver.h"

#include "activitymeter.h"
#include "joinederrors.h"
#include "managedsubscriptionlist.h"
#include "managementjournal.h"
#include "sandboxsource.h"
#include "serverrequests.h"

#include <Tbs/service/receiverservice.h>
#include <Tbs/support/futures.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Gui {

namespace {

constexpr auto batchPeriod = 100ms;
constexpr auto sandboxVersion = FhirVersion::R5;

/// An event that is only to be seen has been handled when it is stored.
EventHandler handledHere(const SubscriptionConfiguration &, EventHandler configured)
{
    return configured.isValid() ? configured : EventHandler([](const EventContext &) {});
}

/// Collects what is told, so that the window is not called for each.
template <typename T> class Batch
{
public:
    Batch(Clock &clock, QObject *context, std::function<void(const QList<T> &)> tell)
        : m_clock(clock)
        , m_context(context)
        , m_tell(std::move(tell))
    {
    }

    void add(T entry)
    {
        m_entries << std::move(entry);
        if (m_entries.size() == 1) {
            m_clock.callAfter(batchPeriod, m_context, [this] { m_tell(std::exchange(m_entries, {})); });
        }
    }

private:
    Clock &m_clock;
    QObject *m_context;
    std::function<void(const QList<T> &)> m_tell;
    QList<T> m_entries;
};

} // namespace

class EmbeddedReceiver::Private
{
public:
    Private(EmbeddedReceiver *receiver, Clock &systemClock, Connection given)
        : q(receiver)
        , clock(systemClock)
        , connection(std::move(given))
        , entries(clock, q, [this](const auto &batch) { Q_EMIT q->arrived(batch); })
        , journalEntries(clock, q, [this](const auto &batch) { Q_EMIT q->journal(batch); })
    {
    }

    tl::expected<void, QList<Error>> start();
    tl::expected<void, QList<Error>> startSandbox();
    void makeService();
    void makeObservers();
    void connectSubscriber();
    void followManagement();
    [[nodiscard]] QUrl listenUrl() const;
    [[nodiscard]] Configuration &configuration() { return connection.configuration; }
    void forget(const QString &webhookId);
    void end();

    EmbeddedReceiver *q;
    Clock &clock;
    Connection connection;
    Batch<LiveEntry> entries;
    Batch<JournalEntry> journalEntries;
    // Destroyed from the last to the first.
    std::unique_ptr<SandboxSource> sandbox;
    std::unique_ptr<ReceiverService> service;
    std::unique_ptr<ServerRequests> requests;
    std::unique_ptr<ManagedSubscriptionList> list;
    std::unique_ptr<ManagementJournal> journal;
    std::unique_ptr<ActivityMeter> meter;
};

EmbeddedReceiver::EmbeddedReceiver(Clock &clock, Connection connection)
    : d(std::make_unique<Private>(this, clock, std::move(connection)))
{
}

EmbeddedReceiver::~EmbeddedReceiver() = default;

tl::expected<void, QList<Error>> EmbeddedReceiver::Private::startSandbox()
{
    sandbox = std::make_unique<SandboxSource>(clock, sandboxVersion);
    if (const auto listening = sandbox->start(); !listening) {
        return tl::unexpected(QList<Error>{listening.error()});
    }
    auto &wanted = configuration();
    wanted.fhirVersion = sandboxVersion;
    wanted.server = {.baseUrl = sandbox->baseUrl()};
    wanted.webhook = {.port = 0};
    wanted.manageSubscriptions.enabled = true;
    wanted.handleDeliveryErrors.enabled = true;
    return {};
}

void EmbeddedReceiver::Private::makeService()
{
    service = std::make_unique<ReceiverService>(clock,
                                                ReceiverServiceOptions{.configuration = configuration(),
                                                                       .suspended = connection.suspended,
                                                                       .wrapHandler = handledHere});
    connect(service.get(), &ReceiverService::finished, q, [this] {
        // Not while it emits.
        QMetaObject::invokeMethod(
            q, [this] { end(); }, Qt::QueuedConnection);
    });
}

void EmbeddedReceiver::Private::makeObservers()
{
    const auto &subscriber = service->subscriber();
    list = std::make_unique<ManagedSubscriptionList>(subscriber, clock);
    journal = std::make_unique<ManagementJournal>(subscriber, clock);
    meter = std::make_unique<ActivityMeter>(subscriber, clock);
    connect(list.get(), &ManagedSubscriptionList::changed, q,
            [this] { Q_EMIT q->subscriptionsChanged(list->current()); });
    connect(journal.get(), &ManagementJournal::written, q,
            [this](const JournalEntry &entry) { journalEntries.add(entry); });
    connect(meter.get(), &ActivityMeter::measured, q, &EmbeddedReceiver::measured);
    const auto definitions = subscriber.definitions();
    for (qsizetype i = 0; i < definitions.size(); ++i) {
        auto wanted = configuration().subscriptions.at(i);
        wanted.definition = definitions.at(i);
        list->define(wanted);
    }
    for (const auto &webhookId : std::as_const(connection.suspended)) {
        list->setSuspended(webhookId, true);
    }
}

void EmbeddedReceiver::Private::connectSubscriber()
{
    const auto *from = &service->subscriber();
    connect(from, &Subscriber::notificationStored, q, [this](const auto &stored) { entries.add(liveEntry(*stored)); });
    connect(from, &Subscriber::notificationRejected, q, [this](const QString &webhookId, const Error &error) {
        entries.add(rejectedEntry(webhookId, error, clock.now()));
    });
    connect(from, &Subscriber::gapDetected, q, [this](const SubscriptionKey &key, const NumberRange &gap) {
        entries.add(gapEntry(key, gap, clock.now()));
    });
    connect(from, &Subscriber::gapClosed, q,
            [this](const SubscriptionKey &key) { entries.add(gapClosedEntry(key, clock.now())); });
    connect(from, &Subscriber::handlerFailed, q,
            [this](const EventContext &event, const Error &error, const QDateTime &nextAttemptAt) {
                entries.add(failedEntry(event, error, nextAttemptAt, clock.now()));
            });
}

/// Before it does anything: it begins from the event loop.
void EmbeddedReceiver::Private::followManagement()
{
    if (const auto *management = service->management()) {
        list->follow(*management);
        journal->follow(*management);
        connect(management, &ManagedSubscriptions::began, q, &EmbeddedReceiver::versionKnown);
    }
}

QUrl EmbeddedReceiver::Private::listenUrl() const
{
    auto url = service->localEndpoint(u"x"_s);
    url.setPath({});
    return url.host().isEmpty() ? QUrl() : url;
}

tl::expected<void, QList<Error>> EmbeddedReceiver::Private::start()
{
    if (connection.server == Connection::Server::Sandbox) {
        if (auto started = startSandbox(); !started) {
            return started;
        }
    }
    makeService();
    makeObservers();
    connectSubscriber();
    if (auto started = service->start(); !started) {
        return started;
    }
    if (configuration().webhook.publicUrl.isEmpty()) {
        configuration().webhook.publicUrl = listenUrl();
    }
    requests = std::make_unique<ServerRequests>(*service, configuration(), clock);
    followManagement();
    Q_EMIT q->subscriptionsChanged(list->current());
    Q_EMIT q->started(listenUrl(), configuration().server.baseUrl);
    if (configuration().fhirVersion) {
        Q_EMIT q->versionKnown(*configuration().fhirVersion);
    }
    return {};
}

void EmbeddedReceiver::Private::end()
{
    meter.reset();
    journal.reset();
    list.reset();
    requests.reset();
    service.reset();
    sandbox.reset();
    Q_EMIT q->stopped();
}

void EmbeddedReceiver::start()
{
    if (const auto started = d->start(); !started) {
        Q_EMIT failed(started.error());
        d->end();
    }
}

void EmbeddedReceiver::stop()
{
    if (d->service) {
        d->service->stop();
    }
}

ServerRequests &EmbeddedReceiver::server()
{
    return *d->requests;
}

QFuture<Result<void>> EmbeddedReceiver::subscribe(const SubscriptionConfiguration &subscription)
{
    if (const auto defined = d->service->define(subscription); !defined) {
        return readyFuture(Result<void>(tl::unexpected(joinedErrors(defined.error()))));
    }
    const auto id = subscription.definition.webhookId;
    if (d->service->isSuspended(id)) {
        std::ignore = d->service->resume(id);
    }
    setSubscription(d->configuration(), subscription);
    d->requests->setConfiguration(d->configuration());
    auto wanted = subscription;
    wanted.definition = withDefaults(wanted.definition, d->configuration().defaults);
    d->journal->write(JournalEntry::Kind::Requested, id, tr("The server is asked for it."));
    d->list->define(wanted);
    d->list->setSuspended(id, false);
    return readyFuture(Result<void>());
}

void EmbeddedReceiver::Private::forget(const QString &webhookId)
{
    removeSubscription(configuration(), webhookId);
    requests->setConfiguration(configuration());
    journal->write(JournalEntry::Kind::Removed, webhookId, EmbeddedReceiver::tr("Deleted."));
    list->remove(webhookId);
}

QFuture<Result<void>> EmbeddedReceiver::unsubscribe(const QString &webhookId)
{
    const auto removed = d->service->remove(webhookId);
    whenFinished(removed, d->list.get(), [this, webhookId](const Result<void> &result) {
        if (result) {
            d->forget(webhookId);
        } else {
            d->journal->write(JournalEntry::Kind::Failed, webhookId, result.error());
        }
    });
    return removed;
}

QFuture<Result<void>> EmbeddedReceiver::suspend(const QString &webhookId)
{
    const auto suspended = d->service->suspend(webhookId);
    whenFinished(suspended, d->list.get(), [this, webhookId](const Result<void> &result) {
        if (result) {
            d->list->setSuspended(webhookId, true);
            d->journal->write(JournalEntry::Kind::Suspended, webhookId, tr("Turned off on the server."));
        } else {
            d->journal->write(JournalEntry::Kind::Failed, webhookId, result.error());
        }
    });
    return suspended;
}

QFuture<Result<void>> EmbeddedReceiver::resume(const QString &webhookId)
{
    d->list->setSuspended(webhookId, false);
    d->journal->write(JournalEntry::Kind::Requested, webhookId, tr("The server is asked to activate it again."));
    return d->service->resume(webhookId);
}

void EmbeddedReceiver::check(const QString &webhookId)
{
    const auto *management = d->service->management();
    if (management == nullptr) {
        return;
    }
    auto *registrar = management->registrar();
    if (registrar != nullptr && !registrar->subscription(webhookId)) {
        std::ignore = registrar->reconcile();
    }
    if (auto *monitor = management->monitor()) {
        monitor->check(webhookId);
    }
}

void EmbeddedReceiver::reactivate(const QString &webhookId)
{
    const auto *management = d->service->management();
    if (management == nullptr) {
        return;
    }
    auto *monitor = management->monitor();
    const auto watched = monitor != nullptr ? monitor->subscriptions() : QList<SubscriptionKey>();
    if (std::any_of(watched.begin(), watched.end(), [&](const auto &key) { return key.webhookId == webhookId; })) {
        monitor->reactivate(webhookId);
    } else if (auto *registrar = management->registrar()) {
        std::ignore = registrar->reactivate(webhookId);
    }
}

QFuture<Result<int>> EmbeddedReceiver::replay(const QList<qint64> &notificationIds)
{
    return d->service->subscriber().replay(notificationIds);
}

void EmbeddedReceiver::setRetention(const RetentionConfiguration &retention)
{
    d->service->setRetention(retention);
}

} // namespace Tbs::Gui
