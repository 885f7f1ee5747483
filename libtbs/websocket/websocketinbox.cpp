// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketinbox_p.h"

#include <Tbs/support/futures.h>

namespace Tbs {

WebSocketInbox::WebSocketInbox(Clock &clock, NotificationSink &sink, RetryPolicy redelivery, qint64 maximumWaitingSize,
                               QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_sink(sink)
    , m_redelivery(redelivery)
    , m_maximumWaitingSize(maximumWaitingSize)
{
}

void WebSocketInbox::add(const QString &webhookId, const QByteArray &body)
{
    auto &queue = m_queues[webhookId];
    if (m_waitingSize > 0 && m_waitingSize + body.size() > m_maximumWaitingSize) {
        if (!std::exchange(queue.hasDropped, true)) {
            Q_EMIT dropped(webhookId,
                           {.kind = Error::Kind::Retry,
                            .message = tr("Too much waits to be stored or handled: notifications of the websocket are "
                                          "dropped until that is done."),
                            .location = {}});
        }
        return;
    }
    m_waitingSize += body.size();
    queue.items.enqueue({.body = body, .receivedAt = m_clock.now()});
    deliver(webhookId);
}

void WebSocketInbox::deliver(const QString &webhookId)
{
    // A loop and not a recursion: a sink may be done before receive() returns, for thousands of them in a row.
    auto isDelivering = [&]() -> bool & {
        return m_queues[webhookId].isDelivering;
    };
    if (std::exchange(isDelivering(), true)) {
        return;
    }
    while (!m_queues[webhookId].isBusy && !m_queues[webhookId].items.isEmpty()) {
        give(webhookId, m_queues[webhookId]);
    }
    isDelivering() = false;
    auto &queue = m_queues[webhookId];
    if (queue.items.isEmpty() && std::exchange(queue.hasDropped, false)) {
        Q_EMIT caughtUp(webhookId);
    }
}

void WebSocketInbox::give(const QString &webhookId, Queue &queue)
{
    queue.isBusy = true;
    ++queue.attempts;
    const auto &item = queue.items.head();
    const SharedPromise<Result<Receipt>> promise;
    m_sink.receive({.webhookId = webhookId,
                    .body = item.body,
                    .origin = NotificationOrigin::WebSocket,
                    .receivedAt = item.receivedAt},
                   [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    whenFinished(promise.future(), this,
                 [this, webhookId](const Result<Receipt> &receipt) { onTaken(webhookId, receipt); });
}

void WebSocketInbox::onTaken(const QString &webhookId, const Result<Receipt> &receipt)
{
    auto &queue = m_queues[webhookId];
    const auto isFinal =
        receipt || receipt.error().kind == Error::Kind::BadData || receipt.error().kind == Error::Kind::Rejected;
    if (!isFinal) {
        m_clock.callAfter(m_redelivery.delayAfter(queue.attempts), this, [this, webhookId] {
            m_queues[webhookId].isBusy = false;
            deliver(webhookId);
        });
        Q_EMIT delayed(webhookId, receipt.error());
        return;
    }
    m_waitingSize -= queue.items.dequeue().body.size();
    queue.attempts = 0;
    queue.isBusy = false;
    if (!receipt) {
        Q_EMIT refused(webhookId, receipt.error());
    }
    deliver(webhookId);
}

} // namespace Tbs
