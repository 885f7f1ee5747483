// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionclient.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/futures.h>

#include <functional>

namespace Tbs {

/// The Subscription resources of a server: search, read, create, update, delete. What SubscriptionClient says of them
/// holds here.
class SubscriptionResources : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::SubscriptionResources)

public:
    using Observed = Result<ObservedSubscription>;
    using ObservedList = Result<QList<ObservedSubscription>>;

    /// \a client has to outlive this.
    SubscriptionResources(FhirClient &client, const Codec &codec, const ServerProfile &profile);

    [[nodiscard]] QFuture<ObservedList> list(const QUrlQuery &parameters);
    [[nodiscard]] QFuture<ObservedList> findByEndpoint(const QUrl &endpoint);
    [[nodiscard]] QFuture<Observed> read(const QString &id);
    [[nodiscard]] QFuture<Observed> create(Subscription subscription);
    [[nodiscard]] QFuture<Observed> update(const Subscription &subscription);
    [[nodiscard]] QFuture<Observed> setStatus(const QString &id, SubscriptionStatusCode status);
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id);
    [[nodiscard]] QJsonObject resourceFor(const Subscription &subscription) const;
    [[nodiscard]] bool supportsUpdate() const { return m_supportsUpdate; }

private:
    struct Creation
    {
        Subscription wanted;
        bool isConditional;
        SharedPromise<Observed> promise;
    };
    struct Modification
    {
        QString id;
        /// What to send instead of what the server has now.
        std::function<Subscription(const Subscription &)> change;
        int attempts;
        bool isRead; ///< just now: it is there
        SharedPromise<Observed> promise;
    };

    [[nodiscard]] Observed observe(const QJsonObject &resource) const;
    [[nodiscard]] Observed observe(const FhirResponse &response) const;

    void send(const Creation &creation);
    void sendUnconditionally(Creation creation);
    void onAnswered(const Creation &creation, const FhirResponse &response);
    void adopt(const Creation &creation, const FhirResponse &response);
    void accept(const Creation &creation, int status, Observed observed);
    void adoptMatch(const Creation &creation, const FhirResponse &response);
    void lookFor(const Creation &creation, const FhirResponse &response);

    void change(const Modification &modification);
    void put(const Modification &modification, const Subscription &subscription);
    void onAnswered(const Modification &modification, const FhirResponse &response);

    FhirClient &m_client;
    const Codec &m_codec;
    FilterDialect m_dialect;
    bool m_wantsR5Elements;
    bool m_supportsUpdate;
    bool m_createsConditionally; ///< as the profile says, until the server shows that it does not
};

} // namespace Tbs
