// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QJsonObject>
#include <QString>

/// Subscription resources of any version, with \a mask instead of what not everybody may read. Pure functions, callable
/// from any thread.
namespace Tbs {

/// Without the values of headers and the password of the endpoint.
[[nodiscard]] TBS_CORE_EXPORT QJsonObject withMaskedSecrets(QJsonObject subscription, const QString &mask);

/// Without the values of filters, which may tell who a patient is.
[[nodiscard]] TBS_CORE_EXPORT QJsonObject withMaskedFilters(QJsonObject subscription, const QString &mask);

/// `Encounter?patient=Patient/1&date=ge2024` as `Encounter?patient=•••&date=•••`.
[[nodiscard]] TBS_CORE_EXPORT QString withMaskedFilterValues(const QString &criteria, const QString &mask);

} // namespace Tbs
