// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/clientauthentication.h>

namespace Tbs {

/// The same headers with each request: nothing, a user and password, a token that does not change, or any others.
class TBS_CORE_EXPORT StaticAuthentication final : public ClientAuthentication
{
public:
    explicit StaticAuthentication(HttpHeaders headers = {});

    /// Authorization with user and password (RFC 7617). A user name cannot contain a colon.
    [[nodiscard]] static HttpHeader basic(const QString &username, const QString &password);
    /// Authorization with a token (RFC 6750).
    [[nodiscard]] static HttpHeader bearer(const QByteArray &token);

    [[nodiscard]] QFuture<Result<HttpHeaders>> headers() override;
    /// \return false: there are no others.
    [[nodiscard]] bool discard(const HttpHeaders &refused) override;

private:
    HttpHeaders m_headers;
};

} // namespace Tbs
