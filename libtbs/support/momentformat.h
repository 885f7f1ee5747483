// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <optional>

namespace Tbs {

/// How a moment is written in a sentence for people. A copyable value.
class TBS_CORE_EXPORT MomentFormat
{
public:
    /// In UTC, as FHIR has it: `2026-11-25T12:00:00Z`. The same everywhere, as logs and programs want it.
    MomentFormat() = default;
    /// To the second, in the time \a zone, whose name is told, as is usual in \a locale. In UTC where \a zone is
    /// invalid, as the system's is without a database of time zones.
    MomentFormat(const QLocale &locale, const QTimeZone &zone);
    /// As the user of this process is used to: QLocale() and the system's time zone.
    [[nodiscard]] static MomentFormat local();

    /// Empty where \a moment is invalid.
    [[nodiscard]] QString text(const QDateTime &moment) const;

private:
    struct Place
    {
        QLocale locale;
        QTimeZone zone;
    };

    std::optional<Place> m_place;
};

} // namespace Tbs
