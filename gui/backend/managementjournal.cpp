// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "managementjournal.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

using Kind = JournalEntry::Kind;
using Severity = JournalEntry::Severity;

Severity severityOf(Kind kind)
{
    switch (kind) {
    case Kind::Requested:
    case Kind::Registered:
    case Kind::Handshake:
    case Kind::Suspended:
    case Kind::Removed:
    case Kind::Reactivating:
        return Severity::Information;
    case Kind::Activated:
    case Kind::HeartbeatBack:
    case Kind::GapClosed:
    case Kind::Recovered:
    case Kind::Reactivated:
    case Kind::WebSocketConnected:
        return Severity::Good;
    case Kind::ProblemKnown:
    case Kind::ActivationDelayed:
    case Kind::Altered:
    case Kind::HeartbeatLate:
    case Kind::StatusUnknown:
    case Kind::Drift:
    case Kind::Gap:
    case Kind::RecoveryFailed:
    case Kind::RecoveryUnavailable:
    case Kind::CounterReset:
    case Kind::ReactivationFailed:
    case Kind::WebSocketBroken:
        return Severity::Warning;
    case Kind::ServerUnknown:
    case Kind::Failed:
    case Kind::Vanished:
    case Kind::Lost:
    case Kind::ResyncNeeded:
    case Kind::ReactivationGaveUp:
        break;
    }
    return Severity::Bad;
}

QString numbersText(const NumberRange &range)
{
    return range.first == range.last ? ManagementJournal::tr("event %1").arg(range.first)
                                     : ManagementJournal::tr("events %1 to %2").arg(range.first).arg(range.last);
}

QString elementsOf(const QList<SubscriptionDifference> &differences)
{
    QStringList elements;
    for (const auto &difference : differences) {
        elements << difference.element;
    }
    return elements.join(u", "_s);
}

QString nextAttemptText(const QDateTime &at)
{
    return at.isValid() ? ManagementJournal::tr("It is tried again at %1.")
                              .arg(QLocale().toString(at.toLocalTime().time(), QLocale::LongFormat))
                        : ManagementJournal::tr("It is not tried again.");
}

QString referenceOf(const Subscription &subscription)
{
    return u"Subscription/"_s + subscription.id;
}

} // namespace

ManagementJournal::ManagementJournal(const Subscriber &subscriber, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    connect(&subscriber, &Subscriber::notificationStored, this,
            [this](const auto &stored) { writeHandshakes(*stored); });
    connect(&subscriber, &Subscriber::gapDetected, this, [this](const SubscriptionKey &key, const NumberRange &gap) {
        write(Kind::Gap, key.webhookId, tr("Missing: %1. Later events have come.").arg(numbersText(gap)));
    });
    connect(&subscriber, &Subscriber::gapClosed, this, [this](const SubscriptionKey &key) {
        write(Kind::GapClosed, key.webhookId, tr("Nothing is missing any more."));
    });
}

void ManagementJournal::write(JournalEntry::Kind kind, const QString &webhookId, const QString &message)
{
    Q_EMIT written(
        {.at = m_clock.now(), .kind = kind, .severity = severityOf(kind), .webhookId = webhookId, .message = message});
}

void ManagementJournal::write(JournalEntry::Kind kind, const QString &webhookId, const Error &error)
{
    write(kind, webhookId, error.message);
}

void ManagementJournal::follow(const ManagedSubscriptions &management)
{
    connect(&management, &ManagedSubscriptions::versionUnknown, this,
            [this](const Error &error) { write(Kind::ServerUnknown, {}, error); });
    connect(&management, &ManagedSubscriptions::problemKnown, this,
            [this](const QString &webhookId, const KnownProblem &problem) {
                Q_EMIT written({.at = m_clock.now(),
                                .kind = Kind::ProblemKnown,
                                .severity = severityOf(Kind::ProblemKnown),
                                .webhookId = webhookId,
                                .message = problem.message,
                                .advice = problem.advice});
            });
    connect(&management, &ManagedSubscriptions::began, this, [this, &management] { followParts(management); });
}

