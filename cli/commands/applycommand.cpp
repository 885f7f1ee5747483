// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "applycommand.h"

#include "../await.h"
#include "../optionset.h"
#include "../planning/endpointcheck.h"
#include "../planning/planlines.h"
#include "../planning/wanted.h"
#include "../server/serverconnection.h"
#include "../subscriptions/activation.h"
#include "../subscriptions/subscriptionformat.h"
#include "../subscriptions/subscriptionlines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString formatResult(const JsonLine &line, const Console &console)
{
    const auto result = line.text(u"result"_s);
    const auto status = line.text(u"status"_s);
    const auto subscription = printable(line.text(u"subscription"_s));
    const auto webhookId = printable(line.text(u"webhookId"_s));
    const bool isGood = result != "failed"_L1;
    QStringList parts{painted(padded(webhookId.isEmpty() ? subscription : webhookId, 24), Colour::Bold, console)};
    if (!webhookId.isEmpty() && !subscription.isEmpty()) {
        parts.append(subscription);
    }
    parts.append(isGood ? painted(status, colourOfStatus(status), console) : printable(line.text(u"message"_s)));
    return painted(padded(result, 10), isGood ? Colour::Green : Colour::Red, console) + parts.join(u"  "_s);
}

/// The error of \a step, when there is one.
const Error *errorOf(const PlanStep &step, const QList<Error> &errors)
{
    if (step.action == PlanStep::Action::Keep) {
        return nullptr; // of a duplicate beside it
    }
    const auto location = step.webhookId.isEmpty() ? u"Subscription/"_s + step.actual.id : step.webhookId;
    const auto found = std::find_if(errors.begin(), errors.end(),
                                    [&location](const Error &error) { return error.location == location; });
    return found == errors.end() ? nullptr : &*found;
}

JsonLine resultLine(const PlanStep &step, const Reconciliation &done)
{
    const auto *error = errorOf(step, done.errors);
    const auto registered =
        step.action == PlanStep::Action::Delete ? done.registered.end() : done.registered.find(step.webhookId);
    const bool isThere = registered != done.registered.end();
    const auto &shown = isThere ? *registered : step.actual;
    JsonLine line;
    line.add(u"action"_s, toCode(step.action))
        .add(u"webhookId"_s, textOrNull(step.webhookId))
        .add(u"result"_s, error ? u"failed"_s : resultOf(step.action))
        .add(u"subscription"_s, shown.id.isEmpty() ? QJsonValue() : QString(u"Subscription/"_s + shown.id))
        .add(u"status"_s, isThere ? QJsonValue(toCode(shown.status)) : QJsonValue());
    return error ? line.append(failureMembers(*error)) : line;
}

} // namespace

ApplyCommand::ApplyCommand()
    : ServerCommand(ServerOptions::Use::Configuration)
{
}

QString ApplyCommand::name() const
{
    return u"apply"_s;
}

QString ApplyCommand::summary() const
{
    return tr("Makes the server's Subscriptions what tbs.yaml wants");
}

void ApplyCommand::declareOwn(OptionSet &options)
{
    options.addFlag(u"-y,--yes"_s, m_confirmed, tr("Without asking before something is deleted or replaced"));
    options.addFlag(u"--no-check"_s, m_noCheck, tr("Without looking whether something listens at the endpoints"));
    m_prune.declare(options);
    m_wait.declare(options);
}

QString ApplyCommand::ownMistake() const
{
    const auto mistake = m_prune.usageMistake();
    return mistake.isEmpty() ? m_wait.usageMistake() : mistake;
}

