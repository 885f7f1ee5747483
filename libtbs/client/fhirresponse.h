// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QUrl>

#include <chrono>
#include <optional>

namespace Tbs {

/// What a FHIR server answered, whatever the status.
struct TBS_CORE_EXPORT FhirResponse
{
    QByteArray method; ///< what was asked
    QUrl url; ///< where, after redirects
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QByteArray location; ///< of Location, else of Content-Location
    QByteArray eTag;
    QDateTime date; ///< by the server's clock; invalid when it does not say
    std::optional<std::chrono::milliseconds> retryAfter; ///< how long we are asked to wait; >= 0

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
    /// The body as a FHIR resource. BadData when it is none: HTML, half a JSON, no resourceType.
    [[nodiscard]] Result<QJsonObject> resource() const;
    /// `Type/id` of what was created: from `location`, else from the resource; empty when the
    /// answer names it nowhere.
    [[nodiscard]] QString reference() const;
    /// Why this answer is no success: what was asked, the status, and what its OperationOutcome says. Kind Retry for
    /// 408, 429 and 5xx other than 501, ActionRequired for 401 and 403, else Rejected; with Error::httpStatus.
    [[nodiscard]] Error error() const;
};

} // namespace Tbs
