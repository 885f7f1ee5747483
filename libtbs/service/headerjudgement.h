// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configurationreader.h>

namespace Tbs {

/// What readConfiguration() would say to the headers of one subscription: those that the server sends along, and those
/// of what its handler forwards.
struct TBS_CORE_EXPORT HeaderJudgement
{
    /// With what files and variables hold as the values of its headers. To be used only where there are no mistakes.
    SubscriptionConfiguration subscription;
    /// BadData, or ActionRequired for a secret that cannot be read. Their location is the element: `headers.X-Key`,
    /// `handler.forward.headers.X-Key.file`. No message holds a secret.
    QList<Error> mistakes;
    QList<Issue> warnings; ///< with the same paths, and `headers` for all of them
};

/// For who makes a subscription of \a configuration without a tbs.yaml. Callable from any thread; blocks for the files
/// that are read.
[[nodiscard]] TBS_CORE_EXPORT HeaderJudgement judgeHeaders(const SubscriptionConfiguration &subscription,
                                                           const Configuration &configuration,
                                                           const EnvironmentLookup &environment);

} // namespace Tbs
