// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "managedsubscriptions.h"

#include "subscriber.h"

#include <Tbs/client/servercapabilities.h>
#include <Tbs/client/topicdiscovery.h>
#include <Tbs/subscription/knownproblems.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace std::chrono_literals;

namespace Tbs {

namespace {

/// Between two questions for the server's version, while it does not answer.
constexpr auto versionRetryDelay = 10s;

bool isWebSocket(const TopicSubscription &definition)
{
    return definition.channel == ChannelType::WebSocket;
}

} // namespace

class ManagedSubscriptions::Private
{
public:
    Private(ManagedSubscriptions *managed, FhirClient &fhirClient, ServerProfile serverProfile,
            Subscriber &topicSubscriber, Clock &systemClock, ManagementOptions managementOptions)
        : q(managed)
        , client(fhirClient)
        , profile(std::move(serverProfile))
        , subscriber(topicSubscriber)
        , clock(systemClock)
        , options(std::move(managementOptions))
    {
    }

    [[nodiscard]] bool watchesDelivery() const;
    void findVersion();
    void begin(FhirVersion version);
    void makeRegistrar();
    void makeMonitor();
    void makeChannel();
    void startMonitor();
    void watchKnown(const QString &webhookId);
    void findTopics();
    void tellKnownProblems(const QString &webhookId = {});

    void want();
    void onDefined(const QString &webhookId);
    void onForgotten(const QString &webhookId);
    [[nodiscard]] std::optional<Error> objection(const QString &webhookId) const;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &webhookId);
    [[nodiscard]] QFuture<Result<void>> suspend(const QString &webhookId);
    [[nodiscard]] QFuture<Result<void>> resume(const QString &webhookId);
    [[nodiscard]] QFuture<Result<void>> withdraw(const QString &webhookId, RemovalPolicy policy,
                                                 const std::function<void()> &takeBack);
    void setWebSocket(const QString &webhookId, const QString &subscriptionId);
    void noteRegistered(const QString &webhookId, const Subscription &subscription);
    void noteHandshakes(const StoredNotification &stored);

    ManagedSubscriptions *q;
    FhirClient &client;
    ServerProfile profile;
    Subscriber &subscriber;
    Clock &clock;
    ManagementOptions options;
    std::optional<FhirVersion> givenVersion;
    bool stopped = false;
    bool isWatching = false;
    struct Suspension
    {
        int call = 0; ///< of the suspend() that began it
        bool isConfirmed = false; ///< by the server, or from the start
    };

    QHash<QString, Suspension> suspended; ///< by webhook id
    QSet<QString> removed; ///< webhook ids of those that are asked for to go, or are gone on the server
    QHash<QString, int> calls; ///< by webhook id: the last one counts
    /// By webhook id the ids of the Subscriptions that come by websocket.
    QHash<QString, QString> webSocketSubscriptions;
    // Destroyed from the last to the first.
    std::unique_ptr<SubscriptionClient> subscriptions;
    std::unique_ptr<SubscriptionRegistrar> registrar;
    std::unique_ptr<DeliveryMonitor> monitor;
    std::unique_ptr<WebSocketChannel> channel;
};

ManagedSubscriptions::ManagedSubscriptions(FhirClient &client, std::optional<FhirVersion> version,
                                           ServerProfile profile, Subscriber &subscriber, Clock &clock,
                                           ManagementOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, std::move(profile), subscriber, clock, std::move(options)))
{
    d->givenVersion = version;
    for (const auto &webhookId : std::as_const(d->options.suspended)) {
        d->suspended.insert(webhookId, {.isConfirmed = true});
    }
    connect(&subscriber, &Subscriber::definitionChanged, this, [this](const QString &id) { d->onDefined(id); });
    connect(&subscriber, &Subscriber::definitionRemoved, this, [this](const QString &id) { d->onForgotten(id); });
}

ManagedSubscriptions::~ManagedSubscriptions() = default;

SubscriptionRegistrar *ManagedSubscriptions::registrar() const
{
    return d->registrar.get();
}

DeliveryMonitor *ManagedSubscriptions::monitor() const
{
    return d->monitor.get();
}

WebSocketChannel *ManagedSubscriptions::webSocketChannel() const
{
    return d->channel.get();
}

SubscriptionClient *ManagedSubscriptions::client() const
{
    return d->subscriptions.get();
}

