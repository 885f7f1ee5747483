// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httpdate_p.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qint64 longestWait = 10LL * 365 * 24 * 3600; // seconds: what is longer is that long

QDateTime parse(const QString &text, const QString &format)
{
    auto date = QLocale::c().toDateTime(text, format);
    date.setTimeSpec(Qt::UTC);
    return date;
}

/// The obsolete form has the last two digits of the year: of the one from 1970 to 2069.
QDateTime parseWithoutCentury(const QString &text)
{
    constexpr qsizetype yearDigits = 2;
    const auto year = text.lastIndexOf(u'-') + 1;
    bool isNumber = false;
    const int digits = QStringView(text).mid(year, yearDigits).toInt(&isNumber);
    if (year == 0 || !isNumber) {
        return {};
    }
    auto withCentury = text;
    withCentury.insert(year, digits < 70 ? u"20"_s : u"19"_s);
    return parse(withCentury, u"dddd, dd-MMM-yyyy hh:mm:ss 'GMT'"_s);
}

} // namespace

QDateTime parseHttpDate(const QByteArray &text)
{
    const auto date = QString::fromLatin1(text.simplified());
    if (const auto fixed = parse(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s); fixed.isValid()) {
        return fixed;
    }
    if (const auto obsolete = parseWithoutCentury(date); obsolete.isValid()) {
        return obsolete;
    }
    return parse(date, u"ddd MMM d hh:mm:ss yyyy"_s);
}

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &text, const QDateTime &now)
{
    const auto value = text.trimmed();
    if (value.isEmpty()) {
        return std::nullopt;
    }
    if (std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const auto seconds = value.toLongLong(&fits);
        return std::chrono::seconds(fits ? std::min(seconds, longestWait) : longestWait);
    }
    const auto date = parseHttpDate(value);
    if (!date.isValid()) {
        return std::nullopt;
    }
    return std::chrono::milliseconds(std::clamp<qint64>(now.msecsTo(date), 0, longestWait * 1000));
}

} // namespace Tbs
