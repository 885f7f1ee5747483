// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationwriter.h"

#include "configurationmapping_p.h"
#include "configurationunits_p.h"
#include "configurationwriter_p.h"

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

ConfigurationNode textNode(const QString &text)
{
    return {.kind = ConfigurationNode::Kind::Text, .text = text, .items = {}, .entries = {}};
}

/// A mapping that takes only what is not empty and not \a standard.
class MappingWriter
{
public:
    void add(const QString &key, ConfigurationNode node)
    {
        const bool isEmpty = node.items.empty() && node.entries.empty() && node.text.isEmpty();
        if (!isEmpty) {
            m_node.entries.push_back({key, 0, std::move(node)});
        }
    }
    void text(const QString &key, const QString &value, const QString &standard = {})
    {
        if (value != standard) {
            m_node.entries.push_back({key, 0, textNode(value)}); // an empty one too: it differs
        }
    }
    void url(const QString &key, const QUrl &value) { text(key, value.toString(QUrl::FullyEncoded)); }

    template <typename Number>
    void number(const QString &key, const std::optional<Number> &value, std::optional<Number> standard = {})
    {
        if (value && value != standard) {
            add(key,
                {.kind = ConfigurationNode::Kind::Integer,
                 .text = QString::number(*value),
                 .items = {},
                 .entries = {}});
        }
    }
    void boolean(const QString &key, bool value)
    {
        add(key,
            {.kind = ConfigurationNode::Kind::Boolean,
             .text = value ? u"true"_s : u"false"_s,
             .items = {},
             .entries = {}});
    }
    void flag(const QString &key, bool value)
    {
        if (value) {
            boolean(key, value);
        }
    }
    void duration(const QString &key, std::optional<std::chrono::milliseconds> value,
                  std::optional<std::chrono::milliseconds> standard = {})
    {
        if (value && value != standard) {
            text(key, durationToText(*value));
        }
    }
    /// `key: true` where that says it all, else a mapping with \a details.
    void switched(const QString &key, bool enabled, const ConfigurationNode &details)
    {
        if (details.entries.empty()) {
            flag(key, enabled);
            return;
        }
        MappingWriter mapping;
        mapping.boolean(u"enabled"_s, enabled);
        auto node = mapping.take();
        node.entries.insert(node.entries.end(), details.entries.begin(), details.entries.end());
        add(key, std::move(node));
    }
    void size(const QString &key, std::optional<qint64> value)
    {
        if (value) {
            const auto written = sizeToText(*value);
            bool isNumber = false;
            [[maybe_unused]] const auto number = written.toLongLong(&isNumber);
            auto node = textNode(written);
            node.kind = isNumber ? ConfigurationNode::Kind::Integer : ConfigurationNode::Kind::Text;
            add(key, std::move(node));
        }
    }
    void texts(const QString &key, const QStringList &values)
    {
        ConfigurationNode node{.kind = ConfigurationNode::Kind::Sequence, .text = {}, .items = {}, .entries = {}};
        for (const auto &value : values) {
            node.items.push_back(textNode(value));
        }
        add(key, std::move(node));
    }
    void secret(const QString &key, const ConfiguredSecret &secret)
    {
        const bool isInline = secret.origin == ConfiguredSecret::Origin::Inline;
        text(secretKey(key, secret.origin), isInline ? secret.value : secret.source);
    }
    void headers(const QString &key, const QList<ConfiguredHeader> &headers);

    [[nodiscard]] ConfigurationNode take() { return std::move(m_node); }

private:
    ConfigurationNode m_node{.kind = ConfigurationNode::Kind::Mapping, .text = {}, .items = {}, .entries = {}};
};

void MappingWriter::headers(const QString &key, const QList<ConfiguredHeader> &headers)
{
    MappingWriter mapping;
    for (const auto &header : headers) {
        if (header.value.origin == ConfiguredSecret::Origin::Inline) {
            mapping.text(header.name, header.value.value);
        } else if (header.value.isSet()) {
            MappingWriter source;
            const bool isFile = header.value.origin == ConfiguredSecret::Origin::File;
            source.text(isFile ? u"file"_s : u"env"_s, header.value.source);
            mapping.add(header.name, source.take());
        }
    }
    add(key, mapping.take());
}

