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

} // namespace Tbs
