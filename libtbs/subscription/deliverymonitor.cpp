// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliverymonitor.h"

#include "deliverylog_p.h"
#include "subscriptionwatch_p.h"

#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>

#include <QPointer>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Subscriptions that are learnt from notifications to one webhook: whoever can send to it shall not make us ask the
/// server without end.
constexpr int maximumLearnt = 32;

} // namespace

class DeliveryMonitor::Private
{
public:
    Private(DeliveryMonitor *monitor, AbstractReceiver &abstractReceiver, SubscriptionClient &subscriptionClient,
            Clock &systemClock, MonitorOptions monitorOptions)
        : q(monitor)
        , receiver(abstractReceiver)
        , client(subscriptionClient)
        , clock(systemClock)
        , options(monitorOptions)
    {
    }

    [[nodiscard]] SubscriptionWatch *find(const SubscriptionKey &key) const { return watches.value(key); }
    [[nodiscard]] QList<SubscriptionWatch *> ofWebhook(const QString &webhookId) const;
    [[nodiscard]] bool mayLearn(const SubscriptionKey &key) const;
    SubscriptionWatch *add(const SubscriptionKey &key);
    SubscriptionWatch *learn(const SubscriptionKey &key);
    void learn(const QList<SubscriptionRecord> &records);
    void retire(SubscriptionWatch *watch);
    void onVanished(SubscriptionWatch *watch);
    void onStored(const StoredNotification &stored);
    void onGapDetected(const SubscriptionKey &key, const NumberRange &gap);

    DeliveryMonitor *q;
    AbstractReceiver &receiver;
    SubscriptionClient &client;
    Clock &clock;
    MonitorOptions options;
    Reactivate reactivate;
    QList<SubscriptionTopic> topics;
    QHash<SubscriptionKey, SubscriptionWatch *> watches; ///< children of q
    QHash<QString, SubscriptionKey> managed; ///< by webhook id
    QSet<QString> ignored; ///< webhook ids
    bool started = false;
};

QList<SubscriptionWatch *> DeliveryMonitor::Private::ofWebhook(const QString &webhookId) const
{
    QList<SubscriptionWatch *> found;
    for (auto *watch : watches) {
        if (watch->key().webhookId == webhookId) {
            found.append(watch);
        }
    }
    return found;
}

/// Only what the configured server has can be asked for; and where a registrar says which Subscription is ours, another
/// one is not.
bool DeliveryMonitor::Private::mayLearn(const SubscriptionKey &key) const
{
    const Reference reference(key.subscription);
    return started && (key.server.isEmpty() || key.server == client.client().server())
        && reference.resourceType() == "Subscription"_L1 && !managed.contains(key.webhookId)
        && !ignored.contains(key.webhookId) && ofWebhook(key.webhookId).size() < maximumLearnt;
}

SubscriptionWatch *DeliveryMonitor::Private::add(const SubscriptionKey &key)
{
    auto *watch = new SubscriptionWatch(key, {*q, receiver, client, clock, options, topics}, q);
    watch->setReactivation(reactivate);
    watches.insert(key, watch);
    connect(watch, &SubscriptionWatch::vanished, q, [this, watch] { onVanished(watch); });
    return watch;
}

SubscriptionWatch *DeliveryMonitor::Private::learn(const SubscriptionKey &key)
{
    return mayLearn(key) ? add(key) : nullptr;
}

/// Subscriptions that were replaced stay in the store: only the one of a webhook that was heard from last is learnt
/// from it, and others that were heard from until then.
void DeliveryMonitor::Private::learn(const QList<SubscriptionRecord> &records)
{
    QHash<QString, QDateTime> newest;
    for (const auto &record : records) {
        auto &time = newest[record.key.webhookId];
        time = std::max(time, record.lastNotificationAt);
    }
    for (const auto &record : records) {
        const auto last = newest.value(record.key.webhookId);
        const bool isOld =
            last.isValid() && (!record.lastNotificationAt.isValid() || record.lastNotificationAt.addDays(1) < last);
        if (isOld || find(record.key) || !receiver.hasEndpoint(record.key.webhookId)) {
            continue;
        }
        if (auto *learnt = learn(record.key)) {
            learnt->begin(record);
        }
    }
}

void DeliveryMonitor::Private::retire(SubscriptionWatch *watch)
{
    watches.remove(watch->key());
    watch->disconnect(q);
    watch->retire();
}

void DeliveryMonitor::Private::onVanished(SubscriptionWatch *watch)
{
    const QPointer<SubscriptionWatch> kept(watch);
    watches.remove(watch->key());
    Q_EMIT q->vanished(watch->key());
    if (kept) {
        retire(watch);
    }
}

