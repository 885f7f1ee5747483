// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "httpmessage.h"

#include <QHttpServer>
#include <QHttpServerResponder>

/// QHttpServer as it differs between Qt 6.4 and 6.8. No other file asks for Qt's version.
namespace Tbs::QtHttpServerCompat {

/// Whether a responder may be kept and answered after the handler has returned, without a guarded connection beneath.
[[nodiscard]] bool canAnswerLater();

/// \return whether \a tcpServer, which has to listen, now belongs to \a server.
[[nodiscard]] bool bind(QHttpServer &server, QTcpServer *tcpServer);

/// Calls \a handler for every request that no route takes. The responder may be moved away; \a context is in the thread
/// of \a server and outlives it.
void setMissingHandler(QHttpServer &server, QObject *context, std::function<void(QHttpServerResponder &&)> handler);

/// Calls \a handler for POST requests to paths that match \a pathPattern, which contains one `<arg>`.
/// \return false when the pattern is not usable.
[[nodiscard]] bool addPostRoute(QHttpServer &server, const QString &pathPattern,
                                std::function<void(const QHttpServerRequest &, QHttpServerResponder &&)> handler);

[[nodiscard]] HttpRequest toHttpRequest(const QHttpServerRequest &request);

/// Writes the whole answer. Headers that would break the framing are left out.
void write(QHttpServerResponder &responder, const HttpResponse &response);

} // namespace Tbs::QtHttpServerCompat
