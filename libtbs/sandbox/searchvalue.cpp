// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "searchvalue_p.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

void collect(const QJsonValue &value, const QStringList &path, qsizetype depth, QList<QJsonValue> *values)
{
    if (value.isArray()) {
        const auto members = value.toArray();
        for (const auto &member : members) {
            collect(member, path, depth, values);
        }
    } else if (depth == path.size()) {
        if (!value.isNull() && !value.isUndefined()) {
            values->append(value);
        }
    } else if (value.isObject()) {
        collect(value.toObject()[path[depth]], path, depth + 1, values);
    }
}

bool isLess(const QDateTime &a, const QDateTime &b, bool whenOpen)
{
    return a.isValid() && b.isValid() ? a < b : whenOpen;
}

bool contains(const DateRange &outer, const DateRange &inner)
{
    // An open end of the resource's period lies outside of every search value.
    return inner.low.isValid() && inner.high.isValid() && outer.low <= inner.low && inner.high <= outer.high;
}

bool overlaps(const DateRange &a, const DateRange &b)
{
    return isLess(a.low, b.high, true) && isLess(b.low, a.high, true);
}

DateRange widened(const DateRange &range, const QDateTime &now)
{
    const auto gap = std::abs(range.low.msecsTo(now)) / 10;
    return {range.low.addMSecs(-gap), range.high.addMSecs(gap)};
}

} // namespace

QList<QJsonValue> valuesAt(const QJsonObject &resource, const QString &path)
{
    QList<QJsonValue> values;
    collect(resource, path.split(u'.'), 0, &values);
    return values;
}

std::optional<DateRange> readDateRange(const QString &text)
{
    static const QRegularExpression form(
        u"^(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)(?:T(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:\\.(\\d+))?)?(Z|[+-]\\d\\d:\\d\\d)?)?)?)?$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const auto part = [&match](int index, int fallback) {
        return match.capturedLength(index) > 0 ? match.capturedView(index).toInt() : fallback;
    };
    const QDate date(part(1, 0), part(2, 1), part(3, 1));
    const auto milliseconds = match.captured(7).leftJustified(3, u'0', true).toInt();
    const QTime time(part(4, 0), part(5, 0), part(6, 0), milliseconds);
    if (!date.isValid() || !time.isValid()) {
        return std::nullopt;
    }
    QDateTime low(date, time, Qt::UTC);
    if (const auto zone = match.capturedView(8); zone.size() == 6) {
        const auto seconds = zone.mid(1, 2).toInt() * 3600 + zone.mid(4, 2).toInt() * 60;
        low = low.addSecs(zone.front() == u'-' ? seconds : -seconds);
    }
    const auto has = [&match](int index) {
        return match.capturedLength(index) > 0;
    };
    const auto high = has(7) ? low.addMSecs(1)
        : has(6)             ? low.addSecs(1)
        : has(4)             ? low.addSecs(60)
        : has(3)             ? low.addDays(1)
        : has(2)             ? low.addMonths(1)
                             : low.addYears(1);
    return DateRange{low, high};
}

bool compareDates(const DateRange &target, const QString &comparator, const DateRange &search, const QDateTime &now)
{
    const auto isAfter = isLess(search.high, target.high, true);
    const auto isBefore = isLess(target.low, search.low, true);
    if (comparator == "ne"_L1) {
        return !contains(search, target);
    }
    if (comparator == "gt"_L1) {
        return isAfter;
    }
    if (comparator == "lt"_L1) {
        return isBefore;
    }
    if (comparator == "ge"_L1) {
        return isAfter || contains(search, target);
    }
    if (comparator == "le"_L1) {
        return isBefore || contains(search, target);
    }
    if (comparator == "sa"_L1) {
        return target.low.isValid() && target.low >= search.high;
    }
    if (comparator == "eb"_L1) {
        return target.high.isValid() && target.high <= search.low;
    }
    if (comparator == "ap"_L1) {
        return overlaps(target, widened(search, now));
    }
    return contains(search, target);
}

std::optional<SearchNumber> readSearchNumber(const QString &text)
{
    static const QRegularExpression form(u"^-?\\d+(?:\\.(\\d+))?(?:[eE]([+-]?\\d+))?$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const auto exponent = match.captured(2).toInt() - static_cast<int>(match.capturedLength(1));
    return SearchNumber{text.toDouble(), std::pow(10.0, exponent) / 2};
}

bool compareNumbers(double target, const QString &comparator, const SearchNumber &search)
{
    const auto isNear = [&](double distance) {
        return std::abs(target - search.value) <= distance;
    };
    if (comparator == "ne"_L1) {
        return !isNear(search.halfPrecision);
    }
    if (comparator == "gt"_L1 || comparator == "sa"_L1) {
        return target > search.value;
    }
    if (comparator == "lt"_L1 || comparator == "eb"_L1) {
        return target < search.value;
    }
    if (comparator == "ge"_L1) {
        return target >= search.value;
    }
    if (comparator == "le"_L1) {
        return target <= search.value;
    }
    if (comparator == "ap"_L1) {
        return isNear(std::abs(search.value) / 10);
    }
    return isNear(search.halfPrecision);
}

} // namespace Tbs
