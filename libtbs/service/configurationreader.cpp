// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationreader.h"

#include "configurationsections_p.h"
#include "sentheaders_p.h"

#include <Tbs/client/loopback_p.h>
#include <Tbs/subscription/serverprofile.h>

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qint64 maximumFileSize = 1024 * 1024;

constexpr std::array<std::pair<QLatin1StringView, FhirVersion>, 3> fhirVersions{{
    {"R4"_L1, FhirVersion::R4},
    {"R4B"_L1, FhirVersion::R4B},
    {"R5"_L1, FhirVersion::R5},
}};

/// Reads the document from its root, then checks what concerns several sections.
class RootReader
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::RootReader)

public:
    RootReader(const ConfigurationNode &root, ConfigurationContext &context)
        : m_root(root, {}, std::max(root.line, 1), context)
        , m_context(context)
    {
    }

    [[nodiscard]] Configuration read();

private:
    template <typename Section>
    [[nodiscard]] Section readSection(const QString &key,
                                      Section (*reader)(const ConfigurationNode &, int, ConfigurationContext &))
    {
        const auto *node = m_root.node(key);
        return node ? reader(*node, m_root.lineOf(key), m_context) : Section();
    }

    /// A section whose short form is true or false.
    template <typename Section>
    [[nodiscard]] Section readSwitch(const QString &key,
                                     Section (*reader)(const ConfigurationNode &, int, ConfigurationContext &))
    {
        const auto *node = m_root.node(key);
        if (node && node->kind == ConfigurationNode::Kind::Mapping) {
            return reader(*node, m_root.lineOf(key), m_context);
        }
        return {.enabled = m_root.boolean(key).value_or(false)};
    }

    [[nodiscard]] int lineOf(const QString &section, const QString &key);
    [[nodiscard]] bool isGiven(const QUrl &url, const QString &path) const;
    void checkManagement(const Configuration &configuration);
    void checkChannels(bool manageSubscriptions);
    void refuseWebSocket(const ConfigurationNode &node, const QString &path);
    [[nodiscard]] bool hasRestHook(const Configuration &configuration) const;
    [[nodiscard]] bool opensWebhook(const Configuration &configuration) const;
    void checkSignature(const Configuration &configuration);
    void checkSentHeaders(const Configuration &configuration);
    void warn(const QString &element, const QString &section, const QString &key, const QString &message);
    void warnOfOpenDoors(const Configuration &configuration);
    void warnOfChangingPort(const Configuration &configuration);

    ConfigurationMapping m_root;
    ConfigurationContext &m_context;
};

Configuration RootReader::read()
{
    Configuration configuration;
    configuration.fhirVersion = m_root.code(u"fhirVersion"_s, fhirVersions);
    configuration.server = readSection(u"server"_s, readServer);
    configuration.webhook = readSection(u"webhook"_s, readWebhook);
    configuration.store = readSection(u"store"_s, readStore);
    configuration.defaults = readSection(u"defaults"_s, readDefaults);
    configuration.manageSubscriptions = readSwitch(u"manageSubscriptions"_s, readManagement);
    configuration.handleDeliveryErrors = readSwitch(u"handleDeliveryErrors"_s, readDeliveryErrors);
    configuration.subscriptions = readSubscriptions(m_root, m_context);
    checkManagement(configuration);
    checkChannels(configuration.manageSubscriptions.enabled);
    checkSignature(configuration);
    checkSentHeaders(configuration);
    warnOfOpenDoors(configuration);
    warnOfChangingPort(configuration);
    return configuration;
}

/// Whether \a url is there, or would be there if what stands at \a path were right.
bool RootReader::isGiven(const QUrl &url, const QString &path) const
{
    return !url.isEmpty() || m_context.isMistaken(path);
}

/// The line of \a key, or of its section when it is absent.
int RootReader::lineOf(const QString &section, const QString &key)
{
    const auto *node = m_root.node(section);
    const auto *entry = node ? node->entry(key) : nullptr;
    return entry ? entry->line : m_root.lineOf(section);
}

