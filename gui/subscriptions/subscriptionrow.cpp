// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionrow.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

QString SubscriptionRow::identity() const
{
    return managed ? u"webhook/"_s + webhookId() : u"server/"_s + id();
}

QString SubscriptionRow::id() const
{
    const auto *subscription = actual();
    return subscription ? subscription->id : QString();
}

QString SubscriptionRow::name() const
{
    return managed ? webhookId() : u"Subscription/"_s + id();
}

const Subscription *SubscriptionRow::actual() const
{
    if (observed) {
        return &observed->subscription;
    }
    return managed && managed->registered ? &*managed->registered : nullptr;
}

std::optional<SubscriptionStatusCode> SubscriptionRow::status() const
{
    if (observed && isNewest) {
        return observed->subscription.status;
    }
    if (managed && managed->facts.status) {
        return managed->facts.status;
    }
    const auto *subscription = actual();
    return subscription ? std::optional(subscription->status) : std::nullopt;
}

bool SubscriptionRow::isTopicBased() const
{
    return managed || !observed || observed->subscription.isTopicBased();
}

SubscriptionListing listing(const QList<ServerSubscription> &subscriptions, const QList<ManagedSubscription> &managed)
{
    SubscriptionListing result{subscriptions, {}};
    for (const auto &subscription : managed) {
        result.told.insert(subscription.webhookId(), subscription.facts.status);
    }
    return result;
}

namespace {

/// Where in \a subscriptions that of \a managed is: that with its id, else any with its webhook id; -1: nowhere.
qsizetype findListed(const ManagedSubscription &managed, const QList<ServerSubscription> &subscriptions)
{
    qsizetype found = -1;
    for (qsizetype i = 0; i < subscriptions.size(); ++i) {
        const auto &candidate = subscriptions.at(i);
        // Whatever somebody has made of it meanwhile.
        if (managed.registered && managed.registered->id == candidate.observed.subscription.id) {
            return i;
        }
        if (found < 0 && candidate.isOurs && candidate.webhookId == managed.webhookId()) {
            found = i;
        }
    }
    return found;
}

SubscriptionRow rowOf(const ManagedSubscription &managed)
{
    SubscriptionRow row;
    row.owner = SubscriptionOwner::Ours;
    row.managed = managed;
    return row;
}

SubscriptionRow rowOf(const ServerSubscription &subscription)
{
    SubscriptionRow row;
    row.owner = subscription.isOurs ? SubscriptionOwner::LeftOver : SubscriptionOwner::Others;
    row.observed = subscription.observed;
    row.isListed = true;
    row.secondOf = subscription.webhookId;
    return row;
}

bool isBefore(const SubscriptionRow &first, const SubscriptionRow &second)
{
    return first.owner != second.owner ? first.owner < second.owner : first.id() < second.id();
}

} // namespace

QList<SubscriptionRow> joined(const QList<ManagedSubscription> &managed,
                              const std::optional<SubscriptionListing> &listing)
{
    QList<SubscriptionRow> ours;
    QSet<QString> ids; // a server may list one on two pages
    auto unclaimed = listing ? listing->subscriptions : QList<ServerSubscription>();
    for (const auto &subscription : managed) {
        auto row = rowOf(subscription);
        row.isListed = listing.has_value();
        if (const auto found = findListed(subscription, unclaimed); found >= 0) {
            row.observed = unclaimed.takeAt(found).observed;
            ids.insert(row.id());
            row.isNewest = listing->told.value(subscription.webhookId()) == subscription.facts.status;
        }
        ours << row;
    }
    QList<SubscriptionRow> rest;
    for (const auto &subscription : std::as_const(unclaimed)) {
        const auto &id = subscription.observed.subscription.id;
        if (!ids.contains(id)) {
            ids.insert(id);
            rest << rowOf(subscription);
        }
    }
    std::stable_sort(rest.begin(), rest.end(), isBefore);
    return ours + rest;
}

} // namespace Tbs::Gui
