// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QUrl>
#include <QUrlQuery>

namespace Tbs {

/// Whether scheme, host and port are the same.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT bool isSameOrigin(const QUrl &first, const QUrl &second);

/// The URL of \a path, not percent-encoded, below \a base. User information of \a base is left out: who we are is
/// told by the authentication alone.
/// \return ActionRequired when \a base is no absolute HTTP URL, BadData when \a path leads out of it.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<QUrl> requestUrl(const QUrl &base, const QString &path,
                                                               const QUrlQuery &query);

/// Where the next page of a search is asked for that \a link of the page \a page points to. A link to another origin
/// whose path lies under that of \a base is one that a server behind a proxy made, and turned to the origin of
/// \a base. \return BadData for every other link to elsewhere, or what is no URL.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<QUrl> pageUrl(const QUrl &base, const QUrl &page, const QString &link);

/// \a query as it is sent, in a URL or in If-None-Exist.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString encodedQuery(const QUrlQuery &query);

/// `GET https://example.org/fhir/Subscription?url&status`, for people: the names of the query and not its values.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString describeRequest(const QByteArray &method, const QUrl &url);

/// `https://example.org:8443`
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString describeOrigin(const QUrl &url);

} // namespace Tbs
