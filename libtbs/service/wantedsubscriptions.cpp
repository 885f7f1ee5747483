// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "wantedsubscriptions.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QUrl appended(QUrl url, const QString &part)
{
    auto path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/')) {
        path.chop(1);
    }
    url.setPath(part.isEmpty() ? path : path + u'/' + part, QUrl::StrictMode);
    return url;
}

} // namespace

QUrl webhookBaseUrl(const WebhookConfiguration &webhook)
{
    return webhook.publicUrl.isEmpty() ? QUrl() : appended(webhook.publicUrl, webhook.pathPrefix);
}

QUrl webhookEndpoint(const WebhookConfiguration &webhook, const QString &webhookId)
{
    return webhook.publicUrl.isEmpty() ? QUrl() : appended(webhookBaseUrl(webhook), webhookId);
}

SubscriptionHeader webhookHeader(const QString &name, const QString &token)
{
    const bool isCredentials = name.compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
    return {name, (isCredentials ? u"Bearer "_s : QString()) + token};
}

QList<SubscriptionHeader> webhookHeaders(const WebhookConfiguration &webhook)
{
    if (!webhook.token.isSet()) {
        return {};
    }
    return {webhookHeader(webhook.tokenHeader, webhook.token.value)};
}

QList<SubscriptionHeader> subscriptionHeaders(const WebhookConfiguration &webhook,
                                              const SubscriptionConfiguration &subscription)
{
    auto headers = webhookHeaders(webhook);
    for (const auto &header : subscription.headers) {
        headers.append({header.name, header.value.value});
    }
    return headers;
}

QList<WantedSubscription> wantedSubscriptions(const Configuration &configuration)
{
    const auto &webhook = configuration.webhook;
    QList<WantedSubscription> wanted;
    for (const auto &subscription : configuration.subscriptions) {
        const auto definition = withDefaults(subscription.definition, configuration.defaults);
        wanted.append({definition.webhookId,
                       requestedSubscription(definition, webhookEndpoint(webhook, definition.webhookId),
                                             subscriptionHeaders(webhook, subscription))});
    }
    return wanted;
}

QHash<QString, QString> ownSubscriptions(const Configuration &configuration,
                                         const QList<ObservedSubscription> &observed, const QDateTime &now)
{
    PlanOptions options;
    options.now = now;
    options.pruneBelow = webhookBaseUrl(configuration.webhook);
    const auto plan = planSubscriptions(wantedSubscriptions(configuration), observed, options);
    QHash<QString, QString> own;
    for (const auto &step : plan.steps) {
        if (!step.actual.id.isEmpty()) {
            own.insert(step.actual.id, step.webhookId);
        }
    }
    return own;
}

} // namespace Tbs
