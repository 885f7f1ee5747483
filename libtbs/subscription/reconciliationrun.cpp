// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "reconciliationrun_p.h"

#include <Tbs/support/logging.h>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Action = PlanStep::Action;

constexpr int maximumRounds = 6;
constexpr std::chrono::milliseconds firstPause{500};

QString subjectOf(const PlanStep &step)
{
    return step.webhookId.isEmpty() ? u"Subscription/"_s + step.actual.id : step.webhookId;
}

QString keyOf(const PlanStep &step)
{
    return toCode(step.action) + u' ' + step.webhookId + u' ' + step.actual.id;
}

} // namespace

ReconciliationRun::ReconciliationRun(SubscriptionClient &client, Clock &clock, RegistrarOptions options,
                                     QList<WantedSubscription> wanted, InsistedDifferences insisted)
    : m_client(client)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_wanted(std::move(wanted))
    , m_insisted(std::move(insisted))
    , m_pause(firstPause)
{
}

QFuture<Result<Reconciliation>> ReconciliationRun::start()
{
    m_started = m_clock.monotonic();
    const auto future = m_promise.future();
    look();
    return future;
}

void ReconciliationRun::look()
{
    auto ids = knownIds();
    for (const auto &kept : std::as_const(m_kept)) {
        ids.append(kept.observed.subscription.id);
    }
    ids.removeDuplicates();
    auto *survey = new SubscriptionSurvey(m_client, m_wanted, m_options.pruneBelow, ids, this);
    whenFinished(survey->start(), this, [this](const auto &found) { onLooked(found); });
}

/// Of what was there before and is looked after.
QStringList ReconciliationRun::knownIds() const
{
    QStringList ids;
    for (const auto &one : m_wanted) {
        if (!one.isSuspended) {
            ids += m_known.keys(one.webhookId);
        }
    }
    return ids;
}

void ReconciliationRun::onLooked(const Result<SurveyedSubscriptions> &found)
{
    if (!found && !m_hasLooked) {
        m_promise.finish(failure(found.error()));
        return;
    }
    if (!found) {
        m_errors.insert(QString(), found.error());
        finish();
        return;
    }
    m_observed = found->observed;
    noteUnread(found->unread);
    const auto plan = makePlan();
    if (!std::exchange(m_hasLooked, true)) {
        m_result.plan = plan;
    }
    noteKept(plan);
    forgetHealedErrors(plan);
    const auto unsettled = unsettledDefinitions(plan);
    auto steps = plan.steps;
    steps.removeIf([&](const PlanStep &step) {
        return step.action == Action::Keep || m_failed.contains(keyOf(step)) || unsettled.contains(step.webhookId);
    });
    if (steps.isEmpty() && !unsettled.isEmpty()) {
        pause();
    } else if (steps.isEmpty() || ++m_rounds > maximumRounds) {
        finish();
    } else {
        carryOut(steps);
    }
}

void ReconciliationRun::noteUnread(const QMap<QString, Error> &unread)
{
    m_unread.clear();
    for (auto one = unread.cbegin(); one != unread.cend(); ++one) {
        auto error = one.value();
        error.location = webhookIdOf(one.key());
        m_unread.insert(error.location);
        m_errors.insert(error.location, error);
    }
}

/// Of the definition that had, or got in this run, the Subscription \a id.
QString ReconciliationRun::webhookIdOf(const QString &id) const
{
    for (auto kept = m_kept.cbegin(); kept != m_kept.cend(); ++kept) {
        if (kept->observed.subscription.id == id) {
            return kept.key();
        }
    }
    return m_known.value(id);
}

/// What was asked for in this run and still is otherwise, the server insists on. So each is asked for once a run.
SubscriptionPlan ReconciliationRun::makePlan()
{
    const auto options = planOptions(m_client, m_clock, m_options, m_insisted, m_known);
    auto wanted = m_wanted;
    for (auto &one : wanted) { // another one might be a duplicate of what was not read
        one.isSuspended = one.isSuspended || m_unread.contains(one.webhookId);
    }
    auto plan = planSubscriptions(wanted, m_observed, options);
    for (auto &step : plan.steps) {
        const bool isThere = step.action != Action::Create && step.action != Action::Delete;
        if (isThere && m_asked.contains(step.webhookId)) {
            m_insisted.insert(step.webhookId, step.differences);
            step.action = Action::Keep;
        } else if (m_activatesAgain && step.action == Action::Keep) {
            step.action = m_client.supportsUpdate() ? Action::Update : Action::Replace;
            step.reason = tr("it is to be activated again");
        }
    }
    return plan;
}

void ReconciliationRun::pause()
{
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(m_started + m_options.activationTime - m_clock.monotonic());
    m_clock.callAfter(std::min(std::exchange(m_pause, 2 * m_pause), left), this, [this] { look(); });
}

/// Duplicates mean that others have started with us. What is kept of them depends on their status: so that each of us
/// comes to the same decision, it is made when all have got through their handshakes, or had the time to.
QSet<QString> ReconciliationRun::unsettledDefinitions(const SubscriptionPlan &plan) const
{
    QSet<QString> webhookIds;
    if (m_clock.monotonic() - m_started >= m_options.activationTime) {
        return webhookIds;
    }
    for (const auto &step : plan.steps) {
        const bool isDuplicate = step.action == Action::Delete && !step.webhookId.isEmpty();
        const auto kept = m_kept.value(step.webhookId).observed.subscription.id;
        if (isDuplicate && (!isSettled(step.actual.id) || !isSettled(kept))) {
            webhookIds.insert(step.webhookId);
        }
    }
    return webhookIds;
}

