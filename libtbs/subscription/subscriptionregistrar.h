// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/subscriptionplan.h>
#include <Tbs/support/clock.h>

namespace Tbs {

/// What happens to our Subscriptions when the program ends.
enum class RemovalPolicy {
    Keep, ///< nothing: the server goes on counting, the next run fetches what was missed
    Off, ///< status off
    Delete,
};

struct TBS_CORE_EXPORT RegistrarOptions
{
    /// Subscriptions with endpoints below it that no definition wants are deleted; empty: none are.
    QUrl pruneBelow;
    std::chrono::milliseconds renewBefore = std::chrono::hours(1);
    /// How long a Subscription may stay `requested` before activationDelayed() tells of it.
    std::chrono::milliseconds activationTime = std::chrono::seconds(30);
    /// How often, after that or a failure, it is looked again; doubled each time up to ten times as long.
    std::chrono::milliseconds retryDelay = std::chrono::seconds(10);
};

/// What became of one reconciliation.
struct TBS_CORE_EXPORT Reconciliation
{
    SubscriptionPlan plan; ///< what was found to be done
    QHash<QString, Subscription> registered; ///< by webhook id: what the server has now
    QList<Error> errors; ///< one for each step that failed; the location is the webhook id
};

/// Makes the server's Subscriptions what the definitions want, and keeps them so: finds ours, plans, applies, waits
/// until they are active, renews them before they end. Repeating it changes nothing.
///
/// Listen before you call reconcile(): servers do their handshake before they answer. Lives in one thread.
class TBS_CORE_EXPORT SubscriptionRegistrar : public QObject
{
    Q_OBJECT

public:
    /// \a client and \a clock must outlive this.
    SubscriptionRegistrar(SubscriptionClient &client, Clock &clock, RegistrarOptions options = {},
                          QObject *parent = nullptr);
    ~SubscriptionRegistrar() override;

    void setWanted(const QList<WantedSubscription> &wanted);
    [[nodiscard]] QList<WantedSubscription> wanted() const;

    /// Looks at the server and says what would be done; changes nothing.
    [[nodiscard]] QFuture<Result<SubscriptionPlan>> plan();
    /// Looks, plans and carries out. An error when the server could not be looked at; failed steps are in the value.
    /// What failed with Retry is tried again later, by itself.
    [[nodiscard]] QFuture<Result<Reconciliation>> reconcile();
    /// The Subscription of a definition, when the server is known to have it.
    [[nodiscard]] std::optional<Subscription> subscription(const QString &webhookId) const;

    /// Asks the server to activate the Subscription of \a webhookId again: status requested, or, where it allows no
    /// update, delete and create.
    [[nodiscard]] QFuture<Result<Subscription>> reactivate(const QString &webhookId);
    /// Removes ours as \a policy says, and does nothing any more.
    [[nodiscard]] QFuture<Result<void>> release(RemovalPolicy policy);

Q_SIGNALS:
    /// The server has the Subscription of \a webhookId, new or found, whatever its status.
    void registered(const QString &webhookId, const Tbs::Subscription &subscription);
    void activated(const QString &webhookId, const Tbs::Subscription &subscription);
    /// It is still `requested`.
    void activationDelayed(const QString &webhookId, const Tbs::Subscription &subscription);
    /// The server keeps elements other than wanted.
    void altered(const QString &webhookId, const QList<Tbs::SubscriptionDifference> &differences);
    void failed(const QString &webhookId, const Tbs::Error &error);
    /// A step was carried out.
    void carriedOut(const Tbs::PlanStep &step);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
