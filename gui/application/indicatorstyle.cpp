// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "indicatorstyle.h"

#include "tone.h"

#include <QPainter>
#include <QStyleOption>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

void drawOutline(QPainter &painter, const QRect &rect, const QColor &color, qreal radius)
{
    constexpr qreal half = 0.5;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(color);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

} // namespace

IndicatorStyle::IndicatorStyle()
    : QProxyStyle(u"Fusion"_s)
{
}

void IndicatorStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                   const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (!isDark(option->palette)) {
        return;
    }
    constexpr qreal corner = 2;
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck) {
        drawOutline(*painter, option->rect, mutedText(option->palette), corner);
    } else if (element == PE_IndicatorRadioButton) {
        drawOutline(*painter, option->rect, mutedText(option->palette), option->rect.width() / 2.0);
    }
}

} // namespace Tbs::Gui
