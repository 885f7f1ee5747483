// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "managementlines.h"

#include "../planning/planlines.h"
#include "listenlines.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

JsonLine definitionLine(const QString &type, const QString &webhookId)
{
    return JsonLine(type).add(u"webhookId"_s, textOrNull(webhookId));
}

JsonLine subscriptionLine(const QString &type, const QString &webhookId, const Subscription &subscription)
{
    return definitionLine(type, webhookId)
        .add(u"subscription"_s,
             textOrNull(subscription.id.isEmpty() ? QString() : u"Subscription/"_s + subscription.id))
        .add(u"status"_s, toCode(subscription.status));
}

JsonLine keyLine(const QString &type, const SubscriptionKey &key)
{
    return definitionLine(type, key.webhookId).add(u"subscription"_s, textOrNull(key.subscription));
}

JsonLine &addError(JsonLine &line, const Error &error)
{
    return line.add(u"kind"_s, toCode(error.kind)).add(u"message"_s, error.message);
}

JsonLine &addNextAttempt(JsonLine &line, const QDateTime &at)
{
    if (at.isValid()) {
        line.add(u"nextAttemptAt"_s, at.toUTC().toString(Qt::ISODateWithMs));
    }
    return line;
}

JsonLine &addRange(JsonLine &line, const NumberRange &range)
{
    return line.add(u"firstEventNumber"_s, QString::number(range.first))
        .add(u"lastEventNumber"_s, QString::number(range.last));
}

JsonLine carriedOutLine(const PlanStep &step)
{
    auto line = definitionLine(resultOf(step.action), step.webhookId);
    if (!step.actual.id.isEmpty()) {
        line.add(u"subscription"_s, u"Subscription/"_s + step.actual.id);
    }
    line.add(u"message"_s, textOrNull(step.reason));
    if (!step.differences.isEmpty()) {
        line.add(u"differences"_s, differenceLines(step.differences));
    }
    return line;
}

JsonLine resyncLine(const SubscriptionKey &key, const ResyncOffer &offer)
{
    NumberRanges numbers;
    for (const auto &range : offer.numbers) {
        numbers.insert(range);
    }
    return keyLine(u"resyncNeeded"_s, key)
        .add(u"eventNumbers"_s, textOrNull(numbers.toString()))
        .add(u"since"_s, offer.since.isValid() ? QJsonValue(offer.since.toString(Qt::ISODate)) : QJsonValue())
        .add(u"searches"_s, QJsonArray::fromStringList(offer.searches));
}

void writeRegistrar(const SubscriptionRegistrar *registrar, QObject *context, const WriteLine &write)
{
    using Registrar = SubscriptionRegistrar;
    QObject::connect(registrar, &Registrar::carriedOut, context,
                     [write](const PlanStep &step) { write(carriedOutLine(step)); });
    QObject::connect(registrar, &Registrar::registered, context,
                     [write](const QString &webhookId, const Subscription &subscription) {
                         write(subscriptionLine(u"registered"_s, webhookId, subscription));
                     });
    QObject::connect(registrar, &Registrar::activated, context,
                     [write](const QString &webhookId, const Subscription &subscription) {
                         write(subscriptionLine(u"activated"_s, webhookId, subscription));
                     });
    QObject::connect(registrar, &Registrar::activationDelayed, context,
                     [write](const QString &webhookId, const Subscription &subscription) {
                         write(subscriptionLine(u"activationDelayed"_s, webhookId, subscription));
                     });
    QObject::connect(
        registrar, &Registrar::altered, context,
        [write](const QString &webhookId, const QList<SubscriptionDifference> &differences) {
            write(definitionLine(u"altered"_s, webhookId).add(u"differences"_s, differenceLines(differences)));
        });
    QObject::connect(registrar, &Registrar::failed, context, [write](const QString &webhookId, const Error &error) {
        auto line = definitionLine(u"registrationFailed"_s, webhookId);
        write(addError(line, error));
    });
}

void writeHealth(const DeliveryMonitor *monitor, QObject *context, const WriteLine &write)
{
    using Monitor = DeliveryMonitor;
    QObject::connect(monitor, &Monitor::healthChanged, context,
                     [write](const SubscriptionKey &key, const SubscriptionHealth &health) {
                         write(keyLine(u"health"_s, key)
                                   .add(u"state"_s, toCode(health.state))
                                   .add(u"message"_s, textOrNull(health.reason))
                                   .add(u"eventsBehind"_s, QString::number(health.eventsBehind)));
                     });
    QObject::connect(monitor, &Monitor::heartbeatLate, context,
                     [write](const SubscriptionKey &key) { write(keyLine(u"heartbeatLate"_s, key)); });
    QObject::connect(monitor, &Monitor::heartbeatBack, context,
                     [write](const SubscriptionKey &key) { write(keyLine(u"heartbeatBack"_s, key)); });
    QObject::connect(monitor, &Monitor::driftChanged, context,
                     [write](const SubscriptionKey &key, const QStringList &drift) {
                         write(keyLine(u"drift"_s, key).add(u"messages"_s, QJsonArray::fromStringList(drift)));
                     });
    QObject::connect(monitor, &Monitor::vanished, context,
                     [write](const SubscriptionKey &key) { write(keyLine(u"vanished"_s, key)); });
    QObject::connect(monitor, &Monitor::statusCheckFailed, context,
                     [write](const SubscriptionKey &key, const Error &error) {
                         auto line = keyLine(u"statusCheckFailed"_s, key);
                         write(addError(line, error));
                     });
}

