// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"

#include <QColor>
#include <QMap>
#include <QSet>
#include <QStringList>

namespace Tbs::Gui {

/// The colour of each subscription and whether it is muted, by webhook id. Remembered in the settings.
class SubscriptionStyles : public QObject
{
    Q_OBJECT

public:
    /// \a settings must outlive this.
    explicit SubscriptionStyles(Settings &settings, QObject *parent = nullptr);

    /// Makes \a webhookId known; it keeps the next free colour.
    void note(const QString &webhookId);
    /// In the order in which they became known.
    [[nodiscard]] const QStringList &known() const { return m_known; }

    [[nodiscard]] QColor color(const QString &webhookId) const;
    void setColor(const QString &webhookId, const QColor &color);
    [[nodiscard]] bool isMuted(const QString &webhookId) const { return m_muted.contains(webhookId); }
    void setMuted(const QString &webhookId, bool muted);
    [[nodiscard]] bool isAnyMuted() const { return !m_muted.isEmpty(); }

Q_SIGNALS:
    void knownChanged();
    void colorChanged(const QString &webhookId);
    void mutedChanged();

private:
    Settings &m_settings;
    QStringList m_known;
    QSet<QString> m_muted;
    QMap<QString, QColor> m_chosen;
};

} // namespace Tbs::Gui
