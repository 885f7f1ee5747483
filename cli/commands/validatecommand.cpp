// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "validatecommand.h"

#include "../linewriter.h"
#include "../optionset.h"
#include "../validation/documentjudge.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

/// Larger documents are not read. The webhook takes 16 MB.
constexpr qint64 maximumSize = 512LL * 1024 * 1024;

Judgement unreadable(const QString &reason)
{
    return {JsonLine().add(u"kind"_s, QJsonValue()), {{Issue::Severity::Fatal, u"not-found"_s, {}, reason}}};
}

Judgement judgeDevice(QIODevice &device, const QString &fileName, std::optional<FhirVersion> version)
{
    auto content = device.read(maximumSize + 1);
    while (content.size() <= maximumSize && device.isSequential()) {
        const auto more = device.read(maximumSize + 1 - content.size());
        if (more.isEmpty()) {
            break;
        }
        content += more;
    }
    if (content.size() > maximumSize) {
        return unreadable(ValidateCommand::tr("It is larger than %1 MiB").arg(maximumSize / 1024 / 1024));
    }
    content.reserve(content.size() + 64); // the codec parses it in place then
    return judgeDocument(content, fileName, version, QDateTime::currentDateTimeUtc());
}

Judgement judge(const QString &fileName, QIODevice &input, std::optional<FhirVersion> version)
{
    if (fileName == "-"_L1) {
        return judgeDevice(input, fileName, version);
    }
    if (QFileInfo(fileName).isDir()) {
        return unreadable(ValidateCommand::tr("It is a folder; --recursive looks into it"));
    }
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return unreadable(file.errorString());
    }
    return judgeDevice(file, fileName, version);
}

QString severest(const QList<JsonLine> &issues)
{
    for (const auto &severity : {u"fatal"_s, u"error"_s, u"warning"_s}) {
        if (std::any_of(issues.cbegin(), issues.cend(),
                        [&severity](const JsonLine &issue) { return issue.text(u"severity"_s) == severity; })) {
            return severity;
        }
    }
    return u"ok"_s;
}

Colour colourOf(const QString &severity)
{
    return severity == "ok"_L1         ? Colour::Green
        : severity == "warning"_L1     ? Colour::Yellow
        : severity == "information"_L1 ? Colour::Dim
                                       : Colour::Red;
}

QString formatLine(const JsonLine &line, const Console &console)
{
    const auto issues = line.list(u"issues"_s);
    const auto verdict = severest(issues);
    const auto what = line.contains(u"type"_s) ? line.text(u"type"_s) : line.text(u"kind"_s);
    QStringList lines{painted(padded(verdict, 8), colourOf(verdict), console) + padded(line.text(u"fhirVersion"_s), 4)
                      + padded(printable(what), 20) + padded(printable(line.text(u"subscription"_s)), 24)
                      + printable(line.text(u"file"_s))};
    for (const auto &event : line.list(u"events"_s)) {
        lines.append(u"        "_s + padded(u"event %1"_s.arg(event.text(u"eventNumber"_s)), 24)
                     + printable(event.text(u"focus"_s)));
    }
    for (const auto &issue : issues) {
        const auto severity = issue.text(u"severity"_s);
        lines.append(u"        "_s + painted(padded(severity, 12), colourOf(severity), console)
                     + printable(issue.text(u"path"_s)) + u": "_s + printable(issue.text(u"message"_s)));
    }
    return lines.join(u'\n');
}

QStringList filesBelow(const QString &folder)
{
    QStringList found;
    QDirIterator iterator(folder, {u"*.json"_s, u"*.yaml"_s, u"*.yml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (iterator.hasNext()) {
        found.append(iterator.next());
    }
    found.sort();
    return found;
}

} // namespace

QString ValidateCommand::name() const
{
    return u"validate"_s;
}

QString ValidateCommand::summary() const
{
    return tr("Tells what files are and what is wrong with them");
}

void ValidateCommand::declare(OptionSet &options)
{
    options.addPositional(u"FILE"_s, m_files,
                          tr("Notifications, status resources, Subscriptions, topics,\n"
                             "CapabilityStatements (JSON) and tbs.yaml; - is standard input"));
    options.addFlag(u"-r,--recursive"_s, m_recursive, tr("Look into folders, for *.json, *.yaml and *.yml"));
    options.addFlag(u"--strict"_s, m_strict, tr("Warnings are failures too"));
    options.addFhirVersion(u"--fhir-version"_s, m_fhirVersion,
                           tr("Judge Subscriptions and topics by this version\n"
                              "(notifications show their version themselves)"));
    options.setFooter(tr(R"(
Each file gives one line: for a notification
  {"file", "fhirVersion", "type", "status", "subscription", "topic", "eventsSinceSubscriptionStart",
   "events": [{"eventNumber", "timestamp", "focus", "additionalContext"}], "resources",
   "issues": [{"severity", "code", "path", "message"}]}
and for everything else {"file", "kind", "fhirVersion", ..., "issues"}. Contents of resources are never shown.

Examples:
  tbs validate notification.json
  tbs validate --recursive fixtures | jq -c 'select(.issues != [])'
  curl -s https://fhir.example.org/r4/Subscription/1/\$status | tbs validate -
  tbs validate --strict tbs.yaml

Exit codes:
  0  every file is good; warnings are good without --strict
  1  a file has an error, or cannot be read
  2  wrong usage, e.g. no file was named
)"));
}

QString ValidateCommand::usageMistake() const
{
    return m_files.isEmpty() ? tr("Name at least one FILE, or - for standard input") : QString();
}

QStringList ValidateCommand::files() const
{
    QStringList files;
    for (const auto &name : m_files) {
        if (!m_recursive || name == "-"_L1 || !QFileInfo(name).isDir()) {
            files.append(name);
            continue;
        }
        files += filesBelow(name);
    }
    return files;
}

bool ValidateCommand::judgeFile(const QString &fileName, const Console &console, const LineWriter &writer,
                                bool &written) const
{
    const auto judgement = judge(fileName, console.input, m_fhirVersion);
    JsonLine line;
    line.add(u"file"_s, fileName);
    line.append(judgement.description);
    QList<JsonLine> issues;
    for (const auto &issue : judgement.issues) {
        issues.append(toJsonLine(issue));
    }
    line.add(u"issues"_s, issues);
    if (const auto done = writer.write(line); !done) {
        console.say(done.error().toString());
        written = false;
    }
    const bool isWarned = std::any_of(judgement.issues.cbegin(), judgement.issues.cend(),
                                      [](const Issue &issue) { return issue.severity == Issue::Severity::Warning; });
    return !hasErrors(judgement.issues) && !(m_strict && isWarned);
}

ExitCode ValidateCommand::run(const Console &console)
{
    const LineWriter writer(console, formatLine);
    bool allGood = true;
    bool written = true;
    for (const auto &fileName : files()) {
        allGood = judgeFile(fileName, console, writer, written) && allGood;
        if (!written) {
            return ExitCode::Failure;
        }
    }
    return allGood ? ExitCode::Success : ExitCode::Failure;
}

} // namespace Tbs::Cli