void writeRecovery(const DeliveryMonitor *monitor, QObject *context, const WriteLine &write)
{
    using Monitor = DeliveryMonitor;
    QObject::connect(monitor, &Monitor::eventsRecovered, context,
                     [write](const SubscriptionKey &key, const NumberRange &numbers) {
                         auto line = keyLine(u"recovered"_s, key);
                         write(addRange(line, numbers));
                     });
    QObject::connect(monitor, &Monitor::recoveryFailed, context,
                     [write](const SubscriptionKey &key, const Error &error, const QDateTime &nextAttemptAt) {
                         auto line = keyLine(u"recoveryFailed"_s, key);
                         write(addNextAttempt(addError(line, error), nextAttemptAt));
                     });
    QObject::connect(monitor, &Monitor::recoveryUnavailable, context,
                     [write](const SubscriptionKey &key, const Error &error) {
                         auto line = keyLine(u"recoveryUnavailable"_s, key);
                         write(addError(line, error));
                     });
    QObject::connect(monitor, &Monitor::resyncNeeded, context,
                     [write](const SubscriptionKey &key, const ResyncOffer &offer) { write(resyncLine(key, offer)); });
    QObject::connect(monitor, &Monitor::eventsLost, context,
                     [write](const SubscriptionKey &key, const NumberRange &numbers) {
                         auto line = keyLine(u"lost"_s, key);
                         write(addRange(line, numbers));
                     });
}

void writeReactivation(const DeliveryMonitor *monitor, QObject *context, const WriteLine &write)
{
    using Monitor = DeliveryMonitor;
    QObject::connect(monitor, &Monitor::reactivating, context, [write](const SubscriptionKey &key, int attempt) {
        write(keyLine(u"reactivating"_s, key).add(u"attempt"_s, attempt));
    });
    QObject::connect(monitor, &Monitor::reactivated, context,
                     [write](const SubscriptionKey &key) { write(keyLine(u"reactivated"_s, key)); });
    QObject::connect(monitor, &Monitor::reactivationFailed, context,
                     [write](const SubscriptionKey &key, const Error &error, const QDateTime &nextAttemptAt) {
                         auto line = keyLine(u"reactivationFailed"_s, key);
                         write(addNextAttempt(addError(line, error), nextAttemptAt));
                     });
    QObject::connect(monitor, &Monitor::reactivationGaveUp, context,
                     [write](const SubscriptionKey &key, const QString &reason) {
                         write(keyLine(u"reactivationGaveUp"_s, key).add(u"message"_s, reason));
                     });
}

void writeChannel(const WebSocketChannel *channel, QObject *context, const WriteLine &write)
{
    QObject::connect(channel, &WebSocketChannel::connected, context,
                     [write](const QString &webhookId) { write(definitionLine(u"connected"_s, webhookId)); });
    QObject::connect(channel, &WebSocketChannel::disconnected, context,
                     [write](const QString &webhookId, const Error &reason) {
                         auto line = definitionLine(u"disconnected"_s, webhookId);
                         write(addError(line, reason));
                     });
    QObject::connect(channel, &WebSocketChannel::errorOccurred, context,
                     [write](const QString &webhookId, const Error &error) {
                         auto line = definitionLine(u"webSocketError"_s, webhookId);
                         write(addError(line, error));
                     });
}

} // namespace

void writeManagement(const ManagedSubscriptions &management, QObject *context, const WriteLine &write)
{
    QObject::connect(&management, &ManagedSubscriptions::versionUnknown, context, [write](const Error &error) {
        JsonLine line(u"serverUnknown"_s);
        write(addError(line, error));
    });
    QObject::connect(&management, &ManagedSubscriptions::problemKnown, context,
                     [write](const QString &webhookId, const KnownProblem &problem) {
                         write(definitionLine(u"problemKnown"_s, webhookId)
                                   .add(u"message"_s, problem.message)
                                   .add(u"advice"_s, textOrNull(problem.advice)));
                     });
    QObject::connect(&management, &ManagedSubscriptions::began, context, [&management, context, write] {
        if (const auto *registrar = management.registrar()) {
            writeRegistrar(registrar, context, write);
        }
        if (const auto *monitor = management.monitor()) {
            writeHealth(monitor, context, write);
            writeRecovery(monitor, context, write);
            writeReactivation(monitor, context, write);
        }
        if (const auto *channel = management.webSocketChannel()) {
            writeChannel(channel, context, write);
        }
    });
}

} // namespace Tbs::Cli
