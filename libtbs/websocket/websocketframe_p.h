// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>
#include <Tbs/subscription/serverprofile.h>
#include <Tbs/support/error.h>

#include <memory>
#include <variant>

namespace Tbs {

/// What binds a websocket: `bind-with-token TOKEN`, or the same as JSON.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString bindMessage(WebSocketProtocol::BindMessage form, const QString &token);

/// A frame that says nothing that matters here: the answer to a ping, an OperationOutcome without an error.
struct IdleFrame
{
};

/// The server refuses something.
struct RefusalFrame
{
    Error error;
};

using NotificationFrame = std::shared_ptr<const Notification>;

/// What a server sends.
using WebSocketFrame = std::variant<IdleFrame, NotificationFrame, RefusalFrame>;

/// Reads a frame, text or binary.
/// \return BadData for what is neither a notification nor an OperationOutcome.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<WebSocketFrame> readWebSocketFrame(const QByteArray &frame);

} // namespace Tbs
