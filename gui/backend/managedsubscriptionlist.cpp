// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "managedsubscriptionlist.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace Tbs::Gui {

namespace {

constexpr auto tellingPeriod = 500ms;

void takeWatched(const DeliveryMonitor &monitor, QList<ManagedSubscription> &subscriptions)
{
    const auto watched = monitor.subscriptions();
    for (const auto &key : watched) {
        const auto one = std::find_if(subscriptions.begin(), subscriptions.end(),
                                      [&](const auto &known) { return known.webhookId() == key.webhookId; });
        if (one != subscriptions.end()) {
            one->key = key;
            one->facts = monitor.facts(key);
        }
    }
}

} // namespace

ManagedSubscriptionList::ManagedSubscriptionList(const Subscriber &subscriber, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&subscriber, &Subscriber::notificationStored, this, [this](const auto &stored) { noteStored(*stored); });
    connect(&subscriber, &Subscriber::gapDetected, this, [this](const SubscriptionKey &key) {
        if (auto *one = find(key.webhookId)) {
            one->facts.gapTold = true;
            tellChanged();
        }
    });
    connect(&subscriber, &Subscriber::gapClosed, this, [this](const SubscriptionKey &key) {
        if (auto *one = find(key.webhookId)) {
            one->facts.gapTold = false;
            one->facts.missing = {};
            tellChanged();
        }
    });
}

ManagedSubscription *ManagedSubscriptionList::find(const QString &webhookId)
{
    const auto found = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                    [&](const auto &one) { return one.webhookId() == webhookId; });
    return found == m_subscriptions.end() ? nullptr : &*found;
}

void ManagedSubscriptionList::define(const SubscriptionConfiguration &wanted)
{
    if (auto *known = find(wanted.definition.webhookId)) {
        known->wanted = wanted;
        known->error.reset();
        known->altered.clear();
        known->knownProblems.clear();
    } else {
        ManagedSubscription subscription;
        subscription.wanted = wanted;
        subscription.facts.watchedSince = m_clock.now();
        m_subscriptions << subscription;
    }
    tellChanged();
}

void ManagedSubscriptionList::remove(const QString &webhookId)
{
    m_subscriptions.removeIf([&](const auto &one) { return one.webhookId() == webhookId; });
    tellChanged();
}

void ManagedSubscriptionList::setSuspended(const QString &webhookId, bool suspended)
{
    if (auto *one = find(webhookId)) {
        one->suspended = suspended;
        if (suspended && one->registered) {
            one->registered->status = SubscriptionStatusCode::Off;
        }
        tellChanged();
    }
}

QList<ManagedSubscription> ManagedSubscriptionList::current() const
{
    auto current = m_subscriptions;
    if (const auto *monitor = m_management != nullptr ? m_management->monitor() : nullptr) {
        takeWatched(*monitor, current);
    }
    const auto now = m_clock.now();
    const auto moments = MomentFormat::local(); // operators look at the clock on the wall
    for (auto &one : current) {
        one.health = healthOf(one.facts, now, moments);
    }
    return current;
}

void ManagedSubscriptionList::follow(const ManagedSubscriptions &management)
{
    m_management = &management;
    connect(&management, &QObject::destroyed, this, [this] { m_management = nullptr; });
    connect(&management, &ManagedSubscriptions::problemKnown, this,
            [this](const QString &webhookId, const KnownProblem &problem) {
                if (auto *one = find(webhookId)) {
                    one->knownProblems << problem;
                    tellChanged();
                }
            });
    connect(&management, &ManagedSubscriptions::versionUnknown, this, [this](const Error &error) {
        for (auto &one : m_subscriptions) {
            one.error = error;
        }
        tellChanged();
    });
    connect(&management, &ManagedSubscriptions::began, this, [this, &management] {
        for (auto &one : m_subscriptions) {
            one.error.reset();
        }
        if (const auto *registrar = management.registrar()) {
            followRegistrar(registrar);
        }
        if (const auto *monitor = management.monitor()) {
            followMonitor(monitor);
        }
    });
}

void ManagedSubscriptionList::followRegistrar(const SubscriptionRegistrar *registrar)
{
    const auto noteRegistered = [this](const QString &webhookId, const Subscription &subscription) {
        if (auto *one = find(webhookId)) {
            one->registered = subscription;
            one->key.webhookId = webhookId;
            one->error.reset();
            tellChanged();
        }
    };
    connect(registrar, &SubscriptionRegistrar::registered, this, noteRegistered);
    connect(registrar, &SubscriptionRegistrar::activated, this, noteRegistered);
    connect(registrar, &SubscriptionRegistrar::altered, this,
            [this](const QString &webhookId, const QList<SubscriptionDifference> &differences) {
                if (auto *one = find(webhookId)) {
                    one->altered = differences;
                    tellChanged();
                }
            });
    connect(registrar, &SubscriptionRegistrar::failed, this, [this](const QString &webhookId, const Error &error) {
        for (auto &one : m_subscriptions) {
            if (webhookId.isEmpty() || one.webhookId() == webhookId) {
                one.error = error;
            }
        }
        tellChanged();
    });
}

void ManagedSubscriptionList::followMonitor(const DeliveryMonitor *monitor)
{
    connect(monitor, &DeliveryMonitor::healthChanged, this, &ManagedSubscriptionList::tellChanged);
    connect(monitor, &DeliveryMonitor::statusChecked, this,
            [this](const SubscriptionKey &key, const StatusReport &report) {
                auto *one = find(key.webhookId);
                if (one != nullptr && report.subscription) {
                    one->registered = *report.subscription;
                    tellChanged();
                }
            });
    connect(monitor, &DeliveryMonitor::vanished, this, [this](const SubscriptionKey &key) {
        if (auto *one = find(key.webhookId)) {
            one->registered.reset();
            tellChanged();
        }
    });
}

void ManagedSubscriptionList::noteStored(const StoredNotification &stored)
{
    auto *one = find(stored.arrived.webhookId);
    if (one != nullptr && stored.arrived.origin != NotificationOrigin::Replay) {
        noteFacts(*one, stored);
        tellChanged();
    }
}

/// What has arrived is all that is known where nothing watches over the delivery.
void ManagedSubscriptionList::noteFacts(ManagedSubscription &subscription, const StoredNotification &stored) const
{
    auto &facts = subscription.facts;
    facts.lastNotificationAt = stored.arrived.receivedAt;
    const auto &statuses = stored.arrived.notification->statuses;
    for (qsizetype i = 0; i < stored.statuses.size(); ++i) {
        const auto &known = stored.statuses.at(i);
        subscription.key = known.subscription.key;
        facts.missing = {};
        for (const auto &range : known.missing) {
            facts.missing.insert(range);
        }
        if (i < statuses.size() && statuses.at(i).status) {
            facts.status = statuses.at(i).status;
        } else {
            facts.status = SubscriptionStatusCode::Active;
        }
    }
    if (!stored.newEvents.isEmpty()) {
        facts.lastEventAt = stored.arrived.receivedAt;
    }
}

void ManagedSubscriptionList::tellChanged()
{
    if (!std::exchange(m_telling, true)) {
        m_clock.callAfter(tellingPeriod, this, [this] {
            m_telling = false;
            Q_EMIT changed();
        });
    }
}

} // namespace Tbs::Gui
