// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/countermode.h>
#include <Tbs/fhir/notification.h>
#include <Tbs/store/records.h>

namespace Tbs {

/// One event of a notification as the tracker sees it.
struct TBS_CORE_EXPORT SequencedEvent
{
    std::optional<EventNumber> eventNumber;
    QString eventId;
    QString focus; ///< `Type/id`
    QDateTime timestamp; ///< as comparableTimestamp() reads it
    /// The stored event of the same identity where it has no number, or else of this number in its epoch.
    std::optional<EventRecord> stored;
};

/// One status of a notification as the tracker sees it.
struct TBS_CORE_EXPORT SequencedNotification
{
    NotificationType type = NotificationType::EventNotification;
    QString bundleId;
    QDateTime timestamp; ///< of the bundle
    std::optional<EventNumber> eventsSinceSubscriptionStart;
    QList<SequencedEvent> events;
};

struct TBS_CORE_EXPORT EventVerdict
{
    enum class Kind {
        New,
        Late, ///< new too, but later ones came before it
        Duplicate,
    };

    Kind kind = Kind::New;
    quint64 epoch = 1;
    /// The number under which it is stored; absent where the number says nothing, or is another event's.
    std::optional<EventNumber> eventNumber;

    friend bool operator==(const EventVerdict &, const EventVerdict &) = default;
};

struct TBS_CORE_EXPORT SequenceVerdict
{
    SequenceState state;
    /// One for each event, in their order.
    QList<EventVerdict> events;
    /// The server began to count anew.
    bool epochStarted = false;
};

/// Finds duplicates, late arrivals, gaps and resets in the event numbers of one subscription. Pure and thread-safe.
///
/// It errs on the side of delivery: an event is a duplicate only when nothing speaks against it.
/// Reference: "Event Numbering" of https://hl7.org/fhir/R5/subscriptionstatus.html and the backport IG's error
/// handling.
class TBS_CORE_EXPORT SequenceTracker
{
public:
    /// Restarts in a row after which numbers that should be absolute are taken to be relative to their bundle.
    static constexpr int restartsUntilRelative = 3;
    /// How many events a server that gives one number to several may number at the same time (CounterMode::Resetting).
    static constexpr quint64 concurrentEvents = 16;
    /// How far the clocks of a server's nodes may differ before a lower number with a newer time counts as a reset.
    static constexpr std::chrono::seconds clockTolerance{60};
    /// Ranges kept apart in SequenceState::seen; beyond that the oldest gaps are written off.
    static constexpr qsizetype maximumRanges = 4096;

    /// The time of an event, for telling events apart; invalid when it is a mere date (HAPI in R4), which tells
    /// nothing.
    [[nodiscard]] static QDateTime comparableTimestamp(const QString &text);
    /// The same for a \a text that has been parsed to \a timestamp.
    [[nodiscard]] static QDateTime comparableTimestamp(const QString &text, const QDateTime &timestamp);

    /// Whether numbers tell events apart, and so duplicates and gaps, in \a mode.
    [[nodiscard]] static bool numbersCount(CounterMode mode);
    /// The mode in force: \a configured, or Relative when \a state shows that.
    [[nodiscard]] static CounterMode effectiveMode(CounterMode configured, const SequenceState &state);

    [[nodiscard]] static SequenceVerdict track(const SequenceState &state, const SequencedNotification &notification,
                                               CounterMode mode);
    /// The same for what was asked for in \a epoch, which is over: its numbers say nothing about the one of \a state,
    /// and nothing changes there.
    [[nodiscard]] static SequenceVerdict trackEarlierEpoch(const SequenceState &state, quint64 epoch,
                                                           const SequencedNotification &notification);

    /// The numbers that should have arrived and have not: between SequenceState::base and highest. None where
    /// \a configured or effectiveMode() says that numbers mean nothing.
    [[nodiscard]] static QList<NumberRange> missing(const SequenceState &state,
                                                    CounterMode configured = CounterMode::Absolute);
    /// \a state without missing the numbers of \a range any more. Should they arrive nevertheless they are new.
    [[nodiscard]] static SequenceState writeOff(SequenceState state, const NumberRange &range);
};

} // namespace Tbs
