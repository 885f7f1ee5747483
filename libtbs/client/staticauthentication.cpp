// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "staticauthentication.h"

#include <Tbs/support/futures.h>

namespace Tbs {

StaticAuthentication::StaticAuthentication(HttpHeaders headers)
    : m_headers(std::move(headers))
{
}

HttpHeader StaticAuthentication::basic(const QString &username, const QString &password)
{
    return {"Authorization", "Basic " + (username + u':' + password).toUtf8().toBase64()};
}

HttpHeader StaticAuthentication::bearer(const QByteArray &token)
{
    return {"Authorization", "Bearer " + token};
}

QFuture<Result<HttpHeaders>> StaticAuthentication::headers()
{
    return readyFuture(Result<HttpHeaders>(m_headers));
}

bool StaticAuthentication::discard(const HttpHeaders & /*refused*/)
{
    return false;
}

} // namespace Tbs
