// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>
#include <Tbs/service/configuration.h>
#include <Tbs/support/clock.h>

class QNetworkAccessManager;

namespace Tbs {

/// What holds for all handlers of a configuration.
struct TBS_CORE_EXPORT HandlerOptions
{
    std::chrono::milliseconds timeout = std::chrono::seconds(60); ///< of exec and forward, > 0
    bool synchronizeFiles = false; ///< an event counts as handled when its line is on the disk
};

/// `exec`, `forward`, `file`, `log`, or nothing for no handler.
[[nodiscard]] TBS_CORE_EXPORT QString handlerName(HandlerConfiguration::Type type);

/// The handler that \a configuration describes; an invalid one when it describes none.
/// \a clock and \a network must outlive it.
[[nodiscard]] TBS_CORE_EXPORT EventHandler configuredHandler(const HandlerConfiguration &configuration,
                                                             const HandlerOptions &options, Clock &clock,
                                                             QNetworkAccessManager &network);

} // namespace Tbs
