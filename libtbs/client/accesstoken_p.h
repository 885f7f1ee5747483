// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QByteArray>

#include <chrono>

namespace Tbs {

/// What a token endpoint issues. A secret.
struct AccessToken
{
    QByteArray value; ///< visible ASCII characters only: it goes into a header
    std::chrono::milliseconds lifetime{0}; ///< > 0
};

/// Reads the successful answer of a token endpoint. RFC 6749, section 5.1
///
/// Without expires_in, or with one that makes no sense, five minutes are assumed, the most that SMART recommends.
/// \return BadData when it is no answer of a token endpoint, or the token is not of type bearer. The message does not
/// say who answered, and holds nothing of what came but the type.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<AccessToken> readAccessToken(const QByteArray &json);

} // namespace Tbs
