// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/records.h>
#include <Tbs/support/error.h>

#include <QFuture>
#include <QStringList>

#include <chrono>

namespace Tbs {

/// A stored notification as one line of a list: everything but its body.
struct TBS_CORE_EXPORT NotificationSummary
{
    NotificationRecord notification; ///< without the body
    qint64 bodySize = 0; ///< bytes
    SubscriptionKey subscription; ///< of its first status
    QString topic; ///< of that subscription; may be empty
    /// `Type/id` of its new events, each once, in their order.
    QStringList foci;
    std::optional<EventNumber> firstEventNumber; ///< the lowest of its new events
    std::optional<EventNumber> lastEventNumber; ///< the highest of its new events
    int pendingEvents = 0; ///< of the new ones: those that wait for their handler
    int deadLetters = 0; ///< of the new ones: those whose handler failed too often
    int replayedEvents = 0; ///< of the new ones: those that were handed over again on request

    friend bool operator==(const NotificationSummary &, const NotificationSummary &) = default;
};

/// Which notifications are looked for; what is empty or absent restricts nothing.
struct TBS_CORE_EXPORT HistoryFilter
{
    QDateTime from; ///< received at this time or later
    QDateTime to; ///< received before this time
    /// The webhook id, the `Subscription/id` or the id alone, in full and in any case.
    QString subscription;
    QString topic; ///< contained in the topic's canonical URL, in any case
    /// `Type/id` of an event's focus; a `Type` without slash stands for all its resources.
    QString focus;
    QList<NotificationType> types; ///< one of these
    QList<NotificationOrigin> origins; ///< one of these
    std::optional<EventState> state; ///< has a new event in this state
    bool withDuplicates = false; ///< has an event that had come before
    bool replayed = false; ///< has an event that was handed over again on request
    QStringList texts; ///< each contained in the body as it came; ASCII letters in any case

    [[nodiscard]] bool isEmpty() const { return *this == HistoryFilter(); }
    friend bool operator==(const HistoryFilter &, const HistoryFilter &) = default;
};

/// Whether \a filter lets a notification pass. Pure; what NotificationHistory answers by, for notifications at hand.
[[nodiscard]] TBS_CORE_EXPORT bool matches(const HistoryFilter &filter, const NotificationSummary &summary,
                                           const QByteArray &body);

/// One step of a search through the history.
struct TBS_CORE_EXPORT HistoryQuery
{
    HistoryFilter filter;
    /// By id, which is the order of arrival: the newest first, or the oldest.
    Qt::SortOrder order = Qt::DescendingOrder;
    /// Goes on behind this notification id; absent: from the beginning.
    std::optional<qint64> after;
    int limit = 1000; ///< ids, >= 1
    /// The search ends after about this time with what it has found; 0 or less: as soon as it can.
    std::chrono::milliseconds budget{50};
};

/// What one step of a search found.
struct TBS_CORE_EXPORT HistoryMatches
{
    QList<qint64> ids; ///< notification ids in the order that was asked for
    /// Where the next step goes on (HistoryQuery::after). Absent: there is no more.
    std::optional<qint64> resumeAfter;
    qint64 unexamined = 0; ///< ids that are still to be looked at, at most

    friend bool operator==(const HistoryMatches &, const HistoryMatches &) = default;
};

/// How much there is.
struct TBS_CORE_EXPORT HistoryExtent
{
    qint64 firstId = 0; ///< 0: nothing is stored
    qint64 lastId = 0;
    /// Notifications; an upper bound, exact when nothing between the first and the last has been deleted.
    qint64 estimatedCount = 0;

    friend bool operator==(const HistoryExtent &, const HistoryExtent &) = default;
};

/// Reads what has been stored, while a receiver goes on to store.
///
/// Ids ascend in the order of arrival, and receivedAt with them, but for steps of the system's clock of up to
/// clockTolerance. Callable from one thread; a future that is cancelled before its turn costs nothing. Errors of all
/// futures: Retry (locked, disk trouble), ActionRequired (not to be opened, not ours, of another version), Internal.
class TBS_CORE_EXPORT NotificationHistory
{
public:
    /// How far receivedAt may fall behind that of an earlier notification without being overlooked by a time range.
    static constexpr std::chrono::seconds clockTolerance{10};

    NotificationHistory() = default;
    /// Futures that have not finished are cancelled.
    virtual ~NotificationHistory() = default;
    Q_DISABLE_COPY_MOVE(NotificationHistory)

    [[nodiscard]] virtual QFuture<Result<HistoryExtent>> extent() = 0;
    /// One step of a search; repeat it with HistoryMatches::resumeAfter until that is absent.
    [[nodiscard]] virtual QFuture<Result<HistoryMatches>> find(HistoryQuery query) = 0;
    /// In the order of \a ids; what is no longer stored is left out.
    [[nodiscard]] virtual QFuture<Result<QList<NotificationSummary>>> summaries(QList<qint64> ids) = 0;
    /// With its body. Nothing when it is no longer stored.
    [[nodiscard]] virtual QFuture<Result<std::optional<NotificationRecord>>> notification(qint64 id) = 0;
    /// The new events of a notification, in their order.
    [[nodiscard]] virtual QFuture<Result<QList<EventRecord>>> events(qint64 notificationId) = 0;
    /// The newest event of the same subscription and focus before \a event.
    [[nodiscard]] virtual QFuture<Result<std::optional<EventRecord>>> previousEvent(EventRecord event) = 0;
    [[nodiscard]] virtual QFuture<Result<QList<SubscriptionRecord>>> subscriptions() = 0;
};

} // namespace Tbs
