// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationsink.h>
#include <Tbs/notification/retrypolicy.h>
#include <Tbs/support/clock.h>

#include <QHash>
#include <QObject>
#include <QQueue>

namespace Tbs {

/// Hands notifications to a sink, for each webhook id one after the other: nobody repeats a frame, so what the sink
/// cannot take now is kept and given to it again.
class TBS_CORE_AUTOTEST_EXPORT WebSocketInbox : public QObject
{
    Q_OBJECT

public:
    /// \a clock and \a sink outlive this. \a maximumWaitingSize: bytes that are kept in all; one notification fits in
    /// any case.
    WebSocketInbox(Clock &clock, NotificationSink &sink, RetryPolicy redelivery, qint64 maximumWaitingSize,
                   QObject *parent = nullptr);

    void add(const QString &webhookId, const QByteArray &body);
    /// Bytes that are kept, those that the sink has in hand too.
    [[nodiscard]] qint64 waitingSize() const { return m_waitingSize; }

Q_SIGNALS:
    /// The sink will never take it (BadData, Rejected).
    void refused(const QString &webhookId, const Tbs::Error &error);
    /// The sink cannot take it now; it will be given to it again.
    void delayed(const QString &webhookId, const Tbs::Error &error);
    /// There was no room for it. Once until caughtUp().
    void dropped(const QString &webhookId, const Tbs::Error &error);
    /// Nothing waits any more for a webhook id of which something was dropped.
    void caughtUp(const QString &webhookId);

private:
    struct Item
    {
        QByteArray body;
        QDateTime receivedAt;
    };
    struct Queue
    {
        QQueue<Item> items; ///< the first one is in hand
        int attempts = 0; ///< at the first one
        bool isBusy = false; ///< the sink has it, or the next attempt is planned
        bool isDelivering = false;
        bool hasDropped = false;
    };

    void deliver(const QString &webhookId);
    void give(const QString &webhookId, Queue &queue);
    void onTaken(const QString &webhookId, const Result<Receipt> &receipt);

    Clock &m_clock;
    NotificationSink &m_sink;
    RetryPolicy m_redelivery;
    qint64 m_maximumWaitingSize;
    qint64 m_waitingSize = 0;
    QHash<QString, Queue> m_queues;
};

} // namespace Tbs
