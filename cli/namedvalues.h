// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

/// HTTP headers on the command line: `NAME: VALUE`, and `NAME=VARIABLE` for values from the environment.
namespace Tbs::Cli {

/// What is wrong with their form; \a option is the name of the first kind, to which `-env` is added for the second.
[[nodiscard]] QString namedValuesMistake(const QString &option, const QStringList &values,
                                         const QStringList &variables);

/// \return ActionRequired when a variable is not set.
[[nodiscard]] Result<QList<ConfiguredHeader>> namedValues(const QStringList &values, const QStringList &variables);

} // namespace Tbs::Cli
