// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "servercapabilities.h"

#include <Tbs/client/fhirclient.h>
#include <Tbs/codec/codec.h>
#include <Tbs/support/futures.h>
#include <Tbs/support/text_p.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto webSocketExtension = "http://hl7.org/fhir/StructureDefinition/capabilitystatement-websocket"_L1;

void append(QStringList &list, const QString &text)
{
    if (!text.isEmpty() && !list.contains(text)) {
        list.append(text);
    }
}

/// The texts of an array, or the texts \a member of the objects in it.
QStringList texts(const QJsonValue &array, QLatin1StringView member = {})
{
    QStringList list;
    const auto values = array.toArray();
    for (const auto &value : values) {
        append(list, (member.isEmpty() ? value : value[member]).toString());
    }
    return list;
}

QString operationName(const QJsonValue &operation)
{
    const auto name = operation["name"_L1].toString();
    return name.isEmpty() || name.startsWith(u'$') ? name : u'$' + name;
}

/// Of `.../OperationDefinition/backport-subscription-status`, `.../Subscription-status`
bool isOfSubscription(const QJsonValue &operation)
{
    const auto definition = operation["definition"_L1].toString().section(u'/', -1);
    return definition.startsWith("backport-subscription-"_L1) || definition.startsWith("Subscription-"_L1);
}

/// What several rest elements say of one type is joined.
void readResource(const QJsonValue &resource, std::optional<ResourceCapabilities> &capabilities)
{
    if (!capabilities) {
        capabilities.emplace();
    }
    capabilities->type = resource["type"_L1].toString();
    for (const auto &interaction : texts(resource["interaction"_L1], "code"_L1)) {
        append(capabilities->interactions, interaction);
    }
    for (const auto &parameter : texts(resource["searchParam"_L1], "name"_L1)) {
        append(capabilities->searchParameters, parameter);
    }
    const auto operations = resource["operation"_L1].toArray();
    for (const auto &operation : operations) {
        append(capabilities->operations, operationName(operation));
    }
    capabilities->conditionalCreate |= resource["conditionalCreate"_L1].toBool();
    capabilities->conditionalUpdate |= resource["conditionalUpdate"_L1].toBool();
}

void readResources(const QJsonValue &rest, ServerCapabilities &capabilities)
{
    const auto resources = rest["resource"_L1].toArray();
    for (const auto &resource : resources) {
        const auto type = resource["type"_L1].toString();
        if (type == "Subscription"_L1) {
            readResource(resource, capabilities.subscription);
        } else if (type == "SubscriptionTopic"_L1) {
            readResource(resource, capabilities.subscriptionTopic);
        } else if (type == "Basic"_L1) {
            readResource(resource, capabilities.basic);
        }
    }
}

/// Some servers list all their operations in one place.
void readOperations(const QJsonValue &rest, ServerCapabilities &capabilities)
{
    const auto operations = rest["operation"_L1].toArray();
    for (const auto &operation : operations) {
        if (capabilities.subscription && isOfSubscription(operation)) {
            append(capabilities.subscription->operations, operationName(operation));
        }
    }
}

void readSecurity(const QJsonValue &rest, QStringList &services)
{
    const auto concepts = rest["security"_L1]["service"_L1].toArray();
    for (const auto &service : concepts) {
        const auto codes = texts(service["coding"_L1], "code"_L1);
        for (const auto &code : codes) {
            append(services, code);
        }
        if (codes.isEmpty()) {
            append(services, service["text"_L1].toString());
        }
    }
}

QUrl readWebSocketUrl(const QJsonValue &rest)
{
    const auto extensions = rest["extension"_L1].toArray();
    for (const auto &extension : extensions) {
        if (extension["url"_L1].toString() == webSocketExtension) {
            const auto text = extension["valueUri"_L1].toString(extension["valueUrl"_L1].toString());
            return QUrl(text, QUrl::StrictMode);
        }
    }
    return {};
}

void readRest(const QJsonValue &rest, ServerCapabilities &capabilities)
{
    if (rest["mode"_L1].toString() == "client"_L1) {
        return;
    }
    readResources(rest, capabilities);
    readOperations(rest, capabilities);
    readSecurity(rest, capabilities.securityServices);
    if (capabilities.webSocketUrl.isEmpty()) {
        capabilities.webSocketUrl = readWebSocketUrl(rest);
    }
}

Result<ServerCapabilities> readAnswer(const Result<FhirResponse> &response)
{
    if (!response) {
        return failure(response.error());
    }
    const auto resource = response->resource();
    return resource ? readServerCapabilities(*resource) : failure(resource.error());
}

} // namespace

Result<ServerCapabilities> readServerCapabilities(const QJsonObject &capabilityStatement)
{
    const auto type = capabilityStatement["resourceType"_L1].toString();
    if (type != "CapabilityStatement"_L1) {
        return failure(Error::Kind::BadData,
                       Text::tr("The server describes itself by the resource \"%1\" instead of a CapabilityStatement")
                           .arg(type.left(64)),
                       u"resourceType"_s);
    }
    const auto software = capabilityStatement["software"_L1].toObject();
    ServerCapabilities capabilities;
    capabilities.fhirVersionText = capabilityStatement["fhirVersion"_L1].toString();
    capabilities.fhirVersion = fhirVersionFromCode(capabilities.fhirVersionText);
    capabilities.software =
        QString(software["name"_L1].toString() + u' ' + software["version"_L1].toString()).trimmed();
    capabilities.formats = texts(capabilityStatement["format"_L1]);
    capabilities.instantiates = texts(capabilityStatement["instantiates"_L1]);
    capabilities.implementationGuides = texts(capabilityStatement["implementationGuide"_L1]);
    capabilities.topics = readCapabilityStatementTopics(capabilityStatement);
    const auto rests = capabilityStatement["rest"_L1].toArray();
    for (const auto &rest : rests) {
        readRest(rest, capabilities);
    }
    return capabilities;
}

QFuture<Result<ServerCapabilities>> fetchServerCapabilities(FhirClient &client)
{
    const SharedPromise<Result<ServerCapabilities>> promise;
    whenFinished(client.get(u"metadata"_s), &client,
                 [promise](const Result<FhirResponse> &response) { promise.finish(readAnswer(response)); });
    return promise.future();
}

} // namespace Tbs
