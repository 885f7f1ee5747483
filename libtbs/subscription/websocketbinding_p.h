// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionclient.h"

#include <QJsonObject>

namespace Tbs {

/// Reads the answer of `$get-ws-binding-token`. \return BadData when there is no token or no address for it.
/// https://hl7.org/fhir/R5/subscription-operation-get-ws-binding-token.html
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<WebSocketBinding> readWebSocketBinding(const QJsonObject &parameters);

} // namespace Tbs
