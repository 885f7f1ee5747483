// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listenoptions.h"

#include "../httpurl.h"
#include "../optionset.h"
#include "../secret.h"
#include "../socketaddress.h"

#include <Tbs/codec/filtertext.h>
#include <Tbs/service/configurationreader.h>
#include <Tbs/subscription/serverprofile.h>

#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

constexpr auto commandOption = "--exec"_L1;
constexpr auto sqlitePrefix = "sqlite:"_L1;

} // namespace

void ListenOptions::declare(OptionSet &options)
{
    declareReceiving(options);
    declareManagement(options);
    declareHandling(options);
    declareEnd(options);
}

void ListenOptions::declareReceiving(OptionSet &options)
{
    options.setGroup(tr("What is received"));
    options.addText(u"-c,--config"_s, u"FILE"_s, m_configurationFile,
                    tr("tbs.yaml; what else is given here goes before what it says"));
    options.addText(u"--listen"_s, u"ADDRESS:PORT"_s, m_listen,
                    tr("(127.0.0.1:8080; with --sandbox a free one) port 0: a free one; :PORT: anywhere"));
    options.addValue(u"--path-prefix"_s, u"PATH"_s, tr("Before the webhook id in the URL (webhook); may be empty"),
                     [this](const QString &text) {
                         m_pathPrefix = text;
                         m_pathPrefixGiven = true;
                         return QString();
                     });
    options.addTexts(u"--webhook-id"_s, u"ID"_s, m_webhookIds,
                     tr("The last part of the URL (notifications); repeatable"));
    options.addText(u"--topic"_s, u"URL"_s, m_topic, tr("The topic that is expected (any)"));
    options.addFhirVersion(u"--fhir-version"_s, m_fhirVersion,
                           tr("What is expected; another version is taken too,\nwith a warning (any)"));
    options.addText(u"--token-file"_s, u"FILE"_s, m_tokenFile,
                    tr("Holds the token that senders have to show as X-Api-Key\nor Authorization: Bearer"));
    options.addText(u"--token-env"_s, u"VARIABLE"_s, m_tokenVariable, tr("The same from the environment"));
    options.addText(u"--server"_s, u"URL"_s, m_server, tr("Base URL of the FHIR server that sends"));
    options.addText(u"--profile"_s, u"NAME"_s, m_profile,
                    tr("Its make: %1 (strict)").arg(serverProfileNames().join(u", "_s)));
    options.addText(u"--store"_s, u"memory|sqlite:PATH"_s, m_store,
                    tr("Where notifications are kept until they are handled (memory)"));
    options.addFlag(u"--direct"_s, m_direct, tr("No store: the sender waits for the handler"));
    options.addNumber(u"--edge-threads"_s, u"N"_s, m_edgeThreads, 0, 64, tr("Threads that serve connections (1)"));
}

void ListenOptions::declareManagement(OptionSet &options)
{
    options.setGroup(tr("What is asked of the FHIR server"));
    options.addFlag(u"--manage"_s, m_manage,
                    tr("Register a Subscription to --topic at --server, keep it\n"
                       "alive, and fetch what was lost"));
    options.addText(u"--public-url"_s, u"URL"_s, m_publicUrl,
                    tr("How the server reaches this program\n(the address it listens on)"));
    options.addValue(u"--channel"_s, u"rest-hook|websocket"_s,
                     tr("How notifications come (rest-hook); websocket needs\nno open port, and implies --manage"),
                     [this](const QString &text) {
                         m_channel = channelTypeFromCode(text);
                         return m_channel ? QString() : tr("'%1' is neither rest-hook nor websocket").arg(text);
                     });
    options.addValue(u"--filter"_s, u"FILTER"_s, tr("e.g. 'Encounter?status=finished'; repeatable"),
                     [this](const QString &text) {
                         const auto filters = filtersFromText(text);
                         if (!filters) {
                             return filters.error().message;
                         }
                         m_filters += *filters;
                         return QString();
                     });
    options.addText(u"--server-token-env"_s, u"VARIABLE"_s, m_serverTokenVariable,
                    tr("Holds the bearer token for the server"));
}