void DeliveryMonitor::Private::onStored(const StoredNotification &stored)
{
    if (stored.arrived.origin == NotificationOrigin::Replay) {
        return; // nothing came
    }
    for (qsizetype i = 0; i < stored.statuses.size(); ++i) {
        const auto &key = stored.statuses.at(i).subscription.key;
        if (auto *watch = find(key)) {
            watch->onStored(stored, i);
        } else if (auto *learnt = learn(key)) {
            learnt->onStored(stored, i);
            learnt->begin(stored.statuses.at(i).subscription);
        }
    }
}

void DeliveryMonitor::Private::onGapDetected(const SubscriptionKey &key, const NumberRange &gap)
{
    if (auto *watch = find(key)) {
        watch->onGapDetected(gap);
    }
}

DeliveryMonitor::DeliveryMonitor(AbstractReceiver &receiver, SubscriptionClient &client, Clock &clock,
                                 MonitorOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, receiver, client, clock, options))
{
    logDelivery(*this);
    connect(&receiver, &AbstractReceiver::notificationStored, this,
            [this](const std::shared_ptr<const StoredNotification> &stored) { d->onStored(*stored); });
    connect(&receiver, &AbstractReceiver::gapDetected, this,
            [this](const SubscriptionKey &key, const NumberRange &gap) { d->onGapDetected(key, gap); });
    connect(&receiver, &AbstractReceiver::gapClosed, this, [this](const SubscriptionKey &key) {
        if (auto *watch = d->find(key)) {
            watch->onGapClosed();
        }
    });
}

DeliveryMonitor::~DeliveryMonitor()
{
    qDeleteAll(findChildren<SubscriptionWatch *>(QString(), Qt::FindDirectChildrenOnly)); // they tell through this
}

void DeliveryMonitor::setReactivation(Reactivate reactivate)
{
    d->reactivate = std::move(reactivate);
}

void DeliveryMonitor::setTopics(const QList<SubscriptionTopic> &topics)
{
    d->topics = topics;
}

void DeliveryMonitor::start()
{
    d->started = true;
    whenFinished(d->receiver.subscriptions(), this, [this](const Result<QList<SubscriptionRecord>> &records) {
        if (!records) {
            qCWarning(logSubscription) << "What earlier runs left is not known:" << records.error().toString();
            return;
        }
        d->learn(*records);
    });
}

void DeliveryMonitor::watch(const QString &webhookId, const Subscription &subscription)
{
    const SubscriptionKey key{webhookId, d->client.client().server(), u"Subscription/"_s + subscription.id};
    d->ignored.remove(webhookId);
    d->managed.insert(webhookId, key);
    if (auto *known = d->find(key)) {
        known->setSubscription(subscription);
        return;
    }
    const auto before = d->ofWebhook(webhookId);
    auto *added = d->add(key);
    for (auto *old : before) {
        added->continueFrom(*old);
        d->retire(old);
    }
    added->setSubscription(subscription);
    added->begin();
}

void DeliveryMonitor::unwatch(const QString &webhookId)
{
    d->ignored.insert(webhookId);
    d->managed.remove(webhookId);
    for (auto *watch : d->ofWebhook(webhookId)) {
        d->watches.remove(watch->key());
        watch->disconnect(this);
        watch->stop();
    }
}

void DeliveryMonitor::learn(const QString &webhookId)
{
    d->ignored.remove(webhookId);
}

void DeliveryMonitor::check(const QString &webhookId)
{
    for (auto *watch : d->ofWebhook(webhookId)) {
        watch->check();
    }
}

void DeliveryMonitor::reactivate(const QString &webhookId)
{
    for (auto *watch : d->ofWebhook(webhookId)) {
        watch->reactivate();
    }
}

QList<SubscriptionKey> DeliveryMonitor::subscriptions() const
{
    auto keys = d->watches.keys();
    std::sort(keys.begin(), keys.end(), [](const SubscriptionKey &a, const SubscriptionKey &b) {
        return std::tie(a.webhookId, a.subscription) < std::tie(b.webhookId, b.subscription);
    });
    return keys;
}

SubscriptionHealth DeliveryMonitor::health(const SubscriptionKey &subscription) const
{
    const auto *watch = d->find(subscription);
    return watch ? watch->health() : SubscriptionHealth();
}

SubscriptionFacts DeliveryMonitor::facts(const SubscriptionKey &subscription) const
{
    const auto *watch = d->find(subscription);
    return watch ? watch->facts() : SubscriptionFacts();
}

} // namespace Tbs
