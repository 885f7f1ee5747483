// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "delivery_p.h"
#include "sandboxcontext_p.h"

namespace Tbs {

/// Sends one notification to every websocket that is bound to its subscription. Where there is none it is finished
/// without an attempt: that is no failure, and `$events` has the event.
class TBS_SANDBOX_AUTOTEST_EXPORT WebSocketDelivery final : public Delivery
{
    Q_OBJECT

public:
    /// The status of attempted(): what a server says when it switches to a websocket.
    static constexpr int sentStatus = 101;

    WebSocketDelivery(SandboxContext &context, BoundSubscription subscription, QByteArray body, QObject *parent);

    void start() override;
    void cancel() override;

private:
    void send();

    SandboxContext &m_context;
    BoundSubscription m_subscription;
    QByteArray m_body;
    bool m_isCancelled = false;
};

} // namespace Tbs
