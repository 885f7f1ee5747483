// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionlight.h"

#include "../application/symbols.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

struct Appearance
{
    SubscriptionLight light;
    const char *symbol;
    Tone tone;
    const char *text;
};

class LightText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::SubscriptionLight)
};

const Appearance &appearance(SubscriptionLight light)
{
    static const QList<Appearance> table{
        {SubscriptionLight::Active, "done", Tone::Good, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Active")},
        {SubscriptionLight::Suspended, "pause", Tone::Neutral,
         QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Suspended")},
        {SubscriptionLight::Requested, "requested", Tone::Information,
         QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Requested")},
        {SubscriptionLight::NotRegistered, "unregistered", Tone::Information,
         QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Not registered")},
        {SubscriptionLight::HeartbeatLate, "late", Tone::Warning,
         QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Heartbeat late")},
        {SubscriptionLight::Drift, "drift", Tone::Warning, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Drift")},
        {SubscriptionLight::Gap, "gap", Tone::Warning, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Gap")},
        {SubscriptionLight::Silent, "silent", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Silent")},
        {SubscriptionLight::Error, "warning", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Error")},
        {SubscriptionLight::Off, "off", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Off")},
        {SubscriptionLight::Failed, "failed", Tone::Bad, QT_TRANSLATE_NOOP("Tbs::Gui::SubscriptionLight", "Failed")},
    };
    return table.at(static_cast<qsizetype>(light));
}

SubscriptionLight lightOf(HealthState state)
{
    switch (state) {
    case HealthState::Active:
        return SubscriptionLight::Active;
    case HealthState::Requested:
        return SubscriptionLight::Requested;
    case HealthState::HeartbeatLate:
        return SubscriptionLight::HeartbeatLate;
    case HealthState::Drift:
        return SubscriptionLight::Drift;
    case HealthState::Gap:
        return SubscriptionLight::Gap;
    case HealthState::Silent:
        return SubscriptionLight::Silent;
    case HealthState::Error:
        return SubscriptionLight::Error;
    case HealthState::Off:
        break;
    }
    return SubscriptionLight::Off;
}

/// Servers put anything into what they say about their errors.
QString withoutServersWords(QString reason, const QStringList &words)
{
    for (const auto &word : words) {
        if (!word.isEmpty()) {
            reason.replace(word, u"•••"_s);
        }
    }
    return reason;
}

} // namespace

SubscriptionLight lightOf(const ManagedSubscription &subscription)
{
    if (subscription.suspended) {
        return SubscriptionLight::Suspended;
    }
    if (subscription.error) {
        return SubscriptionLight::Failed;
    }
    const auto light = lightOf(subscription.health.state);
    const bool isUnknown = !subscription.registered && !subscription.facts.status;
    return light == SubscriptionLight::Requested && isUnknown ? SubscriptionLight::NotRegistered : light;
}

QString lightText(SubscriptionLight light)
{
    return LightText::tr(appearance(light).text);
}

Tone lightTone(SubscriptionLight light)
{
    return appearance(light).tone;
}

QString lightSymbol(SubscriptionLight light)
{
    return QString::fromLatin1(appearance(light).symbol);
}

QIcon lightIcon(SubscriptionLight light, const QPalette &palette)
{
    const auto tone = lightTone(light);
    return tone == Tone::Neutral ? symbol(lightSymbol(light))
                                 : coloredSymbol(lightSymbol(light), toneColor(tone, palette));
}

QString lightReason(const ManagedSubscription &subscription, bool masked)
{
    switch (lightOf(subscription)) {
    case SubscriptionLight::Suspended:
        return LightText::tr("You have turned it off; the server sends nothing until you resume it.");
    case SubscriptionLight::NotRegistered:
        return LightText::tr("The server does not have it yet, or has not said so.");
    case SubscriptionLight::Failed:
        return subscription.error->message;
    default:
        break;
    }
    const auto &reason = subscription.health.reason;
    return masked ? withoutServersWords(reason, subscription.facts.errors) : reason;
}

} // namespace Tbs::Gui
