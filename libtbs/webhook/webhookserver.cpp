// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "webhookserver.h"

#include <Tbs/fhir/operationoutcome.h>

#include <QCoreApplication>

#include <map>
#include <mutex>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// `/a/b/` for `a/b`, `/` for an empty prefix.
QByteArray folder(const QString &pathPrefix)
{
    const auto parts = pathPrefix.split(u'/', Qt::SkipEmptyParts);
    return parts.isEmpty() ? QByteArrayLiteral("/") : '/' + parts.join(u'/').toUtf8() + '/';
}

HttpResponse notFound()
{
    return {.status = 404,
            .body = writeOperationOutcome({{Issue::Severity::Error,
                                            u"not-found"_s,
                                            {},
                                            QCoreApplication::translate("Tbs", "There is no webhook at this path.")}})};
}

} // namespace

class WebhookServer::Private
{
public:
    using Handlers = std::map<QByteArray, HttpRequestHandler>; ///< by folder

    [[nodiscard]] std::shared_ptr<const Handlers> snapshot() const
    {
        const std::lock_guard lock(mutex);
        return handlers;
    }

    void handle(HttpRequest request, const HttpReply &reply) const
    {
        const auto current = snapshot();
        const HttpRequestHandler *best = nullptr;
        qsizetype longest = 0;
        for (const auto &[folder, handler] : *current) {
            if (folder.size() > longest && request.path.startsWith(folder)) {
                best = &handler;
                longest = folder.size();
            }
        }
        if (!best) {
            reply.send(notFound());
            return;
        }
        (*best)(std::move(request), reply);
    }

    mutable std::mutex mutex;
    std::shared_ptr<const Handlers> handlers = std::make_shared<const Handlers>();
    HttpListener listener{[this](HttpRequest request, const HttpReply &reply) {
        handle(std::move(request), reply);
    }};
};

WebhookServer::WebhookServer(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
}

WebhookServer::~WebhookServer()
{
    close(std::chrono::milliseconds(0));
}

Result<void> WebhookServer::addHandler(const QString &pathPrefix, HttpRequestHandler handler)
{
    const std::lock_guard lock(d->mutex);
    auto handlers = *d->handlers;
    if (!handlers.emplace(folder(pathPrefix), std::move(handler)).second) {
        return failure(Error::Kind::Rejected,
                       QCoreApplication::translate("Tbs", "The path prefix \"%1\" is in use already.").arg(pathPrefix));
    }
    d->handlers = std::make_shared<const Private::Handlers>(std::move(handlers));
    return {};
}

void WebhookServer::removeHandler(const QString &pathPrefix)
{
    const std::lock_guard lock(d->mutex);
    auto handlers = *d->handlers;
    handlers.erase(folder(pathPrefix));
    d->handlers = std::make_shared<const Private::Handlers>(std::move(handlers));
}

Result<void> WebhookServer::listen(const HttpListenerOptions &options)
{
    return d->listener.listen(options);
}

QHostAddress WebhookServer::address() const
{
    return d->listener.address();
}

quint16 WebhookServer::port() const
{
    return d->listener.port();
}

void WebhookServer::close(std::chrono::milliseconds drainTime)
{
    if (d->listener.isListening()) {
        d->listener.close(drainTime);
    }
}

} // namespace Tbs
