// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>
#include <Tbs/support/clock.h>

#include <QStringList>

#include <chrono>
#include <memory>

namespace Tbs {

struct TBS_CORE_EXPORT ProcessHandlerOptions
{
    /// An absolute or relative path, or a name to look up in PATH. No shell is involved.
    QString program;
    QStringList arguments;
    /// A process that runs longer is killed with what it started, and has failed. > 0
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
};

/// An event handler that runs a program for each event, with EventContext::toJson() and a line feed on its standard
/// input. Exit code 0 is success.
///
/// Errors: Retry for another exit code, a crash and a timeout, with the last lines of what the program wrote to its
/// standard error; ActionRequired when it cannot be started. Its standard output is thrown away. The program is in a
/// process group of its own, so that Ctrl-C in a terminal does not reach it.
///
/// Copies share the running programs, and the last one to go kills them. Lives in one thread.
class TBS_CORE_EXPORT ProcessHandler
{
public:
    /// \a clock must outlive all copies.
    ProcessHandler(Clock &clock, ProcessHandlerOptions options);

    [[nodiscard]] QFuture<Result<void>> operator()(const EventContext &event) const;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace Tbs
