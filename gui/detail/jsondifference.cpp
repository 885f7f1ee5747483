// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsondifference.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QList<JsonDifference> &found);

void compareObjects(const QString &path, const QJsonObject &before, const QJsonObject &after,
                    QList<JsonDifference> &found)
{
    auto names = before.keys() + after.keys();
    names.removeDuplicates();
    names.sort();
    for (const auto &name : std::as_const(names)) {
        compare(path.isEmpty() ? name : path + u'.' + name, before.value(name), after.value(name), found);
    }
}

void compareArrays(const QString &path, const QJsonArray &before, const QJsonArray &after, QList<JsonDifference> &found)
{
    for (qsizetype i = 0; i < std::max(before.size(), after.size()); ++i) {
        compare(u"%1[%2]"_s.arg(path).arg(i), i < before.size() ? before.at(i) : QJsonValue::Undefined,
                i < after.size() ? after.at(i) : QJsonValue::Undefined, found);
    }
}

void compare(const QString &path, const QJsonValue &before, const QJsonValue &after, QList<JsonDifference> &found)
{
    if (before == after) {
        return;
    }
    if (before.isObject() && after.isObject()) {
        compareObjects(path, before.toObject(), after.toObject(), found);
    } else if (before.isArray() && after.isArray()) {
        compareArrays(path, before.toArray(), after.toArray(), found);
    } else {
        const auto kind = before.isUndefined() ? JsonDifference::Kind::Added
            : after.isUndefined()              ? JsonDifference::Kind::Removed
                                               : JsonDifference::Kind::Changed;
        found << JsonDifference{kind, path, before, after};
    }
}

} // namespace

QList<JsonDifference> jsonDifferences(const QJsonValue &before, const QJsonValue &after)
{
    QList<JsonDifference> found;
    compare({}, before, after, found);
    return found;
}

} // namespace Tbs::Gui
