// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "elementpath_p.h"

#include <Tbs/support/error.h>

#include <array>
#include <optional>
#include <simdjson.h>
#include <string_view>

/// Reading a document that validateJson() found right: what simdjson still reports then is only a value of another type
/// than expected. Each function reads on from where the last one stopped, as simdjson's ondemand values do.
namespace Tbs {

using JsonObjectReader = simdjson::ondemand::object;
using JsonValueReader = simdjson::ondemand::value;

/// The text of a value as it stands in the document, without space around it. A container gives only its bracket.
[[nodiscard]] std::string_view tokenOf(JsonValueReader &value);

/// The text of a JSON string, valid as long as the parser's document; nothing when \a value is no string.
/// To be called once for each value: the parser's room for unescaped text is counted for that.
[[nodiscard]] std::optional<std::string_view> stringOf(JsonValueReader &value);

[[nodiscard]] inline bool isObject(JsonValueReader &value)
{
    return value.raw_json_token().front() == '{';
}

[[nodiscard]] inline bool isArray(JsonValueReader &value)
{
    return value.raw_json_token().front() == '[';
}

[[nodiscard]] inline bool isNull(JsonValueReader &value)
{
    return value.raw_json_token().front() == 'n';
}

/// Names without escapes are given as they stand in the document, others are written to \a unescaped.
[[nodiscard]] std::string_view nameOf(const simdjson::ondemand::field &field, QByteArray &unescaped);

[[nodiscard]] Error unreadable(const ElementPath &path);
[[nodiscard]] Error repeatedMember(const ElementPath &path);
[[nodiscard]] Error notAnObject(const ElementPath &path);
[[nodiscard]] Error notAnArray(const ElementPath &path);

/// Calls \a visit(name, value) for each member until it fails.
template <typename Visit> Result<void> forEachMember(JsonObjectReader &object, const ElementPath &path, Visit visit)
{
    QByteArray unescaped;
    for (auto result : object) {
        if (result.error()) {
            return failure(unreadable(path));
        }
        auto &field = result.value_unsafe();
        const auto name = nameOf(field, unescaped);
        if (auto done = visit(name, field.value()); !done) {
            return done;
        }
    }
    return {};
}

/// Calls \a visit(index, value) for each member that is one of \a names; a repeated one is an error, others are passed
/// over.
template <std::size_t Size, typename Visit>
Result<void> readMembers(JsonObjectReader &object, const std::array<std::string_view, Size> &names,
                         const ElementPath &path, Visit visit)
{
    static_assert(Size <= 32);
    quint32 seen = 0;
    return forEachMember(object, path, [&](std::string_view name, JsonValueReader &value) -> Result<void> {
        for (std::size_t i = 0; i < Size; ++i) {
            if (names[i] != name) {
                continue;
            }
            const quint32 bit = 1U << i;
            if (seen & bit) {
                return failure(repeatedMember(ElementPath(path, names[i])));
            }
            seen |= bit;
            return visit(i, value);
        }
        return {};
    });
}

/// Calls \a visit(value, path) for each element of the array \a value, which is the element \a name of \a parent.
/// \return BadData when it is no array.
template <typename Visit>
Result<void> forEachElement(JsonValueReader &value, const ElementPath &parent, std::string_view name, Visit visit)
{
    simdjson::ondemand::array array;
    if (value.get_array().get(array)) {
        return failure(notAnArray(ElementPath(parent, name)));
    }
    qsizetype index = 0;
    for (auto result : array) {
        const ElementPath path(parent, name, index++);
        if (result.error()) {
            return failure(unreadable(path));
        }
        if (auto done = visit(result.value_unsafe(), path); !done) {
            return done;
        }
    }
    return {};
}

} // namespace Tbs