bool ManagedSubscriptions::Private::watchesDelivery() const
{
    const auto definitions = subscriber.definitions();
    return options.handleDeliveryErrors
        || (options.manageSubscriptions && std::any_of(definitions.cbegin(), definitions.cend(), isWebSocket));
}

void ManagedSubscriptions::start()
{
    QMetaObject::invokeMethod(
        this, [this] { d->givenVersion ? d->begin(*d->givenVersion) : d->findVersion(); }, Qt::QueuedConnection);
}

void ManagedSubscriptions::Private::findVersion()
{
    whenFinished(fetchServerCapabilities(client), q, [this](const Result<ServerCapabilities> &capabilities) {
        if (stopped) {
            return;
        }
        if (capabilities && capabilities->fhirVersion) {
            begin(*capabilities->fhirVersion);
            return;
        }
        const auto error = capabilities
            ? Error{Error::Kind::ActionRequired,
                    QCoreApplication::translate(
                        "Tbs", "%1 speaks FHIR %2, which is none of R4, R4B and R5. Set fhirVersion if that is wrong.")
                        .arg(client.server(), capabilities->fhirVersionText),
                    {}}
            : capabilities.error();
        Q_EMIT q->versionUnknown(error);
        if (error.kind == Error::Kind::Retry) {
            clock.callAfter(versionRetryDelay, q, [this] {
                if (!stopped) {
                    findVersion();
                }
            });
        }
    });
}

void ManagedSubscriptions::Private::begin(FhirVersion version)
{
    subscriptions = std::make_unique<SubscriptionClient>(client, version, profile);
    if (options.manageSubscriptions) {
        makeRegistrar();
    }
    if (options.manageSubscriptions || options.handleDeliveryErrors) {
        makeMonitor();
    }
    if (options.manageSubscriptions) {
        makeChannel();
    }
    Q_EMIT q->began(version);
    if (watchesDelivery()) {
        startMonitor();
    }
    if (registrar) {
        tellKnownProblems();
        std::ignore = registrar->reconcile();
    }
}

/// Of \a webhookId, or of all.
void ManagedSubscriptions::Private::tellKnownProblems(const QString &webhookId)
{
    for (const auto &wanted : registrar->wanted()) {
        if (wanted.isSuspended || (!webhookId.isEmpty() && wanted.webhookId != webhookId)) {
            continue;
        }
        for (const auto &problem : problemsWith(wanted.subscription, profile, subscriptions->version())) {
            Q_EMIT q->problemKnown(wanted.webhookId, problem);
        }
    }
}

void ManagedSubscriptions::Private::makeRegistrar()
{
    registrar = std::make_unique<SubscriptionRegistrar>(*subscriptions, clock, options.registrar);
    want();
    const auto note = [this](const QString &webhookId, const Subscription &subscription) {
        noteRegistered(webhookId, subscription);
    };
    connect(registrar.get(), &SubscriptionRegistrar::registered, q, note);
    connect(registrar.get(), &SubscriptionRegistrar::activated, q, note);
    connect(&subscriber, &Subscriber::notificationStored, registrar.get(),
            [this](const auto &stored) { noteHandshakes(*stored); });
}

void ManagedSubscriptions::Private::want()
{
    QList<WantedSubscription> wanted;
    for (const auto &definition : subscriber.definitions()) {
        const auto &webhookId = definition.webhookId;
        const auto endpoint = isWebSocket(definition) ? QUrl() : options.endpoint(webhookId);
        const auto headers = options.headers ? options.headers(webhookId) : QList<SubscriptionHeader>();
        wanted.append({webhookId, requestedSubscription(definition, endpoint, headers),
                       suspended.contains(webhookId) || removed.contains(webhookId)});
    }
    registrar->setWanted(wanted);
}

void ManagedSubscriptions::Private::makeMonitor()
{
    monitor = std::make_unique<DeliveryMonitor>(subscriber.receiver(), *subscriptions, clock, options.monitor);
    if (registrar) {
        monitor->setReactivation([this](const QString &webhookId) { return registrar->reactivate(webhookId); });
        connect(monitor.get(), &DeliveryMonitor::vanished, registrar.get(),
                [this] { std::ignore = registrar->reconcile(); });
    }
}

