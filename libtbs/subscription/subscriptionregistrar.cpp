// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionregistrar.h"

#include "reconciliationrun_p.h"
#include "registeredsubscription_p.h"
#include "subscriptionremoval_p.h"
#include "subscriptionsurvey_p.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace Tbs {

/// Also the context of all that was asked for.
class SubscriptionRegistrar::Private : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::SubscriptionRegistrar)

public:
    Private(SubscriptionRegistrar &registrar, SubscriptionClient &subscriptionClient, Clock &givenClock,
            RegistrarOptions givenOptions)
        : options(std::move(givenOptions))
        , q(registrar)
        , client(subscriptionClient)
        , clock(givenClock)
        , m_timer(givenClock, this, [this] { std::ignore = reconcile(); })
    {
    }

    void setWanted(const QList<WantedSubscription> &list);
    [[nodiscard]] QFuture<Result<SubscriptionPlan>> plan();
    [[nodiscard]] QFuture<Result<Reconciliation>> reconcile();
    [[nodiscard]] QFuture<Result<Subscription>> reactivate(const QString &webhookId);
    [[nodiscard]] QFuture<Result<void>> remove(const QString &webhookId, RemovalPolicy policy);
    [[nodiscard]] QFuture<Result<void>> release(RemovalPolicy policy);
    [[nodiscard]] RegisteredSubscription *find(const QString &webhookId) const;

    RegistrarOptions options;
    QList<WantedSubscription> wanted;

private:
    /// One reconciliation, or one removal, that was asked for.
    struct Task
    {
        QString onlyFor; ///< webhook id of what is activated again or removed; empty: everything that is wanted
        SharedPromise<Result<Reconciliation>> promise;
        std::optional<RemovalPolicy> removal;
        SharedPromise<Result<void>> removed;

        void giveUp(const Error &error) const
        {
            promise.finish(failure(error));
            removed.finish(failure(error));
        }
    };

    [[nodiscard]] std::unique_ptr<RegisteredSubscription> makeEntry(const WantedSubscription &one);
    [[nodiscard]] QHash<QString, QString> knownOf(const QList<WantedSubscription> &list) const;
    void startNext();
    void startRun(const Task &task);
    void onRunFinished(const Task &task, const Result<Reconciliation> &result);
    /// \return whether a definition has another Subscription than before.
    bool adopt(const ReconciliationRun &run);
    void tell(const Result<Reconciliation> &result);
    void scheduleNext(bool mayRetry, bool looksAgain);
    [[nodiscard]] static bool mayPass(const Result<Reconciliation> &result);
    [[nodiscard]] Error givenUp() const;
    [[nodiscard]] static Error noDefinition(const QString &webhookId);

    void startRemoval(const Task &task);
    void remove(const Task &task, const WantedSubscription &one, const QList<ObservedSubscription> &observed);
    void onRemoved(const Task &task, const Result<void> &result);
    void startRelease();

    SubscriptionRegistrar &q;
    SubscriptionClient &client;
    Clock &clock;
    DueTimer m_timer; ///< of the next reconciliation by ourselves
    std::map<QString, std::unique_ptr<RegisteredSubscription>> m_entries; ///< by webhook id
    InsistedDifferences m_insisted;
    std::unique_ptr<ReconciliationRun> m_run;
    bool m_isRemoving = false;
    QList<Task> m_tasks; ///< that wait for the run or the removal to end
    int m_failedRuns = 0; ///< in a row, that may succeed later
    std::optional<RemovalPolicy> m_release; ///< and nothing else is done any more
    SharedPromise<Result<void>> m_releasePromise;
};

RegisteredSubscription *SubscriptionRegistrar::Private::find(const QString &webhookId) const
{
    const auto found = m_entries.find(webhookId);
    return found == m_entries.end() ? nullptr : found->second.get();
}

std::unique_ptr<RegisteredSubscription> SubscriptionRegistrar::Private::makeEntry(const WantedSubscription &one)
{
    auto entry = std::make_unique<RegisteredSubscription>(client, clock, options, one.subscription);
    using Entry = RegisteredSubscription;
    const auto id = one.webhookId;
    connect(entry.get(), &Entry::registered, &q,
            [this, id](const Subscription &subscription) { Q_EMIT q.registered(id, subscription); });
    connect(entry.get(), &Entry::activated, &q,
            [this, id](const Subscription &subscription) { Q_EMIT q.activated(id, subscription); });
    connect(entry.get(), &Entry::activationDelayed, this, [this, id](const Subscription &subscription) {
        Q_EMIT q.activationDelayed(id, subscription);
        if (client.supportsUpdate()) {
            std::ignore = reactivate(id);
        }
    });
    connect(entry.get(), &Entry::altered, &q,
            [this, id](const QList<SubscriptionDifference> &differences) { Q_EMIT q.altered(id, differences); });
    connect(entry.get(), &Entry::failed, &q, [this, id](Error error) {
        error.location = id;
        Q_EMIT q.failed(id, error);
    });
    connect(entry.get(), &Entry::vanished, this, [this] { m_timer.startWithin(options.retryDelay); });
    return entry;
}

