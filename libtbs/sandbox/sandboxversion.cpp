// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxversion_p.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString backport(const QString &path)
{
    return u"http://hl7.org/fhir/uv/subscriptions-backport/"_s + path;
}

QJsonObject encounter(const QString &status, const QJsonValue &encounterClass)
{
    return {{u"resourceType"_s, u"Encounter"_s},
            {u"status"_s, status},
            {u"class"_s, encounterClass},
            {u"subject"_s, QJsonObject{{u"reference"_s, u"Patient/example"_s}}}};
}

std::array<SandboxVersion, 3> allVersions()
{
    const QJsonObject ambulatory{{u"system"_s, u"http://terminology.hl7.org/CodeSystem/v3-ActCode"_s},
                                 {u"code"_s, u"AMB"_s}};
    const QJsonArray ambulatoryConcept{QJsonObject{{u"coding"_s, QJsonArray{ambulatory}}}};
    const auto backportOperations = backport(u"OperationDefinition/backport-subscription-"_s);
    const auto backportSubscription = backport(u"StructureDefinition/backport-subscription"_s);
    return {{
        {
            .version = FhirVersion::R4,
            .fhirVersion = u"4.0.1"_s,
            .hasSubscriptionTopic = false,
            .operationDefinitions = backportOperations,
            .subscriptionProfile = backportSubscription,
            .serverCapabilities = backport(u"CapabilityStatement/backport-subscription-server-r4"_s),
            .othersTopicSuffix = u".r5.json"_s,
            .sampleEncounter = encounter(u"finished"_s, ambulatory),
        },
        {
            .version = FhirVersion::R4B,
            .fhirVersion = u"4.3.0"_s,
            .operationDefinitions = backportOperations,
            .subscriptionProfile = backportSubscription,
            .serverCapabilities = backport(u"CapabilityStatement/backport-subscription-server"_s),
            .othersTopicSuffix = u".r5.json"_s,
            .sampleEncounter = encounter(u"finished"_s, ambulatory),
        },
        {
            .version = FhirVersion::R5,
            .fhirVersion = u"5.0.0"_s,
            .operationDefinitions = u"http://hl7.org/fhir/OperationDefinition/Subscription-"_s,
            .othersTopicSuffix = u".r4.json"_s,
            .sampleEncounter = encounter(u"completed"_s, ambulatoryConcept),
        },
    }};
}

} // namespace

const SandboxVersion &sandboxVersion(FhirVersion version)
{
    static const auto versions = allVersions();
    return *std::find_if(versions.begin(), versions.end(),
                         [version](const SandboxVersion &one) { return one.version == version; });
}

} // namespace Tbs
