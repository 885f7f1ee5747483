// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionregistrar.h"

#include <Tbs/support/futures.h>

namespace Tbs {

/// Turns off or deletes Subscriptions, one after the other. Deletes itself when it is done.
class SubscriptionRemoval : public QObject
{
public:
    /// \a client has to outlive this.
    SubscriptionRemoval(SubscriptionClient &client, RemovalPolicy policy, QStringList ids, QObject *parent);

    /// Once. What is gone already (404, 410) is a success. \return the first error, after all have been tried.
    [[nodiscard]] QFuture<Result<void>> start();

private:
    void next();
    void remove(const QString &id);
    void turnOff(const QString &id);
    void onDone(const Result<void> &result);

    SubscriptionClient &m_client;
    RemovalPolicy m_policy;
    QStringList m_ids; ///< still to be removed
    Result<void> m_result;
    SharedPromise<Result<void>> m_promise;
};

} // namespace Tbs
