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

QFuture<Result<SurveyedSubscriptions>> SubscriptionSurvey::start()
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
        finish(failure(found.error()));
        return;
    }
    m_found.observed += *found;
    next();
}

void SubscriptionSurvey::readNext()
{
    m_knownIds.removeIf([this](const QString &id) {
        return std::ranges::any_of(m_found.observed, [&id](const auto &found) { return found.subscription.id == id; });
    });
    if (m_knownIds.isEmpty()) {
        finish(m_found);
        return;
    }
    const auto id = m_knownIds.takeFirst();
    whenFinished(m_client.read(id), this, [this, id](const Result<ObservedSubscription> &read) {
        if (read) {
            m_found.observed.append(*read);
        } else if (!read.error().isGone()) {
            m_found.unread.insert(id, read.error());
        }
        readNext();
    });
}

void SubscriptionSurvey::finish(Result<SurveyedSubscriptions> result)
{
    deleteLater();
    m_promise.finish(std::move(result));
}

Result<QList<ObservedSubscription>> allObserved(const Result<SurveyedSubscriptions> &found)
{
    if (!found) {
        return failure(found.error());
    }
    if (!found->unread.isEmpty()) {
        return failure(found->unread.first());
    }
    return found->observed;
}

} // namespace Tbs