void SubscriptionRegistrar::Private::setWanted(const QList<WantedSubscription> &list)
{
    wanted = list;
    auto before = std::exchange(m_entries, {});
    for (const auto &one : list) {
        auto &entry = m_entries[one.webhookId];
        entry = std::move(before[one.webhookId]);
        if (!entry) {
            entry = makeEntry(one);
        } else if (entry->setWanted(one.subscription)) {
            m_insisted.remove(one.webhookId);
        }
        entry->setSuspended(one.isSuspended);
    }
    for (auto &[webhookId, entry] : before) {
        if (entry) {
            entry->stop();
            entry->disconnect();
            entry.release()->deleteLater(); // this may be a slot of it
        }
    }
}

/// The ids of what the server is known to have of \a list, and their webhook ids.
QHash<QString, QString> SubscriptionRegistrar::Private::knownOf(const QList<WantedSubscription> &list) const
{
    QHash<QString, QString> known;
    for (const auto &one : list) {
        const auto *entry = find(one.webhookId);
        if (entry && entry->actual()) {
            known.insert(entry->actual()->subscription.id, one.webhookId);
        }
    }
    return known;
}

QFuture<Result<SubscriptionPlan>> SubscriptionRegistrar::Private::plan()
{
    const SharedPromise<Result<SubscriptionPlan>> promise;
    const auto known = knownOf(wanted);
    auto *survey = new SubscriptionSurvey(client, wanted, options.pruneBelow, known.keys(), this);
    whenFinished(survey->start(), this, [this, promise, known, asked = wanted](const auto &found) {
        const auto observed = allObserved(found);
        if (observed) {
            promise.finish(planSubscriptions(asked, *observed, planOptions(client, clock, options, m_insisted, known)));
        } else {
            promise.finish(failure(observed.error()));
        }
    });
    return promise.future();
}

QFuture<Result<Reconciliation>> SubscriptionRegistrar::Private::reconcile()
{
    if (m_release) {
        return readyFuture(Result<Reconciliation>(failure(givenUp())));
    }
    if (m_tasks.isEmpty() || !m_tasks.last().onlyFor.isEmpty()) {
        m_tasks.append(Task());
    }
    const auto future = m_tasks.last().promise.future();
    startNext();
    return future;
}

QFuture<Result<Subscription>> SubscriptionRegistrar::Private::reactivate(const QString &webhookId)
{
    const SharedPromise<Result<Subscription>> promise;
    if (m_release || !find(webhookId)) {
        promise.finish(failure(m_release ? givenUp() : noDefinition(webhookId)));
        return promise.future();
    }
    const Task task{.onlyFor = webhookId};
    m_tasks.append(task);
    whenFinished(task.promise.future(), this, [promise, webhookId](const Result<Reconciliation> &result) {
        if (!result) {
            promise.finish(failure(result.error()));
        } else if (!result->errors.isEmpty()) {
            promise.finish(failure(result->errors.first()));
        } else if (!result->registered.contains(webhookId)) {
            promise.finish(failure(Error::Kind::Rejected, tr("It is not wanted any more"), webhookId));
        } else {
            promise.finish(result->registered.value(webhookId));
        }
    });
    startNext();
    return promise.future();
}

void SubscriptionRegistrar::Private::startNext()
{
    if (m_run || m_isRemoving || m_tasks.isEmpty()) {
        return;
    }
    const auto task = m_tasks.takeFirst();
    if (task.removal) {
        startRemoval(task);
    } else {
        startRun(task);
    }
}

