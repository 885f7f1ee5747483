// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "journalentry.h"

#include <Tbs/service/managedsubscriptions.h>
#include <Tbs/service/subscriber.h>

#include <QObject>

namespace Tbs::Gui {

/// Puts into words what happens to the subscriptions of a receiver. Lives in its thread.
class ManagementJournal : public QObject
{
    Q_OBJECT

public:
    /// \a subscriber and \a clock must outlive this.
    ManagementJournal(const Subscriber &subscriber, const Clock &clock, QObject *parent = nullptr);

    /// Listens to \a management too. Before it does anything.
    void follow(const ManagedSubscriptions &management);
    /// Adds an entry of what the operator did.
    void write(JournalEntry::Kind kind, const QString &webhookId, const QString &message);
    /// Adds an entry of what failed.
    void write(JournalEntry::Kind kind, const QString &webhookId, const Error &error);

Q_SIGNALS:
    void written(const Tbs::Gui::JournalEntry &entry);

private:
    void followRegistrar(const SubscriptionRegistrar *registrar);
    void followHealth(const DeliveryMonitor *monitor);
    void followRecovery(const DeliveryMonitor *monitor);
    void followReactivation(const DeliveryMonitor *monitor);
    void followChannel(const WebSocketChannel *channel);
    void followParts(const ManagedSubscriptions &management);
    void writeCarriedOut(const PlanStep &step);
    void writeHandshakes(const StoredNotification &stored);

    const Clock &m_clock;
};

} // namespace Tbs::Gui
