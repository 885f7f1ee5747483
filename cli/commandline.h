// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "commands/commandgroup.h"

#include <QCoreApplication>

namespace Tbs::Cli {

/// The program `tbs`: parses its arguments and runs the command that they name.
class CommandLine
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::CommandLine)

public:
    explicit CommandLine(const Console &console);
    ~CommandLine();
    Q_DISABLE_COPY_MOVE(CommandLine)

    /// \a arguments: without the program's name. Prints help and complaints itself.
    [[nodiscard]] ExitCode run(const QStringList &arguments);

private:
    class Parser;

    Console m_console;
    std::vector<CommandGroup> m_groups;
};

} // namespace Tbs::Cli
