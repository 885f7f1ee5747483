// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionremoval_p.h"

namespace Tbs {

SubscriptionRemoval::SubscriptionRemoval(SubscriptionClient &client, RemovalPolicy policy, QStringList ids,
                                         QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_policy(policy)
    , m_ids(std::move(ids))
{
}

QFuture<Result<void>> SubscriptionRemoval::start()
{
    const auto future = m_promise.future();
    if (m_policy == RemovalPolicy::Keep) {
        m_ids.clear();
    }
    next();
    return future;
}

void SubscriptionRemoval::next()
{
    if (m_ids.isEmpty()) {
        deleteLater();
        m_promise.finish(m_result);
        return;
    }
    const auto id = m_ids.takeFirst();
    if (m_policy == RemovalPolicy::Delete || !m_client.supportsUpdate()) {
        remove(id);
    } else {
        turnOff(id);
    }
}

void SubscriptionRemoval::remove(const QString &id)
{
    whenFinished(m_client.remove(id), this, [this](const Result<void> &removed) { onDone(removed); });
}

void SubscriptionRemoval::turnOff(const QString &id)
{
    whenFinished(m_client.setStatus(id, SubscriptionStatusCode::Off), this,
                 [this, id](const Result<ObservedSubscription> &off) {
                     if (!off && off.error().isGone()) {
                         onDone({});
                     } else if (!off && !m_client.supportsUpdate()) { // which it has learnt by that
                         remove(id);
                     } else {
                         onDone(off.map([](const ObservedSubscription &) {}));
                     }
                 });
}

void SubscriptionRemoval::onDone(const Result<void> &result)
{
    if (m_result) {
        m_result = result;
    }
    next();
}

} // namespace Tbs
