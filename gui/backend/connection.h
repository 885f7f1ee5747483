// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

#include <QStringList>

namespace Tbs::Gui {

/// A FHIR server and what is wanted from it, as the operator saves it.
struct Connection
{
    enum class Server {
        Configured, ///< that of the configuration
        Sandbox, ///< one in this process, which the backend starts; the configuration's base URL counts for nothing
    };

    QString id; ///< identifies it for ever, whatever its name
    QString name; ///< for people
    Server server = Server::Configured;
    /// All that a tbs.yaml says. Where store.path is empty the backend has a place of its own for each connection.
    Configuration configuration;
    /// The webhook ids of those subscriptions that the operator has turned off for the time being.
    QStringList suspended;

    friend bool operator==(const Connection &, const Connection &) = default;
};

/// Puts \a subscription in the place of the one with its webhook id, or behind all others.
void setSubscription(Configuration &configuration, const SubscriptionConfiguration &subscription);
void removeSubscription(Configuration &configuration, const QString &webhookId);

} // namespace Tbs::Gui
