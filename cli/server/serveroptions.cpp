// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serveroptions.h"

#include "../httpurl.h"
#include "../namedvalues.h"
#include "../optionset.h"
#include "../secret.h"

#include <Tbs/service/configurationreader.h>
#include <Tbs/subscription/serverprofile.h>

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

constexpr auto standardFile = "tbs.yaml"_L1;

/// Whether credentials that were meant for \a a may be shown to \a b.
bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const auto portOf = [](const QUrl &url) {
        return url.port(url.scheme() == "https"_L1 ? 443 : 80);
    };
    return a.scheme() == b.scheme() && a.host() == b.host() && portOf(a) == portOf(b);
}

} // namespace

ServerOptions::ServerOptions(Use use)
    : m_use(use)
{
}

void ServerOptions::declare(OptionSet &options)
{
    options.setGroup(tr("The FHIR server"));
    options.addText(u"-c,--config"_s, u"FILE"_s, m_configurationFile,
                    tr("tbs.yaml, which names server, profile and login; what else is\n"
                       "given here goes before it (the tbs.yaml of this folder)"));
    options.addText(u"--server"_s, u"URL"_s, m_server, tr("Its base URL, e.g. https://fhir.example.org/r4"));
    options.addFhirVersion(u"--fhir-version"_s, m_fhirVersion, tr("What it speaks (asked for at URL/metadata)"));
    options.addText(u"--profile"_s, u"NAME"_s, m_profile,
                    tr("Its make: %1 (strict)").arg(serverProfileNames().join(u", "_s)));
    options.addDuration(u"--request-timeout"_s, u"DURATION"_s, m_timeout, tr("How long one request may take (30s)"));
    if (m_use == Use::ServerAlone) {
        options.addOptionalValue(u"--sandbox"_s, u"R4|R4B|R5"_s, m_sandbox, m_sandboxVersion,
                                 tr("Instead: one in this process with the Subscription 'sample',\n"
                                    "to try the commands (--fhir-version, else R4)"));
    }
    declareAuthentication(options);
    declareTls(options);
}

void ServerOptions::declareAuthentication(OptionSet &options)
{
    options.setGroup(tr("Signing in"));
    options.addText(u"--token-file"_s, u"FILE"_s, m_tokenFile, tr("Holds a bearer token"));
    options.addText(u"--token-env"_s, u"VARIABLE"_s, m_tokenVariable, tr("The same from the environment"));
    options.addText(u"--username"_s, u"NAME"_s, m_username, tr("Basic authentication, with --password-env"));
    options.addText(u"--password-env"_s, u"VARIABLE"_s, m_passwordVariable, tr("Holds the password"));
    options.addTexts(u"--request-header"_s, u"'NAME: VALUE'"_s, m_headers, tr("Sent with each request; repeatable"));
    options.addTexts(u"--request-header-env"_s, u"NAME=VARIABLE"_s, m_headerVariables,
                     tr("The same with a value from the environment; repeatable"));
}

void ServerOptions::declareTls(OptionSet &options)
{
    options.setGroup(tr("TLS"));
    options.addText(u"--ca-file"_s, u"FILE"_s, m_authorityFile,
                    tr("Authorities to trust besides those of the system (PEM)"));
    options.addText(u"--client-certificate"_s, u"FILE"_s, m_certificateFile, tr("What we show of ourselves (PEM)"));
    options.addText(u"--client-key"_s, u"FILE"_s, m_keyFile, tr("Its private key (PEM)"));
}

bool ServerOptions::namesCredentials() const
{
    return !m_tokenFile.isEmpty() || !m_tokenVariable.isEmpty() || !m_username.isEmpty();
}

QString ServerOptions::credentialsMistake() const
{
    if (!m_tokenFile.isEmpty() && !m_tokenVariable.isEmpty()) {
        return tr("--token-file and --token-env exclude each other");
    }
    if (m_username.isEmpty() != m_passwordVariable.isEmpty()) {
        return tr("--username and --password-env go together");
    }
    if (!m_username.isEmpty() && (!m_tokenFile.isEmpty() || !m_tokenVariable.isEmpty())) {
        return tr("A token and --username exclude each other");
    }
    if (m_certificateFile.isEmpty() != m_keyFile.isEmpty()) {
        return tr("--client-certificate and --client-key go together");
    }
    return namedValuesMistake(u"--request-header"_s, m_headers, m_headerVariables);
}

