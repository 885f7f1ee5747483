// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "forwardhandler.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPromise>

namespace Tbs {

namespace {

/// The answers that say: this event never.
constexpr int finalRefusals[] = {400, 410, 422};

} // namespace

class ForwardHandler::Private
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::ForwardHandler)

public:
    QNetworkAccessManager &network;
    Clock &clock;
    ForwardHandlerOptions options;

    [[nodiscard]] QNetworkRequest request() const
    {
        QNetworkRequest request(options.url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        for (const auto &[name, value] : options.headers) {
            request.setRawHeader(name, value);
        }
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        return request;
    }

    [[nodiscard]] static Result<void> resultOf(const QNetworkReply &reply, bool timedOut);
};

Result<void> ForwardHandler::Private::resultOf(const QNetworkReply &reply, bool timedOut)
{
    const auto host = reply.request().url().authority(QUrl::RemoveUserInfo | QUrl::FullyEncoded);
    if (timedOut) {
        return failure(Error::Kind::Retry, tr("%1 did not answer in time").arg(host));
    }
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        return failure(Error::Kind::Retry, tr("%1: %2").arg(host, reply.errorString()));
    }
    if (status >= 200 && status < 300) {
        return {};
    }
    const bool isFinal =
        std::find(std::begin(finalRefusals), std::end(finalRefusals), status) != std::end(finalRefusals);
    return failure(isFinal ? Error::Kind::Rejected : Error::Kind::Retry,
                   tr("%1 answered with status %2").arg(host).arg(status));
}

ForwardHandler::ForwardHandler(QNetworkAccessManager &network, Clock &clock, ForwardHandlerOptions options)
    : d(new Private{network, clock, std::move(options)})
{
}

QFuture<Result<void>> ForwardHandler::operator()(const EventContext &event) const
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    auto *reply = d->network.post(d->request(), QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact));
    auto timedOut = std::make_shared<bool>(false);
    d->clock.callAfter(d->options.timeout, reply, [reply, timedOut] {
        *timedOut = true;
        reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, promise, timedOut] {
        promise->addResult(Private::resultOf(*reply, *timedOut));
        promise->finish();
        reply->deleteLater();
    });
    return promise->future();
}

} // namespace Tbs
