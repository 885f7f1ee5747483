// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "plancommand.h"

#include "../await.h"
#include "../optionset.h"
#include "../planning/planlines.h"
#include "../planning/wanted.h"
#include "../server/serverconnection.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

PlanCommand::PlanCommand()
    : ServerCommand(ServerOptions::Use::Configuration)
{
}

QString PlanCommand::name() const
{
    return u"plan"_s;
}

QString PlanCommand::summary() const
{
    return tr("What 'tbs apply' would do; changes nothing");
}

void PlanCommand::declareOwn(OptionSet &options)
{
    options.addFlag(u"--detailed-exitcode"_s, m_detailedExitCode, tr("End with 3 when something is to be done"));
    m_prune.declare(options);
}

QString PlanCommand::ownMistake() const
{
    return m_prune.usageMistake();
}

QString PlanCommand::footer() const
{
    return tr(R"(
Compares the definitions of tbs.yaml with the Subscriptions of its server, element by element:
  +    create     the server has none
  ~    update     an element is not as it is wanted: what it is -> what is wanted
  -/+  replace    delete and create, where it cannot be updated; the server counts its events anew
  -    delete     a duplicate of ours, or with --prune one that no definition wants
  =    keep       it is as wanted, or the server insists on what it is

Each line is an object {"action", "webhookId", "subscription", "status", "reason", "topic", "filters", "endpoint",
"differences": [{"element", "actual", "wanted"}]}. Secrets are masked.

Examples:
  tbs plan                                                      the tbs.yaml of this folder
  tbs plan --config tbs.yaml --prune
  tbs plan --json | jq -r 'select(.action != "keep") | .webhookId'
  tbs plan --detailed-exitcode > /dev/null; [ $? = 3 ] && echo 'the server has drifted'

Exit codes:
  0  the server was asked
  1  it did not answer, or the configuration is bad
  2  wrong usage
  3  with --detailed-exitcode: something is to be done
)");
}

ExitCode PlanCommand::ask(ServerConnection &server, const Console &console)
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
    QList<JsonLine> lines;
    for (const auto &step : plan->steps) {
        lines.append(stepLine(step));
    }
    if (const auto written = writeLines(lines, console, formatPlan); !written) {
        return fail(written.error(), console);
    }
    console.say(tr("Plan: %1.%2").arg(summaryOf(*plan), plan->isFulfilled() ? QString() : tr(" 'tbs apply' does it.")));
    return m_detailedExitCode && !plan->isFulfilled() ? ExitCode::ChangesPlanned : ExitCode::Success;
}

} // namespace Tbs::Cli
