// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>
#include <Tbs/subscription/serverprofile.h>

/// What is known to go wrong with a server, so that people are told before it does. Pure functions.
namespace Tbs {

/// The problems that every subscriber of such a server has. \a version: absent: not known; then those of all versions.
[[nodiscard]] TBS_CORE_EXPORT QList<KnownProblem> generalProblems(const ServerProfile &profile,
                                                                  std::optional<FhirVersion> version);

/// The problems that come with what \a wanted asks for: headers that are not sent, filters that are ignored, ...
[[nodiscard]] TBS_CORE_EXPORT QList<KnownProblem> problemsWith(const Subscription &wanted, const ServerProfile &profile,
                                                               FhirVersion version);

} // namespace Tbs
