// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/webhook/httplistener.h>

#include <QObject>

#include <memory>

namespace Tbs {

/// Our own server for webhooks: an HttpListener that several users share, each under its path prefix.
///
/// Lives in the thread that made it. Handlers are called in the listener's edge threads.
class TBS_WEBHOOK_EXPORT WebhookServer : public QObject
{
    Q_OBJECT

public:
    explicit WebhookServer(QObject *parent = nullptr);
    ~WebhookServer() override;

    /// Has \a handler answer what comes to `/<pathPrefix>/...`; of several prefixes the longest that fits counts. May
    /// be called at any time. \return Rejected when the prefix is taken.
    [[nodiscard]] Result<void> addHandler(const QString &pathPrefix, HttpRequestHandler handler);
    /// Requests that it has in hand are still answered by it.
    void removeHandler(const QString &pathPrefix);

    /// See HttpListener.
    [[nodiscard]] Result<void> listen(const HttpListenerOptions &options);
    [[nodiscard]] QHostAddress address() const;
    [[nodiscard]] quint16 port() const;
    void close(std::chrono::milliseconds drainTime = std::chrono::seconds(5));

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
