// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "discoveredtopiclist_p.h"

#include <Tbs/support/text_p.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

void addSource(DiscoveredTopic &topic, TopicSource source)
{
    if (!topic.sources.contains(source)) {
        topic.sources.append(source);
    }
}

} // namespace

void DiscoveredTopicList::add(const SubscriptionTopic &topic, TopicSource source, const QString &reference)
{
    if (topic.url.isEmpty()) {
        remark(Issue::Severity::Warning, u"required"_s, u"SubscriptionTopic.url"_s,
               Text::tr("%1 (%2) was left out: it has no URL, so no subscription can name it")
                   .arg(reference, topic.title));
        return;
    }
    const auto same = std::find_if(m_found.topics.begin(), m_found.topics.end(), [&](const DiscoveredTopic &known) {
        return known.topic.url == topic.url && known.topic.version == topic.version;
    });
    if (same == m_found.topics.end()) {
        m_found.topics.append({.topic = topic, .sources = {source}, .reference = reference});
        return;
    }
    if (same->sources.contains(source)) {
        remark(Issue::Severity::Warning, u"duplicate"_s, u"SubscriptionTopic.url"_s,
               Text::tr("%1 was left out: it has the URL and the version of %2").arg(reference, same->reference));
    }
    addSource(*same, source);
}

void DiscoveredTopicList::addCanonical(const QString &canonical, TopicSource source)
{
    m_canonicals.append({canonical.section(u'|', 0, 0), canonical.section(u'|', 1), source});
}

void DiscoveredTopicList::remark(Issue::Severity severity, const QString &code, const QString &path,
                                 const QString &message)
{
    remark(Issue{.severity = severity, .code = code, .path = path, .message = message});
}

void DiscoveredTopicList::remark(const Issue &issue)
{
    if (!m_found.remarks.contains(issue)) {
        m_found.remarks.append(issue);
    }
}

void DiscoveredTopicList::join(const Canonical &canonical)
{
    bool isKnown = false;
    for (auto &known : m_found.topics) {
        if (known.topic.url == canonical.url
            && (canonical.version.isEmpty() || known.topic.version == canonical.version)) {
            addSource(known, canonical.source);
            isKnown = true;
        }
    }
    if (!isKnown && !canonical.url.isEmpty()) {
        DiscoveredTopic topic;
        topic.topic.url = canonical.url;
        topic.topic.version = canonical.version;
        topic.sources = {canonical.source};
        m_found.topics.append(topic);
    }
}

DiscoveredTopics DiscoveredTopicList::take()
{
    // Those with a version first: what has none means any of them.
    std::stable_partition(m_canonicals.begin(), m_canonicals.end(),
                          [](const Canonical &canonical) { return !canonical.version.isEmpty(); });
    for (const auto &canonical : std::as_const(m_canonicals)) {
        join(canonical);
    }
    std::sort(m_found.topics.begin(), m_found.topics.end(), [](const DiscoveredTopic &a, const DiscoveredTopic &b) {
        return std::tie(a.topic.url, a.topic.version) < std::tie(b.topic.url, b.topic.version);
    });
    return std::move(m_found);
}

} // namespace Tbs
