// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "webhookrequesthandler.h"

#include "contentdecoder_p.h"
#include "storableheaders_p.h"

#include <Tbs/fhir/operationoutcome.h>
#include <Tbs/support/logging.h>
#include <Tbs/support/text_p.h>

#include <atomic>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Any JSON, and what does not say what it is: some servers and forwarders name no type.
bool isAcceptedType(const QByteArray &contentType)
{
    const auto semicolon = contentType.indexOf(';');
    const auto type = (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toLower();
    return type.isEmpty() || type == "application/fhir+json" || type == "application/json" || type == "text/json"
        || type == "application/json+fhir" || type == "text/plain";
}

HttpResponse refusal(int status, const QString &issueCode, const QString &message, const QString &path = {},
                     HttpHeaders headers = {})
{
    return {
        .status = status,
        .body = writeOperationOutcome(
            {{.severity = Issue::Severity::Error, .code = issueCode, .path = path, .message = message}}),
        .headers = std::move(headers),
    };
}

} // namespace

class WebhookRequestHandler::Private
{
public:
    std::shared_ptr<const EndpointRouter> router;
    RequestAuthenticator authenticator;
    NotificationSink *sink = nullptr;
    const Clock *clock = nullptr;
    WebhookReplyOptions options;
    std::atomic<qsizetype> decodedBytes = 0;

    /// The decompressed bytes of one notification, counted as long as it is in hand.
    class DecodedBytes
    {
    public:
        DecodedBytes(std::shared_ptr<Private> owner, qsizetype size);
        Q_DISABLE_COPY_MOVE(DecodedBytes)
        ~DecodedBytes();
        [[nodiscard]] bool areTooMany() const;

    private:
        const std::shared_ptr<Private> m_owner;
        const qsizetype m_size;
    };

    /// What speaks against the request before its body is looked at.
    [[nodiscard]] std::optional<HttpResponse> objection(const HttpRequest &request,
                                                        const std::optional<QString> &webhookId) const;
    [[nodiscard]] HttpResponse acceptance() const;
    [[nodiscard]] HttpResponse retryLater(const QString &message) const;
    [[nodiscard]] HttpResponse refusalOf(const Error &error) const;
    [[nodiscard]] HttpResponse refusalOfContent(const Error &error) const;

    static void handle(const std::shared_ptr<Private> &d, HttpRequest request, const HttpReply &reply);
};

WebhookRequestHandler::Private::DecodedBytes::DecodedBytes(std::shared_ptr<Private> owner, qsizetype size)
    : m_owner(std::move(owner))
    , m_size(size)
{
    m_owner->decodedBytes += m_size;
}

WebhookRequestHandler::Private::DecodedBytes::~DecodedBytes()
{
    m_owner->decodedBytes -= m_size;
}

bool WebhookRequestHandler::Private::DecodedBytes::areTooMany() const
{
    return m_owner->decodedBytes > m_owner->options.maximumDecodedBytes;
}

std::optional<HttpResponse> WebhookRequestHandler::Private::objection(const HttpRequest &request,
                                                                      const std::optional<QString> &webhookId) const
{
    if (const auto authenticated = authenticator.authenticate(request); !authenticated) {
        return refusal(401, u"login"_s, authenticated.error().message, {},
                       {{QByteArrayLiteral("WWW-Authenticate"), authenticator.challenge()}});
    }
    if (!webhookId) {
        return refusal(404, u"not-found"_s, Text::tr("There is no webhook at this path."));
    }
    if (request.method != "POST") {
        return refusal(405, u"not-supported"_s, Text::tr("Notifications are sent by POST."), {},
                       {{QByteArrayLiteral("Allow"), QByteArrayLiteral("POST")}});
    }
    if (!isAcceptedType(request.header("Content-Type"))) {
        return refusal(415, u"not-supported"_s, Text::tr("Notifications are taken as application/fhir+json."));
    }
    return {};
}

HttpResponse WebhookRequestHandler::Private::acceptance() const
{
    constexpr int noContent = 204;
    if (options.status == noContent) {
        return {.status = noContent, .contentType = {}};
    }
    return {.status = options.status, .contentType = options.contentType, .body = options.body};
}

HttpResponse WebhookRequestHandler::Private::retryLater(const QString &message) const
{
    return refusal(503, u"transient"_s, message, {},
                   {{QByteArrayLiteral("Retry-After"), QByteArray::number(options.retryAfter.count())}});
}

HttpResponse WebhookRequestHandler::Private::refusalOf(const Error &error) const
{
    switch (error.kind) {
    case Error::Kind::BadData:
        return refusal(422, u"invalid"_s, error.message, error.location);
    case Error::Kind::Rejected:
        return refusal(422, u"processing"_s, error.message, error.location);
    case Error::Kind::Retry:
    case Error::Kind::ActionRequired:
        return retryLater(error.message);
    case Error::Kind::Internal:
        break;
    }
    qCCritical(logWebhook) << "a notification failed:" << error.message;
    return refusal(500, u"exception"_s, Text::tr("The notification could not be handled."));
}

HttpResponse WebhookRequestHandler::Private::refusalOfContent(const Error &error) const
{
    switch (error.kind) {
    case Error::Kind::Rejected:
        return refusal(413, u"too-long"_s, error.message);
    case Error::Kind::ActionRequired:
        return refusal(415, u"not-supported"_s, error.message);
    default:
        return refusalOf(error);
    }
}

void WebhookRequestHandler::Private::handle(const std::shared_ptr<Private> &d, HttpRequest request,
                                            const HttpReply &reply)
{
    auto webhookId = d->router->find(request.path);
    if (auto refused = d->objection(request, webhookId)) {
        reply.send(std::move(*refused));
        return;
    }
    const auto encoding = request.header("Content-Encoding");
    auto content = decodeContent(std::move(request.body), encoding, d->options.maximumBodySize);
    if (!content) {
        reply.send(d->refusalOfContent(content.error()));
        return;
    }
    if (content->size() > d->options.maximumBodySize) {
        reply.send(refusal(413, u"too-long"_s, Text::tr("The body is too large.")));
        return;
    }
    const auto decodedSize = encoding.isEmpty() ? 0 : content->size(); // others are counted by the listener
    const auto counted = std::make_shared<DecodedBytes>(d, decodedSize);
    if (counted->areTooMany()) {
        reply.send(d->retryLater(Text::tr("Too many notifications are in hand.")));
        return;
    }
    d->sink->receive(
        {
            .webhookId = std::move(*webhookId),
            .body = std::move(*content),
            .origin = NotificationOrigin::Webhook,
            .receivedAt = d->clock->now(),
            .headers = storableHeaders(request.headers, d->authenticator),
        },
        [d, reply, counted](const Result<Receipt> &result) {
            reply.send(result ? d->acceptance() : d->refusalOf(result.error()));
        });
}

WebhookRequestHandler::WebhookRequestHandler(std::shared_ptr<const EndpointRouter> router,
                                             RequestAuthenticator authenticator, NotificationSink &sink,
                                             const Clock &clock, WebhookReplyOptions options)
    : d(std::make_shared<Private>())
{
    d->router = std::move(router);
    d->authenticator = std::move(authenticator);
    d->sink = &sink;
    d->clock = &clock;
    d->options = std::move(options);
}

void WebhookRequestHandler::operator()(HttpRequest request, const HttpReply &reply) const noexcept
{
    try {
        Private::handle(d, std::move(request), reply);
    } catch (...) {
        qCCritical(logWebhook) << "an exception ended a request";
        reply.send({.status = 500, .contentType = {}});
    }
}

} // namespace Tbs
