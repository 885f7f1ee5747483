// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicdiscovery.h"

#include "topicsearch_p.h"

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

QFuture<Result<DiscoveredTopics>> discoverTopics(FhirClient &client, FhirVersion version)
{
    return (new TopicSearch(client, version, &client))->start();
}

} // namespace Tbs
