// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"

#include "cli/commandline.h"

#include <QBuffer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

QList<QJsonObject> jsonLines(const QByteArray &output)
{
    QList<QJsonObject> lines;
    for (const auto &line : output.split('\n')) {
        if (line.isEmpty()) {
            continue;
        }
        const auto document = QJsonDocument::fromJson(line);
        if (!document.isObject()) {
            qFatal("not a JSON object: %s", line.constData());
        }
        lines.append(document.object());
    }
    return lines;
}

QList<QJsonObject> ofType(const QList<QJsonObject> &lines, const QString &type)
{
    QList<QJsonObject> found;
    std::copy_if(lines.begin(), lines.end(), std::back_inserter(found),
                 [&type](const QJsonObject &line) { return line.value("type"_L1).toString() == type; });
    return found;
}

QList<QJsonObject> Captured::lines() const
{
    return jsonLines(output);
}

QList<QJsonObject> Captured::lines(const QString &type) const
{
    return ofType(lines(), type);
}

Captured runCommand(const QStringList &arguments, const QByteArray &input, bool terminal, bool colours)
{
    QBuffer in;
    in.setData(input);
    QBuffer out;
    QBuffer error;
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    error.open(QIODevice::WriteOnly);
    const Cli::Console console{.input = in,
                               .output = out,
                               .error = error,
                               .outputIsTerminal = terminal,
                               .colours = colours,
                               .inputIsTerminal = terminal};
    const auto code = Cli::CommandLine(console).run(arguments);
    return {static_cast<int>(code), out.data(), error.data()};
}

} // namespace Tbs::Test
