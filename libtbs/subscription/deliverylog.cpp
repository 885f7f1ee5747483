// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliverymonitor.h"

#include "deliverylog_p.h"

#include <Tbs/support/logging.h>

#include <QHash>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString name(const SubscriptionKey &subscription)
{
    return subscription.subscription + u" ("_s + subscription.webhookId + u')';
}

QString text(const QDateTime &time)
{
    return time.isValid() ? time.toString(Qt::ISODate) : u"never"_s;
}

QString text(const NumberRange &numbers)
{
    return NumberRanges({numbers}).toString();
}

QString text(const QList<NumberRange> &numbers)
{
    return numbers.isEmpty() ? u"of unknown number"_s : NumberRanges(numbers).toString();
}

void logState(DeliveryMonitor &monitor)
{
    using M = DeliveryMonitor;
    QObject::connect(&monitor, &M::healthChanged, &monitor,
                     [states = QHash<SubscriptionKey, HealthState>()](const SubscriptionKey &subscription,
                                                                      const SubscriptionHealth &health) mutable {
                         const auto before = states.constFind(subscription);
                         if (before != states.constEnd() && *before == health.state) {
                             return; // a reason changes with each event that is missing or found
                         }
                         states.insert(subscription, health.state);
                         qCInfo(logSubscription).noquote()
                             << name(subscription) + u':' << toCode(health.state) + u'.' << health.reason;
                     });
    QObject::connect(&monitor, &M::heartbeatLate, &monitor,
                     [](const SubscriptionKey &subscription, const QDateTime &last) {
                         qCWarning(logSubscription).noquote()
                             << name(subscription) << "sends no heartbeats; the last sign of life:" << text(last);
                     });
    QObject::connect(&monitor, &M::heartbeatBack, &monitor, [](const SubscriptionKey &subscription) {
        qCInfo(logSubscription).noquote() << name(subscription) << "is heard from again";
    });
    QObject::connect(&monitor, &M::statusCheckFailed, &monitor,
                     [](const SubscriptionKey &subscription, const Error &error) {
                         qCWarning(logSubscription).noquote()
                             << "The status of" << name(subscription) << "is not known:" << error.toString();
                     });
    QObject::connect(&monitor, &M::vanished, &monitor, [](const SubscriptionKey &subscription) {
        qCWarning(logSubscription).noquote() << "The server does not have" << name(subscription) << "any more";
    });
}

void logRecovery(DeliveryMonitor &monitor)
{
    using M = DeliveryMonitor;
    QObject::connect(
        &monitor, &M::eventsRecovered, &monitor, [](const SubscriptionKey &subscription, const NumberRange &numbers) {
            qCInfo(logSubscription).noquote() << "Recovered events" << text(numbers) << "of" << name(subscription);
        });
    QObject::connect(&monitor, &M::recoveryFailed, &monitor,
                     [](const SubscriptionKey &subscription, const Error &error, const QDateTime &next) {
                         qCWarning(logSubscription).noquote()
                             << "Missing events of" << name(subscription) << "are not fetched:" << error.toString()
                             << "Next attempt:" << text(next);
                     });
    QObject::connect(&monitor, &M::recoveryUnavailable, &monitor,
                     [](const SubscriptionKey &subscription, const Error &error) {
                         qCWarning(logSubscription).noquote()
                             << "Missing events of" << name(subscription) << "cannot be fetched:" << error.toString();
                     });
    QObject::connect(
        &monitor, &M::resyncNeeded, &monitor, [](const SubscriptionKey &subscription, const ResyncOffer &offer) {
            qCWarning(logSubscription).noquote() << "Search for what events" << text(offer.numbers) << "of"
                                                 << name(subscription) << "were about:" << offer.searches.join(u' ');
        });
    QObject::connect(
        &monitor, &M::eventsLost, &monitor, [](const SubscriptionKey &subscription, const NumberRange &numbers) {
            qCCritical(logSubscription).noquote() << "Lost events" << text(numbers) << "of" << name(subscription);
        });
    QObject::connect(&monitor, &M::counterReset, &monitor,
                     [](const SubscriptionKey &subscription, const QList<NumberRange> &missing) {
                         qCWarning(logSubscription).noquote()
                             << "The server counts the events of" << name(subscription) << "anew; missing before:"
                             << (missing.isEmpty() ? u"none known"_s : NumberRanges(missing).toString());
                     });
}

void logReactivation(DeliveryMonitor &monitor)
{
    using M = DeliveryMonitor;
    QObject::connect(&monitor, &M::reactivating, &monitor, [](const SubscriptionKey &subscription, int attempt) {
        qCInfo(logSubscription).noquote() << "Activating" << name(subscription) << "again, attempt" << attempt;
    });
    QObject::connect(&monitor, &M::reactivated, &monitor, [](const SubscriptionKey &subscription) {
        qCInfo(logSubscription).noquote() << name(subscription) << "is active again";
    });
    QObject::connect(&monitor, &M::reactivationFailed, &monitor,
                     [](const SubscriptionKey &subscription, const Error &error, const QDateTime &next) {
                         qCWarning(logSubscription).noquote()
                             << name(subscription) << "is not activated:" << error.toString()
                             << "Next attempt:" << text(next);
                     });
    QObject::connect(&monitor, &M::reactivationGaveUp, &monitor,
                     [](const SubscriptionKey & /*subscription*/, const QString &reason) {
                         qCCritical(logSubscription).noquote() << reason << "A person has to look.";
                     });
}

} // namespace

void logDelivery(DeliveryMonitor &monitor)
{
    logState(monitor);
    logRecovery(monitor);
    logReactivation(monitor);
}

} // namespace Tbs
