// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httpdate_p.h"
#include "onetimebody_p.h"
#include "requestattempt_p.h"
#include "requesturl_p.h"
#include "tlserrortext_p.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslError>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Those that tell us to ask elsewhere; 300, 304 and 305 do not.
constexpr int redirects[] = {301, 302, 303, 307, 308};

bool isRedirect(int status)
{
    return std::find(std::begin(redirects), std::end(redirects), status) != std::end(redirects);
}

/// Nothing is kept between two requests but the connection: no cookies, no credentials, no cache.
QNetworkRequest networkRequest(const HttpAttempt &attempt)
{
    QNetworkRequest request(attempt.url);
    for (const auto &[name, value] : attempt.headers) {
        request.setRawHeader(name, value);
    }
    request.setSslConfiguration(attempt.tls);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    return request;
}

bool hasBody(const HttpAttempt &attempt)
{
    return !attempt.body.isEmpty() || attempt.method == "POST" || attempt.method == "PATCH";
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// Whether the end of the connection is that of the answer.
bool endsWithConnection(const QNetworkReply &reply)
{
    return statusOf(reply) != 0 && !reply.hasRawHeader("Content-Length") && !reply.hasRawHeader("Transfer-Encoding");
}

/// Qt wants to send a OneTimeBody again in more cases than one: also for a redirect that it is not to follow, and when
/// the connection ends as it should.
bool isWholeThoughNotSentAgain(const QNetworkReply &reply)
{
    const int status = statusOf(reply);
    return status == 307 || status == 308 || endsWithConnection(reply);
}

/// Statuses from 400 on are errors of Qt's, too.
bool isWholeAnswer(const QNetworkReply &reply)
{
    const auto error = reply.error();
    const int status = statusOf(reply);
    if (error == QNetworkReply::ContentReSendError) {
        return isWholeThoughNotSentAgain(reply);
    }
    if (error == QNetworkReply::NoError) {
        return status != 0;
    }
    return status >= 400 && error > QNetworkReply::UnknownProxyError && error != QNetworkReply::ProtocolFailure;
}

} // namespace

RequestAttempt::RequestAttempt(HttpAttempt request, QNetworkAccessManager &network, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_network(network)
    , m_clock(clock)
{
}

RequestAttempt::~RequestAttempt()
{
    if (m_reply) { // which ends its request when it is destroyed
        m_reply->disconnect(this);
        m_reply->deleteLater();
    }
}

void RequestAttempt::start()
{
    auto *body = hasBody(m_request) ? new OneTimeBody(m_request.body) : nullptr;
    m_reply = m_network.sendCustomRequest(networkRequest(m_request), m_request.method, body);
    if (body) {
        body->setParent(m_reply);
    }
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &RequestAttempt::checkLength);
    connect(m_reply, &QNetworkReply::readyRead, this, &RequestAttempt::read);
    connect(m_reply, &QNetworkReply::finished, this, &RequestAttempt::finish);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const auto &error : errors) {
            m_tlsErrors.append(textOf(error));
        }
    });
    m_clock.callAfter(m_request.timeout, this, [this] { conclude(Stop::TimedOut); });
}

/// Without abort(), which would warn after an error that was told already, such as a status.
void RequestAttempt::conclude(Stop reason)
{
    if (!m_concluded) {
        m_concluded = true;
        m_stop = reason;
        m_reply->disconnect(this);
        Q_EMIT finished(outcome());
    }
}

void RequestAttempt::checkLength()
{
    if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_request.maximumBodySize) {
        conclude(Stop::TooLarge);
    }
}

void RequestAttempt::read()
{
    m_body += m_reply->readAll();
    if (m_body.size() > m_request.maximumBodySize) {
        conclude(Stop::TooLarge);
    }
}

void RequestAttempt::finish()
{
    m_body += m_reply->readAll();
    conclude(m_body.size() > m_request.maximumBodySize ? Stop::TooLarge : Stop::No);
}

AttemptOutcome RequestAttempt::outcome() const
{
    if (m_stop == Stop::TimedOut) {
        return failed(Error::Kind::Retry,
                      tr("no answer within %1 s").arg(std::chrono::duration<double>(m_request.timeout).count()), true);
    }
    if (m_stop == Stop::TooLarge) {
        return failed(Error::Kind::Rejected,
                      tr("the answer is larger than the %1 bytes that are allowed").arg(m_request.maximumBodySize),
                      false);
    }
    if (!isWholeAnswer(*m_reply)) {
        return networkFailure();
    }
    AttemptOutcome outcome{.response = response()};
    const auto location = m_reply->rawHeader("Location");
    if (isRedirect(outcome.response->status) && !location.isEmpty()) {
        outcome.redirect = m_request.url.resolved(QUrl::fromEncoded(location)).adjusted(QUrl::RemoveFragment);
    }
    return outcome;
}

FhirResponse RequestAttempt::response() const
{
    FhirResponse response;
    response.method = m_request.method;
    response.url = m_request.url;
    response.status = statusOf(*m_reply);
    response.contentType = m_reply->rawHeader("Content-Type");
    response.body = m_body;
    response.location =
        m_reply->hasRawHeader("Location") ? m_reply->rawHeader("Location") : m_reply->rawHeader("Content-Location");
    response.eTag = m_reply->rawHeader("ETag");
    response.date = parseHttpDate(m_reply->rawHeader("Date"));
    // By the clock that wrote it, where that is known.
    response.retryAfter =
        parseRetryAfter(m_reply->rawHeader("Retry-After"), response.date.isValid() ? response.date : m_clock.now());
    return response;
}

AttemptOutcome RequestAttempt::failed(Error::Kind kind, const QString &what, bool mayPass) const
{
    const auto asked = describeRequest(m_request.method, m_request.url);
    return {.response = failure(kind, asked + u": "_s + what), .mayPass = mayPass};
}

/// What is wrong and, where nothing here can mend it, where that is done.
QString RequestAttempt::textOf(const QSslError &error)
{
    const auto text = tlsErrorText(error);
    return error.error() == QSslError::CertificateExpired
        ? tr("%1; have it renewed there, or set the clock of this machine if it should still be good").arg(text)
        : text;
}

AttemptOutcome RequestAttempt::networkFailure() const
{
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError: {
        const auto text = m_tlsErrors.isEmpty() ? m_reply->errorString() : m_tlsErrors.join(u"; "_s);
        return failed(Error::Kind::ActionRequired, tr("no secure connection: %1").arg(text), false);
    }
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return failed(Error::Kind::ActionRequired, tr("the proxy wants to know who we are"), false);
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
        return failed(Error::Kind::BadData, tr("what came is no answer of HTTP"), false);
    case QNetworkReply::UnknownContentError:
        return failed(Error::Kind::BadData, tr("the answer cannot be decompressed"), false);
    case QNetworkReply::ContentReSendError: // Qt would have sent it again
    case QNetworkReply::RemoteHostClosedError:
        return failed(
            Error::Kind::Retry,
            m_body.isEmpty()
                ? tr("the connection was closed before there was an answer")
                : tr("the connection was closed in the middle of the answer, after %1 bytes of it").arg(m_body.size()),
            true);
    default:
        return failed(Error::Kind::Retry, m_reply->errorString(), true);
    }
}

} // namespace Tbs
