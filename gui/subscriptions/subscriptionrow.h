// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/fhirserver.h"
#include "../backend/managedsubscription.h"

namespace Tbs::Gui {

/// Whose a Subscription is.
enum class SubscriptionOwner {
    Ours, ///< defined here, though the server may not have it
    LeftOver, ///< its endpoint is ours, and no definition wants it
    Others,
};

/// A line of the page of subscriptions: what is wanted here, what the server has, or both. A copyable value.
struct SubscriptionRow
{
    SubscriptionOwner owner = SubscriptionOwner::Others;
    std::optional<ManagedSubscription> managed; ///< of ours
    std::optional<ObservedSubscription> observed; ///< as the server listed it; absent: it did not
    /// The server has listed what it has: what it did not list is not there.
    bool isListed = false;
    /// Since it was listed the server has told nothing newer of its status.
    bool isNewest = true;
    /// Of a left-over with the endpoint of a definition that another one serves: its webhook id.
    QString secondOf;
    QString operation; ///< what is under way, for people; empty: nothing

    /// Tells it from all others of its server, as long as it is whose it is.
    [[nodiscard]] QString identity() const;
    [[nodiscard]] QString webhookId() const { return managed ? managed->webhookId() : QString(); }
    /// `Subscription.id`; empty while the server has none.
    [[nodiscard]] QString id() const;
    /// The webhook id, or `Subscription/17`.
    [[nodiscard]] QString name() const;
    /// What the server has; null: nothing that is known of.
    [[nodiscard]] const Subscription *actual() const;
    /// As the server told it last.
    [[nodiscard]] std::optional<SubscriptionStatusCode> status() const;
    /// Whether it names a topic; of ours always.
    [[nodiscard]] bool isTopicBased() const;
};

/// What the server listed, and what it had told of ours until then.
struct SubscriptionListing
{
    QList<ServerSubscription> subscriptions;
    QHash<QString, std::optional<SubscriptionStatusCode>> told; ///< by webhook id
};

[[nodiscard]] SubscriptionListing listing(const QList<ServerSubscription> &subscriptions,
                                          const QList<ManagedSubscription> &managed);

/// Ours in their order, then left-overs, then those of others, both by id. \a listing: absent: not known yet.
[[nodiscard]] QList<SubscriptionRow> joined(const QList<ManagedSubscription> &managed,
                                            const std::optional<SubscriptionListing> &listing);

} // namespace Tbs::Gui
