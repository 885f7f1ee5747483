// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QString>

namespace Tbs {

/// What a websocket client says.
struct WebSocketMessage
{
    enum class Kind { Bind, Unbind, Ping, Unknown };

    Kind kind = Kind::Unknown;
    QString form; ///< `text` or `json`
    QString token; ///< to bind or unbind; never empty there
};

/// Reads `bind-with-token TOKEN`, also with a colon, as the IG draws it, and Medplum's objects `{"type":
/// "bind-with-token", "payload": {"token": TOKEN}}`, `unbind-from-token` and `ping`.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT WebSocketMessage readWebSocketMessage(const QString &text);

} // namespace Tbs
