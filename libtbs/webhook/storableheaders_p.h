// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/httpheader.h>
#include <Tbs/webhook/requestauthenticator.h>

namespace Tbs {

/// What may be kept of the headers of a request, as IncomingNotification::headers: the values of those that are known
/// to hold no secret and are none to \a authenticator, and only the names of all others, at most some 2 kB.
[[nodiscard]] TBS_WEBHOOK_AUTOTEST_EXPORT QByteArray storableHeaders(const HttpHeaders &headers,
                                                                     const RequestAuthenticator &authenticator);

} // namespace Tbs
