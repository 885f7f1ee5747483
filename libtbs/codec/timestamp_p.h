// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArrayView>
#include <QDateTime>

#include <optional>

namespace Tbs {

/// A point in time that was read from text.
struct Timestamp
{
    QDateTime utc;
    /// Whether the text was a FHIR instant: date, time with seconds, and an offset or Z.
    bool isInstant = false;
};

/// Reads an instant with any number of fractional digits; also what servers send in its place: a date or partial date
/// (then 0:00 UTC), a blank for the T, an offset of hours only (`+03`) or without colon, no offset at all (then UTC),
/// no seconds. Pure and thread-safe. https://hl7.org/fhir/R5/datatypes.html#instant
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT std::optional<Timestamp> parseTimestamp(QByteArrayView text);

/// \a time as an instant in UTC with milliseconds.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QString instantText(const QDateTime &time);

} // namespace Tbs