void SubscriptionRegistrar::Private::startRun(const Task &task)
{
    auto runOptions = options;
    auto runWanted = wanted;
    if (task.onlyFor.isEmpty()) {
        m_timer.stop();
    } else {
        runOptions.pruneBelow.clear();
        runWanted.removeIf([&](const WantedSubscription &one) { return one.webhookId != task.onlyFor; });
    }
    m_run = std::make_unique<ReconciliationRun>(client, clock, runOptions, runWanted, m_insisted);
    m_run->setKnown(knownOf(runWanted));
    if (!task.onlyFor.isEmpty()) {
        m_run->setActivatesAgain();
    }
    connect(m_run.get(), &ReconciliationRun::carriedOut, &q, &SubscriptionRegistrar::carriedOut);
    whenFinished(m_run->start(), this,
                 [this, task](const Result<Reconciliation> &result) { onRunFinished(task, result); });
}

void SubscriptionRegistrar::Private::onRunFinished(const Task &task, const Result<Reconciliation> &result)
{
    const auto run = std::exchange(m_run, nullptr);
    const bool hasOthers = result && adopt(*run);
    tell(result);
    task.promise.finish(result);
    if (m_release) {
        startRelease();
        return;
    }
    const bool mayRetry = mayPass(result) || !run->unread().isEmpty();
    scheduleNext(mayRetry && task.onlyFor.isEmpty(), hasOthers || run->hasMetOthers());
    startNext();
}

bool SubscriptionRegistrar::Private::adopt(const ReconciliationRun &run)
{
    bool hasOthers = false;
    for (const auto &one : run.wanted()) {
        auto *entry = find(one.webhookId);
        if (!entry || one.isSuspended) {
            continue;
        }
        const auto kept = run.kept().constFind(one.webhookId);
        if (kept == run.kept().cend()) {
            if (!run.unread().contains(one.webhookId)) {
                entry->lose();
            }
            continue;
        }
        if (entry->isSuspended() || !entry->wants(one.subscription)) {
            entry->note(kept->observed); // other things are wanted meanwhile
            continue;
        }
        m_insisted.insert(one.webhookId, run.insisted().value(one.webhookId));
        hasOthers |= entry->adopt(kept->observed, kept->differences, kept->isWritten);
    }
    return hasOthers;
}

void SubscriptionRegistrar::Private::tell(const Result<Reconciliation> &result)
{
    if (!result) {
        Q_EMIT q.failed({}, result.error());
        return;
    }
    for (const auto &error : result->errors) {
        const auto *entry = find(error.location);
        if (!entry || !entry->isSuspended()) {
            Q_EMIT q.failed(entry ? error.location : QString(), error);
        }
    }
}

/// A server that knows nothing of Subscriptions, or no path at all, may just be starting.
bool SubscriptionRegistrar::Private::mayPass(const Result<Reconciliation> &result)
{
    const auto isPassing = [](const Error &error) {
        return error.kind == Error::Kind::Retry || error.httpStatus == 404;
    };
    return result ? std::ranges::any_of(result->errors, isPassing) : isPassing(result.error());
}

void SubscriptionRegistrar::Private::scheduleNext(bool mayRetry, bool looksAgain)
{
    if (mayRetry) {
        m_timer.startWithin(options.retryDelay * std::min(1 << std::min(m_failedRuns, 4), 10));
        ++m_failedRuns;
        return;
    }
    m_failedRuns = 0;
    if (looksAgain) { // what was found or created may be a duplicate that somebody else does away with
        m_timer.startWithin(options.retryDelay);
    }
    const auto now = clock.now();
    for (const auto &[webhookId, entry] : m_entries) {
        const auto renewal = entry->nextRenewal(now);
        if (renewal.isValid()) {
            m_timer.startWithin(std::chrono::milliseconds(now.msecsTo(renewal)));
        }
    }
}

Error SubscriptionRegistrar::Private::givenUp() const
{
    return {Error::Kind::Rejected, tr("The subscriptions are given up, nothing is done for them any more"), {}};
}

Error SubscriptionRegistrar::Private::noDefinition(const QString &webhookId)
{
    return {Error::Kind::Rejected, tr("No definition has this id"), webhookId};
}

QFuture<Result<void>> SubscriptionRegistrar::Private::remove(const QString &webhookId, RemovalPolicy policy)
{
    auto *entry = find(webhookId);
    if (m_release || !entry) {
        return readyFuture(Result<void>(failure(m_release ? givenUp() : noDefinition(webhookId))));
    }
    entry->setSuspended(true);
    for (auto &one : wanted) {
        one.isSuspended = one.isSuspended || one.webhookId == webhookId;
    }
    const Task task{.onlyFor = webhookId, .removal = policy};
    m_tasks.append(task);
    startNext();
    return task.removed.future();
}

