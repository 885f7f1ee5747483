// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "oauth2authentication.h"

#include "authorizationserver_p.h"
#include "tokencache_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

TokenRequest tokenRequest(const OAuth2Options &options)
{
    TokenRequest request{.url = options.tokenUrl, .scopes = options.scopes};
    request.refusal.secrets = {options.clientSecret};
    switch (options.method) {
    case ClientSecretMethod::Basic: {
        const auto credentials = formEncoded(options.clientId) + ':' + formEncoded(options.clientSecret);
        request.headers = {{"Authorization", "Basic " + credentials.toBase64()}};
        request.refusal.secrets.append(QString::fromLatin1(credentials.toBase64()));
        break;
    }
    case ClientSecretMethod::Post:
        request.parameters = {{u"client_id"_s, options.clientId}, {u"client_secret"_s, options.clientSecret}};
        break;
    }
    return request;
}

} // namespace

class OAuth2Authentication::Private
{
public:
    Private(const OAuth2Options &options, QNetworkAccessManager &network, Clock &clock)
        : server(network, clock, options.tls, options.timeout)
        , cache(clock, options.headers,
                [this, request = tokenRequest(options)] { return server.requestToken(request); })
    {
    }

    AuthorizationServer server;
    TokenCache cache;
};

OAuth2Authentication::OAuth2Authentication(const OAuth2Options &options, QNetworkAccessManager &network, Clock &clock)
    : d(std::make_unique<Private>(options, network, clock))
{
}

OAuth2Authentication::~OAuth2Authentication() = default;

QFuture<Result<HttpHeaders>> OAuth2Authentication::headers()
{
    return d->cache.headers();
}

bool OAuth2Authentication::discard(const HttpHeaders &refused)
{
    return d->cache.discard(refused);
}

} // namespace Tbs
