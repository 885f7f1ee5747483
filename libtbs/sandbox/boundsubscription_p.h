// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>

namespace Tbs {

/// A Subscription that a websocket can be bound to.
struct BoundSubscription
{
    FhirVersion version = FhirVersion::R5;
    QString id;

    friend bool operator==(const BoundSubscription &, const BoundSubscription &) = default;
};

} // namespace Tbs