QString ApplyCommand::footer() const
{
    return tr(R"(
Does what 'tbs plan' shows; repeating it changes nothing. Others' Subscriptions are not touched. The webhooks have to
listen first, since most servers send a handshake before they answer: 'tbs listen' with the same file. A 'tbs listen'
with manageSubscriptions does all of this by itself.

Each line is an object {"action", "webhookId", "result", "subscription", "status"}; "result" is created, updated,
replaced, deleted, kept or failed, the last with "kind" and "message".

Examples:
  tbs listen --config tbs.yaml &
  tbs apply --wait                                              with the tbs.yaml of this folder
  tbs apply --config tbs.yaml --yes --prune --json
  tbs apply --no-check                                          the endpoints can be reached by the server only

Exit codes:
  0  all is as wanted; with --wait: and active
  1  a step failed, one is not active, nothing listens, or it was not confirmed
  2  wrong usage
)");
}

bool ApplyCommand::isConfirmed(const SubscriptionPlan &plan, const Console &console) const
{
    if (m_confirmed || !isDestructive(plan)) {
        return true;
    }
    if (!console.inputIsTerminal) {
        console.say(tr("Something would be deleted or replaced, and nobody can be asked here; add --yes"));
        return false;
    }
    return console.confirm(tr("Subscriptions are deleted or replaced; the server forgets what it counted. Go on?"));
}

bool ApplyCommand::isListening(const SubscriptionPlan &plan, ServerConnection &server, const Console &console) const
{
    if (m_noCheck) {
        return true;
    }
    bool isListening = true;
    for (const auto &step : plan.steps) {
        if (step.action == PlanStep::Action::Keep || step.wanted.endpoint.isEmpty()) {
            continue;
        }
        const auto objection = endpointObjection(step.wanted, server.network(), server.settings());
        if (!objection.message.isEmpty()) {
            console.say(u"%1: %2"_s.arg(step.webhookId, objection.message));
        }
        isListening = isListening && !objection.isFatal;
    }
    if (!isListening) {
        console.say(tr("Nothing was changed. --no-check goes on all the same"));
    }
    return isListening;
}

ExitCode ApplyCommand::report(const Reconciliation &done, ServerConnection &server, const Console &console) const
{
    auto results = done;
    if (const auto patience = m_wait.patience()) {
        const auto deadline = server.clock().monotonic() + *patience;
        for (auto &subscription : results.registered) {
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(deadline - server.clock().monotonic());
            const auto observed =
                awaitActivation({subscription, {}, {}}, server.subscriptions(), server.clock(), left, console);
            if (!observed) {
                return fail(observed.error(), console);
            }
            subscription = observed->subscription;
        }
    }
    const LineWriter writer(console, formatResult);
    for (const auto &step : results.plan.steps) {
        if (const auto written = writer.write(resultLine(step, results)); !written) {
            return fail(written.error(), console);
        }
    }
    const bool areActive = std::all_of(results.registered.begin(), results.registered.end(),
                                       [](const auto &one) { return one.status == SubscriptionStatusCode::Active; });
    return done.errors.isEmpty() && (areActive || !m_wait.patience()) ? ExitCode::Success : ExitCode::Failure;
}

ExitCode ApplyCommand::ask(ServerConnection &server, const Console &console)
{
    const auto wanted = wantedOf(server.configuration(), server.settings().configurationFile);
    if (!wanted) {
        return fail(wanted.error(), console);
    }
    SubscriptionRegistrar registrar(server.subscriptions(), server.clock(),
                                    m_prune.registrarOptions(server.configuration()));
    registrar.setWanted(*wanted);
    const auto plan = await(registrar.plan());
    if (!plan) {
        return fail(plan.error(), console);
    }
    if (console.outputIsTerminal && !plan->isFulfilled()) {
        QList<JsonLine> lines;
        for (const auto &step : plan->steps) {
            lines.append(stepLine(step));
        }
        if (const auto written = writeLines(lines, console, formatPlan); !written) {
            return fail(written.error(), console);
        }
    }
    console.say(tr("Plan: %1.").arg(summaryOf(*plan)));
    if (!isConfirmed(*plan, console) || !isListening(*plan, server, console)) {
        return ExitCode::Failure;
    }
    const auto done = await(registrar.reconcile());
    return done ? report(*done, server, console) : fail(done.error(), console);
}

} // namespace Tbs::Cli
