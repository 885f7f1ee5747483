// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "momentformat.h"

using namespace Qt::StringLiterals;

namespace Tbs {

MomentFormat::MomentFormat(const QLocale &locale, const QTimeZone &zone)
    : m_place(Place{locale, zone.isValid() ? zone : QTimeZone::utc()})
{
}

MomentFormat MomentFormat::local()
{
    return {QLocale(), QTimeZone::systemTimeZone()};
}

QString MomentFormat::text(const QDateTime &moment) const
{
    if (!moment.isValid()) {
        return {};
    }
    if (!m_place) {
        return moment.toUTC().toString(Qt::ISODate);
    }
    // The long form of the date has the day of the week and the month in letters, the short one of the time no seconds.
    const auto &locale = m_place->locale;
    const auto format = locale.dateFormat(QLocale::ShortFormat) + u' ' + locale.timeFormat(QLocale::LongFormat);
    return locale.toString(moment.toTimeZone(m_place->zone), format);
}

} // namespace Tbs
