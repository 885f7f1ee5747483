// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionplan.h"

#include <Tbs/support/futures.h>

#include <QMap>

namespace Tbs {

/// What was found.
struct SurveyedSubscriptions
{
    QList<ObservedSubscription> observed;
    QMap<QString, Error> unread; ///< by id: nobody knows whether they are there
};

/// Finds on the server what may be ours. Deletes itself when it is done.
class SubscriptionSurvey : public QObject
{
public:
    /// \a knownIds: of Subscriptions that were there before. What the search does not show of them is read: some
    /// servers search nothing, and some search what was a while ago. What is gone is not found. \a client has to
    /// outlive this.
    SubscriptionSurvey(SubscriptionClient &client, const QList<WantedSubscription> &wanted, const QUrl &pruneBelow,
                       const QStringList &knownIds, QObject *parent);

    /// Once. Each endpoint is searched for; but all Subscriptions are looked through when something without an endpoint
    /// is wanted, or something is to be pruned.
    [[nodiscard]] QFuture<Result<SurveyedSubscriptions>> start();

private:
    void next();
    void onSearched(const Result<QList<ObservedSubscription>> &found);
    void readNext();
    void finish(Result<SurveyedSubscriptions> result);

    SubscriptionClient &m_client;
    QList<QUrl> m_endpoints; ///< still to be searched for
    bool m_looksThroughAll;
    QStringList m_knownIds; ///< still to be read, unless they are found
    SurveyedSubscriptions m_found;
    SharedPromise<Result<SurveyedSubscriptions>> m_promise;
};

/// For who has to know of all: what could not be read is an error.
[[nodiscard]] Result<QList<ObservedSubscription>> allObserved(const Result<SurveyedSubscriptions> &found);

} // namespace Tbs
