// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sandboxsubscription_p.h"

#include <vector>

namespace Tbs {

/// The Subscriptions of one FHIR version. Each is also in the resource repository, with the status it has now.
class TBS_SANDBOX_AUTOTEST_EXPORT SubscriptionManager : public QObject
{
    Q_OBJECT

public:
    /// What was stored, or why not.
    using Outcome = tl::expected<QJsonObject, QList<Issue>>;

    /// The references outlive this.
    SubscriptionManager(SandboxContext &context, FhirVersion version, ResourceRepository &resources,
                        const TopicRepository &topics);
    ~SubscriptionManager() override;

    /// Without a trailing slash. For subscriptions that are created later.
    void setBaseUrl(const QString &baseUrl) { m_baseUrl = baseUrl; }

    /// \a signingSecret is that of the X-Hub-Secret header. An id in \a resource is kept. Unless \a starts, nothing
    /// is done for it before its next update.
    Outcome create(const QJsonObject &resource, const QByteArray &signingSecret, bool starts = true);
    /// \a id has to exist.
    Outcome update(const QString &id, const QJsonObject &resource);
    /// Stops it; the resource goes too.
    void remove(const QString &id);

    /// Gives the event to all subscriptions that \a change is for.
    void onResourceChanged(const ResourceChange &change);

    /// Null when there is none.
    [[nodiscard]] SandboxSubscription *find(const QString &id) const;
    [[nodiscard]] QList<SandboxSubscription *> all() const;

Q_SIGNALS:
    void statusChanged(const QString &id, Tbs::SubscriptionStatusCode status);
    void delivered(const QString &id, Tbs::NotificationType type, int status);

private:
    [[nodiscard]] tl::expected<ValidSubscription, QList<Issue>> validate(const QJsonObject &resource) const;
    void alter(Subscription *subscription) const;
    Outcome store(const Subscription &subscription);
    void onStatusChanged(SandboxSubscription *subscription, SubscriptionStatusCode status);

    SandboxContext &m_context;
    FhirVersion m_version;
    ResourceRepository &m_resources;
    const TopicRepository &m_topics;
    QString m_baseUrl;
    std::vector<std::unique_ptr<SandboxSubscription>> m_subscriptions;
};

} // namespace Tbs
