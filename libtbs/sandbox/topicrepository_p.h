// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "topicevaluator_p.h"

#include <QSet>

#include <memory>
#include <vector>

namespace Tbs {

/// A topic and how to tell what fires it.
struct TBS_SANDBOX_AUTOTEST_EXPORT SandboxTopic
{
    SubscriptionTopic value;
    TopicEvaluator evaluator;
};

/// The topics of one FHIR version. Each is also put into the resource repository as that version writes it
/// (SubscriptionTopic, in R4 Basic), for reads and searches.
class TBS_SANDBOX_AUTOTEST_EXPORT TopicRepository
{
public:
    /// \a resources has to outlive this.
    TopicRepository(FhirVersion version, ResourceRepository &resources);

    /// Adds a topic or replaces the one of the same url. \return BadData when it cannot be evaluated.
    Result<void> add(const QJsonObject &r5Topic, const QDateTime &now);
    /// Adds the topics that are built in for this version.
    Result<void> addBuiltIn(const QDateTime &now);

    /// The topic of a canonical URL, with or without `|version`; null when there is none.
    [[nodiscard]] std::shared_ptr<const SandboxTopic> find(const QString &canonical) const;
    [[nodiscard]] QStringList urls() const;
    /// Whether the resource \a reference (`Type/id`) is one of the topics.
    [[nodiscard]] bool isStoredAs(const QString &reference) const;

private:
    FhirVersion m_version;
    ResourceRepository &m_resources;
    std::vector<std::shared_ptr<const SandboxTopic>> m_topics;
    QSet<QString> m_references;
};

} // namespace Tbs
