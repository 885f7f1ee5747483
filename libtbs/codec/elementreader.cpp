// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "elementreader_p.h"
#include "timestamp_p.h"

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs {

bool ElementReader::has(QLatin1StringView name) const
{
    const auto value = m_object[name];
    return !value.isUndefined() && !value.isNull();
}

QString ElementReader::text(QLatin1StringView name) const
{
    if (has(name) && !m_object[name].isString()) {
        reportType(ElementPath(m_path, view(name)));
    }
    return m_object[name].toString();
}

QStringList ElementReader::texts(QLatin1StringView name) const
{
    QStringList texts;
    const auto elements = array(name);
    for (qsizetype i = 0; i < elements.size(); ++i) {
        if (elements.at(i).isString()) {
            texts.append(elements.at(i).toString());
        } else if (!elements.at(i).isNull()) { // null: it has only extensions
            reportType(ElementPath(m_path, view(name), i));
        }
    }
    return texts;
}

bool ElementReader::flag(QLatin1StringView name) const
{
    if (has(name) && !m_object[name].isBool()) {
        reportType(ElementPath(m_path, view(name)));
    }
    return m_object[name].toBool();
}

QDateTime ElementReader::instant(QLatin1StringView name) const
{
    const auto value = text(name);
    if (value.isEmpty()) {
        return {};
    }
    const ElementPath path(m_path, view(name));
    const auto time = parseTimestamp(value.toUtf8());
    if (!time) {
        m_issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "This is not an instant"));
        return {};
    }
    if (!time->isInstant) {
        m_issues.warning("value"_L1, path,
                         QT_TRANSLATE_NOOP("Tbs",
                                           "An instant needs date, time with seconds and offset; what is missing was "
                                           "taken as zero"));
    }
    return time->utc;
}

QJsonObject ElementReader::object(QLatin1StringView name) const
{
    if (has(name) && !m_object[name].isObject()) {
        reportType(ElementPath(m_path, view(name)));
    }
    return m_object[name].toObject();
}

QJsonArray ElementReader::array(QLatin1StringView name) const
{
    if (has(name) && !m_object[name].isArray()) {
        reportType(ElementPath(m_path, view(name)));
    }
    return m_object[name].toArray();
}

std::optional<quint32> ElementReader::integer(QLatin1StringView name, quint32 minimum) const
{
    if (!has(name)) {
        return std::nullopt;
    }
    const ElementPath path(m_path, view(name));
    const auto json = m_object[name];
    bool isNumber = json.isDouble();
    double number = json.toDouble();
    if (json.isString()) {
        number = json.toString().toUInt(&isNumber);
        m_issues.warning("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A JSON number is expected here"));
    }
    if (!isNumber || number < minimum || number > std::numeric_limits<qint32>::max() || std::trunc(number) != number) {
        m_issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "An integer from %1 to 2147483647 is expected here"),
                       QString::number(minimum));
        return std::nullopt;
    }
    return static_cast<quint32>(number);
}

void ElementReader::reportMissing(QLatin1StringView name) const
{
    m_issues.error("required"_L1, ElementPath(m_path, view(name)), QT_TRANSLATE_NOOP("Tbs", "The element is missing"));
}

void ElementReader::reportType(const ElementPath &path) const
{
    m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A value of another JSON type is expected here"));
}

void setMember(QJsonObject &object, QLatin1StringView name, const QJsonValue &value)
{
    const bool empty = value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty())
        || (value.isArray() && value.toArray().isEmpty()) || (value.isObject() && value.toObject().isEmpty());
    if (empty) {
        object.remove(name);
    } else {
        object.insert(name, value);
    }
}

QString resourceTypeOf(const QString &uri)
{
    constexpr auto prefix = "http://hl7.org/fhir/StructureDefinition/"_L1;
    return uri.startsWith(prefix) ? uri.sliced(prefix.size()) : uri;
}

} // namespace Tbs
