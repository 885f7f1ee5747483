// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptioneventscommand.h"

#include "../await.h"
#include "../listening/listenformat.h"
#include "../listening/listenlines.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../subscriptions/subscriptionlines.h"

#include <Tbs/codec/codec.h>

#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

void tellMissing(const NumberRanges &numbers, const NumberRange &wanted, const Console &console)
{
    NumberRanges missing;
    for (const auto &range : numbers.missingFrom(wanted)) {
        missing.insert(range);
    }
    if (!missing.isEmpty()) {
        console.say(
            SubscriptionEventsCommand::tr("The server did not give %1 of %2-%3: it keeps events for a while only")
                .arg(missing.toString())
                .arg(wanted.first)
                .arg(wanted.last));
    }
}

} // namespace

QString SubscriptionEventsCommand::name() const
{
    return u"events"_s;
}

QString SubscriptionEventsCommand::summary() const
{
    return tr("Asks for $events: what happened before, as far as the server keeps it");
}

void SubscriptionEventsCommand::declareOwn(OptionSet &options)
{
    constexpr auto maximum = std::numeric_limits<qint64>::max();
    options.addPositional(u"ID"_s, m_ids, tr("Its id, or Subscription/ID"));
    options.addNumber(u"--since"_s, u"N"_s, m_since, 0, maximum, tr("The number of the first event (1)"));
    options.addNumber(u"--until"_s, u"N"_s, m_until, 0, maximum, tr("... and of the last one (that of $status)"));
    options.addValue(u"--content"_s, u"empty|id-only|full-resource"_s, tr("How much of each; servers may ignore it"),
                     [this](const QString &text) {
                         m_content = payloadContentFromCode(text);
                         return m_content ? QString() : tr("'%1' is not empty, id-only or full-resource").arg(text);
                     });
    options.addFlag(u"--bundle"_s, m_bundle, tr("The answer as it came, with the resources in it"));
}

QString SubscriptionEventsCommand::ownMistake() const
{
    if (m_ids.size() != 1) {
        return tr("Name the one Subscription whose events are wanted");
    }
    return m_until && m_since && *m_until < *m_since ? tr("--until is before --since") : QString();
}

QString SubscriptionEventsCommand::footer() const
{
    return tr(R"(
Each event is a line as 'tbs listen' writes it. Servers keep events for a while only: which of those that were asked for
are missing is said on standard error. Nothing is stored or handled; 'tbs listen' with handleDeliveryErrors does that.

Examples:
  tbs subscriptions events sample --sandbox                     see it work, without any server
  tbs subscriptions events 4711 --since 21 --until 22 --config tbs.yaml
  tbs subscriptions events 4711 --bundle --content full-resource --config tbs.yaml | tbs validate -

Exit codes:
  0  the server answered; events may be missing
  1  it did not, or does not have $events
  2  wrong usage
)");
}

Result<NumberRange> SubscriptionEventsCommand::range(ServerConnection &server, const QString &id) const
{
    NumberRange range{static_cast<quint64>(m_since.value_or(1)), static_cast<quint64>(m_until.value_or(0))};
    if (m_until) {
        return range;
    }
    const auto fetched = await(server.subscriptions().status(id));
    if (!fetched || !fetched->status.eventsSinceSubscriptionStart) {
        return failure(fetched ? Error::Kind::Rejected : fetched.error().kind,
                       tr("How many events there were is not known; name the last one with --until%1")
                           .arg(fetched ? QString() : u": "_s + fetched.error().toString()));
    }
    range.last = fetched->status.eventsSinceSubscriptionStart->value();
    return range;
}

Result<void> SubscriptionEventsCommand::writeEvents(const RecoveredEvents &events, ServerConnection &server,
                                                    const Console &console) const
{
    if (m_bundle) {
        return writeOutput(events.bundle.trimmed() + '\n', console);
    }
    const auto decoded = readNotification(events.bundle);
    if (!decoded) {
        return failure(decoded.error());
    }
    const auto notification = std::make_shared<const Notification>(decoded->value);
    const LineWriter writer(console, formatListenLine);
    const EventContext::Delivery delivery{.origin = NotificationOrigin::Recovery, .receivedAt = server.clock().now()};
    for (qsizetype i = 0; i < notification->statuses.size(); ++i) {
        for (qsizetype j = 0; j < notification->statuses.at(i).notificationEvents.size(); ++j) {
            const EventContext event(notification, static_cast<int>(i), static_cast<int>(j), delivery);
            if (auto written = writer.write(eventLine(event, {})); !written) {
                return written;
            }
        }
    }
    return {};
}

ExitCode SubscriptionEventsCommand::ask(ServerConnection &server, const Console &console)
{
    const auto id = subscriptionId(m_ids.constFirst());
    const auto wanted = range(server, id);
    if (!wanted) {
        return fail(wanted.error(), console);
    }
    if (wanted->last < wanted->first) {
        console.say(tr("There were no events from %1 on").arg(wanted->first));
        return ExitCode::Success;
    }
    const auto events = await(server.subscriptions().events(id, *wanted, m_content));
    if (!events) {
        return fail(events.error(), console);
    }
    if (const auto written = writeEvents(*events, server, console); !written) {
        return fail(written.error(), console);
    }
    tellMissing(events->numbers, *wanted, console);
    return ExitCode::Success;
}

} // namespace Tbs::Cli
