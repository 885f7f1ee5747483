// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configuredwebhook.h"

#include <Tbs/service/tlsfiles.h>

namespace Tbs {

namespace {

template <typename Value, typename Given> void assign(Value &value, const std::optional<Given> &given)
{
    if (given) {
        value = static_cast<Value>(*given);
    }
}

HttpLimits limitsOf(const WebhookLimits &configured)
{
    HttpLimits limits;
    assign(limits.maximumConnections, configured.maximumConnections);
    assign(limits.maximumConnectionsPerAddress, configured.maximumConnectionsPerAddress);
    assign(limits.maximumRequestLineSize, configured.maximumRequestLineSize);
    assign(limits.maximumHeadSize, configured.maximumHeadSize);
    assign(limits.maximumHeaderCount, configured.maximumHeaderCount);
    assign(limits.maximumBodySize, configured.maximumBodySize);
    assign(limits.headTimeout, configured.headTimeout);
    assign(limits.bodyTimeout, configured.bodyTimeout);
    assign(limits.idleTimeout, configured.idleTimeout);
    assign(limits.handlerTimeout, configured.handlerTimeout);
    assign(limits.writeTimeout, configured.writeTimeout);
    assign(limits.maximumBufferedBytes, configured.maximumBufferedBytes);
    return limits;
}

} // namespace

Result<HttpListenerOptions> listenerOptions(const WebhookConfiguration &webhook, int edgeThreads)
{
    HttpListenerOptions options{
        .address = webhook.address,
        .port = webhook.port,
        .limits = limitsOf(webhook.limits),
        .edgeThreads = edgeThreads,
    };
    if (!webhook.tls.certificate.isEmpty()) {
        auto tls = listenerTls(webhook.tls);
        if (!tls) {
            return failure(tls.error());
        }
        options.tls = std::move(*tls);
    }
    return options;
}

AuthenticationOptions authenticationOptions(const WebhookConfiguration &webhook, const ServerProfile &profile)
{
    AuthenticationOptions options;
    options.tokenHeader = webhook.tokenHeader.toUtf8();
    if (webhook.token.isSet()) {
        options.tokens = {webhook.token.value.toUtf8()};
    }
    if (webhook.signatureSecret.isSet()) {
        options.signatureSecrets = {webhook.signatureSecret.value.toUtf8()};
        if (profile.signature) {
            options.signatureHeaders = {profile.signature->header};
        }
    }
    return options;
}

WebhookReplyOptions replyOptions(const WebhookConfiguration &webhook, const ServerProfile &profile)
{
    WebhookReplyOptions options;
    options.status = profile.acknowledgement.status;
    options.contentType = profile.acknowledgement.contentType;
    options.body = profile.acknowledgement.body;
    assign(options.maximumBodySize, webhook.limits.maximumBodySize);
    assign(options.maximumDecodedBytes, webhook.limits.maximumBufferedBytes);
    return options;
}

} // namespace Tbs
