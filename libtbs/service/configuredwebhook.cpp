// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configuredwebhook.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

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

tl::unexpected<Error> unusable(const QString &file)
{
    return failure(Error::Kind::ActionRequired,
                   QCoreApplication::translate("Tbs", "It holds nothing that TLS can use (PEM is wanted)"), file);
}

QSslKey readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    const auto pem = file.readAll();
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (const QSslKey key(pem, algorithm); !key.isNull()) {
            return key;
        }
    }
    return {};
}

Result<QSslConfiguration> tlsConfiguration(const TlsConfiguration &tls)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    const auto chain = QSslCertificate::fromPath(tls.certificate);
    if (chain.isEmpty()) {
        return unusable(tls.certificate);
    }
    const auto key = readKey(tls.key);
    if (key.isNull()) {
        return unusable(tls.key);
    }
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!tls.clientCa.isEmpty()) {
        const auto authorities = QSslCertificate::fromPath(tls.clientCa);
        if (authorities.isEmpty()) {
            return unusable(tls.clientCa);
        }
        configuration.setCaCertificates(authorities);
        configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return configuration;
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
        auto tls = tlsConfiguration(webhook.tls);
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
