// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serveraccess.h"

#include "tlsfiles.h"

#include <Tbs/client/smartauthentication.h>
#include <Tbs/client/staticauthentication.h>

namespace Tbs {

namespace {

HttpHeaders fixedHeaders(const ServerAuthentication &configured)
{
    HttpHeaders headers;
    for (const auto &header : configured.headers) {
        headers.append({header.name.toLatin1(), header.value.value.toUtf8()});
    }
    return headers;
}

OAuth2Options oauth2Options(const ServerAuthentication &configured, const QSslConfiguration &tls)
{
    return {.tokenUrl = configured.tokenUrl,
            .clientId = configured.clientId,
            .clientSecret = configured.clientSecret.value,
            .method = configured.clientSecretMethod,
            .scopes = configured.scopes,
            .headers = fixedHeaders(configured),
            .tls = tls};
}

SmartOptions smartOptions(const ServerConfiguration &server, const QSslConfiguration &tls)
{
    const auto &configured = server.authentication;
    return {.fhirBaseUrl = server.baseUrl,
            .tokenUrl = configured.tokenUrl,
            .clientId = configured.clientId,
            .privateKeyFile = configured.privateKeyFile,
            .keyId = configured.keyId,
            .jwksUrl = configured.jwksUrl,
            .scopes = configured.scopes,
            .headers = fixedHeaders(configured),
            .tls = tls};
}

Result<std::shared_ptr<ClientAuthentication>> authenticationOf(const ServerConfiguration &server,
                                                               const QSslConfiguration &tls,
                                                               QNetworkAccessManager &network, Clock &clock)
{
    using Type = ServerAuthentication::Type;
    const auto &configured = server.authentication;
    const auto fixed = [&configured](const HttpHeaders &ours) {
        return std::make_shared<StaticAuthentication>(fixedHeaders(configured) + ours);
    };
    switch (configured.type) {
    case Type::None:
        return nullptr;
    case Type::Basic:
        return fixed({StaticAuthentication::basic(configured.username, configured.password.value)});
    case Type::Bearer:
        return fixed({StaticAuthentication::bearer(configured.token.value.toUtf8())});
    case Type::Header:
        return fixed({});
    case Type::OAuth2:
        return std::make_shared<OAuth2Authentication>(oauth2Options(configured, tls), network, clock);
    case Type::Smart: {
        const auto options = smartOptions(server, tls);
        if (const auto usable = SmartAuthentication::check(options); !usable) {
            return failure(usable.error());
        }
        return std::make_shared<SmartAuthentication>(options, network, clock);
    }
    }
    return nullptr;
}

} // namespace

Result<ServerAccess> serverAccess(const ServerConfiguration &server, QNetworkAccessManager &network, Clock &clock)
{
    const auto tls = clientTls(server.tls);
    if (!tls) {
        return failure(tls.error());
    }
    const auto authentication = authenticationOf(server, *tls, network, clock);
    if (!authentication) {
        return failure(authentication.error());
    }
    return ServerAccess{*tls, *authentication};
}

} // namespace Tbs
