// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationsections_p.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr std::array<std::pair<QLatin1StringView, RemovalPolicy>, 3> removalPolicies{{
    {"keep"_L1, RemovalPolicy::Keep},
    {"off"_L1, RemovalPolicy::Off},
    {"delete"_L1, RemovalPolicy::Delete},
}};

/// Who writes the details wants the whole, unless `enabled` says otherwise.
bool readEnabled(ConfigurationMapping &mapping)
{
    const auto enabled = mapping.boolean(u"enabled"_s);
    return enabled.value_or(!mapping.has(u"enabled"_s));
}

} // namespace

ManagementConfiguration readManagement(const ConfigurationNode &node, int line, ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, u"manageSubscriptions"_s, line, context);
    ManagementConfiguration management{.enabled = readEnabled(mapping)};
    management.atShutdown = mapping.code(u"atShutdown"_s, removalPolicies).value_or(management.atShutdown);
    management.prune = mapping.boolean(u"prune"_s).value_or(management.prune);
    management.renewBefore = mapping.duration(u"renewBefore"_s, 1min, 24h * 30).value_or(management.renewBefore);
    return management;
}

DeliveryErrorConfiguration readDeliveryErrors(const ConfigurationNode &node, int line, ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, u"handleDeliveryErrors"_s, line, context);
    DeliveryErrorConfiguration errors{.enabled = readEnabled(mapping)};
    errors.heartbeatTolerance = mapping.duration(u"heartbeatTolerance"_s, 0ms, 1h).value_or(errors.heartbeatTolerance);
    errors.statusPeriod = mapping.duration(u"statusPeriod"_s, 1s, 24h).value_or(errors.statusPeriod);
    if (const auto attempts = mapping.integer(u"reactivationAttempts"_s, 0, 1000)) {
        errors.reactivationAttempts = static_cast<int>(*attempts);
    }
    return errors;
}

} // namespace Tbs
