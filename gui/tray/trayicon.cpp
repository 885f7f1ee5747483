// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "trayicon.h"

#include "../application/symbols.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr QRgb neutralColor = 0xff5f6368;

QIcon onDisc(const QString &symbolName, const QColor &disc)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(disc);
        painter.drawEllipse(pixmap.rect());
        const int margin = size / 6;
        coloredSymbol(symbolName, Qt::white).paint(&painter, pixmap.rect().adjusted(margin, margin, -margin, -margin));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace

QIcon trayIcon(SubscriptionLight light)
{
    const auto tone = lightTone(light);
    // White is readable on the tones that are meant for light backgrounds.
    const auto disc = tone == Tone::Neutral ? QColor::fromRgb(neutralColor) : toneColor(tone, QPalette(Qt::white));
    return onDisc(lightSymbol(light), disc);
}

QIcon disconnectedTrayIcon()
{
    return onDisc(u"stop"_s, QColor::fromRgb(neutralColor));
}

} // namespace Tbs::Gui
