// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deletesubscriptionscommand.h"

#include "../await.h"
#include "../linewriter.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/subscriptionlines.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString formatLine(const JsonLine &line, const Console &console)
{
    const bool isDone = line.value(u"deleted"_s).toBool();
    return painted(padded(isDone ? u"deleted"_s : u"failed"_s, 10), isDone ? Colour::Green : Colour::Red, console)
        + printable(line.text(u"id"_s)) + u"  "_s + printable(line.text(u"message"_s));
}

} // namespace

QString DeleteSubscriptionsCommand::name() const
{
    return u"delete"_s;
}

QString DeleteSubscriptionsCommand::summary() const
{
    return tr("Deletes them");
}

void DeleteSubscriptionsCommand::declareOwn(OptionSet &options)
{
    options.addPositional(u"ID..."_s, m_ids, tr("Ids, or Subscription/ID"));
    options.addFlag(u"-y,--yes"_s, m_confirmed, tr("Without asking; needed where nobody can be asked"));
}

QString DeleteSubscriptionsCommand::ownMistake() const
{
    return m_ids.isEmpty() ? tr("Name the Subscriptions to delete") : QString();
}

QString DeleteSubscriptionsCommand::footer() const
{
    return tr(R"(
A Subscription that is gone already counts as deleted. Each line is an object {"id", "deleted"}, with "kind" and
"message" where it failed.

Examples:
  tbs subscriptions delete sample --sandbox                     see it work, without any server
  tbs subscriptions delete 4711 4712 --config tbs.yaml
  tbs subscriptions list --json | jq -r 'select(.status == "error" and .ours) | .id' \
    | xargs tbs subscriptions delete --yes

Exit codes:
  0  they are gone
  1  one could not be deleted, or it was not confirmed
  2  wrong usage
)");
}

bool DeleteSubscriptionsCommand::isConfirmed(ServerConnection &server, const Console &console) const
{
    if (m_confirmed) {
        return true;
    }
    if (!console.inputIsTerminal) {
        console.say(tr("Nobody can be asked here whether they may be deleted; add --yes"));
        return false;
    }
    for (const auto &id : m_ids) {
        const auto observed = await(server.subscriptions().read(subscriptionId(id)));
        console.say(observed ? u"Subscription/%1  %2  %3  %4"_s.arg(
                        observed->subscription.id, toCode(observed->subscription.status), observed->subscription.topic,
                        observed->subscription.endpoint.toString(QUrl::RemoveUserInfo))
                             : observed.error().toString());
    }
    return console.confirm(tr("Delete?"));
}

ExitCode DeleteSubscriptionsCommand::ask(ServerConnection &server, const Console &console)
{
    if (!isConfirmed(server, console)) {
        return ExitCode::Failure;
    }
    const LineWriter writer(console, formatLine);
    auto exitCode = ExitCode::Success;
    for (const auto &reference : std::as_const(m_ids)) {
        const auto id = subscriptionId(reference);
        const auto removed = await(server.subscriptions().remove(id));
        auto line = JsonLine().add(u"id"_s, id).add(u"deleted"_s, removed.has_value());
        if (!removed) {
            line.append(failureMembers(removed.error()));
            exitCode = ExitCode::Failure;
        }
        if (const auto written = writer.write(line); !written) {
            return fail(written.error(), console);
        }
    }
    return exitCode;
}

} // namespace Tbs::Cli
