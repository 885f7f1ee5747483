// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "pendingrequest_p.h"
#include "requesturl_p.h"
#include "retrydecision_p.h"

#include <Tbs/support/logging.h>

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QByteArray bytesOf(const QJsonObject &resource)
{
    return resource.isEmpty() ? QByteArray() : QJsonDocument(resource).toJson(QJsonDocument::Compact);
}

/// What would end the header and begin another one.
bool isHeaderValue(const QByteArray &value)
{
    return std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

PendingRequest::PendingRequest(const ClientContext &context, FhirRequest request, QUrl url, Judge judge,
                               QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_request(std::move(request))
    , m_body(bytesOf(m_request.body))
    , m_startUrl(std::move(url))
    , m_judge(std::move(judge))
{
}

QFuture<Result<FhirResponse>> PendingRequest::start()
{
    const auto future = m_promise.future();
    begin();
    return future;
}

void PendingRequest::begin()
{
    ++m_attempts;
    m_method = m_request.method;
    m_url = m_startUrl;
    m_sentBody = m_body;
    m_redirects = 0;
    authenticate();
}

void PendingRequest::authenticate()
{
    if (!m_context.authentication) {
        attempt({});
        return;
    }
    whenFinished(
        m_context.authentication->headers(), this,
        [this](const Result<HttpHeaders> &authentication) {
            if (authentication) {
                attempt(*authentication);
            } else {
                auto error = authentication.error();
                error.httpStatus.reset(); // it is not what was asked for that was refused
                finish(failure(std::move(error)));
            }
        },
        [this] { finish(failure(Error::Kind::Retry, tr("The authentication was broken off"))); });
}

void PendingRequest::attempt(const HttpHeaders &authentication)
{
    auto all = headers(authentication);
    if (!all) {
        finish(failure(all.error()));
        return;
    }
    m_authentication = authentication;
    auto *attempt = new RequestAttempt({.method = m_method,
                                        .url = m_url,
                                        .headers = std::move(*all),
                                        .body = m_sentBody,
                                        .tls = m_context.options.tls,
                                        .timeout = m_context.options.timeout,
                                        .maximumBodySize = m_context.options.maximumBodySize},
                                       m_context.network, m_context.clock, this);
    connect(attempt, &RequestAttempt::finished, this, [this, attempt](const AttemptOutcome &outcome) {
        attempt->deleteLater();
        conclude(outcome);
    });
    attempt->start();
}

void PendingRequest::conclude(const AttemptOutcome &outcome)
{
    if (!outcome.response) {
        qCDebug(logClient).noquote() << outcome.response.error().message;
    } else {
        qCDebug(logClient).noquote() << describeRequest(m_method, m_url) << outcome.response->status;
        if (outcome.redirect) {
            follow(*outcome.response, *outcome.redirect);
            return;
        }
        if (renewAuthentication(*outcome.response)) {
            return;
        }
    }
    if (tryAgain(outcome)) {
        return;
    }
    if (outcome.response) {
        finish(m_judge(*outcome.response));
        return;
    }
    auto error = outcome.response.error();
    if (m_attempts > 1) {
        error.message += u' ' + tr("(%1 attempts)").arg(m_attempts);
    }
    finish(failure(error));
}

void PendingRequest::follow(const FhirResponse &response, const QUrl &target)
{
    const auto refuse = [&](const QString &why) {
        const auto text =
            tr("%1 was answered with status %2, a redirect to %3: %4")
                .arg(describeRequest(m_method, m_url), QString::number(response.status), describeOrigin(target), why);
        finish(failure({Error::Kind::Rejected, text, {}, response.status}));
    };
    if (!isSameOrigin(m_context.options.baseUrl, target)) {
        refuse(tr("not followed, since it leads to another server than the base URL"));
        return;
    }
    if (m_redirects >= m_context.options.maximumRedirects) {
        refuse(tr("not followed, after %1 redirects").arg(m_redirects));
        return;
    }
    ++m_redirects;
    m_url = target.adjusted(QUrl::RemoveUserInfo);
    if (response.status == 303) {
        m_method = "GET"_qba;
        m_sentBody.clear();
    }
    attempt(m_authentication);
}

bool PendingRequest::renewAuthentication(const FhirResponse &response)
{
    if (response.status != 401 || m_renewed || !m_context.authentication
        || !m_context.authentication->discard(m_authentication)) {
        return false;
    }
    m_renewed = true;
    --m_attempts; // it is not counted
    begin();
    return true;
}

bool PendingRequest::tryAgain(const AttemptOutcome &outcome)
{
    if (!outcome.response && !outcome.mayPass) {
        return false;
    }
    FailedAttempt failed{.number = m_attempts, .isRepeatable = isRepeatable()};
    if (outcome.response) {
        failed.status = outcome.response->status;
        failed.retryAfter = outcome.response->retryAfter;
    }
    const auto delay = delayBeforeRetry(m_context.options.retry, failed);
    if (!delay) {
        return false;
    }
    qCDebug(logClient).noquote() << "Sent again in" << delay->count() << "ms:" << describeRequest(m_method, m_url);
    m_context.clock.callAfter(*delay, this, [this] { begin(); });
    return true;
}

void PendingRequest::finish(Result<FhirResponse> result)
{
    deleteLater();
    m_promise.finish(std::move(result));
}

Result<HttpHeaders> PendingRequest::headers(const HttpHeaders &authentication) const
{
    HttpHeaders all{{"Accept", "application/fhir+json"}, {"User-Agent", "libtbs"}};
    if (!m_sentBody.isEmpty() || m_method == "POST") { // Qt would call an empty one a form
        all.append(HttpHeader{"Content-Type", "application/fhir+json"});
    }
    all += m_context.options.headers;
    all += m_request.headers;
    all += authentication;
    for (const auto &[name, value] : all) {
        if (!isHeaderValue(name) || !isHeaderValue(value)) {
            return failure(Error::Kind::BadData,
                           tr("%1: the value of the header %2 holds a line break")
                               .arg(describeRequest(m_method, m_url), QString::fromLatin1(name).simplified()));
        }
    }
    return all;
}

bool PendingRequest::isRepeatable() const
{
    constexpr auto hasNameOfConditionalCreate = [](const HttpHeader &header) {
        return header.name.compare("If-None-Exist", Qt::CaseInsensitive) == 0;
    };
    static const QByteArrayList repeatable{"GET"_qba, "HEAD"_qba, "OPTIONS"_qba, "PUT"_qba, "DELETE"_qba};
    return repeatable.contains(m_request.method)
        || std::any_of(m_request.headers.begin(), m_request.headers.end(), hasNameOfConditionalCreate);
}

} // namespace Tbs
