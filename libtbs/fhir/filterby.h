// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QList>
#include <QString>
#include <QStringList>

namespace Tbs {

/// One filter of a subscription. https://hl7.org/fhir/R5/subscription-definitions.html#Subscription.filterBy
///
/// R4 and R4B write it as a search string in the backport-filter-criteria extension; several entries are ANDed.
struct TBS_CORE_EXPORT FilterBy
{
    /// `Encounter`; empty: every resource of the topic that knows the parameter.
    QString resourceType;
    /// A name from the topic's canFilterBy.filterParameter. Required.
    QString filterParameter;
    /// `eq ne gt lt ge le sa eb ap`, or empty. Never together with a modifier (scr-1).
    QString comparator;
    /// `missing exact contains not text in not-in below above type identifier of-type ...`, or empty.
    QString modifier;
    /// Required; a comma separates alternatives.
    QString value;

    friend bool operator==(const FilterBy &, const FilterBy &) = default;
};

/// What a comparator may be. http://hl7.org/fhir/ValueSet/search-comparator
[[nodiscard]] TBS_CORE_EXPORT QStringList filterComparators();

/// What a modifier may be: Subscription.filterBy.modifier binds to it as required.
/// http://hl7.org/fhir/ValueSet/search-modifier-code
[[nodiscard]] TBS_CORE_EXPORT QStringList filterModifiers();

} // namespace Tbs
