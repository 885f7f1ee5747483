// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/issue.h>

#include <QByteArray>
#include <QJsonObject>

namespace Tbs {

/// Writes an OperationOutcome with \a issues. https://hl7.org/fhir/R5/operationoutcome.html
[[nodiscard]] TBS_CORE_EXPORT QByteArray writeOperationOutcome(const QList<Issue> &issues);

/// Reads the issues of an OperationOutcome; empty when \a resource is none.
/// `details.text` is preferred to `diagnostics`; a path comes from `expression`, else from `location`.
[[nodiscard]] TBS_CORE_EXPORT QList<Issue> readOperationOutcome(const QJsonObject &resource);

} // namespace Tbs
