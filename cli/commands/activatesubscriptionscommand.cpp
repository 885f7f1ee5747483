// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activatesubscriptionscommand.h"

#include "../await.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/activation.h"
#include "../subscriptions/subscriptionformat.h"
#include "../subscriptions/subscriptionlines.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString formatLine(const JsonLine &line, const Console &console)
{
    const auto status = line.text(u"status"_s);
    const bool isDone = !status.isEmpty();
    return painted(padded(isDone ? status : u"failed"_s, 10), isDone ? colourOfStatus(status) : Colour::Red, console)
        + printable(line.text(u"id"_s)) + u"  "_s + printable(isDone ? line.text(u"topic"_s) : line.text(u"message"_s));
}

} // namespace

QString ActivateSubscriptionsCommand::name() const
{
    return u"activate"_s;
}

QString ActivateSubscriptionsCommand::summary() const
{
    return tr("Asks the server to try again: status requested");
}

void ActivateSubscriptionsCommand::declareOwn(OptionSet &options)
{
    options.addPositional(u"ID..."_s, m_ids, tr("Ids, or Subscription/ID"));
    m_wait.declare(options);
}

QString ActivateSubscriptionsCommand::ownMistake() const
{
    return m_ids.isEmpty() ? tr("Name the Subscriptions to activate") : m_wait.usageMistake();
}

QString ActivateSubscriptionsCommand::footer() const
{
    return tr(R"(
For Subscriptions in error, or switched off. Its webhook has to listen: most servers send a handshake. A server that
does not let Subscriptions be changed needs 'tbs subscriptions delete' and 'tbs apply' instead.

Each line is an object as of 'tbs subscriptions list', or {"id", "kind", "message"} where it failed.

Examples:
  tbs subscriptions activate sample --sandbox                   see it work, without any server
  tbs subscriptions activate 4711 --wait --config tbs.yaml

Exit codes:
  0  the server took it; with --wait: all are active
  1  it refused, or one is not active
  2  wrong usage
)");
}

ExitCode ActivateSubscriptionsCommand::ask(ServerConnection &server, const Console &console)
{
    const LineWriter writer(console, formatLine);
    auto exitCode = ExitCode::Success;
    for (const auto &reference : std::as_const(m_ids)) {
        const auto id = subscriptionId(reference);
        auto observed = await(server.subscriptions().setStatus(id, SubscriptionStatusCode::Requested));
        if (const auto patience = m_wait.patience(); observed && patience) {
            observed = awaitActivation(*observed, server.subscriptions(), server.clock(), *patience, console);
            const bool isActive = observed && observed->subscription.status == SubscriptionStatusCode::Active;
            exitCode = isActive ? exitCode : ExitCode::Failure;
        }
        JsonLine line;
        if (observed) {
            line = subscriptionLine({withoutSecrets(observed->subscription), observed->lastUpdated, {}}, {});
        } else {
            line.add(u"id"_s, id).append(failureMembers(observed.error()));
            exitCode = ExitCode::Failure;
        }
        if (const auto written = writer.write(line); !written) {
            return fail(written.error(), console);
        }
    }
    return exitCode;
}

} // namespace Tbs::Cli
