// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QList>
#include <QStringList>

#include <optional>

namespace Tbs {

/// A search parameter that the sandbox can evaluate on plain JSON. https://hl7.org/fhir/R5/search.html
struct TBS_SANDBOX_AUTOTEST_EXPORT SearchParameter
{
    enum class Type { Token, String, Reference, Date, Number, Quantity, Uri };

    QString name;
    Type type = Type::Token;
    /// Where its values are, as dotted paths through objects and lists; choices of all versions side by side.
    QStringList paths;
    /// References to other types are not looked at; empty: all count.
    QString target;
};

/// `token`, `string`, `reference`, `date`, `number`, `quantity` or `uri`.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QString toCode(SearchParameter::Type type);

/// The parameter \a name of \a resourceType, or of all types (`_id`, `status`, `patient` ...); nothing when it is not
/// known.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT std::optional<SearchParameter>
findSearchParameter(const QString &resourceType, const QString &name);

/// What the CapabilityStatement names for \a resourceType: its own parameters, then those of all types.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QList<SearchParameter> searchParametersOf(const QString &resourceType);

/// Whether FHIR R4, R4B or R5 has a resource type of that name.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT bool isKnownResourceType(const QString &name);

/// The resource types with search parameters of their own.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QStringList commonResourceTypes();

} // namespace Tbs
