// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliveryjob_p.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

using namespace Qt::StringLiterals;

namespace Tbs {

DeliveryJob::DeliveryJob(SandboxContext &context, const DeliveryTarget &target, const QByteArray &body,
                         int maximumAttempts, QObject *parent)
    : Delivery(parent)
    , m_context(context)
    , m_target(target)
    , m_body(body)
    , m_attemptsLeft(maximumAttempts)
    , m_retryDelay(context.profile.retry.initialDelay)
{
}

void DeliveryJob::start()
{
    m_firstAttempt = m_context.clock.monotonic();
    const auto delay = m_context.faults.faults().delay;
    if (delay.count() == 0) {
        post();
        return;
    }
    m_context.clock.callAfter(delay, this, [this] { post(); });
}

void DeliveryJob::cancel()
{
    m_isCancelled = true;
    if (m_reply) {
        m_reply->abort();
    }
}

void DeliveryJob::post()
{
    if (m_isCancelled) {
        return;
    }
    --m_attemptsLeft;
    m_reply = m_context.network.post(request(), m_body);
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::finished, this, &DeliveryJob::onReplyFinished);
    m_context.clock.callAfter(m_target.timeout, m_reply, [reply = m_reply.data()] { reply->abort(); });
}

QNetworkRequest DeliveryJob::request() const
{
    QNetworkRequest request(m_target.endpoint);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    for (const auto &header : m_target.headers) {
        request.setRawHeader(header.name.toUtf8(), header.value.toUtf8());
    }
    request.setRawHeader("Content-Type", m_target.contentType);
    if (!m_target.signingSecret.isEmpty()) {
        const auto signature =
            QMessageAuthenticationCode::hash(m_body, m_target.signingSecret, QCryptographicHash::Sha256).toHex();
        request.setRawHeader("X-Hub-Signature", "sha256=" + signature);
    }
    return request;
}

void DeliveryJob::onReplyFinished()
{
    if (m_isCancelled) {
        return;
    }
    const auto status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto accepted = isAccepted(status);
    m_reply->deleteLater();
    m_reply.clear();
    Q_EMIT attempted(status, accepted);
    if (m_isCancelled) {
        return;
    }
    const bool isGivenUp = status >= 400 && status < 500 && !m_context.profile.retriesClientErrors;
    if (accepted || isGivenUp) {
        Q_EMIT finished(accepted);
        return;
    }
    scheduleRetry();
}

bool DeliveryJob::isAccepted(int status)
{
    const auto &statuses = m_context.profile.acceptedStatuses;
    const auto isGood = statuses.isEmpty() ? status >= 200 && status <= 299 : statuses.contains(status);
    // Aborted by the timeout after the head of the answer: there is a status, but the answer is not whole.
    if (!isGood || m_reply->error() != QNetworkReply::NoError) {
        return false;
    }
    if (!m_context.profile.requiresResourceBody || status == 204) {
        return true;
    }
    const auto answer = QJsonDocument::fromJson(m_reply->readAll()).object();
    const auto type = answer.value("resourceType"_L1).toString();
    return !type.isEmpty() && type != "OperationOutcome"_L1;
}

void DeliveryJob::scheduleRetry()
{
    const auto &retry = m_context.profile.retry;
    const auto elapsed = m_context.clock.monotonic() - m_firstAttempt;
    const auto isTooLate = retry.maximumTime.count() > 0 && elapsed + m_retryDelay > retry.maximumTime;
    if (m_attemptsLeft <= 0 || isTooLate) {
        Q_EMIT finished(false);
        return;
    }
    m_context.clock.callAfter(m_retryDelay, this, [this] { post(); });
    const auto next = static_cast<qint64>(static_cast<double>(m_retryDelay.count()) * retry.factor);
    m_retryDelay = std::min(std::chrono::milliseconds(next), retry.maximumDelay);
}

} // namespace Tbs
