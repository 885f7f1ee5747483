// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "showsubscriptioncommand.h"

#include "../await.h"
#include "../linewriter.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/subscriptionformat.h"
#include "../subscriptions/subscriptionlines.h"

#include <Tbs/codec/codec.h>

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

QString ShowSubscriptionCommand::name() const
{
    return u"show"_s;
}

QString ShowSubscriptionCommand::summary() const
{
    return tr("One, with all its elements");
}

void ShowSubscriptionCommand::declareOwn(OptionSet &options)
{
    options.addPositional(u"ID"_s, m_ids, tr("Its id, or Subscription/ID"));
    options.addFlag(u"--show-secrets"_s, m_showSecrets, tr("With the values of its headers, which hold our token"));
}

QString ShowSubscriptionCommand::ownMistake() const
{
    return m_ids.size() == 1 ? QString() : tr("Name the one Subscription to show");
}

QString ShowSubscriptionCommand::footer() const
{
    return tr(R"(
As JSON it is the resource as the server has it, on one line. The values of its headers are masked.

Examples:
  tbs subscriptions show sample --sandbox                       see it work, without any server
  tbs subscriptions show 4711 --config tbs.yaml
  tbs subscriptions show Subscription/4711 --server https://fhir.example.org/r4 --json | jq .channel

Exit codes:
  0  here it is
  1  the server has none of this id, or did not answer
  2  wrong usage
)");
}

ExitCode ShowSubscriptionCommand::ask(ServerConnection &server, const Console &console)
{
    auto observed = await(server.subscriptions().read(subscriptionId(m_ids.constFirst())));
    if (!observed) {
        return fail(observed.error(), console);
    }
    const auto owned = ownershipOf({*observed}, server.configuration(), server.clock().now());
    if (!m_showSecrets) {
        observed->subscription = withoutSecrets(observed->subscription);
    }
    const auto resource = codecFor(server.version()).writeSubscription(observed->subscription);
    const auto text = console.outputIsTerminal
        ? formatSubscription(subscriptionLine(*observed, owned(observed->subscription.id)), console).toUtf8()
        : QJsonDocument(resource).toJson(QJsonDocument::Compact);
    if (const auto written = writeOutput(text + '\n', console); !written) {
        return fail(written.error(), console);
    }
    for (const auto &issue : std::as_const(observed->issues)) {
        console.say(issue.path + u": "_s + issue.message);
    }
    return ExitCode::Success;
}

} // namespace Tbs::Cli
