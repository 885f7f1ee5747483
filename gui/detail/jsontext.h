// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QUrl>

namespace Tbs::Gui {

/// \a json with line breaks and indentation; names keep their order and numbers their spelling. What is not JSON comes
/// out as well as it can.
[[nodiscard]] QByteArray indentedJson(const QByteArray &json);

/// \a json without blanks between its parts, on one line.
[[nodiscard]] QByteArray compactJson(const QByteArray &json);

/// A command line for a shell that POSTs \a body to \a url.
[[nodiscard]] QString curlCommand(const QUrl &url, const QByteArray &body);

} // namespace Tbs::Gui
