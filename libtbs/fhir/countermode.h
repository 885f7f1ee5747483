// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Tbs {

/// What the event numbers of a server are worth. https://hl7.org/fhir/R5/subscriptionstatus.html, "Event Numbering"
enum class CounterMode {
    Absolute, ///< as specified: 1, 2, 3, ... for the life of the subscription, so a number left out is a lost event
    Resetting, ///< as Absolute, but starting again when the server restarts: a lower number opens a new epoch
    Relative, ///< 1, 2, 3, ... within each bundle: no gap can be seen and no number tells duplicates apart
    None, ///< absent or always 0
};

} // namespace Tbs
