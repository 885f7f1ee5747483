// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "elementreader_p.h"

#include <QJsonObject>

#include <optional>

namespace Tbs {

/// http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/ and what comes behind it.
namespace BackportExtension {
using namespace Qt::StringLiterals;

constexpr auto subscriptionProfile =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription"_L1;
constexpr auto filterCriteria =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-filter-criteria"_L1;
constexpr auto payloadContent =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-payload-content"_L1;
constexpr auto heartbeatPeriod =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-heartbeat-period"_L1;
constexpr auto timeout = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-timeout"_L1;
constexpr auto maxCount = "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-max-count"_L1;
constexpr auto channelType =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-channel-type"_L1;
constexpr auto topicCanonical =
    "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/capabilitystatement-subscriptiontopic-canonical"_L1;
} // namespace BackportExtension

/// The name of an extension's value[x], `valueCode`; empty when it has none.
[[nodiscard]] QString valueNameOf(const QJsonObject &extension);

/// Calls \a visit(reader) for each extension of \a element with the given \a url.
template <typename Visit> void forEachExtension(const ElementReader &element, QLatin1StringView url, Visit visit)
{
    element.forEachObject(QLatin1StringView("extension"), [&](const ElementReader &extension) {
        if (extension.json()[QLatin1StringView("url")].toString() == url) {
            visit(extension);
        }
    });
}

/// Replaces the extension \a url of \a element, or removes it when \a value is undefined. Others stay where they are.
void setExtension(QJsonObject &element, QLatin1StringView url, QLatin1StringView valueName, const QJsonValue &value);

/// Puts \a values in the place of all extensions \a url of \a element.
void setExtensions(QJsonObject &element, QLatin1StringView url, const QJsonArray &extensions);

} // namespace Tbs
