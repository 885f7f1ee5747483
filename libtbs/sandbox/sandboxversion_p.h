// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>

#include <QJsonObject>

namespace Tbs {

/// What a server of one FHIR version has, beyond the wire shapes that its codec knows.
struct SandboxVersion
{
    FhirVersion version = FhirVersion::R5;
    QString fhirVersion; ///< CapabilityStatement.fhirVersion
    bool hasSubscriptionTopic = true; ///< as a resource type; else the CapabilityStatement names the topics
    QString operationDefinitions; ///< canonical URL of the Subscription operations, less their names
    QString subscriptionProfile; ///< empty where the core specification says it all
    QString serverCapabilities; ///< canonical URL of the CapabilityStatement it instantiates, or empty
    QString othersTopicSuffix; ///< topic files that are made for other versions
    QJsonObject sampleEncounter; ///< fires SandboxServer::sampleTopic()
};

[[nodiscard]] const SandboxVersion &sandboxVersion(FhirVersion version);

} // namespace Tbs
