// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "relativetime.h"

#include <QCoreApplication>
#include <QLocale>

namespace Tbs::Gui {

namespace {

class TimeText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::RelativeTime)
};

} // namespace

QString durationText(std::chrono::milliseconds duration)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    if (seconds < minute) {
        return TimeText::tr("%1 s").arg(seconds);
    }
    if (seconds < hour) {
        return TimeText::tr("%1 min").arg(seconds / minute);
    }
    if (seconds < day) {
        return TimeText::tr("%1 h").arg(seconds / hour);
    }
    return TimeText::tr("%1 d").arg(QLocale().toString(seconds / day));
}

QString agoText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid()) {
        return {};
    }
    const std::chrono::milliseconds passed(time.msecsTo(now));
    return passed < std::chrono::seconds(1) ? TimeText::tr("just now")
                                            : TimeText::tr("%1 ago").arg(durationText(passed));
}

QString exactTimeText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::LongFormat) : QString();
}

} // namespace Tbs::Gui
