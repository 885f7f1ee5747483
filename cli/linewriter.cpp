// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "linewriter.h"

#include <QCoreApplication>

#include <cerrno>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QLatin1StringView escapeSequence(Colour colour)
{
    switch (colour) {
    case Colour::Plain:
        return {};
    case Colour::Bold:
        return "\033[1m"_L1;
    case Colour::Dim:
        return "\033[2m"_L1;
    case Colour::Red:
        return "\033[31m"_L1;
    case Colour::Green:
        return "\033[32m"_L1;
    case Colour::Yellow:
        return "\033[33m"_L1;
    case Colour::Blue:
        return "\033[34m"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace

QString painted(const QString &text, Colour colour, const Console &console)
{
    return console.colours && colour != Colour::Plain ? escapeSequence(colour) + text + u"\033[0m"_s : text;
}

QString padded(const QString &text, int width)
{
    return text.size() < width ? text.leftJustified(width) : text + u"  "_s;
}

QString printable(const QString &text)
{
    auto safe = text;
    for (auto &character : safe) {
        if (!character.isPrint() && !character.isSurrogate()) {
            character = u' ';
        }
    }
    return safe;
}

Result<void> writeOutput(const QByteArray &bytes, const Console &console)
{
    errno = 0;
    if (console.output.write(bytes) != bytes.size()) {
        const bool isClosed = errno == EPIPE || !console.output.isOpen();
        return failure(isClosed ? Error::Kind::ActionRequired : Error::Kind::Retry,
                       QCoreApplication::translate("Tbs::Cli", "Standard output cannot be written: %1")
                           .arg(console.output.errorString()));
    }
    return {};
}

Result<void> writeLines(const QList<JsonLine> &lines, const Console &console,
                        QString (*format)(const QList<JsonLine> &, const Console &))
{
    if (lines.isEmpty()) {
        return {};
    }
    if (console.outputIsTerminal) {
        return writeOutput(format(lines, console).toUtf8() + '\n', console);
    }
    QByteArray bytes;
    for (const auto &line : lines) {
        bytes += line.toJson() + '\n';
    }
    return writeOutput(bytes, console);
}

LineWriter::LineWriter(const Console &console, Format format)
    : m_console(console)
    , m_format(std::move(format))
{
}

Result<void> LineWriter::write(const JsonLine &line) const
{
    return writeOutput((m_console.outputIsTerminal ? m_format(line, m_console).toUtf8() : line.toJson()) + '\n',
                       m_console);
}

} // namespace Tbs::Cli
