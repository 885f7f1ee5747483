// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "restrequest_p.h"
#include "sandboxendpoint_p.h"

namespace Tbs {

/// $status, $events and $get-ws-binding-token, by GET or POST, as far as the wire profile has them.
/// \return nothing for an operation that is not there.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT std::optional<HttpResponse>
handleSubscriptionOperation(SandboxEndpoint &endpoint, const RestRequest &request, const QString &operation);

} // namespace Tbs
