// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "createsubscriptioncommand.h"

#include "../await.h"
#include "../linewriter.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/activation.h"
#include "../subscriptions/subscriptionformat.h"
#include "../subscriptions/subscriptionlines.h"

#include <Tbs/codec/codec.h>
#include <Tbs/subscription/subscriptiondifference.h>

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

QString CreateSubscriptionCommand::name() const
{
    return u"create"_s;
}

QString CreateSubscriptionCommand::summary() const
{
    return tr("Makes one, from options or from a definition of tbs.yaml");
}

void CreateSubscriptionCommand::declareOwn(OptionSet &options)
{
    m_definition.declare(options);
    options.setGroup(tr("What is done"));
    options.addFlag(u"--dry-run"_s, m_dryRun, tr("Only print the resource that would be sent"));
    options.addFlag(u"--show-secrets"_s, m_showSecrets, tr("... with the values of its headers"));
    m_wait.declare(options);
}

QString CreateSubscriptionCommand::ownMistake() const
{
    const auto mistake = m_definition.usageMistake();
    return mistake.isEmpty() ? m_wait.usageMistake() : mistake;
}

QString CreateSubscriptionCommand::footer() const
{
    return tr(R"(
Something has to listen at the endpoint first: most servers send a handshake at once. Where the server can do that, none
is made when it has one with this endpoint already. What the server changed about it is said on standard error.
For all definitions of a file at once there is 'tbs apply'.

The output is an object as of 'tbs subscriptions list'; with --dry-run the resource.

Examples:
  tbs subscriptions create --sandbox --topic http://example.org/FHIR/SubscriptionTopic/encounter-complete \
    --endpoint http://127.0.0.1:8080/webhook/notifications --dry-run
  tbs subscriptions create --server https://fhir.example.org/r4 --topic http://example.org/SubscriptionTopic/admission \
    --filter 'Encounter?status=finished' --filter 'Encounter?patient=Patient/1' \
    --endpoint https://app.example.org/webhook/admission --header-env X-Api-Key=TBS_TOKEN --wait
  tbs subscriptions create --config tbs.yaml --webhook-id admission --wait=2m

Exit codes:
  0  the server took it; with --wait: it is active
  1  it did not take it, or it is not active
  2  wrong usage
)");
}

ExitCode CreateSubscriptionCommand::show(const Subscription &wanted, ServerConnection &server,
                                         const Console &console) const
{
    const auto resource = server.subscriptions().resourceFor(m_showSecrets ? wanted : withoutSecrets(wanted));
    const auto form = console.outputIsTerminal ? QJsonDocument::Indented : QJsonDocument::Compact;
    const auto written = writeOutput(QJsonDocument(resource).toJson(form).trimmed() + '\n', console);
    return written ? ExitCode::Success : fail(written.error(), console);
}

ExitCode CreateSubscriptionCommand::ask(ServerConnection &server, const Console &console)
{
    const auto wanted = m_definition.subscription(server.configuration(), server.clock().now());
    if (!wanted) {
        for (const auto &mistake : wanted.error()) {
            console.say(mistake.toString());
        }
        return ExitCode::Failure;
    }
    if (m_dryRun) {
        return show(*wanted, server, console);
    }
    auto observed = await(server.subscriptions().create(*wanted));
    if (!observed) {
        return fail(observed.error(), console);
    }
    if (observed->existed) {
        console.say(tr("Subscription/%1 was there before, with the same endpoint; nothing was made")
                        .arg(observed->subscription.id));
    }
    for (const auto &difference : compareSubscriptions(*wanted, observed->subscription)) {
        console.say(tr("The server made %1 of %2: '%3' instead of '%4'")
                        .arg(u"Subscription/"_s + observed->subscription.id, difference.element, difference.actual,
                             difference.wanted));
    }
    bool isGood = true;
    if (const auto patience = m_wait.patience()) {
        auto awaited = awaitActivation(*observed, server.subscriptions(), server.clock(), *patience, console);
        if (!awaited) {
            return fail(awaited.error(), console);
        }
        observed = std::move(awaited);
        isGood = observed->subscription.status == SubscriptionStatusCode::Active;
    }
    observed->subscription = withoutSecrets(observed->subscription);
    const LineWriter writer(console, formatSubscription);
    if (const auto written = writer.write(subscriptionLine(*observed, {})); !written) {
        return fail(written.error(), console);
    }
    return isGood ? ExitCode::Success : ExitCode::Failure;
}

} // namespace Tbs::Cli
