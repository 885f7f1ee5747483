// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listsubscriptionscommand.h"

#include "../await.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/subscriptionformat.h"
#include "../subscriptions/subscriptionlines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

/// What could not be read is left out of the lines, which may mean that another version was asked for.
void tellUnreadable(const QList<ObservedSubscription> &observed, FhirVersion version, const Console &console)
{
    const auto isBroken = [](const ObservedSubscription &one) {
        return hasErrors(one.issues);
    };
    const auto first = std::find_if(observed.begin(), observed.end(), isBroken);
    if (first == observed.end()) {
        return;
    }
    const auto &issue = first->issues.constFirst();
    console.say(
        ListSubscriptionsCommand::tr("%1 of the server's Subscriptions are not as FHIR %2 has them (%3: %4 %5); is "
                                     "that the server's version?")
            .arg(std::count_if(observed.begin(), observed.end(), isBroken))
            .arg(toCode(version), u"Subscription/"_s + first->subscription.id, issue.path, issue.message));
}

} // namespace

QString ListSubscriptionsCommand::name() const
{
    return u"list"_s;
}

QString ListSubscriptionsCommand::summary() const
{
    return tr("All that the server shows us");
}

void ListSubscriptionsCommand::declareOwn(OptionSet &options)
{
    options.addText(u"--topic"_s, u"URL"_s, m_topic, tr("Those of this topic alone"));
    options.addText(u"--status"_s, u"STATUS"_s, m_status, tr("Those that are requested, active, error or off"));
}

QString ListSubscriptionsCommand::footer() const
{
    return tr(R"(
With --config each is told to be ours, by the definition that wants it, or others'.

Each line is an object {"id", "status", "topic", "filters", "channel", "endpoint", "headers", "content", "contentType",
"heartbeatPeriod", "timeout", "maxCount", "end", "reason", "error", "lastUpdated", "isTopicBased", "ours", "webhookId"}.

Examples:
  tbs subscriptions list --sandbox                              see it work, without any server
  tbs subscriptions list --config tbs.yaml
  tbs subscriptions list --server https://fhir.example.org/r4 --status error
  tbs subscriptions list --json | jq -r 'select(.ours and .status == "error") | .id'

Exit codes:
  0  the server was asked; there may be none
  1  it did not answer, or refused
  2  wrong usage
)");
}

ExitCode ListSubscriptionsCommand::ask(ServerConnection &server, const Console &console)
{
    const auto observed = await(server.subscriptions().list());
    if (!observed) {
        return fail(observed.error(), console);
    }
    const auto owned = ownershipOf(*observed, server.configuration(), server.clock().now());
    QList<JsonLine> lines;
    for (const auto &one : *observed) {
        const auto &subscription = one.subscription;
        const bool isWanted =
            (m_topic.isEmpty() || subscription.topic.section(u'|', 0, 0) == m_topic.section(u'|', 0, 0))
            && (m_status.isEmpty() || toCode(subscription.status) == m_status);
        if (isWanted) {
            lines.append(subscriptionLine({withoutSecrets(subscription), one.lastUpdated, {}}, owned(subscription.id)));
        }
    }
    if (const auto written = writeLines(lines, console, formatSubscriptions); !written) {
        return fail(written.error(), console);
    }
    tellUnreadable(*observed, server.version(), console);
    if (lines.isEmpty()) {
        console.say(observed->isEmpty()
                        ? tr("The server shows us no Subscriptions; some show each client its own only")
                        : tr("None of the server's %1 Subscriptions is like that").arg(observed->size()));
    }
    return ExitCode::Success;
}

} // namespace Tbs::Cli
