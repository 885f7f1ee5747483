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

    [[nodiscard]] bool usesWebSocket() const;
    void findVersion();
    void begin(FhirVersion version);
    void makeRegistrar();
    void makeMonitor();
    void makeChannel();
    void findTopics(FhirVersion version);
    void tellKnownProblems(FhirVersion version);
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

bool ManagedSubscriptions::Private::usesWebSocket() const
{
    const auto definitions = subscriber.definitions();
    return options.manageSubscriptions && std::any_of(definitions.cbegin(), definitions.cend(), isWebSocket);
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
    if (options.handleDeliveryErrors || usesWebSocket()) {
        makeMonitor();
    }
    if (usesWebSocket()) {
        makeChannel();
    }
    Q_EMIT q->began(version);
    if (monitor) {
        monitor->start();
        findTopics(version);
    }
    if (registrar) {
        tellKnownProblems(version);
        std::ignore = registrar->reconcile();
    }
}

void ManagedSubscriptions::Private::tellKnownProblems(FhirVersion version)
{
    for (const auto &wanted : registrar->wanted()) {
        for (const auto &problem : problemsWith(wanted.subscription, profile, version)) {
            Q_EMIT q->problemKnown(wanted.webhookId, problem);
        }
    }
}

void ManagedSubscriptions::Private::makeRegistrar()
{
    registrar = std::make_unique<SubscriptionRegistrar>(*subscriptions, clock, options.registrar);
    QList<WantedSubscription> wanted;
    for (const auto &definition : subscriber.definitions()) {
        const auto endpoint = isWebSocket(definition) ? QUrl() : options.endpoint(definition.webhookId);
        wanted.append({definition.webhookId, requestedSubscription(definition, endpoint, options.headers)});
    }
    registrar->setWanted(wanted);
    const auto note = [this](const QString &webhookId, const Subscription &subscription) {
        noteRegistered(webhookId, subscription);
    };
    connect(registrar.get(), &SubscriptionRegistrar::registered, q, note);
    connect(registrar.get(), &SubscriptionRegistrar::activated, q, note);
    connect(&subscriber, &Subscriber::notificationStored, registrar.get(),
            [this](const auto &stored) { noteHandshakes(*stored); });
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

/// Which resources a topic is about: where a lost event would have to be searched for.
void ManagedSubscriptions::Private::findTopics(FhirVersion version)
{
    whenFinished(discoverTopics(client, version), monitor.get(), [this](const Result<DiscoveredTopics> &found) {
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
    if (monitor) {
        monitor->watch(webhookId, subscription);
    }
    if (channel && subscription.channelType == toCode(ChannelType::WebSocket)
        && webSocketSubscriptions.value(webhookId) != subscription.id) {
        webSocketSubscriptions.insert(webhookId, subscription.id);
        channel->setSubscriptions(webSocketSubscriptions);
    }
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
