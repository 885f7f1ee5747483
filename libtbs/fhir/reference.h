// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QString>

namespace Tbs {

/// A literal FHIR reference, kept as it came and normalised to `Type/id`.
///
/// `http://example.org/fhir/Patient/1/_history/2` has the base `http://example.org/fhir`, the relative form
/// `Patient/1` and the version `2`. What is not of that form (`urn:uuid:...`, `#contained`, `https://example.org/x`)
/// stays as it is. A copyable value. https://hl7.org/fhir/R5/references.html#literal
class TBS_CORE_EXPORT Reference
{
public:
    Reference() = default;
    explicit Reference(QString text);

    [[nodiscard]] bool isEmpty() const { return m_original.isEmpty(); }
    /// The text that was received.
    [[nodiscard]] const QString &original() const { return m_original; }
    /// `Type/id`, or original() when it is not a reference to a FHIR resource by type and id.
    [[nodiscard]] const QString &relative() const { return m_relative; }
    /// The server's base URL without a trailing slash; empty for a relative reference.
    [[nodiscard]] QString base() const;
    /// `Patient`; empty unless the reference is by type and id.
    [[nodiscard]] QString resourceType() const;
    /// `1`; empty unless the reference is by type and id.
    [[nodiscard]] QString id() const;
    /// `2`; empty for a reference that names no version.
    [[nodiscard]] QString versionId() const;

    friend bool operator==(const Reference &first, const Reference &second)
    {
        return first.m_original == second.m_original;
    }

private:
    QString m_original;
    QString m_relative;
    qsizetype m_typeStart = -1; ///< where `Type/id` starts in m_original; -1 when it is not of that form
};

/// Whether \a text may be the id of a resource: 1 to 64 of A-Z a-z 0-9 - and .
/// (https://hl7.org/fhir/R5/datatypes.html#id).
[[nodiscard]] TBS_CORE_EXPORT bool isResourceId(QStringView text);

/// Whether \a text has the form of a resource type's name: a capital and then letters.
[[nodiscard]] TBS_CORE_EXPORT bool isResourceTypeName(QStringView text);

} // namespace Tbs
