// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxserver.h"

#include "fhirrestservice_p.h"
#include "sandboxcontrol_p.h"
#include "sandboxversion_p.h"

#include <Tbs/support/logging.h>
#include <Tbs/webhook/httplistener.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QNetworkReply>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

class SandboxServer::Private
{
public:
    Private(SandboxServer &server, Clock &clock)
        : context(clock)
        , control(server)
    {
    }

    /// One version of FHIR.
    struct Part
    {
        SandboxEndpoint endpoint;
        FhirRestService rest;

        Part(SandboxContext &context, FhirVersion version)
            : endpoint(context, version)
            , rest(endpoint)
        {
        }
        Q_DISABLE_COPY_MOVE(Part)
    };

    [[nodiscard]] Part &part(FhirVersion version) { return *parts.at(static_cast<size_t>(version)); }
    [[nodiscard]] HttpResponse handle(const HttpRequest &request);

    SandboxContext context;
    std::array<std::unique_ptr<Part>, 3> parts; ///< in the order of FhirVersion
    SandboxControl control;
    std::unique_ptr<HttpListener> listener;
};

namespace {

constexpr std::array versions{FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5};

QJsonObject samplePatient()
{
    return {{u"resourceType"_s, u"Patient"_s},
            {u"id"_s, u"example"_s},
            {u"active"_s, true},
            {u"name"_s, QJsonArray{QJsonObject{{u"family"_s, u"Example"_s}, {u"given"_s, QJsonArray{u"Eve"_s}}}}}};
}

QJsonObject stateOf(SandboxEndpoint &endpoint, const SandboxSubscription &subscription)
{
    const auto &value = subscription.value();
    const auto sockets = endpoint.context().webSockets.boundSockets({endpoint.version(), value.id});
    return {{u"id"_s, value.id},
            {u"channelType"_s, value.channelType},
            {u"boundWebSockets"_s, sockets.size()},
            {u"status"_s, toCode(subscription.status())},
            {u"topic"_s, value.topic},
            {u"endpoint"_s, value.endpoint.toString()},
            {u"eventsSinceSubscriptionStart"_s, static_cast<qint64>(subscription.eventCount())},
            {u"waitingEvents"_s, static_cast<qint64>(subscription.waitingEvents())},
            {u"failures"_s, subscription.failures()},
            {u"error"_s, subscription.errorText()}};
}

QJsonObject stateOf(SandboxEndpoint &endpoint)
{
    QJsonArray subscriptions;
    for (const auto *subscription : endpoint.subscriptions().all()) {
        subscriptions.append(stateOf(endpoint, *subscription));
    }
    return {{u"version"_s, toCode(endpoint.version())},
            {u"baseUrl"_s, endpoint.baseUrl()},
            {u"webSocketUrl"_s, endpoint.webSocketUrl().toString()},
            {u"resources"_s, static_cast<qint64>(endpoint.resources().size())},
            {u"topics"_s, QJsonArray::fromStringList(endpoint.topics().urls())},
            {u"subscriptions"_s, subscriptions}};
}

} // namespace

HttpResponse SandboxServer::Private::handle(const HttpRequest &request)
{
    const auto first = pathSegments(request.path).value(0);
    if (first == "$sandbox"_L1) {
        return control.handle(request);
    }
    for (const auto version : versions) {
        if (first == toCode(version).toLower()) {
            return part(version).rest.handle(request);
        }
    }
    return outcomeResponse(404, u"not-found"_s,
                           QCoreApplication::translate("Tbs", "the FHIR servers are at /r4, /r4b and /r5"));
}

SandboxServer::SandboxServer(Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, clock))
{
    for (const auto version : versions) {
        auto part = std::make_unique<Private::Part>(d->context, version);
        const auto added = part->endpoint.topics().addBuiltIn(clock.now());
        Q_ASSERT_X(added, Q_FUNC_INFO, "the built-in topics are those of this library");
        std::ignore = part->endpoint.putResource(samplePatient());
        connect(&part->endpoint.subscriptions(), &SubscriptionManager::statusChanged, this,
                [this](const QString &id, SubscriptionStatusCode status) {
                    Q_EMIT subscriptionStatusChanged(id, toCode(status));
                });
        connect(&part->endpoint.subscriptions(), &SubscriptionManager::delivered, this,
                [this](const QString &id, NotificationType type, int status) {
                    Q_EMIT delivered(id, toCode(type), status);
                });
        d->parts.at(static_cast<size_t>(version)) = std::move(part);
    }
    d->context.webSockets.setHandshakeWriter([this](const BoundSubscription &bound) -> std::optional<QByteArray> {
        const auto *subscription = d->part(bound.version).endpoint.subscriptions().find(bound.id);
        return subscription ? std::optional(subscription->handshake()) : std::nullopt;
    });
}

