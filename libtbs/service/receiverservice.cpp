// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiverservice.h"

#include "configuredwebhook.h"
#include "headerjudgement.h"
#include "managedsubscriptions.h"
#include "serveraccess.h"
#include "wantedsubscriptions.h"

#include "countedsink_p.h"

#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>
#include <Tbs/webhook/httplistener.h>

#include <QDir>
#include <QNetworkAccessManager>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

/// How often it is looked whether all have been answered.
constexpr auto pollPeriod = 10ms;
/// How long answers, and the handlers of what only the memory holds, may take at the end.
constexpr auto drainTime = 30s;
/// How long the server may take to remove our Subscriptions at the end.
constexpr auto managementEndTime = 10s;

using Started = tl::expected<void, QList<Error>>;

tl::unexpected<QList<Error>> failures(const Error &error)
{
    return tl::unexpected(QList<Error>{error});
}

QString databasePath(const StoreConfiguration &store)
{
    if (!store.path.isEmpty()) {
        return store.path;
    }
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    QDir().mkpath(folder);
    return folder + u"/notifications.db"_s;
}

bool isInMemory(const StoreConfiguration &store)
{
    return store.type == StoreConfiguration::Type::Memory;
}

RetryPolicy retryPolicy(const RetryConfiguration &retry)
{
    RetryPolicy policy;
    policy.attempts = retry.attempts.value_or(policy.attempts);
    policy.initialDelay = retry.initialDelay.value_or(policy.initialDelay);
    policy.maximumDelay = std::max(policy.initialDelay, retry.maximumDelay.value_or(policy.maximumDelay));
    return policy;
}

ManagementOptions managementOptions(const ReceiverServiceOptions &service)
{
    const auto &configuration = service.configuration;
    const auto &management = configuration.manageSubscriptions;
    const auto &deliveryErrors = configuration.handleDeliveryErrors;
    ManagementOptions options;
    options.manageSubscriptions = management.enabled;
    options.handleDeliveryErrors = deliveryErrors.enabled;
    options.atShutdown = management.atShutdown;
    options.registrar.renewBefore = management.renewBefore;
    if (management.prune) {
        options.registrar.pruneBelow = webhookBaseUrl(configuration.webhook);
    }
    options.monitor.heartbeatTolerance = deliveryErrors.heartbeatTolerance;
    options.monitor.statusPeriod = deliveryErrors.statusPeriod;
    options.monitor.reactivationAttempts = deliveryErrors.reactivationAttempts;
    options.suspended = service.suspended;
    return options;
}

} // namespace

class ReceiverService::Private
{
public:
    Private(ReceiverService *service, Clock &systemClock, ReceiverServiceOptions serviceOptions);

    [[nodiscard]] std::unique_ptr<NotificationStore> makeStore() const;
    [[nodiscard]] EventHandler handlerOf(const SubscriptionConfiguration &subscription);
    void define();
    Started startListener();
    Started listen();
    Started startManagement();
    [[nodiscard]] bool isManaged() const;
    [[nodiscard]] bool isDefined(const QString &webhookId) const;
    [[nodiscard]] QList<Error> mistakesIn(const TopicSubscription &definition) const;
    Started serve(const TopicSubscription &definition);
    [[nodiscard]] std::optional<Error> objection(const QString &webhookId) const;
    void forget(const QString &webhookId);
    [[nodiscard]] QUrl localUrl() const;

    void endManagement();
    void finishAnswers();
    void finishEvents();
    void end();

    ReceiverService *q;
    Clock &clock;
    ReceiverServiceOptions options;
    const std::shared_ptr<EndpointRouter> router = std::make_shared<EndpointRouter>();
    QHash<QString, int> calls; ///< by webhook id: the last one counts
    QHash<QString, QList<SubscriptionHeader>> headers; ///< by webhook id: what the server is to send along
    QNetworkAccessManager network; ///< of the handlers
    /// Of the FHIR server alone: Qt shares connections by host, whatever their certificates.
    QNetworkAccessManager serverNetwork;
    /// Nothing where the configuration names one that does not exist; start() says so.
    std::optional<ServerProfile> profile;
    Ending ending = Ending::Finish;
    bool running = false;
    bool stopping = false;
    bool listenerClosed = false;
    bool subscriberFinished = false;
    bool ended = false;
    std::chrono::nanoseconds deadline{0};
    // Destroyed from the last to the first: what the subscriber has in hand still answers through the sink.
    std::unique_ptr<CountedSink> sink;
    std::unique_ptr<Subscriber> subscriber;
    std::unique_ptr<HttpListener> listener;
    std::unique_ptr<FhirClient> client;
    std::unique_ptr<ManagedSubscriptions> management;
};

