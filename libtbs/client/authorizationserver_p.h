// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "accesstoken_p.h"
#include "formencoding_p.h"
#include "tokenrefusal_p.h"

#include <Tbs/client/httpheader.h>
#include <Tbs/support/clock.h>

#include <QFuture>
#include <QObject>
#include <QSslConfiguration>

class QNetworkAccessManager;

namespace Tbs {

/// A request for an access token with the grant client_credentials. RFC 6749, section 4.4
struct TokenRequest
{
    QUrl url;
    QStringList scopes; ///< empty: those that the server gives by itself
    HttpHeaders headers; ///< who we are, when that is told there
    FormParameters parameters; ///< besides grant_type and scope
    TokenRefusalContext refusal;
};

/// Requests to an authorization server. Redirects are not followed: the credentials are for nobody else.
///
/// The futures are cancelled when this is destroyed before.
class AuthorizationServer
{
public:
    AuthorizationServer(QNetworkAccessManager &network, Clock &clock, QSslConfiguration tls,
                        std::chrono::milliseconds timeout);

    /// The answer, whatever its status. Errors: Retry, ActionRequired (TLS, a redirect), BadData.
    [[nodiscard]] QFuture<Result<FhirResponse>> get(const QUrl &url);
    /// Errors as those of ClientAuthentication::headers(). ActionRequired also for a URL without TLS to another
    /// machine.
    [[nodiscard]] QFuture<Result<AccessToken>> requestToken(const TokenRequest &request);

private:
    [[nodiscard]] QFuture<Result<FhirResponse>> send(const QByteArray &method, const QUrl &url,
                                                     const HttpHeaders &headers, const QByteArray &body);

    QObject m_parent;
    QNetworkAccessManager &m_network;
    Clock &m_clock;
    QSslConfiguration m_tls;
    std::chrono::milliseconds m_timeout;
};

} // namespace Tbs
