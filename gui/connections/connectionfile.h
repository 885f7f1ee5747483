// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/connection.h"

#include <Tbs/support/error.h>

namespace Tbs::Gui {

/// A connection as it stands in its file.
struct SavedConnection
{
    Connection connection; ///< Inline secrets have no values
    int position = 0; ///< among the others
};

/// A tbs.yaml with a comment before it that says what is no part of a configuration: name, kind of server, what is
/// suspended. In the place of Inline secrets stand variables that there are not.
[[nodiscard]] QByteArray writeConnection(const SavedConnection &saved);

/// \param fileName for messages.
/// \return BadData with location `fileName:line` when it is none, or something of it would get lost.
[[nodiscard]] tl::expected<SavedConnection, QList<Error>> readConnection(const QByteArray &text, const QString &id,
                                                                         const QString &fileName, const QDateTime &now);

} // namespace Tbs::Gui
