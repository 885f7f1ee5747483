// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>
#include <Tbs/webhook/httplimits.h>
#include <Tbs/webhook/httpmessage.h>

#include <QHostAddress>
#include <QObject>
#include <QSslConfiguration>

#include <memory>
#include <optional>

namespace Tbs {

struct TBS_WEBHOOK_EXPORT HttpListenerOptions
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; ///< 0 chooses a free one
    HttpLimits limits;
    /// Threads that serve connections, each with a QHttpServer of its own; 0: the listener's own thread does.
    int edgeThreads = 1;
    /// Present: HTTPS.
    std::optional<QSslConfiguration> tls;
};

/// An HTTP/1.1 server for open ports: a strict, limited edge in front of QHttpServer.
///
/// QHttpServer alone buffers any body, never times out and accepts malformed framing; so connections end in a guarded
/// connection that hands on only whole, canonical requests, one at a time, and hides a client's disconnect until the
/// answer exists. libtbs/doc/webhook.md says why, with which limits and statuses.
///
/// Lives in the thread that made it. The request handler is called in edge threads, in several at a time; an exception
/// from it is answered with 500. Connections are accepted in the first edge thread, so that a busy thread of the
/// application keeps nobody waiting.
class TBS_WEBHOOK_EXPORT HttpListener : public QObject
{
    Q_OBJECT

public:
    /// \a handler answers every request that is well-formed, whatever its path and method.
    explicit HttpListener(HttpRequestHandler handler, QObject *parent = nullptr);
    ~HttpListener() override;

    /// Starts to accept connections.
    /// \return ActionRequired when the address or port cannot be had or the TLS configuration is unusable, Internal
    /// when it listens already. May be called again after close().
    [[nodiscard]] Result<void> listen(const HttpListenerOptions &options);
    [[nodiscard]] bool isListening() const;
    [[nodiscard]] QHostAddress address() const;
    /// The port that was given or chosen; 0 before listen().
    [[nodiscard]] quint16 port() const;

    /// Stops accepting, closes idle connections, lets requests in hand be answered for at most \a drainTime, then
    /// closes the rest. Returns when all edge threads have ended; replies sent later have no effect.
    ///
    /// Runs an event loop meanwhile, since the answers may have to come from this thread. Not to be called by a request
    /// handler. The destructor closes too, without draining.
    void close(std::chrono::milliseconds drainTime = std::chrono::seconds(5));

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
