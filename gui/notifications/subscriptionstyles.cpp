// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionstyles.h"

#include <array>

namespace Tbs::Gui {

namespace {

/// Okabe and Ito's colours, which also the colour-blind tell apart, without black and yellow.
constexpr std::array<QRgb, 6> defaultColors{0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00};

} // namespace

SubscriptionStyles::SubscriptionStyles(Settings &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
{
    const auto muted = settings.value(Setting::MutedSubscriptions).toStringList();
    m_muted = {muted.begin(), muted.end()};
    const auto colors = settings.value(Setting::SubscriptionColors).toMap();
    for (auto color = colors.begin(); color != colors.end(); ++color) {
        m_chosen.insert(color.key(), QColor(color.value().toString()));
    }
}

void SubscriptionStyles::note(const QString &webhookId)
{
    if (!m_known.contains(webhookId)) {
        m_known << webhookId;
        Q_EMIT knownChanged();
    }
}

QColor SubscriptionStyles::color(const QString &webhookId) const
{
    if (const auto chosen = m_chosen.constFind(webhookId); chosen != m_chosen.constEnd()) {
        return *chosen;
    }
    const auto index = std::max<qsizetype>(0, m_known.indexOf(webhookId));
    return QColor::fromRgb(defaultColors.at(static_cast<std::size_t>(index) % defaultColors.size()));
}

void SubscriptionStyles::setColor(const QString &webhookId, const QColor &color)
{
    m_chosen.insert(webhookId, color);
    QVariantMap colors;
    for (auto chosen = m_chosen.cbegin(); chosen != m_chosen.cend(); ++chosen) {
        colors.insert(chosen.key(), chosen->name());
    }
    m_settings.setValue(Setting::SubscriptionColors, colors);
    Q_EMIT colorChanged(webhookId);
}

void SubscriptionStyles::setMuted(const QString &webhookId, bool muted)
{
    if (isMuted(webhookId) == muted) {
        return;
    }
    if (muted) {
        m_muted.insert(webhookId);
    } else {
        m_muted.remove(webhookId);
    }
    auto names = m_muted.values();
    names.sort();
    m_settings.setValue(Setting::MutedSubscriptions, names);
    Q_EMIT mutedChanged();
}

} // namespace Tbs::Gui
