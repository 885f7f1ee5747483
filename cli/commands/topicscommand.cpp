// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicscommand.h"

#include "../await.h"
#include "../optionset.h"
#include "../server/serverconnection.h"
#include "../topics/topiclines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

bool isNamed(const SubscriptionTopic &topic, const QString &name)
{
    return name == topic.url || name == topic.url + u'|' + topic.version
        || (!topic.id.isEmpty() && name.section(u'/', -1) == topic.id && !name.contains("://"_L1));
}

/// A server does not have each way of asking; that matters only when none led to a topic.
void tellRemarks(const DiscoveredTopics &discovered, const Console &console)
{
    for (const auto &remark : discovered.remarks) {
        if (remark.severity == Issue::Severity::Information && !discovered.topics.isEmpty()) {
            continue;
        }
        console.say(remark.path.isEmpty() ? remark.message : remark.path + u": "_s + remark.message);
    }
}

} // namespace

QString TopicsCommand::name() const
{
    return u"topics"_s;
}

QString TopicsCommand::summary() const
{
    return tr("What can be subscribed to, and by what it can be filtered");
}

void TopicsCommand::declareOwn(OptionSet &options)
{
    options.addText(u"--topic"_s, u"URL"_s, m_topic, tr("This one alone and whole (also by its id)"));
}

QString TopicsCommand::footer() const
{
    return tr(R"(
Servers tell of their topics in different ways. All are tried: SubscriptionTopic, Basic resources that wrap one (R4),
the CapabilityStatement, Subscription/$topic-list. Where only the last two know a topic, its filters are not known.

Each line is an object {"url", "version", "title", "status", "description", "derivedFrom",
  "triggers": [{"resource", "interactions", "queryPrevious", "queryCurrent", ...}],
  "filters": [{"resource", "filterParameter", "comparators", "modifiers", ...}],
  "shapes": [{"resource", "include", "revInclude"}], "sources", "reference"}; with --topic also "resource".

Examples:
  tbs topics --sandbox                                         see it work, without any server
  tbs topics --server https://fhir.example.org/r4
  tbs topics --config tbs.yaml --topic http://example.org/FHIR/SubscriptionTopic/encounter-complete
  tbs topics --server http://localhost:8080/fhir --json | jq -r .url

Exit codes:
  0  the server was asked; it may have no topics
  1  it did not answer, or has no such --topic
  2  wrong usage
)");
}

ExitCode TopicsCommand::ask(ServerConnection &server, const Console &console)
{
    auto discovered = await(discoverTopics(server.client(), server.version()));
    if (!discovered) {
        return fail(discovered.error(), console);
    }
    tellRemarks(*discovered, console);
    auto &topics = discovered->topics;
    if (!m_topic.isEmpty()) {
        topics.removeIf([this](const DiscoveredTopic &topic) { return !isNamed(topic.topic, m_topic); });
    }
    const LineWriter writer(console, m_topic.isEmpty() ? formatTopic : formatWholeTopic);
    for (const auto &topic : std::as_const(topics)) {
        auto line = topicLine(topic);
        if (!m_topic.isEmpty() && !topic.topic.raw.isEmpty()) {
            line.add(u"resource"_s, topic.topic.raw);
        }
        if (const auto written = writer.write(line); !written) {
            return fail(written.error(), console);
        }
    }
    if (topics.isEmpty() && !m_topic.isEmpty()) {
        console.say(tr("The server has no topic '%1'; 'tbs topics' lists those it has").arg(m_topic));
        return ExitCode::Failure;
    }
    if (topics.isEmpty()) {
        console.say(
            tr("The server tells of no topic. Some have to be told theirs out of band; their documentation says so"));
    }
    return ExitCode::Success;
}

} // namespace Tbs::Cli
