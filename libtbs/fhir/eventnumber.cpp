// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventnumber.h"

#include <limits>

namespace Tbs {

namespace {

unsigned codeUnit(char character)
{
    return static_cast<unsigned char>(character);
}

unsigned codeUnit(QChar character)
{
    return character.unicode();
}

template <typename View> std::optional<quint64> parseDigits(View digits)
{
    constexpr auto maximum = static_cast<quint64>(std::numeric_limits<qint64>::max());
    if (digits.isEmpty()) {
        return std::nullopt;
    }
    quint64 value = 0;
    for (const auto character : digits) {
        const unsigned code = codeUnit(character);
        if (code < '0' || code > '9') {
            return std::nullopt;
        }
        const quint64 digit = code - '0';
        if (value > (maximum - digit) / 10) {
            return std::nullopt;
        }
        value = value * 10 + digit;
    }
    return value;
}

} // namespace

std::optional<EventNumber> EventNumber::fromString(QByteArrayView digits)
{
    const auto value = parseDigits(digits);
    return value ? std::optional(EventNumber(*value)) : std::nullopt;
}

std::optional<EventNumber> EventNumber::fromString(QStringView digits)
{
    const auto value = parseDigits(digits);
    return value ? std::optional(EventNumber(*value)) : std::nullopt;
}

QString EventNumber::toString() const
{
    return QString::number(m_value);
}

} // namespace Tbs
