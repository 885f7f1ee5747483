// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "attachwebhook.h"

#include "attachedreplies_p.h"
#include "qthttpservercompat_p.h"

#include <Tbs/support/logging.h>

#include <QCoreApplication>
#include <QHttpServer>
#include <QPointer>
#include <QRegularExpression>
#include <QSemaphore>

#include <memory>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// An answer that somebody waits for.
struct AwaitedResponse
{
    QSemaphore ready;
    HttpResponse response; ///< written before `ready` is released
};

void call(const HttpRequestHandler &handler, HttpRequest request, const HttpReply &reply)
{
    try {
        handler(std::move(request), reply);
    } catch (...) {
        qCCritical(logWebhook) << "the request handler threw";
        reply.send({.status = 500, .contentType = {}});
    }
}

HttpResponse callAndWait(const HttpRequestHandler &handler, HttpRequest request, std::chrono::milliseconds timeout)
{
    const auto awaited = std::make_shared<AwaitedResponse>();
    call(handler, std::move(request), HttpReply([awaited](HttpResponse response) {
             awaited->response = std::move(response);
             awaited->ready.release();
         }));
    if (!awaited->ready.tryAcquire(1, static_cast<int>(timeout.count()))) {
        qCWarning(logWebhook) << "a request was not answered in time";
        return {.status = 503, .contentType = {}};
    }
    return std::move(awaited->response);
}

QString pathPattern(const QString &pathPrefix)
{
    const auto parts = pathPrefix.split(u'/', Qt::SkipEmptyParts);
    const auto prefix = QRegularExpression::escape(parts.join(u'/'));
    return (prefix.isEmpty() ? QString() : u'/' + prefix) + u"/<arg>/?"_s;
}

} // namespace

Result<void> attachWebhook(QHttpServer &server, const QString &pathPrefix, HttpRequestHandler handler,
                           std::chrono::milliseconds handlerTimeout)
{
    if (pathPrefix.contains(u'<') || pathPrefix.contains(u'>')) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "The webhook path prefix contains < or >."));
    }
    auto *replies = QtHttpServerCompat::canAnswerLater() ? new AttachedReplies(&server) : nullptr;
    const bool added = QtHttpServerCompat::addPostRoute(
        server, pathPattern(pathPrefix),
        [handler = std::move(handler), handlerTimeout, replies](const QHttpServerRequest &request,
                                                                QHttpServerResponder &&responder) {
            auto httpRequest = QtHttpServerCompat::toHttpRequest(request);
            if (replies) {
                call(handler, std::move(httpRequest), replies->makeReply(std::move(responder)));
                return;
            }
            QtHttpServerCompat::write(responder, callAndWait(handler, std::move(httpRequest), handlerTimeout));
        });
    if (!added) {
        return failure(Error::Kind::Internal,
                       QCoreApplication::translate("Tbs", "QHttpServer does not take the route of the webhook."));
    }
    return {};
}

std::function<bool()> listeningProbe(QHttpServer &server)
{
    return [guarded = QPointer(&server)] {
        return guarded && !guarded->serverPorts().isEmpty();
    };
}

} // namespace Tbs