void ManagedSubscriptions::Private::makeChannel()
{
    auto webSocket = options.webSocket;
    webSocket.baseUrl = client.baseUrl();
    webSocket.protocol = profile.webSocket;
    channel = std::make_unique<WebSocketChannel>(
        clock, subscriber.sink(), [this](const QStringList &ids) { return subscriptions->webSocketBinding(ids); },
        std::move(webSocket));
    connect(channel.get(), &WebSocketChannel::catchUpNeeded, monitor.get(), &DeliveryMonitor::check);
}

void ManagedSubscriptions::Private::startMonitor()
{
    isWatching = true;
    for (const auto &definition : subscriber.definitions()) {
        watchKnown(definition.webhookId);
    }
    monitor->start();
    findTopics();
}

void ManagedSubscriptions::Private::watchKnown(const QString &webhookId)
{
    if (suspended.contains(webhookId) || removed.contains(webhookId)) {
        monitor->unwatch(webhookId);
    } else if (const auto known = registrar ? registrar->subscription(webhookId) : std::nullopt) {
        monitor->watch(webhookId, *known);
    }
}

/// Which resources a topic is about: where a lost event would have to be searched for.
void ManagedSubscriptions::Private::findTopics()
{
    whenFinished(discoverTopics(client, subscriptions->version()), monitor.get(),
                 [this](const Result<DiscoveredTopics> &found) {
                     if (!found) {
                         qCInfo(logService) << "The server's topics are not known:" << found.error().toString();
                         return;
                     }
                     QList<SubscriptionTopic> topics;
                     for (const auto &one : found->topics) {
                         topics.append(one.topic);
                     }
                     monitor->setTopics(topics);
                 });
}

void ManagedSubscriptions::Private::noteRegistered(const QString &webhookId, const Subscription &subscription)
{
    if (stopped) {
        return;
    }
    if (isWatching) {
        monitor->watch(webhookId, subscription);
    }
    const bool comesByWebSocket = subscription.channelType == toCode(ChannelType::WebSocket);
    setWebSocket(webhookId, comesByWebSocket ? subscription.id : QString());
}

/// \a subscriptionId: empty for none.
void ManagedSubscriptions::Private::setWebSocket(const QString &webhookId, const QString &subscriptionId)
{
    if (!channel || webSocketSubscriptions.value(webhookId) == subscriptionId) {
        return;
    }
    if (subscriptionId.isEmpty()) {
        webSocketSubscriptions.remove(webhookId);
    } else {
        webSocketSubscriptions.insert(webhookId, subscriptionId);
    }
    channel->setSubscriptions(webSocketSubscriptions);
}

/// A handshake says sooner than the next look at the server that a Subscription is active.
void ManagedSubscriptions::Private::noteHandshakes(const StoredNotification &stored)
{
    if (stored.arrived.origin == NotificationOrigin::Replay) {
        return;
    }
    for (const auto &status : stored.arrived.notification->statuses) {
        if (status.type == NotificationType::Handshake && status.status) {
            registrar->noteStatus(stored.arrived.webhookId, *status.status);
        }
    }
}

void ManagedSubscriptions::Private::onDefined(const QString &webhookId)
{
    ++calls[webhookId];
    removed.remove(webhookId);
    if (stopped || !subscriptions) {
        return;
    }
    if (!registrar) {
        if (monitor) {
            monitor->learn(webhookId);
        }
        return;
    }
    if (!isWatching && watchesDelivery()) {
        startMonitor();
    }
    want();
    if (!suspended.contains(webhookId)) {
        tellKnownProblems(webhookId);
        std::ignore = registrar->reconcile();
    }
}

void ManagedSubscriptions::Private::onForgotten(const QString &webhookId)
{
    ++calls[webhookId];
    removed.remove(webhookId);
    suspended.remove(webhookId);
    if (stopped || !monitor) {
        return;
    }
    monitor->unwatch(webhookId);
    setWebSocket(webhookId, {});
    if (registrar) {
        want();
    }
}

/// Why nothing can be asked of the server now.
std::optional<Error> ManagedSubscriptions::Private::objection(const QString &webhookId) const
{
    if (!options.manageSubscriptions) {
        return Error{Error::Kind::ActionRequired,
                     QCoreApplication::translate("Tbs", "Subscriptions are not managed: set manageSubscriptions."),
                     webhookId};
    }
    if (!subscriptions) {
        return Error{Error::Kind::Retry,
                     QCoreApplication::translate(
                         "Tbs", "%1 did not answer so far, and perhaps it has the Subscription. Try again later.")
                         .arg(client.server()),
                     webhookId};
    }
    return {};
}

