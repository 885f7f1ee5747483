// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsontext_p.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <cstring>

namespace ondemand = simdjson::ondemand;
using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Beyond this a thread does not keep the parser's memory, which is several times the text.
constexpr qsizetype keptTextSize = 1 << 20;

QString messageFor(simdjson::error_code error)
{
    switch (error) {
    case simdjson::EMPTY:
        return QCoreApplication::translate("Tbs", "The text is empty where JSON is expected");
    case simdjson::UTF8_ERROR:
        return QCoreApplication::translate("Tbs", "The text is not valid UTF-8");
    case simdjson::UNESCAPED_CHARS:
        return QCoreApplication::translate("Tbs", "A string holds a control character that is not escaped");
    case simdjson::UNCLOSED_STRING:
        return QCoreApplication::translate("Tbs", "A string has no end");
    case simdjson::STRING_ERROR:
        return QCoreApplication::translate("Tbs", "A string holds an escape that JSON does not know");
    case simdjson::NUMBER_ERROR:
        return QCoreApplication::translate("Tbs", "A number is malformed");
    case simdjson::DEPTH_ERROR:
        return QCoreApplication::translate("Tbs", "The JSON is nested more than %1 levels deep").arg(maximumJsonDepth);
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
        return QCoreApplication::translate("Tbs", "The JSON ends before its last object or array is closed");
    case simdjson::INCORRECT_TYPE:
        return QCoreApplication::translate("Tbs", "A JSON object is expected");
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
        return QCoreApplication::translate("Tbs", "The JSON is too long");
    case simdjson::TRAILING_CONTENT:
        return QCoreApplication::translate("Tbs", "Something follows the end of the JSON");
    default:
        return QCoreApplication::translate("Tbs", "The text is not JSON");
    }
}

tl::unexpected<Error> jsonFailure(simdjson::error_code error, qsizetype byte = -1)
{
    return failure(Error::Kind::BadData, messageFor(error),
                   byte < 0 ? QString() : QCoreApplication::translate("Tbs", "byte %1").arg(byte));
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

std::string_view withoutDigits(std::string_view text)
{
    while (!text.empty() && isDigit(text.front())) {
        text.remove_prefix(1);
    }
    return text;
}

/// RFC 8259, section 6.
bool isNumber(std::string_view text)
{
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    if (text.empty() || !isDigit(text.front())) {
        return false;
    }
    text = text.front() == '0' ? text.substr(1) : withoutDigits(text);
    if (text.starts_with('.')) {
        const auto rest = withoutDigits(text.substr(1));
        if (rest.size() == text.size() - 1) {
            return false;
        }
        text = rest;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) {
            text.remove_prefix(1);
        }
        return !text.empty() && withoutDigits(text).empty();
    }
    return text.empty();
}

std::string_view withoutTrailingSpace(std::string_view token)
{
    const auto last = token.find_last_not_of(" \t\r\n");
    return token.substr(0, last + 1);
}

/// Values are handed on by reference: copies of these small structures were half of the time.
class Validator
{
public:
    explicit Validator(QByteArrayView text)
        : m_end(text.end())
        , m_backslash(nextBackslash(text.begin()))
    {
    }

    simdjson::error_code validateTop(ondemand::object object, TopLevelNames names)
    {
        return validateMembers(object, 1, names == TopLevelNames::AreUnique ? &m_names : nullptr);
    }

    /// Set when a name was repeated where it must not be.
    [[nodiscard]] const QByteArray &repeatedName() const { return m_repeatedName; }
    /// The string that was found wrong: the document itself has gone on behind it.
    [[nodiscard]] const char *failedString() const { return m_failed; }

private:
    simdjson::error_code validate(ondemand::value &value, std::string_view token, int depth)
    {
        switch (token.front()) {
        case '{': {
            if (depth == maximumJsonDepth) {
                return simdjson::DEPTH_ERROR;
            }
            ondemand::object object;
            SIMDJSON_TRY(value.get_object().get(object));
            return validateMembers(object, depth + 1, nullptr);
        }
        case '[': {
            if (depth == maximumJsonDepth) {
                return simdjson::DEPTH_ERROR;
            }
            ondemand::array array;
            SIMDJSON_TRY(value.get_array().get(array));
            return validateElements(array, depth + 1);
        }
        case '"':
            return hasEscape(token.data(), token.data() + token.size()) ? validateEscapes(value, token)
                                                                        : simdjson::SUCCESS;
        default:
            return validateLiteral(withoutTrailingSpace(token));
        }
    }

    /// Apart, so that the loop over all the texts without escapes stays small enough to be fast.
    Q_NEVER_INLINE simdjson::error_code validateEscapes(ondemand::value &value, std::string_view token)
    {
        std::string_view text;
        const auto error = value.get_string().get(text);
        m_failed = error ? token.data() : nullptr;
        return error;
    }

