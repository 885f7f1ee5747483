// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>

#include <functional>

namespace Tbs::Cli {

/// A handler that calls \a handler and then, when it succeeded, \a report; both have to succeed.
/// \param handler may be invalid: then there is only the report.
/// \param context in whose thread it is called; must outlive the handler.
[[nodiscard]] EventHandler reportingHandler(EventHandler handler,
                                            std::function<Result<void>(const EventContext &)> report, QObject &context);

} // namespace Tbs::Cli