bool ReconciliationRun::isSettled(const QString &id) const
{
    const auto found = std::ranges::find_if(
        m_observed, [&](const ObservedSubscription &observed) { return observed.subscription.id == id; });
    if (found == m_observed.end() || found->subscription.status != SubscriptionStatusCode::Requested) {
        return true;
    }
    return found->lastUpdated.isValid()
        && found->lastUpdated.addMSecs(m_options.activationTime.count()) <= m_clock.now();
}

void ReconciliationRun::noteKept(const SubscriptionPlan &plan)
{
    const auto before = m_kept;
    m_kept.removeIf([this](const auto &kept) { return !m_unread.contains(kept.key()); });
    for (const auto &step : plan.steps) {
        if (step.action == Action::Create || step.action == Action::Delete) {
            continue;
        }
        const auto found = std::ranges::find_if(m_observed, [&](const ObservedSubscription &observed) {
            return observed.subscription.id == step.actual.id;
        });
        const auto known = before.value(step.webhookId);
        const bool isWritten = known.isWritten && known.observed.subscription.id == step.actual.id;
        m_kept.insert(step.webhookId, {*found, step.differences, isWritten});
    }
}

/// What failed and yet is as it should be, somebody else has done.
void ReconciliationRun::forgetHealedErrors(const SubscriptionPlan &plan)
{
    QSet<QString> unfinished;
    for (const auto &step : plan.steps) {
        if (step.action != Action::Keep) {
            unfinished.insert(step.webhookId);
        }
    }
    for (const auto &step : plan.steps) {
        if (!unfinished.contains(step.webhookId)) {
            m_errors.remove(step.webhookId);
        }
    }
}

void ReconciliationRun::carryOut(const QList<PlanStep> &steps)
{
    m_steps = steps;
    m_looksAgain = false;
    carryOutNext();
}

void ReconciliationRun::carryOutNext()
{
    if (m_steps.isEmpty()) {
        if (m_looksAgain) {
            look();
        } else {
            finish();
        }
        return;
    }
    const auto step = m_steps.takeFirst();
    switch (step.action) {
    case Action::Create:
        create(step);
        break;
    case Action::Update:
        update(step);
        break;
    case Action::Replace:
        replace(step);
        break;
    case Action::Delete:
        remove(step);
        break;
    case Action::Keep:
        carryOutNext();
        break;
    }
}

void ReconciliationRun::create(const PlanStep &step)
{
    whenFinished(m_client.create(step.wanted), this,
                 [this, step](const Result<ObservedSubscription> &created) { onWritten(step, created); });
}

void ReconciliationRun::update(const PlanStep &step)
{
    whenFinished(m_client.update(updateOf(step.actual, step.wanted)), this,
                 [this, step](const Result<ObservedSubscription> &updated) {
                     if (!updated && !m_client.supportsUpdate()) {
                         m_looksAgain = true; // the next plan replaces it
                         carryOutNext();
                     } else {
                         onWritten(step, updated);
                     }
                 });
}

void ReconciliationRun::replace(const PlanStep &step)
{
    whenFinished(m_client.remove(step.actual.id), this, [this, step](const Result<void> &removed) {
        if (!removed) {
            onFailed(step, removed.error());
            return;
        }
        m_kept.remove(step.webhookId);
        create(step);
    });
}

void ReconciliationRun::remove(const PlanStep &step)
{
    whenFinished(m_client.remove(step.actual.id), this, [this, step](const Result<void> &removed) {
        if (removed) {
            onDone(step);
        } else {
            onFailed(step, removed.error());
        }
    });
}

void ReconciliationRun::onWritten(const PlanStep &step, const Result<ObservedSubscription> &observed)
{
    if (!observed) {
        onFailed(step, observed.error());
        return;
    }
    if (!observed->existed) {
        m_asked.insert(step.webhookId);
    }
    m_kept.insert(step.webhookId, {*observed, compareSubscriptions(step.wanted, observed->subscription), true});
    onDone(step);
}

void ReconciliationRun::onDone(const PlanStep &step)
{
    qCInfo(logSubscription).noquote() << "Carried out:" << toCode(step.action) << subjectOf(step) << '-' << step.reason;
    m_errors.remove(subjectOf(step));
    m_looksAgain = true;
    m_hasMetOthers = m_hasMetOthers || (step.action == Action::Delete && !step.webhookId.isEmpty());
    Q_EMIT carriedOut(step);
    carryOutNext();
}

void ReconciliationRun::onFailed(const PlanStep &step, const Error &error)
{
    auto located = error;
    located.location = subjectOf(step);
    m_errors.insert(located.location, located);
    m_failed.insert(keyOf(step));
    // It may have been refused because it is not there any more, or there already.
    m_looksAgain = m_looksAgain || error.kind == Error::Kind::Rejected;
    carryOutNext();
}

void ReconciliationRun::finish()
{
    m_result.errors = m_errors.values();
    for (auto kept = m_kept.cbegin(); kept != m_kept.cend(); ++kept) {
        m_result.registered.insert(kept.key(), kept->observed.subscription);
    }
    m_promise.finish(m_result);
}

PlanOptions planOptions(const SubscriptionClient &client, const Clock &clock, const RegistrarOptions &options,
                        const InsistedDifferences &insisted, const QHash<QString, QString> &known)
{
    return {.supportsUpdate = client.supportsUpdate(),
            .fixedElements = client.profile().fixedElements,
            .now = clock.now(),
            .renewBefore = options.renewBefore,
            .pruneBelow = options.pruneBelow,
            .insisted = insisted,
            .known = known};
}

Subscription updateOf(const Subscription &actual, const Subscription &wanted)
{
    auto result = wanted;
    result.id = actual.id;
    result.versionId = actual.versionId;
    result.raw = actual.raw;
    return result;
}

} // namespace Tbs
