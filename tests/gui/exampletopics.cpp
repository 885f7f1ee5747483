// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampletopics.h"

#include "fixtures.h"

#include <Tbs/codec/codec.h>

#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

DiscoveredTopic discovered(const QJsonObject &resource)
{
    const auto read = codecFor(FhirVersion::R5).readTopic(resource);
    Q_ASSERT(read);
    return {.topic = read->value,
            .sources = {TopicSource::SubscriptionTopic},
            .reference = u"SubscriptionTopic/"_s + read->value.id};
}

QJsonObject object(const QString &path)
{
    return QJsonDocument::fromJson(readFile(dataPath(path))).object();
}

} // namespace

DiscoveredTopic encounterTopic()
{
    return discovered(object(u"gui/topic-example.json"_s));
}

DiscoveredTopic admissionTopic()
{
    return discovered(object(u"gui/topic-admission.json"_s));
}

DiscoveredTopic hapiTopic()
{
    return discovered(object(u"client/topics-hapi-r5.json"_s)["entry"_L1][0]["resource"_L1].toObject());
}

DiscoveredTopic topicKnownByUrl()
{
    DiscoveredTopic topic;
    topic.topic.url = u"http://example.org/FHIR/SubscriptionTopic/lab-result"_s;
    topic.sources = {TopicSource::CapabilityStatement};
    return topic;
}

DiscoveredTopics exampleTopics()
{
    auto sandbox = discovered(object(u"../../libtbs/sandbox/topics/encounter-complete.r5.json"_s));
    sandbox.sources.append(TopicSource::CapabilityStatement);
    DiscoveredTopics found;
    found.topics = {encounterTopic(), admissionTopic(), hapiTopic(), topicKnownByUrl(), sandbox};
    std::sort(found.topics.begin(), found.topics.end(),
              [](const auto &a, const auto &b) { return a.topic.url < b.topic.url; });
    found.remarks = {
        {Issue::Severity::Information, u"not-supported"_s, {}, u"GET Basic: 404 Not Found, unknown resource type"_s},
        {Issue::Severity::Warning, u"required"_s, u"SubscriptionTopic.url"_s,
         u"SubscriptionTopic/7 (Appointments) was left out: it has no URL, so no subscription can name it"_s}};
    return found;
}

} // namespace Tbs::Test
