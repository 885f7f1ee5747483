// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findinglines.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Tbs::Cli", text);
}

Colour colourOf(const QString &severity)
{
    return severity == "ok"_L1 ? Colour::Green : severity == "warn"_L1 ? Colour::Yellow : Colour::Red;
}

/// \a text in lines of at most \a width characters, broken at blanks; 0: one line.
QStringList wrapped(const QString &text, qsizetype width)
{
    if (width <= 0) {
        return {text};
    }
    QStringList lines{QString()};
    for (const auto &word : text.split(u' ', Qt::SkipEmptyParts)) {
        auto &line = lines.last();
        if (line.isEmpty()) {
            line = word;
        } else if (line.size() + 1 + word.size() <= width) {
            line += u' ' + word;
        } else {
            lines.append(word);
        }
    }
    return lines;
}

} // namespace

JsonLine findingLine(const Finding &finding)
{
    return JsonLine()
        .add(u"severity"_s, toCode(finding.severity))
        .add(u"check"_s, finding.check)
        .add(u"subject"_s, textOrNull(finding.subject))
        .add(u"message"_s, finding.message)
        .add(u"advice"_s, textOrNull(finding.advice));
}

QString formatFinding(const JsonLine &line, const Console &console)
{
    constexpr int severityWidth = 6;
    constexpr int checkWidth = 16;
    constexpr int indent = severityWidth + checkWidth;
    constexpr int narrowest = 30;
    const auto severity = line.text(u"severity"_s);
    const auto subject = line.text(u"subject"_s);
    const auto advice = line.text(u"advice"_s);
    const auto width = console.width >= indent + narrowest ? console.width - indent : 0;
    const auto text = (subject.isEmpty() ? QString() : subject + u": "_s) + line.text(u"message"_s);
    auto rows = wrapped(printable(text), width);
    for (const auto &row : wrapped(printable(advice.isEmpty() ? QString() : u"-> "_s + advice), width)) {
        if (!row.isEmpty()) {
            rows.append(painted(row, Colour::Bold, console));
        }
    }
    return painted(padded(severity, severityWidth), colourOf(severity), console)
        + painted(padded(line.text(u"check"_s), checkWidth), Colour::Dim, console)
        + rows.join(u'\n' + QString(indent, u' '));
}

QString summaryOf(const QList<Finding> &findings)
{
    const auto count = [&findings](Finding::Severity severity) {
        return std::count_if(findings.begin(), findings.end(),
                             [severity](const Finding &finding) { return finding.severity == severity; });
    };
    return tr("%1 ok, %2 to look at, %3 that will not work")
        .arg(count(Finding::Severity::Ok))
        .arg(count(Finding::Severity::Warning))
        .arg(count(Finding::Severity::Failure));
}

} // namespace Tbs::Cli
