// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "serversettings.h"

#include <QCoreApplication>
#include <QStringList>

namespace Tbs::Cli {

class OptionSet;

/// The options of all commands that talk to a FHIR server: where it is, what it is, and how to sign in.
class ServerOptions
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ServerOptions)

public:
    enum class Use {
        ServerAlone, ///< a server is enough: --config, --server or --sandbox
        Configuration, ///< definitions are needed, so a file is
    };

    explicit ServerOptions(Use use);

    void declare(OptionSet &options);
    [[nodiscard]] QString usageMistake() const;

    /// What was said, by the file and then by the options.
    /// \return every mistake of the configuration, or what cannot be read.
    [[nodiscard]] tl::expected<ServerSettings, QList<Error>> settings(const QDateTime &now) const;

private:
    void declareAuthentication(OptionSet &options);
    void declareTls(OptionSet &options);
    [[nodiscard]] bool namesCredentials() const;
    [[nodiscard]] QString credentialsMistake() const;
    /// The file that was named, or the one of this folder where that is not said.
    [[nodiscard]] QString configurationFile() const;
    [[nodiscard]] Result<void> applyServer(ServerSettings &settings) const;
    [[nodiscard]] Result<ServerAuthentication> authentication() const;

    Use m_use;
    QString m_configurationFile;
    QString m_server;
    std::optional<FhirVersion> m_fhirVersion;
    QString m_profile;
    std::optional<std::chrono::milliseconds> m_timeout;
    bool m_sandbox = false;
    QString m_sandboxVersion;
    QString m_tokenFile;
    QString m_tokenVariable;
    QString m_username;
    QString m_passwordVariable;
    QStringList m_headers;
    QStringList m_headerVariables;
    QString m_authorityFile;
    QString m_certificateFile;
    QString m_keyFile;
};

} // namespace Tbs::Cli
