// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/httpheader.h>
#include <Tbs/support/export.h>

#include <QByteArray>
#include <QHostAddress>

#include <functional>
#include <memory>

namespace Tbs {

/// One complete HTTP request, past the guarded edge. A copyable value.
struct TBS_WEBHOOK_EXPORT HttpRequest
{
    QByteArray method;
    /// The path as sent, still percent-encoded, without the query.
    QByteArray path;
    QByteArray query;
    HttpHeaders headers;
    /// Unless empty, has a capacity of at least 64 bytes more than its size, so that the codec parses it in place.
    QByteArray body;
    QHostAddress remoteAddress;

    /// The first header of that name (in any case); empty when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// The answer to one request.
struct TBS_WEBHOOK_EXPORT HttpResponse
{
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/fhir+json");
    QByteArray body;
    /// Besides Content-Type, Content-Length and Connection, which are set anyway.
    HttpHeaders headers;
};

/// Where the answer of one request goes. Copies share one answer; the first send() counts.
///
/// send() may be called from any thread, at once or later. When the last copy goes without an answer, the client gets
/// 500.
class TBS_WEBHOOK_EXPORT HttpReply
{
public:
    using Sender = std::function<void(HttpResponse)>;

    explicit HttpReply(Sender sender);
    void send(HttpResponse response) const;

private:
    struct State;
    std::shared_ptr<State> d;
};

/// Answers requests. Called in the thread that accepted the connection; it must not block for long.
using HttpRequestHandler = std::function<void(HttpRequest request, const HttpReply &reply)>;

} // namespace Tbs