    simdjson::error_code validateMembers(ondemand::object object, int depth, QSet<QByteArray> *names)
    {
        for (auto result : object) {
            SIMDJSON_TRY(result.error());
            auto &field = result.value_unsafe();
            const char *key = field.key().raw();
            auto &value = field.value();
            const auto token = value.raw_json_token();
            if (names || hasEscape(key, token.data())) {
                SIMDJSON_TRY(validateName(field, names)); // clazy:exclude=rule-of-two-soft
            }
            SIMDJSON_TRY(validate(value, token, depth));
        }
        return simdjson::SUCCESS;
    }

    Q_NEVER_INLINE simdjson::error_code validateName(ondemand::field field, QSet<QByteArray> *names)
    {
        std::string_view name;
        SIMDJSON_TRY(field.unescaped_key().get(name));
        return !names || insert(*names, name) ? simdjson::SUCCESS : simdjson::TAPE_ERROR;
    }

    simdjson::error_code validateElements(ondemand::array array, int depth)
    {
        for (auto result : array) {
            SIMDJSON_TRY(result.error());
            auto &element = result.value_unsafe();
            SIMDJSON_TRY(validate(element, element.raw_json_token(), depth));
        }
        return simdjson::SUCCESS;
    }

    static simdjson::error_code validateLiteral(std::string_view token)
    {
        if (token == "true" || token == "false" || token == "null") {
            return simdjson::SUCCESS;
        }
        if (token.empty() || (token.front() != '-' && !isDigit(token.front()))) {
            return simdjson::TAPE_ERROR;
        }
        return isNumber(token) ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
    }

    bool insert(QSet<QByteArray> &names, std::string_view name)
    {
        QByteArray bytes(name.data(), static_cast<qsizetype>(name.size()));
        const auto before = names.size();
        names.insert(bytes);
        if (names.size() == before) {
            m_repeatedName = std::move(bytes);
        }
        return m_repeatedName.isNull();
    }

    /// Texts are asked for in their order, so that the whole document is searched but once.
    bool hasEscape(const char *begin, const char *end)
    {
        if (m_backslash < begin) {
            m_backslash = nextBackslash(begin);
        }
        return m_backslash < end;
    }

    [[nodiscard]] const char *nextBackslash(const char *from) const
    {
        const void *found = from < m_end ? std::memchr(from, '\\', static_cast<std::size_t>(m_end - from)) : nullptr;
        return found ? static_cast<const char *>(found) : m_end;
    }

    const char *m_end;
    const char *m_backslash;
    QSet<QByteArray> m_names;
    QByteArray m_repeatedName;
    const char *m_failed = nullptr;
};

} // namespace

QByteArray withPadding(const QByteArray &bytes)
{
    constexpr qsizetype padding = simdjson::SIMDJSON_PADDING;
    auto padded = bytes;
    if (padded.data_ptr().freeSpaceAtEnd() >= padding) {
        return padded;
    }
    padded = QByteArray();
    padded.reserve(bytes.size() + padding);
    padded.append(bytes);
    return padded;
}

QByteArrayView withoutByteOrderMark(QByteArrayView bytes)
{
    return bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
}

ondemand::parser &parserFor(QByteArrayView text, ondemand::parser &spare)
{
    thread_local ondemand::parser kept;
    return text.size() > keptTextSize ? spare : kept;
}

Result<ondemand::document> startDocument(ondemand::parser &parser, const QByteArray &body, QByteArrayView part)
{
    const auto behind = static_cast<std::size_t>(body.constEnd() - part.end()) + simdjson::SIMDJSON_PADDING;
    const auto size = static_cast<std::size_t>(part.size());
    ondemand::document document;
    const auto error = parser.iterate(simdjson::padded_string_view(part.data(), size, size + behind)).get(document);
    if (error) {
        return jsonFailure(error);
    }
    return document;
}

Result<void> validateJson(ondemand::document &document, QByteArrayView text, TopLevelNames names)
{
    const auto position = [&document, text] {
        const char *location = nullptr;
        return document.current_location().get(location)
            ? text.size()
            : std::clamp<qsizetype>(location - text.data(), 0, text.size());
    };
    ondemand::object object;
    if (const auto error = document.get_object().get(object)) {
        return jsonFailure(error, position());
    }
    Validator validator(text);
    if (const auto error = validator.validateTop(object, names)) {
        if (!validator.repeatedName().isNull()) {
            return failure(Error::Kind::BadData,
                           QCoreApplication::translate("Tbs", "The name %1 is repeated")
                               .arg(QString::fromUtf8(validator.repeatedName())),
                           QCoreApplication::translate("Tbs", "byte %1").arg(position()));
        }
        return jsonFailure(error, validator.failedString() ? validator.failedString() - text.data() : position());
    }
    if (const char *rest = nullptr; document.current_location().get(rest) == simdjson::SUCCESS) {
        return jsonFailure(simdjson::TRAILING_CONTENT, rest - text.data());
    }
    return {};
}

} // namespace Tbs