QString ServerOptions::usageMistake() const
{
    if (!m_server.isEmpty() && !isHttpUrl(m_server)) {
        return tr("--server: '%1' is no http or https URL").arg(m_server);
    }
    if (!m_profile.isEmpty()) {
        if (const auto profile = serverProfile(m_profile); !profile) {
            return u"--profile: "_s + profile.error().message;
        }
    }
    if (!m_sandboxVersion.isEmpty() && !fhirVersionFromCode(m_sandboxVersion)) {
        return tr("--sandbox: '%1' is not R4, R4B or R5").arg(m_sandboxVersion);
    }
    if (m_sandbox && !m_server.isEmpty()) {
        return tr("--sandbox and --server exclude each other");
    }
    if (configurationFile().isEmpty() && (m_use == Use::Configuration || (m_server.isEmpty() && !m_sandbox))) {
        return m_use == Use::Configuration
            ? tr("Name the definitions: --config FILE (there is no tbs.yaml in this folder)")
            : tr("Name the server: --server URL, --config FILE, or --sandbox to try it (there is no tbs.yaml in this "
                 "folder)");
    }
    return credentialsMistake();
}

QString ServerOptions::configurationFile() const
{
    if (!m_configurationFile.isEmpty()) {
        return m_configurationFile;
    }
    const bool isNeeded = m_use == Use::Configuration || (m_server.isEmpty() && !m_sandbox);
    return isNeeded && QFileInfo::exists(standardFile) ? QString(standardFile) : QString();
}

Result<ServerAuthentication> ServerOptions::authentication() const
{
    using Type = ServerAuthentication::Type;
    const auto token = readSecret(m_tokenFile, m_tokenVariable);
    const auto password = readSecret({}, m_passwordVariable);
    if (!token || !password) {
        return failure(token ? password.error() : token.error());
    }
    ServerAuthentication authentication;
    authentication.type = token->isSet() ? Type::Bearer : password->isSet() ? Type::Basic : Type::None;
    authentication.token = *token;
    authentication.username = m_username;
    authentication.password = *password;
    return authentication;
}

Result<void> ServerOptions::applyServer(ServerSettings &settings) const
{
    auto &server = settings.configuration.server;
    if (!m_server.isEmpty()) {
        const QUrl url(m_server, QUrl::StrictMode);
        if (!settings.configurationFile.isEmpty() && !isSameOrigin(url, server.baseUrl)) {
            if (server.authentication != ServerAuthentication()) {
                settings.remarks.append(tr("The login of %1 is for another server than --server; it is not used")
                                            .arg(settings.configurationFile));
            }
            server.authentication = {};
            server.tls = {};
        }
        server.baseUrl = url;
    }
    if (!m_profile.isEmpty()) {
        server.profile = m_profile;
    }
    const auto headers = namedValues(m_headers, m_headerVariables);
    auto given = authentication();
    if (!headers || !given) {
        return failure(headers ? given.error() : headers.error());
    }
    if (namesCredentials()) {
        given->headers = server.authentication.headers;
        server.authentication = *given;
    }
    if (!headers->isEmpty()) {
        if (server.authentication.type == ServerAuthentication::Type::None) {
            server.authentication.type = ServerAuthentication::Type::Header;
        }
        server.authentication.headers += *headers;
    }
    const auto absolute = [](const QString &file) {
        return QDir().absoluteFilePath(file);
    };
    if (!m_authorityFile.isEmpty()) {
        server.tls.ca = absolute(m_authorityFile);
    }
    if (!m_certificateFile.isEmpty()) {
        server.tls.certificate = absolute(m_certificateFile);
        server.tls.key = absolute(m_keyFile);
    }
    return {};
}

tl::expected<ServerSettings, QList<Error>> ServerOptions::settings(const QDateTime &now) const
{
    ServerSettings settings;
    auto &configuration = settings.configuration;
    settings.configurationFile = configurationFile();
    if (!settings.configurationFile.isEmpty()) {
        auto read = readConfigurationFile(settings.configurationFile, processEnvironment, now);
        if (!read) {
            return tl::unexpected(read.error());
        }
        configuration = std::move(*read);
        for (const auto &warning : configuration.warnings) {
            settings.remarks.append(u"%1: %2"_s.arg(warning.path, warning.message));
        }
    }
    if (m_fhirVersion) {
        configuration.fhirVersion = m_fhirVersion;
    }
    if (const auto applied = applyServer(settings); !applied) {
        return tl::unexpected(QList<Error>{applied.error()});
    }
    settings.timeout = m_timeout.value_or(settings.timeout);
    if (m_sandbox) {
        settings.sandbox =
            fhirVersionFromCode(m_sandboxVersion).value_or(configuration.fhirVersion.value_or(FhirVersion::R4));
        configuration.fhirVersion = settings.sandbox;
        configuration.server.authentication = {};
    } else if (configuration.server.baseUrl.isEmpty()) {
        return tl::unexpected(QList<Error>{{Error::Kind::ActionRequired,
                                            tr("It names no server: set server.baseUrl, or use --server URL"),
                                            settings.configurationFile}});
    }
    return settings;
}

} // namespace Tbs::Cli
