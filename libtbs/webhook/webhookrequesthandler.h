// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationsink.h>
#include <Tbs/support/clock.h>
#include <Tbs/webhook/endpointrouter.h>
#include <Tbs/webhook/httpmessage.h>
#include <Tbs/webhook/requestauthenticator.h>

#include <chrono>
#include <memory>

namespace Tbs {

/// What the webhook answers.
struct TBS_WEBHOOK_EXPORT WebhookReplyOptions
{
    /// For a notification that was taken: 200, 202 or 204. HAPI, fhir-candle, Inferno and athenahealth all accept 200.
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/fhir+json");
    /// HAPI reads the answer as a FHIR resource. Not sent with 204.
    QByteArray body = QByteArrayLiteral(R"({"resourceType":"Bundle","type":"transaction-response"})");
    /// Retry-After of 503, in whole seconds.
    std::chrono::seconds retryAfter{5};
    /// Bytes of a notification after decompression; more gets 413.
    qsizetype maximumBodySize = 16 * 1024 * 1024;
    /// Bytes of decompressed notifications in hand at one time; more gets 503.
    qsizetype maximumDecodedBytes = 256 * 1024 * 1024;
};

/// Turns requests into notifications for a NotificationSink, and what became of them into answers. An
/// HttpRequestHandler.
///
/// | status | when |
/// |---|---|
/// | WebhookReplyOptions::status | the sink took it, also a repeated one |
/// | 401 | the authenticator refuses it |
/// | 404 | no webhook has this path |
/// | 405 | another method than POST |
/// | 413 | the decompressed body is too large |
/// | 415 | neither JSON nor of unknown type, or a Content-Encoding that is not known |
/// | 422 | not a notification; the OperationOutcome says what and where |
/// | 500 | a defect |
/// | 503 | the sink cannot take it now |
///
/// All but the first come with an OperationOutcome. The payload is never repeated in an answer.
/// A copyable value; copies share everything. Thread-safe, as the sink is. Does not throw.
class TBS_WEBHOOK_EXPORT WebhookRequestHandler
{
public:
    /// \a sink and \a clock must outlive all copies and every request they have in hand.
    WebhookRequestHandler(std::shared_ptr<const EndpointRouter> router, RequestAuthenticator authenticator,
                          NotificationSink &sink, const Clock &clock, WebhookReplyOptions options = {});

    void operator()(HttpRequest request, const HttpReply &reply) const noexcept;

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace Tbs