ReceiverService::Private::Private(ReceiverService *service, Clock &systemClock, ReceiverServiceOptions serviceOptions)
    : q(service)
    , clock(systemClock)
    , options(std::move(serviceOptions))
{
    const auto &configuration = options.configuration;
    auto counterMode = CounterMode::Absolute;
    if (auto found = serverProfile(configuration.server.profile)) {
        counterMode = found->counterMode;
        profile = std::move(*found);
    }
    subscriber = std::make_unique<Subscriber>(
        clock,
        SubscriberOptions{.defaults = configuration.defaults,
                          .server = configuration.server.baseUrl.toString(QUrl::StripTrailingSlash),
                          .counterMode = counterMode},
        makeStore());
    subscriber->setRetention(configuration.store.retention);
    define();
    connect(subscriber.get(), &Subscriber::finished, q, [this] {
        subscriberFinished = true;
        end();
    });
}

std::unique_ptr<NotificationStore> ReceiverService::Private::makeStore() const
{
    if (options.direct) {
        return nullptr;
    }
    const auto &store = options.configuration.store;
    if (isInMemory(store)) {
        return std::make_unique<MemoryStore>();
    }
    return std::make_unique<SqliteStore>(SqliteStoreOptions{.path = databasePath(store)});
}

EventHandler ReceiverService::Private::handlerOf(const SubscriptionConfiguration &subscription)
{
    auto handler = configuredHandler(subscription.handler, options.handlers, clock, network);
    return options.wrapHandler ? options.wrapHandler(subscription, std::move(handler)) : handler;
}

void ReceiverService::Private::define()
{
    for (const auto &one : options.configuration.subscriptions) {
        const auto webhookId = withDefaults(one.definition, options.configuration.defaults).webhookId;
        headers.insert(webhookId, subscriptionHeaders(options.configuration.webhook, one));
        subscriber->define(one.definition, handlerOf(one), retryPolicy(one.retry));
    }
}

ReceiverService::ReceiverService(Clock &clock, ReceiverServiceOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, std::move(options)))
{
}

ReceiverService::~ReceiverService() = default;

Subscriber &ReceiverService::subscriber() const
{
    return *d->subscriber;
}

ManagedSubscriptions *ReceiverService::management() const
{
    return d->management.get();
}

QString ReceiverService::storeName() const
{
    if (d->options.direct) {
        return u"none"_s;
    }
    const auto &store = d->options.configuration.store;
    return isInMemory(store) ? u"memory"_s : u"sqlite:"_s + databasePath(store);
}

Started ReceiverService::start()
{
    if (!d->profile) {
        return failures(serverProfile(d->options.configuration.server.profile).error());
    }
    if (auto started = d->subscriber->start(); !started) {
        return started;
    }
    if (auto started = d->startListener(); !started) {
        return started;
    }
    if (auto started = d->startManagement(); !started) {
        return started;
    }
    d->running = true;
    return {};
}

Started ReceiverService::Private::startListener()
{
    const auto definitions = subscriber->definitions();
    if (definitions.isEmpty() && options.configuration.defaults.channel == ChannelType::RestHook) {
        return listen(); // a port that is taken shows now, and not when the first one is defined
    }
    for (const auto &definition : definitions) {
        if (auto served = serve(definition); !served) {
            return served;
        }
    }
    return {};
}

/// Opens the webhook of \a definition, unless it is open or nothing comes by it: websockets need no port.
Started ReceiverService::Private::serve(const TopicSubscription &definition)
{
    if (definition.channel != ChannelType::RestHook) {
        return {};
    }
    if (auto listening = listen(); !listening) {
        return listening;
    }
    const auto &prefix = options.configuration.webhook.pathPrefix;
    if (router->find(EndpointRouter::path(prefix, definition.webhookId))) {
        return {};
    }
    const auto added = router->add(prefix, definition.webhookId);
    return added ? Started() : failures(added.error());
}

Started ReceiverService::Private::listen()
{
    if (listener) {
        return {};
    }
    const auto &webhook = options.configuration.webhook;
    const auto listenerSettings = listenerOptions(webhook, options.edgeThreads);
    if (!listenerSettings) {
        return failures(listenerSettings.error());
    }
    auto listenerSink = std::make_unique<CountedSink>(subscriber->sink());
    auto made = std::make_unique<HttpListener>(
        WebhookRequestHandler(router, RequestAuthenticator(authenticationOptions(webhook, *profile)), *listenerSink,
                              clock, replyOptions(webhook, *profile)));
    if (const auto listening = made->listen(*listenerSettings); !listening) {
        return failures(listening.error());
    }
    sink = std::move(listenerSink);
    listener = std::move(made);
    return {};
}

void ReceiverService::setRetention(const RetentionConfiguration &retention)
{
    d->options.configuration.store.retention = retention;
    d->subscriber->setRetention(retention);
}

