// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationsections_p.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

struct ListenAddress
{
    QHostAddress address;
    quint16 port = 0;
};

/// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080` or `:8080`.
std::optional<ListenAddress> listenAddressFromText(const QString &text)
{
    static const QRegularExpression pattern(u"^(?:\\[([0-9a-fA-F:.]+)\\]|([0-9.]+|localhost)|):([0-9]{1,5})$"_s);
    const auto match = pattern.match(text);
    bool ok = false;
    const auto port = match.captured(3).toUShort(&ok);
    if (!ok) {
        return std::nullopt;
    }
    const auto host = match.captured(1) + match.captured(2);
    if (host.isEmpty()) {
        return ListenAddress{QHostAddress(QHostAddress::Any), port};
    }
    const QHostAddress address = host == "localhost"_L1 ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host);
    const bool isIPv6 = !match.captured(1).isEmpty();
    if (address.isNull() || isIPv6 != (address.protocol() == QHostAddress::IPv6Protocol)) {
        return std::nullopt;
    }
    return ListenAddress{address, port};
}

void readListen(ConfigurationMapping &mapping, WebhookConfiguration &webhook)
{
    const auto key = u"listen"_s;
    const auto text = mapping.text(key);
    if (!text) {
        return;
    }
    const auto listen = listenAddressFromText(*text);
    if (!listen) {
        mapping.addMistake(
            key, ConfigurationMapping::tr("is to be ADDRESS:PORT such as 127.0.0.1:8080, \"[::1]:8080\" or :8080"));
        return;
    }
    webhook.address = listen->address;
    webhook.port = listen->port;
}

void readPathPrefix(ConfigurationMapping &mapping, WebhookConfiguration &webhook)
{
    const auto key = u"pathPrefix"_s;
    auto prefix = mapping.text(key);
    if (!prefix) {
        return;
    }
    static const QRegularExpression allowed(
        u"^/*([A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?/*$"_s);
    const auto match = allowed.match(*prefix);
    if (!match.hasMatch()) {
        mapping.addMistake(
            key,
            ConfigurationMapping::tr(
                "is to be a path such as webhook or fhir/webhook, of the characters A-Z a-z 0-9 . _ ~ -"));
        return;
    }
    webhook.pathPrefix = match.captured(1);
}

TlsConfiguration readTls(const ConfigurationNode &node, const QString &path, int line, ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, path, line, context);
    const TlsConfiguration tls{.certificate = mapping.readableFile(u"certificate"_s, false).value_or(QString()),
                               .key = mapping.readableFile(u"key"_s, true).value_or(QString()),
                               .clientCa = mapping.readableFile(u"clientCa"_s, false).value_or(QString())};
    if (node.kind == ConfigurationNode::Kind::Mapping) {
        for (const auto &key : {u"certificate"_s, u"key"_s}) {
            if (!mapping.has(key)) {
                mapping.addMistake(key, ConfigurationMapping::tr("is missing: TLS needs certificate and key"));
            }
        }
    }
    return tls;
}

std::optional<int> readCount(ConfigurationMapping &mapping, const QString &key, int minimum, int maximum)
{
    const auto number = mapping.integer(key, minimum, maximum);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

WebhookLimits readLimits(const ConfigurationNode &node, const QString &path, int line, ConfigurationContext &context)
{
    constexpr qint64 kibibyte = 1024;
    constexpr qint64 mebibyte = 1024 * kibibyte;
    constexpr qint64 gibibyte = 1024 * mebibyte;
    ConfigurationMapping mapping(node, path, line, context);
    WebhookLimits limits;
    limits.maximumConnections = readCount(mapping, u"maximumConnections"_s, 1, 1'000'000);
    limits.maximumConnectionsPerAddress = readCount(mapping, u"maximumConnectionsPerAddress"_s, 0, 1'000'000);
    limits.maximumRequestLineSize = mapping.size(u"maximumRequestLineSize"_s, 256, mebibyte);
    limits.maximumHeadSize = mapping.size(u"maximumHeadSize"_s, kibibyte, mebibyte);
    limits.maximumHeaderCount = readCount(mapping, u"maximumHeaderCount"_s, 8, 10'000);
    limits.maximumBodySize = mapping.size(u"maximumBodySize"_s, kibibyte, gibibyte);
    limits.maximumBufferedBytes = mapping.size(u"maximumBufferedBytes"_s, kibibyte, 1024 * gibibyte);
    limits.headTimeout = mapping.duration(u"headTimeout"_s, 100ms, 1h);
    limits.bodyTimeout = mapping.duration(u"bodyTimeout"_s, 100ms, 1h);
    limits.idleTimeout = mapping.duration(u"idleTimeout"_s, 100ms, 24h);
    limits.handlerTimeout = mapping.duration(u"handlerTimeout"_s, 100ms, 1h);
    limits.writeTimeout = mapping.duration(u"writeTimeout"_s, 100ms, 1h);
    if (limits.maximumBodySize && limits.maximumBufferedBytes
        && *limits.maximumBodySize > *limits.maximumBufferedBytes) {
        mapping.addMistake(u"maximumBufferedBytes"_s, ConfigurationMapping::tr("is smaller than maximumBodySize"));
    }
    if (limits.maximumRequestLineSize && limits.maximumHeadSize
        && *limits.maximumRequestLineSize > *limits.maximumHeadSize) {
        mapping.addMistake(u"maximumHeadSize"_s, ConfigurationMapping::tr("is smaller than maximumRequestLineSize"));
    }
    return limits;
}

} // namespace

WebhookConfiguration readWebhook(const ConfigurationNode &node, int line, ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, u"webhook"_s, line, context);
    WebhookConfiguration webhook;
    readListen(mapping, webhook);
    webhook.publicUrl = mapping.url(u"publicUrl"_s).value_or(QUrl());
    readPathPrefix(mapping, webhook);
    webhook.token = mapping.secret(u"token"_s);
    if (const auto header = mapping.text(u"tokenHeader"_s)) {
        webhook.tokenHeader = *header;
        if (!isHeaderName(*header)) {
            mapping.addMistake(u"tokenHeader"_s, ConfigurationMapping::tr("is no name of an HTTP header"));
        }
    }
    webhook.signatureSecret = mapping.secret(u"signatureSecret"_s);
    const auto tls = u"tls"_s;
    if (const auto *value = mapping.node(tls)) {
        webhook.tls = readTls(*value, mapping.pathOf(tls), mapping.lineOf(tls), context);
    }
    const auto limits = u"limits"_s;
    if (const auto *value = mapping.node(limits)) {
        webhook.limits = readLimits(*value, mapping.pathOf(limits), mapping.lineOf(limits), context);
    }
    return webhook;
}

} // namespace Tbs
