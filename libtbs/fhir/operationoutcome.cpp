// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "operationoutcome.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QJsonObject toJson(const Issue &issue)
{
    QJsonObject json{
        {u"severity"_s, toCode(issue.severity)},
        {u"code"_s, issue.code.isEmpty() ? u"processing"_s : issue.code},
        {u"diagnostics"_s, issue.message},
    };
    if (!issue.path.isEmpty()) {
        json.insert(u"expression"_s, QJsonArray{issue.path});
    }
    return json;
}

Issue::Severity severityFromString(const QString &text)
{
    for (const auto severity : {Issue::Severity::Fatal, Issue::Severity::Warning, Issue::Severity::Information}) {
        if (text == toCode(severity)) {
            return severity;
        }
    }
    return Issue::Severity::Error;
}

Issue issueFromJson(const QJsonObject &json)
{
    const auto details = json["details"_L1].toObject()["text"_L1].toString();
    const auto expression = json["expression"_L1].toArray();
    return {
        .severity = severityFromString(json["severity"_L1].toString()),
        .code = json["code"_L1].toString(),
        .path = (expression.isEmpty() ? json["location"_L1].toArray() : expression).at(0).toString(),
        .message = details.isEmpty() ? json["diagnostics"_L1].toString() : details,
    };
}

} // namespace

QByteArray writeOperationOutcome(const QList<Issue> &issues)
{
    QJsonArray array;
    for (const auto &issue : issues) {
        array.append(toJson(issue));
    }
    return QJsonDocument(QJsonObject{{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, array}})
        .toJson(QJsonDocument::Compact);
}

QList<Issue> readOperationOutcome(const QJsonObject &resource)
{
    QList<Issue> issues;
    if (resource["resourceType"_L1].toString() != "OperationOutcome"_L1) {
        return issues;
    }
    const auto elements = resource["issue"_L1].toArray();
    for (const auto &issue : elements) {
        issues.append(issueFromJson(issue.toObject()));
    }
    return issues;
}

} // namespace Tbs
