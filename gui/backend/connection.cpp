// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connection.h"

#include <algorithm>

namespace Tbs::Gui {

namespace {

auto withWebhookId(const QString &webhookId)
{
    return [webhookId](const SubscriptionConfiguration &one) {
        return one.definition.webhookId == webhookId;
    };
}

} // namespace

void setSubscription(Configuration &configuration, const SubscriptionConfiguration &subscription)
{
    auto &all = configuration.subscriptions;
    const auto known = std::find_if(all.begin(), all.end(), withWebhookId(subscription.definition.webhookId));
    if (known == all.end()) {
        all.append(subscription);
    } else {
        *known = subscription;
    }
}

void removeSubscription(Configuration &configuration, const QString &webhookId)
{
    configuration.subscriptions.removeIf(withWebhookId(webhookId));
}

} // namespace Tbs::Gui
