// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "webhookprobe.h"

#include <Tbs/support/futures.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qint64 enough = 64 * 1024; ///< bytes of an answer that are looked at

bool isOperationOutcome(const QByteArray &body)
{
    return QJsonDocument::fromJson(body).object().value("resourceType"_L1) == "OperationOutcome"_L1;
}

WebhookAnswer::Verdict verdictOn(const QNetworkReply &reply, int status, const QByteArray &body)
{
    using Verdict = WebhookAnswer::Verdict;
    if (!isOperationOutcome(body)) {
        return Verdict::Foreign;
    }
    switch (status) {
    case 401:
        return Verdict::TokenRefused;
    case 404:
        return Verdict::UnknownWebhook;
    case 405:
        return reply.rawHeader("Allow") == "POST" ? Verdict::Ours : Verdict::Foreign;
    default:
        return Verdict::Foreign;
    }
}

WebhookAnswer answerOf(QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        const bool isTls = reply.error() == QNetworkReply::SslHandshakeFailedError;
        return {isTls ? WebhookAnswer::Verdict::NotTrusted : WebhookAnswer::Verdict::NoAnswer, 0, reply.errorString()};
    }
    return {verdictOn(reply, status, reply.isOpen() ? reply.read(enough) : QByteArray()), status, {}};
}

} // namespace

QFuture<WebhookAnswer> probeWebhook(const QUrl &endpoint, const QList<SubscriptionHeader> &headers,
                                    QNetworkAccessManager &network, std::chrono::milliseconds timeout)
{
    QNetworkRequest request(endpoint);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(timeout.count()));
    for (const auto &header : headers) {
        request.setRawHeader(header.name.toUtf8(), header.value.toUtf8());
    }
    const SharedPromise<WebhookAnswer> promise;
    auto *reply = network.get(request);
    QObject::connect(reply, &QNetworkReply::readyRead, reply, [reply] {
        if (reply->bytesAvailable() > enough) {
            reply->abort();
        }
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, promise] {
        reply->deleteLater();
        promise.finish(answerOf(*reply));
    });
    return promise.future();
}

} // namespace Tbs
