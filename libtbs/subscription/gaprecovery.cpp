// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gaprecovery_p.h"

#include <Tbs/notification/sequencetracker.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace Tbs {

namespace {

/// The \a count highest of \a numbers.
NumberRanges highestOf(const NumberRanges &numbers, quint64 count)
{
    NumberRanges highest;
    for (auto range = numbers.ranges().crbegin(); range != numbers.ranges().crend() && count > 0; ++range) {
        const auto size = std::min(range->last - range->first, count - 1) + 1;
        highest.insert({range->last - size + 1, range->last});
        count -= size;
    }
    return highest;
}

/// What one request asks for: from the lowest of \a numbers on, and across what is not missing in between.
NumberRange nextRequest(const NumberRanges &numbers, quint64 size)
{
    const auto first = numbers.ranges().constFirst().first;
    const auto end = NumberRanges({{first, first + std::max<quint64>(size, 1) - 1}});
    return {first, numbers.intersected(end).ranges().constLast().last};
}

} // namespace

GapRecovery::GapRecovery(SubscriptionKey subscription, AbstractReceiver &receiver, FetchEvents fetch, Clock &clock,
                         const MonitorOptions &options, QObject *parent)
    : QObject(parent)
    , m_subscription(std::move(subscription))
    , m_receiver(receiver)
    , m_fetch(std::move(fetch))
    , m_clock(clock)
    , m_options(options)
    , m_delays{.initialDelay = options.recoveryDelay, .maximumDelay = options.maximumRecoveryDelay}
{
}

void GapRecovery::recover(const NumberRanges &numbers)
{
    auto fresh = numbers.subtracted(m_givenUp);
    for (const auto &batch : std::as_const(m_batches)) {
        fresh = fresh.subtracted(batch.numbers);
    }
    if (m_attempt) {
        fresh = fresh.subtracted(m_attempt->batch.numbers);
    }
    if (fresh.isEmpty()) {
        return;
    }
    const auto begun = [](const Batch &batch) {
        return batch.epoch != 0;
    };
    if (m_batches.isEmpty() || begun(m_batches.constLast())) {
        m_batches.append({.since = m_clock.now(), .due = m_clock.now()});
    }
    for (const auto &range : fresh.ranges()) {
        m_batches.last().numbers.insert(range);
    }
    schedule();
}

void GapRecovery::abandon()
{
    m_batches.clear();
    m_attempt.reset();
    m_isAbandoned = true;
    ++m_unsettled;
    look([this](const Result<Known> &known) {
        if (known) {
            ++m_unsettled;
            writeOff(known->epoch, NumberRanges(m_givenUp)); // what waits for the server to repeat it
            giveUp(known->epoch, known->missing.subtracted(m_givenUp), 0ms);
        }
        settle();
    });
}

void GapRecovery::settle()
{
    --m_unsettled;
    if (m_isAbandoned && m_unsettled == 0) {
        Q_EMIT settled();
    }
}

void GapRecovery::look(std::function<void(const Result<Known> &known)> next)
{
    whenFinished(m_receiver.subscriptions(), this,
                 [this, next = std::move(next)](const Result<QList<SubscriptionRecord>> &records) {
                     if (!records) {
                         next(failure(records.error()));
                         return;
                     }
                     const auto found = std::find_if(records->begin(), records->end(), [this](const auto &record) {
                         return record.key == m_subscription;
                     });
                     if (found == records->end()) {
                         next(Known());
                         return;
                     }
                     const auto mode = m_receiver.endpoint(m_subscription.webhookId).counterMode;
                     const auto &sequence = found->sequence;
                     next(Known{sequence.epoch, NumberRanges(SequenceTracker::missing(sequence, mode))});
                 });
}

template <typename T, typename Next> void GapRecovery::whenAnswered(QFuture<Result<T>> future, Next next)
{
    whenFinished(std::move(future), this, [this, id = m_attempt->id, next](const Result<T> &result) {
        if (m_attempt && m_attempt->id == id) {
            next(result);
        }
    });
}

