// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fhirclient.h"

#include "pagedsearch_p.h"
#include "pendingrequest_p.h"
#include "requesturl_p.h"

#include <Tbs/fhir/reference.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Response = Result<FhirResponse>;

const HttpHeader wantsTheResource{"Prefer", "return=representation"};

Response anyStatus(const FhirResponse &response)
{
    return response;
}

Response successOnly(const FhirResponse &response)
{
    return response.isSuccess() ? Response(response) : failure(response.error());
}

Response successOrGone(const FhirResponse &response)
{
    const auto result = successOnly(response);
    return !result && result.error().isGone() ? Response(response) : result;
}

} // namespace

class FhirClient::Private
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::FhirClient)

public:
    FhirClient *client;
    ClientContext context;

    QFuture<Response> send(const FhirRequest &request, PendingRequest::Judge judge)
    {
        const auto url = requestUrl(context.options.baseUrl, request.path, request.query);
        return url ? send(request, *url, std::move(judge)) : readyFuture(Response(failure(url.error())));
    }

    QFuture<Response> send(const FhirRequest &request, const QUrl &url, PendingRequest::Judge judge)
    {
        return (new PendingRequest(context, request, url, std::move(judge), client))->start();
    }

    /// `Type/id` of a resource; empty when it has no such.
    [[nodiscard]] static QString referenceTo(const QJsonObject &resource)
    {
        const Reference reference(resource["resourceType"_L1].toString() + u'/' + resource["id"_L1].toString());
        return reference.resourceType().isEmpty() ? QString() : reference.relative();
    }

    [[nodiscard]] static QFuture<Response> refused(const QString &text)
    {
        return readyFuture(Response(failure(Error::Kind::BadData, text)));
    }
};

FhirClient::FhirClient(FhirClientOptions options, QNetworkAccessManager &network, Clock &clock,
                       std::shared_ptr<ClientAuthentication> authentication, QObject *parent)
    : QObject(parent)
    , d(new Private{this, {std::move(options), network, clock, std::move(authentication)}})
{
}

FhirClient::~FhirClient()
{
    // They refer to the context.
    qDeleteAll(findChildren<PagedSearch *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<PendingRequest *>(Qt::FindDirectChildrenOnly));
}

QUrl FhirClient::baseUrl() const
{
    return d->context.options.baseUrl;
}

QString FhirClient::server() const
{
    auto text = baseUrl().toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    while (text.endsWith(u'/')) {
        text.chop(1);
    }
    return text;
}

QFuture<Result<FhirResponse>> FhirClient::send(const FhirRequest &request)
{
    return d->send(request, anyStatus);
}

QFuture<Result<FhirResponse>> FhirClient::get(const QString &path, const QUrlQuery &query)
{
    return d->send({.path = path, .query = query}, successOnly);
}

QFuture<Result<FhirResponse>> FhirClient::post(const QString &path, const QJsonObject &parameters)
{
    return d->send({.method = "POST", .path = path, .body = parameters}, successOnly);
}

QFuture<Result<FhirResponse>> FhirClient::create(const QJsonObject &resource, const QUrlQuery &ifNoneExist)
{
    const auto type = resource["resourceType"_L1].toString();
    if (!isResourceTypeName(type)) {
        return Private::refused(Private::tr("What is to be created has no resourceType"));
    }
    HttpHeaders headers{wantsTheResource};
    if (!ifNoneExist.isEmpty()) {
        headers.append({"If-None-Exist", encodedQuery(ifNoneExist).toLatin1()});
    }
    return d->send({.method = "POST", .path = type, .headers = headers, .body = resource}, successOnly);
}

QFuture<Result<FhirResponse>> FhirClient::update(const QJsonObject &resource, const QString &versionId)
{
    const auto reference = Private::referenceTo(resource);
    if (reference.isEmpty()) {
        return Private::refused(Private::tr("What is to be updated has no resourceType or no id"));
    }
    HttpHeaders headers{wantsTheResource};
    if (!versionId.isEmpty()) {
        headers.append({"If-Match", "W/\"" + versionId.toLatin1() + '"'});
    }
    return d->send({.method = "PUT", .path = reference, .headers = headers, .body = resource}, successOnly);
}

QFuture<Result<FhirResponse>> FhirClient::remove(const QString &reference)
{
    const Reference named(reference);
    if (named.resourceType().isEmpty() || named.relative() != reference) {
        return Private::refused(Private::tr("\"%1\" is no Type/id that could be deleted").arg(reference));
    }
    return d->send({.method = "DELETE", .path = reference}, successOrGone);
}

QFuture<Result<SearchResult>> FhirClient::search(const QString &type, const QUrlQuery &parameters, SearchLimits limits)
{
    const auto url = requestUrl(d->context.options.baseUrl, type, parameters);
    if (!url) {
        return readyFuture(Result<SearchResult>(failure(url.error())));
    }
    const auto fetch = [this](const QUrl &page) {
        return d->send({}, page, successOnly);
    };
    return (new PagedSearch(d->context.options.baseUrl, type, limits, fetch, this))->start(*url);
}

} // namespace Tbs
