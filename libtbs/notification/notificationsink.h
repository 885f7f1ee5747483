// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/records.h>
#include <Tbs/support/error.h>

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <functional>

namespace Tbs {

/// A notification as it arrived, not yet parsed.
struct TBS_CORE_EXPORT IncomingNotification
{
    /// The definition it was sent to.
    QString webhookId;
    QByteArray body;
    NotificationOrigin origin = NotificationOrigin::Webhook;
    QDateTime receivedAt; ///< UTC
    /// For an answer of $events or $status: the SequenceState::epoch in which it was asked for. When another has begun
    /// meanwhile, its numbers are those of the old one. Absent: the epoch that goes on.
    std::optional<quint64> epoch;
    /// Of the request it came with, as NotificationRecord::headers.
    QByteArray headers;
};

/// What became of a notification that was taken. A repeated one is taken too.
struct TBS_CORE_EXPORT Receipt
{
    int newEvents = 0;
    int duplicateEvents = 0;
};

/// Takes notifications, from whichever channel they come.
class TBS_CORE_EXPORT NotificationSink
{
public:
    using Done = std::function<void(const Result<Receipt> &)>;

    NotificationSink() = default;
    virtual ~NotificationSink() = default;
    Q_DISABLE_COPY_MOVE(NotificationSink)

    /// Takes \a incoming and calls \a done exactly once, from any thread, when it may be acknowledged: it is committed,
    /// or without a store its handlers have finished. Callable from any thread; does not block.
    ///
    /// Errors: BadData (not a notification; location is the element path; the sender should not repeat it), Retry (the
    /// store is locked or full, or a handler failed; the sender should repeat it later).
    virtual void receive(IncomingNotification incoming, Done done) = 0;
};

} // namespace Tbs