void RootReader::checkManagement(const Configuration &configuration)
{
    const bool hasServer = isGiven(configuration.server.baseUrl, u"server.baseUrl"_s);
    if (configuration.manageSubscriptions.enabled && !hasServer) {
        m_root.addMistake(u"manageSubscriptions"_s, tr("needs server.baseUrl: it says where to register"));
    }
    if (configuration.manageSubscriptions.enabled && hasRestHook(configuration)
        && !isGiven(configuration.webhook.publicUrl, u"webhook.publicUrl"_s)) {
        m_root.addMistake(u"manageSubscriptions"_s,
                          tr("needs webhook.publicUrl: it says where the server is to send notifications"));
    }
    if (configuration.handleDeliveryErrors.enabled && !hasServer) {
        m_root.addMistake(u"handleDeliveryErrors"_s, tr("needs server.baseUrl: it says whom to ask for lost events"));
    }
}

/// Whether anything is known to come by rest-hook; not what is mistaken.
bool RootReader::hasRestHook(const Configuration &configuration) const
{
    const auto &subscriptions = configuration.subscriptions;
    for (qsizetype i = 0; i < subscriptions.size(); ++i) {
        const auto &channel = subscriptions.at(i).definition.channel;
        const bool isMistaken = !channel
            && (m_context.isMistaken(u"subscriptions[%1].channel"_s.arg(i))
                || m_context.isMistaken(u"defaults.channel"_s));
        if (!isMistaken && channel.value_or(configuration.defaults.channel) == ChannelType::RestHook) {
            return true;
        }
    }
    return false;
}

/// As ReceiverService does when it starts.
bool RootReader::opensWebhook(const Configuration &configuration) const
{
    return configuration.subscriptions.isEmpty() ? configuration.defaults.channel == ChannelType::RestHook
                                                 : hasRestHook(configuration);
}

void RootReader::checkChannels(bool manageSubscriptions)
{
    if (manageSubscriptions || m_context.isMistaken(u"manageSubscriptions"_s)) {
        return;
    }
    if (const auto *defaults = m_root.node(u"defaults"_s)) {
        refuseWebSocket(*defaults, u"defaults"_s);
    }
    const auto &items = m_root.sequence(u"subscriptions"_s);
    for (std::size_t i = 0; i < items.size(); ++i) {
        refuseWebSocket(items[i], u"subscriptions[%1]"_s.arg(i));
    }
}

void RootReader::refuseWebSocket(const ConfigurationNode &node, const QString &path)
{
    const auto *channel = node.entry(u"channel"_s);
    if (channel && channel->value.text == "websocket"_L1) {
        const auto element = path + u".channel"_s;
        m_context.addMistake(element,
                             {channel->line, tr("`%1` websocket needs manageSubscriptions: true").arg(element)});
    }
}

void RootReader::checkSignature(const Configuration &configuration)
{
    const auto &secret = configuration.webhook.signatureSecret;
    const auto profile = serverProfile(configuration.server.profile);
    if (!secret.isSet() || !profile || profile->signature) {
        return;
    }
    const auto key = secretKey(u"signatureSecret"_s, secret.origin);
    m_context.addMistake(
        u"webhook.signatureSecret"_s,
        {lineOf(u"webhook"_s, key),
         tr("`webhook.%1` is of no use: a server of profile %2 does not sign").arg(key, quoted(profile->name))});
}

/// What each subscription wants to be sent along, held against what is sent anyway.
void RootReader::checkSentHeaders(const Configuration &configuration)
{
    const auto key = u"headers"_s;
    const auto &items = m_root.sequence(u"subscriptions"_s);
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto *headers = items[i].entry(key);
        if (!headers || headers->value.entries.empty()) {
            continue;
        }
        const auto path = u"subscriptions[%1].%2"_s.arg(i).arg(key);
        const auto &definition = configuration.subscriptions.at(static_cast<qsizetype>(i)).definition;
        if (withDefaults(definition, configuration.defaults).channel == ChannelType::WebSocket) {
            m_context.addWarning(
                path, headers->line,
                tr("`%1`: nothing of this is sent over websocket; headers go with rest-hook").arg(path),
                u"not-supported"_s);
        }
        for (const auto &entry : headers->value.entries) {
            const auto element = path + u'.' + entry.key;
            const auto objection = objectionToSentHeader(entry.key, configuration);
            if (!objection.isEmpty() && !m_context.isMistaken(element)) {
                m_context.addMistake(element, {entry.line, u"`%1`: %2"_s.arg(element, objection)});
            }
        }
    }
}

