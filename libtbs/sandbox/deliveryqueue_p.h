// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "deliveryjob_p.h"
#include "eventlog_p.h"

#include <functional>
#include <vector>

namespace Tbs {

/// Sends the notifications of one subscription in order, one at a time unless the fault `overlap` says otherwise.
/// Events are put into batches when it is their turn; the faults drop, duplicate and reorder happen on the way in.
class TBS_SANDBOX_AUTOTEST_EXPORT DeliveryQueue : public QObject
{
    Q_OBJECT

public:
    /// Writes the body of a notification with these events.
    using BodyWriter = std::function<QByteArray(NotificationType, const QList<LoggedEvent> &)>;

    DeliveryQueue(SandboxContext &context, BodyWriter writeBody, QObject *parent);

    void setTarget(const DeliveryTarget &target);
    /// Events per notification at most, and how long an incomplete batch waits where the profile fills batches.
    void setBatch(int maximumEvents, std::chrono::milliseconds maximumWait);
    /// While paused, events wait; handshakes and heartbeats do not.
    void setPaused(bool paused);

    void addEvent(const LoggedEvent &event);
    /// Sends a notification without events of its own, before all events that wait.
    void addHandshake();
    void addHeartbeat();
    /// Forgets what waits and what is on its way.
    void clear();

    /// Events that wait or are held back.
    [[nodiscard]] qsizetype waitingEvents() const;
    /// When a notification was last sent, on the clock's monotonic scale.
    [[nodiscard]] std::chrono::nanoseconds lastActivity() const { return m_lastActivity; }

Q_SIGNALS:
    void attempted(Tbs::NotificationType type, int status, bool accepted);
    /// A notification was accepted or given up.
    void finished(Tbs::NotificationType type, bool accepted);

private:
    struct Item
    {
        LoggedEvent event;
        bool duplicate = false;
    };

    void schedule();
    void pump();
    /// \return false when there is nothing to send now.
    bool sendNext();
    void sendBatch();
    void send(NotificationType type, const QList<LoggedEvent> &events, bool duplicate = false);
    void startDelivery(NotificationType type, const QByteArray &body, int maximumAttempts);
    [[nodiscard]] Delivery *makeDelivery(const QByteArray &body, int maximumAttempts);
    void onFinished(Delivery *delivery, NotificationType type, bool accepted);
    void waitForBatch();
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] bool isBatchReady() const;

    SandboxContext &m_context;
    BodyWriter m_writeBody;
    DeliveryTarget m_target;
    int m_maximumEvents = 1;
    std::chrono::milliseconds m_maximumWait{0};
    bool m_isPaused = false;
    bool m_isScheduled = false;
    bool m_isBatchDue = false;
    bool m_isWaitingForBatch = false;
    QList<NotificationType> m_controls;
    QList<Item> m_items;
    QList<Item> m_heldBack; ///< by the fault reorder, until the next event
    QByteArrayList m_copies; ///< by the fault duplicate
    std::vector<Delivery *> m_deliveries; ///< on their way
    std::chrono::nanoseconds m_lastActivity{0};
};

} // namespace Tbs
