// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionplan.h"

#include <Tbs/support/futures.h>

namespace Tbs {

/// Finds on the server what may be ours. Deletes itself when it is done.
class SubscriptionSurvey : public QObject
{
public:
    /// \a client has to outlive this.
    SubscriptionSurvey(SubscriptionClient &client, const QList<WantedSubscription> &wanted, const QUrl &pruneBelow,
                       QObject *parent);

    /// Once. Each endpoint is searched for; but all Subscriptions are looked through when something without an endpoint
    /// is wanted, or something is to be pruned.
    [[nodiscard]] QFuture<Result<QList<ObservedSubscription>>> start();

private:
    void next();
    void finish(Result<QList<ObservedSubscription>> result);

    SubscriptionClient &m_client;
    QList<QUrl> m_endpoints; ///< still to be searched for
    bool m_looksThroughAll;
    QList<ObservedSubscription> m_found;
    SharedPromise<Result<QList<ObservedSubscription>>> m_promise;
};

} // namespace Tbs