QString typeName(ServerAuthentication::Type type)
{
    using Type = ServerAuthentication::Type;
    switch (type) {
    case Type::None:
        return u"none"_s;
    case Type::Basic:
        return u"basic"_s;
    case Type::Bearer:
        return u"bearer"_s;
    case Type::Header:
        return u"header"_s;
    case Type::OAuth2:
        return u"oauth2"_s;
    case Type::Smart:
        return u"smart"_s;
    }
    return {};
}

QString secretMethodName(ClientSecretMethod method)
{
    switch (method) {
    case ClientSecretMethod::Basic:
        return u"client_secret_basic"_s;
    case ClientSecretMethod::Post:
        return u"client_secret_post"_s;
    }
    return {};
}

ConfigurationNode toNode(const ServerAuthentication &authentication)
{
    MappingWriter mapping;
    mapping.text(u"type"_s, typeName(authentication.type), u"none"_s);
    mapping.text(u"username"_s, authentication.username);
    mapping.secret(u"password"_s, authentication.password);
    mapping.secret(u"token"_s, authentication.token);
    mapping.url(u"tokenUrl"_s, authentication.tokenUrl);
    mapping.text(u"clientId"_s, authentication.clientId);
    mapping.secret(u"clientSecret"_s, authentication.clientSecret);
    mapping.text(u"tokenEndpointAuthMethod"_s, secretMethodName(authentication.clientSecretMethod),
                 secretMethodName(ServerAuthentication().clientSecretMethod));
    mapping.text(u"privateKeyFile"_s, authentication.privateKeyFile);
    mapping.text(u"keyId"_s, authentication.keyId);
    mapping.url(u"jwksUrl"_s, authentication.jwksUrl);
    mapping.texts(u"scopes"_s, authentication.scopes);
    mapping.headers(u"headers"_s, authentication.headers);
    return mapping.take();
}

ConfigurationNode toNode(const ServerTlsConfiguration &tls)
{
    MappingWriter mapping;
    mapping.text(u"certificate"_s, tls.certificate);
    mapping.text(u"key"_s, tls.key);
    mapping.text(u"ca"_s, tls.ca);
    return mapping.take();
}

ConfigurationNode toNode(const ServerConfiguration &server)
{
    MappingWriter mapping;
    mapping.url(u"baseUrl"_s, server.baseUrl);
    mapping.text(u"profile"_s, server.profile, ServerConfiguration().profile);
    mapping.add(u"auth"_s, toNode(server.authentication));
    mapping.add(u"tls"_s, toNode(server.tls));
    return mapping.take();
}

ConfigurationNode toNode(const TlsConfiguration &tls)
{
    MappingWriter mapping;
    mapping.text(u"certificate"_s, tls.certificate);
    mapping.text(u"key"_s, tls.key);
    mapping.text(u"clientCa"_s, tls.clientCa);
    return mapping.take();
}

ConfigurationNode toNode(const WebhookLimits &limits)
{
    MappingWriter mapping;
    mapping.number(u"maximumConnections"_s, limits.maximumConnections);
    mapping.number(u"maximumConnectionsPerAddress"_s, limits.maximumConnectionsPerAddress);
    mapping.size(u"maximumRequestLineSize"_s, limits.maximumRequestLineSize);
    mapping.size(u"maximumHeadSize"_s, limits.maximumHeadSize);
    mapping.number(u"maximumHeaderCount"_s, limits.maximumHeaderCount);
    mapping.size(u"maximumBodySize"_s, limits.maximumBodySize);
    mapping.duration(u"headTimeout"_s, limits.headTimeout);
    mapping.duration(u"bodyTimeout"_s, limits.bodyTimeout);
    mapping.duration(u"idleTimeout"_s, limits.idleTimeout);
    mapping.duration(u"handlerTimeout"_s, limits.handlerTimeout);
    mapping.duration(u"writeTimeout"_s, limits.writeTimeout);
    mapping.size(u"maximumBufferedBytes"_s, limits.maximumBufferedBytes);
    return mapping.take();
}

QString listenText(const WebhookConfiguration &webhook)
{
    const auto address = webhook.address.toString();
    const auto port = u':' + QString::number(webhook.port);
    if (webhook.address == QHostAddress(QHostAddress::Any)) {
        return port;
    }
    return webhook.address.protocol() == QHostAddress::IPv6Protocol ? u'[' + address + u']' + port : address + port;
}

