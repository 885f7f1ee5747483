// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "definitionjudge_p.h"
#include "findings_p.h"

#include <Tbs/subscription/closestmatch_p.h>
#include <Tbs/subscription/knownproblems.h>
#include <Tbs/subscription/topicfilters.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto topicsCheck = "topics"_L1;
constexpr auto topicCheck = "topic"_L1;
constexpr auto filterCheck = "filter"_L1;

QString urlOf(const QString &topic)
{
    return topic.section(u'|', 0, 0);
}

/// As quoted(), but whole.
QString inQuotes(const QString &text)
{
    return u'`' + text + u'`';
}

bool isKnownByUrlOnly(const DiscoveredTopic &topic)
{
    return topic.reference.isEmpty();
}

QString nameOf(const FilterBy &filter)
{
    return filter.resourceType.isEmpty() ? filter.filterParameter : filter.resourceType + u'?' + filter.filterParameter;
}

} // namespace

DefinitionJudge::DefinitionJudge(DiscoveredTopics topics, ServerProfile profile)
    : m_topics(std::move(topics))
    , m_profile(std::move(profile))
{
}

Finding DefinitionJudge::judgeFailure(const Error &error)
{
    return failed(topicsCheck, {}, error.message, tr("Which topics it has could not be asked for in any way"));
}

Finding DefinitionJudge::judgeTopics() const
{
    const auto count = m_topics.topics.size();
    if (count == 0) {
        return warning(
            topicsCheck, {}, tr("It tells of no topic"),
            tr("Its documentation has to say which there are; Subscriptions to others stay requested for ever, or "
               "are active and never fire"));
    }
    const bool areOnlyUrls = std::all_of(m_topics.topics.begin(), m_topics.topics.end(), isKnownByUrlOnly);
    return ok(topicsCheck, {},
              areOnlyUrls ? tr("It names %1 topics, without what they can be filtered by").arg(count)
                          : tr("It tells of %1 topics").arg(count));
}

QList<Finding> DefinitionJudge::judge(const TopicSubscription &definition) const
{
    QList<Finding> findings;
    if (const auto *topic = findTopic(m_topics.topics, definition.topic)) {
        findings.append(judgeTopic(definition, *topic));
        for (const auto &filter : definition.filterBy) {
            if (const auto finding = judgeFilter(definition.webhookId, filter, *topic)) {
                findings.append(*finding);
            }
        }
    } else {
        findings.append(judgeUnknownTopic(definition));
    }
    return findings;
}

Finding DefinitionJudge::judgeUnknownTopic(const TopicSubscription &definition) const
{
    if (m_topics.topics.isEmpty()) {
        return warning(topicCheck, definition.webhookId,
                       tr("Whether it has %1 cannot be told").arg(inQuotes(definition.topic)),
                       tr("Ask those who run the server"));
    }
    QStringList urls;
    for (const auto &topic : m_topics.topics) {
        urls.append(topic.topic.url);
    }
    const auto version = definition.topic.section(u'|', 1);
    if (!version.isEmpty() && urls.contains(urlOf(definition.topic))) {
        return failed(topicCheck, definition.webhookId,
                      tr("It has the topic %1 in another version").arg(inQuotes(urlOf(definition.topic))),
                      tr("Leave out |%1").arg(version));
    }
    return failed(topicCheck, definition.webhookId,
                  tr("It has no topic %1%2").arg(inQuotes(definition.topic), didYouMean(definition.topic, urls)),
                  tr("'tbs topics' lists those it has"));
}

Finding DefinitionJudge::judgeTopic(const TopicSubscription &definition, const DiscoveredTopic &topic) const
{
    const auto &status = topic.topic.status;
    if (!status.isEmpty() && status != "active"_L1) {
        return warning(topicCheck, definition.webhookId,
                       tr("The status of its topic %1 is %2").arg(inQuotes(topic.topic.url), quoted(status)),
                       tr("It may not fire any more, or not yet"));
    }
    return ok(topicCheck, definition.webhookId, tr("It has the topic %1").arg(inQuotes(topic.topic.url)));
}

std::optional<Finding> DefinitionJudge::judgeFilter(const QString &webhookId, const FilterBy &filter,
                                                    const DiscoveredTopic &topic) const
{
    const auto name = nameOf(filter);
    if (isKnownByUrlOnly(topic)) {
        return warning(filterCheck, webhookId,
                       tr("Whether the topic can be filtered by %1 cannot be told").arg(inQuotes(name)),
                       tr("Some servers ignore filters that they do not know, and send everything"));
    }
    if (const auto objection = TopicFilters(topic.topic).objectionTo(filter)) {
        return failed(filterCheck, webhookId, objection->message, objection->advice);
    }
    return ok(filterCheck, webhookId, tr("The topic can be filtered by %1").arg(inQuotes(name)));
}

QList<Finding> DefinitionJudge::judgeDelivery(const QList<TopicSubscription> &definitions) const
{
    QStringList withHeartbeats;
    bool hasRestHook = false;
    for (const auto &definition : definitions) {
        if (definition.heartbeatPeriod.value_or(0) > 0) {
            withHeartbeats.append(definition.webhookId);
        }
        hasRestHook = hasRestHook || definition.channel == ChannelType::RestHook;
    }
    QList<Finding> findings;
    if (!withHeartbeats.isEmpty() && !m_profile.sendsHeartbeats) {
        findings.append(
            warning(u"heartbeat"_s, withHeartbeats.join(u", "_s),
                    tr("Heartbeats are asked for, and profile %1 says that it sends none").arg(m_profile.name),
                    tr("Set heartbeatPeriod: 0. A broken connection shows by $status, or not at all")));
    }
    if (hasRestHook && !m_profile.sendsHandshake) {
        findings.append(
            warning(u"handshake"_s, {}, tr("Profile %1 says that it sends no handshake").arg(m_profile.name),
                    tr("That a Subscription is active says nothing about whether the webhook can be reached: let "
                       "an event happen and see it arrive")));
    }
    return findings;
}

QList<Finding> DefinitionJudge::judgeProblems(const QList<WantedSubscription> &wanted, FhirVersion version) const
{
    QList<KnownProblem> problems;
    QList<QStringList> webhookIds; ///< of each problem
    for (const auto &one : wanted) {
        for (const auto &problem : problemsWith(one.subscription, m_profile, version)) {
            auto index = problems.indexOf(problem);
            if (index < 0) {
                index = problems.size();
                problems.append(problem);
                webhookIds.append(QStringList());
            }
            webhookIds[index].append(one.webhookId);
        }
    }
    QList<Finding> findings;
    for (qsizetype i = 0; i < problems.size(); ++i) {
        findings.append(
            warning(u"knownProblem"_s, webhookIds.at(i).join(u", "_s), problems.at(i).message, problems.at(i).advice));
    }
    return findings;
}

} // namespace Tbs
