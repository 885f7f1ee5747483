// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>
#include <Tbs/webhook/httpmessage.h>

#include <chrono>
#include <functional>

QT_FORWARD_DECLARE_CLASS(QHttpServer)

namespace Tbs {

/// Serves webhooks from an application's own QHttpServer, by one route: POST `/<pathPrefix>/<anything>`. Everything
/// else stays the application's. Where the server is reachable by others than a trusted proxy, use HttpListener
/// instead: QHttpServer has no limits of its own.
///
/// Below Qt 6.8 a QHttpServer may crash when it is answered after the handler has returned. So there the route waits in
/// the server's thread until \a handler has sent its reply: what answers must not need that thread's event loop, or the
/// request gets 503 after \a handlerTimeout. From Qt 6.8 the thread is free meanwhile, and \a handlerTimeout not used.
///
/// To be called in the thread of \a server. \a handler is called in it, and must be usable as long as \a server lives.
/// \return BadData when \a pathPrefix contains `<` or `>`, Internal when QHttpServer does not take the route.
[[nodiscard]] TBS_WEBHOOK_EXPORT Result<void>
attachWebhook(QHttpServer &server, const QString &pathPrefix, HttpRequestHandler handler,
              std::chrono::milliseconds handlerTimeout = std::chrono::seconds(30));

/// Tells, each time it is called in the thread of \a server, whether that accepts connections on some port; false once
/// it is gone.
[[nodiscard]] TBS_WEBHOOK_EXPORT std::function<bool()> listeningProbe(QHttpServer &server);

} // namespace Tbs