void ListenOptions::declareHandling(OptionSet &options)
{
    options.setGroup(tr("What is done with an event"));
    options.addText(u"--exec"_s, u"PROGRAM [ARGUMENT]..."_s, m_commandLine,
                    tr("Run a program with the event (JSON) on its standard input;\n"
                       "exit code 0: handled"));
    options.addText(u"--file"_s, u"PATH"_s, m_file, tr("Append it to a file (NDJSON)"));
    options.addFlag(u"--fsync"_s, m_synchronize, tr("... and wait until it is on the disk"));
    options.addText(u"--forward"_s, u"URL"_s, m_forward, tr("POST it; a status of 2xx: handled"));
    options.addDuration(u"--handler-timeout"_s, u"DURATION"_s, m_handlerTimeout, tr("For --exec and --forward (60s)"));
    options.addNumber(u"--attempts"_s, u"N"_s, m_attempts, 1, 1'000'000,
                      tr("Before an event is given up as a dead letter (10)"));
    options.addDuration(u"--retry-delay"_s, u"DURATION"_s, m_retryDelay,
                        tr("After the first failure; it doubles each time (1s)"));
}

void ListenOptions::declareEnd(OptionSet &options)
{
    options.setGroup(tr("When it ends"));
    options.addNumber(u"--max-events"_s, u"N"_s, m_maximumEvents, 1, std::numeric_limits<qint64>::max(),
                      tr("After so many were handled"));
    options.addDuration(u"--for"_s, u"DURATION"_s, m_duration, tr("After this time"));
    options.setGroup(tr("Trying it out"));
    options.addOptionalValue(u"--sandbox"_s, u"R4|R4B|R5"_s, m_sandbox, m_sandboxVersion,
                             tr("With a FHIR server in the process that sends samples\n(--fhir-version, else R4)"));
    options.addFlag(u"--no-sandbox"_s, m_noSandbox, tr("Without one, which is the default (for ./run)"));
}

QStringList ListenOptions::takeCommand(const OptionSet &options, QStringList arguments)
{
    const auto start = arguments.indexOf(commandOption);
    if (start < 0) {
        return arguments;
    }
    auto end = start + 1;
    while (end < arguments.size() && arguments.at(end) != "--"_L1
           && !(arguments.at(end).startsWith("--"_L1) && options.isOptionName(arguments.at(end)))) {
        ++end;
    }
    m_command = arguments.mid(start + 1, end - start - 1);
    if (m_command.isEmpty()) {
        return arguments; // CLI11 says that a value is missing
    }
    if (arguments.value(end) == "--"_L1) {
        m_command += arguments.mid(end + 1);
        end = arguments.size();
    }
    arguments.remove(start, end - start);
    return arguments;
}

QString ListenOptions::addressMistake() const
{
    if (!m_listen.isEmpty() && !socketAddressFromText(m_listen)) {
        return tr("--listen: '%1' is not ADDRESS:PORT, e.g. 127.0.0.1:8080").arg(m_listen);
    }
    if (!m_forward.isEmpty() && !isHttpUrl(m_forward)) {
        return tr("--forward: '%1' is no http or https URL").arg(m_forward);
    }
    if (!m_server.isEmpty() && !isHttpUrl(m_server)) {
        return tr("--server: '%1' is no http or https URL").arg(m_server);
    }
    return {};
}

bool ListenOptions::manages() const
{
    return m_manage || m_channel == ChannelType::WebSocket;
}

