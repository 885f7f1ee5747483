// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

namespace Tbs {

/// Every mistake in \a subscription at once, for who makes one without a tbs.yaml. Kind: BadData; ActionRequired for a
/// program that cannot be run. Their location is the element as it stands there: those of the definition
/// (`filterBy[0].value`), `handler.exec`, `handler.forward.url`, `handler.file`, `retry.attempts`, ...
/// \param now the current time, UTC.
[[nodiscard]] TBS_CORE_EXPORT QList<Error> mistakesOf(const SubscriptionConfiguration &subscription,
                                                      const QDateTime &now);

} // namespace Tbs
