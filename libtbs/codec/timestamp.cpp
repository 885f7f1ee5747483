// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "timestamp_p.h"

#include <chrono>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Reads from the front of a text; each function returns false, or nothing, when it does not find what it names.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_text.isEmpty(); }

    bool skip(char character)
    {
        if (m_text.isEmpty() || m_text.front() != character) {
            return false;
        }
        m_text = m_text.sliced(1);
        return true;
    }

    std::optional<int> digits(int count)
    {
        if (m_text.size() < count) {
            return std::nullopt;
        }
        int value = 0;
        for (int i = 0; i < count; ++i) {
            if (!isDigit(m_text[i])) {
                return std::nullopt;
            }
            value = value * 10 + (m_text[i] - '0');
        }
        m_text = m_text.sliced(count);
        return value;
    }

    /// Any number of digits after the point, cut to milliseconds.
    std::optional<int> fraction()
    {
        int milliseconds = 0;
        int count = 0;
        for (; !m_text.isEmpty() && isDigit(m_text.front()); ++count) {
            if (count < 3) {
                milliseconds = milliseconds * 10 + (m_text.front() - '0');
            }
            m_text = m_text.sliced(1);
        }
        if (count == 0) {
            return std::nullopt;
        }
        for (; count < 3; ++count) {
            milliseconds *= 10;
        }
        return milliseconds;
    }

private:
    static bool isDigit(char character) { return character >= '0' && character <= '9'; }

    QByteArrayView m_text;
};

struct TimeOfDay
{
    std::chrono::milliseconds sinceMidnight{0};
    bool hasSeconds = false;
};

std::optional<std::chrono::sys_days> scanDate(Scanner &scanner, bool &complete)
{
    complete = false;
    const auto year = scanner.digits(4);
    if (!year) {
        return std::nullopt;
    }
    std::optional<int> month = 1;
    std::optional<int> day = 1;
    if (!scanner.atEnd()) {
        month = scanner.skip('-') ? scanner.digits(2) : std::nullopt;
        if (month && !scanner.atEnd()) {
            day = scanner.skip('-') ? scanner.digits(2) : std::nullopt;
            complete = true;
        }
    }
    if (!month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

std::optional<TimeOfDay> scanTime(Scanner &scanner)
{
    const auto hour = scanner.digits(2);
    const auto minute = scanner.skip(':') ? scanner.digits(2) : std::nullopt;
    if (!hour || !minute || *hour > 23 || *minute > 59) {
        return std::nullopt;
    }
    TimeOfDay time{.sinceMidnight = std::chrono::hours(*hour) + std::chrono::minutes(*minute)};
    if (!scanner.skip(':')) {
        return time;
    }
    const auto second = scanner.digits(2);
    const auto milliseconds = scanner.skip('.') ? scanner.fraction() : std::optional(0);
    if (!second || !milliseconds || *second > 60) { // 60: FHIR knows leap seconds
        return std::nullopt;
    }
    time.sinceMidnight += std::chrono::seconds(*second) + std::chrono::milliseconds(*milliseconds);
    time.hasSeconds = true;
    return time;
}

struct Offset
{
    std::chrono::minutes fromUtc{0};
    bool isComplete = false; ///< `Z` or `+hh:mm`
};

std::optional<Offset> scanOffset(Scanner &scanner)
{
    if (scanner.atEnd()) {
        return Offset();
    }
    if (scanner.skip('Z')) {
        return Offset{.isComplete = true};
    }
    const bool west = scanner.skip('-');
    if (!west && !scanner.skip('+')) {
        return std::nullopt;
    }
    const auto hours = scanner.digits(2);
    if (!hours || *hours > 14) {
        return std::nullopt;
    }
    const bool colon = scanner.skip(':');
    const auto minutes = scanner.digits(2);
    if ((colon && !minutes) || minutes.value_or(0) > 59) {
        return std::nullopt;
    }
    const auto east = std::chrono::hours(*hours) + std::chrono::minutes(minutes.value_or(0));
    return Offset{.fromUtc = west ? -east : east, .isComplete = colon};
}

} // namespace

std::optional<Timestamp> parseTimestamp(QByteArrayView text)
{
    Scanner scanner(text);
    bool complete = false;
    const auto date = scanDate(scanner, complete);
    if (!date) {
        return std::nullopt;
    }
    std::chrono::milliseconds sinceEpoch = date->time_since_epoch();
    if (scanner.atEnd()) {
        return Timestamp{.utc = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC)};
    }
    const bool standardSeparator = scanner.skip('T');
    if (!complete || (!standardSeparator && !scanner.skip(' '))) {
        return std::nullopt;
    }
    const auto time = scanTime(scanner);
    const auto offset = time ? scanOffset(scanner) : std::nullopt;
    if (!offset || !scanner.atEnd()) {
        return std::nullopt;
    }
    sinceEpoch += time->sinceMidnight - offset->fromUtc;
    return Timestamp{.utc = QDateTime::fromMSecsSinceEpoch(sinceEpoch.count(), Qt::UTC),
                     .isInstant = standardSeparator && time->hasSeconds && offset->isComplete};
}

QString instantText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

} // namespace Tbs
