// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicdiscovery.h"

#include "topicsearch_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

QString toText(TopicSource source)
{
    switch (source) {
    case TopicSource::SubscriptionTopic:
        return u"SubscriptionTopic"_s;
    case TopicSource::Basic:
        return u"Basic"_s;
    case TopicSource::CapabilityStatement:
        return u"CapabilityStatement"_s;
    case TopicSource::TopicList:
        return u"$topic-list"_s;
    }
    return {};
}

bool isNamedBy(const SubscriptionTopic &topic, const QString &canonical)
{
    const auto version = canonical.section(u'|', 1);
    return topic.url.section(u'|', 0, 0) == canonical.section(u'|', 0, 0)
        && (version.isEmpty() || topic.version.isEmpty() || topic.version == version);
}

const DiscoveredTopic *findTopic(const QList<DiscoveredTopic> &topics, const QString &canonical)
{
    const auto found = std::find_if(topics.begin(), topics.end(), [&](const DiscoveredTopic &candidate) {
        return isNamedBy(candidate.topic, canonical);
    });
    return found == topics.end() ? nullptr : &*found;
}

QFuture<Result<DiscoveredTopics>> discoverTopics(FhirClient &client, FhirVersion version)
{
    return (new TopicSearch(client, version, &client))->start();
}

} // namespace Tbs
