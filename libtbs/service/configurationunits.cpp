// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationunits_p.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

template <std::size_t Size> using Units = std::array<std::pair<QLatin1StringView, qint64>, Size>;

constexpr Units<5> durationUnits{{
    {"d"_L1, 86'400'000},
    {"h"_L1, 3'600'000},
    {"m"_L1, 60'000},
    {"s"_L1, 1'000},
    {"ms"_L1, 1},
}};
constexpr qint64 maximumDuration = 10'000LL * 86'400'000;

constexpr Units<7> sizeUnits{{
    {"GiB"_L1, 1LL << 30},
    {"GB"_L1, 1'000'000'000},
    {"MiB"_L1, 1LL << 20},
    {"MB"_L1, 1'000'000},
    {"KiB"_L1, 1LL << 10},
    {"kB"_L1, 1'000},
    {""_L1, 1},
}};
constexpr qint64 maximumSize = 1LL << 53;

template <std::size_t Size>
std::optional<qint64> read(QStringView text, const Units<Size> &units, QLatin1StringView defaultUnit, qint64 maximum)
{
    const auto isDigit = [](QChar c) {
        return c >= u'0' && c <= u'9';
    };
    const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
    const auto digits = text.first(end - text.begin());
    const auto unit = text.sliced(digits.size());
    bool ok = false;
    const auto number = digits.toLongLong(&ok);
    if (!ok) {
        return std::nullopt;
    }
    for (const auto &[name, factor] : units) {
        if (unit == name || (unit.isEmpty() && name == defaultUnit)) {
            return number <= maximum / factor ? std::optional(number * factor) : std::nullopt;
        }
    }
    return std::nullopt;
}

template <std::size_t Size> QString write(qint64 number, const Units<Size> &units)
{
    for (const auto &[name, factor] : units) {
        if (number != 0 && number % factor == 0) {
            return QString::number(number / factor) + name;
        }
    }
    return u"0"_s;
}

} // namespace

std::optional<std::chrono::milliseconds> durationFromText(QStringView text)
{
    const auto milliseconds = read(text, durationUnits, "s"_L1, maximumDuration);
    return milliseconds ? std::optional(std::chrono::milliseconds(*milliseconds)) : std::nullopt;
}

QString durationToText(std::chrono::milliseconds duration)
{
    return write(duration.count(), durationUnits);
}

std::optional<qint64> sizeFromText(QStringView text)
{
    return read(text, sizeUnits, ""_L1, maximumSize);
}

QString sizeToText(qint64 bytes)
{
    return write(bytes, sizeUnits);
}

} // namespace Tbs