void ManagementJournal::followParts(const ManagedSubscriptions &management)
{
    if (const auto *registrar = management.registrar()) {
        followRegistrar(registrar);
    }
    if (const auto *monitor = management.monitor()) {
        followHealth(monitor);
        followRecovery(monitor);
        followReactivation(monitor);
    }
    if (const auto *channel = management.webSocketChannel()) {
        followChannel(channel);
    }
}

void ManagementJournal::followRegistrar(const SubscriptionRegistrar *registrar)
{
    using Registrar = SubscriptionRegistrar;
    connect(registrar, &Registrar::carriedOut, this, &ManagementJournal::writeCarriedOut);
    connect(registrar, &Registrar::registered, this, [this](const QString &id, const Subscription &subscription) {
        write(Kind::Registered, id,
              tr("The server has it as %1, status %2.").arg(referenceOf(subscription), toCode(subscription.status)));
    });
    connect(registrar, &Registrar::activated, this, [this](const QString &id, const Subscription &subscription) {
        write(Kind::Activated, id, tr("%1 is active.").arg(referenceOf(subscription)));
    });
    connect(registrar, &Registrar::activationDelayed, this,
            [this](const QString &id, const Subscription &subscription) {
                write(Kind::ActivationDelayed, id,
                      tr("%1 is still %2: the server has not activated it. Can it reach the endpoint?")
                          .arg(referenceOf(subscription), toCode(subscription.status)));
            });
    connect(registrar, &Registrar::altered, this,
            [this](const QString &id, const QList<SubscriptionDifference> &differences) {
                if (!differences.isEmpty()) {
                    write(Kind::Altered, id, tr("The server keeps its own idea of: %1.").arg(elementsOf(differences)));
                }
            });
    connect(registrar, &Registrar::failed, this,
            [this](const QString &id, const Error &error) { write(Kind::Failed, id, error); });
}

void ManagementJournal::writeCarriedOut(const PlanStep &step)
{
    switch (step.action) {
    case PlanStep::Action::Create:
        return; // registered() follows
    case PlanStep::Action::Update:
        write(Kind::Requested, step.webhookId, tr("%1 was changed. %2").arg(referenceOf(step.actual), step.reason));
        return;
    case PlanStep::Action::Replace:
        write(Kind::Requested, step.webhookId, tr("%1 was replaced. %2").arg(referenceOf(step.actual), step.reason));
        return;
    case PlanStep::Action::Delete:
        write(Kind::Removed, step.webhookId, tr("%1 was deleted. %2").arg(referenceOf(step.actual), step.reason));
        return;
    case PlanStep::Action::Keep:
        return;
    }
}

void ManagementJournal::writeHandshakes(const StoredNotification &stored)
{
    const auto &statuses = stored.arrived.notification->statuses;
    if (std::any_of(statuses.begin(), statuses.end(),
                    [](const auto &status) { return status.type == NotificationType::Handshake; })) {
        write(Kind::Handshake, stored.arrived.webhookId, tr("The handshake arrived."));
    }
}

void ManagementJournal::followHealth(const DeliveryMonitor *monitor)
{
    using Monitor = DeliveryMonitor;
    connect(monitor, &Monitor::heartbeatLate, this, [this](const SubscriptionKey &key, const QDateTime &last) {
        write(Kind::HeartbeatLate, key.webhookId,
              last.isValid() ? tr("A heartbeat is overdue. The last notification came at %1.")
                                   .arg(QLocale().toString(last.toLocalTime().time(), QLocale::LongFormat))
                             : tr("A heartbeat is overdue. Nothing has come yet."));
    });
    connect(monitor, &Monitor::heartbeatBack, this, [this](const SubscriptionKey &key) {
        write(Kind::HeartbeatBack, key.webhookId, tr("Notifications come again."));
    });
    connect(monitor, &Monitor::driftChanged, this, [this](const SubscriptionKey &key, const QStringList &drift) {
        if (!drift.isEmpty()) {
            write(Kind::Drift, key.webhookId, drift.join(u' '));
        }
    });
    connect(monitor, &Monitor::vanished, this, [this](const SubscriptionKey &key) {
        write(Kind::Vanished, key.webhookId, tr("The server does not have %1 any more.").arg(key.subscription));
    });
    connect(monitor, &Monitor::statusCheckFailed, this, [this](const SubscriptionKey &key, const Error &error) {
        write(Kind::StatusUnknown, key.webhookId, error);
    });
    connect(monitor, &Monitor::counterReset, this, [this](const SubscriptionKey &key) {
        write(Kind::CounterReset, key.webhookId,
              tr("The server counts its events anew. Nobody knows whether events were lost before that."));
    });
}

