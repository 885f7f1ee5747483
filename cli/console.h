// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFile>
#include <QString>

namespace Tbs::Cli {

/// What a process ends with.
enum class ExitCode {
    Success = 0,
    Failure = 1, ///< bad input, or it could not be done
    WrongUsage = 2,
    ChangesPlanned = 3, ///< `tbs plan --detailed-exitcode`: something is to be done
};

/// The streams of a command. Standard output is data, standard error is for people.
struct Console
{
    QIODevice &input;
    QIODevice &output;
    QIODevice &error;
    bool outputIsTerminal = false;
    bool colours = false; ///< only on a terminal, and not with NO_COLOR
    int width = 0; ///< columns of the terminal; 0: as many as there are
    bool inputIsTerminal = false;

    /// Writes one line for people.
    void say(const QString &text) const;
    /// Asks a person on the terminal; anything but `y` and `yes` is no.
    [[nodiscard]] bool confirm(const QString &question) const;
};

/// The streams of the process, unbuffered.
class StandardConsole
{
public:
    StandardConsole();

    operator Console(); // NOLINT(google-explicit-constructor): it is one

private:
    QFile m_input;
    QFile m_output;
    QFile m_error;
};

} // namespace Tbs::Cli
