// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "capabilitystatement_p.h"
#include "sandboxversion_p.h"

#include <Tbs/codec/codec.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QJsonArray searchParameters(const QString &type)
{
    QJsonArray array;
    for (const auto &parameter : searchParametersOf(type)) {
        array.append(QJsonObject{{u"name"_s, parameter.name}, {u"type"_s, toCode(parameter.type)}});
    }
    return array;
}

QJsonObject resource(const QString &type, const QStringList &interactions, const WireProfile &profile)
{
    QJsonArray codes;
    for (const auto &interaction : interactions) {
        codes.append(QJsonObject{{u"code"_s, interaction}});
    }
    QJsonObject result{{u"type"_s, type},
                       {u"interaction"_s, codes},
                       {u"versioning"_s, u"versioned-update"_s},
                       {u"searchParam"_s, searchParameters(type)}};
    if (interactions.contains(u"create"_s)) {
        using Support = WireProfile::ConditionalCreate;
        const auto support = profile.conditionalCreate;
        result.insert("conditionalCreate"_L1, support == Support::Supported || support == Support::Inert);
    }
    return result;
}

QJsonObject subscriptionResource(SandboxEndpoint &endpoint)
{
    const auto &profile = endpoint.context().profile;
    QStringList interactions{u"read"_s, u"create"_s, u"delete"_s, u"search-type"_s};
    if (profile.updatesSubscriptions) {
        interactions.append(u"update"_s);
    }
    auto result = resource(u"Subscription"_s, interactions, profile);
    const auto &version = sandboxVersion(endpoint.version());
    const auto &prefix = version.operationDefinitions;
    QJsonArray operations;
    if (!profile.statusLevels.isEmpty()) {
        operations.append(QJsonObject{{u"name"_s, u"status"_s}, {u"definition"_s, QString(prefix + u"status"_s)}});
    }
    if (!profile.eventsMethods.isEmpty()) {
        operations.append(QJsonObject{{u"name"_s, u"events"_s}, {u"definition"_s, QString(prefix + u"events"_s)}});
    }
    if (profile.webSocket.isAvailable() && !profile.webSocket.tokenLevels.isEmpty()) {
        const auto name = u"get-ws-binding-token"_s;
        operations.append(QJsonObject{{u"name"_s, name}, {u"definition"_s, QString(prefix + name)}});
    }
    if (!operations.isEmpty()) {
        result.insert("operation"_L1, operations);
    }
    if (!version.subscriptionProfile.isEmpty()) {
        result.insert("supportedProfile"_L1, QJsonArray{version.subscriptionProfile});
    }
    return result;
}

QJsonArray resources(SandboxEndpoint &endpoint)
{
    const auto &profile = endpoint.context().profile;
    QJsonArray array;
    for (const auto &type : commonResourceTypes()) {
        if (type == "Subscription"_L1) {
            array.append(subscriptionResource(endpoint));
        } else if (type != "SubscriptionTopic"_L1) {
            array.append(resource(type, {u"read"_s, u"create"_s, u"update"_s, u"delete"_s, u"search-type"_s}, profile));
        } else if (sandboxVersion(endpoint.version()).hasSubscriptionTopic) {
            array.append(resource(type, {u"read"_s, u"search-type"_s}, profile));
        }
    }
    return array;
}

QJsonObject rest(SandboxEndpoint &endpoint)
{
    QJsonObject rest{{u"mode"_s, u"server"_s}, {u"resource"_s, resources(endpoint)}};
    const auto url = endpoint.webSocketUrl();
    if (url.isValid()) {
        rest.insert("extension"_L1,
                    QJsonArray{QJsonObject{
                        {u"url"_s, u"http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket"_s},
                        {u"valueUri"_s, url.toString()}}});
    }
    return rest;
}

} // namespace

QJsonObject capabilityStatement(SandboxEndpoint &endpoint)
{
    const auto &version = sandboxVersion(endpoint.version());
    QJsonObject statement{
        {u"resourceType"_s, u"CapabilityStatement"_s},
        {u"status"_s, u"active"_s},
        {u"date"_s, toInstant(endpoint.context().clock.now())},
        {u"kind"_s, u"instance"_s},
        {u"software"_s, QJsonObject{{u"name"_s, u"libtbs sandbox"_s}}},
        {u"implementation"_s,
         QJsonObject{{u"description"_s, QString(u"libtbs sandbox, wire profile "_s + endpoint.context().profile.name)},
                     {u"url"_s, endpoint.baseUrl()}}},
        {u"fhirVersion"_s, version.fhirVersion},
        {u"format"_s, QJsonArray{u"application/fhir+json"_s, u"json"_s}},
        {u"rest"_s, QJsonArray{rest(endpoint)}},
    };
    if (!version.serverCapabilities.isEmpty()) {
        statement.insert("instantiates"_L1, QJsonArray{version.serverCapabilities});
    }
    return version.hasSubscriptionTopic ? statement
                                        : writeCapabilityStatementTopics(statement, endpoint.topics().urls());
}

} // namespace Tbs
