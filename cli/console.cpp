// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "console.h"

#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

int widthOfTerminal()
{
    winsize size{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

} // namespace

void Console::say(const QString &text) const
{
    error.write(text.toUtf8() + '\n');
}

bool Console::confirm(const QString &question) const
{
    error.write((question + u" [y/N] "_s).toUtf8());
    const auto answer = QString::fromUtf8(input.readLine(64)).trimmed().toLower();
    return answer == "y"_L1 || answer == "yes"_L1;
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
    return {.input = m_input,
            .output = m_output,
            .error = m_error,
            .outputIsTerminal = terminal,
            .colours = terminal && qEnvironmentVariableIsEmpty("NO_COLOR"),
            .width = terminal ? widthOfTerminal() : 0,
            .inputIsTerminal = ::isatty(STDIN_FILENO) != 0};
}

} // namespace Tbs::Cli
