// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/store/records.h>
#include <Tbs/subscription/serverprofile.h>
#include <Tbs/subscription/subscriptiondifference.h>
#include <Tbs/subscription/subscriptionhealth.h>

namespace Tbs::Gui {

/// One of our subscriptions: what is wanted, what the server has, and how it does. A copyable value.
struct ManagedSubscription
{
    /// What is wanted, with the defaults filled in; its definition.webhookId identifies it.
    SubscriptionConfiguration wanted;
    /// The operator has turned it off for the time being.
    bool suspended = false;
    /// What the server has; absent: nothing, or it is not known. Header values are as the server shows them: mask them.
    std::optional<Subscription> registered;
    /// Empty while nothing has arrived and nothing is registered.
    SubscriptionKey key;
    /// State and reason of the status light. Where nothing watches over the delivery: by what has arrived.
    SubscriptionHealth health;
    SubscriptionFacts facts;
    /// Elements that the server insists upon.
    QList<SubscriptionDifference> altered;
    /// What is known to go wrong with such a server.
    QList<KnownProblem> knownProblems;
    /// Why it could not be registered, or how its channel broke; absent: it did not.
    std::optional<Error> error;

    [[nodiscard]] const QString &webhookId() const { return wanted.definition.webhookId; }
};

} // namespace Tbs::Gui
