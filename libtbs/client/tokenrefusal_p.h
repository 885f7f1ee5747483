// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirresponse.h>

#include <QStringList>

namespace Tbs {

/// What helps to understand why a token endpoint refuses, and what must not be told.
struct TokenRefusalContext
{
    QStringList secrets; ///< of the request; blanked out wherever they come back
    QStringList supportedScopes; ///< what the server says that it knows; empty: it does not say
    /// Set when the request held a proof of limited life: a clock that is wrong is then worth a word.
    QDateTime now;
};

/// Why the answer \a response of a token endpoint gives no token: RFC 6749, section 5.2, or whatever else came. Kind
/// Retry when it may pass (408, 429, 5xx other than 501, server_error, temporarily_unavailable), else ActionRequired.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Error tokenRefusal(const FhirResponse &response,
                                                          const TokenRefusalContext &context);

} // namespace Tbs
