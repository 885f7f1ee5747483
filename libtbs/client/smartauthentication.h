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

struct TBS_CORE_EXPORT SmartOptions
{
    QUrl fhirBaseUrl; ///< whose `.well-known/smart-configuration` names the token endpoint
    /// The token endpoint, https or http to this machine. Empty: discovered. Given: nothing is discovered or checked.
    QUrl tokenUrl;
    QString clientId;
    /// PEM file, read anew for each token: RSA of 2048 bits or more (signs with RS384), or EC on P-384 (ES384).
    QString privateKeyFile;
    QString keyId; ///< `kid` of the public key in the JSON Web Key Set that the server knows
    QUrl jwksUrl; ///< where that set stands, when it was registered by its URL; sent as `jku`. Else empty
    QStringList scopes; ///< `system/Subscription.cruds`; empty: those that the server gives by itself
    HttpHeaders headers; ///< sent to the FHIR server besides the token
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< of each request for a token, > 0
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration(); ///< of the requests for tokens
};

/// SMART Backend Services: a token by the grant client_credentials, for which a signed JWT (private_key_jwt) proves who
/// we are. https://hl7.org/fhir/smart-app-launch/backend-services.html
///
/// The token is kept and renewed before it expires, a minute or a quarter of its life earlier, whichever is less.
class TBS_CORE_EXPORT SmartAuthentication final : public ClientAuthentication
{
public:
    /// \a network and \a clock must outlive this.
    SmartAuthentication(const SmartOptions &options, QNetworkAccessManager &network, Clock &clock);
    ~SmartAuthentication() override;

    /// Whether tokens can be asked for with \a options: ActionRequired when the private key cannot be used, with its
    /// path as location. headers() says the same later.
    [[nodiscard]] static Result<void> check(const SmartOptions &options);

    [[nodiscard]] QFuture<Result<HttpHeaders>> headers() override;
    [[nodiscard]] bool discard(const HttpHeaders &refused) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
