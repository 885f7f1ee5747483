// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionlight.h"

#include <array>

namespace Tbs::Gui {

/// All subscriptions in a few figures. A copyable value.
class HealthSummary
{
public:
    HealthSummary() = default;
    explicit HealthSummary(const QList<ManagedSubscription> &subscriptions);

    [[nodiscard]] int total() const { return m_total; }
    [[nodiscard]] int count(SubscriptionLight light) const { return m_counts.at(static_cast<std::size_t>(light)); }
    /// Those that are active.
    [[nodiscard]] int healthy() const { return count(SubscriptionLight::Active); }
    /// Active without any subscription.
    [[nodiscard]] SubscriptionLight worst() const { return m_worst; }
    [[nodiscard]] quint64 eventsBehind() const { return m_eventsBehind; }
    /// `5 of 6 healthy`.
    [[nodiscard]] QString text() const;
    /// `Error (1), Gap (2)`: what is not active, the worst first; empty when all of it is.
    [[nodiscard]] QString details() const;

    friend bool operator==(const HealthSummary &, const HealthSummary &) = default;

private:
    int m_total = 0;
    std::array<int, subscriptionLightCount> m_counts{};
    SubscriptionLight m_worst = SubscriptionLight::Active;
    quint64 m_eventsBehind = 0;
};

} // namespace Tbs::Gui