void SubscriptionRegistrar::Private::startRemoval(const Task &task)
{
    m_isRemoving = true;
    const auto *entry = find(task.onlyFor);
    if (!entry || !entry->isSuspended()) {
        onRemoved(task, failure(Error::Kind::Rejected, tr("It is wanted again"), task.onlyFor));
        return;
    }
    if (task.removal == RemovalPolicy::Keep) {
        onRemoved(task, {});
        return;
    }
    const WantedSubscription one{task.onlyFor, entry->wanted()};
    auto *survey = new SubscriptionSurvey(client, {one}, {}, knownOf({one}).keys(), this);
    whenFinished(survey->start(), this, [this, task, one](const Result<SurveyedSubscriptions> &found) {
        const auto observed = allObserved(found);
        if (observed) {
            remove(task, one, *observed);
        } else {
            onRemoved(task, failure(observed.error()));
        }
    });
}

void SubscriptionRegistrar::Private::remove(const Task &task, const WantedSubscription &one,
                                            const QList<ObservedSubscription> &observed)
{
    QStringList ids;
    const auto plan = planSubscriptions({one}, observed, planOptions(client, clock, options, {}, knownOf({one})));
    for (const auto &step : plan.steps) {
        const bool isOff = task.removal == RemovalPolicy::Off && step.actual.status == SubscriptionStatusCode::Off;
        if (!step.actual.id.isEmpty() && !isOff) {
            ids.append(step.actual.id);
        }
    }
    auto *removal = new SubscriptionRemoval(client, *task.removal, ids, this);
    whenFinished(removal->start(), this, [this, task](const Result<void> &removed) {
        auto *entry = find(task.onlyFor);
        if (entry && removed && (task.removal == RemovalPolicy::Delete || !client.supportsUpdate())) {
            entry->lose();
        }
        onRemoved(task, removed);
    });
}

void SubscriptionRegistrar::Private::onRemoved(const Task &task, const Result<void> &result)
{
    m_isRemoving = false;
    task.removed.finish(result);
    if (m_release) {
        startRelease();
    } else {
        startNext();
    }
}

QFuture<Result<void>> SubscriptionRegistrar::Private::release(RemovalPolicy policy)
{
    if (m_release) {
        return m_releasePromise.future();
    }
    m_release = policy;
    m_timer.stop();
    for (const auto &task : std::exchange(m_tasks, {})) {
        task.giveUp(givenUp());
    }
    if (!m_run && !m_isRemoving) {
        startRelease();
    }
    return m_releasePromise.future();
}

void SubscriptionRegistrar::Private::startRelease()
{
    QStringList ids;
    for (const auto &[webhookId, entry] : m_entries) {
        entry->stop();
        if (entry->actual()) {
            ids.append(entry->actual()->subscription.id);
        }
    }
    auto *removal = new SubscriptionRemoval(client, *m_release, ids, this);
    whenFinished(removal->start(), this, [this](const Result<void> &removed) { m_releasePromise.finish(removed); });
}

SubscriptionRegistrar::SubscriptionRegistrar(SubscriptionClient &client, Clock &clock, RegistrarOptions options,
                                             QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, client, clock, std::move(options)))
{
}

SubscriptionRegistrar::~SubscriptionRegistrar() = default;

void SubscriptionRegistrar::setWanted(const QList<WantedSubscription> &wanted)
{
    d->setWanted(wanted);
}

QList<WantedSubscription> SubscriptionRegistrar::wanted() const
{
    return d->wanted;
}

QFuture<Result<SubscriptionPlan>> SubscriptionRegistrar::plan()
{
    return d->plan();
}

QFuture<Result<Reconciliation>> SubscriptionRegistrar::reconcile()
{
    return d->reconcile();
}

std::optional<Subscription> SubscriptionRegistrar::subscription(const QString &webhookId) const
{
    const auto *entry = d->find(webhookId);
    return entry && entry->actual() ? std::optional(entry->actual()->subscription) : std::nullopt;
}

QFuture<Result<Subscription>> SubscriptionRegistrar::reactivate(const QString &webhookId)
{
    return d->reactivate(webhookId);
}

QFuture<Result<void>> SubscriptionRegistrar::remove(const QString &webhookId, RemovalPolicy policy)
{
    return d->remove(webhookId, policy);
}

QFuture<Result<void>> SubscriptionRegistrar::release(RemovalPolicy policy)
{
    return d->release(policy);
}

void SubscriptionRegistrar::noteStatus(const QString &webhookId, SubscriptionStatusCode status)
{
    auto *entry = d->find(webhookId);
    if (entry && status == SubscriptionStatusCode::Active) {
        entry->noteActive();
    }
}

} // namespace Tbs
