// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/support/error.h>

#include <QFuture>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace Tbs {

class FhirClient;

/// What a server says that can be done with one resource type. https://hl7.org/fhir/R5/capabilitystatement.html
struct TBS_CORE_EXPORT ResourceCapabilities
{
    QString type;
    QStringList interactions; ///< `read`, `search-type`, `create`, `update`, `delete`, ...
    QStringList searchParameters;
    QStringList operations; ///< `$status`, `$events`, ... with the dollar sign
    bool conditionalCreate = false;
    bool conditionalUpdate = false;

    friend bool operator==(const ResourceCapabilities &, const ResourceCapabilities &) = default;
};

/// What a server says of itself in its CapabilityStatement, as far as a subscriber cares. What it does not say it may
/// have all the same.
struct TBS_CORE_EXPORT ServerCapabilities
{
    QString fhirVersionText; ///< as received: `4.3.0`
    std::optional<FhirVersion> fhirVersion; ///< absent: none that we speak
    QString software; ///< name and version: `HAPI FHIR Server 8.10.0`
    QStringList formats;
    QStringList instantiates;
    QStringList implementationGuides;
    std::optional<ResourceCapabilities> subscription;
    std::optional<ResourceCapabilities> subscriptionTopic;
    std::optional<ResourceCapabilities> basic;
    QStringList topics; ///< canonicals of capabilitystatement-subscriptiontopic-canonical
    QStringList securityServices; ///< codes of rest.security.service: `SMART-on-FHIR`, `OAuth`, ...
    QUrl webSocketUrl; ///< of the extension capabilitystatement-websocket; empty when there is none

    friend bool operator==(const ServerCapabilities &, const ServerCapabilities &) = default;
};

/// Reads a CapabilityStatement of any version. \return BadData when \a capabilityStatement is none.
[[nodiscard]] TBS_CORE_EXPORT Result<ServerCapabilities> readServerCapabilities(const QJsonObject &capabilityStatement);

/// Asks for `metadata`. Errors as FhirClient and readServerCapabilities() give them.
[[nodiscard]] TBS_CORE_EXPORT QFuture<Result<ServerCapabilities>> fetchServerCapabilities(FhirClient &client);

} // namespace Tbs