ConfigurationNode toNode(const WebhookConfiguration &webhook)
{
    const WebhookConfiguration standard;
    MappingWriter mapping;
    mapping.text(u"listen"_s, listenText(webhook), listenText(standard));
    mapping.url(u"publicUrl"_s, webhook.publicUrl);
    mapping.text(u"pathPrefix"_s, webhook.pathPrefix, standard.pathPrefix);
    mapping.secret(u"token"_s, webhook.token);
    mapping.text(u"tokenHeader"_s, webhook.tokenHeader, standard.tokenHeader);
    mapping.secret(u"signatureSecret"_s, webhook.signatureSecret);
    mapping.add(u"tls"_s, toNode(webhook.tls));
    mapping.add(u"limits"_s, toNode(webhook.limits));
    return mapping.take();
}

ConfigurationNode toNode(const StoreConfiguration &store)
{
    MappingWriter retention;
    retention.duration(u"maximumAge"_s, store.retention.maximumAge);
    retention.number(u"maximumNotifications"_s, store.retention.maximumNotifications);
    retention.size(u"maximumSize"_s, store.retention.maximumSize);

    MappingWriter mapping;
    if (store.type == StoreConfiguration::Type::Memory) {
        mapping.text(u"type"_s, u"memory"_s);
    }
    mapping.text(u"path"_s, store.path);
    mapping.add(u"retention"_s, retention.take());
    return mapping.take();
}

ConfigurationNode toNode(const SubscriptionDefaults &defaults)
{
    const SubscriptionDefaults standard;
    MappingWriter mapping;
    mapping.text(u"payloadContent"_s, toCode(defaults.payloadContent), toCode(standard.payloadContent));
    mapping.number<quint32>(u"timeout"_s, defaults.timeout, standard.timeout);
    mapping.number<quint32>(u"heartbeatPeriod"_s, defaults.heartbeatPeriod, standard.heartbeatPeriod);
    mapping.number<quint32>(u"maxCount"_s, defaults.maxCount, standard.maxCount);
    mapping.text(u"channel"_s, toCode(defaults.channel), toCode(standard.channel));
    return mapping.take();
}

QString removalName(RemovalPolicy policy)
{
    switch (policy) {
    case RemovalPolicy::Keep:
        return u"keep"_s;
    case RemovalPolicy::Off:
        return u"off"_s;
    case RemovalPolicy::Delete:
        return u"delete"_s;
    }
    return {};
}

ConfigurationNode detailsOf(const ManagementConfiguration &management)
{
    const ManagementConfiguration standard;
    MappingWriter mapping;
    mapping.text(u"atShutdown"_s, removalName(management.atShutdown), removalName(standard.atShutdown));
    mapping.flag(u"prune"_s, management.prune);
    mapping.duration(u"renewBefore"_s, management.renewBefore, standard.renewBefore);
    return mapping.take();
}

ConfigurationNode detailsOf(const DeliveryErrorConfiguration &errors)
{
    const DeliveryErrorConfiguration standard;
    MappingWriter mapping;
    mapping.duration(u"heartbeatTolerance"_s, errors.heartbeatTolerance, standard.heartbeatTolerance);
    mapping.duration(u"statusPeriod"_s, errors.statusPeriod, standard.statusPeriod);
    mapping.number<int>(u"reactivationAttempts"_s, errors.reactivationAttempts, standard.reactivationAttempts);
    return mapping.take();
}

ConfigurationNode toNode(const FilterBy &filter)
{
    MappingWriter mapping;
    mapping.text(u"resourceType"_s, filter.resourceType);
    mapping.text(u"filterParameter"_s, filter.filterParameter);
    mapping.text(u"comparator"_s, filter.comparator);
    mapping.text(u"modifier"_s, filter.modifier);
    mapping.text(u"value"_s, filter.value);
    return mapping.take();
}

ConfigurationNode toNode(const HandlerConfiguration &handler)
{
    MappingWriter mapping;
    switch (handler.type) {
    case HandlerConfiguration::Type::None:
        break;
    case HandlerConfiguration::Type::Exec:
        mapping.texts(u"exec"_s, handler.command);
        break;
    case HandlerConfiguration::Type::Forward: {
        MappingWriter forward;
        forward.url(u"url"_s, handler.url);
        forward.headers(u"headers"_s, handler.headers);
        mapping.add(u"forward"_s, forward.take());
        break;
    }
    case HandlerConfiguration::Type::File:
        mapping.text(u"file"_s, handler.path);
        break;
    case HandlerConfiguration::Type::Log:
        mapping.flag(u"log"_s, true);
        break;
    }
    return mapping.take();
}