QString ListenOptions::managementMistake() const
{
    if (!m_publicUrl.isEmpty() && !isHttpUrl(m_publicUrl)) {
        return tr("--public-url: '%1' is no http or https URL").arg(m_publicUrl);
    }
    if (!manages() || !m_configurationFile.isEmpty() || m_sandbox) {
        return {};
    }
    if (m_server.isEmpty() || m_topic.isEmpty()) {
        return tr(
            "--manage needs --server, where to register, and --topic, for what; 'tbs topics' lists what there is");
    }
    if (m_webhookIds.size() > 1) {
        return tr("--manage registers one Subscription; for several write them down for --config");
    }
    return {};
}

QString ListenOptions::usageMistake() const
{
    if (const auto mistake = managementMistake(); !mistake.isEmpty()) {
        return mistake;
    }
    if (const auto mistake = addressMistake(); !mistake.isEmpty()) {
        return mistake;
    }
    const bool exec = !m_command.isEmpty() || !m_commandLine.isEmpty();
    if (int(exec) + int(!m_file.isEmpty()) + int(!m_forward.isEmpty()) > 1) {
        return tr("--exec, --file and --forward exclude each other");
    }
    if (m_direct && !m_store.isEmpty()) {
        return tr("--direct and --store exclude each other");
    }
    if (!m_store.isEmpty() && m_store != "memory"_L1
        && !(m_store.startsWith(sqlitePrefix) && m_store.size() > sqlitePrefix.size())) {
        return tr("--store: '%1' is neither memory nor sqlite:PATH").arg(m_store);
    }
    if (!m_tokenFile.isEmpty() && !m_tokenVariable.isEmpty()) {
        return tr("--token-file and --token-env exclude each other");
    }
    if (!m_configurationFile.isEmpty()
        && (!m_topic.isEmpty() || !m_webhookIds.isEmpty() || m_channel || !m_filters.isEmpty())) {
        return tr("--config says what to subscribe to; leave out --topic, --webhook-id, --channel and --filter");
    }
    if (!m_sandboxVersion.isEmpty() && !fhirVersionFromCode(m_sandboxVersion)) {
        return tr("--sandbox: '%1' is not R4, R4B or R5").arg(m_sandboxVersion);
    }
    if (m_sandbox && m_noSandbox) {
        return tr("--sandbox and --no-sandbox exclude each other");
    }
    if (!m_profile.isEmpty()) {
        if (const auto profile = serverProfile(m_profile); !profile) {
            return u"--profile: "_s + profile.error().message;
        }
    }
    return {};
}

HandlerConfiguration ListenOptions::handler() const
{
    using Type = HandlerConfiguration::Type;
    HandlerConfiguration handler;
    auto command = m_command.isEmpty() && !m_commandLine.isEmpty() ? QStringList{m_commandLine} : m_command;
    if (command.size() == 1 && !QFileInfo::exists(command.constFirst())) {
        command = QProcess::splitCommand(command.constFirst());
    }
    if (!command.isEmpty()) {
        handler.type = Type::Exec;
        handler.command = command;
    } else if (!m_file.isEmpty()) {
        handler.type = Type::File;
        handler.path = QDir().absoluteFilePath(m_file);
    } else if (!m_forward.isEmpty()) {
        handler.type = Type::Forward;
        handler.url = QUrl(m_forward, QUrl::StrictMode);
    }
    return handler;
}

Result<void> ListenOptions::applyToken(WebhookConfiguration &webhook) const
{
    const auto token = readSecret(m_tokenFile, m_tokenVariable);
    if (!token) {
        return failure(token.error());
    }
    if (token->isSet()) {
        webhook.token = *token;
    }
    return {};
}

Result<void> ListenOptions::applyManagement(Configuration &configuration) const
{
    if (!m_publicUrl.isEmpty()) {
        configuration.webhook.publicUrl = QUrl(m_publicUrl, QUrl::StrictMode);
    }
    auto token = readSecret({}, m_serverTokenVariable);
    if (!token) {
        return failure(token.error());
    }
    if (token->isSet()) {
        configuration.server.authentication.type = ServerAuthentication::Type::Bearer;
        configuration.server.authentication.token = std::move(*token);
    }
    if (manages()) {
        configuration.manageSubscriptions.enabled = true;
        configuration.handleDeliveryErrors.enabled = true;
    }
    return {};
}

