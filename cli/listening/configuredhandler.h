// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "listensettings.h"

#include <Tbs/notification/eventhandler.h>
#include <Tbs/support/clock.h>

class QNetworkAccessManager;

namespace Tbs::Cli {

/// `exec`, `forward`, `file`, `log`, or nothing for no handler.
[[nodiscard]] QString handlerName(HandlerConfiguration::Type type);

/// The handler that \a configuration describes; an invalid one when it describes none.
/// \a clock and \a network must outlive it.
[[nodiscard]] EventHandler configuredHandler(const HandlerConfiguration &configuration, const ListenSettings &settings,
                                             Clock &clock, QNetworkAccessManager &network);

} // namespace Tbs::Cli