ConfigurationNode toNode(const RetryConfiguration &retry)
{
    MappingWriter mapping;
    mapping.number(u"attempts"_s, retry.attempts);
    mapping.duration(u"initialDelay"_s, retry.initialDelay);
    mapping.duration(u"maximumDelay"_s, retry.maximumDelay);
    return mapping.take();
}

ConfigurationNode toNode(const SubscriptionConfiguration &subscription)
{
    const auto &definition = subscription.definition;
    MappingWriter mapping;
    mapping.text(u"webhookId"_s, definition.webhookId);
    mapping.text(u"topic"_s, definition.topic);
    ConfigurationNode filters{.kind = ConfigurationNode::Kind::Sequence, .text = {}, .items = {}, .entries = {}};
    for (const auto &filter : definition.filterBy) {
        filters.items.push_back(toNode(filter));
    }
    mapping.add(u"filterBy"_s, std::move(filters));
    if (definition.payloadContent) {
        mapping.text(u"payloadContent"_s, toCode(*definition.payloadContent));
    }
    mapping.number(u"timeout"_s, definition.timeout);
    mapping.number(u"heartbeatPeriod"_s, definition.heartbeatPeriod);
    mapping.number(u"maxCount"_s, definition.maxCount);
    if (definition.channel) {
        mapping.text(u"channel"_s, toCode(*definition.channel));
    }
    mapping.text(u"end"_s, definition.end.toUTC().toString(Qt::ISODateWithMs));
    mapping.headers(u"headers"_s, subscription.headers);
    mapping.add(u"handler"_s, toNode(subscription.handler));
    mapping.add(u"retry"_s, toNode(subscription.retry));
    return mapping.take();
}

void emit(YAML::Emitter &out, const ConfigurationNode &node)
{
    switch (node.kind) {
    case ConfigurationNode::Kind::Mapping:
        out << YAML::BeginMap;
        for (const auto &entry : node.entries) {
            out << YAML::Key << entry.key.toStdString() << YAML::Value;
            emit(out, entry.value);
        }
        out << YAML::EndMap;
        break;
    case ConfigurationNode::Kind::Sequence:
        out << YAML::BeginSeq;
        for (const auto &item : node.items) {
            emit(out, item);
        }
        out << YAML::EndSeq;
        break;
    case ConfigurationNode::Kind::Text:
        out << YAML::DoubleQuoted << node.text.toStdString();
        break;
    case ConfigurationNode::Kind::Null:
    case ConfigurationNode::Kind::Boolean:
    case ConfigurationNode::Kind::Integer:
    case ConfigurationNode::Kind::Float:
        out << node.text.toStdString();
        break;
    }
}

} // namespace

ConfigurationNode configurationNode(const Configuration &configuration)
{
    MappingWriter mapping;
    mapping.text(u"fhirVersion"_s, configuration.fhirVersion ? toCode(*configuration.fhirVersion) : QString());
    mapping.add(u"server"_s, toNode(configuration.server));
    mapping.add(u"webhook"_s, toNode(configuration.webhook));
    mapping.add(u"store"_s, toNode(configuration.store));
    mapping.add(u"defaults"_s, toNode(configuration.defaults));
    mapping.switched(u"manageSubscriptions"_s, configuration.manageSubscriptions.enabled,
                     detailsOf(configuration.manageSubscriptions));
    mapping.switched(u"handleDeliveryErrors"_s, configuration.handleDeliveryErrors.enabled,
                     detailsOf(configuration.handleDeliveryErrors));
    ConfigurationNode subscriptions{.kind = ConfigurationNode::Kind::Sequence, .text = {}, .items = {}, .entries = {}};
    for (const auto &subscription : configuration.subscriptions) {
        subscriptions.items.push_back(toNode(subscription));
    }
    mapping.add(u"subscriptions"_s, std::move(subscriptions));
    return mapping.take();
}

QByteArray writeConfiguration(const Configuration &configuration)
{
    YAML::Emitter out;
    emit(out, configurationNode(configuration));
    return QByteArray(out.c_str(), static_cast<qsizetype>(out.size())) + '\n';
}

} // namespace Tbs
