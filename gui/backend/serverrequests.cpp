// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serverrequests.h"

#include "joinederrors.h"

#include <Tbs/client/servercapabilities.h>
#include <Tbs/service/headerjudgement.h>
#include <Tbs/service/managedsubscriptions.h>
#include <Tbs/service/wantedsubscriptions.h>
#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

template <typename T> QFuture<Result<T>> failed(const Error &error)
{
    return readyFuture(Result<T>(tl::unexpected(error)));
}

} // namespace

ServerRequests::ServerRequests(const ReceiverService &service, Configuration configuration, const Clock &clock,
                               QObject *parent)
    : QObject(parent)
    , m_service(service)
    , m_configuration(std::move(configuration))
    , m_clock(clock)
{
}

ServerRequests::~ServerRequests() = default;

SubscriptionClient *ServerRequests::ownClient(FhirVersion version)
{
    if (!m_ownClient) {
        auto profile = serverProfile(m_configuration.server.profile).value_or(ServerProfile());
        m_ownClient = std::make_unique<SubscriptionClient>(*m_service.fhirClient(), version, std::move(profile));
    }
    return m_ownClient.get();
}

QFuture<Result<SubscriptionClient *>> ServerRequests::client()
{
    auto *fhirClient = m_service.fhirClient();
    if (fhirClient == nullptr) {
        return failed<Client *>({Error::Kind::ActionRequired,
                                 tr("This connection has no FHIR server. Set its base URL on the page Connections."),
                                 {}});
    }
    const auto *management = m_service.management();
    if (management != nullptr && management->client() != nullptr) {
        return readyFuture(Result<Client *>(management->client()));
    }
    if (m_configuration.fhirVersion) {
        return readyFuture(Result<Client *>(ownClient(*m_configuration.fhirVersion)));
    }
    const SharedPromise<Result<Client *>> promise;
    whenFinished(fetchServerCapabilities(*fhirClient), this,
                 [this, promise](const Result<ServerCapabilities> &capabilities) {
                     if (!capabilities) {
                         promise.finish(tl::unexpected(capabilities.error()));
                     } else if (!capabilities->fhirVersion) {
                         promise.finish(failure(Error::Kind::ActionRequired,
                                                tr("The server speaks FHIR %1, which is none of R4, R4B and R5.")
                                                    .arg(capabilities->fhirVersionText)));
                     } else {
                         promise.finish(ownClient(*capabilities->fhirVersion));
                     }
                 });
    return promise.future();
}

template <typename T, typename Ask> QFuture<Result<T>> ServerRequests::withClient(Ask ask)
{
    const SharedPromise<Result<T>> promise;
    whenFinished(client(), this, [this, promise, ask = std::move(ask)](const Result<Client *> &client) {
        if (!client) {
            promise.finish(tl::unexpected(client.error()));
            return;
        }
        whenFinished(ask(**client), this, [promise](const Result<T> &result) { promise.finish(result); });
    });
    return promise.future();
}

QFuture<Result<DiscoveredTopics>> ServerRequests::topics()
{
    return withClient<DiscoveredTopics>(
        [](Client &client) { return discoverTopics(client.client(), client.version()); });
}

QFuture<Result<QList<ServerSubscription>>> ServerRequests::subscriptions()
{
    using Subscriptions = QList<ServerSubscription>;
    return withClient<Subscriptions>([this](Client &client) {
        const SharedPromise<Result<Subscriptions>> promise;
        whenFinished(client.list(), this, [this, promise](const Result<QList<ObservedSubscription>> &observed) {
            promise.finish(observed.map([this](const auto &list) { return marked(list); }));
        });
        return promise.future();
    });
}

QList<ServerSubscription> ServerRequests::marked(const QList<ObservedSubscription> &observed) const
{
    const auto ours = ownSubscriptions(m_configuration, observed, m_clock.now());
    QList<ServerSubscription> list;
    for (const auto &one : observed) {
        const auto own = ours.constFind(one.subscription.id);
        list.append({one, own != ours.constEnd(), own != ours.constEnd() ? own.value() : QString()});
    }
    return list;
}

QString ServerRequests::registeredId(const QString &webhookId) const
{
    const auto *management = m_service.management();
    const auto *registrar = management != nullptr ? management->registrar() : nullptr;
    const auto known = registrar != nullptr ? registrar->subscription(webhookId) : std::nullopt;
    return known ? known->id : QString();
}

SubscriptionPreview ServerRequests::previewOf(const Client &client, const Subscription &wanted) const
{
    SubscriptionPreview preview;
    preview.resource = client.resourceFor(wanted);
    preview.problems = problemsWith(wanted, client.profile(), client.version());
    return preview;
}

QFuture<Result<SubscriptionPreview>> ServerRequests::preview(const SubscriptionConfiguration &subscription)
{
    const auto definition = withDefaults(subscription.definition, m_configuration.defaults);
    if (const auto mistakes = validate({definition}, m_clock.now()); !mistakes.isEmpty()) {
        return failed<SubscriptionPreview>(joinedErrors(mistakes));
    }
    const auto judged = judgeHeaders(subscription, m_configuration, processEnvironment);
    if (!judged.mistakes.isEmpty()) {
        return failed<SubscriptionPreview>(joinedErrors(judged.mistakes));
    }
    const auto wanted = requestedSubscription(definition, m_service.publicEndpoint(definition.webhookId),
                                              subscriptionHeaders(m_configuration.webhook, judged.subscription));
    return withClient<SubscriptionPreview>([this, wanted, id = registeredId(definition.webhookId)](Client &client) {
        auto preview = previewOf(client, wanted);
        if (id.isEmpty()) {
            return readyFuture(Result<SubscriptionPreview>(preview));
        }
        const SharedPromise<Result<SubscriptionPreview>> promise;
        whenFinished(client.read(id), this, [promise, preview, wanted](const Result<ObservedSubscription> &actual) {
            auto complete = preview;
            if (actual) {
                complete.actual = *actual;
                complete.actualResource = actual->subscription.raw;
                complete.differences = compareSubscriptions(wanted, actual->subscription);
            }
            promise.finish(complete);
        });
        return promise.future();
    });
}

QFuture<Result<FetchedStatus>> ServerRequests::status(const QString &id)
{
    return withClient<FetchedStatus>([id](Client &client) { return client.status(id); });
}

QFuture<Result<RecoveredEvents>> ServerRequests::events(const QString &id, const NumberRange &range)
{
    return withClient<RecoveredEvents>([this, id, range](Client &client) {
        const SharedPromise<Result<RecoveredEvents>> promise;
        // Some servers want to be told the content level that the Subscription has anyway.
        whenFinished(client.read(id), this, [this, &client, promise, id, range](const auto &read) {
            const auto content = read ? read->subscription.content : std::optional<PayloadContent>();
            whenFinished(client.events(id, range, content), this,
                         [promise](const Result<RecoveredEvents> &events) { promise.finish(events); });
        });
        return promise.future();
    });
}

QFuture<Result<ObservedSubscription>> ServerRequests::setStatus(const QString &id, SubscriptionStatusCode status)
{
    return withClient<ObservedSubscription>([id, status](Client &client) { return client.setStatus(id, status); });
}

QFuture<Result<void>> ServerRequests::remove(const QString &id)
{
    return withClient<void>([id](Client &client) { return client.remove(id); });
}

} // namespace Tbs::Gui
