// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "console.h"
#include "jsonline.h"

#include <Tbs/support/error.h>

#include <functional>

namespace Tbs::Cli {

enum class Colour { Plain, Bold, Dim, Red, Green, Yellow, Blue };

/// \a text in \a colour, when the console has colours.
[[nodiscard]] QString painted(const QString &text, Colour colour, const Console &console);

/// \a text with blanks behind it up to \a width; longer ones stay whole, with two blanks.
[[nodiscard]] QString padded(const QString &text, int width);

/// Text that came from outside, safe to show on a terminal: control characters become blanks.
[[nodiscard]] QString printable(const QString &text);

/// Writes \a bytes to standard output.
/// \return Retry when the stream does not take it (a full disk), ActionRequired when nobody reads it any more.
[[nodiscard]] Result<void> writeOutput(const QByteArray &bytes, const Console &console);

/// Writes lines that belong together: each as JSON or, on a terminal, all as the text that \a format makes of them.
/// Nothing for no lines. Errors as writeOutput().
[[nodiscard]] Result<void> writeLines(const QList<JsonLine> &lines, const Console &console,
                                      QString (*format)(const QList<JsonLine> &, const Console &));

/// Writes the data of a command, each line at once: as JSON or, on a terminal, as text for people.
class LineWriter
{
public:
    /// What a person is shown for a line, without a line feed at its end; may be several lines.
    using Format = std::function<QString(const JsonLine &, const Console &)>;

    LineWriter(const Console &console, Format format);

    /// Errors as writeOutput().
    [[nodiscard]] Result<void> write(const JsonLine &line) const;

private:
    const Console &m_console;
    Format m_format;
};

} // namespace Tbs::Cli
