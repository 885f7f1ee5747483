// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "capabilitystatement_p.h"
#include "fhirrestservice_p.h"
#include "resourcesearch_p.h"
#include "sandboxversion_p.h"
#include "subscriptionoperations_p.h"

#include <Tbs/support/text_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

HttpResponse notFound(const QString &message)
{
    return outcomeResponse(404, u"not-found"_s, message);
}

HttpResponse notImplemented(const QString &message)
{
    return outcomeResponse(501, u"not-supported"_s, message);
}

/// A success that says so.
HttpResponse explained(const QString &message)
{
    return outcomeResponse(
        200,
        QList<Issue>{
            {.severity = Issue::Severity::Information, .code = u"informational"_s, .path = {}, .message = message}});
}

} // namespace

FhirRestService::FhirRestService(SandboxEndpoint &endpoint)
    : m_endpoint(endpoint)
{
}

HttpResponse FhirRestService::handle(const HttpRequest &httpRequest)
{
    const auto request = readRestRequest(httpRequest, 1);
    if (!request) {
        return request.error();
    }
    const auto isMetadata = request->segments == QStringList{u"metadata"_s};
    if (isMetadata) {
        return request->method == "GET" ? resourceResponse(200, capabilityStatement(m_endpoint))
                                        : methodNotAllowed("GET");
    }
    if (const auto status = m_endpoint.context().faults.takeRequestFailure()) {
        return outcomeResponse(status, u"transient"_s, Text::tr("the sandbox was told to fail"));
    }
    return route(*request);
}

HttpResponse FhirRestService::route(const RestRequest &request)
{
    const auto &segments = request.segments;
    if (segments.isEmpty()) {
        return notImplemented(Text::tr("batches, transactions and searches over all types are not supported"));
    }
    if (segments.last().startsWith(u'$')) {
        return routeOperation(request, segments.last());
    }
    if (segments.contains(u"_history"_s) || segments.contains(u"_search"_s)) {
        return notImplemented(Text::tr("histories, old versions and searches by POST are not supported"));
    }
    if (!isKnownType(segments.first()) || segments.size() > 2) {
        return notFound(Text::tr("there is nothing at this path"));
    }
    return segments.size() == 1 ? routeType(request) : routeInstance(request);
}

HttpResponse FhirRestService::routeType(const RestRequest &request)
{
    const auto &type = request.segments.first();
    if (request.method == "GET") {
        return searchResources(m_endpoint, type, request);
    }
    if (request.method == "POST" && type != "SubscriptionTopic"_L1) {
        return create(request);
    }
    return methodNotAllowed(type == "SubscriptionTopic"_L1 ? "GET" : "GET, POST");
}

HttpResponse FhirRestService::routeInstance(const RestRequest &request)
{
    const auto &type = request.segments[0];
    const auto &id = request.segments[1];
    if (request.method == "GET") {
        return read(type, id);
    }
    if (m_endpoint.isTopic(type, id)) {
        return methodNotAllowed("GET");
    }
    if (request.method == "PUT") {
        return update(request);
    }
    if (request.method == "DELETE") {
        return remove(request);
    }
    return request.method == "PATCH" ? notImplemented(Text::tr("PATCH is not supported"))
                                     : methodNotAllowed("GET, PUT, DELETE");
}

HttpResponse FhirRestService::routeOperation(const RestRequest &request, const QString &operation)
{
    if (request.segments.first() == "Subscription"_L1) {
        if (auto response = handleSubscriptionOperation(m_endpoint, request, operation)) {
            return *std::move(response);
        }
    }
    return outcomeResponse(m_endpoint.context().profile.missingOperationStatus, u"not-supported"_s,
                           Text::tr("the operation %1 is not supported here").arg(operation));
}

bool FhirRestService::isKnownType(const QString &type) const
{
    const bool exists = type != "SubscriptionTopic"_L1 || sandboxVersion(m_endpoint.version()).hasSubscriptionTopic;
    return exists && isKnownResourceType(type);
}

HttpResponse FhirRestService::read(const QString &type, const QString &id) const
{
    const auto resource = m_endpoint.resources().find(type, id);
    return resource ? resourceResponse(200, *resource) : notFound(Text::tr("there is no such resource"));
}

HttpResponse FhirRestService::written(int status, const QJsonObject &resource) const
{
    const auto response = resourceResponse(status, resource);
    return status == 201 ? withLocation(response, resource) : response;
}

HttpResponse FhirRestService::withLocation(HttpResponse response, const QJsonObject &resource) const
{
    if (m_endpoint.context().profile.sendsLocation) {
        const auto location =
            m_endpoint.baseUrl() + u'/' + localReference(resource) + u"/_history/"_s + versionId(resource);
        response.headers.append({"Location", location.toUtf8()});
    }
    return response;
}

