// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configurationreader.h>

/// Configurations that are being edited: they need not be complete, and somebody wants to know what is missing where.
namespace Tbs {

/// What readConfiguration() would make of a configuration and say to it, were it written down.
struct TBS_CORE_EXPORT ConfigurationJudgement
{
    /// With what files and variables hold as the values of secrets. To be used only where there are no mistakes.
    Configuration configuration;
    /// BadData, or ActionRequired for what is wrong outside of it. Their location is the element as it stands in
    /// tbs.yaml: `server.baseUrl`, `server.auth.tokenFile`, `subscriptions[0].topic`. No message holds a secret.
    QList<Error> mistakes;
    /// With the same paths, and `webhook.port` for the port in `webhook.listen`.
    QList<Issue> warnings;
};

/// Callable from any thread; blocks for the files that are read.
/// \param now the current time, UTC.
[[nodiscard]] TBS_CORE_EXPORT ConfigurationJudgement judgeConfiguration(const Configuration &configuration,
                                                                        const EnvironmentLookup &environment,
                                                                        const QDateTime &now);

/// Reads what writeConfiguration() has written, whatever judgeConfiguration() says to it: files, variables and programs
/// may be missing, and parts need not fit together. Nothing outside is looked at, and secrets of files and variables
/// keep no value.
/// \return the errors of readConfiguration() where something of \a yaml would get lost.
[[nodiscard]] TBS_CORE_EXPORT tl::expected<Configuration, QList<Error>>
readConfigurationDraft(const QByteArray &yaml, const QString &fileName, const QDateTime &now);

} // namespace Tbs
