// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fhirserver.h"

#include <Tbs/service/receiverservice.h>

#include <QObject>

#include <memory>

namespace Tbs::Gui {

/// What FhirServer asks for, in the thread of the receiver.
class ServerRequests : public QObject
{
    Q_OBJECT

public:
    /// \a service and \a clock must outlive this. \a configuration: as the service uses it.
    ServerRequests(const ReceiverService &service, Configuration configuration, const Clock &clock,
                   QObject *parent = nullptr);
    ~ServerRequests() override;

    void setConfiguration(const Configuration &configuration) { m_configuration = configuration; }

    [[nodiscard]] QFuture<Result<DiscoveredTopics>> topics();
    [[nodiscard]] QFuture<Result<QList<ServerSubscription>>> subscriptions();
    [[nodiscard]] QFuture<Result<SubscriptionPreview>> preview(const SubscriptionConfiguration &subscription);
    [[nodiscard]] QFuture<Result<FetchedStatus>> status(const QString &id);
    [[nodiscard]] QFuture<Result<RecoveredEvents>> events(const QString &id, const NumberRange &range);
    [[nodiscard]] QFuture<Result<ObservedSubscription>> setStatus(const QString &id, SubscriptionStatusCode status);
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id);

private:
    using Client = SubscriptionClient;

    /// The client that the receiver uses, or one of our own where it uses none; when the version is known.
    [[nodiscard]] QFuture<Result<Client *>> client();
    [[nodiscard]] Client *ownClient(FhirVersion version);
    /// Calls \a ask when there is a client.
    template <typename T, typename Ask> [[nodiscard]] QFuture<Result<T>> withClient(Ask ask);
    [[nodiscard]] SubscriptionPreview previewOf(const Client &client, const Subscription &wanted) const;
    [[nodiscard]] QList<ServerSubscription> marked(const QList<ObservedSubscription> &observed) const;
    [[nodiscard]] QString registeredId(const QString &webhookId) const;

    const ReceiverService &m_service;
    Configuration m_configuration;
    const Clock &m_clock;
    std::unique_ptr<SubscriptionClient> m_ownClient;
};

} // namespace Tbs::Gui
