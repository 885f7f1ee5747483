// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QUrl>

namespace Tbs {

/// The URL to connect to when the server with the base URL \a baseUrl names \a given: ws or wss, without user and
/// fragment; http and https are taken for what is meant.
/// \return BadData for what is no such URL; ActionRequired for ws where the base URL is https, unless
/// \a allowUnencrypted.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<QUrl> webSocketUrl(QUrl given, const QUrl &baseUrl,
                                                                 bool allowUnencrypted);

/// Whether the websocket \a url is at the host and port of \a baseUrl, and encrypted when that is: only then may it be
/// shown who we are.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT bool mayShowAuthentication(QUrl url, const QUrl &baseUrl);

} // namespace Tbs
