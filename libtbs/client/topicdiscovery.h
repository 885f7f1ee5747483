// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/servercapabilities.h>
#include <Tbs/fhir/subscriptiontopic.h>
#include <Tbs/support/issue.h>

namespace Tbs {

/// Where a topic was found.
enum class TopicSource {
    SubscriptionTopic, ///< the resource, by search
    Basic, ///< the Basic resource that wraps it in R4
    CapabilityStatement, ///< only its canonical URL, in the extension of the backport IG
    TopicList, ///< only its canonical URL, from Subscription/$topic-list (IG 0.1.0)
};

/// For people and JSON: `SubscriptionTopic`, `Basic`, `CapabilityStatement`, `$topic-list`.
[[nodiscard]] TBS_CORE_EXPORT QString toText(TopicSource source);

/// One topic of a server; with more than its URL where a source had more.
struct TBS_CORE_EXPORT DiscoveredTopic
{
    SubscriptionTopic topic;
    QList<TopicSource> sources;
    QString reference; ///< `SubscriptionTopic/1`, `Basic/1`; empty when only the URL is known
};

struct TBS_CORE_EXPORT DiscoveredTopics
{
    QList<DiscoveredTopic> topics; ///< one for each canonical URL and version, by URL
    /// What was asked in vain and what could not be understood: a person may want to know.
    QList<Issue> remarks;
};

/// Whether \a canonical, a canonical URL perhaps with `|version`, means \a topic. Without a version on either side any
/// version is meant.
[[nodiscard]] TBS_CORE_EXPORT bool isNamedBy(const SubscriptionTopic &topic, const QString &canonical);
/// The first of \a topics that \a canonical means; nullptr when there is none.
[[nodiscard]] TBS_CORE_EXPORT const DiscoveredTopic *findTopic(const QList<DiscoveredTopic> &topics,
                                                               const QString &canonical);

/// Asks a server for its topics in every way there is, since servers of every version use any of them:
/// SubscriptionTopic, Basic with the code SubscriptionTopic, the CapabilityStatement, and `$topic-list` where that is
/// announced. Reference: "Topic discovery" of the backport IG, https://hl7.org/fhir/R5/subscriptiontopic.html.
///
/// \a version: which codec reads what comes. \return an error only when no way led to an answer.
[[nodiscard]] TBS_CORE_EXPORT QFuture<Result<DiscoveredTopics>> discoverTopics(FhirClient &client, FhirVersion version);

} // namespace Tbs