void ManagementJournal::followRecovery(const DeliveryMonitor *monitor)
{
    using Monitor = DeliveryMonitor;
    connect(monitor, &Monitor::eventsRecovered, this, [this](const SubscriptionKey &key, const NumberRange &numbers) {
        write(Kind::Recovered, key.webhookId, tr("Fetched from the server: %1.").arg(numbersText(numbers)));
    });
    connect(monitor, &Monitor::recoveryFailed, this,
            [this](const SubscriptionKey &key, const Error &error, const QDateTime &nextAttemptAt) {
                write(Kind::RecoveryFailed, key.webhookId,
                      tr("%1 %2").arg(error.message, nextAttemptText(nextAttemptAt)));
            });
    connect(monitor, &Monitor::recoveryUnavailable, this, [this](const SubscriptionKey &key, const Error &error) {
        write(Kind::RecoveryUnavailable, key.webhookId, error);
    });
    connect(monitor, &Monitor::resyncNeeded, this, [this](const SubscriptionKey &key, const ResyncOffer &offer) {
        JournalEntry entry{.at = m_clock.now(),
                           .kind = Kind::ResyncNeeded,
                           .severity = severityOf(Kind::ResyncNeeded),
                           .webhookId = key.webhookId,
                           .message = tr("Events were lost that the server cannot repeat.")};
        if (!offer.searches.isEmpty()) {
            entry.advice = tr("Search for what changed: %1").arg(offer.searches.join(u' '));
        }
        Q_EMIT written(entry);
    });
    connect(monitor, &Monitor::eventsLost, this, [this](const SubscriptionKey &key, const NumberRange &numbers) {
        write(Kind::Lost, key.webhookId, tr("Given up: %1. The server does not have them.").arg(numbersText(numbers)));
    });
}

void ManagementJournal::followReactivation(const DeliveryMonitor *monitor)
{
    using Monitor = DeliveryMonitor;
    connect(monitor, &Monitor::reactivating, this, [this](const SubscriptionKey &key, int attempt) {
        write(Kind::Reactivating, key.webhookId,
              tr("The server is asked to activate %1 again, attempt %2.").arg(key.subscription).arg(attempt));
    });
    connect(monitor, &Monitor::reactivated, this, [this](const SubscriptionKey &key) {
        write(Kind::Reactivated, key.webhookId, tr("%1 is active again.").arg(key.subscription));
    });
    connect(monitor, &Monitor::reactivationFailed, this,
            [this](const SubscriptionKey &key, const Error &error, const QDateTime &nextAttemptAt) {
                write(Kind::ReactivationFailed, key.webhookId,
                      tr("%1 %2").arg(error.message, nextAttemptText(nextAttemptAt)));
            });
    connect(monitor, &Monitor::reactivationGaveUp, this, [this](const SubscriptionKey &key, const QString &reason) {
        Q_EMIT written({.at = m_clock.now(),
                        .kind = Kind::ReactivationGaveUp,
                        .severity = severityOf(Kind::ReactivationGaveUp),
                        .webhookId = key.webhookId,
                        .message = reason,
                        .advice = tr("Mend the reason on the server, then reactivate it here.")});
    });
}

void ManagementJournal::followChannel(const WebSocketChannel *channel)
{
    connect(channel, &WebSocketChannel::connected, this, [this](const QString &webhookId) {
        write(Kind::WebSocketConnected, webhookId, tr("The websocket is connected."));
    });
    connect(channel, &WebSocketChannel::disconnected, this,
            [this](const QString &webhookId, const Error &reason) { write(Kind::WebSocketBroken, webhookId, reason); });
    connect(channel, &WebSocketChannel::errorOccurred, this,
            [this](const QString &webhookId, const Error &error) { write(Kind::WebSocketBroken, webhookId, error); });
}

} // namespace Tbs::Gui
