// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionmanager_p.h"

namespace Tbs {

/// Everything the sandbox holds for one FHIR version, under one base URL.
class TBS_SANDBOX_AUTOTEST_EXPORT SandboxEndpoint
{
public:
    SandboxEndpoint(SandboxContext &context, FhirVersion version);

    [[nodiscard]] FhirVersion version() const { return m_version; }
    /// Without a trailing slash.
    [[nodiscard]] const QString &baseUrl() const { return m_baseUrl; }
    void setBaseUrl(const QString &baseUrl);
    /// Where websockets connect to; empty where the wire profile has none.
    [[nodiscard]] QUrl webSocketUrl() const;

    [[nodiscard]] SandboxContext &context() { return m_context; }
    [[nodiscard]] const ResourceRepository &resources() const { return m_resources; }
    [[nodiscard]] TopicRepository &topics() { return m_topics; }
    [[nodiscard]] SubscriptionManager &subscriptions() { return m_subscriptions; }

    /// Creates or updates a resource that is no Subscription, and fires what it triggers. \return what was stored.
    Result<QJsonObject> putResource(const QJsonObject &resource);
    /// Removes it and fires what that triggers. \return false when there is none.
    bool removeResource(const QString &resourceType, const QString &id);
    /// Whether that is a topic, which clients may not change.
    [[nodiscard]] bool isTopic(const QString &resourceType, const QString &id) const;

private:
    SandboxContext &m_context;
    FhirVersion m_version;
    QString m_baseUrl;
    ResourceRepository m_resources;
    TopicRepository m_topics;
    SubscriptionManager m_subscriptions;
};

} // namespace Tbs
