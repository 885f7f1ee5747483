// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "console.h"

#include <unistd.h>

namespace Tbs::Cli {

void Console::say(const QString &text) const
{
    error.write(text.toUtf8() + '\n');
}

StandardConsole::StandardConsole()
{
    // A stream that the caller closed cannot be opened; writing to it fails then, as it should.
    std::ignore = m_input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered);
    std::ignore = m_output.open(STDOUT_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered);
    std::ignore = m_error.open(STDERR_FILENO, QIODevice::WriteOnly | QIODevice::Unbuffered);
}

StandardConsole::operator Console()
{
    const bool terminal = ::isatty(STDOUT_FILENO) != 0;
    // https://no-color.org: set to anything but the empty text
    return {m_input, m_output, m_error, terminal, terminal && qEnvironmentVariableIsEmpty("NO_COLOR")};
}

} // namespace Tbs::Cli
