// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "restrequest_p.h"
#include "sandboxendpoint_p.h"

namespace Tbs {

/// The search interaction: the parameters of SearchParameter, `_count` (50, at most 1000) and pages by next links.
/// Parameters that are not known are left out of the self link and ignored, with Prefer: handling=strict they are an
/// error. https://hl7.org/fhir/R5/search.html
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT HttpResponse searchResources(SandboxEndpoint &endpoint, const QString &type,
                                                                       const RestRequest &request);

/// The resources of \a type that fit all of \a query, as for a conditional create.
/// \return the answer 400 when there is a parameter that is not known, or not understood.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT tl::expected<QList<QJsonObject>, HttpResponse>
findResources(SandboxEndpoint &endpoint, const QString &type, const QList<std::pair<QString, QString>> &query);

} // namespace Tbs