bool ReceiverService::Private::isManaged() const
{
    const auto &configuration = options.configuration;
    return configuration.manageSubscriptions.enabled || configuration.handleDeliveryErrors.enabled;
}

/// Only now that the port listens: servers do their handshake before they answer the registration.
Started ReceiverService::Private::startManagement()
{
    auto &configuration = options.configuration;
    if (!isManaged() && configuration.server.baseUrl.isEmpty()) {
        return {};
    }
    auto access = serverAccess(configuration.server, serverNetwork, clock);
    if (!access && isManaged()) {
        return failures(access.error());
    }
    if (!access) {
        qCWarning(logService) << "The server cannot be asked:" << access.error().toString();
        return {};
    }
    client =
        std::make_unique<FhirClient>(FhirClientOptions{.baseUrl = configuration.server.baseUrl, .tls = access->tls},
                                     serverNetwork, clock, access->authentication);
    if (!isManaged()) {
        return {};
    }
    if (configuration.webhook.publicUrl.isEmpty()) {
        configuration.webhook.publicUrl = localUrl();
    }
    auto managementSettings = managementOptions(options);
    managementSettings.webSocket.tls = access->tls;
    managementSettings.webSocket.authentication = access->authentication;
    managementSettings.endpoint = [this](const QString &webhookId) {
        return q->publicEndpoint(webhookId);
    };
    managementSettings.headers = [this](const QString &webhookId) {
        const auto known = headers.constFind(webhookId); // not of what was defined with the subscriber itself
        return known != headers.constEnd() ? *known : webhookHeaders(options.configuration.webhook);
    };
    management = std::make_unique<ManagedSubscriptions>(*client, configuration.fhirVersion, *profile, *subscriber,
                                                        clock, std::move(managementSettings));
    management->start();
    return {};
}

bool ReceiverService::Private::isDefined(const QString &webhookId) const
{
    const auto definitions = subscriber->definitions();
    return std::any_of(definitions.cbegin(), definitions.cend(),
                       [&](const TopicSubscription &one) { return one.webhookId == webhookId; });
}

QList<Error> ReceiverService::Private::mistakesIn(const TopicSubscription &definition) const
{
    if (!running || stopping) {
        return {{Error::Kind::Rejected, tr("The receiver does not run"), definition.webhookId}};
    }
    auto mistakes = mistakesOf(definition, clock.now());
    if (definition.channel == ChannelType::WebSocket && !options.configuration.manageSubscriptions.enabled) {
        mistakes.append({Error::Kind::BadData, tr("channel websocket needs manageSubscriptions"), u"channel"_s});
    }
    return mistakes;
}

Started ReceiverService::define(const SubscriptionConfiguration &subscription)
{
    const auto &configuration = d->options.configuration;
    const auto definition = withDefaults(subscription.definition, configuration.defaults);
    const auto judged = judgeHeaders(subscription, configuration, processEnvironment);
    if (auto mistakes = d->mistakesIn(definition) + judged.mistakes; !mistakes.isEmpty()) {
        return tl::unexpected(std::move(mistakes));
    }
    // Where the channel was rest-hook before, the webhook stays open: the server sends to it until it has the new one.
    if (auto served = d->serve(definition); !served) {
        return served;
    }
    ++d->calls[definition.webhookId];
    // Before the definition, whose change has the server asked.
    d->headers.insert(definition.webhookId, subscriptionHeaders(configuration.webhook, judged.subscription));
    return d->subscriber->define(definition, d->handlerOf(judged.subscription), retryPolicy(subscription.retry));
}

/// Why nothing can be done with the subscription \a webhookId.
std::optional<Error> ReceiverService::Private::objection(const QString &webhookId) const
{
    if (!running || stopping) {
        return Error{Error::Kind::Rejected, tr("The receiver does not run"), webhookId};
    }
    if (!isDefined(webhookId)) {
        return Error{Error::Kind::Rejected, tr("No subscription has this webhook id"), webhookId};
    }
    return {};
}

void ReceiverService::Private::forget(const QString &webhookId)
{
    router->remove(options.configuration.webhook.pathPrefix, webhookId);
    headers.remove(webhookId);
    subscriber->remove(webhookId);
}

QFuture<Result<void>> ReceiverService::remove(const QString &webhookId)
{
    if (const auto error = d->objection(webhookId)) {
        return readyFuture(Result<void>(failure(*error)));
    }
    const auto call = ++d->calls[webhookId];
    const SharedPromise<Result<void>> promise;
    const auto onRemoved = [this, webhookId, promise, call](const Result<void> &removed) {
        if (removed && call != d->calls.value(webhookId)) {
            promise.finish(
                failure(Error::Kind::Rejected, tr("It was changed meanwhile, and is not removed"), webhookId));
            return;
        }
        if (removed) {
            d->forget(webhookId);
        }
        promise.finish(removed);
    };
    if (d->management) {
        whenFinished(d->management->remove(webhookId), this, onRemoved);
    } else {
        onRemoved({});
    }
    return promise.future();
}

