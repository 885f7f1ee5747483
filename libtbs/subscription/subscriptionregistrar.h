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
    /// As PlanOptions::pruneBelow: what no definition wants there is deleted; empty: nothing is.
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
    SubscriptionPlan plan; ///< what was found to be done at first
    QHash<QString, Subscription> registered; ///< by webhook id: what the server has now
    /// One for each step that failed or Subscription that could not be read; the location is the webhook id, or
    /// `Subscription/ID` where there is none.
    QList<Error> errors;
};

/// Makes the server's Subscriptions what the definitions want, and keeps them so: finds ours, plans, applies, waits
/// until they are active, renews them before they end. Repeating it changes nothing.
///
/// After each change it looks at the server again, until nothing is to be done. What the server alters it is asked for
/// once more at most, then altered() tells of it. Several receivers may start at once: each creates conditionally where
/// the server can, waits until what it finds has settled (at most activationTime), then all keep the same one of the
/// duplicates; whoever has created, deleted or found one looks again after retryDelay. The headers of a found
/// Subscription are compared and replaced, never taken over.
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

    /// What is wanted from the next reconcile() on; a run that is under way does not make it otherwise. What is no
    /// longer wanted stays on the server, unless it is pruned. What was registered for a definition is changed or
    /// replaced, also where its topic or its channel is another one now. What is suspended is left alone; when it is
    /// not any more, registered() tells of it again.
    void setWanted(const QList<WantedSubscription> &wanted);
    [[nodiscard]] QList<WantedSubscription> wanted() const;

    /// Looks at the server and says what would be done; changes nothing. An error also when the Subscription of a
    /// definition could not be read.
    [[nodiscard]] QFuture<Result<SubscriptionPlan>> plan();
    /// Looks, plans and carries out. An error when the server could not be looked at; failed steps are in the value.
    /// A definition whose Subscription the server does not let us read fails too, and is left as it is (another one
    /// might be a duplicate). That, what failed with Retry, and what was answered with 404 (a create: there is no such
    /// type, or the server behind a proxy is down) is tried again later, by itself, and told each time. When one is
    /// under way already, this one follows it.
    [[nodiscard]] QFuture<Result<Reconciliation>> reconcile();
    /// The Subscription of a definition, when the server is known to have it.
    [[nodiscard]] std::optional<Subscription> subscription(const QString &webhookId) const;

    /// Asks the server to activate the Subscription of \a webhookId again: all that is wanted, with status requested;
    /// or, where it allows no update, delete and create. Where it is gone, it is created.
    /// \return Rejected when no definition has \a webhookId, and the errors of the client; nothing is tried again.
    [[nodiscard]] QFuture<Result<Subscription>> reactivate(const QString &webhookId);
    /// Suspends \a webhookId at once, and until setWanted() ends that. When what is under way has ended, its
    /// Subscription is looked for (also one whose creation got no answer) and turned off or deleted; unless it is not
    /// suspended any more by then. Off is Delete where the server allows no update; with Keep nothing is asked. What is
    /// gone already (Error::isGone()) is a success; what the server does not let us read is not. \return Rejected when
    /// no definition has \a webhookId, or it was wanted again before the removal began; else the first error of the
    /// client.
    [[nodiscard]] QFuture<Result<void>> remove(const QString &webhookId, RemovalPolicy policy);
    /// Removes ours as \a policy says, and does nothing any more. Where the server allows no update, Off is Delete;
    /// what is gone already is a success. \return the first error, after all have been tried.
    [[nodiscard]] QFuture<Result<void>> release(RemovalPolicy policy);

public Q_SLOTS:
    /// A notification told \a status of the Subscription of \a webhookId: perhaps earlier than it would be seen by
    /// reading.
    void noteStatus(const QString &webhookId, Tbs::SubscriptionStatusCode status);

Q_SIGNALS:
    /// The server has the Subscription of \a webhookId, found, new or changed, whatever its status.
    void registered(const QString &webhookId, const Tbs::Subscription &subscription);
    /// It is active: after registered(), once for each time it is registered.
    void activated(const QString &webhookId, const Tbs::Subscription &subscription);
    /// It is still `requested`, after activationTime. Where the server allows updates it is then asked once more: some
    /// store a Subscription and forget to act upon it.
    void activationDelayed(const QString &webhookId, const Tbs::Subscription &subscription);
    /// The server keeps elements other than wanted.
    void altered(const QString &webhookId, const QList<Tbs::SubscriptionDifference> &differences);
    /// A step failed, the server did not activate a Subscription, or, with an empty id, could not be looked at.
    void failed(const QString &webhookId, const Tbs::Error &error);
    /// A step was carried out.
    void carriedOut(const Tbs::PlanStep &step);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
