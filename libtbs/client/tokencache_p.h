// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "accesstoken_p.h"

#include <Tbs/client/httpheader.h>
#include <Tbs/support/clock.h>
#include <Tbs/support/futures.h>

#include <optional>
#include <vector>

namespace Tbs {

/// Keeps an access token, and fetches another before it expires: one fetch for all who ask meanwhile.
class TBS_CORE_AUTOTEST_EXPORT TokenCache
{
public:
    using Fetch = std::function<QFuture<Result<AccessToken>>()>;

    /// \param fixed headers that are given besides the token
    TokenCache(Clock &clock, HttpHeaders fixed, Fetch fetch);

    /// As ClientAuthentication::headers(). When a renewal fails with Retry, the old token is given as long as it lives.
    [[nodiscard]] QFuture<Result<HttpHeaders>> headers();
    /// As ClientAuthentication::discard().
    [[nodiscard]] bool discard(const HttpHeaders &refused);

private:
    struct Held
    {
        HttpHeader header;
        std::chrono::nanoseconds renewAt; // by the monotonic clock
        std::chrono::nanoseconds expiresAt;
    };

    void take(const Result<AccessToken> &fetched, std::chrono::nanoseconds askedAt);
    [[nodiscard]] bool keepsOld(const Error &error);
    [[nodiscard]] HttpHeaders currentHeaders() const;

    QObject m_context;
    Clock &m_clock;
    HttpHeaders m_fixed;
    Fetch m_fetch;
    std::optional<Held> m_held;
    std::vector<SharedPromise<Result<HttpHeaders>>> m_waiting;
};

} // namespace Tbs
