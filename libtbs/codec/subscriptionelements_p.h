// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "elementreader_p.h"

#include <Tbs/fhir/subscription.h>
#include <Tbs/support/error.h>

namespace Tbs {

/// What a Subscription has in every version: type of the resource, id, version, status, reason, end.
/// \return BadData when it is no Subscription, or its status is missing or unknown.
[[nodiscard]] Result<Subscription> readSubscriptionElements(const ElementReader &resource);

/// Writes the same into \a resource.
void writeSubscriptionElements(const Subscription &subscription, QJsonObject &resource);

/// The endpoint of \a element.
[[nodiscard]] QUrl readEndpoint(const ElementReader &element);

/// Sets `end`, `endpoint` and the like to \a value, unless what stands there means the same.
void writeInstant(QJsonObject &element, QLatin1StringView name, const QDateTime &value);
void writeUrl(QJsonObject &element, QLatin1StringView name, const QUrl &value);

/// Seconds and counts, for a member.
[[nodiscard]] QJsonValue toJson(std::optional<quint32> value);

/// A fragment of one that is not a resource is expected here: failure() with the found type.
[[nodiscard]] tl::unexpected<Error> unexpectedResource(const QString &expected, const QJsonObject &resource);

} // namespace Tbs
