// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliveryqueue_p.h"
#include "websocketdelivery_p.h"

#include <algorithm>

namespace Tbs {

DeliveryQueue::DeliveryQueue(SandboxContext &context, BodyWriter writeBody, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_writeBody(std::move(writeBody))
    , m_lastActivity(context.clock.monotonic())
{
}

void DeliveryQueue::setTarget(const DeliveryTarget &target)
{
    m_target = target;
}

void DeliveryQueue::setBatch(int maximumEvents, std::chrono::milliseconds maximumWait)
{
    const auto isSingle = m_context.profile.batching == WireProfile::Batching::Single;
    m_maximumEvents = isSingle ? 1 : std::max(maximumEvents, 1);
    m_maximumWait = maximumWait;
}

void DeliveryQueue::setPaused(bool paused)
{
    m_isPaused = paused;
    schedule();
}

void DeliveryQueue::addEvent(const LoggedEvent &event)
{
    const auto faults = m_context.faults.faultsOfEvent(event.number);
    if (faults.drop) {
        return;
    }
    if (faults.reorder) {
        m_heldBack.append({event, faults.duplicate});
        return;
    }
    m_items.append({event, faults.duplicate});
    m_items.append(std::exchange(m_heldBack, {}));
    schedule();
}

void DeliveryQueue::addHandshake()
{
    m_controls.append(NotificationType::Handshake);
    schedule();
}

void DeliveryQueue::addHeartbeat()
{
    // A heartbeat behind another one that still waits would tell nothing new.
    if (!m_controls.contains(NotificationType::Heartbeat)) {
        m_controls.append(NotificationType::Heartbeat);
    }
    schedule();
}

void DeliveryQueue::clear()
{
    m_controls.clear();
    m_items.clear();
    m_heldBack.clear();
    m_copies.clear();
    for (auto *delivery : std::exchange(m_deliveries, {})) {
        delivery->cancel();
        delivery->deleteLater();
    }
}

qsizetype DeliveryQueue::waitingEvents() const
{
    return m_items.size() + m_heldBack.size();
}

bool DeliveryQueue::isBusy() const
{
    return !m_deliveries.empty() && !m_context.faults.faults().overlap;
}

bool DeliveryQueue::isBatchReady() const
{
    return m_context.profile.batching != WireProfile::Batching::Full || m_isBatchDue
        || m_items.size() >= m_maximumEvents;
}

void DeliveryQueue::schedule()
{
    // Later, so that events of one turn of the event loop meet in one batch and callers need not expect signals.
    if (!m_isScheduled) {
        m_isScheduled = true;
        QMetaObject::invokeMethod(this, &DeliveryQueue::pump, Qt::QueuedConnection);
    }
}

void DeliveryQueue::pump()
{
    m_isScheduled = false;
    bool isSending = true;
    while (isSending && !isBusy()) {
        isSending = sendNext();
    }
}

bool DeliveryQueue::sendNext()
{
    if (!m_controls.isEmpty()) {
        send(m_controls.takeFirst(), {});
        return true;
    }
    if (m_isPaused || (m_copies.isEmpty() && m_items.isEmpty())) {
        return false;
    }
    if (!m_copies.isEmpty()) {
        startDelivery(NotificationType::EventNotification, m_copies.takeFirst(),
                      m_context.profile.retry.maximumAttempts);
        return true;
    }
    if (!isBatchReady()) {
        waitForBatch();
        return false;
    }
    sendBatch();
    return true;
}

void DeliveryQueue::waitForBatch()
{
    if (m_isWaitingForBatch) {
        return;
    }
    m_isWaitingForBatch = true;
    m_context.clock.callAfter(m_maximumWait, this, [this] {
        m_isWaitingForBatch = false;
        m_isBatchDue = !m_items.isEmpty();
        schedule();
    });
}

void DeliveryQueue::sendBatch()
{
    QList<LoggedEvent> events;
    bool duplicate = false;
    while (!m_items.isEmpty() && events.size() < m_maximumEvents) {
        auto item = m_items.takeFirst();
        duplicate = duplicate || item.duplicate;
        events.append(std::move(item.event));
    }
    m_isBatchDue = false;
    send(NotificationType::EventNotification, events, duplicate);
}

void DeliveryQueue::send(NotificationType type, const QList<LoggedEvent> &events, bool duplicate)
{
    const auto body = m_writeBody(type, events);
    if (duplicate) {
        m_copies.append(body);
    }
    const auto isEvent = type == NotificationType::EventNotification;
    startDelivery(type, body, isEvent ? m_context.profile.retry.maximumAttempts : 1);
}

void DeliveryQueue::startDelivery(NotificationType type, const QByteArray &body, int maximumAttempts)
{
    auto *delivery = makeDelivery(body, maximumAttempts);
    m_deliveries.push_back(delivery);
    m_lastActivity = m_context.clock.monotonic();
    connect(delivery, &Delivery::attempted, this, [this, type](int status, bool accepted) {
        m_lastActivity = m_context.clock.monotonic();
        Q_EMIT attempted(type, status, accepted);
    });
    connect(delivery, &Delivery::finished, this,
            [this, delivery, type](bool accepted) { onFinished(delivery, type, accepted); });
    delivery->start();
}

Delivery *DeliveryQueue::makeDelivery(const QByteArray &body, int maximumAttempts)
{
    if (m_target.webSocket) {
        return new WebSocketDelivery(m_context, *m_target.webSocket, body, this);
    }
    return new DeliveryJob(m_context, m_target, body, maximumAttempts, this);
}

void DeliveryQueue::onFinished(Delivery *delivery, NotificationType type, bool accepted)
{
    m_deliveries.erase(std::remove(m_deliveries.begin(), m_deliveries.end(), delivery), m_deliveries.end());
    delivery->deleteLater();
    Q_EMIT finished(type, accepted);
    schedule();
}

} // namespace Tbs
