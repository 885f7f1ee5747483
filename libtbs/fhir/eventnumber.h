// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArrayView>
#include <QString>

#include <compare>
#include <optional>

namespace Tbs {

/// An event number or event count: an integer from 0 to 2^63-1.
///
/// On the wire it is a JSON string, a JSON number or one of several R4 Parameters values; it becomes this type in the
/// codec and nowhere else, and never passes through a double.
/// Implements SubscriptionStatus.notificationEvent.eventNumber and eventsSinceSubscriptionStart,
/// https://hl7.org/fhir/R5/subscriptionstatus.html.
class TBS_CORE_EXPORT EventNumber
{
public:
    constexpr EventNumber() = default;

    /// Nothing when \a value is negative.
    [[nodiscard]] static constexpr std::optional<EventNumber> fromInteger(qint64 value)
    {
        return value < 0 ? std::nullopt : std::optional(EventNumber(static_cast<quint64>(value)));
    }
    /// Decimal digits only: no sign, no blank, no fraction, no exponent; nothing when it is more than 2^63-1.
    [[nodiscard]] static std::optional<EventNumber> fromString(QByteArrayView digits);
    [[nodiscard]] static std::optional<EventNumber> fromString(QStringView digits);

    [[nodiscard]] constexpr quint64 value() const { return m_value; }
    [[nodiscard]] QString toString() const;

    friend constexpr auto operator<=>(EventNumber, EventNumber) = default;

private:
    explicit constexpr EventNumber(quint64 value)
        : m_value(value)
    {
    }

    quint64 m_value = 0;
};

} // namespace Tbs
