// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>
#include <Tbs/service/finding.h>
#include <Tbs/subscription/serverprofile.h>
#include <Tbs/subscription/subscriptionplan.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QCoreApplication>

namespace Tbs {

/// Judges definitions by the topics and the make of their server. Pure.
class TBS_CORE_AUTOTEST_EXPORT DefinitionJudge
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::DefinitionJudge)

public:
    DefinitionJudge(DiscoveredTopics topics, ServerProfile profile);

    /// Why the topics could not be asked for.
    [[nodiscard]] static Finding judgeFailure(const Error &error);
    /// How many topics there are.
    [[nodiscard]] Finding judgeTopics() const;
    /// The topic and the filters of one.
    [[nodiscard]] QList<Finding> judge(const TopicSubscription &definition) const;
    /// What all \a definitions, with their defaults filled in, ask for in vain.
    [[nodiscard]] QList<Finding> judgeDelivery(const QList<TopicSubscription> &definitions) const;
    /// What such a server is known to do otherwise than \a wanted asks for.
    [[nodiscard]] QList<Finding> judgeProblems(const QList<WantedSubscription> &wanted, FhirVersion version) const;

private:
    [[nodiscard]] Finding judgeUnknownTopic(const TopicSubscription &definition) const;
    [[nodiscard]] Finding judgeTopic(const TopicSubscription &definition, const DiscoveredTopic &topic) const;
    [[nodiscard]] std::optional<Finding> judgeFilter(const QString &webhookId, const FilterBy &filter,
                                                     const DiscoveredTopic &topic) const;

    DiscoveredTopics m_topics;
    ServerProfile m_profile;
};

} // namespace Tbs
