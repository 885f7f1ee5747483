// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

#include <functional>

namespace Tbs {

/// The value of an environment variable, or nothing when it is not set.
using EnvironmentLookup = std::function<std::optional<QString>(const QString &name)>;

/// The process's own environment.
[[nodiscard]] TBS_CORE_EXPORT std::optional<QString> processEnvironment(const QString &name);

/// Reads a configuration in YAML 1.2 or JSON (UTF-8, at most 1 MiB). libtbs/doc/configuration.md lists the keys.
///
/// Secrets are fetched from the files and variables that are named. Relative paths start at the folder of \a fileName.
/// Anchors and aliases may be used; merge keys (`<<`), tags and several documents may not.
///
/// \param fileName for messages and relative paths; the file itself is not opened.
/// \param now the current time, UTC.
/// \return every mistake at once in the order of their lines, each with location `fileName:line` and kind BadData, or
/// ActionRequired for what is wrong outside of the file (a token file that cannot be read). No message holds a secret.
/// Callable from any thread; blocks for the files that are read.
[[nodiscard]] TBS_CORE_EXPORT tl::expected<Configuration, QList<Error>>
readConfiguration(const QByteArray &yaml, const QString &fileName, const EnvironmentLookup &environment,
                  const QDateTime &now);

/// The same for the file \a fileName; ActionRequired when it cannot be read.
[[nodiscard]] TBS_CORE_EXPORT tl::expected<Configuration, QList<Error>>
readConfigurationFile(const QString &fileName, const EnvironmentLookup &environment, const QDateTime &now);

} // namespace Tbs
