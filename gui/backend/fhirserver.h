// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>
#include <Tbs/service/configuration.h>
#include <Tbs/subscription/knownproblems.h>
#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/subscription/subscriptiondifference.h>

#include <QFuture>
#include <QJsonObject>

namespace Tbs::Gui {

/// A Subscription on the server, and whose it is.
struct ServerSubscription
{
    ObservedSubscription observed;
    bool isOurs = false; ///< its endpoint, or what stands for it, is one of ours
    QString webhookId; ///< of the definition that wants it; empty: none does, though it may be ours
};

/// What registering a subscription would do.
struct SubscriptionPreview
{
    QJsonObject resource; ///< exactly what would be sent
    /// What the server has of the same webhook id now; absent: nothing.
    std::optional<ObservedSubscription> actual;
    QJsonObject actualResource; ///< its resource as the server has it; empty: nothing
    QList<SubscriptionDifference> differences; ///< between what would be sent and what is there
    QList<KnownProblem> problems; ///< what will go wrong with such a server
};

/// The FHIR server that a backend is connected with. Everything is asked for by futures, and lives in the window's
/// thread. Errors: ActionRequired when the backend is not running or knows no server, else those of SubscriptionClient.
class FhirServer
{
public:
    FhirServer() = default;
    virtual ~FhirServer() = default;
    Q_DISABLE_COPY_MOVE(FhirServer)

    [[nodiscard]] virtual QFuture<Result<DiscoveredTopics>> topics() = 0;
    [[nodiscard]] virtual QFuture<Result<QList<ServerSubscription>>> subscriptions() = 0;
    /// Changes nothing. BadData: \a subscription has mistakes; the location is the element, the message names all.
    [[nodiscard]] virtual QFuture<Result<SubscriptionPreview>>
    preview(const SubscriptionConfiguration &subscription) = 0;
    /// `$status` of `Subscription/id`.
    [[nodiscard]] virtual QFuture<Result<FetchedStatus>> status(const QString &id) = 0;
    /// `$events`; \a range: both ends included. What comes is only shown, not received.
    [[nodiscard]] virtual QFuture<Result<RecoveredEvents>> events(const QString &id, const NumberRange &range) = 0;
    /// `requested` or `off`, of a Subscription that is not managed here.
    [[nodiscard]] virtual QFuture<Result<ObservedSubscription>> setStatus(const QString &id,
                                                                          SubscriptionStatusCode status) = 0;
    /// Deletes a Subscription that is not managed here.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString &id) = 0;
};

} // namespace Tbs::Gui
