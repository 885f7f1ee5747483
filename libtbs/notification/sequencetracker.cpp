// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sequencetracker.h"

#include <Tbs/codec/timestamp_p.h>

#include <algorithm>

namespace Tbs {

namespace {

/// `2026-01-31` or less.
bool isMereDate(const QString &text)
{
    return text.size() <= 10;
}

enum class Comparison {
    Same,
    Newer,
    Older,
    Another, ///< and nothing says which of them was first
};

bool bothDiffer(const QString &first, const QString &second)
{
    return !first.isEmpty() && !second.isEmpty() && first != second;
}

bool bothEqual(const QString &first, const QString &second)
{
    return !first.isEmpty() && first == second;
}

/// How an event stands to one that is not stored any more.
Comparison compareToForgotten(const SequencedEvent &event, const SequenceState &state, CounterMode mode)
{
    if (mode != CounterMode::Resetting) {
        return Comparison::Same;
    }
    if (!event.timestamp.isValid() || !state.newestTimestamp.isValid()) {
        return Comparison::Another; // that server's repetitions come soon
    }
    return event.timestamp > state.newestTimestamp ? Comparison::Newer : Comparison::Same;
}

/// How an event stands to the one that has its number already.
Comparison compare(const SequencedEvent &event, const QString &bundleId, const SequenceState &state, CounterMode mode)
{
    if (!event.stored) {
        return compareToForgotten(event, state, mode);
    }
    const auto &stored = *event.stored;
    if (bothEqual(bundleId, stored.bundleId) || bothEqual(event.eventId, stored.eventId)) {
        return Comparison::Same;
    }
    const auto storedTimestamp = SequenceTracker::comparableTimestamp(stored.timestamp);
    if (event.timestamp.isValid() && storedTimestamp.isValid() && event.timestamp != storedTimestamp) {
        return event.timestamp > storedTimestamp ? Comparison::Newer : Comparison::Older;
    }
    const bool isSameTime = event.timestamp.isValid() && storedTimestamp.isValid();
    // Where nothing but the bundle's id tells them apart: a strict server writes a new one for a repetition, one that
    // counts in memory repeats the bundle itself.
    const bool isAnotherBundle = !isSameTime && mode == CounterMode::Resetting && bothDiffer(bundleId, stored.bundleId);
    if (isAnotherBundle || bothDiffer(event.eventId, stored.eventId) || bothDiffer(event.focus, stored.focus)) {
        return mode == CounterMode::Resetting ? Comparison::Another : Comparison::Newer;
    }
    return Comparison::Same;
}

/// The nearest number below \a number that no event has come with. Where one number was given to two events it was the
/// other one's: a server that counts first and looks at its counter later gives no number to more events than it has
/// counted, so without one left out below the numbers began anew. Those from before our time may be left out ones too,
/// as long as they are not far off.
std::optional<quint64> leftOutBelow(quint64 number, const SequenceState &state)
{
    constexpr auto near = SequenceTracker::concurrentEvents;
    const auto lowest = std::min(*state.base + 1, number > near ? number - near : 1);
    if (number <= lowest) {
        return std::nullopt;
    }
    const auto leftOut = state.seen.missingFrom({lowest, number - 1});
    return leftOut.isEmpty() ? std::nullopt : std::optional(leftOut.constLast().last);
}

/// Whether an event with a higher number arrived, or existed before we came. That the server has counted further proves
/// nothing about times: it may have told its count long after the newest event that arrived.
bool isOvertaken(quint64 number, const SequenceState &state)
{
    const auto &seen = state.seen.ranges();
    return number <= *state.base || (!seen.isEmpty() && number < seen.constLast().last);
}

/// An event below others, not known, but clearly from a later time than they: the numbers began anew.
bool isAheadOfItsNumber(const SequencedEvent &event, const SequenceState &state)
{
    return isOvertaken(event.eventNumber->value(), state) && !event.stored && event.timestamp.isValid()
        && state.newestTimestamp.isValid()
        && event.timestamp > state.newestTimestamp.addSecs(SequenceTracker::clockTolerance.count());
}

bool isCounterReset(const SequencedNotification &notification, const SequenceState &state)
{
    if (!notification.events.isEmpty() || !notification.eventsSinceSubscriptionStart
        || notification.eventsSinceSubscriptionStart->value() >= state.highest || !notification.timestamp.isValid()
        || !state.newestTimestamp.isValid()) {
        return false;
    }
    const bool isNewSubscription =
        notification.type == NotificationType::Handshake && notification.eventsSinceSubscriptionStart->value() == 0;
    const auto tolerance = isNewSubscription ? std::chrono::seconds(0) : SequenceTracker::clockTolerance;
    return notification.timestamp > state.newestTimestamp.addSecs(tolerance.count());
}

/// Counted as seen since there were too many gaps, and here it is.
bool wasGivenUp(const SequencedEvent &event, const SequenceState &state)
{
    return !event.stored && state.writtenOff.contains(event.eventNumber->value());
}

bool isOfNewCount(const SequencedEvent &event, const QString &bundleId, const SequenceState &state, CounterMode mode)
{
    if (!event.eventNumber) {
        return false;
    }
    if (isAheadOfItsNumber(event, state)) {
        return true;
    }
    const auto number = event.eventNumber->value();
    if (!state.seen.contains(number) || wasGivenUp(event, state)) {
        return false;
    }
    const auto comparison = compare(event, bundleId, state, mode);
    return comparison == Comparison::Newer || (comparison == Comparison::Another && !leftOutBelow(number, state));
}

bool isRestart(const SequencedNotification &notification, const SequenceState &state, CounterMode mode)
{
    if (!state.base) {
        return false;
    }
    return isCounterReset(notification, state)
        || std::any_of(notification.events.begin(), notification.events.end(), [&](const SequencedEvent &event) {
               return isOfNewCount(event, notification.bundleId, state, mode);
           });
}

/// Whether \a timestamp is from before the handshake with which this epoch began, when nothing else has come since.
bool isBeforeEpoch(const QDateTime &timestamp, const SequenceState &state)
{
    return state.epoch > 1 && state.seen.isEmpty() && state.highest == 0 && timestamp.isValid()
        && state.newestTimestamp.isValid() && timestamp < state.newestTimestamp;
}

void raise(QDateTime &newest, const QDateTime &timestamp)
{
    if (timestamp.isValid() && (!newest.isValid() || timestamp > newest)) {
        newest = timestamp;
    }
}

/// Numbers up to here came before us.
quint64 firstBase(const SequencedNotification &notification)
{
    std::optional<quint64> lowest;
    for (const auto &event : notification.events) {
        if (event.eventNumber) {
            lowest = std::min(lowest.value_or(event.eventNumber->value()), event.eventNumber->value());
        }
    }
    if (!lowest) {
        return notification.eventsSinceSubscriptionStart->value();
    }
    return *lowest > 0 ? *lowest - 1 : 0;
}

/// The state with which \a notification begins to count anew.
SequenceState nextEpoch(const SequenceState &state, const SequencedNotification &notification, CounterMode mode)
{
    SequenceState next{.epoch = state.epoch + 1, .base = 0, .restartsInARow = state.restartsInARow + 1};
    const auto told = firstBase(notification);
    if (mode == CounterMode::Resetting && told > 0 && *state.base > 0) {
        // What came late from before our time may have been the beginning of the new count: nobody can tell.
        next.writtenOff = state.seen.intersected(NumberRanges({{1, std::min(*state.base, told)}}));
    }
    return next;
}

bool hasNumbers(const SequencedNotification &notification)
{
    return notification.eventsSinceSubscriptionStart
        || std::any_of(notification.events.begin(), notification.events.end(),
                       [](const SequencedEvent &event) { return event.eventNumber.has_value(); });
}

/// Whether the numbers of this epoch grow beyond its first bundle, as those relative to a bundle never do.
bool goesOn(const SequencedNotification &notification, const SequenceState &state)
{
    return state.base
        && std::any_of(notification.events.begin(), notification.events.end(), [&](const SequencedEvent &event) {
               return event.eventNumber && event.eventNumber->value() > state.highest;
           });
}

void forgetOldestGaps(SequenceState &state)
{
    if (state.seen.ranges().size() <= SequenceTracker::maximumRanges) {
        return;
    }
    const NumberRange oldHalf{*state.base + 1, state.seen.ranges().at(SequenceTracker::maximumRanges / 2).last};
    for (const auto &gap : state.seen.missingFrom(oldHalf)) {
        state.writtenOff.insert(gap);
    }
    // One range from here on; that its holes were never seen stands in writtenOff.
    state.seen.insert(oldHalf);
    while (state.writtenOff.ranges().size() > SequenceTracker::maximumRanges) {
        NumberRanges newer;
        for (const auto &range : state.writtenOff.ranges().sliced(SequenceTracker::maximumRanges / 2)) {
            newer.insert(range);
        }
        state.writtenOff = newer;
    }
}

/// The verdict for one event in the current epoch; notes its number in \a state.
EventVerdict place(const SequencedEvent &event, const QString &bundleId, CounterMode mode, SequenceState &state)
{
    if (!event.eventNumber) {
        return {event.stored ? EventVerdict::Kind::Duplicate : EventVerdict::Kind::New, state.epoch, std::nullopt};
    }
    if (event.stored && compare(event, bundleId, state, mode) == Comparison::Same) {
        return {EventVerdict::Kind::Duplicate, state.epoch, event.stored->eventNumber};
    }
    if (isBeforeEpoch(event.timestamp, state)) {
        return {EventVerdict::Kind::Late, state.epoch, std::nullopt};
    }
    const auto number = event.eventNumber->value();
    const auto newOrLate = number < state.highest ? EventVerdict::Kind::Late : EventVerdict::Kind::New;
    if (!state.seen.contains(number)) {
        state.seen.insert(number);
        return {newOrLate, state.epoch, event.eventNumber};
    }
    if (wasGivenUp(event, state)) {
        return {EventVerdict::Kind::Late, state.epoch, event.eventNumber};
    }
    switch (compare(event, bundleId, state, mode)) {
    case Comparison::Same: // handled long ago and removed since
        return {EventVerdict::Kind::Duplicate, state.epoch, std::nullopt};
    case Comparison::Another:
        if (const auto leftOut = leftOutBelow(number, state)) {
            state.seen.insert(*leftOut);
        }
        return {newOrLate, state.epoch, std::nullopt};
    case Comparison::Newer:
    case Comparison::Older:
        break;
    }
    // Older than the event of that number: a straggler of the epoch before. Its number is taken, the event is not lost.
    return {EventVerdict::Kind::Late, state.epoch, std::nullopt};
}

SequenceVerdict trackWithoutNumbers(const SequenceState &state, const SequencedNotification &notification)
{
    SequenceVerdict verdict{.state = state};
    for (const auto &event : notification.events) {
        verdict.events.append(
            {event.stored ? EventVerdict::Kind::Duplicate : EventVerdict::Kind::New, state.epoch, {}});
    }
    return verdict;
}

} // namespace

QDateTime SequenceTracker::comparableTimestamp(const QString &text)
{
    if (isMereDate(text)) {
        return {};
    }
    // As the codec reads them, so that the same text is the same time.
    const auto timestamp = parseTimestamp(text.toUtf8());
    return timestamp ? timestamp->utc : QDateTime();
}

QDateTime SequenceTracker::comparableTimestamp(const QString &text, const QDateTime &timestamp)
{
    return isMereDate(text) ? QDateTime() : timestamp;
}

bool SequenceTracker::numbersCount(CounterMode mode)
{
    return mode == CounterMode::Absolute || mode == CounterMode::Resetting;
}

CounterMode SequenceTracker::effectiveMode(CounterMode configured, const SequenceState &state)
{
    return configured == CounterMode::Absolute && state.restartsInARow >= restartsUntilRelative ? CounterMode::Relative
                                                                                                : configured;
}

SequenceVerdict SequenceTracker::track(const SequenceState &state, const SequencedNotification &notification,
                                       CounterMode mode)
{
    mode = effectiveMode(mode, state);
    if (!numbersCount(mode) || !hasNumbers(notification)) {
        return trackWithoutNumbers(state, notification);
    }

    SequenceVerdict verdict{.state = state};
    auto &next = verdict.state;
    if (isRestart(notification, state, mode)) {
        verdict.epochStarted = true;
        next = nextEpoch(state, notification, mode);
    }
    if (!verdict.epochStarted && goesOn(notification, state)) {
        next.restartsInARow = 0;
    }
    if (!next.base) {
        next.base = firstBase(notification);
        next.highest = *next.base;
    }
    const bool isStale = isBeforeEpoch(notification.timestamp, next);
    NumberRanges arrived;
    for (const auto &known : notification.events) {
        auto event = known;
        if (verdict.epochStarted) {
            event.stored.reset(); // that was the old epoch's
        }
        const auto &placed = verdict.events.emplaceBack(place(event, notification.bundleId, mode, next));
        if (placed.eventNumber) {
            arrived.insert(placed.eventNumber->value());
            next.highest = std::max(next.highest, placed.eventNumber->value());
        }
        raise(next.newestTimestamp, event.timestamp);
    }
    // Else a repetition would be new again once the event is not stored any more.
    next.writtenOff = next.writtenOff.subtracted(arrived);
    if (!isStale && notification.eventsSinceSubscriptionStart
        && notification.eventsSinceSubscriptionStart->value() >= next.highest) {
        // After a reset the counter is the new epoch's; before one a lower value is only stale.
        next.highest = notification.eventsSinceSubscriptionStart->value();
        raise(next.newestTimestamp, notification.timestamp);
    }
    if (!next.newestTimestamp.isValid()) {
        next.newestTimestamp = notification.timestamp;
    }
    forgetOldestGaps(next);
    return verdict;
}

SequenceVerdict SequenceTracker::trackEarlierEpoch(const SequenceState &state, quint64 epoch,
                                                   const SequencedNotification &notification)
{
    SequenceVerdict verdict{.state = state};
    for (const auto &event : notification.events) {
        // Another event under a number that is taken is none of that epoch; it is not lost, but its number says
        // nothing.
        const bool isTaken = event.stored && event.eventNumber;
        const bool isKnown =
            event.stored && compare(event, notification.bundleId, state, CounterMode::Absolute) == Comparison::Same;
        verdict.events.append({isKnown ? EventVerdict::Kind::Duplicate : EventVerdict::Kind::Late, epoch,
                               isTaken && !isKnown ? std::nullopt : event.eventNumber});
    }
    return verdict;
}

QList<NumberRange> SequenceTracker::missing(const SequenceState &state, CounterMode configured)
{
    if (!numbersCount(effectiveMode(configured, state)) || !state.base || state.highest <= *state.base) {
        return {};
    }
    QList<NumberRange> missing;
    for (const auto &range : state.seen.missingFrom({*state.base + 1, state.highest})) {
        missing += state.writtenOff.missingFrom(range);
    }
    return missing;
}

SequenceState SequenceTracker::writeOff(SequenceState state, const NumberRange &range)
{
    // Only what is missing: a number that arrived stands for its event, written off or not.
    const auto givenUp = NumberRanges(missing(state)).intersected(NumberRanges({range}));
    for (const auto &numbers : givenUp.ranges()) {
        state.writtenOff.insert(numbers);
    }
    return state;
}

} // namespace Tbs