QFuture<Result<void>> ManagedSubscriptions::Private::remove(const QString &webhookId)
{
    ++calls[webhookId];
    if (!options.manageSubscriptions) {
        return readyFuture(Result<void>());
    }
    if (const auto error = objection(webhookId)) {
        return readyFuture(Result<void>(failure(*error)));
    }
    removed.insert(webhookId);
    return withdraw(webhookId, RemovalPolicy::Delete, [this, webhookId] { removed.remove(webhookId); });
}

QFuture<Result<void>> ManagedSubscriptions::Private::suspend(const QString &webhookId)
{
    ++calls[webhookId];
    if (const auto error = objection(webhookId)) {
        return readyFuture(Result<void>(failure(*error)));
    }
    removed.remove(webhookId);
    if (!suspended.contains(webhookId)) {
        suspended.insert(webhookId, {.call = calls[webhookId]});
    }
    return withdraw(webhookId, RemovalPolicy::Off, [this, webhookId] {
        if (!suspended[webhookId].isConfirmed) {
            suspended.remove(webhookId);
        }
    });
}

/// \a takeBack: when the server refuses, and nothing else was asked for meanwhile.
QFuture<Result<void>> ManagedSubscriptions::Private::withdraw(const QString &webhookId, RemovalPolicy policy,
                                                              const std::function<void()> &takeBack)
{
    monitor->unwatch(webhookId);
    const SharedPromise<Result<void>> promise;
    whenFinished(registrar->remove(webhookId, policy), q,
                 [this, webhookId, takeBack, promise, call = calls[webhookId]](const Result<void> &result) {
                     const auto suspension = suspended.find(webhookId);
                     if (result && suspension != suspended.end() && suspension->call <= call) {
                         suspension->isConfirmed = true;
                     }
                     if (stopped || call != calls.value(webhookId)) {
                         promise.finish(result);
                         return;
                     }
                     if (result) {
                         setWebSocket(webhookId, {});
                     } else {
                         takeBack();
                         want();
                         if (isWatching) {
                             watchKnown(webhookId); // the server may refuse to be looked at, too
                         }
                         std::ignore = registrar->reconcile();
                     }
                     promise.finish(result);
                 });
    return promise.future();
}

QFuture<Result<void>> ManagedSubscriptions::Private::resume(const QString &webhookId)
{
    ++calls[webhookId];
    suspended.remove(webhookId);
    removed.remove(webhookId);
    if (stopped || !registrar) {
        return readyFuture(Result<void>());
    }
    want();
    tellKnownProblems(webhookId);
    const SharedPromise<Result<void>> promise;
    whenFinished(registrar->reconcile(), q, [webhookId, promise](const Result<Reconciliation> &done) {
        if (!done) {
            promise.finish(failure(done.error()));
            return;
        }
        const auto error = std::ranges::find(done->errors, webhookId, &Error::location);
        promise.finish(error == done->errors.end() ? Result<void>() : failure(*error));
    });
    return promise.future();
}

QFuture<Result<void>> ManagedSubscriptions::remove(const QString &webhookId)
{
    return d->remove(webhookId);
}

QFuture<Result<void>> ManagedSubscriptions::suspend(const QString &webhookId)
{
    return d->suspend(webhookId);
}

QFuture<Result<void>> ManagedSubscriptions::resume(const QString &webhookId)
{
    return d->resume(webhookId);
}

bool ManagedSubscriptions::isSuspended(const QString &webhookId) const
{
    return d->suspended.contains(webhookId);
}

QFuture<Result<void>> ManagedSubscriptions::stop()
{
    d->stopped = true;
    d->channel.reset();
    if (!d->registrar) {
        return readyFuture(Result<void>());
    }
    if (d->monitor && d->options.atShutdown != RemovalPolicy::Keep) {
        for (const auto &definition : d->subscriber.definitions()) {
            d->monitor->unwatch(definition.webhookId);
        }
    }
    return d->registrar->release(d->options.atShutdown);
}

} // namespace Tbs
