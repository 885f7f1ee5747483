// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../console.h"

namespace Tbs::Cli {

class OptionSet;

/// One command of the program. It is made, told its options, run and thrown away.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Q_DISABLE_COPY_MOVE(Command)

    /// `listen`
    [[nodiscard]] virtual QString name() const = 0;
    /// One sentence for the list of commands.
    [[nodiscard]] virtual QString summary() const = 0;
    /// Declares the options and the rest of the help.
    virtual void declare(OptionSet &options) = 0;
    /// Takes what CLI11 cannot parse out of \a arguments, before it parses the rest.
    virtual QStringList takeArguments(const OptionSet &, QStringList arguments) { return arguments; }
    /// What is wrong with the options together; empty when all is well. Called after parsing.
    [[nodiscard]] virtual QString usageMistake() const { return {}; }
    /// Does it. Runs an event loop when it has to wait.
    [[nodiscard]] virtual ExitCode run(const Console &console) = 0;
};

} // namespace Tbs::Cli
