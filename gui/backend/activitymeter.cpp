// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activitymeter.h"

using namespace std::chrono_literals;

namespace Tbs::Gui {

ActivityMeter::ActivityMeter(const Subscriber &subscriber, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&subscriber, &Subscriber::notificationStored, this, [this](const auto &stored) { noteStored(*stored); });
    connect(&subscriber, &Subscriber::notificationRejected, this,
            [this](const QString &webhookId) { ++m_counts[webhookId].rejected; });
    connect(&subscriber, &Subscriber::handled, this, &ActivityMeter::noteHandled);
    connect(&subscriber, &Subscriber::handlerFailed, this,
            [this](const EventContext &event) { ++m_counts[event.webhookId()].failed; });
    waitForSecond();
}

/// What is handed over once more has been counted when it came.
void ActivityMeter::noteStored(const StoredNotification &stored)
{
    if (stored.arrived.origin == NotificationOrigin::Replay) {
        return;
    }
    auto &counts = m_counts[stored.arrived.webhookId];
    ++counts.notifications;
    counts.events += static_cast<int>(stored.newEvents.size());
}

void ActivityMeter::noteHandled(const EventContext &event)
{
    auto &counts = m_counts[event.webhookId()];
    ++counts.handled;
    if (event.delivery().redelivered) {
        return; // how long it lay in the store says nothing about the handler
    }
    const std::chrono::milliseconds latency(event.delivery().receivedAt.msecsTo(m_clock.now()));
    ++counts.timed;
    counts.totalLatency += latency;
    counts.maximumLatency = std::max(counts.maximumLatency, latency);
}

void ActivityMeter::waitForSecond()
{
    m_clock.callAfter(1s, this, [this] {
        Activity activity{.at = m_clock.now(), .subscriptions = std::exchange(m_counts, {})};
        for (const auto &counts : std::as_const(activity.subscriptions)) {
            activity.total += counts;
        }
        Q_EMIT measured(activity);
        waitForSecond();
    });
}

} // namespace Tbs::Gui