/// \a element: of which it is said; it stands at \a key of \a section.
void RootReader::warn(const QString &element, const QString &section, const QString &key, const QString &message)
{
    m_context.addWarning(element, lineOf(section, key), message);
}

void RootReader::warnOfOpenDoors(const Configuration &configuration)
{
    const auto &webhook = configuration.webhook;
    const bool asksForProof =
        webhook.token.isSet() || webhook.signatureSecret.isSet() || !webhook.tls.clientCa.isEmpty();
    if (opensWebhook(configuration) && !asksForProof && !webhook.address.isLoopback()) {
        warn(u"webhook.listen"_s, u"webhook"_s, u"listen"_s,
             tr("whoever reaches the webhook can send notifications: set webhook.token"));
    }
    if (opensWebhook(configuration) && webhook.publicUrl.scheme() == "http"_L1 && !isLoopback(webhook.publicUrl)) {
        warn(u"webhook.publicUrl"_s, u"webhook"_s, u"publicUrl"_s,
             tr("`webhook.publicUrl` is http: token and health data travel unencrypted"));
    }
    const auto &server = configuration.server;
    if (server.baseUrl.scheme() == "http"_L1 && !isLoopback(server.baseUrl)) {
        warn(u"server.baseUrl"_s, u"server"_s, u"baseUrl"_s,
             tr("`server.baseUrl` is http: credentials and health data travel unencrypted"));
    }
}

/// Subscriptions that stay at the server send to the port of the run that made them; with a fixed publicUrl they are
/// found again by their endpoint, but who forwards from there has to know the port.
void RootReader::warnOfChangingPort(const Configuration &configuration)
{
    const auto &management = configuration.manageSubscriptions;
    const bool stay = management.enabled && management.atShutdown != RemovalPolicy::Delete;
    if (!stay || configuration.webhook.port != 0 || !opensWebhook(configuration)) {
        return;
    }
    warn(u"webhook.port"_s, u"webhook"_s, u"listen"_s,
         configuration.webhook.publicUrl.isEmpty()
             ? tr("a free port is another one after each start: what the server sends to the old one until then is "
                  "lost, and its Subscription stays there. Choose a port")
             : tr("a free port is another one after each start: until what comes to webhook.publicUrl is forwarded to "
                  "the new one, it is lost. Choose a port"));
}

} // namespace

Configuration readRoot(const ConfigurationNode &node, ConfigurationContext &context)
{
    return RootReader(node, context).read(); // the reader's end is when unknown keys are noticed
}

std::optional<QString> processEnvironment(const QString &name)
{
    const auto variable = name.toLocal8Bit();
    return qEnvironmentVariableIsSet(variable.constData()) ? std::optional(qEnvironmentVariable(variable.constData()))
                                                           : std::nullopt;
}

tl::expected<Configuration, QList<Error>> readConfiguration(const QByteArray &yaml, const QString &fileName,
                                                            const EnvironmentLookup &environment, const QDateTime &now)
{
    ConfigurationContext context(fileName, environment, now);
    const auto root = parseYaml(yaml);
    if (!root) {
        return tl::unexpected(
            QList<Error>{{root.error().kind, root.error().message, context.locationOf(root.error().line)}});
    }
    auto configuration = readRoot(*root, context);
    auto errors = context.takeErrors();
    if (!errors.isEmpty()) {
        return tl::unexpected(std::move(errors));
    }
    configuration.warnings = context.takeWarnings();
    return configuration;
}

tl::expected<Configuration, QList<Error>>
readConfigurationFile(const QString &fileName, const EnvironmentLookup &environment, const QDateTime &now)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return tl::unexpected(QList<Error>{{Error::Kind::ActionRequired, file.errorString(), fileName}});
    }
    return readConfiguration(file.read(maximumFileSize + 1), fileName, environment, now);
}

} // namespace Tbs
