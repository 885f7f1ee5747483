// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicsubscriptions.h"

#include "wantedsubscriptions.h"

#include "closablesink_p.h"

#include <Tbs/subscription/serverprofile.h>
#include <Tbs/support/futures.h>
#include <Tbs/webhook/attachwebhook.h>
#include <Tbs/webhook/webhookrequesthandler.h>
#include <Tbs/webhook/webhookserver.h>

#include <QCoreApplication>
#include <QPointer>

#include <algorithm>

namespace Tbs {

namespace {

/// What the request handler needs for as long as a server keeps it, which may be longer than the TopicSubscriptions
/// live.
struct HandlerSupport
{
    explicit HandlerSupport(NotificationSink &notificationSink)
        : sink(notificationSink)
    {
    }

    SystemClock clock;
    ClosableSink sink;
};

/// How often it is looked whether the server listens by now.
constexpr std::chrono::milliseconds listeningPollPeriod{100};

using SetupResult = tl::expected<void, QList<Error>>;

tl::unexpected<QList<Error>> failures(const Error &error)
{
    return tl::unexpected(QList<Error>{error});
}

} // namespace

class TopicSubscriptions::Private
{
public:
    struct Defined
    {
        TopicSubscription definition;
        EventHandler handler;
        std::optional<RetryPolicy> retry;
    };

    explicit Private(TopicSubscriptions *subscriptions)
        : q(subscriptions)
    {
    }

    [[nodiscard]] QList<Error> managementMistakes(const WebhookSetup &setup) const;
    SetupResult startSubscriber(WebhookSetup setup);
    void makeManagement(const WebhookSetup &setup, const ServerProfile &profile);
    /// Begins to look after the server's Subscriptions when \a isListening says that it can reach us.
    void manageWhenListening(const std::function<bool()> &isListening);
    Result<HttpRequestHandler> requestHandler(const WebhookSetup &setup, const ServerProfile &profile);
    void stop();
    void forwardSignals() const;