SandboxServer::~SandboxServer()
{
    if (d->listener) {
        // The requests in hand would be answered in this thread, which is here.
        d->listener->close(std::chrono::milliseconds(0));
    }
}

Result<void> SandboxServer::listen(const SandboxOptions &options)
{
    auto profile = loadWireProfile(options.wireProfile);
    if (!profile) {
        return failure(profile.error());
    }
    auto listener = std::make_unique<HttpListener>([this](HttpRequest request, const HttpReply &reply) {
        QMetaObject::invokeMethod(this,
                                  [this, request = std::move(request), reply] { reply.send(d->handle(request)); });
    });
    const auto listening = listener->listen({.address = options.address, .port = options.port});
    if (!listening) {
        return failure(listening.error());
    }
    if (profile->webSocket.isAvailable()) {
        const auto webSockets = d->context.webSockets.listen(options.address, options.webSocketPort);
        if (!webSockets) {
            return failure(webSockets.error());
        }
    }
    d->listener = std::move(listener);
    d->context.profile = *std::move(profile);
    d->context.faults.setSeed(options.seed);
    d->context.retainedEvents = options.retainedEvents;
    for (const auto version : versions) {
        d->part(version).endpoint.setBaseUrl(baseUrl(version).toString());
    }
    qCInfo(logSandbox) << "The sandbox listens on port" << port() << "with the wire profile" << options.wireProfile;
    return {};
}

quint16 SandboxServer::port() const
{
    return d->listener ? d->listener->port() : 0;
}

QUrl SandboxServer::baseUrl(FhirVersion version) const
{
    QUrl url;
    url.setScheme(u"http"_s);
    const auto address = d->listener ? d->listener->address() : QHostAddress(QHostAddress::LocalHost);
    const auto isAny =
        address == QHostAddress::Any || address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6;
    url.setHost(isAny ? u"127.0.0.1"_s : address.toString());
    url.setPort(port());
    url.setPath(u'/' + toCode(version).toLower());
    return url;
}

SandboxFaults SandboxServer::faults() const
{
    return d->context.faults.faults();
}

void SandboxServer::setFaults(const SandboxFaults &faults)
{
    d->context.faults.setFaults(faults);
}

QString SandboxServer::sampleTopic()
{
    return u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s;
}

Result<void> SandboxServer::addTopic(const QJsonObject &r5Topic)
{
    for (const auto version : versions) {
        auto added = d->part(version).endpoint.topics().add(r5Topic, d->context.clock.now());
        if (!added) {
            return added;
        }
    }
    return {};
}

Result<QString> SandboxServer::putResource(FhirVersion version, const QJsonObject &resource)
{
    const auto type = resource.value("resourceType"_L1).toString();
    if (type == "Subscription"_L1 || type == "SubscriptionTopic"_L1) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "subscriptions are created by POST, topics by addTopic()"),
                       u"resourceType"_s);
    }
    return d->part(version).endpoint.putResource(resource).map(localReference);
}

QString SandboxServer::fireSampleEvent(FhirVersion version)
{
    return putResource(version, sandboxVersion(version).sampleEncounter).value_or(QString());
}

void SandboxServer::resetCounters()
{
    for (const auto version : versions) {
        for (auto *subscription : d->part(version).endpoint.subscriptions().all()) {
            subscription->resetCounters();
        }
    }
}

void SandboxServer::sendHeartbeats()
{
    for (const auto version : versions) {
        for (auto *subscription : d->part(version).endpoint.subscriptions().all()) {
            subscription->sendHeartbeat();
        }
    }
}

void SandboxServer::closeWebSockets()
{
    d->context.webSockets.closeAll();
}

QJsonObject SandboxServer::state() const
{
    QJsonArray parts;
    for (const auto version : versions) {
        parts.append(stateOf(d->part(version).endpoint));
    }
    const auto posts = d->context.network.findChildren<QNetworkReply *>();
    const auto unanswered =
        std::count_if(posts.begin(), posts.end(), [](const auto *post) { return post->isRunning(); });
    return {{u"wireProfile"_s, d->context.profile.name},
            {u"unansweredNotifications"_s, unanswered},
            {u"faults"_s, toJson(d->context.faults.faults())},
            {u"versions"_s, parts}};
}

} // namespace Tbs
