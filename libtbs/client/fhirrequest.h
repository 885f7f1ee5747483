// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/httpheader.h>

#include <QJsonObject>
#include <QString>
#include <QUrlQuery>

namespace Tbs {

/// What is asked of a FHIR server. https://hl7.org/fhir/R5/http.html
struct TBS_CORE_EXPORT FhirRequest
{
    QByteArray method = QByteArrayLiteral("GET");
    QString path; ///< behind the base URL: `Subscription/1/$status`; not percent-encoded
    /// A plus sign in it is one, and sent as %2B: servers read a bare one as a blank.
    QUrlQuery query;
    HttpHeaders headers; ///< `If-Match`, `If-None-Exist`, ...
    QJsonObject body; ///< empty: none
};

} // namespace Tbs
