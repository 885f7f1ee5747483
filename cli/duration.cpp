// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "duration.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

std::optional<std::chrono::milliseconds> durationFromText(const QString &text)
{
    static const QRegularExpression pattern(u"\\A([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)?\\z"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    constexpr double day = 24 * 60 * 60 * 1000.0;
    const auto unit = match.captured(2);
    const double factor = unit == "ms"_L1 ? 1
        : unit == "m"_L1                  ? 60 * 1000.0
        : unit == "h"_L1                  ? 60 * 60 * 1000.0
        : unit == "d"_L1                  ? day
                                          : 1000.0;
    const double milliseconds = match.captured(1).toDouble() * factor;
    if (milliseconds > 10'000 * day) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(static_cast<qint64>(milliseconds));
}

} // namespace Tbs::Cli
