// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionregistrar.h"

#include "subscriptionsurvey_p.h"

#include <Tbs/support/futures.h>

#include <QMap>
#include <QSet>

namespace Tbs {

using InsistedDifferences = QHash<QString, QList<SubscriptionDifference>>;

/// What a definition has on the server at the end of a reconciliation.
struct KeptSubscription
{
    ObservedSubscription observed;
    QList<SubscriptionDifference> differences; ///< from what is wanted
    bool isWritten = false; ///< created, updated or replaced in this run
};

/// One reconciliation: looks, plans, carries out, and looks again until nothing is left to be done.
class ReconciliationRun : public QObject
{
    Q_OBJECT

public:
    /// \a client and \a clock have to outlive this.
    ReconciliationRun(SubscriptionClient &client, Clock &clock, RegistrarOptions options,
                      QList<WantedSubscription> wanted, InsistedDifferences insisted);

    /// What is wanted is asked for in any case, so that the server activates it again.
    void setActivatesAgain() { m_activatesAgain = true; }

    /// As PlanOptions::known.
    void setKnown(const QHash<QString, QString> &known) { m_known = known; }

    /// Once.
    [[nodiscard]] QFuture<Result<Reconciliation>> start();

    [[nodiscard]] const QList<WantedSubscription> &wanted() const { return m_wanted; }

    // Afterwards:
    [[nodiscard]] const QMap<QString, KeptSubscription> &kept() const { return m_kept; }
    /// Webhook ids of those with a Subscription that could not be read: left as they are.
    [[nodiscard]] const QSet<QString> &unread() const { return m_unread; }
    /// Whether duplicates were deleted.
    [[nodiscard]] bool hasMetOthers() const { return m_hasMetOthers; }
    /// What was given, and what the server insisted on in this run.
    [[nodiscard]] const InsistedDifferences &insisted() const { return m_insisted; }

Q_SIGNALS:
    void carriedOut(const Tbs::PlanStep &step);

private:
    void look();
    void onLooked(const Result<SurveyedSubscriptions> &found);
    [[nodiscard]] QStringList knownIds() const;
    void noteUnread(const QMap<QString, Error> &unread);
    [[nodiscard]] QString webhookIdOf(const QString &id) const;
    [[nodiscard]] SubscriptionPlan makePlan();
    [[nodiscard]] QSet<QString> unsettledDefinitions(const SubscriptionPlan &plan) const;
    void pause();
    [[nodiscard]] bool isSettled(const QString &id) const;
    void noteKept(const SubscriptionPlan &plan);
    void forgetHealedErrors(const SubscriptionPlan &plan);

    void carryOut(const QList<PlanStep> &steps);
    void carryOutNext();
    void create(const PlanStep &step);
    void update(const PlanStep &step);
    void replace(const PlanStep &step);
    void remove(const PlanStep &step);
    void onWritten(const PlanStep &step, const Result<ObservedSubscription> &observed);
    void onDone(const PlanStep &step);
    void onFailed(const PlanStep &step, const Error &error);
    void finish();

    SubscriptionClient &m_client;
    Clock &m_clock;
    RegistrarOptions m_options;
    QList<WantedSubscription> m_wanted;
    InsistedDifferences m_insisted;
    QHash<QString, QString> m_known;
    bool m_activatesAgain = false;

    std::chrono::nanoseconds m_started{0};
    std::chrono::milliseconds m_pause;
    int m_rounds = 0; ///< in which something was carried out
    bool m_hasLooked = false;
    bool m_looksAgain = false; ///< after the steps in hand
    bool m_hasMetOthers = false;
    QList<ObservedSubscription> m_observed;
    QSet<QString> m_unread;
    QList<PlanStep> m_steps; ///< still to be carried out
    QSet<QString> m_asked; ///< webhook ids whose Subscription was sent in this run
    QSet<QString> m_failed; ///< keys of the steps that failed: not tried again in this run
    QMap<QString, Error> m_errors; ///< by webhook id, or `Subscription/ID`
    QMap<QString, KeptSubscription> m_kept; ///< by webhook id
    Reconciliation m_result;
    SharedPromise<Result<Reconciliation>> m_promise;
};

/// How plans are made at the moment.
[[nodiscard]] PlanOptions planOptions(const SubscriptionClient &client, const Clock &clock,
                                      const RegistrarOptions &options, const InsistedDifferences &insisted,
                                      const QHash<QString, QString> &known);

/// \a wanted as an update of \a actual: what is not ours in it stays.
[[nodiscard]] Subscription updateOf(const Subscription &actual, const Subscription &wanted);

} // namespace Tbs
