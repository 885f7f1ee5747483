// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/support/error.h>

#include <optional>

namespace Tbs::Gui {

/// What a tbs.yaml gives.
struct ImportedConfiguration
{
    /// Absent: it cannot be imported, errors say why. Present beside errors: these are about files and variables that
    /// it names, which can be mended afterwards.
    std::optional<Configuration> configuration;
    QList<Error> errors; ///< location: file:line
    QList<Issue> warnings; ///< path: file:line
};

/// Blocks for the files that are read. \param now the current time, UTC.
[[nodiscard]] ImportedConfiguration importConfiguration(const QString &fileName, const QDateTime &now);

} // namespace Tbs::Gui
