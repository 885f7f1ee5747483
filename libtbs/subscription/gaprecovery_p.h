// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationreceiver.h>
#include <Tbs/notification/retrypolicy.h>
#include <Tbs/subscription/deliverymonitor.h>

#include <functional>
#include <optional>

namespace Tbs {

/// Asks for events of a subscription, as SubscriptionClient::events().
using FetchEvents = std::function<QFuture<Result<RecoveredEvents>>(const QString &id, const NumberRange &range)>;

/// The missing events of one subscription: fetches them a request at a time, repeats that with growing delays, and
/// gives up in the end. The receiver's state alone says what is missing.
class TBS_CORE_AUTOTEST_EXPORT GapRecovery : public QObject
{
    Q_OBJECT

public:
    /// \a receiver and \a clock must outlive this. \a fetch: nothing when the server has no `$events`.
    GapRecovery(SubscriptionKey subscription, AbstractReceiver &receiver, FetchEvents fetch, Clock &clock,
                const MonitorOptions &options, QObject *parent = nullptr);

    /// Begins to fetch \a numbers, as far as they are missing and not in hand already.
    void recover(const NumberRanges &numbers);
    /// Gives up all that is missing: the Subscription is gone from the server.
    void abandon();

Q_SIGNALS:
    void recovered(const Tbs::NumberRange &numbers);
    void failed(const Tbs::Error &error, const QDateTime &nextAttemptAt);
    void unavailable(const Tbs::Error &error);
    /// \a numbers will not be fetched any more; they are written off soon.
    void gaveUp(quint64 epoch, const Tbs::NumberRanges &numbers);
    /// They are written off.
    void lost(const Tbs::NumberRange &numbers);
    /// After abandon(): nothing is left to do.
    void settled();

private:
    /// Numbers that are asked for together.
    struct Batch
    {
        NumberRanges numbers;
        QDateTime since;
        QDateTime due;
        quint64 epoch = 0; ///< 0: not known yet
        int emptyAnswers = 0;
        int errors = 0;
    };
    /// One attempt at a batch.
    struct Attempt
    {
        int id = 0;
        Batch batch;
        NumberRanges rest; ///< still to be asked for
        NumberRanges taken; ///< by the receiver
        std::optional<Error> error;
    };
    /// What the receiver knows now.
    struct Known
    {
        quint64 epoch = 0;
        NumberRanges missing;
    };

    /// Calls \a next in this thread, unless this is gone by then.
    void look(std::function<void(const Result<Known> &known)> next);
    /// The same for the attempt that runs now, unless it is over by then.
    template <typename T, typename Next> void whenAnswered(QFuture<Result<T>> future, Next next);
    void schedule();
    void begin(int timer);
    void onBegun(const Result<Known> &known);
    void fetchNext();
    void onAnswer(const NumberRange &asked, const Result<RecoveredEvents> &answer);
    void take(const NumberRanges &wanted, const RecoveredEvents &answer);
    void stop(const Error &error);
    void end();
    void onEnded(const Known &known);
    void judge(Batch batch, const std::optional<Error> &error);
    void repeat(Batch batch, const Error &error);
    void giveUp(quint64 epoch, const NumberRanges &numbers, std::chrono::milliseconds delay);
    void writeOff(quint64 epoch, const NumberRanges &numbers);
    void writeOff(quint64 epoch, const NumberRange &range);
    void settle();

    SubscriptionKey m_subscription;
    AbstractReceiver &m_receiver;
    FetchEvents m_fetch;
    Clock &m_clock;
    MonitorOptions m_options;
    RetryPolicy m_delays;
    QList<Batch> m_batches; ///< that wait
    std::optional<Attempt> m_attempt; ///< that runs
    NumberRanges m_givenUp; ///< of the current epoch: wait to be written off
    int m_timer = 0;
    int m_attempts = 0;
    int m_unsettled = 0; ///< what runs towards a write-off
    bool m_isAbandoned = false;
    bool m_toldUnavailable = false;
};

} // namespace Tbs
