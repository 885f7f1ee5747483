// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "configurationmapping_p.h"

/// The keys of tbs.yaml, one function a section. A \a node that is null gives the section's defaults.
namespace Tbs {

/// The whole document, also where there are mistakes: what they concern is as by default then.
[[nodiscard]] Configuration readRoot(const ConfigurationNode &node, ConfigurationContext &context);
[[nodiscard]] ServerConfiguration readServer(const ConfigurationNode &node, int line, ConfigurationContext &context);
[[nodiscard]] WebhookConfiguration readWebhook(const ConfigurationNode &node, int line, ConfigurationContext &context);
[[nodiscard]] StoreConfiguration readStore(const ConfigurationNode &node, int line, ConfigurationContext &context);
[[nodiscard]] SubscriptionDefaults readDefaults(const ConfigurationNode &node, int line, ConfigurationContext &context);
/// The long form of `manageSubscriptions`.
[[nodiscard]] ManagementConfiguration readManagement(const ConfigurationNode &node, int line,
                                                     ConfigurationContext &context);
/// The long form of `handleDeliveryErrors`.
[[nodiscard]] DeliveryErrorConfiguration readDeliveryErrors(const ConfigurationNode &node, int line,
                                                            ConfigurationContext &context);
/// Also validates the definitions, in the light of \a defaults.
[[nodiscard]] QList<SubscriptionConfiguration> readSubscriptions(ConfigurationMapping &root,
                                                                 ConfigurationContext &context);

} // namespace Tbs
