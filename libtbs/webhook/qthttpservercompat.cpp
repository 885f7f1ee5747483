// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "qthttpservercompat_p.h"

#include <QTcpServer>

#include <algorithm>

#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
#include <QHttpHeaders>
#endif

namespace Tbs::QtHttpServerCompat {

namespace {

constexpr qsizetype bodyPadding = 64; // see HttpRequest::body

bool isSafe(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

bool isFraming(QByteArrayView name)
{
    const auto is = [name](QByteArrayView other) {
        return name.compare(other, Qt::CaseInsensitive) == 0;
    };
    return is("Content-Length") || is("Content-Type") || is("Transfer-Encoding") || is("Connection");
}

template <typename Write> void forEachHeader(const HttpResponse &response, const Write &write)
{
    if (!response.contentType.isEmpty() && isSafe(response.contentType)) {
        write(QByteArrayLiteral("Content-Type"), response.contentType);
    }
    for (const auto &[name, value] : response.headers) {
        if (!name.isEmpty() && isSafe(name) && isSafe(value) && !isFraming(name)) {
            write(name, value);
        }
    }
}

QByteArray methodName(QHttpServerRequest::Method method)
{
    return method == QHttpServerRequest::Method::Post ? QByteArrayLiteral("POST") : QByteArrayLiteral("UNKNOWN");
}

HttpHeaders headersOf(const QHttpServerRequest &request)
{
    HttpHeaders headers;
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    const auto pairs = request.headers().toListOfPairs();
#else
    const auto pairs = request.headers();
#endif
    for (const auto &[name, value] : pairs) {
        headers.append({name, value});
    }
    return headers;
}

} // namespace

bool canAnswerLater()
{
    return QT_VERSION >= QT_VERSION_CHECK(6, 8, 0);
}

bool bind(QHttpServer &server, QTcpServer *tcpServer)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return server.bind(tcpServer);
#else
    server.bind(tcpServer);
    return true;
#endif
}

void setMissingHandler(QHttpServer &server, QObject *context, std::function<void(QHttpServerResponder &&)> handler)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    server.setMissingHandler(
        context, [handler = std::move(handler)](const QHttpServerRequest &, QHttpServerResponder &responder) {
            handler(std::move(responder));
        });
#else
    Q_UNUSED(context)
    server.setMissingHandler(
        [handler = std::move(handler)](const QHttpServerRequest &, QHttpServerResponder &&responder) {
            handler(std::move(responder));
        });
#endif
}

bool addPostRoute(QHttpServer &server, const QString &pathPattern,
                  std::function<void(const QHttpServerRequest &, QHttpServerResponder &&)> handler)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    return server.route(pathPattern, QHttpServerRequest::Method::Post,
                        [handler = std::move(handler)](const QString &, const QHttpServerRequest &request,
                                                       QHttpServerResponder &responder) {
                            handler(request, std::move(responder));
                        })
        != nullptr;
#else
    return server.route(
        pathPattern, QHttpServerRequest::Method::Post,
        [handler = std::move(handler)](const QString &, const QHttpServerRequest &request,
                                       QHttpServerResponder &&responder) { handler(request, std::move(responder)); });
#endif
}

HttpRequest toHttpRequest(const QHttpServerRequest &request)
{
    const auto url = request.url();
    auto body = request.body();
    body.reserve(body.size() + bodyPadding);
    return {
        .method = methodName(request.method()),
        .path = url.path(QUrl::FullyEncoded).toLatin1(),
        .query = url.query(QUrl::FullyEncoded).toLatin1(),
        .headers = headersOf(request),
        .body = std::move(body),
        .remoteAddress = request.remoteAddress(),
    };
}

void write(QHttpServerResponder &responder, const HttpResponse &response)
{
    const auto status = static_cast<QHttpServerResponder::StatusCode>(response.status);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QHttpHeaders headers;
    forEachHeader(response, [&](const QByteArray &name, const QByteArray &value) { headers.append(name, value); });
    responder.write(response.body, headers, status);
#else
    responder.writeStatusLine(status);
    forEachHeader(response,
                  [&](const QByteArray &name, const QByteArray &value) { responder.writeHeader(name, value); });
    responder.writeHeader(QByteArrayLiteral("Content-Length"), QByteArray::number(response.body.size()));
    responder.writeBody(response.body);
#endif
}

} // namespace Tbs::QtHttpServerCompat
