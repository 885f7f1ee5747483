// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/subscription/subscriptionplan.h>

/// What a configuration asks of the FHIR server. Callable from any thread.
namespace Tbs {

/// Below this URL stand the endpoints of all webhooks: publicUrl with pathPrefix, without a slash at its end. Empty
/// without a publicUrl.
[[nodiscard]] TBS_CORE_EXPORT QUrl webhookBaseUrl(const WebhookConfiguration &webhook);

/// Where the server is to send the notifications for \a webhookId. Empty without a publicUrl.
[[nodiscard]] TBS_CORE_EXPORT QUrl webhookEndpoint(const WebhookConfiguration &webhook, const QString &webhookId);

/// The header \a name with the webhook's \a token, as the server is to send it: Authorization gets the scheme Bearer.
[[nodiscard]] TBS_CORE_EXPORT SubscriptionHeader webhookHeader(const QString &name, const QString &token);

/// The header with the webhook's token, which the server is to send along; none without a token.
[[nodiscard]] TBS_CORE_EXPORT QList<SubscriptionHeader> webhookHeaders(const WebhookConfiguration &webhook);

/// All that the server is to send along with the notifications of \a subscription: the header with the webhook's token,
/// and its own. As the values of their secrets are; over websocket none of it is sent.
[[nodiscard]] TBS_CORE_EXPORT QList<SubscriptionHeader>
subscriptionHeaders(const WebhookConfiguration &webhook, const SubscriptionConfiguration &subscription);

/// The Subscription of each definition, in their order.
[[nodiscard]] TBS_CORE_EXPORT QList<WantedSubscription> wantedSubscriptions(const Configuration &configuration);

/// Which of \a observed are ours: by id the webhook id of the definition, empty where no definition wants it any more.
/// \a now: UTC.
[[nodiscard]] TBS_CORE_EXPORT QHash<QString, QString>
ownSubscriptions(const Configuration &configuration, const QList<ObservedSubscription> &observed, const QDateTime &now);

} // namespace Tbs
