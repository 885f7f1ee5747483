// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "topicrepository_p.h"
#include "wireprofile_p.h"

#include <Tbs/support/issue.h>

namespace Tbs {

/// A Subscription that the server can serve, with what it needs for that.
struct TBS_SANDBOX_AUTOTEST_EXPORT ValidSubscription
{
    Subscription value;
    std::shared_ptr<const SandboxTopic> topic;
    SubscriptionFilter filter;
    bool isInert = false; ///< it stays `requested`
    bool failsAtOnce = false; ///< it goes into `error` instead of a handshake
};

/// Why a Subscription is refused: at least one issue.
using Refusal = tl::unexpected<QList<Issue>>;

/// Checks \a resource as a client sent it: "servers SHALL reject unsupported channel, content level, filter or topic".
/// Where the client left things open, the server's choice is in the result.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT tl::expected<ValidSubscription, QList<Issue>>
validateSubscription(FhirVersion version, const QJsonObject &resource, const TopicRepository &topics,
                     const WireProfile &profile, const QDateTime &now);

} // namespace Tbs
