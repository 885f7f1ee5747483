// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fhirresponse.h"

#include "requesturl_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/fhir/operationoutcome.h>
#include <Tbs/fhir/reference.h>
#include <Tbs/support/text_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype maximumIssues = 5;
constexpr qsizetype maximumIssueLength = 500;

QString shortened(const QString &text, qsizetype length)
{
    const auto simple = text.simplified();
    return simple.size() <= length ? simple : simple.first(length) + u'…';
}

/// `text/html, 1234 bytes`: what came, without its content.
QString describeBody(const FhirResponse &response)
{
    if (response.body.isEmpty()) {
        return Text::tr("no content");
    }
    const auto type = shortened(QString::fromLatin1(response.contentType).section(u';', 0, 0), 100);
    return type.isEmpty() ? Text::tr("%1 bytes of no named type").arg(response.body.size())
                          : Text::tr("%1, %2 bytes").arg(type).arg(response.body.size());
}

QString describeIssue(const Issue &issue)
{
    const auto text = shortened(issue.message.isEmpty() ? issue.code : issue.message, maximumIssueLength);
    return issue.path.isEmpty() ? text : u"%1 (%2)"_s.arg(text, shortened(issue.path, 100));
}

/// Errors before the rest, each once.
QStringList describeOutcome(const QList<Issue> &issues)
{
    QStringList errors;
    QStringList others;
    for (const auto &issue : issues) {
        const auto text = describeIssue(issue);
        auto &list = hasErrors({issue}) ? errors : others;
        if (!text.isEmpty() && !list.contains(text)) {
            list.append(text);
        }
    }
    return (errors.isEmpty() ? others : errors)
        .first(std::min(maximumIssues, errors.isEmpty() ? others.size() : errors.size()));
}

Error::Kind kindOf(int status)
{
    if (status == 408 || status == 429 || (status >= 500 && status != 501)) {
        return Error::Kind::Retry;
    }
    return status == 401 || status == 403 ? Error::Kind::ActionRequired : Error::Kind::Rejected;
}

} // namespace

Result<QJsonObject> FhirResponse::resource() const
{
    const auto asked = describeRequest(method, url);
    if (body.isEmpty()) {
        return failure(Error::Kind::BadData,
                       Text::tr("%1 was answered with status %2 and without a resource").arg(asked).arg(status));
    }
    auto json = readJsonObject(body);
    if (!json) {
        return failure(Error::Kind::BadData,
                       Text::tr("%1 was answered with status %2 and something that is no JSON object (%3): %4")
                           .arg(asked)
                           .arg(status)
                           .arg(describeBody(*this), json.error().toString()));
    }
    if (json->value("resourceType"_L1).toString().isEmpty()) {
        return failure(Error::Kind::BadData,
                       Text::tr("%1 was answered with status %2 and JSON that is no FHIR resource: it has no "
                                "resourceType (%3)")
                           .arg(asked)
                           .arg(status)
                           .arg(describeBody(*this)));
    }
    return json;
}

QString FhirResponse::reference() const
{
    const Reference named(QString::fromLatin1(location));
    if (!named.resourceType().isEmpty()) {
        return named.relative();
    }
    const auto json = resource();
    if (!json || json->value("resourceType"_L1) == "OperationOutcome"_L1) {
        return {};
    }
    const Reference own(json->value("resourceType"_L1).toString() + u'/' + json->value("id"_L1).toString());
    return own.resourceType().isEmpty() ? QString() : own.relative();
}

Error FhirResponse::error() const
{
    auto text = Text::tr("%1 was answered with status %2").arg(describeRequest(method, url)).arg(status);
    const auto json = readJsonObject(body);
    const auto remarks = json ? describeOutcome(readOperationOutcome(*json)) : QStringList();
    text += remarks.isEmpty() ? u" ("_s + describeBody(*this) + u')' : u": "_s + remarks.join(u"; "_s);
    if (retryAfter) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(*retryAfter).count();
        text += u' ' + Text::tr("(asks to wait %1 s)").arg(seconds);
    }
    return {.kind = kindOf(status), .message = text, .location = {}, .httpStatus = status};
}

} // namespace Tbs
