// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace Tbs {

/// Reads the members of an element that was parsed to QJson. What has another JSON type than expected is reported and
/// taken as absent; a JSON null is absent.
class ElementReader
{
public:
    /// \a object, \a path and \a issues have to outlive the reader.
    ElementReader(const QJsonObject &object, const ElementPath &path, IssueCollector &issues)
        : m_object(object)
        , m_path(path)
        , m_issues(issues)
    {
    }

    [[nodiscard]] const QJsonObject &json() const { return m_object; }
    [[nodiscard]] const ElementPath &path() const { return m_path; }
    [[nodiscard]] IssueCollector &issues() const { return m_issues; }

    [[nodiscard]] bool has(QLatin1StringView name) const;
    [[nodiscard]] QString text(QLatin1StringView name) const;
    [[nodiscard]] QStringList texts(QLatin1StringView name) const;
    [[nodiscard]] bool flag(QLatin1StringView name) const;
    [[nodiscard]] QDateTime instant(QLatin1StringView name) const;
    [[nodiscard]] QJsonObject object(QLatin1StringView name) const;
    [[nodiscard]] QJsonArray array(QLatin1StringView name) const;
    /// An integer from \a minimum to 2147483647, the range of FHIR's unsignedInt and positiveInt.
    [[nodiscard]] std::optional<quint32> integer(QLatin1StringView name, quint32 minimum) const;

    void reportMissing(QLatin1StringView name) const;

    /// Calls \a visit(reader) with a reader for each object of the array \a name.
    template <typename Visit> void forEachObject(QLatin1StringView name, Visit visit) const
    {
        const auto elements = array(name);
        for (qsizetype i = 0; i < elements.size(); ++i) {
            const ElementPath elementPath(m_path, view(name), i);
            if (!elements.at(i).isObject()) {
                reportType(elementPath);
                continue;
            }
            const auto element = elements.at(i).toObject();
            visit(ElementReader(element, elementPath, m_issues));
        }
    }

private:
    [[nodiscard]] static std::string_view view(QLatin1StringView name)
    {
        return {name.data(), static_cast<std::size_t>(name.size())};
    }
    void reportType(const ElementPath &path) const;

    const QJsonObject &m_object;
    const ElementPath &m_path;
    IssueCollector &m_issues;
};

/// Sets the member, or removes it when \a value is undefined, null or an empty text, array or object.
void setMember(QJsonObject &object, QLatin1StringView name, const QJsonValue &value);

/// The type that \a uri names: `Encounter` for itself and for http://hl7.org/fhir/StructureDefinition/Encounter.
[[nodiscard]] QString resourceTypeOf(const QString &uri);

} // namespace Tbs
