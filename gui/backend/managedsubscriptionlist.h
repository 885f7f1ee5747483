// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "managedsubscription.h"

#include <Tbs/service/managedsubscriptions.h>
#include <Tbs/service/subscriber.h>

#include <QObject>

namespace Tbs::Gui {

/// Keeps what is known of each subscription of a receiver together. Lives in its thread.
class ManagedSubscriptionList : public QObject
{
    Q_OBJECT

public:
    /// \a subscriber and \a clock must outlive this.
    ManagedSubscriptionList(const Subscriber &subscriber, Clock &clock, QObject *parent = nullptr);

    /// Listens to \a management too. Before it does anything; until it goes.
    void follow(const ManagedSubscriptions &management);

    /// Adds a subscription, or changes the one with its webhook id: what it wants, not what is known of it.
    void define(const SubscriptionConfiguration &wanted);
    void remove(const QString &webhookId);
    void setSuspended(const QString &webhookId, bool suspended);

    /// As it is now, in the order in which they were defined.
    [[nodiscard]] QList<ManagedSubscription> current() const;

Q_SIGNALS:
    /// At most twice a second.
    void changed();

private:
    [[nodiscard]] ManagedSubscription *find(const QString &webhookId);
    void followRegistrar(const SubscriptionRegistrar *registrar);
    void followMonitor(const DeliveryMonitor *monitor);
    void noteStored(const StoredNotification &stored);
    void noteFacts(ManagedSubscription &subscription, const StoredNotification &stored) const;
    void tellChanged();

    Clock &m_clock;
    const ManagedSubscriptions *m_management = nullptr;
    QList<ManagedSubscription> m_subscriptions;
    bool m_telling = false;
};

} // namespace Tbs::Gui
