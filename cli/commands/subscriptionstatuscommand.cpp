// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionstatuscommand.h"

#include "../await.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/subscriptionformat.h"
#include "../subscriptions/subscriptionlines.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

JsonLine statusMembers(const SubscriptionStatus &status, SubscriptionStatusCode kept)
{
    const auto &count = status.eventsSinceSubscriptionStart;
    return JsonLine()
        .add(u"status"_s, status.status ? QJsonValue(toCode(*status.status)) : QJsonValue())
        .add(u"drift"_s, status.status.has_value() && *status.status != kept)
        .add(u"eventsSinceSubscriptionStart"_s, count ? QJsonValue(count->toString()) : QJsonValue())
        .add(u"errors"_s, QJsonArray::fromStringList(status.errors));
}

} // namespace

QString SubscriptionStatusCommand::name() const
{
    return u"status"_s;
}

QString SubscriptionStatusCommand::summary() const
{
    return tr("Asks for $status: how many events there were, and what went wrong");
}

void SubscriptionStatusCommand::declareOwn(OptionSet &options)
{
    options.addPositional(u"ID..."_s, m_ids, tr("Ids, or Subscription/ID (all topic-based ones)"));
}

QString SubscriptionStatusCommand::footer() const
{
    return tr(R"(
Each line is an object {"id", "topic", "resourceStatus", "status", "drift", "eventsSinceSubscriptionStart", "errors"}:
"resourceStatus" is that of the resource, "status" that of the operation, and "drift" is true when they differ. Where
$status failed there are "kind" and "message" instead.

Examples:
  tbs subscriptions status --sandbox                            see it work, without any server
  tbs subscriptions status --config tbs.yaml
  tbs subscriptions status 4711 --server https://fhir.example.org/r4 --json | jq -r .eventsSinceSubscriptionStart

Exit codes:
  0  each answered, whatever its status
  1  one did not; some servers do not have $status
  2  wrong usage
)");
}

Result<QList<ObservedSubscription>> SubscriptionStatusCommand::chosen(ServerConnection &server) const
{
    if (m_ids.isEmpty()) {
        auto all = await(server.subscriptions().list());
        if (all) {
            all->removeIf([](const ObservedSubscription &one) { return !one.subscription.isTopicBased(); });
        }
        return all;
    }
    QList<ObservedSubscription> chosen;
    for (const auto &id : m_ids) {
        auto observed = await(server.subscriptions().read(subscriptionId(id)));
        if (!observed) {
            return failure(observed.error());
        }
        chosen.append(*observed);
    }
    return chosen;
}

ExitCode SubscriptionStatusCommand::ask(ServerConnection &server, const Console &console)
{
    const auto observed = chosen(server);
    if (!observed) {
        return fail(observed.error(), console);
    }
    auto exitCode = ExitCode::Success;
    QList<JsonLine> lines;
    for (const auto &one : *observed) {
        const auto &subscription = one.subscription;
        const auto fetched = await(server.subscriptions().status(subscription.id));
        auto line = JsonLine()
                        .add(u"id"_s, subscription.id)
                        .add(u"topic"_s, subscription.topic)
                        .add(u"resourceStatus"_s, toCode(subscription.status));
        line.append(fetched ? statusMembers(fetched->status, subscription.status) : failureMembers(fetched.error()));
        lines.append(line);
        exitCode = fetched ? exitCode : ExitCode::Failure;
    }
    if (const auto written = writeLines(lines, console, formatStatuses); !written) {
        return fail(written.error(), console);
    }
    if (lines.isEmpty()) {
        console.say(tr("The server shows us no topic-based Subscriptions"));
    }
    return exitCode;
}

} // namespace Tbs::Cli
