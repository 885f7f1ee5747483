// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QProxyStyle>

namespace Tbs::Gui {

/// Fusion, which draws check boxes and radio buttons in shades of the window: where that is dark nobody sees those
/// that are not checked. Here they have an outline.
class IndicatorStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    IndicatorStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace Tbs::Gui
