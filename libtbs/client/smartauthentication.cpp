// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "smartauthentication.h"

#include "authorizationserver_p.h"
#include "clientassertion_p.h"
#include "requesturl_p.h"
#include "smartconfiguration_p.h"
#include "tokencache_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

Result<JwsSigner> signerOf(const SmartOptions &options)
{
    return PrivateKey::read(options.privateKeyFile).and_then([&](const PrivateKey &key) {
        return JwsSigner::create(key, options.privateKeyFile);
    });
}

QFuture<Result<AccessToken>> failed(const Error &error)
{
    return readyFuture(Result<AccessToken>(failure(error)));
}

} // namespace

class SmartAuthentication::Private
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::SmartAuthentication)

public:
    Private(SmartOptions smartOptions, QNetworkAccessManager &network, Clock &injectedClock)
        : options(std::move(smartOptions))
        , clock(injectedClock)
        , server(network, clock, options.tls, options.timeout)
        , cache(clock, options.headers, [this] { return fetch(); })
    {
    }

    const SmartOptions options;
    Clock &clock;
    AuthorizationServer server;
    std::optional<SmartConfiguration> discovered; ///< until a request for a token fails
    QObject context;
    TokenCache cache;

private:
    [[nodiscard]] QFuture<Result<AccessToken>> fetch();
    [[nodiscard]] QFuture<Result<SmartConfiguration>> discover();
    [[nodiscard]] static Result<SmartConfiguration> configurationOf(const FhirResponse &response);
    [[nodiscard]] QFuture<Result<AccessToken>> requestToken(const JwsSigner &signer,
                                                            const SmartConfiguration &configuration);
};

/// With the key as it is now, so that a new one needs no restart.
QFuture<Result<AccessToken>> SmartAuthentication::Private::fetch()
{
    const auto signer = signerOf(options);
    if (!signer) {
        return failed(signer.error());
    }
    const SharedPromise<Result<AccessToken>> promise;
    const auto finish = [this, promise](const Result<AccessToken> &token) {
        if (!token) {
            discovered.reset();
        }
        promise.finish(token);
    };
    whenFinished(discover(), &context, [this, signer, finish](const Result<SmartConfiguration> &configuration) {
        if (!configuration) {
            finish(failure(configuration.error()));
            return;
        }
        discovered = *configuration;
        whenFinished(requestToken(*signer, *configuration), &context, finish);
    });
    return promise.future();
}

QFuture<Result<SmartConfiguration>> SmartAuthentication::Private::discover()
{
    if (!options.tokenUrl.isEmpty()) {
        const SmartConfiguration given{.tokenEndpoint = options.tokenUrl.toString(QUrl::FullyEncoded)};
        return readyFuture(Result<SmartConfiguration>(given));
    }
    if (discovered) {
        return readyFuture(Result<SmartConfiguration>(*discovered));
    }
    const auto url = requestUrl(options.fhirBaseUrl, u".well-known/smart-configuration"_s, {});
    if (!url) {
        return readyFuture(Result<SmartConfiguration>(failure(url.error())));
    }
    const SharedPromise<Result<SmartConfiguration>> promise;
    whenFinished(server.get(*url), &context, [promise](const Result<FhirResponse> &response) {
        promise.finish(response.and_then(&configurationOf));
    });
    return promise.future();
}

Result<SmartConfiguration> SmartAuthentication::Private::configurationOf(const FhirResponse &response)
{
    auto error = response.error();
    if (response.isSuccess()) {
        auto configuration = readSmartConfiguration(response.body);
        if (!configuration) {
            return failure(configuration.error().kind, error.message + u": "_s + configuration.error().message);
        }
        return configuration;
    }
    if (error.kind != Error::Kind::Retry) {
        error.kind = Error::Kind::ActionRequired;
        error.message += u". "_s + tr("The server does not say where it issues tokens: configure the token URL");
    }
    return failure(error);
}

QFuture<Result<AccessToken>> SmartAuthentication::Private::requestToken(const JwsSigner &signer,
                                                                        const SmartConfiguration &configuration)
{
    if (const auto permitted = configuration.permits(signer.algorithm()); !permitted) {
        auto error = permitted.error();
        error.message = tr("SMART configuration of %1: %2").arg(describeOrigin(options.fhirBaseUrl), error.message);
        return failed(error);
    }
    const auto now = clock.now();
    const auto assertion = clientAssertion({.clientId = options.clientId,
                                            .audience = configuration.tokenEndpoint,
                                            .keyId = options.keyId,
                                            .jwksUrl = options.jwksUrl},
                                           signer, now);
    if (!assertion) {
        return failed(assertion.error());
    }
    const auto text = QString::fromLatin1(*assertion);
    return server.requestToken({
        .url = QUrl(configuration.tokenEndpoint, QUrl::StrictMode),
        .scopes = options.scopes,
        .headers = {},
        .parameters = {{u"client_assertion_type"_s, u"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_s},
                       {u"client_assertion"_s, text}},
        .refusal = {.secrets = {text}, .supportedScopes = configuration.scopes, .now = now},
    });
}

SmartAuthentication::SmartAuthentication(const SmartOptions &options, QNetworkAccessManager &network, Clock &clock)
    : d(std::make_unique<Private>(options, network, clock))
{
}

SmartAuthentication::~SmartAuthentication() = default;

Result<void> SmartAuthentication::check(const SmartOptions &options)
{
    return signerOf(options).map([](const JwsSigner &) {});
}

QFuture<Result<HttpHeaders>> SmartAuthentication::headers()
{
    return d->cache.headers();
}

bool SmartAuthentication::discard(const HttpHeaders &refused)
{
    return d->cache.discard(refused);
}

} // namespace Tbs
