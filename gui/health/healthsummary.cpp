// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "healthsummary.h"

#include <QCoreApplication>
#include <QLocale>

namespace Tbs::Gui {

namespace {

class SummaryText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::HealthSummary)
};

} // namespace

HealthSummary::HealthSummary(const QList<ManagedSubscription> &subscriptions)
    : m_total(static_cast<int>(subscriptions.size()))
{
    for (const auto &subscription : subscriptions) {
        const auto light = lightOf(subscription);
        ++m_counts.at(static_cast<std::size_t>(light));
        m_worst = std::max(m_worst, light);
        m_eventsBehind += subscription.health.eventsBehind;
    }
}

QString HealthSummary::text() const
{
    if (m_total == 0) {
        return SummaryText::tr("No subscriptions");
    }
    const QLocale locale;
    return SummaryText::tr("%1 of %2 healthy").arg(locale.toString(healthy()), locale.toString(m_total));
}

QString HealthSummary::details() const
{
    QStringList details;
    for (int i = subscriptionLightCount - 1; i > static_cast<int>(SubscriptionLight::Active); --i) {
        const auto light = static_cast<SubscriptionLight>(i);
        if (count(light) > 0) {
            details << SummaryText::tr("%1 (%2)").arg(lightText(light), QLocale().toString(count(light)));
        }
    }
    return details.join(QStringLiteral(", "));
}

} // namespace Tbs::Gui
