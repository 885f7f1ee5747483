// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "restrequest_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/fhir/operationoutcome.h>
#include <Tbs/support/text_p.h>

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Whether one of the media types of an Accept header is JSON or a wildcard.
bool acceptsJson(const QByteArray &accept)
{
    if (accept.trimmed().isEmpty()) {
        return true;
    }
    for (const auto &item : accept.split(',')) {
        const auto type = item.split(';').first().trimmed().toLower();
        if (type == "*/*" || type == "application/*" || type.endsWith("/json") || type.endsWith("+json")) {
            return true;
        }
    }
    return false;
}

bool isJson(const QByteArray &contentType)
{
    const auto type = contentType.split(';').first().trimmed().toLower();
    return type.endsWith("/json") || type.endsWith("+json");
}

QByteArray entityTag(QByteArray header)
{
    header = header.trimmed();
    if (header.startsWith("W/")) {
        header = header.mid(2);
    }
    return header.replace('"', "");
}

QList<std::pair<QString, QString>> readQuery(QByteArray text)
{
    const QUrlQuery query(QString::fromUtf8(text.replace('+', "%20")));
    QList<std::pair<QString, QString>> items;
    for (const auto &item : query.queryItems(QUrl::FullyDecoded)) {
        items.append({item.first, item.second});
    }
    return items;
}

} // namespace

QStringList RestRequest::values(const QString &name) const
{
    QStringList values;
    for (const auto &[key, value] : query) {
        if (key == name) {
            values.append(value.split(u',', Qt::SkipEmptyParts));
        }
    }
    return values;
}

QStringList pathSegments(const QByteArray &path)
{
    QStringList segments;
    auto trimmed = path;
    while (trimmed.startsWith('/')) {
        trimmed.remove(0, 1);
    }
    while (trimmed.endsWith('/')) {
        trimmed.chop(1);
    }
    if (trimmed.isEmpty()) {
        return segments;
    }
    for (const auto &segment : trimmed.split('/')) {
        segments.append(QUrl::fromPercentEncoding(segment));
    }
    return segments;
}

tl::expected<RestRequest, HttpResponse> readRestRequest(const HttpRequest &request, qsizetype baseSegments)
{
    if (!acceptsJson(request.header("Accept"))) {
        return tl::unexpected(
            outcomeResponse(406, u"not-supported"_s, Text::tr("only application/fhir+json can be given")));
    }
    RestRequest result{.method = request.method,
                       .segments = pathSegments(request.path).mid(baseSegments),
                       .query = readQuery(request.query),
                       .body = {},
                       .ifMatch = entityTag(request.header("If-Match")),
                       .ifNoneExist = readQuery(request.header("If-None-Exist")),
                       .signingSecret = request.header("X-Hub-Secret"),
                       .isStrict = request.header("Prefer").contains("handling=strict")};
    if (request.body.isEmpty()) {
        return result;
    }
    if (!isJson(request.header("Content-Type"))) {
        return tl::unexpected(
            outcomeResponse(415, u"not-supported"_s, Text::tr("only application/fhir+json is understood")));
    }
    auto body = readJsonObject(request.body);
    if (!body) {
        return tl::unexpected(outcomeResponse(400,
                                              {{.severity = Issue::Severity::Error,
                                                .code = u"structure"_s,
                                                .path = body.error().location,
                                                .message = body.error().message}}));
    }
    result.body = *std::move(body);
    return result;
}

HttpResponse outcomeResponse(int status, const QList<Issue> &issues)
{
    return {.status = status, .body = writeOperationOutcome(issues), .headers = {}};
}

HttpResponse outcomeResponse(int status, const QString &code, const QString &message)
{
    return outcomeResponse(status,
                           {{.severity = Issue::Severity::Error, .code = code, .path = {}, .message = message}});
}

HttpResponse methodNotAllowed(const QByteArray &allowed)
{
    auto response = outcomeResponse(405, u"not-supported"_s, Text::tr("this method is not allowed here"));
    response.headers.append({"Allow", allowed});
    return response;
}

HttpResponse resourceResponse(int status, const QJsonObject &resource)
{
    HttpResponse response{
        .status = status, .body = QJsonDocument(resource).toJson(QJsonDocument::Compact), .headers = {}};
    const auto meta = resource.value("meta"_L1).toObject();
    if (meta.contains("versionId"_L1)) {
        response.headers.append({"ETag", "W/\"" + meta.value("versionId"_L1).toString().toUtf8() + '"'});
    }
    const auto updated = QDateTime::fromString(meta.value("lastUpdated"_L1).toString(), Qt::ISODateWithMs);
    if (updated.isValid()) {
        const auto text = QLocale::c().toString(updated.toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        response.headers.append({"Last-Modified", text.toLatin1()});
    }
    return response;
}

} // namespace Tbs
