// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace Tbs::Cli {

/// A JSON object that keeps the order in which its members were added. A plain value.
class JsonLine
{
public:
    JsonLine() = default;
    /// Begins with the member `type`.
    explicit JsonLine(const QString &type);

    JsonLine &add(const QString &key, const QJsonValue &value);
    JsonLine &add(const QString &key, const QList<JsonLine> &values);
    /// All members of \a object but those that are there already; \a first are put first, in their order.
    JsonLine &addAll(const QJsonObject &object, const QStringList &first);

    /// All members of \a other.
    JsonLine &append(const JsonLine &other);

    [[nodiscard]] bool contains(const QString &key) const;
    /// The value of \a key; undefined for a list of objects and when there is none.
    [[nodiscard]] QJsonValue value(const QString &key) const;
    /// A text, or a number as text; empty for everything else.
    [[nodiscard]] QString text(const QString &key) const;
    [[nodiscard]] QList<JsonLine> list(const QString &key) const;
    [[nodiscard]] QStringList keys() const;

    /// Compact JSON without a line feed.
    [[nodiscard]] QByteArray toJson() const;

private:
    struct Member;
    QList<Member> m_members;

    [[nodiscard]] const Member *member(const QString &key) const;
};

struct JsonLine::Member
{
    QString key;
    QJsonValue value;
    std::optional<QList<JsonLine>> list;
};

/// \a text, or JSON's null when it is empty.
[[nodiscard]] QJsonValue textOrNull(const QString &text);

} // namespace Tbs::Cli
