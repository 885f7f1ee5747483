// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "judgement.h"

#include <Tbs/fhir/codes.h>

#include <QJsonObject>

#include <optional>

namespace Tbs::Cli {

/// Judges a Subscription, SubscriptionTopic, Basic (R4's topics) or CapabilityStatement: {kind, fhirVersion, ...}.
///
/// \param version absent: the one that fits best; when two fit equally well, fhirVersion is null.
/// \return nothing for any other resource.
[[nodiscard]] std::optional<Judgement> judgeResource(const QJsonObject &resource, std::optional<FhirVersion> version);

} // namespace Tbs::Cli
