// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxendpoint_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

SandboxEndpoint::SandboxEndpoint(SandboxContext &context, FhirVersion version)
    : m_context(context)
    , m_version(version)
    , m_topics(version, m_resources)
    , m_subscriptions(context, version, m_resources, m_topics)
{
}

void SandboxEndpoint::setBaseUrl(const QString &baseUrl)
{
    m_baseUrl = baseUrl;
    m_subscriptions.setBaseUrl(baseUrl);
}

QUrl SandboxEndpoint::webSocketUrl() const
{
    return m_context.profile.webSocket.isAvailable() ? m_context.webSockets.url(QUrl(m_baseUrl).host()) : QUrl();
}

Result<QJsonObject> SandboxEndpoint::putResource(const QJsonObject &resource)
{
    const auto previous =
        m_resources.find(resource.value("resourceType"_L1).toString(), resource.value("id"_L1).toString());
    auto stored = m_resources.put(resource, m_context.clock.now());
    if (stored) {
        m_subscriptions.onResourceChanged(
            {.interaction = previous ? ResourceChange::Interaction::Update : ResourceChange::Interaction::Create,
             .previous = previous.value_or(QJsonObject()),
             .current = *stored});
    }
    return stored;
}

bool SandboxEndpoint::removeResource(const QString &resourceType, const QString &id)
{
    const auto previous = m_resources.remove(resourceType, id);
    if (previous) {
        m_subscriptions.onResourceChanged(
            {.interaction = ResourceChange::Interaction::Delete, .previous = *previous, .current = {}});
    }
    return previous.has_value();
}

bool SandboxEndpoint::isTopic(const QString &resourceType, const QString &id) const
{
    return resourceType == "SubscriptionTopic"_L1 || m_topics.isStoredAs(resourceType + u'/' + id);
}

} // namespace Tbs
