// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxdata_p.h"
#include "sandboxversion_p.h"
#include "topicrepository_p.h"

#include <Tbs/codec/codec.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

TopicRepository::TopicRepository(FhirVersion version, ResourceRepository &resources)
    : m_version(version)
    , m_resources(resources)
{
}

Result<void> TopicRepository::add(const QJsonObject &r5Topic, const QDateTime &now)
{
    constexpr auto writtenIn = FhirVersion::R5;
    auto decoded = codecFor(writtenIn).readTopic(r5Topic);
    if (!decoded) {
        return failure(decoded.error());
    }
    auto topic = std::move(decoded->value);
    auto evaluator = TopicEvaluator::create(topic);
    if (!evaluator) {
        return failure(evaluator.error());
    }
    if (m_version != writtenIn) {
        topic.raw = {}; // what is left of it in there is not what this version writes
    }
    const auto stored = m_resources.put(codecFor(m_version).writeTopic(topic), now);
    if (!stored) {
        return failure(stored.error());
    }
    m_references.insert(localReference(*stored));
    std::erase_if(m_topics, [&](const auto &existing) { return existing->value.url == topic.url; });
    m_topics.push_back(std::make_shared<SandboxTopic>(SandboxTopic{topic, *std::move(evaluator)}));
    return {};
}

Result<void> TopicRepository::addBuiltIn(const QDateTime &now)
{
    // `name.json` is for all versions; `name.r5.json` for R5 and `name.r4.json` for R4 and R4B, whose codes differ.
    for (const auto &name : sandboxDataNames(u"topics"_s)) {
        if (name.endsWith(sandboxVersion(m_version).othersTopicSuffix)) {
            continue;
        }
        const auto added =
            readSandboxData(u"topics/"_s + name).and_then([&](const QJsonObject &topic) { return add(topic, now); });
        if (!added) {
            return failure(added.error());
        }
    }
    return {};
}

std::shared_ptr<const SandboxTopic> TopicRepository::find(const QString &canonical) const
{
    const auto url = canonical.section(u'|', 0, 0);
    const auto version = canonical.section(u'|', 1);
    const auto found = std::find_if(m_topics.begin(), m_topics.end(), [&](const auto &topic) {
        return topic->value.url == url && (version.isEmpty() || topic->value.version == version);
    });
    return found == m_topics.end() ? nullptr : *found;
}

bool TopicRepository::isStoredAs(const QString &reference) const
{
    return m_references.contains(reference);
}

QStringList TopicRepository::urls() const
{
    QStringList urls;
    for (const auto &topic : m_topics) {
        urls.append(topic->value.url);
    }
    return urls;
}

} // namespace Tbs