QFuture<Result<void>> ReceiverService::suspend(const QString &webhookId)
{
    if (const auto error = d->objection(webhookId)) {
        return readyFuture(Result<void>(failure(*error)));
    }
    ++d->calls[webhookId];
    if (!d->management) {
        return readyFuture(Result<void>(failure(
            Error::Kind::ActionRequired, tr("Subscriptions are not managed: set manageSubscriptions"), webhookId)));
    }
    return d->management->suspend(webhookId);
}

QFuture<Result<void>> ReceiverService::resume(const QString &webhookId)
{
    if (const auto error = d->objection(webhookId)) {
        return readyFuture(Result<void>(failure(*error)));
    }
    ++d->calls[webhookId];
    return d->management ? d->management->resume(webhookId) : readyFuture(Result<void>());
}

bool ReceiverService::isSuspended(const QString &webhookId) const
{
    return d->management ? d->management->isSuspended(webhookId) : d->options.suspended.contains(webhookId);
}

FhirClient *ReceiverService::fhirClient() const
{
    return d->client.get();
}

SubscriptionClient *ReceiverService::subscriptions() const
{
    return d->management ? d->management->client() : nullptr;
}

/// Where the listener can be reached on this machine.
QUrl ReceiverService::Private::localUrl() const
{
    if (!listener) {
        return {};
    }
    const auto address = listener->address();
    const bool everywhere = address == QHostAddress::Any || address == QHostAddress::AnyIPv4
        || address == QHostAddress::AnyIPv6 || address.isNull();
    QUrl url;
    url.setScheme(options.configuration.webhook.tls.certificate.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(everywhere ? u"127.0.0.1"_s : address.toString());
    url.setPort(listener->port());
    return url;
}

QUrl ReceiverService::localEndpoint(const QString &webhookId) const
{
    auto webhook = d->options.configuration.webhook;
    webhook.publicUrl = d->localUrl();
    return webhookEndpoint(webhook, webhookId);
}

QUrl ReceiverService::publicEndpoint(const QString &webhookId) const
{
    const auto &webhook = d->options.configuration.webhook;
    return webhook.publicUrl.isEmpty() ? localEndpoint(webhookId) : webhookEndpoint(webhook, webhookId);
}

void ReceiverService::stop(Ending ending)
{
    if (std::exchange(d->stopping, true)) {
        return;
    }
    d->ending = ending;
    d->deadline = d->clock.monotonic() + drainTime;
    if (ending == Ending::AtOnce) {
        d->subscriber->finish();
        if (d->sink) {
            d->sink->close();
        }
    }
    QMetaObject::invokeMethod(
        this, [this] { d->endManagement(); }, Qt::QueuedConnection);
}

/// Before the port closes, so that the server does not send to a closed one.
void ReceiverService::Private::endManagement()
{
    const auto closeSink = [this] {
        if (sink) {
            sink->close();
        }
        finishAnswers();
    };
    if (!management) {
        closeSink();
        return;
    }
    auto once = std::make_shared<bool>(false);
    const auto proceed = [once, closeSink] {
        if (!std::exchange(*once, true)) {
            closeSink();
        }
    };
    clock.callAfter(managementEndTime, q, proceed);
    whenFinished(management->stop(), q, [proceed](const Result<void> &) { proceed(); });
}

/// In direct mode the handlers run in this thread, so it may not wait for them.
void ReceiverService::Private::finishAnswers()
{
    if (sink && sink->underWay() > 0 && clock.monotonic() < deadline) {
        clock.callAfter(pollPeriod, q, [this] { finishAnswers(); });
        return;
    }
    if (listener) {
        listener->close(1s);
    }
    listenerClosed = true;
    finishEvents();
}

/// What only the memory holds has been acknowledged and would be lost.
void ReceiverService::Private::finishEvents()
{
    if (isInMemory(options.configuration.store) && ending == Ending::Finish && subscriber->heldEvents() > 0
        && clock.monotonic() < deadline) {
        clock.callAfter(pollPeriod, q, [this] { finishEvents(); });
        return;
    }
    if (ending == Ending::AtOnce) {
        end();
        return;
    }
    subscriber->finish();
}

void ReceiverService::Private::end()
{
    if (!listenerClosed || !subscriberFinished || std::exchange(ended, true)) {
        return;
    }
    Q_EMIT q->finished();
}

} // namespace Tbs
