// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicsubscriptions.h"

#include "closablesink_p.h"

#include <Tbs/subscription/serverprofile.h>
#include <Tbs/webhook/attachwebhook.h>
#include <Tbs/webhook/webhookrequesthandler.h>
#include <Tbs/webhook/webhookserver.h>

#include <QCoreApplication>
#include <QPointer>

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

    SetupResult startSubscriber(WebhookSetup setup);
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
    std::unique_ptr<Subscriber> subscriber;
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
    appUrl = setup.appUrl;
    pathPrefix = setup.webhookPathPrefix;
    auto &clock = setup.clock ? *setup.clock : systemClock;
    subscriber =
        std::make_unique<Subscriber>(clock,
                                     SubscriberOptions{.defaults = defaults,
                                                       .server = setup.serverUrl.toString(QUrl::StripTrailingSlash),
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
    return {};
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
    return {};
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
