// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "restrequest_p.h"
#include "sandboxendpoint_p.h"

namespace Tbs {

/// The RESTful interface of one endpoint: request in, answer out, no sockets. https://hl7.org/fhir/R5/http.html
class TBS_SANDBOX_AUTOTEST_EXPORT FhirRestService
{
public:
    /// \a endpoint outlives this.
    explicit FhirRestService(SandboxEndpoint &endpoint);

    /// Answers every request; what is wrong gets an OperationOutcome. The path's first segment is the endpoint's own.
    [[nodiscard]] HttpResponse handle(const HttpRequest &request);

private:
    [[nodiscard]] HttpResponse route(const RestRequest &request);
    [[nodiscard]] HttpResponse routeType(const RestRequest &request);
    [[nodiscard]] HttpResponse routeInstance(const RestRequest &request);
    [[nodiscard]] HttpResponse routeOperation(const RestRequest &request, const QString &operation);

    [[nodiscard]] HttpResponse read(const QString &type, const QString &id) const;
    [[nodiscard]] HttpResponse create(const RestRequest &request);
    /// The answer of a conditional create that creates nothing.
    [[nodiscard]] std::optional<HttpResponse> answerFromCondition(const RestRequest &request) const;
    [[nodiscard]] HttpResponse update(const RestRequest &request);
    [[nodiscard]] HttpResponse updateSubscription(const QString &id, const RestRequest &request);
    [[nodiscard]] HttpResponse remove(const RestRequest &request);
    [[nodiscard]] HttpResponse conflict() const;
    [[nodiscard]] HttpResponse written(int status, const QJsonObject &resource) const;
    [[nodiscard]] HttpResponse withLocation(HttpResponse response, const QJsonObject &resource) const;
    [[nodiscard]] bool isKnownType(const QString &type) const;

    SandboxEndpoint &m_endpoint;
};

} // namespace Tbs
