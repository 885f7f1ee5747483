// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "staticauthentication.h"

#include "tokencache_p.h"

#include <Tbs/support/logging.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace Tbs {

namespace {

/// How long before its end a token of \a lifetime is renewed.
std::chrono::nanoseconds marginOf(std::chrono::nanoseconds lifetime)
{
    return std::min<std::chrono::nanoseconds>(1min, lifetime / 4);
}

} // namespace

TokenCache::TokenCache(Clock &clock, HttpHeaders fixed, Fetch fetch)
    : m_clock(clock)
    , m_fixed(std::move(fixed))
    , m_fetch(std::move(fetch))
{
}

QFuture<Result<HttpHeaders>> TokenCache::headers()
{
    const auto now = m_clock.monotonic();
    if (m_held && now < m_held->renewAt) {
        return readyFuture(Result<HttpHeaders>(currentHeaders()));
    }
    const SharedPromise<Result<HttpHeaders>> promise;
    m_waiting.push_back(promise);
    if (m_waiting.size() == 1) {
        whenFinished(m_fetch(), &m_context, [this, now](const Result<AccessToken> &fetched) { take(fetched, now); });
    }
    return promise.future();
}

void TokenCache::take(const Result<AccessToken> &fetched, std::chrono::nanoseconds askedAt)
{
    auto result = Result<HttpHeaders>();
    if (fetched) {
        const auto lifetime = std::chrono::nanoseconds(fetched->lifetime);
        m_held = Held{.header = StaticAuthentication::bearer(fetched->value),
                      .renewAt = askedAt + lifetime - marginOf(lifetime),
                      .expiresAt = askedAt + lifetime};
        result = currentHeaders();
    } else if (keepsOld(fetched.error())) {
        qCWarning(logClient).noquote() << "The access token could not be renewed yet:" << fetched.error().toString();
        result = currentHeaders();
    } else {
        result = failure(fetched.error());
    }
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &promise : waiting) { // from here on this may be gone
        promise.finish(result);
    }
}

/// Whether the old token is used once more; the next renewal is then tried halfway to its end.
bool TokenCache::keepsOld(const Error &error)
{
    const auto now = m_clock.monotonic();
    if (error.kind != Error::Kind::Retry || !m_held || now >= m_held->expiresAt) {
        return false;
    }
    m_held->renewAt = now + (m_held->expiresAt - now) / 2;
    return true;
}

HttpHeaders TokenCache::currentHeaders() const
{
    auto headers = m_fixed;
    headers.append(m_held->header);
    return headers;
}

bool TokenCache::discard(const HttpHeaders &refused)
{
    if (m_held && refused.contains(m_held->header)) {
        m_held.reset();
    }
    return true;
}

} // namespace Tbs
