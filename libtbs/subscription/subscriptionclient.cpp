// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionclient.h"

#include "subscriptionoperations_p.h"
#include "subscriptionresources_p.h"

namespace Tbs {

class SubscriptionClient::Private
{
public:
    Private(FhirClient &fhirClient, FhirVersion fhirVersion, ServerProfile serverProfile)
        : client(fhirClient)
        , version(fhirVersion)
        , profile(std::move(serverProfile))
        , resources(client, codecFor(version), profile)
        , operations(client, codecFor(version), profile)
    {
    }

    FhirClient &client;
    FhirVersion version;
    ServerProfile profile;
    SubscriptionResources resources;
    SubscriptionOperations operations;
};

SubscriptionClient::SubscriptionClient(FhirClient &client, FhirVersion version, ServerProfile profile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(client, version, std::move(profile)))
{
}

SubscriptionClient::~SubscriptionClient() = default;

FhirClient &SubscriptionClient::client() const
{
    return d->client;
}

FhirVersion SubscriptionClient::version() const
{
    return d->version;
}

const ServerProfile &SubscriptionClient::profile() const
{
    return d->profile;
}

bool SubscriptionClient::supportsUpdate() const
{
    return d->resources.supportsUpdate();
}

QFuture<Result<QList<ObservedSubscription>>> SubscriptionClient::list(const QUrlQuery &parameters)
{
    return d->resources.list(parameters);
}

QFuture<Result<QList<ObservedSubscription>>> SubscriptionClient::findByEndpoint(const QUrl &endpoint)
{
    return d->resources.findByEndpoint(endpoint);
}

QFuture<Result<ObservedSubscription>> SubscriptionClient::read(const QString &id)
{
    return d->resources.read(id);
}

QJsonObject SubscriptionClient::resourceFor(const Subscription &subscription) const
{
    return d->resources.resourceFor(subscription);
}

QFuture<Result<ObservedSubscription>> SubscriptionClient::create(const Subscription &subscription)
{
    return d->resources.create(subscription);
}

QFuture<Result<ObservedSubscription>> SubscriptionClient::update(const Subscription &subscription)
{
    return d->resources.update(subscription);
}

QFuture<Result<ObservedSubscription>> SubscriptionClient::setStatus(const QString &id, SubscriptionStatusCode status)
{
    return d->resources.setStatus(id, status);
}

QFuture<Result<void>> SubscriptionClient::remove(const QString &id)
{
    return d->resources.remove(id);
}

QFuture<Result<FetchedStatus>> SubscriptionClient::status(const QString &id)
{
    return d->operations.status(id);
}

QFuture<Result<RecoveredEvents>> SubscriptionClient::events(const QString &id, const NumberRange &range,
                                                            std::optional<PayloadContent> content)
{
    return d->operations.events(id, range, content);
}

QFuture<Result<WebSocketBinding>> SubscriptionClient::webSocketBinding(const QStringList &ids)
{
    return d->operations.webSocketBinding(ids);
}

} // namespace Tbs
