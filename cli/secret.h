// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/support/error.h>

#include <QByteArray>
#include <QString>

namespace Tbs::Cli {

/// Reads a token from the file or the environment variable that was named; empty when neither was.
/// \return ActionRequired when it cannot be read or is empty. A line feed at the end of a file does not count.
[[nodiscard]] Result<QByteArray> readToken(const QString &file, const QString &variable);

/// The same, with where it came from; not set when neither was named.
[[nodiscard]] Result<ConfiguredSecret> readSecret(const QString &file, const QString &variable);

} // namespace Tbs::Cli
