// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicsearch_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/fhir/reference.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto topicListOperation = "$topic-list"_L1;

bool hasCoding(const QJsonValue &codings, QLatin1StringView code)
{
    const auto array = codings.toArray();
    return std::any_of(array.begin(), array.end(),
                       [code](const QJsonValue &coding) { return coding["code"_L1].toString() == code; });
}

/// Servers that ignore the search by code show every Basic that they have.
bool isTopic(const QJsonObject &resource)
{
    return resource["resourceType"_L1].toString() != "Basic"_L1
        || hasCoding(resource["code"_L1]["coding"_L1], "SubscriptionTopic"_L1);
}

/// Whether elements were left out, as in an answer that was asked for with _summary.
bool isSummary(const QJsonObject &resource)
{
    return hasCoding(resource["meta"_L1]["tag"_L1], "SUBSETTED"_L1);
}

QString referenceTo(const QJsonObject &resource)
{
    return resource["resourceType"_L1].toString() + u'/' + resource["id"_L1].toString();
}

/// A Basic is R4's way, whoever uses it.
const Codec &codecOf(TopicSource source, FhirVersion version)
{
    return codecFor(source == TopicSource::Basic ? FhirVersion::R4 : version);
}

/// What a server does not know it says with one of many statuses; that is not worth a warning.
Issue asIssue(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Rejected:
        return {Issue::Severity::Information, u"not-supported"_s, error.location, error.message};
    case Error::Kind::ActionRequired:
        return {Issue::Severity::Warning, u"security"_s, error.location, error.message};
    case Error::Kind::BadData:
        return {Issue::Severity::Warning, u"structure"_s, error.location, error.message};
    case Error::Kind::Retry:
    case Error::Kind::Internal:
        break;
    }
    return {Issue::Severity::Warning, u"transient"_s, error.location, error.message};
}

} // namespace

TopicSearch::TopicSearch(FhirClient &client, FhirVersion version, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_version(version)
{
}

QFuture<Result<DiscoveredTopics>> TopicSearch::start()
{
    const auto future = m_promise.future();
    begin();
    search(TopicSource::SubscriptionTopic, u"SubscriptionTopic"_s, {});
    QUrlQuery isWrappedTopic;
    isWrappedTopic.addQueryItem(u"code"_s, u"http://hl7.org/fhir/fhir-types|SubscriptionTopic"_s);
    search(TopicSource::Basic, u"Basic"_s, isWrappedTopic);
    fetchCapabilities();
    end();
    return future;
}

void TopicSearch::search(TopicSource source, const QString &type, const QUrlQuery &query)
{
    begin();
    whenFinished(m_client.search(type, query), this, [this, source](const Result<SearchResult> &found) {
        if (found) {
            m_answered = true;
            takeResources(source, *found);
        } else {
            fail(source, found.error());
        }
        end();
    });
}

void TopicSearch::takeResources(TopicSource source, const SearchResult &found)
{
    for (const auto &issue : found.issues) {
        m_list.remark(issue);
    }
    if (!found.complete) {
        m_list.remark(Issue::Severity::Warning, u"incomplete"_s, {},
                      tr("There are more topics (%1) than were read").arg(toText(source)));
    }
    for (const auto &resource : found.resources) {
        if (!isTopic(resource)) {
            continue;
        }
        if (isSummary(resource)) {
            readWhole(source, resource);
        } else {
            takeResource(source, resource);
        }
    }
}

void TopicSearch::readWhole(TopicSource source, const QJsonObject &summary)
{
    begin();
    whenFinished(m_client.get(referenceTo(summary)), this, [=, this](const Result<FhirResponse> &response) {
        const auto whole = response ? response->resource() : failure(response.error());
        if (!whole) {
            m_list.remark(asIssue(whole.error()));
        }
        takeResource(source, whole.value_or(summary));
        end();
    });
}

void TopicSearch::takeResource(TopicSource source, const QJsonObject &resource)
{
    const auto reference = referenceTo(resource);
    const auto topic = codecOf(source, m_version).readTopic(resource);
    if (!topic) {
        m_list.remark(Issue::Severity::Warning, u"structure"_s, topic.error().location,
                      reference + u": "_s + topic.error().message);
        return;
    }
    for (const auto &issue : topic->issues) {
        auto located = issue;
        located.message.prepend(reference + u": "_s);
        m_list.remark(located);
    }
    m_list.add(topic->value, source, reference);
}

void TopicSearch::fetchCapabilities()
{
    begin();
    whenFinished(fetchServerCapabilities(m_client), this, [this](const Result<ServerCapabilities> &capabilities) {
        if (capabilities) {
            m_answered = true;
            takeCapabilities(*capabilities);
        } else {
            fail(TopicSource::CapabilityStatement, capabilities.error());
        }
        end();
    });
}

void TopicSearch::takeCapabilities(const ServerCapabilities &capabilities)
{
    for (const auto &canonical : capabilities.topics) {
        m_list.addCanonical(canonical, TopicSource::CapabilityStatement);
    }
    if (capabilities.subscription && capabilities.subscription->operations.contains(topicListOperation)) {
        fetchTopicList();
    }
}

void TopicSearch::fetchTopicList()
{
    begin();
    whenFinished(m_client.get(u"Subscription/"_s + topicListOperation), this,
                 [this](const Result<FhirResponse> &response) {
                     if (response) {
                         takeTopicList(*response);
                     } else {
                         fail(TopicSource::TopicList, response.error());
                     }
                     end();
                 });
}

/// Parameters with subscription-topic-canonical, of one type or another.
void TopicSearch::takeTopicList(const FhirResponse &response)
{
    const auto resource = response.resource();
    if (!resource) {
        fail(TopicSource::TopicList, resource.error());
        return;
    }
    if (resource->value("resourceType"_L1).toString() != "Parameters"_L1) {
        fail(TopicSource::TopicList,
             {Error::Kind::BadData,
              tr("%1 was answered with something else than Parameters").arg(topicListOperation),
              {}});
        return;
    }
    const auto parameters = resource->value("parameter"_L1).toArray();
    for (const auto &parameter : parameters) {
        if (parameter["name"_L1].toString() != "subscription-topic-canonical"_L1) {
            continue;
        }
        for (const auto type : {"valueCanonical"_L1, "valueUri"_L1, "valueUrl"_L1, "valueString"_L1}) {
            m_list.addCanonical(parameter[type].toString(), TopicSource::TopicList);
        }
    }
}

void TopicSearch::fail(TopicSource source, const Error &error)
{
    m_errors.emplace(source, error);
    m_list.remark(asIssue(error));
}

void TopicSearch::end()
{
    if (--m_running > 0) {
        return;
    }
    deleteLater();
    if (m_answered) {
        m_promise.finish(m_list.take());
    } else {
        m_promise.finish(failure(worstError()));
    }
}

/// What a person has to do comes before what time mends, and that before what the server has not.
Error TopicSearch::worstError() const
{
    for (const auto kind : {Error::Kind::ActionRequired, Error::Kind::Retry, Error::Kind::BadData}) {
        for (const auto source :
             {TopicSource::CapabilityStatement, TopicSource::SubscriptionTopic, TopicSource::Basic}) {
            if (const auto found = m_errors.find(source); found != m_errors.end() && found->second.kind == kind) {
                return found->second;
            }
        }
    }
    return m_errors.at(TopicSource::CapabilityStatement);
}

} // namespace Tbs
