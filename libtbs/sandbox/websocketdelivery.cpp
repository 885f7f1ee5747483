// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketdelivery_p.h"

namespace Tbs {

WebSocketDelivery::WebSocketDelivery(SandboxContext &context, BoundSubscription subscription, QByteArray body,
                                     QObject *parent)
    : Delivery(parent)
    , m_context(context)
    , m_subscription(std::move(subscription))
    , m_body(std::move(body))
{
}

void WebSocketDelivery::start()
{
    const auto delay = m_context.faults.faults().delay;
    if (delay.count() > 0) {
        m_context.clock.callAfter(delay, this, [this] { send(); });
        return;
    }
    // Later, as an answer by HTTP comes later: who starts a delivery need not expect its signals.
    QMetaObject::invokeMethod(
        this, [this] { send(); }, Qt::QueuedConnection);
}

void WebSocketDelivery::cancel()
{
    m_isCancelled = true;
}

void WebSocketDelivery::send()
{
    if (m_isCancelled) {
        return;
    }
    const auto isSent = m_context.webSockets.send(m_subscription, m_body) > 0;
    if (isSent) {
        Q_EMIT attempted(sentStatus, true);
    }
    if (!m_isCancelled) {
        Q_EMIT finished(isSent);
    }
}

} // namespace Tbs
