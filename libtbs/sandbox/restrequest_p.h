// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/issue.h>
#include <Tbs/webhook/httpmessage.h>

#include <QJsonObject>
#include <QStringList>

#include <tl/expected.hpp>
#include <utility>

namespace Tbs {

/// A FHIR request, taken apart.
struct TBS_SANDBOX_AUTOTEST_EXPORT RestRequest
{
    QByteArray method;
    QStringList segments; ///< of the path behind the base, decoded
    QList<std::pair<QString, QString>> query; ///< decoded, in their order
    QJsonObject body; ///< empty when there was none
    QByteArray ifMatch; ///< without W/ and quotes
    QList<std::pair<QString, QString>> ifNoneExist; ///< the parameters of a conditional create, decoded
    QByteArray signingSecret; ///< X-Hub-Secret
    bool isStrict = false; ///< Prefer: handling=strict

    /// Values of the parameter \a name; commas separate alternatives.
    [[nodiscard]] QStringList values(const QString &name) const;
};

/// Reads \a request, whose path has \a baseSegments more segments in front.
/// \return the answer for what is not acceptable: 406, 415 or 400.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT tl::expected<RestRequest, HttpResponse>
readRestRequest(const HttpRequest &request, qsizetype baseSegments);

/// The decoded segments of a path, without empty ones at its ends.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QStringList pathSegments(const QByteArray &path);

/// An OperationOutcome.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT HttpResponse outcomeResponse(int status, const QList<Issue> &issues);
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT HttpResponse outcomeResponse(int status, const QString &code,
                                                                       const QString &message);
/// 405 with the methods that are allowed.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT HttpResponse methodNotAllowed(const QByteArray &allowed);
/// \a resource, with ETag and Last-Modified where it has a version.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT HttpResponse resourceResponse(int status, const QJsonObject &resource);

} // namespace Tbs
