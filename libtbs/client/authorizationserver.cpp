// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "authorizationserver_p.h"
#include "loopback_p.h"
#include "requestattempt_p.h"
#include "requesturl_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>
#include <Tbs/support/text_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qint64 maximumAnswerSize = 1024 * 1024; // bytes

bool isSafe(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLoopback(url)));
}

Result<FhirResponse> responseOf(const HttpAttempt &asked, const AttemptOutcome &outcome)
{
    if (!outcome.response) {
        auto error = outcome.response.error();
        if (error.kind == Error::Kind::Rejected) { // too large
            error.kind = Error::Kind::BadData;
        }
        return failure(error);
    }
    if (outcome.redirect) {
        return failure(
            Error::Kind::ActionRequired,
            Text::tr("%1 was answered with status %2, a redirect to %3. It is not followed, since it would carry "
                     "our credentials there: configure the URL that is meant")
                .arg(describeRequest(asked.method, asked.url), QString::number(outcome.response->status),
                     describeOrigin(*outcome.redirect)));
    }
    return outcome.response;
}

/// Some servers refuse with a status of success.
bool isRefusal(const FhirResponse &response)
{
    const auto json = readJsonObject(response.body);
    return !response.isSuccess() || (json && json->contains("error"_L1) && !json->contains("access_token"_L1));
}

Result<AccessToken> tokenOf(const FhirResponse &response, const TokenRefusalContext &context)
{
    if (isRefusal(response)) {
        return failure(tokenRefusal(response, context));
    }
    auto token = readAccessToken(response.body);
    if (!token) {
        return failure(token.error().kind, response.error().message + u": "_s + token.error().message);
    }
    qCDebug(logClient).noquote() << "An access token for" << token->lifetime.count() << "ms came from"
                                 << describeOrigin(response.url);
    return token;
}

} // namespace

AuthorizationServer::AuthorizationServer(QNetworkAccessManager &network, Clock &clock, QSslConfiguration tls,
                                         std::chrono::milliseconds timeout)
    : m_network(network)
    , m_clock(clock)
    , m_tls(std::move(tls))
    , m_timeout(timeout)
{
}

QFuture<Result<FhirResponse>> AuthorizationServer::send(const QByteArray &method, const QUrl &url,
                                                        const HttpHeaders &headers, const QByteArray &body)
{
    const HttpAttempt asked{.method = method,
                            .url = url,
                            .headers = headers + HttpHeaders{{"Accept", "application/json"}, {"User-Agent", "libtbs"}},
                            .body = body,
                            .tls = m_tls,
                            .timeout = m_timeout,
                            .maximumBodySize = maximumAnswerSize};
    const SharedPromise<Result<FhirResponse>> promise;
    auto *attempt = new RequestAttempt(asked, m_network, m_clock, &m_parent);
    QObject::connect(attempt, &RequestAttempt::finished, attempt,
                     [asked, promise, attempt](const AttemptOutcome &outcome) {
                         attempt->deleteLater();
                         promise.finish(responseOf(asked, outcome));
                     });
    attempt->start();
    return promise.future();
}

QFuture<Result<FhirResponse>> AuthorizationServer::get(const QUrl &url)
{
    return send("GET", url, {}, {});
}

QFuture<Result<AccessToken>> AuthorizationServer::requestToken(const TokenRequest &request)
{
    if (!isSafe(request.url)) {
        return readyFuture(Result<AccessToken>(failure(
            Error::Kind::ActionRequired,
            Text::tr(
                "The token endpoint %1 is asked through https only (or http on this machine): it gets our credentials")
                .arg(request.url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)))));
    }
    FormParameters parameters{{u"grant_type"_s, u"client_credentials"_s}};
    if (!request.scopes.isEmpty()) {
        parameters.append({u"scope"_s, request.scopes.join(u' ')});
    }
    const auto headers = request.headers + HttpHeaders{{"Content-Type", "application/x-www-form-urlencoded"}};
    const SharedPromise<Result<AccessToken>> promise;
    const auto url = request.url.adjusted(QUrl::RemoveUserInfo); // who we are is told by the headers alone
    whenFinished(send("POST", url, headers, formEncoded(parameters + request.parameters)), &m_parent,
                 [promise, context = request.refusal](const Result<FhirResponse> &response) {
                     promise.finish(response ? tokenOf(*response, context)
                                             : Result<AccessToken>(failure(response.error())));
                 });
    return promise.future();
}

} // namespace Tbs
