// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsonmembers_p.h"

#include <QCoreApplication>

#include <cstring>

namespace Tbs {

namespace {

/// The name with its escapes decoded as far as we can need it: what is no ASCII becomes a question mark, which no name
/// that is looked for holds. (simdjson's own room for text is not counted for names that are read twice.)
QByteArray unescape(std::string_view raw)
{
    QByteArray name;
    while (!raw.empty()) {
        if (raw.front() != '\\') {
            name.append(raw.front());
            raw.remove_prefix(1);
            continue;
        }
        const bool isUnicode = raw[1] == 'u';
        const auto code = isUnicode ? QByteArrayView(raw.data() + 2, 4).toByteArray().toUInt(nullptr, 16) : 0;
        name.append(code > 0 && code < 0x80 ? static_cast<char>(code) : '?');
        raw.remove_prefix(isUnicode ? 6 : 2);
    }
    return name;
}

const char *closingQuote(const char *character)
{
    while (*character != '"') {
        character += *character == '\\' ? 2 : 1;
    }
    return character;
}

} // namespace

std::string_view tokenOf(JsonValueReader &value)
{
    const auto token = value.raw_json_token();
    return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

std::optional<std::string_view> stringOf(JsonValueReader &value)
{
    const auto token = tokenOf(value);
    if (token.front() != '"') {
        return std::nullopt;
    }
    if (!std::memchr(token.data(), '\\', token.size())) {
        return token.substr(1, token.size() - 2);
    }
    std::string_view text;
    return value.get_string().get(text) ? std::nullopt : std::optional(text);
}

std::string_view nameOf(const simdjson::ondemand::field &field, QByteArray &unescaped)
{
    const char *start = field.key().raw();
    const char *end = closingQuote(start);
    const std::string_view name(start, static_cast<std::size_t>(end - start));
    if (!std::memchr(start, '\\', name.size())) {
        return name;
    }
    unescaped = unescape(name);
    return {unescaped.constData(), static_cast<std::size_t>(unescaped.size())};
}

Error unreadable(const ElementPath &path)
{
    return {Error::Kind::BadData, QCoreApplication::translate("Tbs", "The element cannot be read"), path.toString()};
}

Error repeatedMember(const ElementPath &path)
{
    return {Error::Kind::BadData, QCoreApplication::translate("Tbs", "The element is given twice"), path.toString()};
}

Error notAnObject(const ElementPath &path)
{
    return {Error::Kind::BadData, QCoreApplication::translate("Tbs", "A JSON object is expected here"),
            path.toString()};
}

Error notAnArray(const ElementPath &path)
{
    return {Error::Kind::BadData, QCoreApplication::translate("Tbs", "A JSON array is expected here"), path.toString()};
}

} // namespace Tbs
