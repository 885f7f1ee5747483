// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionmanager_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

SubscriptionManager::SubscriptionManager(SandboxContext &context, FhirVersion version, ResourceRepository &resources,
                                         const TopicRepository &topics)
    : m_context(context)
    , m_version(version)
    , m_resources(resources)
    , m_topics(topics)
{
}

SubscriptionManager::~SubscriptionManager() = default;

tl::expected<ValidSubscription, QList<Issue>> SubscriptionManager::validate(const QJsonObject &resource) const
{
    auto valid = validateSubscription(m_version, resource, m_topics, m_context.profile, m_context.clock.now());
    // `active` asks for the same as `requested`: only the handshake makes it so.
    if (valid && valid->value.status == SubscriptionStatusCode::Active) {
        valid->value.status = SubscriptionStatusCode::Requested;
    }
    if (valid) {
        alter(&valid->value);
    }
    return valid;
}

void SubscriptionManager::alter(Subscription *subscription) const
{
    const auto &faults = m_context.faults.faults();
    if (faults.maximumLifetime.count() > 0) {
        const auto latest = m_context.clock.now().addMSecs(faults.maximumLifetime.count());
        subscription->end = subscription->end.isValid() ? std::min(subscription->end, latest) : latest;
    }
    if (faults.maximumHeartbeatPeriod > 0 && subscription->heartbeatPeriod) {
        subscription->heartbeatPeriod =
            std::min(*subscription->heartbeatPeriod, static_cast<quint32>(faults.maximumHeartbeatPeriod));
    }
    if (faults.dropHeaders) {
        subscription->headers.clear();
    }
}

SubscriptionManager::Outcome SubscriptionManager::store(const Subscription &subscription)
{
    auto visible = subscription;
    if (m_context.faults.faults().maskHeaders) {
        for (auto &header : visible.headers) {
            header.value = u"***"_s;
        }
    }
    auto resource = codecFor(m_version).writeSubscription(visible);
    if (!subscription.id.isEmpty()) {
        resource.insert("id"_L1, subscription.id);
    }
    auto stored = m_resources.put(resource, m_context.clock.now());
    if (!stored) {
        return Refusal(QList<Issue>{{.severity = Issue::Severity::Error,
                                     .code = u"value"_s,
                                     .path = stored.error().location,
                                     .message = stored.error().message}});
    }
    return *std::move(stored);
}

SubscriptionManager::Outcome SubscriptionManager::create(const QJsonObject &resource, const QByteArray &signingSecret,
                                                         bool starts)
{
    auto valid = validate(resource);
    if (!valid) {
        return Refusal(valid.error());
    }
    auto stored = store(valid->value);
    if (!stored) {
        return stored;
    }
    valid->value.id = stored->value("id"_L1).toString();
    const auto id = valid->value.id;
    auto subscription = std::make_unique<SandboxSubscription>(m_context, m_version, m_baseUrl, *std::move(valid),
                                                              signingSecret, nullptr);
    auto *added = subscription.get();
    connect(added, &SandboxSubscription::statusChanged, this,
            [this, added](SubscriptionStatusCode status) { onStatusChanged(added, status); });
    connect(added, &SandboxSubscription::delivered, this,
            [this, id](NotificationType type, int status) { Q_EMIT delivered(id, type, status); });
    m_subscriptions.push_back(std::move(subscription));
    if (starts) {
        added->start();
    }
    return *m_resources.find(u"Subscription"_s, id); // perhaps active already
}

SubscriptionManager::Outcome SubscriptionManager::update(const QString &id, const QJsonObject &resource)
{
    auto valid = validate(resource);
    if (!valid) {
        return Refusal(valid.error());
    }
    valid->value.id = id;
    valid->value.error.clear();
    auto stored = store(valid->value);
    if (!stored) {
        return stored;
    }
    find(id)->update(*std::move(valid));
    return *m_resources.find(u"Subscription"_s, id);
}

void SubscriptionManager::remove(const QString &id)
{
    const auto removed = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                      [&](const auto &subscription) { return subscription->value().id == id; });
    if (removed != m_subscriptions.end()) {
        (*removed)->disconnect(this);
        (*removed)->stop();
        removed->release()->deleteLater(); // a slot on one of its signals may have asked for this
        m_subscriptions.erase(removed);
        m_context.webSockets.unbind({m_version, id});
    }
    m_resources.remove(u"Subscription"_s, id);
}

void SubscriptionManager::onResourceChanged(const ResourceChange &change)
{
    for (const auto &subscription : m_subscriptions) {
        if (subscription->isFiredBy(change)) {
            subscription->addEvent(change, additionalContext(subscription->topic(), change.resource(), m_resources));
        }
    }
}

SandboxSubscription *SubscriptionManager::find(const QString &id) const
{
    const auto found = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                    [&](const auto &subscription) { return subscription->value().id == id; });
    return found == m_subscriptions.end() ? nullptr : found->get();
}

QList<SandboxSubscription *> SubscriptionManager::all() const
{
    QList<SandboxSubscription *> subscriptions;
    for (const auto &subscription : m_subscriptions) {
        subscriptions.append(subscription.get());
    }
    return subscriptions;
}

void SubscriptionManager::onStatusChanged(SandboxSubscription *subscription, SubscriptionStatusCode status)
{
    const auto &id = subscription->value().id;
    const auto stored = m_resources.find(u"Subscription"_s, id);
    if (stored && stored->value("status"_L1).toString() != toCode(status)) {
        auto value = subscription->value();
        value.error = subscription->errorText();
        store(value);
    }
    Q_EMIT statusChanged(id, status);
}

} // namespace Tbs
