// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "judgement.h"

#include <Tbs/fhir/codes.h>

#include <QDateTime>

#include <optional>

namespace Tbs::Cli {

/// Judges any document that the program knows: notifications, status resources, Subscriptions, topics,
/// CapabilityStatements and tbs.yaml.
///
/// \param fileName tells YAML by its ending, and stands in the paths of its issues.
/// \param now the current time, UTC; an end in the past is a mistake.
[[nodiscard]] Judgement judgeDocument(const QByteArray &content, const QString &fileName,
                                      std::optional<FhirVersion> version, const QDateTime &now);

} // namespace Tbs::Cli