    TopicSubscriptions *q;
    FhirVersion version = FhirVersion::R5;
    SubscriptionDefaults defaults;
    QList<Defined> defined;
    SystemClock systemClock;
    QUrl appUrl;
    QString pathPrefix;
    QPointer<WebhookServer> server;
    Clock *clock = &systemClock;
    std::unique_ptr<Subscriber> subscriber;
    std::unique_ptr<ManagedSubscriptions> management;
    std::shared_ptr<HandlerSupport> support;
    HttpRequestHandler handler;
};

TopicSubscriptions::TopicSubscriptions(FhirVersion version, const SubscriptionDefaults &defaults, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->version = version;
    d->defaults = defaults;
}

TopicSubscriptions::~TopicSubscriptions()
{
    if (d->server) {
        d->server->removeHandler(d->pathPrefix);
    }
    d->stop();
}

void TopicSubscriptions::Private::stop()
{
    if (support) {
        support->sink.close();
    }
    management.reset();
    subscriber.reset();
}

FhirVersion TopicSubscriptions::fhirVersion() const
{
    return d->version;
}

TopicSubscriptions &TopicSubscriptions::define(TopicSubscription definition, EventHandler handler,
                                               std::optional<RetryPolicy> retry)
{
    Q_ASSERT(!d->subscriber);
    d->defined.append({withDefaults(std::move(definition), d->defaults), std::move(handler), retry});
    return *this;
}

QList<TopicSubscription> TopicSubscriptions::definitions() const
{
    QList<TopicSubscription> definitions;
    for (const auto &defined : std::as_const(d->defined)) {
        definitions.append(defined.definition);
    }
    return definitions;
}

SetupResult TopicSubscriptions::Private::startSubscriber(WebhookSetup setup)
{
    Q_ASSERT(!subscriber);
    const auto profile = serverProfile(setup.serverProfile);
    if (!profile) {
        return failures(profile.error());
    }
    if (auto mistakes = managementMistakes(setup); !mistakes.isEmpty()) {
        return tl::unexpected(std::move(mistakes));
    }
    appUrl = setup.appUrl;
    pathPrefix = setup.webhookPathPrefix;
    clock = setup.clock ? setup.clock : &systemClock;
    const auto serverUrl =
        setup.serverUrl.isEmpty() && setup.fhirClient ? setup.fhirClient->baseUrl() : setup.serverUrl;
    subscriber = std::make_unique<Subscriber>(*clock,
                                              SubscriberOptions{.defaults = defaults,
                                                                .server = serverUrl.toString(QUrl::StripTrailingSlash),
                                                                .counterMode = profile->counterMode,
                                                                .retry = setup.retry},
                                              std::move(setup.store));
    for (const auto &[definition, eventHandler, retry] : std::as_const(defined)) {
        subscriber->define(definition, eventHandler, retry);
    }
    auto started = subscriber->start();
    if (!started) {
        subscriber.reset();
        return started;
    }
    forwardSignals();
    auto made = requestHandler(setup, *profile);
    if (!made) {
        stop();
        return failures(made.error());
    }
    handler = std::move(*made);
    makeManagement(setup, *profile);
    return {};
}

QList<Error> TopicSubscriptions::Private::managementMistakes(const WebhookSetup &setup) const
{
    QList<Error> mistakes;
    const auto add = [&mistakes](const QString &message) {
        mistakes.append({Error::Kind::ActionRequired, message, {}});
    };
    if ((setup.manageSubscriptions || setup.handleDeliveryErrors) && !setup.fhirClient) {
        add(QCoreApplication::translate("Tbs",
                                        "manageSubscriptions and handleDeliveryErrors need WebhookSetup::fhirClient: "
                                        "it says whom to ask."));
    }
    const bool hasRestHook = std::any_of(defined.cbegin(), defined.cend(), [](const auto &one) {
        return one.definition.channel == ChannelType::RestHook;
    });
    if (setup.manageSubscriptions && hasRestHook && setup.appUrl.isEmpty()) {
        add(QCoreApplication::translate("Tbs",
                                        "manageSubscriptions needs WebhookSetup::appUrl: it says where the server is "
                                        "to send notifications."));
    }
    for (const auto &one : std::as_const(defined)) {
        if (one.definition.channel == ChannelType::WebSocket && !setup.manageSubscriptions) {
            add(QCoreApplication::translate("Tbs", "%1 comes by websocket, which needs manageSubscriptions.")
                    .arg(one.definition.webhookId));
        }
    }
    return mistakes;
}

void TopicSubscriptions::Private::makeManagement(const WebhookSetup &setup, const ServerProfile &profile)
{
    if (!setup.manageSubscriptions && !setup.handleDeliveryErrors) {
        return;
    }
    ManagementOptions options{
        .manageSubscriptions = setup.manageSubscriptions,
        .handleDeliveryErrors = setup.handleDeliveryErrors,
        .atShutdown = setup.atShutdown,
        .endpoint = [this](const QString &webhookId) { return q->endpoint(webhookId); },
    };
    if (!setup.webhookToken.isEmpty()) {
        const auto header =
            webhookHeader(QString::fromUtf8(setup.webhookTokenHeader), QString::fromUtf8(setup.webhookToken));
        options.headers = [header](const QString &) {
            return QList<SubscriptionHeader>{header};
        };
    }
    management = std::make_unique<ManagedSubscriptions>(*setup.fhirClient, version, profile, *subscriber, *clock,
                                                        std::move(options));
}

void TopicSubscriptions::Private::manageWhenListening(const std::function<bool()> &isListening)
{
    if (!management) {
        return;
    }
    if (isListening()) {
        management->start();
        return;
    }
    clock->callAfter(listeningPollPeriod, management.get(), [this, isListening] { manageWhenListening(isListening); });
}

Result<HttpRequestHandler> TopicSubscriptions::Private::requestHandler(const WebhookSetup &setup,
                                                                       const ServerProfile &profile)
{
    auto router = std::make_shared<EndpointRouter>();
    for (const auto &one : std::as_const(defined)) {
        if (auto added = router->add(setup.webhookPathPrefix, one.definition.webhookId); !added) {
            return failure(added.error());
        }
    }
    AuthenticationOptions authentication;
    authentication.tokenHeader = setup.webhookTokenHeader;
    if (!setup.webhookToken.isEmpty()) {
        authentication.tokens = {setup.webhookToken};
    }
    if (!setup.signatureSecret.isEmpty()) {
        authentication.signatureSecrets = {setup.signatureSecret};
    }
    WebhookReplyOptions reply;
    reply.status = profile.acknowledgement.status;
    reply.contentType = profile.acknowledgement.contentType;
    reply.body = profile.acknowledgement.body;
    support = std::make_shared<HandlerSupport>(subscriber->sink());
    const WebhookRequestHandler webhookHandler(std::move(router), RequestAuthenticator(std::move(authentication)),
                                               support->sink, support->clock, std::move(reply));
    return [kept = support, webhookHandler](HttpRequest request, const HttpReply &httpReply) {
        webhookHandler(std::move(request), httpReply);
    };
}

void TopicSubscriptions::Private::forwardSignals() const
{
    const auto *from = subscriber.get();
    connect(from, &Subscriber::notificationStored, q, &TopicSubscriptions::notificationStored);
    connect(from, &Subscriber::notificationRejected, q, &TopicSubscriptions::notificationRejected);
    connect(from, &Subscriber::gapDetected, q, &TopicSubscriptions::gapDetected);
    connect(from, &Subscriber::gapClosed, q, &TopicSubscriptions::gapClosed);
    connect(from, &Subscriber::handled, q, &TopicSubscriptions::handled);
    connect(from, &Subscriber::handlerFailed, q, &TopicSubscriptions::handlerFailed);
    connect(from, &Subscriber::finished, q, &TopicSubscriptions::finished);
}

SetupResult TopicSubscriptions::setup(QHttpServer &server, WebhookSetup setup)
{
    if (QT_VERSION < QT_VERSION_CHECK(6, 8, 0) && !setup.store
        && std::any_of(d->defined.cbegin(), d->defined.cend(),
                       [](const auto &one) { return one.handler.isAsynchronous(); })) {
        return failures(
            {Error::Kind::ActionRequired,
             QCoreApplication::translate(
                 "Tbs",
                 "In the application's own QHttpServer, handlers that return a QFuture need a store below Qt 6.8. "
                 "Give one, return the result itself, or use Tbs::WebhookServer."),
             {}});
    }
    if (auto started = d->startSubscriber(std::move(setup)); !started) {
        return started;
    }
    if (auto attached = attachWebhook(server, d->pathPrefix, d->handler); !attached) {
        d->stop();
        return failures(attached.error());
    }
    d->manageWhenListening(listeningProbe(server));
    return {};
}

SetupResult TopicSubscriptions::setup(WebhookServer &server, WebhookSetup setup)
{
    if (auto started = d->startSubscriber(std::move(setup)); !started) {
        return started;
    }
    if (auto added = server.addHandler(d->pathPrefix, d->handler); !added) {
        d->stop();
        return failures(added.error());
    }
    d->server = &server;
    d->manageWhenListening([ours = QPointer(&server)] { return ours && ours->port() != 0; });
    return {};
}

ManagedSubscriptions *TopicSubscriptions::management() const
{
    return d->management.get();
}

QFuture<Result<void>> TopicSubscriptions::release()
{
    return d->management ? d->management->stop() : readyFuture(Result<void>());
}

QUrl TopicSubscriptions::endpoint(const QString &webhookId) const
{
    QUrl url = d->appUrl;
    auto base = url.path(QUrl::FullyEncoded);
    while (base.endsWith(u'/')) {
        base.chop(1);
    }
    url.setPath(base + QString::fromUtf8(EndpointRouter::path(d->pathPrefix, webhookId)), QUrl::StrictMode);
    return url;
}

void TopicSubscriptions::finish()
{
    if (d->subscriber) {
        d->subscriber->finish();
    }
}

} // namespace Tbs