void GapRecovery::schedule()
{
    if (m_attempt || m_batches.isEmpty()) {
        return;
    }
    const auto next = std::min_element(m_batches.cbegin(), m_batches.cend(),
                                       [](const Batch &a, const Batch &b) { return a.due < b.due; });
    const std::chrono::milliseconds left(m_clock.now().msecsTo(next->due));
    const auto onTime = [this, timer = ++m_timer] {
        begin(timer);
    };
    if (left > 0ms) {
        m_clock.callAfter(left, this, onTime);
    } else {
        QMetaObject::invokeMethod(this, onTime, Qt::QueuedConnection); // gaps that are told together go together
    }
}

void GapRecovery::begin(int timer)
{
    if (timer != m_timer || m_attempt || m_batches.isEmpty()) {
        return;
    }
    const auto next = std::min_element(m_batches.begin(), m_batches.end(),
                                       [](const Batch &a, const Batch &b) { return a.due < b.due; });
    const auto id = ++m_attempts;
    m_attempt = Attempt{.id = id, .batch = std::move(*next), .rest = {}, .taken = {}, .error = {}};
    m_batches.erase(next);
    look([this, id](const Result<Known> &known) {
        if (m_attempt && m_attempt->id == id) {
            onBegun(known);
        }
    });
}

void GapRecovery::onBegun(const Result<Known> &known)
{
    auto &batch = m_attempt->batch;
    if (!known) {
        auto waiting = std::move(batch);
        m_attempt.reset();
        judge(std::move(waiting), known.error());
        return;
    }
    if (batch.epoch == 0) {
        batch.epoch = known->epoch;
    }
    batch.numbers = batch.epoch == known->epoch ? batch.numbers.intersected(known->missing) : NumberRanges();
    const auto wanted = highestOf(batch.numbers, m_options.maximumRecoveredEvents);
    const auto tooOld = batch.numbers.subtracted(wanted);
    batch.numbers = wanted;
    if (!tooOld.isEmpty()) {
        giveUp(batch.epoch, tooOld, 0ms);
    }
    if (!m_fetch && !batch.numbers.isEmpty()) {
        stop({Error::Kind::Rejected, tr("The server has no $events."), {}});
        return;
    }
    m_attempt->rest = batch.numbers;
    fetchNext();
}

void GapRecovery::fetchNext()
{
    if (m_attempt->rest.isEmpty()) {
        end();
        return;
    }
    const auto asked = nextRequest(m_attempt->rest, m_options.eventsPerRequest);
    whenAnswered(m_fetch(Reference(m_subscription.subscription).id(), asked),
                 [this, asked](const Result<RecoveredEvents> &answer) { onAnswer(asked, answer); });
}

void GapRecovery::onAnswer(const NumberRange &asked, const Result<RecoveredEvents> &answer)
{
    if (!answer) {
        stop(answer.error());
        return;
    }
    const auto wanted = answer->numbers.intersected(m_attempt->rest);
    if (wanted.isEmpty()) {
        m_attempt->rest = m_attempt->rest.subtracted(NumberRanges({asked}));
        fetchNext();
        return;
    }
    take(wanted, *answer);
}