HttpResponse FhirRestService::create(const RestRequest &request)
{
    const auto &type = request.segments.first();
    if (request.body.value("resourceType"_L1).toString() != type) {
        return outcomeResponse(400, u"invalid"_s, Text::tr("the body is not a resource of this type"));
    }
    if (auto answer = answerFromCondition(request)) {
        return *std::move(answer);
    }
    auto resource = request.body;
    resource.remove("id"_L1); // the server chooses it
    if (type == "Subscription"_L1) {
        const auto isInert = !request.ifNoneExist.isEmpty()
            && m_endpoint.context().profile.conditionalCreate == WireProfile::ConditionalCreate::Inert;
        const auto created = m_endpoint.subscriptions().create(resource, request.signingSecret, !isInert);
        return created ? written(201, *created) : outcomeResponse(422, created.error());
    }
    const auto created = m_endpoint.putResource(resource);
    return created ? written(201, *created) : outcomeResponse(507, u"throttled"_s, created.error().message);
}

std::optional<HttpResponse> FhirRestService::answerFromCondition(const RestRequest &request) const
{
    using Support = WireProfile::ConditionalCreate;
    const auto support = m_endpoint.context().profile.conditionalCreate;
    if (request.ifNoneExist.isEmpty() || support == Support::Ignored) {
        return std::nullopt;
    }
    if (support == Support::Refused) {
        return notImplemented(Text::tr("conditional creates are not supported"));
    }
    const auto found = findResources(m_endpoint, request.segments.first(), request.ifNoneExist);
    if (!found) {
        return found.error();
    }
    if (found->size() > 1) {
        return outcomeResponse(412, u"multiple-matches"_s, Text::tr("several resources fit If-None-Exist"));
    }
    if (found->isEmpty()) {
        return std::nullopt;
    }
    const auto response = resourceResponse(200, found->first());
    return m_endpoint.context().profile.locatesMatches ? withLocation(response, found->first()) : response;
}

HttpResponse FhirRestService::update(const RestRequest &request)
{
    const auto &type = request.segments[0];
    const auto &id = request.segments[1];
    if (request.body.value("resourceType"_L1).toString() != type || request.body.value("id"_L1).toString() != id) {
        return outcomeResponse(400, u"invalid"_s, Text::tr("the body's type and id are not those of the URL"));
    }
    const auto existing = m_endpoint.resources().find(type, id);
    if (!request.ifMatch.isEmpty() && (!existing || versionId(*existing).toUtf8() != request.ifMatch)) {
        return conflict();
    }
    if (type == "Subscription"_L1) {
        return updateSubscription(id, request);
    }
    const auto stored = m_endpoint.putResource(request.body);
    return stored ? written(existing ? 200 : 201, *stored) : outcomeResponse(400, u"value"_s, stored.error().message);
}

HttpResponse FhirRestService::updateSubscription(const QString &id, const RestRequest &request)
{
    if (!m_endpoint.context().profile.updatesSubscriptions) {
        return methodNotAllowed("GET, DELETE");
    }
    auto &subscriptions = m_endpoint.subscriptions();
    const auto exists = subscriptions.find(id) != nullptr;
    const auto stored =
        exists ? subscriptions.update(id, request.body) : subscriptions.create(request.body, request.signingSecret);
    return stored ? written(exists ? 200 : 201, *stored) : outcomeResponse(422, stored.error());
}

HttpResponse FhirRestService::conflict() const
{
    return outcomeResponse(m_endpoint.context().profile.conflictStatus, u"conflict"_s,
                           Text::tr("If-Match does not name the current version"));
}

HttpResponse FhirRestService::remove(const RestRequest &request)
{
    const auto &type = request.segments[0];
    const auto &id = request.segments[1];
    const auto existing = m_endpoint.resources().find(type, id);
    const auto &profile = m_endpoint.context().profile;
    if (!existing) {
        return profile.explainsDeletions ? explained(Text::tr("there was no such resource"))
                                         : notFound(Text::tr("there is no such resource"));
    }
    if (!request.ifMatch.isEmpty() && versionId(*existing).toUtf8() != request.ifMatch) {
        return conflict();
    }
    if (type == "Subscription"_L1) {
        m_endpoint.subscriptions().remove(id);
    } else {
        m_endpoint.removeResource(type, id);
    }
    if (profile.explainsDeletions) {
        return explained(Text::tr("it is deleted"));
    }
    return {.status = 204, .contentType = {}, .body = {}, .headers = {}};
}

} // namespace Tbs
