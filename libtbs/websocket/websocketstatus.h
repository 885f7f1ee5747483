// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QDateTime>

#include <optional>

namespace Tbs {

/// How far a subscription is on its way to a websocket that is bound to it.
enum class WebSocketState { Disconnected, FetchingToken, Connecting, Binding, Connected };

/// The state for people, in the language of the application.
[[nodiscard]] TBS_CORE_EXPORT QString displayText(WebSocketState state);

struct TBS_CORE_EXPORT WebSocketStatus
{
    WebSocketState state = WebSocketState::Disconnected;
    QDateTime since; ///< UTC, when it came into this state; invalid when it never was in another
    /// Why it is not connected, or why the last attempt failed; absent while connected.
    std::optional<Error> error;
    QDateTime nextAttemptAt; ///< UTC, while Disconnected; invalid when nothing is planned

    friend bool operator==(const WebSocketStatus &, const WebSocketStatus &) = default;
};

} // namespace Tbs
