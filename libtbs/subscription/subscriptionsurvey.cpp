// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionsurvey_p.h"

#include <algorithm>

namespace Tbs {

SubscriptionSurvey::SubscriptionSurvey(SubscriptionClient &client, const QList<WantedSubscription> &wanted,
                                       const QUrl &pruneBelow, const QStringList &knownIds, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_looksThroughAll(!pruneBelow.isEmpty())
    , m_knownIds(knownIds)
{
    for (const auto &one : wanted) {
        if (one.isSuspended) {
            continue;
        }
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
        whenFinished(m_client.list(), this, [this](const auto &all) { onSearched(all); });
    } else {
        next();
    }
    return future;
}

void SubscriptionSurvey::next()
{
    if (m_endpoints.isEmpty()) {
        readNext();
        return;
    }
    whenFinished(m_client.findByEndpoint(m_endpoints.takeFirst()), this,
                 [this](const auto &found) { onSearched(found); });
}

void SubscriptionSurvey::onSearched(const Result<QList<ObservedSubscription>> &found)
{
    if (!found) {
        finish(found);
        return;
    }
    m_found += *found;
    next();
}

void SubscriptionSurvey::readNext()
{
    m_knownIds.removeIf([this](const QString &id) {
        return std::ranges::any_of(m_found, [&id](const auto &found) { return found.subscription.id == id; });
    });
    if (m_knownIds.isEmpty()) {
        finish(m_found);
        return;
    }
    whenFinished(m_client.read(m_knownIds.takeFirst()), this, [this](const Result<ObservedSubscription> &read) {
        if (read) {
            m_found.append(*read);
        } else if (!read.error().isGone()) {
            finish(failure(read.error()));
            return;
        }
        readNext();
    });
}

void SubscriptionSurvey::finish(Result<QList<ObservedSubscription>> result)
{
    deleteLater();
    m_promise.finish(std::move(result));
}

} // namespace Tbs
