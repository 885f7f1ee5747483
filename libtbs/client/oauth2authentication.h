// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/clientauthentication.h>
#include <Tbs/support/clock.h>

#include <QSslConfiguration>
#include <QStringList>
#include <QUrl>

#include <memory>

class QNetworkAccessManager;

namespace Tbs {

/// How id and secret of a client are told to a token endpoint: the token_endpoint_auth_method of RFC 7591.
enum class ClientSecretMethod {
    Basic, ///< client_secret_basic: in the Authorization header, what every server has to take (RFC 6749, 2.3.1)
    Post, ///< client_secret_post: in the body, for servers that take nothing else
};

struct TBS_CORE_EXPORT OAuth2Options
{
    QUrl tokenUrl; ///< https; http only to this machine
    QString clientId;
    QString clientSecret;
    ClientSecretMethod method = ClientSecretMethod::Basic;
    QStringList scopes; ///< `system/Subscription.cruds`; empty: those that the server gives by itself
    HttpHeaders headers; ///< sent to the FHIR server besides the token
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< of a request for a token, > 0
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration(); ///< of the requests for tokens
};

/// A token of OAuth 2.0 by the grant client_credentials: for programs, with a secret. RFC 6749, section 4.4
///
/// The token is kept and renewed before it expires, a minute or a quarter of its life earlier, whichever is less.
class TBS_CORE_EXPORT OAuth2Authentication final : public ClientAuthentication
{
public:
    /// \a network and \a clock must outlive this.
    OAuth2Authentication(const OAuth2Options &options, QNetworkAccessManager &network, Clock &clock);
    ~OAuth2Authentication() override;

    [[nodiscard]] QFuture<Result<HttpHeaders>> headers() override;
    [[nodiscard]] bool discard(const HttpHeaders &refused) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
