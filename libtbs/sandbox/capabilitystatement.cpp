// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "capabilitystatement_p.h"

#include <Tbs/codec/codec.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString backport(const QString &path)
{
    return u"http://hl7.org/fhir/uv/subscriptions-backport/"_s + path;
}

QString versionNumber(FhirVersion version)
{
    switch (version) {
    case FhirVersion::R4:
        return u"4.0.1"_s;
    case FhirVersion::R4B:
        return u"4.3.0"_s;
    case FhirVersion::R5:
        return u"5.0.0"_s;
    }
    return {};
}

QJsonArray searchParameters(const QString &type)
{
    QJsonArray array;
    for (const auto &parameter : searchParametersOf(type)) {
        array.append(QJsonObject{{u"name"_s, parameter.name}, {u"type"_s, toCode(parameter.type)}});
    }
    return array;
}

QJsonObject resource(const QString &type, const QStringList &interactions)
{
    QJsonArray codes;
    for (const auto &interaction : interactions) {
        codes.append(QJsonObject{{u"code"_s, interaction}});
    }
    return {{u"type"_s, type},
            {u"interaction"_s, codes},
            {u"versioning"_s, u"versioned-update"_s},
            {u"searchParam"_s, searchParameters(type)}};
}

QJsonObject subscriptionResource(SandboxEndpoint &endpoint)
{
    const auto &profile = endpoint.context().profile;
    QStringList interactions{u"read"_s, u"create"_s, u"delete"_s, u"search-type"_s};
    if (profile.updatesSubscriptions) {
        interactions.append(u"update"_s);
    }
    auto result = resource(u"Subscription"_s, interactions);
    const auto isR5 = endpoint.version() == FhirVersion::R5;
    const auto prefix = isR5 ? u"http://hl7.org/fhir/OperationDefinition/Subscription-"_s
                             : backport(u"OperationDefinition/backport-subscription-"_s);
    QJsonArray operations;
    if (!profile.statusLevels.isEmpty()) {
        operations.append(QJsonObject{{u"name"_s, u"status"_s}, {u"definition"_s, QString(prefix + u"status"_s)}});
    }
    if (!profile.eventsMethods.isEmpty()) {
        operations.append(QJsonObject{{u"name"_s, u"events"_s}, {u"definition"_s, QString(prefix + u"events"_s)}});
    }
    if (!operations.isEmpty()) {
        result.insert("operation"_L1, operations);
    }
    if (!isR5) {
        result.insert("supportedProfile"_L1, QJsonArray{backport(u"StructureDefinition/backport-subscription"_s)});
    }
    return result;
}

QJsonArray resources(SandboxEndpoint &endpoint)
{
    QJsonArray array;
    for (const auto &type : commonResourceTypes()) {
        if (type == "Subscription"_L1) {
            array.append(subscriptionResource(endpoint));
        } else if (type != "SubscriptionTopic"_L1) {
            array.append(resource(type, {u"read"_s, u"create"_s, u"update"_s, u"delete"_s, u"search-type"_s}));
        } else if (endpoint.version() != FhirVersion::R4) {
            array.append(resource(type, {u"read"_s, u"search-type"_s}));
        }
    }
    return array;
}

} // namespace

QJsonObject capabilityStatement(SandboxEndpoint &endpoint)
{
    QJsonObject statement{
        {u"resourceType"_s, u"CapabilityStatement"_s},
        {u"status"_s, u"active"_s},
        {u"date"_s, toInstant(endpoint.context().clock.now())},
        {u"kind"_s, u"instance"_s},
        {u"software"_s, QJsonObject{{u"name"_s, u"libtbs sandbox"_s}}},
        {u"implementation"_s,
         QJsonObject{{u"description"_s, QString(u"libtbs sandbox, wire profile "_s + endpoint.context().profile.name)},
                     {u"url"_s, endpoint.baseUrl()}}},
        {u"fhirVersion"_s, versionNumber(endpoint.version())},
        {u"format"_s, QJsonArray{u"application/fhir+json"_s, u"json"_s}},
        {u"rest"_s, QJsonArray{QJsonObject{{u"mode"_s, u"server"_s}, {u"resource"_s, resources(endpoint)}}}},
    };
    if (endpoint.version() == FhirVersion::R5) {
        return statement;
    }
    const auto isR4 = endpoint.version() == FhirVersion::R4;
    const auto name = isR4 ? u"backport-subscription-server-r4"_s : u"backport-subscription-server"_s;
    statement.insert("instantiates"_L1, QJsonArray{backport(u"CapabilityStatement/"_s + name)});
    // R4 has no SubscriptionTopic to search for.
    return isR4 ? writeCapabilityStatementTopics(statement, endpoint.topics().urls()) : statement;
}

} // namespace Tbs
