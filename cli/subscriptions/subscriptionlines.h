// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../jsonline.h"

#include <Tbs/service/configuration.h>
#include <Tbs/subscription/subscriptionclient.h>

#include <functional>

/// Subscriptions of a server as JSON.
namespace Tbs::Cli {

/// Whose a Subscription is, as far as a configuration tells.
struct Ownership
{
    bool isKnown = false; ///< whether there is a configuration to tell by
    bool isOurs = false;
    QString webhookId; ///< of the definition; empty for one of ours that no definition wants any more
};

/// Whose each of \a observed is, by its id.
[[nodiscard]] std::function<Ownership(const QString &id)>
ownershipOf(const QList<ObservedSubscription> &observed, const Configuration &configuration, const QDateTime &now);

/// What \a observed is, with its secrets as they stand in it: id, status, topic, filters, channel, endpoint, ...
[[nodiscard]] JsonLine subscriptionLine(const ObservedSubscription &observed, const Ownership &ownership);

/// Why something could not be done: kind and message.
[[nodiscard]] JsonLine failureMembers(const Error &error);

/// The id in `1` or `Subscription/1`.
[[nodiscard]] QString subscriptionId(const QString &reference);

/// \a subscription with `********` instead of the values of its headers and the password of its endpoint.
[[nodiscard]] Subscription withoutSecrets(Subscription subscription);

} // namespace Tbs::Cli