void ListenOptions::applyStore(StoreConfiguration &store) const
{
    if (m_store.startsWith(sqlitePrefix)) {
        store.type = StoreConfiguration::Type::Sqlite;
        store.path = QDir().absoluteFilePath(m_store.mid(sqlitePrefix.size()));
    } else if (!m_store.isEmpty() || m_configurationFile.isEmpty()) {
        store.type = StoreConfiguration::Type::Memory;
    }
}

void ListenOptions::applyDefinitions(Configuration &configuration) const
{
    if (m_configurationFile.isEmpty()) {
        const auto ids = m_webhookIds.isEmpty() ? QStringList{u"notifications"_s} : m_webhookIds;
        for (const auto &id : ids) {
            SubscriptionConfiguration subscription;
            subscription.definition.topic = m_topic.isEmpty() ? anyTopic : m_topic;
            subscription.definition.webhookId = id;
            subscription.definition.channel = m_channel.value_or(ChannelType::RestHook);
            subscription.definition.filterBy = m_filters;
            configuration.subscriptions.append(subscription);
        }
    }
    const auto given = handler();
    for (auto &subscription : configuration.subscriptions) {
        if (given.type != HandlerConfiguration::Type::None) {
            subscription.handler = given;
        }
        if (m_attempts) {
            subscription.retry.attempts = static_cast<int>(*m_attempts);
        }
        if (m_retryDelay) {
            subscription.retry.initialDelay = m_retryDelay;
        }
    }
}

tl::expected<ListenSettings, QList<Error>> ListenOptions::settings(const QDateTime &now) const
{
    ListenSettings settings;
    auto &configuration = settings.configuration;
    if (!m_configurationFile.isEmpty()) {
        auto read = readConfigurationFile(m_configurationFile, processEnvironment, now);
        if (!read) {
            return tl::unexpected(read.error());
        }
        configuration = std::move(*read);
    }
    if (m_fhirVersion) {
        configuration.fhirVersion = m_fhirVersion;
    }
    if (!m_server.isEmpty()) {
        configuration.server.baseUrl = QUrl(m_server, QUrl::StrictMode);
    }
    if (!m_profile.isEmpty()) {
        configuration.server.profile = m_profile;
    }
    if (!m_listen.isEmpty()) {
        const auto where = socketAddressFromText(m_listen).value_or(SocketAddress());
        configuration.webhook.address = where.address;
        configuration.webhook.port = where.port;
    } else if (m_sandbox && m_configurationFile.isEmpty()) {
        configuration.webhook.port = 0; // only the sandbox has to find it, so a taken port is no obstacle
    }
    if (m_pathPrefixGiven) {
        configuration.webhook.pathPrefix = m_pathPrefix;
    }
    if (const auto applied = applyToken(configuration.webhook); !applied) {
        return tl::unexpected(QList<Error>{applied.error()});
    }
    if (const auto applied = applyManagement(configuration); !applied) {
        return tl::unexpected(QList<Error>{applied.error()});
    }
    applyStore(configuration.store);
    applyDefinitions(configuration);
    settings.direct = m_direct;
    settings.edgeThreads = static_cast<int>(m_edgeThreads.value_or(1));
    settings.handlerTimeout = m_handlerTimeout.value_or(settings.handlerTimeout);
    settings.synchronizeFiles = m_synchronize;
    settings.maximumEvents = m_maximumEvents;
    settings.duration = m_duration;
    if (m_sandbox) {
        settings.sandbox =
            fhirVersionFromCode(m_sandboxVersion).value_or(configuration.fhirVersion.value_or(FhirVersion::R4));
    }
    return settings;
}

} // namespace Tbs::Cli
