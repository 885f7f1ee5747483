// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "listensettings.h"

#include <QCoreApplication>
#include <QStringList>

namespace Tbs::Cli {

class OptionSet;

/// The options of `tbs listen`, which make its settings: those of --config, changed by the others.
class ListenOptions
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ListenOptions)

public:
    void declare(OptionSet &options);
    /// Takes `--exec PROGRAM [ARGUMENT]...` out: up to the next option of the command, or to the end after `--`.
    QStringList takeCommand(const OptionSet &options, QStringList arguments);
    [[nodiscard]] QString usageMistake() const;

    /// \return every mistake of the configuration, or what cannot be read.
    [[nodiscard]] tl::expected<ListenSettings, QList<Error>> settings(const QDateTime &now) const;

private:
    void declareReceiving(OptionSet &options);
    void declareHandling(OptionSet &options);
    void declareEnd(OptionSet &options);
    void declareManagement(OptionSet &options);
    [[nodiscard]] QString addressMistake() const;
    [[nodiscard]] QString managementMistake() const;
    [[nodiscard]] bool manages() const;
    [[nodiscard]] HandlerConfiguration handler() const;
    [[nodiscard]] Result<void> applyToken(WebhookConfiguration &webhook) const;
    [[nodiscard]] Result<void> applyManagement(Configuration &configuration) const;
    void applyStore(StoreConfiguration &store) const;
    void applyDefinitions(Configuration &configuration) const;

    QString m_configurationFile;
    std::optional<FhirVersion> m_fhirVersion;
    QString m_listen;
    QString m_pathPrefix;
    bool m_pathPrefixGiven = false;
    QStringList m_webhookIds;
    QString m_topic;
    QString m_tokenFile;
    QString m_tokenVariable;
    QString m_store;
    bool m_direct = false;
    QString m_server;
    QString m_profile;
    bool m_manage = false;
    QString m_publicUrl;
    std::optional<ChannelType> m_channel;
    QList<FilterBy> m_filters;
    QString m_serverTokenVariable;
    std::optional<qint64> m_edgeThreads;
    QStringList m_command;
    QString m_commandLine;
    QString m_file;
    bool m_synchronize = false;
    QString m_forward;
    std::optional<std::chrono::milliseconds> m_handlerTimeout;
    std::optional<qint64> m_attempts;
    std::optional<std::chrono::milliseconds> m_retryDelay;
    std::optional<qint64> m_maximumEvents;
    std::optional<std::chrono::milliseconds> m_duration;
    bool m_sandbox = false;
    bool m_noSandbox = false;
    QString m_sandboxVersion;
};

} // namespace Tbs::Cli
