// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionsurvey_p.h"

namespace Tbs {

SubscriptionSurvey::SubscriptionSurvey(SubscriptionClient &client, const QList<WantedSubscription> &wanted,
                                       const QUrl &pruneBelow, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_looksThroughAll(!pruneBelow.isEmpty())
{
    for (const auto &one : wanted) {
        if (one.subscription.endpoint.isEmpty()) {
            m_looksThroughAll = true;
        } else {
            m_endpoints.append(one.subscription.endpoint);
        }
    }
}

QFuture<Result<QList<ObservedSubscription>>> SubscriptionSurvey::start()
{
    const auto future = m_promise.future();
    if (m_looksThroughAll) {
        whenFinished(m_client.list(), this, [this](const auto &all) { finish(all); });
    } else {
        next();
    }
    return future;
}

void SubscriptionSurvey::next()
{
    if (m_endpoints.isEmpty()) {
        finish(m_found);
        return;
    }
    whenFinished(m_client.findByEndpoint(m_endpoints.takeFirst()), this, [this](const auto &found) {
        if (!found) {
            finish(found);
            return;
        }
        m_found += *found;
        next();
    });
}

void SubscriptionSurvey::finish(Result<QList<ObservedSubscription>> result)
{
    deleteLater();
    m_promise.finish(std::move(result));
}

} // namespace Tbs
