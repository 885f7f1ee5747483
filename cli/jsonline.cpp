// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsonline.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QByteArray jsonOf(const QJsonValue &value)
{
    const auto array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return array.sliced(1, array.size() - 2);
}

QByteArray jsonOf(const QList<JsonLine> &lines)
{
    QByteArrayList parts;
    for (const auto &line : lines) {
        parts.append(line.toJson());
    }
    return '[' + parts.join(',') + ']';
}

} // namespace

JsonLine::JsonLine(const QString &type)
{
    add(u"type"_s, type);
}

JsonLine &JsonLine::add(const QString &key, const QJsonValue &value)
{
    m_members.append({key, value, std::nullopt});
    return *this;
}

JsonLine &JsonLine::add(const QString &key, const QList<JsonLine> &values)
{
    m_members.append({key, {}, values});
    return *this;
}

JsonLine &JsonLine::addAll(const QJsonObject &object, const QStringList &first)
{
    for (const auto &key : first + object.keys()) {
        if (object.contains(key) && !contains(key)) {
            add(key, object.value(key));
        }
    }
    return *this;
}

JsonLine &JsonLine::append(const JsonLine &other)
{
    m_members += other.m_members;
    return *this;
}

const JsonLine::Member *JsonLine::member(const QString &key) const
{
    const auto found =
        std::find_if(m_members.cbegin(), m_members.cend(), [&key](const Member &one) { return one.key == key; });
    return found == m_members.cend() ? nullptr : &*found;
}

bool JsonLine::contains(const QString &key) const
{
    return member(key) != nullptr;
}

QJsonValue JsonLine::value(const QString &key) const
{
    const auto *found = member(key);
    return found && !found->list ? found->value : QJsonValue(QJsonValue::Undefined);
}

QString JsonLine::text(const QString &key) const
{
    return value(key).toVariant().toString();
}

QList<JsonLine> JsonLine::list(const QString &key) const
{
    const auto *found = member(key);
    return found && found->list ? *found->list : QList<JsonLine>();
}

QStringList JsonLine::keys() const
{
    QStringList keys;
    for (const auto &one : m_members) {
        keys.append(one.key);
    }
    return keys;
}

QByteArray JsonLine::toJson() const
{
    QByteArray json("{");
    for (const auto &[key, value, list] : m_members) {
        if (json.size() > 1) {
            json += ',';
        }
        json += jsonOf(key) + ':' + (list ? jsonOf(*list) : jsonOf(value));
    }
    return json + '}';
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace Tbs::Cli