void GapRecovery::take(const NumberRanges &wanted, const RecoveredEvents &answer)
{
    const SharedPromise<Result<Receipt>> promise;
    m_receiver.receive({.webhookId = m_subscription.webhookId,
                        .body = answer.bundle,
                        .origin = NotificationOrigin::Recovery,
                        .receivedAt = m_clock.now(),
                        .epoch = m_attempt->batch.epoch},
                       [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    whenAnswered(promise.future(), [this, wanted](const Result<Receipt> &receipt) {
        if (!receipt) {
            stop(receipt.error());
            return;
        }
        for (const auto &range : wanted.ranges()) {
            m_attempt->taken.insert(range);
        }
        m_attempt->rest = m_attempt->rest.subtracted(wanted); // of a partial answer the rest is asked for at once
        fetchNext();
    });
}

void GapRecovery::stop(const Error &error)
{
    m_attempt->error = error;
    end();
}

void GapRecovery::end()
{
    look([this, id = m_attempt->id](const Result<Known> &known) {
        if (!m_attempt || m_attempt->id != id) {
            return;
        }
        if (!known) {
            m_attempt->error = known.error();
        }
        onEnded(known.value_or(Known{m_attempt->batch.epoch, m_attempt->batch.numbers}));
    });
}

void GapRecovery::onEnded(const Known &known)
{
    auto attempt = *std::move(m_attempt);
    m_attempt.reset();
    const bool isOver = known.epoch != attempt.batch.epoch;
    const auto recoveredNumbers = isOver ? attempt.taken : attempt.taken.subtracted(known.missing);
    attempt.batch.numbers = isOver ? NumberRanges() : attempt.batch.numbers.intersected(known.missing);
    for (const auto &range : recoveredNumbers.ranges()) {
        Q_EMIT recovered(range);
    }
    judge(std::move(attempt.batch), attempt.error);
}

/// What becomes of what is still missing.
void GapRecovery::judge(Batch batch, const std::optional<Error> &error)
{
    if (batch.numbers.isEmpty()) {
        schedule();
        return;
    }
    if (error && error->kind == Error::Kind::Rejected) {
        if (!std::exchange(m_toldUnavailable, true)) {
            Q_EMIT unavailable(*error);
        }
        giveUp(batch.epoch, batch.numbers, m_options.writeOffDelay);
        schedule();
        return;
    }
    const bool isAnswer = !error || error->kind == Error::Kind::BadData;
    ++(isAnswer ? batch.emptyAnswers : batch.errors);
    // After an attempt and not before one: a laptop may have slept for longer than that.
    const bool isTooLate = batch.since.addMSecs(m_options.recoveryTime.count()) <= m_clock.now();
    if (batch.emptyAnswers >= m_options.recoveryAttempts || (isTooLate && batch.epoch != 0)) {
        giveUp(batch.epoch, batch.numbers, 0ms);
        schedule();
        return;
    }
    repeat(std::move(batch),
           error.value_or(Error{Error::Kind::Retry,
                                tr("The answers of $events for %1 do not hold the events %2.")
                                    .arg(m_subscription.subscription, batch.numbers.toString()),
                                {}}));
}

void GapRecovery::repeat(Batch batch, const Error &error)
{
    const auto delay = m_delays.delayAfter(batch.emptyAnswers + batch.errors);
    batch.due = m_clock.now().addMSecs(delay.count());
    const auto due = batch.due;
    m_batches.append(std::move(batch));
    schedule();
    Q_EMIT failed(error, due);
}

void GapRecovery::giveUp(quint64 epoch, const NumberRanges &numbers, std::chrono::milliseconds delay)
{
    if (numbers.isEmpty()) {
        return;
    }
    for (const auto &range : numbers.ranges()) {
        m_givenUp.insert(range);
    }
    ++m_unsettled;
    Q_EMIT gaveUp(epoch, numbers);
    if (delay > 0ms) {
        m_clock.callAfter(delay, this, [this, epoch, numbers] { writeOff(epoch, numbers); });
    } else {
        writeOff(epoch, numbers);
    }
}

void GapRecovery::writeOff(quint64 epoch, const NumberRanges &numbers)
{
    look([this, epoch, numbers](const Result<Known> &known) {
        if (!known) {
            m_clock.callAfter(m_options.maximumRecoveryDelay, this,
                              [this, epoch, numbers] { writeOff(epoch, numbers); });
            return;
        }
        if (known->epoch == epoch) {
            const auto rest = numbers.intersected(known->missing);
            for (const auto &range : rest.ranges()) {
                ++m_unsettled;
                writeOff(epoch, range);
            }
        }
        settle();
    });
}

void GapRecovery::writeOff(quint64 epoch, const NumberRange &range)
{
    whenFinished(m_receiver.writeOff(m_subscription, range, epoch), this,
                 [this, epoch, range](const Result<void> &result) {
                     if (result) {
                         Q_EMIT lost(range);
                         settle();
                         return;
                     }
                     qCWarning(logSubscription) << "Lost events are not written off:" << result.error().toString();
                     m_clock.callAfter(m_options.maximumRecoveryDelay, this,
                                       [this, epoch, range] { writeOff(epoch, NumberRanges({range})); });
                 });
}

} // namespace Tbs
