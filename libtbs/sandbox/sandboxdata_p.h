// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QJsonObject>
#include <QStringList>

namespace Tbs {

/// A JSON file that is built into the library, e.g. `topics/encounter-complete.r5.json`. \return Internal when it is
/// not there.
[[nodiscard]] Result<QJsonObject> readSandboxData(const QString &name);

/// The file names in a built-in folder, sorted.
[[nodiscard]] QStringList sandboxDataNames(const QString &folder);

} // namespace Tbs
